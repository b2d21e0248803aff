"""Save the model inside torch.compile, not the wrapper."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn


def build():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))


torch.manual_seed(0)
model = build()
compiled = torch.compile(model, backend="eager")  # see below
inputs = torch.rand(3, 4)
expected = compiled(inputs)
# --8<-- [end:model]

# --8<-- [start:save]
torch.save(model.state_dict(), "net.pt")  # model, not compiled
# --8<-- [end:save]

# --8<-- [start:load]
restored = build()
state = torch.load("net.pt", map_location="cpu", weights_only=True)
restored.load_state_dict(state)
restored.eval()
recompiled = torch.compile(restored, backend="eager")
# --8<-- [end:load]
assert not restored.training
assert not any("_orig_mod" in name for name in state)
assert torch.equal(recompiled(inputs), expected)

# --8<-- [start:inside]
print("model:   ", *model.state_dict())
print("compiled:", *compiled.state_dict())
shared = compiled.state_dict()["_orig_mod.0.weight"]
print("same memory:", shared.data_ptr() == model[0].weight.data_ptr())
print("the model inside:", compiled._orig_mod is model)
# --8<-- [end:inside]
assert shared.data_ptr() == model[0].weight.data_ptr()
assert compiled._orig_mod is model
one_name = build()
one_name = torch.compile(one_name, backend="eager")
assert list(one_name.state_dict()) == list(compiled.state_dict())
assert list(one_name._orig_mod.state_dict()) == list(model.state_dict())

# --8<-- [start:in-place]
in_place = build()
in_place.compile(backend="eager")
in_place.load_state_dict(model.state_dict())
print(*in_place.state_dict())
print("same predictions:", torch.equal(in_place(inputs), expected))
# --8<-- [end:in-place]
assert list(in_place.state_dict()) == list(state)
assert torch.equal(in_place(inputs), expected)
