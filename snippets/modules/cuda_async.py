"""A GPU works while Python goes on: seen with an event, and timed with two."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:queue]
import torch

matrix = torch.randn(4096, 4096, device="cuda")
matrix @ matrix  # the first product loads the library for it
torch.cuda.synchronize()

finished = torch.cuda.Event()
for _ in range(50):
    product = matrix @ matrix
finished.record()
assert not finished.query()  # Python is here, the GPU is not

product.sum().item()  # a number is wanted: this waits
assert finished.query()
# --8<-- [end:queue]

# --8<-- [start:events]
begin = torch.cuda.Event(enable_timing=True)
end = torch.cuda.Event(enable_timing=True)
begin.record()
product = matrix @ matrix
end.record()
end.synchronize()  # wait for this event only
milliseconds = begin.elapsed_time(end)
assert milliseconds > 0
# --8<-- [end:events]

# --8<-- [start:streams]
ones = torch.ones(2**24, device="cuda")
side = torch.cuda.Stream()
side.wait_stream(torch.cuda.current_stream())  # `ones` must be there first
with torch.cuda.stream(side):
    assert torch.cuda.current_stream() == side
    for _ in range(100):
        ones += 1
torch.cuda.current_stream().wait_stream(side)  # and we read it after that
assert ones[-1].item() == 101
# --8<-- [end:streams]
