"""A NumPy scalar is no float to weights_only: item() makes it one."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

# --8<-- [start:refused]
from pickle import UnpicklingError

import numpy as np
import torch

losses = [0.75, 0.5, 0.25]
mean = np.mean(losses)
print(repr(mean), "is a float:", isinstance(mean, float))
torch.save({"loss": mean}, "loss.pt")
try:
    torch.load("loss.pt", weights_only=True)
except UnpicklingError as error:
    lines = str(error).splitlines()
    telling = next(line for line in lines if "Unsupported" in line)
    print(f"{type(error).__name__}:", telling.strip().partition(" Please")[0])
# --8<-- [end:refused]
else:
    raise AssertionError("NumPy's scalars are accepted now")

# --8<-- [start:item]
torch.save({"loss": mean.item(), "curve": torch.tensor(losses)}, "loss.pt")
print(torch.load("loss.pt", weights_only=True))
# --8<-- [end:item]
assert type(torch.load("loss.pt", weights_only=True)["loss"]) is float
assert type(np.float32(1).item()) is float
assert type(np.longdouble(1).item()) is np.longdouble
assert type(float(np.longdouble(1))) is float
