"""From a distributed checkpoint to one torch.save file, and back."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.state_dict import get_state_dict

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
optimizer = torch.optim.AdamW(model.parameters())
weights, moments = get_state_dict(model, optimizer)
state = {"training": {"model": weights, "optimizer": moments, "step": 1}}
dcp.save(state, checkpoint_id="trained")
dist.destroy_process_group()

# --8<-- [start:to-file]
from torch.distributed.checkpoint.format_utils import dcp_to_torch_save
from torch.distributed.checkpoint.format_utils import torch_save_to_dcp

dcp_to_torch_save("trained", "trained.pt")
whole = torch.load("trained.pt", map_location="cpu", weights_only=True)
saved = whole["training"]
print(*saved, "of step", saved["step"])
# a plain model, without fully_shard
plain = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
print(plain.load_state_dict(saved["model"]))
# --8<-- [end:to-file]
assert torch.equal(plain[2].weight, weights["2.weight"])

# --8<-- [start:to-folder]
torch_save_to_dcp("trained.pt", "again")
dcp_to_torch_save("again", "again.pt")
whole = torch.load("again.pt", map_location="cpu", weights_only=True)
again = whole["training"]
same = [torch.equal(again["model"][n], w) for n, w in saved["model"].items()]
print("the same weights, there and back:", all(same))
# --8<-- [end:to-folder]
assert all(same) and len(same) == 4 and again["step"] == saved["step"]

import os
import pickle
from unittest.mock import patch


class Loud:
    def __reduce__(self):
        return print, ("the file ran",)


torch.save(Loud(), "loud.pt")
with patch.dict(os.environ, {"TORCH_FORCE_WEIGHTS_ONLY_LOAD": "1"}):
    torch_save_to_dcp("trained.pt", "checked")
    try:
        torch_save_to_dcp("loud.pt", "refused")
    except pickle.UnpicklingError:
        pass
    else:
        raise AssertionError("the variable does not hold in torch_save_to_dcp")

# --8<-- [start:swapped]
try:
    torch_save_to_dcp("trained", "trained.pt")
except OSError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:swapped]
else:
    raise AssertionError("should have been refused")
