"""skip_init: leave a layer's numbers undrawn, as a checkpoint follows."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:skip]
import torch
from torch import nn

trained = nn.Linear(64, 64).state_dict()
before = torch.get_rng_state()
layer = nn.utils.skip_init(nn.Linear, 64, 64)
print("nothing was drawn:", torch.get_rng_state().equal(before))
layer.load_state_dict(trained)
print("loaded:", layer.weight.equal(trained["weight"]))
nn.Linear(64, 64)
untouched = torch.get_rng_state().equal(before)
print("nothing was drawn, ordinary Linear:", untouched)
# --8<-- [end:skip]
assert layer.weight.equal(trained["weight"])
assert not torch.get_rng_state().equal(before)

# --8<-- [start:meta]
with torch.device("meta"):
    model = nn.Sequential(nn.Linear(64, 64), nn.Linear(64, 64))
print(model[0].weight.device, model[0].weight.shape)
model.to_empty(device="cpu")  # memory, with whatever is in it
model.apply(
    lambda m: m.reset_parameters() if isinstance(m, nn.Linear) else None
)
print("initialised:", bool(model[0].weight.abs().max() <= 1 / 8))
# --8<-- [end:meta]
assert model[1].weight.abs().max() <= 1 / 8 and model[1].weight.std() > 0.05


# --8<-- [start:refused]
class NoDevice(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(64, 64)


try:
    nn.utils.skip_init(NoDevice)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:refused]
