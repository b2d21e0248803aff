"""The class saves extra state now, and the file is older than that."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from torch import nn

old = nn.Sequential(nn.Linear(2, 1))


class Counting(nn.Linear):
    seen = 0

    def get_extra_state(self):
        return {"seen": self.seen}

    def set_extra_state(self, state):
        self.seen = state["seen"]


model = nn.Sequential(Counting(2, 1))
try:
    model.load_state_dict(old.state_dict())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("extra state may be missing now")

# --8<-- [start:fix]
result = model.load_state_dict(old.state_dict(), strict=False)
print(result)
assert result.missing_keys == ["0._extra_state"] and not result.unexpected_keys
# --8<-- [end:fix]
assert model[0].weight.equal(old[0].weight)

# --8<-- [start:wrong]
before = model[0].weight.clone()
renamed = {f"net.{name}": t + 1 for name, t in old.state_dict().items()}
model.load_state_dict(renamed, strict=False)
print(model[0].weight.equal(before))
# --8<-- [end:wrong]
assert model[0].weight.equal(before)
