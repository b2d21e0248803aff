"""pin_memory where there is a GPU to copy to, and nothing where there is none."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:pin]
import torch
from torch.utils.data import DataLoader, TensorDataset

on_gpu = torch.accelerator.is_available()
device = torch.accelerator.current_accelerator() if on_gpu else torch.device("cpu")
pin = on_gpu and device.type != "mps"  # Apple's GPU shares the memory of the CPU
data = TensorDataset(torch.arange(6.0))
loader = DataLoader(data, batch_size=3, pin_memory=pin)
for (batch,) in loader:
    on_device = batch.to(device, non_blocking=pin)
    print(on_device.tolist(), "pinned where that helps:", batch.is_pinned() == pin)
# --8<-- [end:pin]
assert batch.is_pinned() == pin and not data.tensors[0].is_pinned()
