"""More positions than a model has."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

position_ids = torch.arange(512)[None]  # what the model was trained with
tokens = torch.zeros(4, 978, dtype=torch.long)
try:
    position_ids.expand(tokens.shape)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
tokens = tokens[:, : position_ids.shape[1]]
print(tuple(position_ids.expand(tokens.shape).shape))
# --8<-- [end:fix]
assert position_ids.expand(tokens.shape).shape == (4, 512)
