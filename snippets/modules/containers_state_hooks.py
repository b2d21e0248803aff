"""Hooks of the state_dict: old names read anew; hooks are not saved."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:rename]
import torch
from torch import nn


class Renamed(nn.Module):
    def __init__(self):
        super().__init__()
        self.classifier = nn.Linear(3, 2)  # once: self.head
        self.register_load_state_dict_pre_hook(self.read_old_names)

    @staticmethod
    def read_old_names(module, state, prefix, *rest):
        for key in list(state):
            if key.startswith(f"{prefix}head."):
                name = key.removeprefix(f"{prefix}head.")
                state[f"{prefix}classifier.{name}"] = state.pop(key)


old = nn.ModuleDict({"head": nn.Linear(3, 2)})
model = Renamed()
print(model.load_state_dict(old.state_dict()))
print("equal:", torch.equal(model.classifier.weight, old["head"].weight))
# --8<-- [end:rename]
assert torch.equal(model.classifier.weight, old["head"].weight)

# --8<-- [start:nested]
whole = nn.Sequential(nn.ReLU(), Renamed())
print(whole.load_state_dict(nn.Sequential(nn.ReLU(), old).state_dict()))
# --8<-- [end:nested]
assert torch.equal(whole[1].classifier.weight, old["head"].weight)


# --8<-- [start:post]
def stamp(module, state, prefix, metadata):
    state[f"{prefix}version"] = torch.tensor(2)


stamped = nn.Linear(3, 2)
stamped.register_state_dict_post_hook(stamp)
print(*stamped.state_dict())
# --8<-- [end:post]
assert stamped.state_dict()["version"] == 2

# --8<-- [start:not-saved]
stamped.register_forward_hook(lambda module, args, output: output * 0)
restored = nn.Linear(3, 2)
restored.load_state_dict(stamped.state_dict(), strict=False)
before, after = len(stamped._forward_hooks), len(restored._forward_hooks)
print("hooks:", before, "restored:", after)
# --8<-- [end:not-saved]
assert torch.equal(restored.weight, stamped.weight)
assert not restored._forward_hooks
