"""One layer used twice: two parameters, four keys in the state_dict."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:twice]
import torch
from torch import nn

layer = nn.Linear(3, 3)
model = nn.Sequential(layer, nn.ReLU(), layer)
state = model.state_dict()
print("parameters:", [name for name, _ in model.named_parameters()])
print("keys:      ", list(state))
print("one memory:", state["0.weight"].data_ptr() == state["2.weight"].data_ptr())
every = model.named_parameters(remove_duplicate=False)
print("without removing duplicates:", len(list(every)))
# --8<-- [end:twice]
assert len(list(model.parameters())) == 2 and len(state) == 4

# --8<-- [start:grad]
model(torch.ones(1, 3)).sum().backward()
used_twice = layer.weight.grad.clone()
apart = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 3))
apart.load_state_dict(state)
apart(torch.ones(1, 3)).sum().backward()
total = apart[0].weight.grad + apart[2].weight.grad
print("its gradient is the sum of both uses:", torch.allclose(used_twice, total))
# --8<-- [end:grad]
assert torch.allclose(used_twice, total) and not torch.allclose(used_twice, apart[2].weight.grad)

# --8<-- [start:load]
disagreeing = {name: tensor.clone() for name, tensor in state.items()}
disagreeing["0.weight"].fill_(1)
disagreeing["2.weight"].fill_(2)
print(model.load_state_dict(disagreeing), "weight is now", layer.weight[0, 0].item())
# --8<-- [end:load]
assert layer.weight.unique().tolist() == [2]
