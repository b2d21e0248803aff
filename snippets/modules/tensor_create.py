"""Tensors from NumPy or from nothing: who shares memory; which dtype."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:numpy]
import numpy as np
import torch

array = np.zeros(3)
made = {
    "from_numpy": torch.from_numpy(array),
    "as_tensor": torch.as_tensor(array),
    "tensor": torch.tensor(array),
}
array[0] = 7
for name, tensor in made.items():
    print(f"{name:<11}{tensor.tolist()}  {tensor.dtype}")
# --8<-- [end:numpy]
assert [t[0].item() for t in made.values()] == [7, 7, 0]

# --8<-- [start:back]
made["from_numpy"].numpy()[1] = 8
print(array.tolist())
# --8<-- [end:back]
assert array.tolist() == [7, 8, 0]

# --8<-- [start:converted]
single = torch.as_tensor(array, dtype=torch.float32)
array[2] = 9
print(single.tolist())
# --8<-- [end:converted]
assert single[2] == 0 and array[2] == 9

# --8<-- [start:float64]
try:
    torch.nn.Linear(3, 1)(torch.from_numpy(array))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:float64]
assert torch.from_numpy(array).dtype == torch.float64
assert torch.nn.Linear(3, 1)(torch.from_numpy(array).float()).shape == (1,)

# --8<-- [start:inferred]
for data in (True, 1, 1.0, 1j, [1, 2.0], np.float64(1)):
    print(f"{data!s:<9}{torch.tensor(data).dtype}")
# --8<-- [end:inferred]
assert torch.tensor(1.0).dtype == torch.get_default_dtype() != torch.float64

# --8<-- [start:capital]
print("Tensor(3)   ", tuple(torch.Tensor(3).shape))
print("tensor(3)   ", tuple(torch.tensor(3).shape))
print("Tensor([3]) ", torch.Tensor([3]).dtype)
print("tensor([3]) ", torch.tensor([3]).dtype)
# --8<-- [end:capital]
assert torch.Tensor(torch.tensor([3])).dtype == torch.int64
assert torch.Tensor(3).shape == (3,) and torch.tensor(3).shape == ()
