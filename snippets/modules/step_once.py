"""One training step of a small classifier, following one batch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# long = "one batch is followed from the dataset to the new weights"
# ///

# --8<-- [start:data]
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Stripes(Dataset):
    """Made-up pictures: noise, and one bright row that tells the class."""

    def __len__(self):
        return 40

    def __getitem__(self, index):
        noise = torch.Generator().manual_seed(index)
        image = torch.rand(3, 32, 32, generator=noise)
        label = index % 10
        image[:, 3 * label] = 3.0
        return image, label


image, label = Stripes()[3]
print("an item:", tuple(image.shape), image.dtype, type(label))
images, labels = next(iter(DataLoader(Stripes(), batch_size=4)))
print("images: ", tuple(images.shape), images.dtype)
print("labels: ", tuple(labels.shape), labels.dtype, labels.tolist())
# --8<-- [end:data]
assert torch.equal(images[3], image) and labels.tolist() == [0, 1, 2, 3]
assert not images.requires_grad and images.grad_fn is None
assert images.dtype == torch.float32 and labels.dtype == torch.int64
assert type(label) is int


# --8<-- [start:model]
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, images):  # (batch, 3, 32, 32) -> (batch, 10)
        x = F.max_pool2d(F.relu(self.conv1(images)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = F.relu(self.fc1(x.flatten(1)))
        return self.fc3(F.relu(self.fc2(x)))


device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
torch.manual_seed(0)
model = Net().to(device)
measure = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
# --8<-- [end:model]

# --8<-- [start:to]
loaded = images
images, labels = images.to(device), labels.to(device)
assert (images is loaded) == (device.type == "cpu")
# --8<-- [end:to]

# --8<-- [start:forward]
operations = {
    **dict(model.named_children()),
    "relu": F.relu,
    "pool": lambda x: F.max_pool2d(x, 2),
    "flatten": lambda x: x.flatten(1),
}
order = "conv1 relu pool conv2 relu pool flatten fc1 relu fc2 relu fc3"
x = images
for name in order.split():
    into, x = x, operations[name](x)
    place = into.untyped_storage().data_ptr()
    shares = x.untyped_storage().data_ptr() == place
    memory = "same" if shares else "new"
    shape, made_by = tuple(x.shape), type(x.grad_fn).__name__
    print(f"{name:<8}{shape!s:<16}{memory:<5}{made_by}")
    assert shares == (name == "flatten") and x.dtype == torch.float32

scores = model(images)
print("as model(images) computes it:", torch.equal(scores, x))
# --8<-- [end:forward]
assert torch.equal(scores, x) and scores.grad_fn is not None

# --8<-- [start:loss]
loss = measure(scores, labels)
print("loss:", tuple(loss.shape), loss.dtype, type(loss.grad_fn).__name__)

right = scores.log_softmax(1)[range(4), labels]  # of each picture's true class
print("by hand:", torch.allclose(loss, -right.mean()))
# --8<-- [end:loss]
assert loss.dim() == 0 and torch.allclose(loss, -right.mean())

# --8<-- [start:backward]
scores.retain_grad()  # only to look at it
optimizer.zero_grad()
loss.backward()

by_hand = (scores.softmax(1) - F.one_hot(labels, 10)) / 4
same = torch.allclose(scores.grad, by_hand, atol=1e-6)
print("gradient of the scores, by hand:", same)
bias = model.fc3.bias
same = torch.allclose(bias.grad, by_hand.sum(0), atol=1e-6)
print("of the last bias: its sum:", same)
pairs = [(p.grad, p) for p in model.parameters()]
same = all(g.shape == p.shape and g.dtype == p.dtype for g, p in pairs)
print("each gradient is like its parameter:", same)
# --8<-- [end:backward]
assert same and all(p.grad.device == p.device for p in model.parameters())
assert torch.allclose(scores.grad, by_hand, atol=1e-6) and by_hand.any()
assert torch.allclose(bias.grad, by_hand.sum(0), atol=1e-6)
assert images.grad is None

# --8<-- [start:step]
old, address = bias.detach().clone(), bias.data_ptr()
optimizer.step()
print("the same memory:", bias.data_ptr() == address)
expected = old - 0.02 * bias.grad
print("moved by -lr × gradient:", torch.allclose(bias, expected))
with torch.inference_mode():
    after = measure(model(images), labels)
print("the loss has fallen:", (after < loss).item())
# --8<-- [end:step]
assert bias.data_ptr() == address
assert torch.allclose(bias, old - 0.02 * bias.grad)
assert after < loss and not torch.equal(bias, old)
nesterov = nn.Parameter(torch.ones(()))
nesterov.grad = torch.ones(())
torch.optim.SGD([nesterov], lr=0.1, momentum=0.9, nesterov=True).step()
assert torch.isclose(nesterov, torch.tensor(1 - 0.1 * 1.9))
