"""Where an optimizer keeps its state; the weight decay of Adam and AdamW."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:where]
import torch
from torch import nn

model = nn.Linear(3, 2)
optimizer = torch.optim.AdamW(model.parameters())
print("before a step:", len(optimizer.state))

model(torch.ones(1, 3)).sum().backward()
optimizer.step()
for name, value in optimizer.state[model.weight].items():
    print(f"{name:<11}{tuple(value.shape)}")

[group] = optimizer.param_groups
print("holds the very same objects:", group["params"][0] is model.weight)
print("in the state_dict:", list(optimizer.state_dict()["state"]))
# --8<-- [end:where]
assert set(optimizer.state) == {model.weight, model.bias}
assert group["params"][0] is model.weight
assert list(optimizer.state_dict()["state"]) == [0, 1]
rules = [rule for rule in vars(torch.optim).values() if isinstance(rule, type)]
at_once = [
    rule.__name__
    for rule in rules
    if issubclass(rule, torch.optim.Optimizer)
    and rule is not torch.optim.Optimizer
    and rule([nn.Parameter(torch.zeros(2, 2))]).state
]
assert at_once == ["Adagrad"], at_once

# --8<-- [start:first-step]
for gradient in (1e-9, 1e-3, 1.0, 1e3):
    moved = []
    for rule in (torch.optim.SGD, torch.optim.Adam):
        x = nn.Parameter(torch.zeros(()))
        x.grad = torch.tensor(gradient)
        rule([x], lr=0.01).step()
        moved.append(f"{rule.__name__} {abs(x.item()):g}")
    print(f"gradient {gradient:g}:", ", ".join(moved))
    # 1e-8 is Adam's eps
    assert (0.0099 < abs(x.item()) <= 0.01) == (gradient > 1e-8)
# --8<-- [end:first-step]
assert torch.optim.Adam([x]).defaults["eps"] == 1e-8
half = nn.Parameter(torch.zeros((), dtype=torch.float16))
half.grad = torch.full_like(half, 1e-3)
torch.optim.Adam([half], lr=0.01).step()
assert half.isinf()
x = nn.Parameter(torch.zeros(()))
adam, mine, average, of_squares = torch.optim.Adam([x], lr=0.01), 0.0, 0.0, 0.0
for step, gradient in enumerate((1.0, -3.0, 0.5), start=1):
    x.grad = torch.tensor(gradient)
    adam.step()
    average = 0.9 * average + 0.1 * gradient
    of_squares = 0.999 * of_squares + 0.001 * gradient**2
    corrected = average / (1 - 0.9**step), of_squares / (1 - 0.999**step)
    mine -= 0.01 * corrected[0] / corrected[1] ** 0.5
    assert abs(x.item() - mine) < 1e-6
    assert torch.isclose(adam.state[x]["exp_avg"], torch.tensor(average))
    assert torch.isclose(adam.state[x]["exp_avg_sq"], torch.tensor(of_squares))

# --8<-- [start:decay]
for rule in (torch.optim.Adam, torch.optim.AdamW):
    weight = nn.Parameter(torch.tensor([1.0, 100.0]))
    weight.grad = torch.zeros(2)
    default = rule([weight]).defaults["weight_decay"]
    rule([weight], lr=0.1, weight_decay=0.5).step()
    after = [f"{w:.2f}" for w in weight.tolist()]
    print(f"{rule.__name__:<6}", after, "default:", default)
# --8<-- [end:decay]
assert torch.allclose(weight, torch.tensor([0.95, 95.0]))
same = nn.Parameter(torch.tensor([1.0, 100.0]))
same.grad = torch.zeros(2)
torch.optim.Adam([same], lr=0.1, weight_decay=0.5).step()
assert torch.allclose(same, torch.tensor([0.9, 99.9]))
