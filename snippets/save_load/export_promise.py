"""What torch.export.save says of its files in another torch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:warning]
import inspect

import torch

first, _, rest = inspect.getdoc(torch.export.save).partition("\n\n")
print(first)
# --8<-- [end:warning]
assert "may not be usable in newer versions" in first and rest
assert inspect.getdoc(torch.save) and "not be usable" not in torch.save.__doc__
