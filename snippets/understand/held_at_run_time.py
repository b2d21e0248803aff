"""Dependencies between torch's parts that no import statement shows."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:optim]
import torch
from torch import nn

layer = nn.Linear(3, 2)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
held = optimizer.param_groups[0]["params"][0]
same = held is layer.weight
print("the very object:", same, "· its type:", type(held).__name__)

layer.weight = nn.Parameter(torch.ones(2, 3))
print("after the weight was replaced:", held is layer.weight)
# --8<-- [end:optim]
assert same and type(held) is nn.Parameter and held is not layer.weight
layer(torch.ones(1, 3)).sum().backward()
assert held.grad is None and layer.weight.grad is not None

# --8<-- [start:parameter]
print("a Parameter is a Tensor:", issubclass(nn.Parameter, torch.Tensor))
# --8<-- [end:parameter]
assert issubclass(nn.Parameter, torch.Tensor)

# --8<-- [start:autograd]
total = layer.weight.sum()
leaf = total.grad_fn.next_functions[0][0]
print(type(leaf).__name__, "holds the weight:", leaf.variable is layer.weight)
# --8<-- [end:autograd]
assert leaf.variable is layer.weight

# --8<-- [start:storage]
matrix = torch.tensor([[1, 2], [3, 4]])
row = matrix[1]
row.untyped_storage().fill_(0)
print(matrix.tolist())
# --8<-- [end:storage]
assert matrix.count_nonzero() == 0

# --8<-- [start:backend]
import traceback

asked = {}
for name in ("cuda", "xpu"):
    backend = getattr(torch, name)
    try:
        torch.UntypedStorage(1, device=name)
        asked[name] = backend.is_initialized()
    except (AssertionError, RuntimeError) as error:  # no such device here
        raised_in = traceback.extract_tb(error.__traceback__)[-1].filename
        asked[name] = raised_in == backend.__file__
    print(f"the storage asked torch.{name}:", asked[name])
# --8<-- [end:backend]
assert all(asked.values())
