"""What map_location takes and what it refuses, on a file from a GPU."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:inside]
from unittest import mock

import torch
from torch import nn

layer = nn.Linear(2, 2)
torch.save(layer.state_dict(), "from_cpu.pt")
with mock.patch("torch.serialization.location_tag", return_value="cuda:0"):
    torch.save(layer.state_dict(), "from_gpu.pt")  # as a GPU would write it


def note(storage, tag):
    tags.append(tag)
    return storage  # as read from the file: on the CPU


for path in ("from_cpu.pt", "from_gpu.pt"):
    tags = []
    torch.load(path, map_location=note, weights_only=True)
    print(path, tags)
# --8<-- [end:inside]
assert tags == ["cuda:0", "cuda:0"]
assert torch.load("from_cpu.pt", weights_only=True)["weight"].is_cpu

# --8<-- [start:error]
no_gpu = mock.patch("torch.cuda.is_available", return_value=False)
with no_gpu:  # so that a machine with a GPU shows it too
    try:
        torch.load("from_gpu.pt", weights_only=True)
        raise AssertionError("should have been refused")
    except RuntimeError as error:
        print(f"{type(error).__name__}:", error)
    state = torch.load("from_gpu.pt", map_location="cpu", weights_only=True)
print("mended:", torch.equal(state["weight"], layer.weight))
# --8<-- [end:error]
assert torch.equal(state["weight"], layer.weight)

# --8<-- [start:forms]
forms = {
    "a string": "cpu",
    "a device": torch.device("cpu"),
    "a dictionary": {"cuda:0": "cpu"},
    "a function": lambda storage, tag: storage,
    "no data": "meta",
}
for name, form in forms.items():
    state = torch.load("from_gpu.pt", map_location=form, weights_only=True)
    print(f"{name:<13}{state['weight'].device}")
    weight = state["weight"]
    assert weight.is_meta or torch.equal(weight, layer.weight)
# --8<-- [end:forms]

# --8<-- [start:refused]
failures = 0
with no_gpu:
    for form in ("cpu:0", "gpu", 0, {"cuda": "cpu"}):
        try:
            torch.load("from_gpu.pt", map_location=form, weights_only=True)
        except (RuntimeError, TypeError) as error:
            first_sentence = str(error).split(". ")[0]
            print(repr(form), type(error).__name__, first_sentence, sep="\n  ")
            failures += 1
# --8<-- [end:refused]
assert failures == 4
