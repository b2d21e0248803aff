"""One training step that runs the same on any accelerator and on the CPU."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:device]
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

on_gpu = torch.accelerator.is_available()
device = torch.device("cpu")
if on_gpu:
    device = torch.accelerator.current_accelerator()
# --8<-- [end:device]

# --8<-- [start:step]
torch.manual_seed(0)  # the CPU's generator and every accelerator's
dataset = TensorDataset(torch.randn(64, 8), torch.randint(0, 3, (64,)))
# Apple's GPU shares the memory of the CPU
pin = on_gpu and device.type != "mps"
loader = DataLoader(dataset, batch_size=32, pin_memory=pin)
model = nn.Linear(8, 3).to(device)
optimizer = torch.optim.AdamW(model.parameters())

total = torch.zeros((), device=device)
for inputs, targets in loader:
    inputs = inputs.to(device, non_blocking=True)
    targets = targets.to(device, non_blocking=True)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        loss = nn.functional.cross_entropy(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    total += loss.detach()  # no .item() here: it would wait for the GPU
one_device = total.device == model.weight.device
print("batches:", len(loader), "all on one device:", one_device)
# --8<-- [end:step]
assert total.device.type == device.type
assert loss.dtype == torch.float32 and total > 0

# --8<-- [start:timing]
import time


def seconds(work):
    if on_gpu:
        torch.accelerator.synchronize()  # what came before is not ours
    begin = time.perf_counter()
    work()
    if on_gpu:
        torch.accelerator.synchronize()  # what we began must be over
    return time.perf_counter() - begin


matrix = torch.randn(256, 256, device=device)
seconds(lambda: matrix @ matrix)  # the first call also sets up: not counted
measured = min(seconds(lambda: matrix @ matrix) for _ in range(5))
# --8<-- [end:timing]
assert measured > 0

# --8<-- [start:timer]
from torch.utils.benchmark import Timer

measurement = Timer("matrix @ matrix", globals={"matrix": matrix}).timeit(10)
print("measured:", measurement.median > 0)
# --8<-- [end:timer]
assert measurement.median > 0
