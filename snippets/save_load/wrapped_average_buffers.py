"""What AveragedModel does with buffers: the last ones, or their average."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


def normalised():
    return nn.Sequential(nn.Linear(4, 2), nn.BatchNorm1d(2))


torch.manual_seed(0)
learner = normalised()
ema = AveragedModel(learner, multi_avg_fn=get_ema_multi_avg_fn(0.9))

# --8<-- [start:buffers]
decay = get_ema_multi_avg_fn(0.9)
with_buffers = AveragedModel(learner, multi_avg_fn=decay, use_buffers=True)
for average in (ema, with_buffers):  # the first update copies
    average.update_parameters(learner)
learner[1].running_mean.add_(1)
for name, average in {"default": ema, "use_buffers": with_buffers}.items():
    average.update_parameters(learner)
    mean, own = average.module[1].running_mean, learner[1].running_mean
    print(f"{name:<12}buffer is the model's own: {torch.equal(mean, own)}")
# --8<-- [end:buffers]
assert torch.equal(ema.module[1].running_mean, learner[1].running_mean)
assert not torch.equal(mean, own)
