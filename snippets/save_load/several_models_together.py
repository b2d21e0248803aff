"""Models that always travel together can be one module."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:together]
import torch
from torch import nn


def translator():
    encoder, decoder = nn.GRU(3, 4, batch_first=True), nn.Linear(4, 2)
    return nn.ModuleDict({"encoder": encoder, "decoder": decoder})


pair = translator()
ensemble = nn.ModuleList(nn.Linear(3, 2) for _ in range(3))
torch.save(pair.state_dict(), "pair.pt")
torch.save(ensemble.state_dict(), "ensemble.pt")

loaded_pair = translator()
loaded_pair.load_state_dict(torch.load("pair.pt", weights_only=True))
loaded_ensemble = nn.ModuleList(nn.Linear(3, 2) for _ in range(3))
loaded_ensemble.load_state_dict(torch.load("ensemble.pt", weights_only=True))

x = torch.rand(5, 7, 3)
translated = [p["decoder"](p["encoder"](x)[0]) for p in (pair, loaded_pair)]
averaged = [sum(m(x) for m in e) / len(e) for e in (ensemble, loaded_ensemble)]
print(*pair.state_dict())
print(*ensemble.state_dict())
print("the same:", torch.equal(*translated), torch.equal(*averaged))
# --8<-- [end:together]
assert torch.equal(*translated) and torch.equal(*averaged)
