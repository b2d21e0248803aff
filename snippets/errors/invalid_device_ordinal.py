"""A file from the second GPU, on a machine that has one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:setup]
from unittest import mock

import torch

weight = torch.ones(2)
with mock.patch("torch.serialization.location_tag", return_value="cuda:1"):
    torch.save({"weight": weight}, "second_gpu.pt")  # as cuda:1 writes it
one_gpu = mock.patch.multiple(
    "torch.cuda", is_available=lambda: True, device_count=lambda: 1
)
# --8<-- [end:setup]

# --8<-- [start:raise]
with one_gpu:
    try:
        torch.load("second_gpu.pt")
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
device = "cuda:0" if torch.cuda.is_available() else "cpu"
state = torch.load("second_gpu.pt", map_location=device)
print(state["weight"].tolist())
# --8<-- [end:fix]
assert state["weight"].device == torch.device(device)
