"""torch.load on a safetensors file: which of its arguments still count."""

# /// script
# dependencies = ["torch>=2.13", "numpy", "safetensors>=0.4.3"]
# ///

# --8<-- [start:arguments]
import io
from pathlib import Path
from pickle import UnpicklingError

import torch
from safetensors.torch import save_file

save_file({"weight": torch.ones(2)}, "by_torch.safetensors")
# only for a file that you trust: it can run code
loaded = torch.load(
    "by_torch.safetensors", map_location="cpu", weights_only=False, mmap=True
)
print(loaded)

refused = 0
for place in ({"cuda:0": "cpu"}, lambda storage, tag: storage):
    try:
        torch.load("by_torch.safetensors", map_location=place)
    except RuntimeError as error:
        refused += 1
        print(f"{type(error).__name__}:", str(error).partition(". ")[0])
# --8<-- [end:arguments]
assert refused == 2

# --8<-- [start:stream]
try:
    torch.load(io.BytesIO(Path("by_torch.safetensors").read_bytes()))
except UnpicklingError as error:
    print(next(line for line in str(error).splitlines() if "operand" in line))
# --8<-- [end:stream]
else:
    raise AssertionError("a stream is recognised now")
