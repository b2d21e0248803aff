"""Keys are renamed in the dictionary that is being walked."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from torch import nn

state = nn.DataParallel(nn.Linear(2, 1)).state_dict()
try:
    for key in state:
        state[key.removeprefix("module.")] = state.pop(key)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a dictionary may change while it is walked")


# --8<-- [start:raise-plain]
def rename(plain):
    for key in plain:
        plain[key.removeprefix("module.")] = plain.pop(key)


def drop_bias(plain):
    for key in plain:
        if key.endswith("bias"):
            del plain[key]


for change in (rename, drop_bias):
    try:
        change(dict(nn.DataParallel(nn.Linear(2, 1)).state_dict()))
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-plain]
    else:
        raise AssertionError("a plain dictionary may change in a loop now")

# --8<-- [start:fix]
state = nn.DataParallel(nn.Linear(2, 1)).state_dict()
for key in list(state):  # a copy of the keys
    state[key.removeprefix("module.")] = state.pop(key)
print(list(state))
# --8<-- [end:fix]
assert list(state) == ["weight", "bias"] and hasattr(state, "_metadata")

# --8<-- [start:wrong]
state = nn.DataParallel(nn.Linear(2, 1)).state_dict()
renamed = {key.removeprefix("module."): value for key, value in state.items()}
print(hasattr(state, "_metadata"), hasattr(renamed, "_metadata"))
# --8<-- [end:wrong]
assert hasattr(state, "_metadata") and not hasattr(renamed, "_metadata")
