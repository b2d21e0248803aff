"""Visit the parts of torch, each with the smallest thing that it does."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:tensor]
import torch

table = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(tuple(table.shape), table.dtype, table.mean().item())
# --8<-- [end:tensor]
assert table.mean() == 3.5

# --8<-- [start:storage]
turned = table.T
memory = table.untyped_storage().data_ptr()
shared = turned.untyped_storage().data_ptr() == memory
print(table.stride(), turned.stride(), "one storage:", shared)
# --8<-- [end:storage]
assert shared and table.stride() != turned.stride()

# --8<-- [start:autograd]
x = torch.tensor(3.0, requires_grad=True)
(x * x).backward()
print(x.grad.item())
# --8<-- [end:autograd]
assert x.grad == 6

# --8<-- [start:optim]
optimizer = torch.optim.SGD([x], lr=0.5)
optimizer.step()
print(x.item())  # 3 - 0.5 * 6
# --8<-- [end:optim]
assert x == 0

# --8<-- [start:cuda]
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
print(torch.ones(1000, device=device).sum().item())
# --8<-- [end:cuda]
assert torch.cuda.is_available() == (device.type == "cuda")

# --8<-- [start:serialization]
torch.save(table, "table.pt")
print(torch.equal(torch.load("table.pt"), table))
# --8<-- [end:serialization]
assert torch.equal(torch.load("table.pt"), table)

# --8<-- [start:data]
from torch.utils.data import DataLoader, TensorDataset

numbers = TensorDataset(torch.arange(5))
print([batch.tolist() for [batch] in DataLoader(numbers, batch_size=2)])
# --8<-- [end:data]
assert len(DataLoader(numbers, batch_size=2)) == 3

# --8<-- [start:nn]
from torch import nn


class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(2.0))
        self.offset = torch.tensor(1.0)  # a plain tensor: nobody will train it

    def forward(self, x):
        return self.factor * x + self.offset


scale = Scale()
print(scale(torch.tensor(5.0)).item())
# --8<-- [end:nn]
assert scale(torch.tensor(5.0)) == 11

# --8<-- [start:parameter]
print([name for name, parameter in scale.named_parameters()])
# --8<-- [end:parameter]
assert dict(scale.named_parameters()).keys() == {"factor"}

# --8<-- [start:init]
nn.init.constant_(scale.factor, 10.0)
print(scale(torch.tensor(5.0)).item())
# --8<-- [end:init]
assert scale(torch.tensor(5.0)) == 51

# --8<-- [start:functional]
import torch.nn.functional as F

points = torch.tensor([-1.0, 0.0, 2.0])
print(F.relu(points).tolist())
print(torch.equal(F.relu(points), nn.ReLU()(points)))
# --8<-- [end:functional]
assert torch.equal(F.relu(points), nn.ReLU()(points))

# --8<-- [start:containers]
model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
print([name for name, parameter in model.named_parameters()])
forgetful = nn.Module()
forgetful.layers = [nn.Linear(4, 3)]  # an nn.ModuleList would be seen
print(len(list(forgetful.parameters())))
# --8<-- [end:containers]
assert len(list(model.parameters())) == 4 and not list(forgetful.parameters())

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
