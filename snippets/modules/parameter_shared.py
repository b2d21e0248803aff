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
one_memory = state["0.weight"].data_ptr() == state["2.weight"].data_ptr()
print("one memory:", one_memory)
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
same = torch.allclose(used_twice, total)
print("its gradient is the sum of both uses:", same)
# --8<-- [end:grad]
assert torch.allclose(used_twice, total)
assert not torch.allclose(used_twice, apart[2].weight.grad)

# --8<-- [start:load]
disagreeing = {name: tensor.clone() for name, tensor in state.items()}
disagreeing["0.weight"].fill_(1)
disagreeing["2.weight"].fill_(2)
answer = model.load_state_dict(disagreeing)
print(answer, "weight is now", layer.weight[0, 0].item())
# --8<-- [end:load]
assert layer.weight.unique().tolist() == [2]
