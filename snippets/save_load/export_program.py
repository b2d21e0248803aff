"""Export a model with torch.export, save it, load it, look inside."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
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

# --8<-- [start:direct]
try:
    program(batch)
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:direct]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:proof]
print("same predictions:", torch.equal(predictions, model(batch)))
same = torch.equal(predictions, model(batch + 1))
print("other input, same predictions:", same)
# --8<-- [end:proof]
assert torch.equal(predictions, model(batch))
assert not torch.equal(predictions, model(batch + 1))


class Asks(nn.Module):
    def forward(self, x):
        return x if x.shape[0] > 1 else -x


# the branch was chosen by the example's size, also for one row
asks = torch.export.export(Asks(), (batch,), dynamic_shapes=any_batch).module()
row = torch.rand(1, 4)
assert torch.equal(asks(row), row) and torch.equal(Asks()(row), -row)
