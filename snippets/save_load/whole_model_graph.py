"""What a saved model keeps that a state_dict does not; and what neither."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:graph]
import torch
from torch import nn


def describe(moment, net, loss):
    gradient, graph = net.weight.grad is not None, loss.grad_fn is not None
    print(moment, "gradient:", gradient, "- graph:", graph)


net = nn.Linear(2, 1)
loss = net(torch.ones(1, 2)).sum()
loss.backward()
describe("saved ", net, loss)
torch.save({"net": net, "loss": loss}, "graph.pt")
# only for a file that you trust: it can run code
loaded = torch.load("graph.pt", weights_only=False)
describe("loaded", loaded["net"], loaded["loss"])
# --8<-- [end:graph]
assert net.weight.grad is not None and loss.grad_fn is not None
assert loaded["net"].weight.grad is None and loaded["loss"].grad_fn is None

# --8<-- [start:kept]
net.eval()
net.bias.requires_grad_(False)
torch.save(net, "kept.pt")
# only for a file that you trust: it can run code
kept = torch.load("kept.pt", weights_only=False)
trained = kept.bias.requires_grad
print("training:", kept.training, "- bias.requires_grad:", trained)
# --8<-- [end:kept]
assert not kept.training and not kept.bias.requires_grad
assert kept.weight.requires_grad
fresh = nn.Linear(2, 1)
fresh.load_state_dict(net.state_dict())
assert torch.equal(fresh.weight, net.weight)
assert fresh.training and fresh.bias.requires_grad
