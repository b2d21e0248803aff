"""Save an adapter (as in LoRA) without the model below it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:adapter]
import torch
from torch import nn


class LoRA(nn.Module):
    def __init__(self, base, rank=2):
        super().__init__()
        self.base = base.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(rank, base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x):
        return self.base(x) + x @ self.down.T @ self.up.T


def with_lora():
    torch.manual_seed(0)  # stands for loading the base from its own file
    wide, narrow = LoRA(nn.Linear(64, 64)), LoRA(nn.Linear(64, 8))
    return nn.Sequential(wide, nn.ReLU(), narrow)


adapted = with_lora()
trainable = [p for p in adapted.parameters() if p.requires_grad]
optimizer = torch.optim.AdamW(trainable, lr=0.1)
for _ in range(3):
    optimizer.zero_grad()
    adapted(torch.rand(8, 64)).square().sum().backward()
    optimizer.step()
# --8<-- [end:adapter]

# --8<-- [start:save]
trained = {name for name, p in adapted.named_parameters() if p.requires_grad}
everything = adapted.state_dict()
adapter = {name: everything[name] for name in everything if name in trained}
torch.save(adapter, "adapter.pt")
# --8<-- [end:save]

# --8<-- [start:load]
restored = with_lora()
adapter = torch.load("adapter.pt", map_location="cpu", weights_only=True)
missing, unexpected = restored.load_state_dict(adapter, strict=False)
assert not unexpected, unexpected
assert all(".base." in name for name in missing), missing
# --8<-- [end:load]

# --8<-- [start:inside]
for name, tensor in adapter.items():
    print(f"{name:<9}{tuple(tensor.shape)}")
numbers = sum(t.numel() for t in adapter.values())
print("numbers:", numbers, "of", sum(t.numel() for t in everything.values()))
# --8<-- [end:inside]
assert len(adapter) == 4 and numbers == 400

# --8<-- [start:silent]
renamed = {f"model.{name}": tensor for name, tensor in adapter.items()}
fresh = with_lora()
missing, unexpected = fresh.load_state_dict(renamed, strict=False)
print("loaded:", len(renamed) - len(unexpected), "of", len(renamed))
# --8<-- [end:silent]
assert len(unexpected) == 4 and not fresh[0].up.any()

# --8<-- [start:proof]
samples = torch.rand(3, 64)
print("same predictions:", torch.equal(restored(samples), adapted(samples)))
print("base alone:", torch.equal(with_lora()(samples), adapted(samples)))
# --8<-- [end:proof]
assert torch.equal(restored(samples), adapted(samples))
assert not torch.equal(with_lora()(samples), adapted(samples))
