"""Names that are no device."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# varies = ["Expected one of cpu, cuda, .* device type"]
# ///

# --8<-- [start:raise]
import torch

try:
    torch.device("cuda3")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-unknown]
try:
    torch.device("gpu")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-unknown]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(torch.device("cuda:3"), torch.device("cuda", 3))
# --8<-- [end:fix]
assert torch.device("cuda:3") == torch.device("cuda", 3)
