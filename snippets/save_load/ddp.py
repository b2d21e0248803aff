"""Save and load under DistributedDataParallel: one writes, all read."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# processes = 2
# ///

# --8<-- [start:program]
import os

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

rank, local_rank = int(os.environ["RANK"]), int(os.environ["LOCAL_RANK"])
on_gpus = torch.cuda.device_count() >= int(os.environ["LOCAL_WORLD_SIZE"])
device = torch.device("cuda", local_rank) if on_gpus else torch.device("cpu")
backend = "nccl" if on_gpus else "gloo"
dist.init_process_group(backend, device_id=device if on_gpus else None)


def report(event, model):
    """Whether all ranks hold the same numbers; rank 0 prints it."""
    mine = nn.utils.parameters_to_vector(model.parameters()).detach()
    every_rank = range(dist.get_world_size())
    all_of_them = [torch.empty_like(mine) for _ in every_rank]
    dist.all_gather(all_of_them, mine)
    same = all(torch.equal(mine, theirs) for theirs in all_of_them)
    if rank == 0:
        print(f"{event:<9}", "all the same" if same else "all different")
    return same


torch.manual_seed(rank)  # other weights and other data on every rank
model = nn.Linear(4, 2).to(device)
assert not report("built:", model)
ids = [local_rank] if on_gpus else None
ddp = DistributedDataParallel(model, device_ids=ids)
assert report("wrapped:", model)

optimizer = torch.optim.SGD(ddp.parameters(), lr=0.1)
ddp(torch.rand(8, 4, device=device)).square().mean().backward()
before = model.weight.detach().clone()
optimizer.step()
assert report("trained:", model)
assert not torch.equal(model.weight, before)

if rank == 0:  # one writer: the others have nothing to add
    torch.save(ddp.module.state_dict(), "ddp.pt")
dist.barrier()  # no one reads before the file is complete
state = torch.load("ddp.pt", map_location=device, weights_only=True)

restored = nn.Linear(4, 2).to(device)
assert not report("rebuilt:", restored)
restored.load_state_dict(state)
assert report("loaded:", restored)
assert torch.equal(restored.weight, model.weight)

dist.destroy_process_group()
# --8<-- [end:program]
