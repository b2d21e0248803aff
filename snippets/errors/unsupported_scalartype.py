"""bfloat16, which NumPy does not have."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

features = torch.tensor([1.0, 1e6], dtype=torch.bfloat16)
try:
    features.numpy()
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("NumPy has bfloat16 now")

# --8<-- [start:fix]
array = features.float().numpy()  # float32 holds every number of bfloat16
print(array.dtype, array)
# --8<-- [end:fix]
assert torch.equal(torch.from_numpy(array).bfloat16(), features)

# --8<-- [start:wrong]
print(features.half().numpy())
# --8<-- [end:wrong]
assert features.half()[1].isinf()
