"""The hidden state is in no state_dict: carry it, and cut its graph."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:carry]
import torch
from torch import nn

torch.manual_seed(0)
gru = nn.GRU(4, 5, batch_first=True)
text = torch.randn(1, 100, 4)
whole, _ = gru(text)
first, state = gru(text[:, :50])
second, _ = gru(text[:, 50:], state)
forgot, _ = gru(text[:, 50:])
print("carried on:", torch.allclose(second, whole[:, 50:], atol=1e-6))
print("forgotten: ", torch.allclose(forgot, whole[:, 50:], atol=1e-6))
# --8<-- [end:carry]
assert torch.allclose(second, whole[:, 50:], atol=1e-6)
assert not torch.allclose(forgot, whole[:, 50:], atol=1e-6)
both = nn.GRU(4, 5, batch_first=True, bidirectional=True)
part, _ = both(text[:, :50])  # backward, the part has not seen what follows
assert not torch.allclose(part, both(text)[0][:, :50], atol=1e-3)


# --8<-- [start:detach]
def train_on(parts, cut):
    state = None
    for part in parts:
        output, state = gru(part, state)
        output.sum().backward()
        if cut:
            state = state.detach()
    return "fine"


print("detached:", train_on(text.split(50, dim=1), cut=True))
try:
    train_on(text.split(50, dim=1), cut=False)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(" (")[0])
# --8<-- [end:detach]

# --8<-- [start:saved]
print(list(gru.state_dict()))
torch.save({"model": gru.state_dict(), "state": state.detach()}, "reader.pt")
saved = torch.load("reader.pt", weights_only=True)
again = nn.GRU(4, 5, batch_first=True)
again.load_state_dict(saved["model"])
resumed, _ = again(text[:, 50:], saved["state"])
print("reads on where it stopped:", torch.allclose(resumed, second))
# --8<-- [end:saved]
assert torch.allclose(resumed, second)
assert not torch.allclose(again(text[:, 50:])[0], second)

# --8<-- [start:mismatch]
tanh, relu = nn.RNN(4, 5), nn.RNN(4, 5, nonlinearity="relu")
print(relu.load_state_dict(tanh.state_dict()))
print("the same outputs:", torch.allclose(relu(text)[0], tanh(text)[0]))
try:
    nn.GRU(4, 5).load_state_dict(nn.LSTM(4, 5).state_dict())
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", *str(error).splitlines()[:2], sep="\n")
# --8<-- [end:mismatch]
assert not torch.allclose(relu(text)[0], tanh(text)[0])
