"""The folder of a distributed checkpoint can run code when it is loaded."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp

backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)

# --8<-- [start:pickle]
import pickle


class Unwelcome:
    def __reduce__(self):
        return print, ("this ran when the folder was loaded",)


Path("strange").mkdir()
Path("strange/.metadata").write_bytes(pickle.dumps(Unwelcome()))
try:
    dcp.load({"weight": torch.zeros(3)}, checkpoint_id="strange")
except dcp.CheckpointException as error:
    print(type(error.failures[0][0]).__name__, "came after it")
# --8<-- [end:pickle]
else:
    raise AssertionError("should have been refused")


class Trace:
    def __reduce__(self):
        return Path.touch, (Path("it-ran"),)


# The same, with something that stays: refused, and yet it was called.
Path("strange/.metadata").write_bytes(pickle.dumps(Trace()))
try:
    dcp.load({"weight": torch.zeros(3)}, checkpoint_id="strange")
except dcp.CheckpointException:
    assert Path("it-ran").exists()
else:
    raise AssertionError("should have been refused")

dist.destroy_process_group()
