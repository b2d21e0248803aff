"""Go on within an epoch: by StatefulDataLoader, or by its number alone."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "torchdata>=0.11"]
# [tool.atlas]
# warns = ["'set_vital' is deprecated"]
# ///

# --8<-- [start:stateful]
from itertools import islice

import torch
from torch.utils.data import DataLoader
from torchdata.stateful_dataloader import StatefulDataLoader

torch.manual_seed(0)
loader = StatefulDataLoader(range(10), batch_size=2, shuffle=True)
batches = iter(loader)
done = [next(batches).tolist() for _ in range(3)]
state = loader.state_dict()
missed = [batch.tolist() for batch in batches]
resumed = StatefulDataLoader(range(10), batch_size=2, shuffle=True)
resumed.load_state_dict(state)
rest = [batch.tolist() for batch in resumed]
print("goes on where it stopped:", rest == missed)
# --8<-- [end:stateful]
again = StatefulDataLoader(range(10), batch_size=2, shuffle=True)
again.load_state_dict(state)
assert [batch.tolist() for batch in again] == missed and len(missed) == 2


# --8<-- [start:by-hand]
def loader_of(epoch):
    order = torch.Generator().manual_seed(epoch)
    return DataLoader(range(10), batch_size=2, shuffle=True, generator=order)


whole = [batch.tolist() for batch in loader_of(epoch=4)]
rest = [batch.tolist() for batch in islice(loader_of(epoch=4), 3, None)]
print("the rest of the epoch:", rest == whole[3:])
# --8<-- [end:by-hand]
assert rest == whole[3:] and len(rest) == 2
assert whole != [batch.tolist() for batch in loader_of(epoch=5)]
