"""channels_last: the same image, the same shape, another order in memory."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:strides]
import torch


def in_memory(tensor):
    return torch.empty(0).set_(tensor.untyped_storage()).tolist()


rows = torch.arange(12.0).reshape(1, 3, 2, 2)  # batch, channel, row, column
last = rows.to(memory_format=torch.channels_last)
for name, image in {"contiguous": rows, "channels_last": last}.items():
    print(f"{name:<14}shape {tuple(image.shape)}  stride {image.stride()}")
    print("  in memory:", *(int(n) for n in in_memory(image)))
print("the same numbers:", torch.equal(rows, last))
# --8<-- [end:strides]
assert last.stride() == (12, 1, 6, 3) and torch.equal(rows, last)
assert in_memory(last) == rows.permute(0, 2, 3, 1).flatten().tolist()

# --8<-- [start:view]
as_it_is = last.is_contiguous(memory_format=torch.channels_last)
print(last.is_contiguous(), as_it_is)
try:
    last.view(1, 12)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).split(" (")[0])
print(last.flatten(1).tolist() == rows.flatten(1).tolist())
# --8<-- [end:view]
assert last.flatten(1).equal(rows.flatten(1)) and not last.is_contiguous()

# --8<-- [start:save]
torch.save(last, "image.pt")
print("loaded, stride", torch.load("image.pt", weights_only=True).stride())
# --8<-- [end:save]
assert torch.load("image.pt", weights_only=True).stride() == last.stride()
