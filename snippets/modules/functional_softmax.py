"""softmax: along which dimension, and why log_softmax is no log of it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = ["Implicit dimension choice for softmax"]
# ///

# --8<-- [start:dim]
import torch
import torch.nn.functional as F

scores = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])  # (batch, classes)
for dim in (1, 0):
    p = F.softmax(scores, dim=dim)
    rows, columns = p.sum(1).tolist(), p.sum(0).tolist()
    print(f"dim={dim}: rows add up to {[round(r, 3) for r in rows]},")
    print(f"       columns to {[round(c, 3) for c in columns]}")
# --8<-- [end:dim]
assert torch.allclose(F.softmax(scores, 0).sum(0), torch.ones(3))

# --8<-- [start:mixes]
other = scores.clone()
other[1] += torch.tensor([9.0, 0.0, 0.0])  # another second item
for dim in (1, 0):
    a, b = F.softmax(scores, dim)[0], F.softmax(other, dim)[0]
    print(f"dim={dim}: first item unchanged: {torch.equal(a, b)}")
# --8<-- [end:mixes]
assert torch.equal(F.softmax(scores, 1)[0], F.softmax(other, 1)[0])
assert not torch.equal(F.softmax(scores, 0)[0], F.softmax(other, 0)[0])

# --8<-- [start:implicit]
import warnings

with warnings.catch_warnings(record=True) as caught:
    for shape in ((4,), (2, 4), (3, 2, 4), (1, 3, 2, 4)):
        zeros = torch.zeros(shape)
        guessed = round(1 / F.softmax(zeros).flatten()[0].item())
        print(f"{shape!s:<13}dim={shape.index(guessed)}")
print(caught[0].message)
# --8<-- [end:implicit]
zeros = torch.zeros(3, 2, 4)
assert F.softmax(zeros).eq(F.softmax(zeros, 0)).all()
assert len(caught) == 1  # Python shows a warning of one line once

# --8<-- [start:overflow]
large = torch.tensor([100.0, 95.0])
print("by hand:", (large.exp() / large.exp().sum()).tolist())
print("softmax:", [round(p, 4) for p in F.softmax(large, 0).tolist()])
same = torch.equal(F.softmax(large, 0), F.softmax(large - 100, 0))
print("same after subtracting 100:", same)
# --8<-- [end:overflow]
assert (large.exp() / large.exp().sum()).isnan().any() and same

# --8<-- [start:log]
for name in ("softmax().log()", "log_softmax()"):
    logits = torch.tensor([0.0, 200.0], requires_grad=True)
    if name == "log_softmax()":
        log_p = F.log_softmax(logits, dim=0)
    else:
        log_p = F.softmax(logits, dim=0).log()
    log_p[0].backward()  # as when 0 is the true class
    print(f"{name:<15} {log_p.tolist()}, gradient {logits.grad.tolist()}")
# --8<-- [end:log]
assert log_p.tolist() == [-200, 0] and logits.grad.tolist() == [1, -1]
logits = torch.tensor([0.0, 200.0], requires_grad=True)
F.softmax(logits, dim=0).log()[0].backward()
assert logits.grad.isnan().any()
