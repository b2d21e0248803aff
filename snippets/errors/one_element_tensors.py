"""A tensor of several elements where Python wants one number."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

losses = torch.tensor([0.5, 0.25])  # one for each sample
for convert in (torch.Tensor.item, float, int):
    try:
        convert(losses)
    except (RuntimeError, ValueError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-list]
rows = [torch.ones(2), torch.zeros(2)]
try:
    torch.tensor(rows)  # takes numbers, and tensors of one element
except (ValueError, TypeError) as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-list]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(losses.mean().item(), losses.tolist())
print(tuple(torch.stack(rows).shape))
# --8<-- [end:fix]
assert losses.mean().item() == 0.375 and torch.stack(rows).shape == (2, 2)
