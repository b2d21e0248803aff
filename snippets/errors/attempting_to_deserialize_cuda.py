"""A file from a GPU, on a machine without one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:setup]
from unittest import mock

import torch

weight = torch.ones(2)
with mock.patch("torch.serialization.location_tag", return_value="cuda:0"):
    torch.save({"weight": weight}, "from_gpu.pt")  # as a GPU would write it
# replaced in torch.cuda, so that all see it
no_gpu = mock.patch("torch.cuda.is_available", return_value=False)
# --8<-- [end:setup]

# --8<-- [start:raise]
with no_gpu:
    try:
        torch.load("from_gpu.pt")
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("it loads without map_location now")

# --8<-- [start:raise-second]
with mock.patch("torch.serialization.location_tag", return_value="cuda:1"):
    torch.save({"weight": weight}, "second_gpu.pt")
one_gpu = mock.patch.multiple(
    "torch.cuda", is_available=lambda: True, device_count=lambda: 1
)
with one_gpu:
    try:
        torch.load("second_gpu.pt")
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-second]
    else:
        raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
with no_gpu:
    state = torch.load("from_gpu.pt", map_location="cpu")
print(state["weight"].device)
# --8<-- [end:fix]
assert torch.equal(state["weight"], weight) and state["weight"].is_cpu

# --8<-- [start:wrong]
with no_gpu:
    for wrong in ({"weights_only": False}, {"map_location": "cuda"}):
        try:
            torch.load("from_gpu.pt", **wrong)
        except RuntimeError as error:
            print(wrong, str(error)[:32], "…")
        # --8<-- [end:wrong]
        else:
            raise AssertionError(f"{wrong} helps now")

# --8<-- [start:fix-library]
from functools import partial


def library_load(path):  # stands for a call that you cannot change
    return torch.load(path)


to_cpu = partial(torch.load, map_location="cpu")
with no_gpu, mock.patch("torch.load", to_cpu):
    print(library_load("from_gpu.pt")["weight"].device)
# --8<-- [end:fix-library]
assert torch.load is not to_cpu
