"""train() and eval() set one flag on every module there is; nothing else."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:flag]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Dropout()))
print("returns the model itself:", model.eval() is model)
print([m.training for m in model.modules()])
# --8<-- [end:flag]
assert not any(m.training for m in model.modules())

# --8<-- [start:later]
model.append(nn.Dropout())
print([m.training for m in model.modules()])
print("the last one drops:", model[-1](torch.ones(1000)).eq(0).any().item())
# --8<-- [end:later]
assert not model.training and model[-1].training


# --8<-- [start:frozen]
class Frozen(nn.Module):
    """Keeps what it holds in eval mode, whatever the model around it does."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def train(self, mode=True):
        super().train(mode)
        self.inner.eval()
        return self

    def forward(self, x):
        return self.inner(x)


model = nn.Sequential(Frozen(nn.BatchNorm1d(2)), nn.Dropout()).train()
print("BatchNorm:", model[0].inner.training, "Dropout:", model[1].training)
model(torch.rand(8, 2) + 5)
print("running mean:", model[0].inner.running_mean.tolist())
# --8<-- [end:frozen]
assert model[0].inner.running_mean.eq(0).all() and model[1].training
thawed = nn.BatchNorm1d(2)
thawed(torch.rand(8, 2) + 5)
assert thawed.running_mean.gt(0).all()

# --8<-- [start:grad]
model.eval()
print(model(torch.rand(8, 2)).requires_grad)
# --8<-- [end:grad]
assert model(torch.rand(8, 2)).requires_grad
