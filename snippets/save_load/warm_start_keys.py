"""strict=False that loads nothing; renamed keys; what a dict loses."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:nothing]
from collections import OrderedDict

import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(OrderedDict(fc=nn.Linear(4, 4), norm=nn.BatchNorm1d(4)))
whole = nn.Sequential(OrderedDict(backbone=net, head=nn.Linear(4, 2)))
torch.save(whole.state_dict(), "whole.pt")
state = torch.load("whole.pt", map_location="cpu", weights_only=True)

alone = nn.Sequential(OrderedDict(fc=nn.Linear(4, 4)))
untouched = alone.fc.weight.clone()
keys = alone.load_state_dict(state, strict=False)  # no error, no warning
print("missing:", keys.missing_keys)
print("unexpected:", len(keys.unexpected_keys), "of", len(state))
print("still random:", torch.equal(alone.fc.weight, untouched))
# --8<-- [end:nothing]
assert torch.equal(alone.fc.weight, untouched)
assert keys.missing_keys == list(alone.state_dict())

# --8<-- [start:rename]
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

consume_prefix_in_state_dict_if_present(state, "backbone.")  # in place
keys = alone.load_state_dict(state, strict=False)
print("missing:", keys.missing_keys)
print("unexpected:", *keys.unexpected_keys, sep="\n  ")
assert not keys.missing_keys
# --8<-- [end:rename]
assert torch.equal(alone.fc.weight, net.fc.weight)
assert "norm" in state._metadata


# --8<-- [start:hook]
class Renamed(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 4)  # it was called fc once
        self.register_load_state_dict_pre_hook(rename_fc)


def rename_fc(module, state, prefix, *others):
    old = prefix + "fc."
    for name in [k for k in state if k.startswith(old)]:
        new = prefix + "linear." + name.removeprefix(old)
        state[new] = state.pop(name)


renamed = nn.Sequential(Renamed())
old_file = {"0.fc.weight": net.fc.weight, "0.fc.bias": net.fc.bias}
print(renamed.load_state_dict(old_file))
# --8<-- [end:hook]
assert torch.equal(renamed[0].linear.weight, net.fc.weight)
# at any depth
for module, place in ((Renamed(), ""), (nn.Sequential(renamed), "0.0.")):
    old_file = {f"{place}fc.{n}": t for n, t in net.fc.state_dict().items()}
    module.load_state_dict(old_file)

# --8<-- [start:metadata]
state = net.state_dict()
del state["norm.num_batches_tracked"]  # a file that lacks a buffer
plain = {name: tensor for name, tensor in state.items()}
for form in (state, plain):
    print("has _metadata:", hasattr(form, "_metadata"))
    try:
        print(net.load_state_dict(form))
    except RuntimeError as error:
        print(f"{type(error).__name__}:", error)
# --8<-- [end:metadata]
assert hasattr(state, "_metadata") and not hasattr(plain, "_metadata")
