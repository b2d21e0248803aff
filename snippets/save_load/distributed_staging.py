"""What async_save leaves to you: to wait, and to ask how it went."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp

backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)


# --8<-- [start:error]
class FullDisk(dcp.FileSystemWriter):
    def write_data(self, plan, planner):
        raise OSError(28, "No space left on device")


weight = torch.zeros(3)
saving = dcp.async_save({"weight": weight}, storage_writer=FullDisk("lost"))
try:
    saving.result()  # without this line, nobody would ever hear of it
except dcp.CheckpointException as error:
    print(error.failures[0][0])
# --8<-- [end:error]
assert isinstance(saving.exception(), dcp.CheckpointException)

# --8<-- [start:staging]
import threading

from torch.distributed.checkpoint.staging import DefaultStager, StagingOptions


class SlowStager(DefaultStager):
    may_copy = threading.Event()

    def _stage(self, state_dict, **options):
        assert self.may_copy.wait(50)
        return super()._stage(state_dict, **options)


stager = SlowStager(
    StagingOptions(
        use_async_staging=True,
        use_pinned_memory=False,  # this, and the last, want a GPU
        use_shared_memory=False,
        use_non_blocking_copy=False,
    )
)
saving = dcp.async_save(
    {"weight": weight}, checkpoint_id="staged", async_stager=stager
)
weight.fill_(1.0)  # too early: it is not copied yet
stager.may_copy.set()
saving.staging_completion.result()
weight.fill_(2.0)  # now you may
saving.upload_completion.result()
stager.close()

loaded = {"weight": torch.empty(3)}
dcp.load(loaded, checkpoint_id="staged")
print(loaded["weight"])
# --8<-- [end:staging]
assert torch.equal(loaded["weight"], torch.ones(3))

dist.destroy_process_group()
