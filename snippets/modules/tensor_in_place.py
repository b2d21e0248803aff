"""Names, copies and changes in place: who sees a change."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:names]
import torch

a = torch.zeros(3)
b = a
c = a.clone()
a += 1
print("after a += 1:    ", "b", b.tolist(), "c", c.tolist())
a = a + 1
print("after a = a + 1: ", "b", b.tolist(), "a", a.tolist())
# --8<-- [end:names]
assert b.tolist() == [1, 1, 1] and c.tolist() == [0, 0, 0] and a is not b


# --8<-- [start:argument]
def centred(values):
    values -= values.mean()
    return values


mine = torch.tensor([1.0, 2.0, 3.0])
centred(mine)
print(mine.tolist())
# --8<-- [end:argument]
assert mine.tolist() == [-1, 0, 1]

# --8<-- [start:underscore]
x = torch.arange(6.0).reshape(2, 3)
x.t()[0].zero_()
print(x.tolist())
x.t()[0].copy_(torch.tensor([5, 6]))
print(x.tolist())
# --8<-- [end:underscore]
assert x.tolist() == [[5, 1, 2], [6, 4, 5]]
