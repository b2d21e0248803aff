"""What layers do to their own weights when they are made."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:linear]
import math

import torch
from torch import nn

torch.manual_seed(0)
linear = nn.Linear(400, 300)
bound = 1 / math.sqrt(linear.in_features)
weight, bias = linear.weight.detach(), linear.bias.detach()
print("bound:", bound)
print("weight reaches it:", bool(0.999 * bound < weight.abs().max() <= bound))
print("bias too:", bool(0.9 * bound < bias.abs().max() <= bound))
even = math.isclose(weight.std(), bound / math.sqrt(3), rel_tol=0.01)
print("evenly spread:", even)
# --8<-- [end:linear]
assert 0.999 * bound < weight.abs().max() <= bound
assert math.isclose(weight.std(), bound / math.sqrt(3), rel_tol=0.01)
assert 0.9 * bound < bias.abs().max() <= bound

# --8<-- [start:same]
drawn = torch.empty(300, 400)
torch.manual_seed(0)
nn.init.kaiming_uniform_(drawn, a=math.sqrt(5))
print("what Linear calls:", drawn.equal(weight))
gain = nn.init.calculate_gain("leaky_relu", math.sqrt(5))
print(f"its gain: {gain:.4f}, for ReLU: {nn.init.calculate_gain('relu'):.4f}")
# --8<-- [end:same]
assert drawn.equal(weight) and math.isclose(gain, math.sqrt(1 / 3))

# --8<-- [start:conv]
for conv in (nn.Conv2d(16, 64, 5), nn.Conv2d(16, 64, 5, groups=4)):
    fan_in = conv.weight[0].numel()
    largest = conv.weight.abs().max().item()
    reached = 0.99 < largest * math.sqrt(fan_in) <= 1.0001
    shape = tuple(conv.weight.shape)
    print("weight", shape, "fan_in", fan_in, "bound 1/√fan_in:", reached)
# --8<-- [end:conv]
assert reached and fan_in == 100
transposed = nn.ConvTranspose1d(10, 100, 3).weight.abs().max().item()
assert 0.9 < transposed * math.sqrt(100 * 3) <= 1.0001

# --8<-- [start:others]
norm, lstm = nn.BatchNorm1d(4), nn.LSTM(8, 100)
table = nn.Embedding(2000, 50).weight.detach()
print("BatchNorm ", norm.weight.tolist(), norm.bias.tolist())
normal = math.isclose(table.std(), 1, rel_tol=0.02)
print("Embedding  standard normal:", normal)
within = all(p.abs().max() <= 1 / math.sqrt(100) for p in lstm.parameters())
print("LSTM       1/√hidden_size bounds all, biases too:", within)
# --8<-- [end:others]
assert within and math.isclose(table.std(), 1, rel_tol=0.02)
