"""An evaluation that keeps all graphs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import torch


def graphs_kept(results):
    """How many of the tensors that an evaluation keeps hold a graph."""
    return sum(result.grad_fn is not None for result in results)


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 2)).eval()
batches = torch.randn(10, 16, 8)

results = [model(batch) for batch in batches]
print("of 10 results,", graphs_kept(results), "hold a graph")
# --8<-- [end:wrong-result]
assert graphs_kept(results) == 10

# --8<-- [start:fix]
with torch.inference_mode():
    results = [model(batch).cpu() for batch in batches]
print("of 10 results,", graphs_kept(results), "hold a graph")
# --8<-- [end:fix]
assert graphs_kept(results) == 0
assert all(result.device.type == "cpu" for result in results)
