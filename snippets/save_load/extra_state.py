"""Extra state: what is not a tensor, in a module's state_dict."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:module]
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, classes=()):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        self.classes = list(classes)

    def get_extra_state(self):
        return {"classes": self.classes}

    def set_extra_state(self, state):
        self.classes = state["classes"]


# --8<-- [end:module]

# --8<-- [start:both]
trained = Classifier(["cat", "dog"])
torch.save(trained.state_dict(), "classifier.pt")

restored = Classifier()
state = torch.load("classifier.pt", weights_only=True)
restored.load_state_dict(state)
print(*state)
print(restored.classes)
# --8<-- [end:both]
assert restored.classes == ["cat", "dog"]

# --8<-- [start:missing]
older = nn.ModuleDict({"linear": trained.linear}).state_dict()
try:
    Classifier().load_state_dict(older)  # written before there was extra state
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:missing]
report = Classifier().load_state_dict(older, strict=False)
assert report.missing_keys == ["_extra_state"]
