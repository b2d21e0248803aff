"""A checkpoint refuses an empty GradScaler and NumPy's random state."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:scaler]
import torch

# also what a run without a GPU gets
off = torch.amp.GradScaler("cpu", enabled=False)
print("disabled:", off.state_dict())
scaler = torch.amp.GradScaler("cpu")
try:
    scaler.load_state_dict(off.state_dict())
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:scaler]
else:
    raise AssertionError("an empty state is accepted now")
assert off.state_dict() == {} and scaler.state_dict()["scale"] == 65536.0

# --8<-- [start:numpy]
from pickle import UnpicklingError

import numpy as np

torch.save({"numpy": np.random.get_state()}, "numpy.tar")
try:
    torch.load("numpy.tar")
except UnpicklingError as error:
    lines = str(error).splitlines()
    telling = next(line for line in lines if "Unsupported" in line)
    print(f"{type(error).__name__}:", telling.strip().partition(" Please")[0])
# --8<-- [end:numpy]
else:
    raise AssertionError("NumPy's arrays are accepted now")

# --8<-- [start:plain]
import random

# a Generator of your own: its state is plain already
generator = np.random.default_rng(0)
# the global one: a list instead of the array
name, words, *rest = np.random.get_state()
states = {
    "generator": generator.bit_generator.state,
    "numpy": (name, words.tolist(), *rest),
    "python": random.getstate(),
}
torch.save(states, "plain.tar")
expected = generator.random(), np.random.rand(), random.random()

loaded = torch.load("plain.tar", weights_only=True)
generator.bit_generator.state = loaded["generator"]
np.random.set_state(loaded["numpy"])
random.setstate(loaded["python"])
same = (generator.random(), np.random.rand(), random.random()) == expected
print("same numbers:", same)
# --8<-- [end:plain]
assert same

# --8<-- [start:listed]
from torch.serialization import safe_globals

# where it lives depends on NumPy's version
rebuild = np.random.get_state()[1].__reduce__()[0]
words = type(np.dtype(np.uint32))
with safe_globals([rebuild, np.ndarray, np.dtype, words]):
    listed = torch.load("numpy.tar")["numpy"]
print(listed[0], listed[1].shape, listed[1].dtype)
# --8<-- [end:listed]
assert listed[1].shape == (624,)
