"""torch.distributed.checkpoint is asked for a name that the folder lacks."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["assuming the intent is to (save|load) in a single process"]
# ///

# --8<-- [start:raise]
import torch
import torch.distributed.checkpoint as dcp
from torch import nn

trained = nn.Linear(2, 1)
dcp.save({"model": trained.state_dict()}, checkpoint_id="step-1")

model = nn.Sequential(nn.Linear(2, 1))  # the same layer, called 0.weight here
try:
    dcp.load({"model": model.state_dict()}, checkpoint_id="step-1")
except dcp.CheckpointException as error:
    print(str(error).splitlines()[-1])  # below the tracebacks of all ranks
# --8<-- [end:raise]
else:
    raise AssertionError("names do not matter now")

# --8<-- [start:names]
metadata = dcp.FileSystemReader("step-1").read_metadata()
print(*metadata.state_dict_metadata)
# --8<-- [end:names]
assert set(metadata.state_dict_metadata) == {"model.weight", "model.bias"}

# --8<-- [start:wrong]
before = model[0].weight.clone()
planner = dcp.DefaultLoadPlanner(allow_partial_load=True)
state = {"model": model.state_dict()}
dcp.load(state, checkpoint_id="step-1", planner=planner)
print("loaded something:", not torch.equal(model[0].weight, before))
# --8<-- [end:wrong]
assert torch.equal(model[0].weight, before)

# --8<-- [start:fix]
state = {"model": model[0].state_dict()}  # weight and bias, as in the folder
dcp.load(state, checkpoint_id="step-1")
model[0].load_state_dict(state["model"])
print("as trained:", torch.equal(model[0].weight, trained.weight))
# --8<-- [end:fix]
assert torch.equal(model[0].weight, trained.weight)
assert torch.equal(model[0].bias, trained.bias)
