"""Saved with pickle_protocol=4: the default load cannot read it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Detected pickle protocol 4", "Detected pickle protocol 5"]
# ///

# --8<-- [start:raise]
import pickle

import torch

state = {"weight": torch.ones(2)}
torch.save(state, "protocol4.pt", pickle_protocol=4)
try:
    torch.load("protocol4.pt")
except pickle.UnpicklingError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the default load reads protocol 4 now")

# --8<-- [start:fix]
# your own file: you trust it
old = torch.load("protocol4.pt", weights_only=False)
torch.save(old, "protocol2.pt")  # without pickle_protocol
print(torch.load("protocol2.pt"))
# --8<-- [end:fix]
assert torch.equal(torch.load("protocol2.pt")["weight"], state["weight"])

# --8<-- [start:wrong]
torch.save(state, "protocol5.pt", pickle_protocol=5)
try:
    torch.load("protocol5.pt")
except pickle.UnpicklingError as error:
    lines = str(error).splitlines()
    telling = next(line for line in lines if "operand" in line)
    print(f"{type(error).__name__}:", telling)
# --8<-- [end:wrong]
else:
    raise AssertionError("the default load reads protocol 5 now")
assert pickle.FRAME[0] == 149  # an instruction of protocol 4
