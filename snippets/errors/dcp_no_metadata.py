"""A folder that torch.distributed.checkpoint cannot load."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["assuming the intent is to (save|load) in a single process"]
# ///

# --8<-- [start:raise]
from pathlib import Path

import torch
import torch.distributed.checkpoint as dcp

state = {"weight": torch.ones(2)}
dcp.save(state, checkpoint_id="run/step-1")
try:
    dcp.load(state, checkpoint_id="run")  # the folder above it
except dcp.CheckpointException as error:
    print(str(error).splitlines()[-1])  # below the tracebacks of all ranks
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-killed]
dcp.save(state, checkpoint_id="run/step-2")
Path("run/step-2/.metadata").unlink()  # as if it was killed before the end
try:
    dcp.load(state, checkpoint_id="run/step-2")
except dcp.CheckpointException as error:
    print(str(error).splitlines()[-1])
# --8<-- [end:raise-killed]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
complete = [file.parent for file in Path("run").rglob(".metadata")]
last = max(complete, key=lambda folder: int(folder.name.split("-")[1]))
dcp.load(state, checkpoint_id=last)
print(last.as_posix())
# --8<-- [end:fix]
assert last == Path("run/step-1") and state["weight"].sum() == 2
