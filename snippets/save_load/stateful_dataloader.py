"""Resume within an epoch: StatefulDataLoader knows what has been seen."""

# /// script
# dependencies = ["torch>=2.13", "numpy", "torchdata>=0.11"]
# [tool.atlas]
# warns = ["'set_vital' is deprecated"]
# ///

# --8<-- [start:save]
import torch
from torch.utils.data import DataLoader
from torchdata.stateful_dataloader import StatefulDataLoader

torch.manual_seed(0)
stateful = StatefulDataLoader(range(12), batch_size=2, shuffle=True)
batches = iter(stateful)
seen = [next(batches).tolist() for _ in range(2)]
torch.save({"loader": stateful.state_dict()}, "middle.tar")
# what an uninterrupted epoch goes on with
expected = [batch.tolist() for batch in batches]
# --8<-- [end:save]

# --8<-- [start:resume]
stateful = StatefulDataLoader(range(12), batch_size=2, shuffle=True)
stateful.load_state_dict(torch.load("middle.tar", weights_only=True)["loader"])
rest = [batch.tolist() for batch in stateful]
print("batches before the stop:", len(seen), "- after it:", len(rest))
print("the same as without a stop:", rest == expected)
items = sorted(item for batch in seen + rest for item in batch)
print("every item once:", items == list(range(12)))
# --8<-- [end:resume]
assert rest == expected and items == list(range(12))

# --8<-- [start:plain]
print("DataLoader has a state_dict:", hasattr(DataLoader, "state_dict"))
# --8<-- [end:plain]
assert not hasattr(DataLoader, "state_dict")
