"""Watch one training step from within: which parts of torch it calls."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
torch.manual_seed(0)
loader = DataLoader(TensorDataset(torch.rand(4, 2)), batch_size=4)
model = nn.Linear(2, 2, bias=False).to(device)
measure = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, foreach=False)


def train():
    for [points] in loader:
        points = points.to(device)
        loss = measure(model(points), points)  # learn to repeat what came in
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# --8<-- [end:model]
before = model.weight.detach().clone()

# --8<-- [start:watch]
import inspect
import sys

watched = {
    "torch.utils.data.DataLoader.__iter__": DataLoader.__iter__,
    "torch.nn.Module.__call__": nn.Module.__call__,
    "torch.Tensor.backward": torch.Tensor.backward,
    "torch.autograd.backward": torch.autograd.backward,
    "torch.optim.SGD.zero_grad": torch.optim.SGD.zero_grad,
    "torch.optim.SGD.step": torch.optim.SGD.step,
}
by_code = {inspect.unwrap(f).__code__: name for name, f in watched.items()}
# these are not Python
in_c = {"to": "torch.Tensor.to", "add_": "torch.Tensor.add_"}
calls = []


def note(frame, event, arg):
    if event == "call" and frame.f_code in by_code:
        calls.append(by_code[frame.f_code])
    elif event == "c_call" and arg.__name__ in in_c:
        calls.append(in_c[arg.__name__])


model.weight.register_post_accumulate_grad_hook(
    lambda weight: calls.append("(.grad is filled)")
)
sys.setprofile(note)
train()
sys.setprofile(None)
for call in calls:
    print(call if call.startswith("(") else f"{call}()")
# --8<-- [end:watch]
assert calls == [
    "torch.utils.data.DataLoader.__iter__",
    "torch.Tensor.to",
    "torch.nn.Module.__call__",
    "torch.nn.Module.__call__",
    "torch.optim.SGD.zero_grad",
    "torch.Tensor.backward",
    "torch.autograd.backward",
    "(.grad is filled)",
    "torch.optim.SGD.step",
    "torch.Tensor.add_",
]
assert not torch.equal(model.weight, before)
