"""Memory that grows with each step: graphs that something holds."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import gc

import torch


def kept_nodes():
    """At the end of a step: how many nodes of graphs are still held."""
    every = [o for o in gc.get_objects() if issubclass(type(o), torch.Tensor)]
    todo, seen = [tensor.grad_fn for tensor in every], set()
    while todo:
        node = todo.pop()
        if node is not None and node not in seen:
            seen.add(node)
            todo += [before for before, _ in node.next_functions]
    return len(seen)


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 8)


def train(number):
    model = nn.Linear(8, 1)
    total, kept = 0.0, []
    for _ in range(4):
        loss = model(x).square().mean()
        loss.backward()
        total += number(loss)
        kept.append(kept_nodes())
    return [nodes - kept[0] for nodes in kept]


grown = train(lambda loss: loss)  # total += loss
print("nodes held, beyond the first step:", grown)
# --8<-- [end:wrong-result]
assert grown == sorted(set(grown))

# --8<-- [start:fix]
steady = train(lambda loss: loss.item())  # total += loss.item()
print("nodes held, beyond the first step:", steady)
# --8<-- [end:fix]
assert steady == [0, 0, 0, 0]
