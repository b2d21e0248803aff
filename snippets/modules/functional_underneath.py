"""Watch which function each layer calls, and do its work by hand."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:watch]
import torch
from torch import nn
from torch.overrides import TorchFunctionMode, resolve_name


class Watch(TorchFunctionMode):
    """Notes the name of each torch function that is called."""

    def __init__(self):
        super().__init__()
        self.names = []

    def __torch_function__(self, func, types, args=(), kwargs=None):
        self.names.append(resolve_name(func))
        return func(*args, **(kwargs or {}))


image = torch.rand(1, 2, 8, 8)
# --8<-- [end:watch]

# --8<-- [start:layers]
called = {}
for layer in (
    nn.Linear(8, 3),
    nn.Conv2d(2, 3, 3),
    nn.MaxPool2d(2),
    nn.LayerNorm(8),
    nn.Dropout(),
    nn.GELU(),
    nn.Softmax(dim=-1),
    nn.Tanh(),
    nn.Flatten(),
    nn.Identity(),
):
    with Watch() as watch:
        layer(image)
    name = type(layer).__name__
    called[name] = [n for n in watch.names if not n.endswith("__get__")]
    print(f"{name:<10}", *(called[name] or ["nothing"]))
# --8<-- [end:layers]
assert called["Conv2d"][0].endswith(".conv2d") and called["Identity"] == []
assert called["Dropout"][0] == "torch.nn.functional.dropout"

# --8<-- [start:by-hand]
import torch.nn.functional as F

layer = nn.Conv2d(2, 3, 3, padding=1)
by_hand = F.conv2d(image, layer.weight, layer.bias, padding=1)
print("equal:", torch.equal(layer(image), by_hand))
print("one function, two names:", F.conv2d is torch.conv2d)
# --8<-- [end:by-hand]
assert torch.equal(layer(image), by_hand) and F.conv2d is torch.conv2d
assert not torch.equal(layer(image), F.conv2d(image, layer.weight, padding=1))
