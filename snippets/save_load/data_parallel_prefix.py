"""Get rid of the prefix "module." in a file, and how not to."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

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

model = Net().to(device)
model.load_state_dict(parallel.module.state_dict())

# --8<-- [start:prefix]
torch.save(parallel.state_dict(), "prefixed.pt")  # .module was forgotten
state = torch.load("prefixed.pt", map_location="cpu", weights_only=True)
try:
    Net().load_state_dict(state)
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:prefix]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:consume]
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

consume_prefix_in_state_dict_if_present(state, "module.")  # changes state
mended = Net()
print(mended.load_state_dict(state))
print("versions kept for:", [name for name in state._metadata if name])
# --8<-- [end:consume]
assert list(state) == list(Net().state_dict())
assert state._metadata == Net().state_dict()._metadata

# --8<-- [start:replace]
state = torch.load("prefixed.pt", map_location="cpu", weights_only=True)
print([name.replace("module.", "") for name in state])
# --8<-- [end:replace]
assert "subweight" in [name.replace("module.", "") for name in state]

# --8<-- [start:iterate]
try:
    for name in state:
        state[name.removeprefix("module.")] = state.pop(name)
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
print("left half done:", *state)
# --8<-- [end:iterate]
assert list(state) == ["module.submodule.bias", "submodule.weight"]

# --8<-- [start:proof]
trained = parallel.module
inputs = torch.rand(8, 4, device=device)
with torch.no_grad():
    expected = parallel(inputs)
    for name, net in {"loaded": model, "mended": mended.to(device)}.items():
        same = torch.equal(net.submodule.weight, trained.submodule.weight)
        close = torch.allclose(net(inputs), expected)
        print(f"{name}: same weights {same}, same predictions {close}")
        assert same and close
# --8<-- [end:proof]
