"""More memory than a GPU has."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# varies = ["has a total capacity .* memory in use"]
# ///

# --8<-- [start:raise]
import torch

try:
    torch.empty(1 << 45, device="cuda")
except torch.OutOfMemoryError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
layer = torch.nn.Linear(2, 1).to("cuda")
batch = torch.ones(64, 2, device="cuda")
for piece in batch.split(16):  # a quarter of the memory for what is in between
    (layer(piece).mean() * len(piece) / len(batch)).backward()
print(layer.weight.grad)
# --8<-- [end:fix]
assert layer.weight.grad.tolist() == [[1, 1]]
