"""data.pkl, taken apart: a program that says how to build the tensors."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:program]
import pickletools
import zipfile

import torch

torch.save({"weight": torch.ones(2, 3)}, "weight.pt")
with zipfile.ZipFile("weight.pt") as archive:
    program = archive.read("weight/data.pkl")

telling = ("GLOBAL", "BINUNICODE", "BININT1", "BINPERSID", "REDUCE", "SETITEM")
for opcode, argument, _ in pickletools.genops(program):
    if opcode.name in telling:
        print(opcode.name, "" if argument is None else repr(argument))
# --8<-- [end:program]
steps = pickletools.genops(program)
called = [named for opcode, named, _ in steps if opcode.name == "GLOBAL"]
assert "torch._utils _rebuild_tensor_v2" in called

# --8<-- [start:no-numbers]
torch.save({"weight": torch.zeros(2, 3)}, "zeros.pt")
with zipfile.ZipFile("zeros.pt") as archive:
    print("same program:", archive.read("zeros/data.pkl") == program)
# --8<-- [end:no-numbers]
with zipfile.ZipFile("zeros.pt") as archive:
    assert archive.read("zeros/data.pkl") == program
