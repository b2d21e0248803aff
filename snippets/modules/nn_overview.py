"""The life of a Module: it registers, and a call is more than forward."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:construct]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        # makes the empty registers: before anything is assigned
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.scale = nn.Parameter(torch.ones(2))
        self.shift = nn.Buffer(torch.zeros(2))
        self.name = "tiny"

    def forward(self, x):
        print("  forward")
        return self.layer(x) * self.scale + self.shift


net = Net()
for register in ("_modules", "_parameters", "_buffers"):
    print(f"{register:<12}", list(vars(net)[register]))
ordinary = [name for name in vars(net) if name in ("name", "layer")]
print("ordinary:   ", ordinary)
print("parameters: ", [name for name, _ in net.named_parameters()])
# --8<-- [end:construct]
assert "layer" not in vars(net) and net.layer is net._modules["layer"]
names = [name for name, _ in net.named_parameters()]
assert names == ["scale", "layer.weight", "layer.bias"]

# --8<-- [start:call]
net.register_forward_pre_hook(lambda module, inputs: print("  pre-hook"))
net.register_forward_hook(lambda module, inputs, output: print("  hook"))
x = torch.ones(1, 2)
print("net(x)")
called = net(x)
print("net.forward(x)")
forwarded = net.forward(x)
# --8<-- [end:call]
assert called.equal(forwarded)
stack, ran = nn.Sequential(nn.ReLU()), []
attention = nn.MultiheadAttention(2, 1)
for module in (stack, stack[0], attention.out_proj):
    module.register_forward_hook(lambda module, *_: ran.append(module))
stack.forward(x)
attention(x, x, x)  # reads the weights of out_proj
assert ran == [stack[0]]

# --8<-- [start:hook]
handle = net.register_forward_hook(
    lambda module, inputs, output: torch.zeros_like(output)
)
replaced = net(x)
handle.remove()
print("a hook may replace the output:", replaced.tolist())
# --8<-- [end:hook]
assert replaced.count_nonzero() == 0 and called.count_nonzero() > 0


# --8<-- [start:too-early]
class Early(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(2, 2)
        super().__init__()


try:
    Early()
    raise AssertionError("should have been refused")
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:too-early]
