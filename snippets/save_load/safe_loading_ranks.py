"""Which checkpoint is the newest: one rank decides, and tells the others."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# processes = 2
# timeout = 120
# ///

# --8<-- [start:program]
import os
from pathlib import Path

import torch
import torch.distributed as dist

rank = int(os.environ["RANK"])
dist.init_process_group("gloo")


def load(path):
    if path.name == "step_5.pt" and rank == 1 and not tried:
        tried.append(path)  # one error that passes, on one rank
        raise OSError("Stale file handle")
    return torch.load(path, map_location="cpu", weights_only=True)


def load_latest():
    for path in sorted(Path().glob("step_*.pt"), reverse=True):
        try:
            return load(path), path
        except Exception as error:
            print(f"rank {rank}: {path.name}: {error}", flush=True)
    raise FileNotFoundError("no checkpoint that loads")


def load_same():
    """The one that rank 0 finds; a rank that cannot read it stops all."""
    found = [load_latest()[1] if rank == 0 else None]
    dist.broadcast_object_list(found)
    try:
        loaded = load(found[0])
    except OSError:
        loaded = load(found[0])  # once more; after that, it is an error
    return loaded, found[0]


if rank == 0:
    for step in (4, 5):
        torch.save({"step": step}, f"step_{step}.pt")
dist.barrier()
for choose in (load_latest, load_same):
    tried = []
    loaded, _ = choose()
    steps = [None] * dist.get_world_size()
    dist.all_gather_object(steps, loaded["step"])
    if rank == 0:
        print(f"{choose.__name__}: the ranks go on from steps {steps}")
    assert (len(set(steps)) == 1) == (choose is load_same)

dist.destroy_process_group()
# --8<-- [end:program]
