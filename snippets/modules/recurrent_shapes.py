"""The shapes of everything that RNN, LSTM and GRU take, return and keep."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:table]
import torch
from torch import nn

BATCH, STEPS, IN, HIDDEN = 3, 7, 4, 5
print("batch_first  layers  both ways   output     h_n")
for batch_first in (False, True):
    for layers, both in [(1, False), (2, False), (1, True), (2, True)]:
        how = {"num_layers": layers, "bidirectional": both}
        how["batch_first"] = batch_first
        size = (BATCH, STEPS, IN) if batch_first else (STEPS, BATCH, IN)
        x = torch.randn(size)
        output, h_n = nn.GRU(IN, HIDDEN, **how)(x)
        of_rnn = nn.RNN(IN, HIDDEN, **how)(x)
        assert [t.shape for t in of_rnn] == [output.shape, h_n.shape]
        shapes = f"{tuple(output.shape)!s:<12}{tuple(h_n.shape)}"
        print(f"{batch_first!s:<13}{layers:<8}{both!s:<10}{shapes}")
        assert h_n.shape == (layers * (1 + both), BATCH, HIDDEN)
# --8<-- [end:table]

# --8<-- [start:lstm]
lstm = nn.LSTM(IN, HIDDEN, batch_first=True)
output, (h_n, c_n) = lstm(torch.randn(BATCH, STEPS, IN))
of_output, of_h, of_c = (tuple(t.shape) for t in (output, h_n, c_n))
print("output", of_output, "h_n", of_h, "c_n", of_c)
print("h_n is the last output:", torch.allclose(h_n[0], output[:, -1]))
try:
    lstm(torch.randn(BATCH, STEPS, IN), (torch.zeros(BATCH, 1, HIDDEN),) * 2)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:lstm]
assert h_n.shape == (1, 3, 5) and torch.allclose(h_n[0], output[:, -1])

# --8<-- [start:silent]
x = torch.randn(3, 7, 4)  # meant as 3 sequences of 7 steps
gru = nn.GRU(4, 5)  # batch_first is False: reads 7 sequences of 3 steps
as_told = nn.GRU(4, 5, batch_first=True)
as_told.load_state_dict(gru.state_dict())
(wrong, h_wrong), (right, h_right) = gru(x), as_told(x)
same = torch.allclose(wrong, right)
print("outputs", tuple(wrong.shape), tuple(right.shape), "equal:", same)
print("h_n", tuple(h_wrong.shape), tuple(h_right.shape))
# --8<-- [end:silent]
assert wrong.shape == right.shape and not torch.allclose(wrong, right)

# --8<-- [start:weights]
for kind in (nn.RNN, nn.GRU, nn.LSTM):
    layer = kind(IN, HIDDEN)
    of_input, of_hidden = layer.weight_ih_l0, layer.weight_hh_l0
    print(f"{kind.__name__:<5}", tuple(of_input.shape), tuple(of_hidden.shape))
# --8<-- [end:weights]
