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

# --8<-- [start:prefix]
torch.save(compiled.state_dict(), "prefixed.pt")
state = torch.load("prefixed.pt", map_location="cpu", weights_only=True)
try:
    build().load_state_dict(state)
except RuntimeError as error:
    print("RuntimeError:", error)
# --8<-- [end:prefix]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:consume]
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

consume_prefix_in_state_dict_if_present(state, "_orig_mod.")
mended = build()
print(mended.load_state_dict(state))
# --8<-- [end:consume]
assert torch.equal(mended[0].weight, model[0].weight)

# --8<-- [start:middle]
part = nn.Sequential(build(), nn.Linear(2, 1))
part[0] = torch.compile(part[0], backend="eager")
names = list(part.state_dict())
print(names[0], "→", names[0].replace("_orig_mod.", ""))
# --8<-- [end:middle]
assert names[0] == "0._orig_mod.0.weight"

# --8<-- [start:proof]
for name, net in {"loaded": recompiled, "mended": mended}.items():
    same = torch.equal(net(inputs), expected)
    print(f"{name}: same predictions {same}")
    assert same
# --8<-- [end:proof]
assert not torch.equal(build()(inputs), expected)
