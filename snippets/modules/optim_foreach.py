"""for-loop, foreach, fused: three ways to one step, in operations."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from inspect import signature

# --8<-- [start:count]
import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode


class Counter(TorchDispatchMode):
    """Sees every operation that reaches a backend."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        if operation.namespace == "aten":
            self.seen.append(operation.overloadpacket.__name__)
        return operation(*args, **(kwargs or {}))


def second_step(**how):
    torch.manual_seed(0)
    model = nn.Sequential(*[nn.Linear(4, 4) for _ in range(5)])
    optimizer = torch.optim.AdamW(model.parameters(), **how)
    model(torch.ones(1, 4)).sum().backward()
    optimizer.step()
    with Counter() as counter:
        optimizer.step()
    seen = [name for name in counter.seen if name.endswith("_")]
    return seen, nn.utils.parameters_to_vector(model.parameters())


results = {}
for how in ({"foreach": False}, {"foreach": True}, {"fused": True}, {}):
    seen, results[str(how)] = second_step(**how)
    print(f"{how!s:<18} {len(seen):>3}  {seen[0]}, …, {seen[-1]}")
# --8<-- [end:count]
one_by_one = second_step(foreach=False)[0]
assert len(one_by_one) > 5 * len(second_step(foreach=True)[0])
assert "_fused_adamw_" in second_step(fused=True)[0]

# --8<-- [start:same]
loop, foreach, fused, default = results.values()
print("foreach close:", torch.allclose(loop, foreach))
print("fused close:  ", torch.allclose(loop, fused))
print("on a CPU, the default is the loop:", torch.equal(loop, default))
# --8<-- [end:same]
assert torch.allclose(loop, foreach) and torch.allclose(loop, fused)

# --8<-- [start:both]
try:
    torch.optim.AdamW([nn.Parameter(torch.ones(1))], foreach=True, fused=True)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:both]
for name in ("SGD", "Adam", "AdamW", "Adagrad", "RMSprop", "LBFGS"):
    taken = signature(getattr(torch.optim, name)).parameters
    assert ("fused" in taken) == (name not in ("RMSprop", "LBFGS"))
    assert ("foreach" in taken) == (name != "LBFGS")
