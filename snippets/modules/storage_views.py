"""Several tensors on one storage: what differs is offset, shape and stride."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:views]
import torch

x = torch.arange(12.0).reshape(3, 4)
views = {
    "x": x,
    "row": x[1],
    "column": x[:, 2],
    "block": x[1:, 1:3],
    "turned": x.t(),
    "diagonal": x.diagonal(),
}
memory = x.untyped_storage().data_ptr()
for name, view in views.items():
    assert view.untyped_storage().data_ptr() == memory
    shape, stride = tuple(view.shape), view.stride()
    offset = view.storage_offset()
    print(f"{name:<10}offset {offset}  shape {shape!s:<8}stride {stride}")
print("the storage:", x.untyped_storage().nbytes(), "bytes")
# --8<-- [end:views]
seen = {(v.storage_offset(), v.shape, v.stride()) for v in views.values()}
assert len(seen) == 6

# --8<-- [start:write]
views["block"].zero_()
print(x.tolist())
print(views["diagonal"].tolist())
# --8<-- [end:write]
assert x[1:, 1:3].count_nonzero() == 0 and x.count_nonzero() == 7

# --8<-- [start:place]
x = torch.arange(12.0).reshape(3, 4)
block = x[1:, 1:3]
# all of it, in the order of memory
flat = torch.empty(0).set_(x.untyped_storage())
down, right = block.stride()
for i in range(2):
    for j in range(2):
        place = block.storage_offset() + i * down + j * right
        number = flat[place].item()
        print(f"block[{i}, {j}] is number {place} of the storage: {number}")
        assert flat[place] == block[i, j]
# --8<-- [end:place]
assert place == 10 and flat.shape == (12,)
begin = x.untyped_storage().data_ptr()
address = begin + block.storage_offset() * block.itemsize
assert block.data_ptr() == address
