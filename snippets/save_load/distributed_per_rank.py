"""DCP writes one value per key: what differs by rank needs its own key."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# processes = 2
# timeout = 120
# ///

# --8<-- [start:program]
import os

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp

rank = int(os.environ["RANK"])
dist.init_process_group("gloo")
torch.manual_seed(rank)  # other random numbers on every rank


def mine():
    return {"rng": torch.get_rng_state(), "seen": 100 + rank}


def empty():
    return {"rng": torch.get_rng_state().clone(), "seen": 0}


before = mine()
dcp.save({"progress": mine()}, checkpoint_id="one-key")
dcp.save({f"rank-{rank}": mine()}, checkpoint_id="own-keys")
for folder, key in (("one-key", "progress"), ("own-keys", f"rank-{rank}")):
    loaded = {key: empty()}
    dcp.load(loaded, checkpoint_id=folder)
    seen = loaded[key]["seen"]
    same = torch.equal(loaded[key]["rng"], before["rng"])
    of_all = [None] * dist.get_world_size()
    dist.all_gather_object(of_all, (seen == before["seen"], same))
    own = all(seen and same for seen, same in of_all)
    if rank == 0:
        print(f"{folder:<8} every rank has its own values back: {own}")
    assert own == (folder == "own-keys")

dist.destroy_process_group()
# --8<-- [end:program]
