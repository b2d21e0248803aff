"""mmap=True, and a file in the format before torch 1.6."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

state = {"weight": torch.ones(2)}
torch.save(state, "old.pt", _use_new_zipfile_serialization=False)
try:
    torch.load("old.pt", mmap=True)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the old format can be mapped now")

# --8<-- [start:fix]
torch.save(torch.load("old.pt"), "new.pt")  # once, as a whole
print(torch.load("new.pt", mmap=True))
# --8<-- [end:fix]
assert torch.equal(torch.load("new.pt", mmap=True)["weight"], state["weight"])
