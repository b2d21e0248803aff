"""A function has no mode: eval() does not reach F.dropout."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:dropout]
import torch
import torch.nn.functional as F
from torch import nn


class Careless(nn.Module):
    def forward(self, x):
        return F.dropout(x, 0.5)


class Careful(nn.Module):
    def forward(self, x):
        return F.dropout(x, 0.5, training=self.training)


ones = torch.ones(1000)
for model in (Careless().eval(), Careful().eval()):
    dropped = model(ones).eq(0).any().item()
    print(f"{type(model).__name__} in eval mode drops: {dropped}")
# --8<-- [end:dropout]
assert Careless().eval()(ones).eq(0).any()
assert torch.equal(Careful().eval()(ones), ones)
assert Careful()(ones).eq(0).any()

# --8<-- [start:defaults]
import inspect

defaults = {}
for name, function in vars(F).items():
    if inspect.isfunction(function) and not name.startswith("_"):
        parameters = inspect.signature(function).parameters
        if "training" in parameters:
            defaults[name] = parameters["training"].default
for default in (True, False):
    print(f"training={default}:")
    names = sorted(n for n in defaults if defaults[n] is default)
    print("  " + "\n  ".join(names))
# --8<-- [end:defaults]
assert defaults["dropout"] is True and defaults["batch_norm"] is False

# --8<-- [start:attention]
query = key = torch.zeros(1, 4, 8)
value = torch.ones(1, 4, 8)
attend = F.scaled_dot_product_attention
print("dropout_p=0.0:", attend(query, key, value).unique().tolist())
dropped = attend(query, key, value, dropout_p=0.9)
print("dropout_p=0.9, all ones still:", dropped.eq(1).all().item())
# --8<-- [end:attention]
assert attend(query, key, value).eq(1).all() and not dropped.eq(1).all()
