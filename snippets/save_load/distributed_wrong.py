"""Distributed checkpoints: other names, shapes and types than are saved."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp

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

dist.destroy_process_group()
