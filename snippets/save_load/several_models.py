"""Save a GAN's two models and two optimizers in one file; load them all."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# long = "a GAN is trained, saved, loaded, and trained on beside another"
# ///

# --8<-- [start:models]
import torch
import torch.nn.functional as F
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()


def build():
    layers = nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2)
    generator = nn.Sequential(*layers).to(device)
    layers = nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1)
    discriminator = nn.Sequential(*layers).to(device)
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=0.01)
    d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=0.01)
    return generator, discriminator, g_optimizer, d_optimizer


def step(generator, discriminator, g_optimizer, d_optimizer):
    real, noise = torch.rand(8, 2).to(device), torch.randn(8, 4).to(device)
    made = generator(noise)
    on_real, on_made = discriminator(real), discriminator(made.detach())
    discriminator_loss = (F.softplus(-on_real) + F.softplus(on_made)).mean()
    d_optimizer.zero_grad()
    discriminator_loss.backward()
    d_optimizer.step()
    generator_loss = F.softplus(-discriminator(made)).mean()
    g_optimizer.zero_grad()
    generator_loss.backward()
    g_optimizer.step()
    return discriminator_loss.item(), generator_loss.item()


torch.manual_seed(0)
generator, discriminator, g_optimizer, d_optimizer = build()
for _ in range(5):
    step(generator, discriminator, g_optimizer, d_optimizer)
# --8<-- [end:models]

# --8<-- [start:save]
parts = {
    "generator": generator.state_dict(),
    "discriminator": discriminator.state_dict(),
    "generator_optimizer": g_optimizer.state_dict(),
    "discriminator_optimizer": d_optimizer.state_dict(),
}
torch.save(parts, "gan.tar")
# --8<-- [end:save]

# --8<-- [start:one]
saved = torch.load("gan.tar", map_location="cpu", weights_only=True)
sampler = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2))
sampler.load_state_dict(saved["generator"])
sampler.to(device).eval()
# --8<-- [end:one]

# --8<-- [start:all]
saved = torch.load("gan.tar", map_location="cpu", weights_only=True)
restored = generator, discriminator, g_optimizer, d_optimizer = build()
generator.load_state_dict(saved["generator"])
discriminator.load_state_dict(saved["discriminator"])
g_optimizer.load_state_dict(saved["generator_optimizer"])
d_optimizer.load_state_dict(saved["discriminator_optimizer"])
# --8<-- [end:all]

# --8<-- [start:inside]
for name, part in saved.items():
    print(f"{name:<23}", *part)
# --8<-- [end:inside]

# --8<-- [start:proof]
torch.manual_seed(0)
whole = build()  # the same again, with no file in between
for _ in range(5):
    step(*whole)
noise = torch.randn(8, 4).to(device)
same = torch.equal(sampler(noise), whole[0](noise))
print("same points from the generator alone:", same)

torch.manual_seed(1)
expected = [step(*whole) for _ in range(5)]
torch.manual_seed(1)
continued = [step(*restored) for _ in range(5)]
print("same losses, to the last bit:", continued == expected)
# --8<-- [end:proof]
assert same and continued == expected and len(set(expected)) == 5
assert not sampler.training
assert not torch.equal(sampler(noise), whole[0](noise))
