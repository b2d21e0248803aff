"""Save the average of the weights (EMA): to predict, and to go on."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:average]
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


def normalised():
    return nn.Sequential(nn.Linear(4, 2), nn.BatchNorm1d(2))


torch.manual_seed(0)
learner = normalised()
ema = AveragedModel(learner, multi_avg_fn=get_ema_multi_avg_fn(0.9))
optimizer = torch.optim.SGD(learner.parameters(), lr=0.5)
for _ in range(5):
    optimizer.zero_grad()
    learner(torch.rand(8, 4)).square().sum().backward()
    optimizer.step()
    ema.update_parameters(learner)

torch.save(ema.module.state_dict(), "average.pt")  # to predict
torch.save(ema.state_dict(), "ema.pt")  # to go on averaging
# --8<-- [end:average]
assert not torch.equal(ema.module[0].weight, learner[0].weight)

# --8<-- [start:load]
predictor = normalised()
state = torch.load("average.pt", map_location="cpu", weights_only=True)
predictor.load_state_dict(state)
predictor.eval()

resumed = AveragedModel(learner, multi_avg_fn=get_ema_multi_avg_fn(0.9))
state = torch.load("ema.pt", map_location="cpu", weights_only=True)
resumed.load_state_dict(state)
# --8<-- [end:load]
assert not predictor.training and resumed.n_averaged == 5

# --8<-- [start:keys]
print(*ema.state_dict(), sep="\n")
# --8<-- [end:keys]
assert list(ema.state_dict())[:2] == ["n_averaged", "module.0.weight"]

# --8<-- [start:forgotten]
forgetful = AveragedModel(normalised(), multi_avg_fn=get_ema_multi_avg_fn(0.9))
forgetful.module.load_state_dict(ema.module.state_dict())
# the average is there
assert torch.equal(forgetful.module[0].weight, ema.module[0].weight)
for name, average in {"complete": resumed, "without n": forgetful}.items():
    average.update_parameters(learner)
    lost = torch.equal(average.module[0].weight, learner[0].weight)
    print(f"{name:<10}average replaced by the model: {lost}")
# --8<-- [end:forgotten]
assert torch.equal(forgetful.module[0].weight, learner[0].weight)
assert not torch.equal(resumed.module[0].weight, learner[0].weight)

# --8<-- [start:proof]
saved = torch.load("average.pt", map_location="cpu", weights_only=True)
weights = {"average": predictor, "model": learner}
for name, net in weights.items():
    same = torch.equal(net[0].weight, saved["0.weight"])
    print(f"{name} in the file:", same)
# --8<-- [end:proof]
assert torch.equal(predictor[0].weight, saved["0.weight"])
assert not torch.equal(learner[0].weight, saved["0.weight"])
