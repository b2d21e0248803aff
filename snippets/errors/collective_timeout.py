"""One rank of two is busy for longer than the other one waits."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# processes = 2
# requires = ["linux"]
# timeout = 240
# ///

# --8<-- [start:raise]
import time
from datetime import timedelta
from pathlib import Path

import torch
import torch.distributed as dist

dist.init_process_group("gloo", timeout=timedelta(seconds=5))
if dist.get_rank() == 0:
    while not Path("gave-up").exists():  # evaluates, say, or has stopped
        time.sleep(0.1)
else:
    try:
        dist.all_reduce(torch.ones(1))  # waits until all ranks call it
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
        Path("gave-up").touch()
        # --8<-- [end:raise]
        assert "Timed out waiting 5000ms" in str(error)
    else:
        raise AssertionError("it waits longer now")
