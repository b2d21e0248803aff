"""One step of an LSTM by hand, from the rows of its weights."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:step]
import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(4, 5)


def step(x, h, c):
    rows = x @ lstm.weight_ih_l0.T + lstm.bias_ih_l0
    rows = rows + h @ lstm.weight_hh_l0.T + lstm.bias_hh_l0
    # in this order: input, forget, cell, output
    i, f, g, o = rows.chunk(4, dim=-1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    h = o.sigmoid() * c.tanh()
    return h, c


sequence = torch.randn(7, 3, 4)  # (steps, batch, features)
h = c = torch.zeros(3, 5)
outputs = []
for x in sequence:
    h, c = step(x, h, c)
    outputs.append(h)
output, (h_n, c_n) = lstm(sequence)
print("outputs:", torch.allclose(torch.stack(outputs), output, atol=1e-6))
same_h = torch.allclose(h, h_n[0], atol=1e-6)
same_c = torch.allclose(c, c_n[0], atol=1e-6)
print("h_n, c_n:", same_h, same_c)
# --8<-- [end:step]
assert torch.allclose(torch.stack(outputs), output, atol=1e-6)
assert torch.allclose(c, c_n[0], atol=1e-6)

# --8<-- [start:forget]
with torch.no_grad():
    for weight in lstm.parameters():
        weight.zero_()
    # the rows of f: keep all; g is tanh(0): write nothing
    lstm.bias_ih_l0[5:10] = 50
    memory = torch.full((1, 3, 5), 0.7)
    start = torch.zeros(1, 3, 5), memory
    _, (_, kept) = lstm(torch.randn(1000, 3, 4), start)
print("unchanged after 1000 steps:", torch.equal(kept, memory))
# --8<-- [end:forget]
assert torch.equal(kept, memory)
