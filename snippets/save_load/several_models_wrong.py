"""Load the wrong part of a file, the whole file, or a part it lacks."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


def build():
    layers = nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2)
    generator = nn.Sequential(*layers)
    layers = nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1)
    discriminator = nn.Sequential(*layers)
    return generator, discriminator


generator, discriminator = build()
parts = {
    "generator": generator,
    "discriminator": discriminator,
    "generator_optimizer": torch.optim.Adam(generator.parameters()),
    "discriminator_optimizer": torch.optim.Adam(discriminator.parameters()),
}
saved = {name: part.state_dict() for name, part in parts.items()}

# --8<-- [start:whole-file]
blank = build()[0]
try:
    blank.load_state_dict(saved)
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:whole-file]
else:
    raise AssertionError("the whole file was loaded into one model")

# --8<-- [start:wrong-part]
try:
    blank.load_state_dict(saved["discriminator"])
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# what fitted was overwritten all the same:
bias = saved["discriminator"]["0.bias"]
print("0.bias replaced:", torch.equal(blank[0].bias.cpu(), bias))
# --8<-- [end:wrong-part]
assert torch.equal(blank[0].bias.cpu(), bias)

# --8<-- [start:missing]
try:
    saved["netD"]
except KeyError as error:
    print(f"{type(error).__name__}:", error, "- the file has:", *saved)
# --8<-- [end:missing]
else:
    raise AssertionError("should have been refused")
