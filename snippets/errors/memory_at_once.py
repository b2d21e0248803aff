"""What one forward pass keeps for backward, counted in bytes."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import torch


def saved_bytes(model, *inputs):
    """What a forward pass keeps for backward(), on any device."""
    found = {}

    def note(tensor):
        storage = tensor.untyped_storage()
        found[storage.data_ptr()] = storage.nbytes()
        return tensor

    hooks = torch.autograd.graph.saved_tensors_hooks
    with hooks(note, lambda tensor: tensor):
        out = model(*inputs)  # alive, so that no address is used twice
    own = {p.untyped_storage().data_ptr() for p in model.parameters()}
    del out
    return sum(size for place, size in found.items() if place not in own)


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn
from torch.nn.functional import scaled_dot_product_attention


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(32, 96)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        return (q @ k.transpose(-2, -1) / 32**0.5).softmax(-1) @ v


def grows(model):
    """By how much, if the text is twice as long."""
    long, short = torch.ones(1, 1, 2048, 32), torch.ones(1, 1, 1024, 32)
    return saved_bytes(model, long) / saved_bytes(model, short)


print(f"twice the length: {grows(Attention()):.1f} times the memory")
# --8<-- [end:wrong-result]
assert grows(Attention()) > 3


# --8<-- [start:fix]
class Fused(Attention):
    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        return scaled_dot_product_attention(q, k, v)


print(f"twice the length: {grows(Fused()):.1f} times the memory")
# --8<-- [end:fix]
assert grows(Fused()) < 2.2
