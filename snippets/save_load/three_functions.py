"""What torch.save, torch.load and load_state_dict each do, and do not."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:save]
import torch
from torch import nn

trained = nn.Linear(3, 1)
note = {"weights": trained.state_dict(), "epoch": 4, "classes": ["cat", "dog"]}
torch.save(note, "note.pt")
# --8<-- [end:save]

# --8<-- [start:load]
model = nn.Linear(3, 1)
contents = torch.load("note.pt", map_location="cpu", weights_only=True)
print("epoch", contents["epoch"], "of", contents["classes"])
print("same weights:", torch.equal(model.weight, trained.weight))
# --8<-- [end:load]
assert contents["epoch"] == 4 and contents["classes"] == ["cat", "dog"]
assert not torch.equal(model.weight, trained.weight)

# --8<-- [start:copy]
report = model.load_state_dict(contents["weights"])
print("same weights:", torch.equal(model.weight, trained.weight))
print("returned:", report)
# --8<-- [end:copy]
assert torch.equal(model.weight, trained.weight) and report == ([], [])

# --8<-- [start:apart]
contents["weights"]["weight"].zero_()
print("same weights:", torch.equal(model.weight, trained.weight))
# --8<-- [end:apart]
assert torch.equal(model.weight, trained.weight) and model.weight.any()

# --8<-- [start:keeps]
half = nn.Linear(3, 1).half()  # 16 bits a number
half.requires_grad_(False)
half.load_state_dict(trained.state_dict())
print(half.weight.dtype, "trainable:", half.weight.requires_grad)
# --8<-- [end:keeps]
assert half.weight.dtype == torch.float16 and not half.weight.requires_grad
assert torch.equal(half.weight, trained.weight.half())
