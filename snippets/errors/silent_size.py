"""A few numbers, in a file for a hundred thousand."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
from pathlib import Path

import torch

table = torch.rand(100_000)
few = table[:5]
torch.save(few, "few.pt")
print("bytes of numbers:", few.nbytes)
size = Path("few.pt").stat().st_size
print("more than 400,000 in the file:", size > 400_000)
# --8<-- [end:wrong-result]
assert Path("few.pt").stat().st_size > table.nbytes

# --8<-- [start:fix]
torch.save(few.clone(), "few.pt")
print("less than 2,000 now:", Path("few.pt").stat().st_size < 2000)
# --8<-- [end:fix]
assert torch.equal(torch.load("few.pt"), few)

# --8<-- [start:wrong]
torch.save(few.contiguous(), "few.pt")  # it is contiguous: nothing is copied
size = Path("few.pt").stat().st_size
print("more than 400,000 in the file:", size > 400_000)
# --8<-- [end:wrong]
assert Path("few.pt").stat().st_size > table.nbytes
