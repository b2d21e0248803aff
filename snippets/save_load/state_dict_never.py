"""What is never in a state_dict: mode, gradients, attributes, hooks, code."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:lost]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
model(torch.ones(1, 2)).sum().backward()
model[0].bias.requires_grad_(False)
model[1].p = 0.1
model.classes = ["cat", "dog"]
model.register_forward_hook(lambda *_: None)
model.eval()

torch.save(model.state_dict(), "lost.pt")
fresh = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
fresh.load_state_dict(torch.load("lost.pt", weights_only=True))
# --8<-- [end:lost]

# --8<-- [start:compare]
questions = {
    "weight": lambda m: m[0].weight.tolist(),
    "mode": lambda m: "train" if m.training else "eval",
    "requires_grad": lambda m: m[0].bias.requires_grad,
    "has a gradient": lambda m: m[0].weight.grad is not None,
    "dropout's p": lambda m: m[1].p,
    "classes": lambda m: getattr(m, "classes", None),
    "hooks": lambda m: len(m._forward_hooks),
}
for question, ask in questions.items():
    saved, loaded = ask(model), ask(fresh)
    verdict = "came along" if saved == loaded else f"{saved} -> {loaded}"
    print(f"{question:<15}", verdict)
# --8<-- [end:compare]
came_along = [
    question for question, ask in questions.items() if ask(model) == ask(fresh)
]
assert came_along == ["weight"]


# --8<-- [start:code]
class Negative(nn.Sequential):  # other code, the same names
    def forward(self, x):
        return -super().forward(x)


other = Negative(nn.Linear(2, 2), nn.Dropout(0.5)).eval()
print(other.load_state_dict(model.state_dict()))
x = torch.ones(1, 2)
print("same output:", torch.equal(other(x), model(x)))
# --8<-- [end:code]
assert torch.equal(other(x), -model(x)) and model(x).any()
