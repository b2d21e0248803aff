"""Both ways: where the last state of the backward direction stands."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:ends]
import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(4, 5, batch_first=True, bidirectional=True)
out, (h_n, c_n) = lstm(torch.randn(3, 7, 4))
forward, backward = h_n
print("output", tuple(out.shape), "h_n", tuple(h_n.shape))
print("forward  = out[:, -1, :5]:", torch.allclose(forward, out[:, -1, :5]))
print("backward = out[:, -1, 5:]:", torch.allclose(backward, out[:, -1, 5:]))
print("backward = out[:,  0, 5:]:", torch.allclose(backward, out[:, 0, 5:]))
# --8<-- [end:ends]
assert torch.allclose(backward, out[:, 0, 5:])
assert not torch.allclose(backward, out[:, -1, 5:])

# --8<-- [start:summary]
summary = torch.cat([h_n[-2], h_n[-1]], dim=1)  # last layer: forward, backward
print("summary", tuple(summary.shape))
# --8<-- [end:summary]
assert torch.allclose(summary, torch.cat([out[:, -1, :5], out[:, 0, 5:]], 1))

# --8<-- [start:layers]
deep = nn.LSTM(4, 5, num_layers=2, batch_first=True, bidirectional=True)
out, (h_n, c_n) = deep(torch.randn(3, 7, 4))
by_layer = h_n.unflatten(0, (2, 2))  # (layers, directions, batch, hidden)
print("last layer, backward:", torch.allclose(by_layer[1, 1], out[:, 0, 5:]))
by_item = h_n.transpose(0, 1).flatten(1)
print("reshaped to the batch:", torch.allclose(h_n.reshape(3, -1), by_item))
# --8<-- [end:layers]
assert torch.allclose(by_layer[1, 1], out[:, 0, 5:])
assert not torch.allclose(h_n.reshape(3, -1), h_n.transpose(0, 1).flatten(1))
