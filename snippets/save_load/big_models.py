"""Load a big model without a second copy of it: meta, mmap, assign."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from pathlib import Path

# --8<-- [start:model]
import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()


def build():
    return nn.Sequential(*[nn.Linear(256, 256) for _ in range(8)])


torch.manual_seed(0)
trained = build().to(device)
# --8<-- [end:model]

# --8<-- [start:save]
torch.save(trained.state_dict(), "big.pt")
# --8<-- [end:save]

# --8<-- [start:load]
with torch.device("meta"):
    model = build()  # names, shapes and dtypes, but no numbers
state = torch.load("big.pt", mmap=True, map_location="cpu", weights_only=True)
model.load_state_dict(state, assign=True)
model.to(device).eval()
# --8<-- [end:load]
file = Path("big.pt").read_bytes()
begins = {
    t.data_ptr() - file.index(t.numpy().tobytes()) for t in state.values()
}
assert len(begins) == 1  # in memory they lie as in the file: it is mapped
assert not any(tensor.is_meta for tensor in model.state_dict().values())

# --8<-- [start:proof]
rows = torch.rand(4, 256, device=device)
with torch.inference_mode():
    same = torch.equal(model(rows), trained(rows))
print("same predictions:", same)
# --8<-- [end:proof]
assert same and not torch.equal(build()[0].bias, model[0].bias.cpu())
