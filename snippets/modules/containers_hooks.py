"""Hooks: look at, or change, what passes through a module, both ways."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:watch]
import torch
from torch import nn

layer = nn.Linear(3, 2)


def shapes(*tensors):
    return [tuple(t.shape) if t is not None else None for t in tensors]


handles = [
    layer.register_forward_pre_hook(
        lambda module, args: print("before forward:", shapes(*args))
    ),
    layer.register_forward_hook(
        lambda module, args, output: print("after forward: ", shapes(output))
    ),
    layer.register_full_backward_hook(
        lambda module, grads_in, grads_out: print(
            "after backward:", shapes(*grads_out), "gives", shapes(*grads_in)
        )
    ),
]
x = torch.ones(4, 3, requires_grad=True)
layer(x).sum().backward()
# --8<-- [end:watch]

# --8<-- [start:skipped]
print("layer.forward(x):")
layer.forward(x)
print("layer(x), after remove():")
for handle in handles:
    handle.remove()
layer(x)
# --8<-- [end:skipped]

# --8<-- [start:collect]
model = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 2))
features = {}


def keep(module, args, output):
    features["hidden"] = output.detach()


handle = model[1].register_forward_hook(keep)
output = model(x)
handle.remove()
print(tuple(features["hidden"].shape), "grad_fn:", features["hidden"].grad_fn)
# --8<-- [end:collect]
assert features["hidden"].grad_fn is None and output.grad_fn
assert torch.equal(model[2](features["hidden"]), output)

# --8<-- [start:change]
handle = model.register_forward_hook(lambda module, args, output: output * 0)
print("with the hook:", model(x).abs().sum().item())
handle.remove()
print("without, zero:", model(x).abs().sum().item() == 0)
# --8<-- [end:change]
assert not model(x).eq(0).all()

# --8<-- [start:in-place]
net = nn.Sequential(nn.Linear(3, 2), nn.ReLU(inplace=True))
net[0].register_full_backward_hook(lambda module, grads_in, grads_out: None)
try:
    net(x)
except RuntimeError as error:
    message = str(error).partition(". ")[0]
    print(f"{type(error).__name__}:", message)
# --8<-- [end:in-place]
assert "modified inplace" in message
net[1].inplace = False
net(x)
