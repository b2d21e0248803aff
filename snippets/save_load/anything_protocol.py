"""pickle_protocol: what is written with 4 or 5 the default load refuses."""

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
    torch.save(
        {"weight": torch.ones(2)}, "protocol.pt", pickle_protocol=protocol
    )
    try:
        # it also warns of the protocol
        with warnings.catch_warnings(record=True):
            torch.load("protocol.pt", weights_only=True)
    except UnpicklingError as error:
        refused.append(protocol)
        lines = str(error).splitlines()
        told = next(line for line in lines if "operand" in line)
        print(f"{protocol} {type(error).__name__}: …", told)
    else:
        print(protocol, "loads")
# --8<-- [end:protocol]
assert refused == [4, 5]
torch.save(b"bytes", "bytes.pt", pickle_protocol=3)
try:
    torch.load("bytes.pt", weights_only=True)
    raise AssertionError("protocol 3 may have bytes in it")
except UnpicklingError as error:
    assert "operand 67" in str(error)

# --8<-- [start:rescue]
# only if you wrote it yourself
# only for a file that you trust: it can run code
rescued = torch.load("protocol.pt", weights_only=False)
torch.save(rescued, "protocol.pt")
print(torch.load("protocol.pt", weights_only=True))
# --8<-- [end:rescue]
assert torch.equal(rescued["weight"], torch.ones(2))
