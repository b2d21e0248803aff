"""Export a model with torch.export, save it, load it, look inside."""

# /// script
# dependencies = ["torch>=2.13", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2)).eval()
batch = torch.rand(3, 4)
# --8<-- [end:model]

# --8<-- [start:save]
any_batch = ({0: torch.export.Dim("batch")},)
exported = torch.export.export(model, (batch,), dynamic_shapes=any_batch)
torch.export.save(exported, "model.pt2")
# --8<-- [end:save]

# --8<-- [start:load]
loaded = torch.export.load("model.pt2").module()  # no class needed
predictions = loaded(batch)
# --8<-- [end:load]

# --8<-- [start:inside]
program = torch.export.load("model.pt2")
print("weights:", *program.state_dict)
nodes = [node for node in program.graph.nodes if node.op == "call_function"]
calls = [str(node.target) for node in nodes]
print("steps:", *(c for c in calls if "aten" in c and "sym" not in c))
# --8<-- [end:inside]
assert list(program.state_dict) == list(model.state_dict())

# --8<-- [start:fixed]
fixed = torch.export.export(model, (batch,))  # without dynamic_shapes
try:
    fixed.module()(torch.rand(5, 4))
except AssertionError as error:
    print("AssertionError:", error)
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
    print("UserError:", first.partition(" For")[0])
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
    print("NotImplementedError:", error)
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

# --8<-- [start:direct]
try:
    program(batch)
except RuntimeError as error:
    print("RuntimeError:", error)
# --8<-- [end:direct]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:tuple]
try:
    torch.export.export(model, batch)
except torch._dynamo.exc.UserError as error:
    print("UserError:", str(error).splitlines()[0])
# --8<-- [end:tuple]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:proof]
print("same predictions:", torch.equal(predictions, model(batch)))
same = torch.equal(predictions, model(batch + 1))
print("other input, same predictions:", same)
# --8<-- [end:proof]
assert torch.equal(predictions, model(batch))
assert not torch.equal(predictions, model(batch + 1))
