"""Names that get_unsafe_globals_in_checkpoint cannot see."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

# --8<-- [start:missed]
from pickle import UnpicklingError

import numpy as np
import torch
from torch.serialization import get_unsafe_globals_in_checkpoint, safe_globals

torch.save({"loss": np.float64(0.25)}, "loss.pt")
print(sorted(get_unsafe_globals_in_checkpoint("loss.pt")))

listed = [np.float64(0).__reduce__()[0], np.dtype]  # these two
with safe_globals(listed):
    print(get_unsafe_globals_in_checkpoint("loss.pt"))
    try:
        torch.load("loss.pt", weights_only=True)
    except UnpicklingError as error:
        telling = next(x for x in str(error).splitlines() if "but got" in x)
        told = telling.partition(", ")[2]
        print(f"{type(error).__name__}: …", told.partition(", ")[2])
    # --8<-- [end:missed]
    else:
        raise AssertionError("the list was complete")

# --8<-- [start:complete]
with safe_globals([*listed, np.dtypes.Float64DType]):
    print(torch.load("loss.pt", weights_only=True))
# --8<-- [end:complete]

# --8<-- [start:unread]
torch.save(np.float64(0.25), "old.pt", _use_new_zipfile_serialization=False)
torch.save(np.float64(0.25), "new.pt", pickle_protocol=4)
refused = []
for name in ("old.pt", "new.pt"):
    try:
        get_unsafe_globals_in_checkpoint(name)
    except (ValueError, UnpicklingError) as error:
        refused.append(name)
        print(f"{name} {type(error).__name__}: {error}")
# --8<-- [end:unread]
assert refused == ["old.pt", "new.pt"]
