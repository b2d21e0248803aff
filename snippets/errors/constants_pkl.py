"""torch.jit.load of a file that torch.save wrote."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["torch.jit.*is deprecated"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

net = nn.Linear(2, 1)
torch.save(net.state_dict(), "net.pt")
try:
    torch.jit.load("net.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
net.load_state_dict(torch.load("net.pt"))  # in Python: needs no TorchScript
# --8<-- [end:fix]

# --8<-- [start:fix-script]
example = torch.ones(1, 2)
torch.jit.trace(net.eval(), example).save("net-script.pt")
loaded = torch.jit.load("net-script.pt")
print(torch.equal(loaded(example), net(example)))
# --8<-- [end:fix-script]
assert torch.equal(loaded(example), net(example))
