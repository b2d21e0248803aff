"""What an exported program refuses: other sizes, eval(), a bare tensor."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn

model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2)).eval()
batch = torch.rand(3, 4)
any_batch = ({0: torch.export.Dim("batch")},)
exported = torch.export.export(model, (batch,), dynamic_shapes=any_batch)
torch.export.save(exported, "model.pt2")
loaded = torch.export.load("model.pt2").module()

# --8<-- [start:fixed]
fixed = torch.export.export(model, (batch,))  # without dynamic_shapes
try:
    fixed.module()(torch.rand(5, 4))
except (AssertionError, RuntimeError) as error:
    print(f"{type(error).__name__}:", error)
else:
    raise AssertionError("should have been refused")
print("dynamic:", tuple(loaded(torch.rand(5, 4)).shape))
# --8<-- [end:fixed]
assert loaded(torch.rand(5, 4)).shape == (5, 2)

# --8<-- [start:one]
try:
    torch.export.export(model, (torch.rand(1, 4),), dynamic_shapes=any_batch)
    raise AssertionError("should have been refused")
except torch._dynamo.exc.UserError as error:
    first, second = str(error).splitlines()[:2]
    print(f"{type(error).__name__}:", first.partition(" For")[0])
    print(second.partition(". ")[0])
of_one = loaded(torch.rand(1, 4))
print("example of three rows, run with one:", tuple(of_one.shape))
# --8<-- [end:one]
assert of_one.shape == (1, 2)
of_two = torch.export.export(
    model, (torch.rand(2, 4),), dynamic_shapes=any_batch
).module()
assert [len(of_two(torch.rand(rows, 4))) for rows in (1, 2, 5)] == [1, 2, 5]

# --8<-- [start:eval]
try:
    loaded.eval()
except NotImplementedError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:eval]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:mode]
layer = nn.Sequential(nn.Dropout(0.5))
ones = torch.ones(100)
as_training = torch.export.export(layer.train(), (ones,)).module()
as_eval = torch.export.export(layer.eval(), (ones,)).module()
print("exported in eval mode, nothing dropped:", bool(as_eval(ones).all()))
nothing_dropped = bool(as_training(ones).all())
print("exported in training mode, nothing dropped:", nothing_dropped)
# --8<-- [end:mode]
assert as_eval(ones).all() and not as_training(ones).all()

# --8<-- [start:tuple]
try:
    torch.export.export(model, batch)
except torch._dynamo.exc.UserError as error:
    print(f"{type(error).__name__}:", str(error).splitlines()[0])
# --8<-- [end:tuple]
else:
    raise AssertionError("should have been refused")
