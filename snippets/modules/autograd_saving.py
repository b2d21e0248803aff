"""What torch.save keeps of autograd: requires_grad; no graph, no gradient."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:save]
import torch

weight = torch.ones(2, requires_grad=True)
hidden = weight * 2
hidden.sum().backward()
torch.save({"weight": weight, "hidden": hidden}, "tensors.pt")
loaded = torch.load("tensors.pt", weights_only=True)

print("        is_leaf       requires_grad  gradient")
for name, was in {"weight": weight, "hidden": hidden}.items():
    now = loaded[name]
    leaf = f"{was.is_leaf} -> {now.is_leaf}"
    has = "lost" if was.is_leaf and now.grad is None else "-"
    wants_grad = f"{was.requires_grad} -> {now.requires_grad}"
    print(f"{name:<8}{leaf:<14}{wants_grad}   {has}")
# --8<-- [end:save]
assert weight.grad is not None and loaded["weight"].grad is None
assert not hidden.is_leaf and loaded["hidden"].is_leaf
assert loaded["hidden"].requires_grad

# --8<-- [start:detached]
model = torch.nn.Linear(2, 2)
state = model.state_dict()
print("the parameter:     ", model.weight.requires_grad)
print("in its state_dict: ", state["weight"].requires_grad)
one_memory = state["weight"].data_ptr() == model.weight.data_ptr()
print("one memory:        ", one_memory)
# --8<-- [end:detached]
assert model.weight.requires_grad and not state["weight"].requires_grad
