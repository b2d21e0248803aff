"""Visit the parts below torch.nn, each with the smallest thing it does."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:tensor]
import torch

table = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(tuple(table.shape), table.dtype, table.mean().item())
# --8<-- [end:tensor]
assert table.mean() == 3.5

# --8<-- [start:storage]
turned = table.T
memory = table.untyped_storage().data_ptr()
shared = turned.untyped_storage().data_ptr() == memory
print(table.stride(), turned.stride(), "one storage:", shared)
# --8<-- [end:storage]
assert shared and table.stride() != turned.stride()

# --8<-- [start:autograd]
x = torch.tensor(3.0, requires_grad=True)
(x * x).backward()
print(x.grad.item())
# --8<-- [end:autograd]
assert x.grad == 6

# --8<-- [start:optim]
optimizer = torch.optim.SGD([x], lr=0.5)
optimizer.step()
print(x.item())  # 3 - 0.5 * 6
# --8<-- [end:optim]
assert x == 0
try:
    torch.optim.LBFGS([x]).step()
    raise AssertionError("LBFGS steps without a closure")
except TypeError as error:
    assert "closure" in str(error)

# --8<-- [start:cuda]
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
print(torch.ones(1000, device=device).sum().item())
# --8<-- [end:cuda]
assert torch.cuda.is_available() == (device.type == "cuda")

# --8<-- [start:serialization]
torch.save(table, "table.pt")
print(torch.equal(torch.load("table.pt"), table))
# --8<-- [end:serialization]
assert torch.equal(torch.load("table.pt"), table)
