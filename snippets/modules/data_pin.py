"""pin_memory where there is a GPU to copy to, and nothing where not."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:pin]
import torch
from torch.utils.data import DataLoader, TensorDataset

on_gpu = torch.accelerator.is_available()
device = torch.device("cpu")
if on_gpu:
    device = torch.accelerator.current_accelerator()
# Apple's GPU shares the memory of the CPU
pin = on_gpu and device.type != "mps"
data = TensorDataset(torch.arange(6.0))
loader = DataLoader(data, batch_size=3, pin_memory=pin)
for (batch,) in loader:
    on_device = batch.to(device, non_blocking=pin)
    right = batch.is_pinned() == pin
    print(on_device.tolist(), "pinned where that helps:", right)
# --8<-- [end:pin]
assert batch.is_pinned() == pin and not data.tensors[0].is_pinned()
