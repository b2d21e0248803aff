"""Take the prefix "_orig_mod." of a compiled model off a file."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


def build():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))


model, inputs = build(), torch.rand(3, 4)
compiled = torch.compile(model, backend="eager")
expected = compiled(inputs)
restored = build()
restored.load_state_dict(model.state_dict())
recompiled = torch.compile(restored.eval(), backend="eager")

# --8<-- [start:prefix]
torch.save(compiled.state_dict(), "prefixed.pt")
state = torch.load("prefixed.pt", map_location="cpu", weights_only=True)
try:
    build().load_state_dict(state)
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
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
