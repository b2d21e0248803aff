"""Visit the layers and the losses, each with the smallest thing it does."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn

# --8<-- [start:layers]
x = torch.rand(1, 3, 8, 8)  # one colour image of 8 × 8
layers = nn.Conv2d(3, 6, 3), nn.BatchNorm2d(6), nn.Dropout(), nn.MaxPool2d(2)
for layer in layers:
    x = layer(x)
    print(f"{type(layer).__name__:<12}", tuple(x.shape))
words = nn.Embedding(num_embeddings=100, embedding_dim=5)
print(f"{'Embedding':<12}", tuple(words(torch.tensor([7, 7, 42])).shape))
# --8<-- [end:layers]
assert x.shape == (1, 6, 3, 3)

# --8<-- [start:recurrent]
steps, (last, cell) = nn.LSTM(4, 5, batch_first=True)(torch.rand(2, 7, 4))
print(tuple(steps.shape), torch.equal(steps[:, -1], last[0]))
# --8<-- [end:recurrent]
assert torch.equal(steps[:, -1], last[0])

# --8<-- [start:transformer]
block = nn.TransformerEncoderLayer(d_model=8, nhead=2, batch_first=True).eval()
sentence = torch.rand(1, 5, 8)  # five words, each of eight numbers
changed = sentence.clone()
changed[0, 4] += 1  # another last word
print(torch.equal(block(sentence)[0, 0], block(changed)[0, 0]))
# --8<-- [end:transformer]
assert not torch.equal(block(sentence)[0, 0], block(changed)[0, 0])

# --8<-- [start:losses]
scores, answer = torch.tensor([[0.0, 0.0, 9.0]]), torch.tensor([2])
print(f"{nn.CrossEntropyLoss()(scores, answer).item():.4f}")
# --8<-- [end:losses]
measure = nn.CrossEntropyLoss()
assert measure(scores, answer) < measure(scores, answer - 1)
assert list(nn.AdaptiveLogSoftmaxWithLoss(4, 6, [2]).parameters())
