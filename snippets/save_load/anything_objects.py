"""Save tensors and plain objects: every type comes back."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:objects]
import torch

results = {
    "embedding": torch.arange(6.0).reshape(2, 3),
    "classes": ["cat", "dog"],
    "best": {3: (0.25, None), 7: (0.5, "early")},
    "seen": {1, 4},
}
# --8<-- [end:objects]

# --8<-- [start:save]
torch.save(results, "results.pt")
torch.save(results["embedding"], "embedding.pt")  # one tensor will do
# --8<-- [end:save]

# --8<-- [start:load]
loaded = torch.load("results.pt", weights_only=True)
embedding = torch.load("embedding.pt", weights_only=True)
# --8<-- [end:load]

# --8<-- [start:inside]
for name, value in loaded.items():
    print(f"{name}: {type(value).__name__}")
print("keys of best:", list(loaded["best"]))
# --8<-- [end:inside]
assert list(loaded["best"]) == [3, 7] and type(loaded["best"][3]) is tuple

# --8<-- [start:leaf]
x = torch.ones(2, requires_grad=True)
y = 3 * x
y.sum().backward()
torch.save({"x": x, "y": y}, "graph.pt")
graph = torch.load("graph.pt", weights_only=True)
for name in ("x", "y"):
    t = graph[name]
    print(name, "requires_grad:", t.requires_grad, end=" ")
    print("leaf:", t.is_leaf, "grad:", t.grad)
print("before:", "leaf:", y.is_leaf, "grad of x:", x.grad)
# --8<-- [end:leaf]
assert graph["y"].is_leaf and graph["y"].requires_grad and not y.is_leaf
assert graph["x"].grad is None and x.grad is not None

# --8<-- [start:proof]
same = torch.equal(loaded.pop("embedding"), results.pop("embedding"))
print("same tensor:", same, "same rest:", loaded == results)
# --8<-- [end:proof]
assert same and loaded == results
assert torch.equal(embedding, torch.arange(6.0).reshape(2, 3))
