"""Compute without a graph: no_grad, inference_mode, detach; and eval()."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:table]
import torch

weight = torch.ones(2, requires_grad=True)
results = {"as usual": weight * 2}
with torch.no_grad():
    results["no_grad"] = weight * 2
with torch.inference_mode():
    results["inference_mode"] = weight * 2
results["detach"] = (weight * 2).detach()

print("                requires_grad  is_inference")
for name, result in results.items():
    print(f"{name:<16}{result.requires_grad!s:<15}{result.is_inference()}")
# --8<-- [end:table]
wants_grad = [r.requires_grad for r in results.values()]
assert wants_grad == [True, False, False, False]
in_inference = [r.is_inference() for r in results.values()]
assert in_inference == [False, False, True, False]
# the blocks hold for their own thread
from concurrent.futures import ThreadPoolExecutor

for block in (torch.no_grad(), torch.inference_mode()):
    with block, ThreadPoolExecutor() as pool:
        assert pool.submit(lambda: weight * 2).result().requires_grad

# --8<-- [start:eval]
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5)).eval()
prediction = model(torch.ones(1, 2))
print("after eval(), requires_grad:", prediction.requires_grad)
prediction.sum().backward()
print("and a gradient arrives:", model[0].weight.grad is not None)
# --8<-- [end:eval]
assert prediction.requires_grad and model[0].weight.grad is not None

# --8<-- [start:inference]
with torch.inference_mode():
    features = torch.ones(2) * 3
try:
    print(features._version)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
try:
    (features * weight).sum()
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])

(features.clone() * weight).sum().backward()
print("with a clone, weight.grad:", weight.grad.tolist())
# --8<-- [end:inference]
assert features.is_inference() and weight.grad.tolist() == [3, 3]
(features + weight).sum().backward()  # a sum saves neither of the two
assert weight.grad.tolist() == [4, 4]
# what no_grad made can be saved
assert (results["no_grad"] * weight).requires_grad

# --8<-- [start:late]
try:
    features.add_(1)
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition("You can")[0])
print("features:", features.tolist())
# --8<-- [end:late]
assert features.tolist() == [4, 4]  # refused, and done all the same
