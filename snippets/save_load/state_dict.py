"""Save a model's state_dict, and load it for inference."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
import torch.nn.functional as F
from torch import nn


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
# --8<-- [end:model]

# --8<-- [start:save]
torch.save(model.state_dict(), "classifier.pt")
# --8<-- [end:save]

# --8<-- [start:load]
restored = Net()
state = torch.load("classifier.pt", map_location="cpu", weights_only=True)
restored.load_state_dict(state)
restored.to(device).eval()
# --8<-- [end:load]
assert model.training and not restored.training

# --8<-- [start:keys]
for name, tensor in state.items():
    print(f"{name:<13}{tuple(tensor.shape)}")
# --8<-- [end:keys]
assert len(state) == 10

# --8<-- [start:optimizer]
optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
state_of_optimizer = optimizer.state_dict()
print("state:", state_of_optimizer["state"])
for name, value in state_of_optimizer["param_groups"][0].items():
    print(f"  {name:<15}{value}")
# --8<-- [end:optimizer]

# --8<-- [start:proof]
images = torch.rand(4, 3, 32, 32, device=device)
with torch.inference_mode():
    same = torch.equal(restored(images), model(images))
print("same predictions:", same)
assert same and not torch.equal(Net().to(device).fc3.bias, restored.fc3.bias)
# --8<-- [end:proof]
