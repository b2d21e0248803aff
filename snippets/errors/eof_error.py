"""A buffer that was not rewound, a file that is empty."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import io
from pathlib import Path

import torch

weight = torch.ones(2)
buffer = io.BytesIO()
torch.save(weight, buffer)  # and stands at its end now
try:
    torch.load(buffer)
except EOFError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("torch.load rewinds now")

# --8<-- [start:raise-empty]
Path("empty.pt").touch()
for weights_only in (True, False):
    try:
        torch.load("empty.pt", weights_only=weights_only)
    except EOFError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-empty]
    else:
        raise AssertionError("an empty file loads now")

# --8<-- [start:fix]
buffer.seek(0)
print(torch.load(buffer))
print("bytes in the file:", Path("empty.pt").stat().st_size)
# --8<-- [end:fix]
buffer.seek(0)
assert torch.equal(torch.load(buffer), weight)
