"""The _metadata of a state_dict: versions, and what is lost with them."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:versions]
import copy

import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
state = model.state_dict()
for name, facts in state._metadata.items():
    print(repr(name), facts)
# --8<-- [end:versions]
assert state._metadata["1"] == {"version": 2}

# --8<-- [start:lost]
rebuilt = {name: tensor for name, tensor in state.items()}
print("deepcopy keeps it:", hasattr(copy.deepcopy(state), "_metadata"))
torch.save(state, "versions.pt")
loaded = torch.load("versions.pt", weights_only=True)
print("a file keeps it:", loaded._metadata == state._metadata)
print("a new dict keeps it:", hasattr(rebuilt, "_metadata"))
# --8<-- [end:lost]
assert loaded._metadata == state._metadata
assert hasattr(copy.deepcopy(state), "_metadata")
assert not hasattr(rebuilt, "_metadata")

# --8<-- [start:effect]
for dictionary in (state, rebuilt):
    del dictionary["1.num_batches_tracked"]  # a damaged checkpoint
    try:
        print(model.load_state_dict(dictionary))
    except RuntimeError as error:
        print(f"{type(error).__name__}:", error)
        assert dictionary is state  # with its versions, it notices
    else:
        assert dictionary is rebuilt  # without, it does not
# --8<-- [end:effect]
