"""What makes a Parameter: its class, and being an attribute of a Module."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:register]
import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(3))
        self.plain = torch.ones(3, requires_grad=True)
        self.doubled = nn.Parameter(torch.ones(3)) * 2
        self.moved = nn.Parameter(torch.ones(3)).to(torch.float64)
        self.listed = [nn.Parameter(torch.ones(3))]


scale = Scale()
print([name for name, _ in scale.named_parameters()])
for name in ("plain", "doubled", "moved"):
    value = getattr(scale, name)
    print(f"{name:<8} {type(value).__name__} leaf: {value.is_leaf}")
# --8<-- [end:register]
assert list(dict(scale.named_parameters())) == ["weight"]
assert scale.plain.is_leaf and not scale.moved.is_leaf

# --8<-- [start:is-a-tensor]
data = torch.zeros(3)
with torch.no_grad():
    parameter = nn.Parameter(data)
print("a Tensor:", isinstance(parameter, torch.Tensor))
print("requires grad, even so:", parameter.requires_grad)
print("same memory:", parameter.data_ptr() == data.data_ptr())
try:
    nn.Parameter(torch.tensor([1, 2]))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
print(nn.Parameter(torch.tensor([1, 2]), requires_grad=False).dtype)
# --8<-- [end:is-a-tensor]
assert parameter.requires_grad and parameter.data_ptr() == data.data_ptr()

# --8<-- [start:assign]
try:
    scale.weight = torch.zeros(3)
    raise AssertionError("should have been refused")
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
scale.weight = None
print(list(scale.state_dict()), "bias:", nn.Linear(3, 3, bias=False).bias)
# --8<-- [end:assign]
assert list(scale.state_dict()) == [] and "weight" in scale._parameters


# --8<-- [start:lists]
class Many(nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = nn.ParameterList([torch.ones(2), torch.ones(3)])
        self.named = nn.ParameterDict({"left": torch.ones(1)})


print(list(Many().state_dict()))
# --8<-- [end:lists]
assert len(list(Many().parameters())) == 3
