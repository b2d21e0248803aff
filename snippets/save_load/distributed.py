"""Save a sharded model and its optimizer, and load them again."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# long = "what was loaded is trained on beside what was never saved"
# ///

# --8<-- [start:model]
import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.state_dict import get_state_dict
from torch.distributed.checkpoint.state_dict import set_state_dict
from torch.distributed.fsdp import fully_shard

on_gpu = torch.cuda.is_available()
device = torch.device("cuda", 0) if on_gpu else torch.device("cpu")
backend = "cpu:gloo,cuda:nccl" if on_gpu else "gloo"
alone = {"store": dist.HashStore(), "rank": 0, "world_size": 1}
# torchrun says who you are: leave out alone there
dist.init_process_group(backend, **alone)


def build():
    layers = nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2)
    model = nn.Sequential(*layers).to(device)
    fully_shard(model)  # each rank now holds a part of each parameter
    return model, torch.optim.AdamW(model.parameters(), lr=0.01)


def train_step(model, optimizer):
    loss = model(inputs).square().mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


torch.manual_seed(0)
inputs = torch.rand(8, 4, device=device)
model, optimizer = build()
train_step(model, optimizer)
optimizer.param_groups[0]["lr"] = 0.005  # as a schedule would
# --8<-- [end:model]


# --8<-- [start:save]
class Training:
    """What DCP asks for its state to save, and gives it back on loading."""

    def __init__(self, model, optimizer, step=0):
        self.model, self.optimizer, self.step = model, optimizer, step

    def state_dict(self):
        model, optimizer = get_state_dict(self.model, self.optimizer)
        return {"model": model, "optimizer": optimizer, "step": self.step}

    def load_state_dict(self, state):
        set_state_dict(
            self.model,
            self.optimizer,
            model_state_dict=state["model"],
            optim_state_dict=state["optimizer"],
        )
        self.step = state["step"]


training = Training(model, optimizer, step=1)
dcp.save({"training": training}, checkpoint_id="trained")
# --8<-- [end:save]

# --8<-- [start:load]
restored = Training(*build())
dcp.load({"training": restored}, checkpoint_id="trained")
print("learning rate:", restored.optimizer.param_groups[0]["lr"])
# --8<-- [end:load]
assert restored.step == 1 and restored.optimizer.param_groups[0]["lr"] == 0.005
built = build()[0][0].weight.full_tensor()
assert not torch.equal(built, model[0].weight.full_tensor())

# --8<-- [start:proof]
pairs = zip(model.parameters(), restored.model.parameters(), strict=True)
same = [torch.equal(a.full_tensor(), b.full_tensor()) for a, b in pairs]
losses = [train_step(model, optimizer) for _ in range(3)]
resumed = [train_step(restored.model, restored.optimizer) for _ in range(3)]
print("same weights, to the last bit:", all(same))
print("same losses, to the last bit:", resumed == losses)
# --8<-- [end:proof]
assert all(same) and resumed == losses and len(set(losses)) == 3

dist.destroy_process_group()
