"""What backward frees: saved tensors, so a second backward has to ask."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:second]
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = x.pow(2).sum()
loss.backward()
try:
    loss.backward()
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])
print("x.grad:", x.grad.tolist())
# --8<-- [end:second]
assert x.grad.tolist() == [2, 4]

# --8<-- [start:kept]
x.grad = None
loss = x.pow(2).sum()
power = loss.grad_fn.next_functions[0][0]
loss.backward(retain_graph=True)
print("kept: ", power._saved_self.tolist())
loss.backward()
print("added:", x.grad.tolist())
try:
    print(power._saved_self)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print("freed:", "already been freed" in str(error))
# --8<-- [end:kept]
assert x.grad.tolist() == [4, 8]

# --8<-- [start:nothing]
total = (x + x).sum()  # saves nothing that could be freed
total.backward()
total.backward()
print("no error, and x.grad:", x.grad.tolist())
# --8<-- [end:nothing]
assert x.grad.tolist() == [8, 12]

# --8<-- [start:shared]
hidden = x.exp()  # one piece of graph, two losses on top of it
first, second = hidden.sum(), hidden.pow(2).sum()
first.backward()
try:
    second.backward()
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(" (")[0])

x.grad = None
hidden = x.exp()
(hidden.sum() + hidden.pow(2).sum()).backward()
print("added first, once backward:", x.grad is not None)
# --8<-- [end:shared]
torch.testing.assert_close(x.grad, (x.exp() + 2 * (2 * x).exp()).detach())
