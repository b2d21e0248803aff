"""A model without numbers, into which nothing can be loaded."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["which is a no-op"]
# ///

# --8<-- [start:raise]
import warnings

import torch
from torch import nn

trained = nn.Linear(2, 1)
with torch.device("meta"):
    model = nn.Linear(2, 1)
with warnings.catch_warnings(record=True) as caught:
    print(model.load_state_dict(trained.state_dict()))
print(f"{caught[0].category.__name__}: {caught[0].message}")
# --8<-- [end:raise]
assert model.weight.is_meta

# --8<-- [start:raise-use]
for use in (
    lambda: model(torch.ones(1, 2)),
    lambda: model.to("cpu"),
    lambda: model.weight.cpu(),
):
    try:
        use()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-use]
    else:
        raise AssertionError("a model without numbers can be used now")

# --8<-- [start:fix]
print(model.load_state_dict(trained.state_dict(), assign=True))
print(model.weight.device)
# after the load, not before
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
# --8<-- [end:fix]
assert torch.equal(model.weight, trained.weight)
assert optimizer.param_groups[0]["params"][0] is model.weight

# --8<-- [start:wrong]
with torch.device("meta"):
    model = nn.Linear(2, 1)
model.to_empty(device="cpu")  # memory that nobody has filled
print(torch.equal(model.weight, trained.weight))
# --8<-- [end:wrong]
assert not torch.equal(model.weight, trained.weight)

# --8<-- [start:fix-find]
with torch.device("meta"):
    head = nn.Linear(1, 1)
network = nn.Sequential(trained, head)
print([name for name, p in network.named_parameters() if p.is_meta])
# --8<-- [end:fix-find]
assert head.weight.is_meta and not trained.weight.is_meta
