"""Draw the graph that autograd built: walk next_functions, print Mermaid."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:build]
import torch

weight = torch.tensor([2.0, 1.0], requires_grad=True)
bias = torch.tensor(0.5, requires_grad=True)
points = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
target = torch.tensor([1.0, 2.0])

error = points @ weight + bias - target
loss = error.pow(2).mean() + weight.pow(2).sum()
print("points:", points.grad_fn)
print("error: ", type(error.grad_fn).__name__)
print("loss:  ", type(loss.grad_fn).__name__)
# --8<-- [end:build]


# --8<-- [start:draw]
def draw(root, names):
    """Print the graph below a node, each node once, in Mermaid's language."""
    numbers = {root: 0}
    print("flowchart TB\n%% picture")
    for node in (found := [root]):
        label = type(node).__name__
        if hasattr(node, "variable"):  # the graph ends here, at a leaf
            label += "<br>" + names[node.variable]
        print(f'n{numbers[node]}["{label}"]')
        for below, _ in node.next_functions:
            if below is None:  # an input that wants no gradient
                continue
            if below not in numbers:
                numbers[below] = len(numbers)
                found.append(below)
            print(f"n{numbers[node]} --> n{numbers[below]}")
    return found


nodes = draw(loss.grad_fn, {weight: "weight", bias: "bias"})
# --8<-- [end:draw]
leaves = [node.variable for node in nodes if hasattr(node, "variable")]
assert len(leaves) == 2
assert {id(leaf) for leaf in leaves} == {id(weight), id(bias)}
# one node, though two paths lead to it
assert sum(weight is leaf for leaf in leaves) == 1
# what has no derivative is not noted
assert weight.argmax().grad_fn is None and (weight > 0).grad_fn is None

# --8<-- [start:saved]
product = next(n for n in nodes if type(n).__name__ == "MvBackward0")
print("leads to:", [b and type(b).__name__ for b, _ in product.next_functions])
kept = product._saved_self
print("keeps the points:", kept.data_ptr() == points.data_ptr())
# --8<-- [end:saved]
assert product.next_functions[0][0] is None
assert kept.data_ptr() == points.data_ptr()
assert product.next_functions[1][0].variable is weight

# --8<-- [start:backward]
[to_weight] = [n for n in nodes if getattr(n, "variable", None) is weight]
arrived = []
to_weight.register_prehook(lambda gradients: arrived.extend(gradients))
loss.backward()
with torch.no_grad():
    by_error = points.T @ (2 * error / 2)  # through the mean
    by_weight = 2 * weight  # through the other path
print("weight.grad:", weight.grad.tolist())
print("by hand:    ", (by_error + by_weight).tolist())
print("arrived:    ", [gradient.tolist() for gradient in arrived])
# --8<-- [end:backward]
assert torch.equal(weight.grad, by_error + by_weight) and by_weight.all()
assert by_error.all()
assert len(arrived) == 1 and torch.equal(arrived[0], by_error + by_weight)
