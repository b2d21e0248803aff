"""Save and load a model in DataParallel, without the prefix "module."."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.submodule = nn.Linear(4, 2)

    def forward(self, x):
        return self.submodule(x)


device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
torch.manual_seed(0)
parallel = nn.DataParallel(Net().to(device))
# --8<-- [end:model]

# --8<-- [start:save]
torch.save(parallel.module.state_dict(), "net.pt")
# --8<-- [end:save]

# --8<-- [start:load]
state = torch.load("net.pt", map_location="cpu", weights_only=True)
model = Net()  # wrapped again afterwards, if at all
model.load_state_dict(state)
model.to(device).eval()
# --8<-- [end:load]
assert not model.training
inputs = torch.rand(8, 4, device=device)
assert torch.allclose(model(inputs), parallel(inputs))

# --8<-- [start:inside]
print("model:  ", *parallel.module.state_dict())
print("wrapper:", *parallel.state_dict())
# --8<-- [end:inside]
