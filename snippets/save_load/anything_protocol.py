"""pickle_protocol: what torch.save writes with 4 or 5, the default load cannot read."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Detected pickle protocol"]
# ///

# --8<-- [start:protocol]
import warnings
from pickle import UnpicklingError

import torch

refused = []
for protocol in (2, 3, 4, 5):
    torch.save({"weight": torch.ones(2)}, "protocol.pt", pickle_protocol=protocol)
    try:
        with warnings.catch_warnings(record=True):  # it also warns of the protocol
            torch.load("protocol.pt", weights_only=True)
    except UnpicklingError as error:
        refused.append(protocol)
        told = next(line for line in str(error).splitlines() if "operand" in line)
        print(protocol, "UnpicklingError: …", told)
    else:
        print(protocol, "loads")
# --8<-- [end:protocol]
assert refused == [4, 5]

# --8<-- [start:rescue]
rescued = torch.load("protocol.pt", weights_only=False)  # only if you wrote it yourself
torch.save(rescued, "protocol.pt")
print(torch.load("protocol.pt", weights_only=True))
# --8<-- [end:rescue]
assert torch.equal(rescued["weight"], torch.ones(2))
