"""A folder of torch.distributed.checkpoint that torch 2.15 has written."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["assuming the intent is to (save|load) in a single process"]
# ///

# --8<-- [start:raise-setup]
from unittest import mock

import torch
import torch.distributed.checkpoint as dcp
from torch.distributed.checkpoint.metadata import TensorProperties

fields = TensorProperties.__getstate__
with mock.patch.object(  # as 2.15 writes it: with the strides
    TensorProperties, "__getstate__", lambda self: (*fields(self)[:5], (1,))
):
    dcp.save({"weight": torch.ones(2)}, checkpoint_id="step-1")
state = {"weight": torch.zeros(2)}
# --8<-- [end:raise-setup]

# --8<-- [start:raise]
try:
    dcp.load(state, checkpoint_id="step-1")
    print("this torch reads it")
except dcp.CheckpointException as error:
    print(str(error).splitlines()[-1])  # below the tracebacks of all ranks
# --8<-- [end:raise]
old = len(fields(TensorProperties())) == 5
assert state["weight"].any() != old

# --8<-- [start:fix]
known = TensorProperties.__setstate__
with mock.patch.object(  # for this one load, without the strides
    TensorProperties, "__setstate__", lambda self, all: known(self, all[:5])
):
    dcp.load(state, checkpoint_id="step-1")
print(state["weight"].tolist())
# --8<-- [end:fix]
assert state["weight"].tolist() == [1, 1]
