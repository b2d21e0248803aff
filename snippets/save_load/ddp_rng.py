"""Resume under DDP: every rank gets its own random state back."""

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
from torch import nn

rank, local_rank = int(os.environ["RANK"]), int(os.environ["LOCAL_RANK"])
on_gpus = torch.cuda.device_count() >= int(os.environ["LOCAL_WORLD_SIZE"])
device = torch.device("cuda", local_rank) if on_gpus else torch.device("cpu")
generators = {"cpu": torch.random}
if on_gpus:
    torch.cuda.set_device(device)
    generators["cuda"] = torch.cuda  # dropout draws on the device
backend = "nccl" if on_gpus else "gloo"
dist.init_process_group(backend, device_id=device if on_gpus else None)


def gathered(thing):
    """What each rank has, in a list, on every rank."""
    of_all = [None] * dist.get_world_size()
    dist.all_gather_object(of_all, thing)
    return of_all


def dropped():
    """Which of 64 elements the dropout of this rank sets to zero next."""
    kept = nn.functional.dropout(torch.ones(64, device=device))
    return (kept == 0).tolist()


torch.manual_seed(rank)  # other random numbers on every rank
states = gathered({k: g.get_rng_state() for k, g in generators.items()})
if rank == 0:
    torch.save({"rng": states}, "rng.tar")  # a list with a state per rank
dist.barrier()
without_a_stop = dropped()

saved = torch.load("rng.tar", map_location="cpu", weights_only=True)["rng"]
for source, state in (("rank 0's", saved[0]), ("its own", saved[rank])):
    for kind, generator in generators.items():
        generator.set_rng_state(state[kind])
    mine = dropped()
    differ = len({str(mask) for mask in gathered(mine)}) > 1
    as_before = all(gathered(mine == without_a_stop))
    if rank == 0:
        print(
            f"{source + ' state:':<16} ranks drop different elements: {differ}"
        )
        print(f"{'':<16} as without a stop: {as_before}")
    assert differ == as_before == (source == "its own")

dist.destroy_process_group()
# --8<-- [end:program]
