"""get_state_dict makes a state, and set_state_dict takes an empty one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.distributed as dist
from torch import nn

backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)

layer = nn.Linear(4, 2)

# --8<-- [start:too-early]
from torch.distributed.checkpoint.state_dict import get_optimizer_state_dict


def train(look):
    torch.manual_seed(0)
    model = nn.Linear(4, 2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    if look:
        get_optimizer_state_dict(model, optimizer)
    for _ in range(3):
        model(torch.ones(4)).sum().backward()
        optimizer.step()
    return model.weight.detach(), int(optimizer.state[model.weight]["step"])


(weight, steps), (after_looking, counted) = train(look=False), train(look=True)
print(f"Adam has counted {steps} steps, and {counted} after a look")
print("same weights:", torch.equal(weight, after_looking))
# --8<-- [end:too-early]
assert (steps, counted) == (3, 4) and not torch.equal(weight, after_looking)

# --8<-- [start:empty]
from torch.distributed.checkpoint.state_dict import set_state_dict

before = layer.weight.detach().clone()
sgd = torch.optim.SGD(layer.parameters(), lr=0.1)
settings = get_optimizer_state_dict(layer, sgd)
print(
    set_state_dict(layer, sgd, model_state_dict={}, optim_state_dict=settings)
)
# --8<-- [end:empty]
assert torch.equal(layer.weight, before)

dist.destroy_process_group()
