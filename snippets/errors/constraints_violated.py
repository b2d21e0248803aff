"""torch.export makes a dimension of one a constant, though called dynamic."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(4, 2).eval()
batch = torch.export.Dim("batch")
one = (torch.rand(1, 4),)
try:
    torch.export.export(model, one, dynamic_shapes=({0: batch},))
except torch._dynamo.exc.UserError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("an example of one is taken for any size now")

# --8<-- [start:wrong]
program = torch.export.export(
    model, one, dynamic_shapes=({0: torch.export.Dim.AUTO},)
)
try:
    program.module()(torch.rand(5, 4))
except (AssertionError, RuntimeError) as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
else:
    raise AssertionError("AUTO takes an example of one for any size now")
for suggested in (1, torch.export.Dim.STATIC):
    program = torch.export.export(
        model, one, dynamic_shapes=({0: suggested},)
    ).module()
    assert program(*one).shape == (1, 2)
    try:
        program(torch.rand(5, 4))
    except (AssertionError, RuntimeError) as error:
        assert "== 1" in str(error) or "equal to 1" in str(error)
    else:
        raise AssertionError(f"{suggested} takes any size now")

# --8<-- [start:fix]
two = (torch.rand(2, 4),)
program = torch.export.export(model, two, dynamic_shapes=({0: batch},))
program = program.module()
print(*(tuple(program(torch.rand(n, 4)).shape) for n in (1, 2, 5)))
# --8<-- [end:fix]
x = torch.rand(5, 4)
assert torch.equal(program(x), model(x)) and program(x[:1]).shape == (1, 2)
