"""A pickle is a program: weights_only=True refuses to run it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:program]
import pickle
import pickletools

program = b"cbuiltins\nprint\n(Vprinted by a pickle\ntR."
pickletools.dis(program)
# --8<-- [end:program]

# --8<-- [start:run]
answer = pickle.loads(program)
# --8<-- [end:run]
assert answer is None  # what print returns


# --8<-- [start:hide]
import torch


class Harmless:
    def __reduce__(self):  # how to rebuild me: call this, with these arguments
        return print, ("printed by the file",)


torch.save({"weight": torch.zeros(2), "note": Harmless()}, "guest.pt")
# --8<-- [end:hide]

# --8<-- [start:runs]
# only for a file that you trust: it can run code
guest = torch.load("guest.pt", weights_only=False)
print(guest)
# --8<-- [end:runs]
assert guest["note"] is None

# --8<-- [start:refuses]
guest = None
try:
    guest = torch.load("guest.pt", weights_only=True)
except pickle.UnpicklingError as error:
    lines = str(error).splitlines()
    telling = next(line for line in lines if "Unsupported" in line)
    print(f"{type(error).__name__}:", telling.strip().partition(" Please")[0])
# --8<-- [end:refuses]
assert guest is None
# the tensor comes first in the file: its function, of the list, was called
import sys

called = set()
sys.setprofile(lambda frame, *_: called.add(frame.f_code.co_name))
try:
    torch.load("guest.pt", weights_only=True)
except pickle.UnpicklingError:
    sys.setprofile(None)
assert "_rebuild_tensor_v2" in called

# --8<-- [start:unsafe]
from torch.serialization import get_unsafe_globals_in_checkpoint

print(get_unsafe_globals_in_checkpoint("guest.pt"))
# --8<-- [end:unsafe]
assert get_unsafe_globals_in_checkpoint("guest.pt") == ["builtins.print"]
