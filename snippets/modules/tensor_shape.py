"""Shape and stride: when view works, when reshape copies, what .T is for."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:stride]
import torch

x = torch.arange(6).reshape(2, 3)
views = {"x": x, "x.t()": x.t(), "x.reshape(3, 2)": x.reshape(3, 2)}
for name, tensor in views.items():
    shape, stride = tuple(tensor.shape), tensor.stride()
    print(f"{name:<16}{shape}  stride {stride}  {tensor.tolist()}")
# --8<-- [end:stride]
assert x.t().stride() == (1, 3) and x.t().shape == x.reshape(3, 2).shape
assert not torch.equal(x.t(), x.reshape(3, 2))

# --8<-- [start:view]
try:
    x.t().view(6)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:view]
assert x.view(6).tolist() == [0, 1, 2, 3, 4, 5]

# --8<-- [start:reshape]
straight, turned = x.reshape(6), x.t().reshape(6)
x[0, 0] = 99
print("reshape of x      ", straight.tolist())
print("reshape of x.t()  ", turned.tolist())
print("x.t() contiguous: ", x.t().is_contiguous())
# --8<-- [end:reshape]
assert straight[0] == 99 and turned.tolist() == [0, 3, 1, 4, 2, 5]
assert not x.t().is_contiguous()

# --8<-- [start:split]
weeks = torch.zeros(14, 5)
print(tuple(weeks.view(2, 7, 5).shape), tuple(weeks.view(2, 7, -1).shape))
print(tuple(weeks.unflatten(0, (2, 7)).shape), tuple(weeks.flatten().shape))
# --8<-- [end:split]
split = weeks.unflatten(0, (2, 7))
assert weeks.view(2, 7, -1).shape == split.shape == (2, 7, 5)
assert weeks.t().view(5, 2, 7).shape == (5, 2, 7)  # whatever the strides
