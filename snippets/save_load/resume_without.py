"""Resume with one part left out, and compare the losses."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:run]
import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()


def start():
    # as a training script does at its start, resumed or not
    torch.manual_seed(0)
    model = nn.Linear(4, 1).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=0.1, total_steps=20
    )
    return {"model": model, "optimizer": optimizer, "scheduler": scheduler}


def train(run, steps):
    losses = []
    for _ in range(steps):
        batch = torch.randn(8, 4).to(device)  # random data: drawn from the RNG
        loss = (run["model"](batch) - 1).pow(2).mean()
        run["optimizer"].zero_grad()
        loss.backward()
        run["optimizer"].step()
        run["scheduler"].step()
        losses.append(loss.item())
    return losses


run = start()
train(run, 5)
saved = {name: part.state_dict() for name, part in run.items()}
torch.save(saved | {"rng": torch.get_rng_state()}, "run.tar")
expected = train(run, 5)
# --8<-- [end:run]


# --8<-- [start:without]
def resume_without(without):
    parts, checkpoint = start(), torch.load("run.tar", map_location="cpu")
    for name in parts.keys() - without:
        parts[name].load_state_dict(checkpoint[name])
    if "rng" not in without:
        torch.set_rng_state(checkpoint["rng"])
    return train(parts, 5)


PARTS = [(), ("model",), ("optimizer",), ("scheduler",)]
PARTS += [("optimizer", "scheduler"), ("rng",)]
for without in PARTS:
    same = resume_without(set(without)) == expected
    verdict = "identical" if same else "other losses"
    print(f"without {' and '.join(without) or 'nothing':<23}", verdict)
    assert (verdict == "identical") == (not without)
# --8<-- [end:without]
