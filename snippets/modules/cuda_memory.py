"""The caching allocator: memory that is used, and memory that is reserved."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:allocator]
import torch

SIZE = 64 * 2**20  # bytes


def grown():
    return (
        torch.cuda.memory_allocated() - allocated,
        torch.cuda.memory_reserved() - reserved,
    )


torch.cuda.empty_cache()
allocated = torch.cuda.memory_allocated()
reserved = torch.cuda.memory_reserved()

block = torch.empty(SIZE, dtype=torch.uint8, device="cuda")
assert grown() == (SIZE, SIZE)

torch.cuda.empty_cache()
assert grown() == (SIZE, SIZE)  # in use: not for empty_cache to free

address = block.data_ptr()
del block
assert grown() == (0, SIZE)  # the tensor is gone, torch keeps its memory

block = torch.empty(SIZE, dtype=torch.uint8, device="cuda")
assert block.data_ptr() == address  # and gives it to the next

del block
torch.cuda.empty_cache()
assert grown() == (0, 0)
# --8<-- [end:allocator]

# --8<-- [start:peak]
torch.cuda.reset_peak_memory_stats()
before = torch.cuda.memory_allocated()
# gone at the end of its line
torch.zeros(SIZE, dtype=torch.uint8, device="cuda")
assert torch.cuda.memory_allocated() == before
assert torch.cuda.max_memory_allocated() >= before + SIZE
# --8<-- [end:peak]

# --8<-- [start:pinned]
batch = torch.randn(256, 1024).pin_memory()
assert batch.is_pinned() and batch.is_cpu
copy = batch.to("cuda", non_blocking=True)
assert torch.equal(copy.cpu(), batch)

back = copy.to("cpu", non_blocking=True)  # may not have arrived yet
torch.cuda.synchronize()
assert torch.equal(back, batch)  # now it may be read
# --8<-- [end:pinned]
