"""Scores that do not fit into float16, and a draw from them."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

scores = torch.tensor([70_000.0, 1.0])
probabilities = scores.half().softmax(dim=0)
print(scores.half(), probabilities)
try:
    torch.multinomial(probabilities, num_samples=1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
probabilities = scores.bfloat16().softmax(dim=0)  # or float32
print(torch.multinomial(probabilities, num_samples=1))
# --8<-- [end:fix]
assert probabilities.isfinite().all()

# --8<-- [start:wrong]
probabilities = scores.half().softmax(dim=0)
print(probabilities.nan_to_num(), probabilities.argmax())
# --8<-- [end:wrong]
assert not probabilities.nan_to_num().any()
