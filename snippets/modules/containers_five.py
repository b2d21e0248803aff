"""The five containers: what each is for, and the keys that it makes."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:five]
import torch
from torch import nn


def layer():
    return nn.Linear(2, 2, bias=False)


ones = torch.ones(2)
containers = (
    nn.Sequential(layer(), nn.ReLU(), layer()),
    nn.ModuleList([layer(), layer()]),
    nn.ModuleDict({"left": layer(), "right": layer()}),
    nn.ParameterList([ones, ones]),
    nn.ParameterDict({"scale": ones, "shift": ones}),
)
for container in containers:
    print(f"{type(container).__name__:<15}", *container.state_dict())
# --8<-- [end:five]
assert [len(c.state_dict()) for c in containers] == [2] * 5

# --8<-- [start:call]
sequential, modules, *_ = containers
print("Sequential:", tuple(sequential(torch.ones(1, 2)).shape))
try:
    modules(torch.ones(1, 2))
    raise AssertionError("should have been refused")
except NotImplementedError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:call]

# --8<-- [start:dict-keys]
for key in ("a.b", "", "type"):
    try:
        nn.ModuleDict({key: layer()})
        raise AssertionError("should have been refused")
    except KeyError as error:
        print(f"{type(error).__name__}:", error.args[0])
# --8<-- [end:dict-keys]

# --8<-- [start:parameters]
plain = torch.zeros(2)
kept = nn.ParameterList([plain])
print(type(kept[0]).__name__, "requires_grad:", kept[0].requires_grad)
print("same numbers in memory:", kept[0].data_ptr() == plain.data_ptr())
# --8<-- [end:parameters]
assert isinstance(kept[0], nn.Parameter) and not plain.requires_grad
assert kept[0].data_ptr() == plain.data_ptr()
try:
    nn.ParameterList([torch.arange(2)])
    raise AssertionError("should have been refused")
except RuntimeError as error:
    assert "require gradients" in str(error)
