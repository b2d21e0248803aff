"""What this machine has: which PyTorch, and whether an accelerator."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# varies = [
#     '(?m)^(PyTorch|Python|accelerator|devices|threads) *: .*$',
#     '(?m)^(CUDA|ROCm|MPS) build *: .*$',
# ]
# ///

# --8<-- [start:machine]
import platform

import torch

on_gpu = torch.accelerator.is_available()
device = torch.device("cpu")
if on_gpu:
    device = torch.accelerator.current_accelerator()

print("PyTorch    :", torch.__version__)
print("Python     :", platform.python_version())
print("CUDA build :", torch.version.cuda or "no")
print("ROCm build :", torch.version.hip or "no")
mps = torch.backends.mps.is_built()
print("MPS build  :", "yes" if mps else "no")
print("accelerator:", device.type if on_gpu else "none available")
print("devices    :", torch.accelerator.device_count())
print("threads    :", torch.get_num_threads())
# --8<-- [end:machine]
builds = bool(torch.version.cuda) + bool(torch.version.hip) + mps
assert builds <= 1, "a build serves one kind of GPU"

# --8<-- [start:works]
numbers = torch.arange(6.0, device=device).reshape(2, 3)
squares = numbers @ numbers.T
print("computed:", squares.tolist())
# --8<-- [end:works]
assert squares.device.type == device.type
assert squares.tolist() == [[5, 14], [14, 50]]

for name in ("rocm", "hip"):
    try:
        torch.ones(1, device=name)
        raise AssertionError(f"{name} is a device now")
    except RuntimeError as error:  # NotImplementedError is one, too
        assert isinstance(error, NotImplementedError) == (name == "hip")

# --8<-- [start:name]
wish = torch.device("xpu")  # Intel's GPUs
print("can be named:", wish)
print("is available:", torch.xpu.is_available())
try:
    torch.ones(1).to(wish)
except (AssertionError, RuntimeError) as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:name]
assert not torch.xpu.is_available(), (
    "with an Intel GPU there is nothing to show here"
)
