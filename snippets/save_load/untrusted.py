"""A file that you do not trust: what it calls, refused and let run."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn


def build():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))


torch.manual_seed(0)
model = build()
# --8<-- [end:model]

# --8<-- [start:save]
from torch.serialization import get_unsafe_globals_in_checkpoint

torch.save(model.state_dict(), "for_strangers.pt")
assert get_unsafe_globals_in_checkpoint("for_strangers.pt") == []
# --8<-- [end:save]

# --8<-- [start:load]
mine = build()
with torch.sparse.check_sparse_tensor_invariants():
    weights = torch.load(
        "for_strangers.pt", map_location="cpu", weights_only=True
    )
mine.load_state_dict(weights)
# --8<-- [end:load]
assert torch.equal(mine[0].weight, model[0].weight)


# --8<-- [start:intruder]
class Intruder:
    def __reduce__(self):  # to rebuild me: call exec with this text
        return exec, ("from pathlib import Path; Path('i_was_here').touch()",)


gift = {**model.state_dict(), "note": Intruder()}
torch.save(gift, "from_a_stranger.pt")
# --8<-- [end:intruder]

# --8<-- [start:names]
print(sorted(get_unsafe_globals_in_checkpoint("from_a_stranger.pt")))
# --8<-- [end:names]

# --8<-- [start:refused]
from pathlib import Path
from pickle import UnpicklingError

guest = None
try:
    guest = torch.load(
        "from_a_stranger.pt", map_location="cpu", weights_only=True
    )
except UnpicklingError as error:
    lines = str(error).splitlines()
    telling = next(line for line in lines if "Unsupported" in line)
    print(f"{type(error).__name__}:", telling.strip().partition(" Please")[0])
print("it ran:", Path("i_was_here").exists())
# --8<-- [end:refused]
assert guest is None and not Path("i_was_here").exists()

# --8<-- [start:ran]
# only for a file that you trust: it can run code
guest = torch.load(
    "from_a_stranger.pt", map_location="cpu", weights_only=False
)
print("it ran:", Path("i_was_here").exists())
print("note:", guest.pop("note"))
print(build().load_state_dict(guest))
# --8<-- [end:ran]
assert Path("i_was_here").exists()
assert torch.equal(guest["0.weight"], model[0].weight)
