"""Strides of zero and strides that overlap: more numbers than memory."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:expand]
import torch

one = torch.ones(1)
many = one.expand(1_000_000)
size = many.untyped_storage().nbytes()
print("stride", many.stride(), "storage", size, "bytes")
print("nbytes says", many.nbytes)
# --8<-- [end:expand]
assert many.stride() == (0,)
assert many.untyped_storage().nbytes() == 4 < many.nbytes
from torch.utils._python_dispatch import TorchDispatchMode


class Names(TorchDispatchMode):
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        called.append(func.__name__)
        return func(*args, **(kwargs or {}))


a, b = torch.ones(8, 1, 3, 4), torch.ones(5, 4, 2)
for repeated, copies in ((lambda: a + b[:, :1, :1], 0), (lambda: a @ b, 2)):
    called: list[str] = []
    with Names():
        repeated()
    assert sum("clone" in name for name in called) == copies

# --8<-- [start:in-place]
try:
    many += 1
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
many.fill_(3)
print("filled, the last one:", many[-1].item())
many[0] = 5
print("one written, the last one:", many[-1].item())
# --8<-- [end:in-place]
assert one.item() == 5 and many.zero_()[0] == one.item() == 0
assert torch.ones(1).repeat(3).stride() == (1,)

# --8<-- [start:windows]
days = torch.arange(6.0)
windows = days.unfold(0, size=3, step=1)
print(windows.tolist())
size = windows.untyped_storage().nbytes()
print("stride", windows.stride(), "storage", size, "bytes")
print("means", windows.mean(1).tolist())
# --8<-- [end:windows]
assert windows.stride() == (1, 1)
assert windows.untyped_storage().nbytes() == days.nbytes
assert windows.equal(days.as_strided((4, 3), (1, 1)))

# --8<-- [start:overlap]
windows += 10
print(days.tolist())
# --8<-- [end:overlap]
assert days.tolist() == [10, 21, 32, 33, 24, 15]
