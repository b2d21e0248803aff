"""A shape with another number of elements."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

images = torch.ones(3, 3, 5, 5)
try:
    images.view(4, -1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(tuple(images.flatten(1).shape))
# --8<-- [end:fix]
assert images.flatten(1).shape == (3, 75)

# --8<-- [start:wrong]
mixed = images.view(-1, 25)  # meant was 75
print(len(images), "images,", len(mixed), "rows")
# --8<-- [end:wrong]
assert len(mixed) != len(images)
