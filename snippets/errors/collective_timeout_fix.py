"""Ranks with unequal numbers of batches, which do equally many steps."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# processes = 2
# requires = ["linux"]
# timeout = 240
# ///

# --8<-- [start:fix]
from datetime import timedelta
from itertools import islice

import torch
import torch.distributed as dist

dist.init_process_group("gloo", timeout=timedelta(hours=1))
rank = dist.get_rank()
loader = [torch.ones(1)] * (3 if rank == 0 else 2)  # one batch more on rank 0
steps = torch.tensor(len(loader))
dist.all_reduce(steps, op=dist.ReduceOp.MIN)  # the shortest decides
done = 0
for batch in islice(loader, int(steps)):
    dist.all_reduce(batch)  # stands for backward() under DDP
    done += 1
dist.barrier()  # also after what one rank alone does
print(f"rank {rank}: {done} steps")
dist.destroy_process_group()
# --8<-- [end:fix]
assert done == 2
