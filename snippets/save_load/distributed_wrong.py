"""Distributed checkpoints: other names, shapes and types than are saved."""

# /// script
# dependencies = ["torch>=2.13", "numpy"]
# [tool.atlas]
# warns = ["Detected an existing checkpoint"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn


backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)

# --8<-- [start:missing]
state = {"model": {"weight": torch.ones(3), "bias": torch.ones(1)}, "step": 7}
dcp.save(state, checkpoint_id="small")


def load(state, **options):
    """Load into a state; of a failure, tell the cause without tracebacks."""
    try:
        dcp.load(state, checkpoint_id="small", **options)
    except dcp.CheckpointException as error:
        cause, _ = error.failures[0]  # of rank 0
        print(f"{type(cause).__name__}: {cause}")
    return state


load({"app": {"weight": torch.zeros(3)}})
load({"model": {"weight": torch.zeros(4)}})
# --8<-- [end:missing]

# --8<-- [start:extra]
# the bias and the step stay behind
print(load({"model": {"weight": torch.zeros(3)}}))
print(load({}))
# --8<-- [end:extra]
assert load({"step": 0}) == {"step": 7} and load({}) == {}

# --8<-- [start:partial]
planner = dcp.DefaultLoadPlanner(allow_partial_load=True)
more = {"weight": torch.zeros(3), "scale": torch.zeros(1)}
print(load({"model": more}, planner=planner))
# --8<-- [end:partial]

# --8<-- [start:dtype]
state = load({"model": {"weight": torch.zeros(3, dtype=torch.float16)}})
half = state["model"]["weight"]
print(half)
# --8<-- [end:dtype]
assert half.dtype == torch.float16 and half.sum() == 3

# --8<-- [start:except]
print("an Exception:", issubclass(dcp.CheckpointException, Exception))
try:
    try:
        dcp.load({"app": torch.zeros(3)}, checkpoint_id="small")
    except Exception:
        print("never printed")
except BaseException as error:
    print("went past it:", type(error).__name__)
# --8<-- [end:except]
assert not issubclass(dcp.CheckpointException, Exception)

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

# --8<-- [start:too-early]
from torch.distributed.checkpoint.state_dict import get_optimizer_state_dict


def train(look):
    torch.manual_seed(0)
    model = nn.Linear(4, 2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    if look:
        get_optimizer_state_dict(model, optimizer)
    for _ in range(3):
        model(torch.ones(4)).sum().backward()
        optimizer.step()
    return model.weight.detach(), int(optimizer.state[model.weight]["step"])


(weight, steps), (after_looking, counted) = train(look=False), train(look=True)
print(f"Adam has counted {steps} steps, and {counted} after a look")
print("same weights:", torch.equal(weight, after_looking))
# --8<-- [end:too-early]
assert (steps, counted) == (3, 4) and not torch.equal(weight, after_looking)

# --8<-- [start:empty]
from torch.distributed.checkpoint.state_dict import set_state_dict

before = layer.weight.detach().clone()
sgd = torch.optim.SGD(layer.parameters(), lr=0.1)
settings = get_optimizer_state_dict(layer, sgd)
print(
    set_state_dict(layer, sgd, model_state_dict={}, optim_state_dict=settings)
)
# --8<-- [end:empty]
assert torch.equal(layer.weight, before)

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

# --8<-- [start:fsdp1]
from torch.distributed.fsdp import FullyShardedDataParallel

if not torch.accelerator.is_available():
    try:
        FullyShardedDataParallel(nn.Linear(4, 2))
        raise AssertionError("should have been refused")
    except RuntimeError as error:
        print(error)
# --8<-- [end:fsdp1]

# --8<-- [start:writer]
try:
    dcp.StorageWriter(cached_state_dict=True)
    raise AssertionError("should have been refused")
except TypeError as error:
    print("TypeError:", error)
writer = dcp.FileSystemWriter("folder", cache_staged_state_dict=True)
# --8<-- [end:writer]
assert writer.cache_staged_state_dict

dist.destroy_process_group()
