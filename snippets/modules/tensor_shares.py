"""Which operations share the memory of their input, and which copy."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:shares]
import torch

x = torch.arange(6.0).reshape(2, 3)
results = {
    "x[0]": x[0],
    "x[:, 1:]": x[:, 1:],
    "x.t()": x.t(),
    "x.view(6)": x.view(6),
    "x.reshape(6)": x.reshape(6),
    "x.flatten()": x.flatten(),
    "x.unsqueeze(0)": x.unsqueeze(0),
    "x.expand(4, 2, 3)": x.expand(4, 2, 3),
    "x.detach()": x.detach(),
    "x.contiguous()": x.contiguous(),
    "x.float()": x.float(),
    "x[[0]]": x[[0]],
    "x[x > 2]": x[x > 2],
    "x.flip(0)": x.flip(0),
    "x.repeat(4, 1)": x.repeat(4, 1),
    "x.t().reshape(6)": x.t().reshape(6),
    "x.t().flatten()": x.t().flatten(),
    "x.t().contiguous()": x.t().contiguous(),
    "x.double()": x.double(),
    "x.clone()": x.clone(),
    "x + 0": x + 0,
}
memory = x.untyped_storage().data_ptr()
shared = [
    n for n, r in results.items() if r.untyped_storage().data_ptr() == memory
]
for name in results:
    print(f"{name:<20}{'shares' if name in shared else 'copies'}")
# --8<-- [end:shares]
assert shared == list(results)[:11]
assert x[0:1].untyped_storage().data_ptr() == memory  # as x[[0]] could be
z = torch.tensor([1 + 2j])
turned = z.conj()
assert turned.untyped_storage().data_ptr() == z.untyped_storage().data_ptr()
assert turned.stride() == z.stride() and turned.item() == 1 - 2j
for nothing in (torch.empty(0), torch.ones(2, device="meta")):
    assert nothing.clone().untyped_storage().data_ptr() == 0

# --8<-- [start:numpy]
import numpy as np

array = np.zeros(4)
whole, part = torch.from_numpy(array), torch.from_numpy(array[1:])
one, other = whole.untyped_storage(), part.untyped_storage()
print("one address:", one.data_ptr() == other.data_ptr())
part[0] = 5
print(whole.tolist())
# --8<-- [end:numpy]
assert whole[1] == 5 and one.data_ptr() != other.data_ptr()
