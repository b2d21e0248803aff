"""The current GPU, the others, and tensors that lie on two devices."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:current]
import torch

here = torch.cuda.current_device()
assert torch.ones(1, device="cuda").device == torch.device("cuda", here)

last = torch.cuda.device_count() - 1  # 0 if there is one
with torch.cuda.device(last):
    assert torch.ones(1, device="cuda").device == torch.device("cuda", last)
assert torch.cuda.current_device() == here
# --8<-- [end:current]

# --8<-- [start:mixed]
try:
    torch.ones(2, device="cuda") + torch.ones(2)
except RuntimeError as error:
    assert "same device" in str(error)
else:
    raise AssertionError("tensors on two devices were added")

# a mere number may stay on the CPU
assert (torch.ones(2, device="cuda") + torch.tensor(1.0)).is_cuda
# and so may an index
assert torch.ones(2, device="cuda")[torch.tensor([0])].is_cuda
# --8<-- [end:mixed]
