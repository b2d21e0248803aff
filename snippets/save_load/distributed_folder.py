"""Load into copies, and save over a folder that holds a checkpoint."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Detected an existing checkpoint"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn

backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)

# --8<-- [start:in-place]
layer = nn.Linear(4, 2)
copies = {name: tensor.clone() for name, tensor in layer.state_dict().items()}
larger = {name: tensor + 1 for name, tensor in copies.items()}
dcp.save({"model": larger}, checkpoint_id="one")
dcp.load({"model": copies}, checkpoint_id="one")
changed = not torch.equal(copies["bias"], layer.bias)
print("the tensors that were given have changed:", changed)
layer.load_state_dict(copies)  # without this line, the layer never hears of it
# --8<-- [end:in-place]
assert torch.equal(layer.bias, copies["bias"])

# --8<-- [start:again]
import warnings
from pathlib import Path

Path("one/__3_0.distcp").touch()  # of a rank that we have no more
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    dcp.save({"model": layer.state_dict()}, checkpoint_id="one")
print(str(caught[0].message).split(" Past")[0])
try:
    writer = dcp.FileSystemWriter("one", overwrite=False)
    dcp.save({"model": layer.state_dict()}, storage_writer=writer)
    raise AssertionError("should have been refused")
except dcp.CheckpointException as error:
    print(error.failures[0][0])
print("still there:", Path("one/__3_0.distcp").exists())
# --8<-- [end:again]

# --8<-- [start:killed]
import contextlib


class Killed(dcp.FileSystemWriter):
    # the data are written, .metadata is not
    def finish(self, metadata, results):
        raise KeyboardInterrupt


def save_and_die(folder, value):
    weights = {"weight": torch.full((3,), value)}
    with contextlib.suppress(dcp.CheckpointException):
        dcp.save(weights, storage_writer=Killed(folder))


dcp.save({"weight": torch.ones(3)}, checkpoint_id="overwritten")
save_and_die("overwritten", 2.0)
state = {"weight": torch.zeros(3)}
dcp.load(state, checkpoint_id="overwritten")
print("the old one is now:", state["weight"])
# --8<-- [end:killed]
assert torch.equal(state["weight"], torch.full((3,), 2.0))

dist.destroy_process_group()
