"""An optimizer's state follows its model to the GPU, or stays behind."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

import torch
from torch import nn

cpu_layer = nn.Linear(3, 2)

# --8<-- [start:optimizer]
old = torch.optim.SGD(cpu_layer.parameters(), lr=0.1, momentum=0.9)
cpu_layer(torch.ones(1, 3)).sum().backward()
old.step()


def step(layer, sgd):
    layer(torch.ones(1, 3, device="cuda:0")).sum().backward()
    sgd.step()


right = nn.Linear(3, 2).to("cuda:0")
sgd = torch.optim.SGD(right.parameters(), lr=0.1, momentum=0.9)
sgd.load_state_dict(old.state_dict())  # from the CPU, onto the GPU
assert sgd.state[right.weight]["momentum_buffer"].is_cuda
step(right, sgd)

late = nn.Linear(3, 2)
sgd = torch.optim.SGD(late.parameters(), lr=0.1, momentum=0.9)
sgd.load_state_dict(old.state_dict())
late.to("cuda:0")  # the momentum stays behind
assert sgd.state[late.weight]["momentum_buffer"].is_cpu
try:
    step(late, sgd)
except RuntimeError as error:
    assert "device" in str(error)
else:
    raise AssertionError("a step over two devices went through")
# --8<-- [end:optimizer]
