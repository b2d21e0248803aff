"""Derivatives with torch.func: grad, jacrev, vmap; a gradient per sample."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:grad]
import torch
from torch.func import functional_call, grad, jacrev, vmap


def cube(x):
    return x**3


two = torch.tensor(2.0)
print("f  :", cube(two).item())
print("f' :", grad(cube)(two).item())
print("f'':", grad(grad(cube))(two).item())
print("two.grad:", two.grad, "- requires_grad:", two.requires_grad)
# --8<-- [end:grad]
assert (grad(cube)(two), grad(grad(cube))(two)) == (12, 12)
assert two.grad is None

# --8<-- [start:jacobian]
points = torch.tensor([1.0, 2.0, 3.0])
print(jacrev(cube)(points))  # row i: how output i depends on each input
print(vmap(grad(cube))(points))  # the diagonal, without the zeros
# --8<-- [end:jacobian]
assert torch.equal(jacrev(cube)(points).diagonal(), vmap(grad(cube))(points))

# --8<-- [start:samples]
model = torch.nn.Linear(2, 1)
inputs, targets = torch.rand(4, 2), torch.rand(4, 1)


def measure(weights, inputs, targets):
    return (functional_call(model, weights, inputs) - targets).pow(2).mean()


weights = {name: p.detach() for name, p in model.named_parameters()}
each = vmap(grad(measure), in_dims=(None, 0, 0))(weights, inputs, targets)
print("each:", {name: tuple(g.shape) for name, g in each.items()})
print("weight.grad:", model.weight.grad)

measure(dict(model.named_parameters()), inputs, targets).backward()
same = torch.allclose(each["weight"].mean(0), model.weight.grad, atol=1e-6)
print("their mean is the gradient of the batch:", same)
# --8<-- [end:samples]
assert same and each["weight"].shape == (4, 1, 2)
assert not torch.allclose(each["weight"][0], each["weight"][1])
