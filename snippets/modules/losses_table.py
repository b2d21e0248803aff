"""Which loss for which task: each called with the shapes that it wants."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = [
#     "'batchmean' divides only by the batch size, and aligns with the KL div",
# ]
# ///

# --8<-- [start:table]
import torch
from torch import nn

torch.manual_seed(0)
scores = torch.randn(8, 5)  # 8 items, 5 classes
one, other = torch.randn(8, 4), torch.randn(8, 4)
signs = torch.ones(8)  # 1: these belong together, -1: they do not
calls = {
    "CrossEntropyLoss": (scores, torch.randint(5, (8,))),
    "BCEWithLogitsLoss": (scores, torch.randint(2, (8, 5)).float()),
    "MSELoss": (torch.randn(8), torch.randn(8)),
    "L1Loss": (torch.randn(8), torch.randn(8)),
    "HuberLoss": (torch.randn(8), torch.randn(8)),
    "PoissonNLLLoss": (torch.randn(8), torch.randint(9, (8,)).float()),
    "GaussianNLLLoss": (torch.randn(8), torch.randn(8), torch.ones(8)),
    "KLDivLoss": (scores.log_softmax(1), torch.rand(8, 5).softmax(1)),
    "MarginRankingLoss": (torch.randn(8), torch.randn(8), signs),
    "CosineEmbeddingLoss": (one, other, signs),
    "TripletMarginLoss": (one, other, torch.randn(8, 4)),
    "CTCLoss": (
        torch.randn(20, 8, 5).log_softmax(2),  # (steps, batch, classes)
        torch.randint(1, 5, (8, 6)),
        torch.full((8,), 20),
        torch.full((8,), 6),
    ),
}
for name, tensors in calls.items():
    settings = {"reduction": "batchmean"} if name == "KLDivLoss" else {}
    loss = getattr(nn, name)(**settings)(*tensors)
    print(f"{name:<20}", *(tuple(t.shape) for t in tensors))
    assert loss.shape == () and loss.isfinite()
# --8<-- [end:table]

# --8<-- [start:kl]
import warnings

logs, truth = calls["KLDivLoss"]
kl = nn.KLDivLoss(reduction="batchmean")(logs, truth)
by_hand = (truth * (truth.log() - logs)).sum(1).mean()
print("by hand:", torch.allclose(kl, by_hand))
swapped = nn.KLDivLoss(reduction="batchmean")(truth, logs.exp())
print("swapped, below 0:", swapped.item() < 0)
with warnings.catch_warnings(record=True) as caught:
    nn.KLDivLoss()(logs, truth)
warned = caught[0]
print(f"{warned.category.__name__}:", str(warned.message).partition(".")[0])
# --8<-- [end:kl]
assert torch.allclose(kl, (truth * (truth.log() - logs)).sum(1).mean())
with warnings.catch_warnings(record=True) as caught:
    nn.KLDivLoss(reduction="sum")(logs, truth)
assert not caught
assert nn.CTCLoss().blank == 0 and nn.PoissonNLLLoss().log_input
better, worse, near, far = (
    torch.tensor([[float(n), 1.0]]) for n in (2, 1, 2, 9)
)
assert nn.MarginRankingLoss()(better[0, :1], worse[0, :1], torch.ones(1)) == 0
assert nn.MarginRankingLoss()(better[0, :1], worse[0, :1], -torch.ones(1)) > 0
assert nn.CosineEmbeddingLoss()(near, near, torch.ones(1)).abs() < 1e-6
assert nn.CosineEmbeddingLoss()(near, near, -torch.ones(1)) > 0
triplet = nn.TripletMarginLoss()
assert triplet(worse, near, far) == 0 < triplet(worse, far, near)
assert nn.KLDivLoss(reduction="batchmean")(truth, logs.exp()) < 0
