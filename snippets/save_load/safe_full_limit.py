"""A full disk: what torch.save leaves behind, and a safe save."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# varies = ["inline_container.cc:\\d+", "unexpected pos \\d+ vs \\d+"]
# ///

import sys
from pathlib import Path

assert sys.platform.startswith("linux"), (
    "/dev/full, which is always full, is a thing of Linux"
)

import torch

weights = {"weight": torch.ones(1000, 1000)}

# --8<-- [start:limit]
import contextlib
import resource


@contextlib.contextmanager
def room_for(size):
    """A system that writes so many bytes of a file and no more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    except (RuntimeError, OSError) as error:
        print(f"{type(error).__name__}: {error}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# --8<-- [end:limit]

# --8<-- [start:plain]
torch.save(weights, "latest.pt")
with room_for(2_000_000):
    torch.save(weights, "latest.pt")
try:
    torch.load("latest.pt", weights_only=True)
except RuntimeError as error:
    print("latest.pt:", str(error).split(". This is")[0])
# --8<-- [end:plain]
else:
    raise AssertionError("the checkpoint survived")


# --8<-- [start:safe]
def save_beside(checkpoint, path):
    temporary = Path(f"{path}.tmp")
    try:
        with temporary.open("wb") as file:
            torch.save(checkpoint, file)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


save_beside({"step": 1, **weights}, "latest.pt")
with room_for(2_000_000):
    save_beside({"step": 2, **weights}, "latest.pt")
print("latest.pt: step", torch.load("latest.pt", weights_only=True)["step"])
print("left over:", list(Path().glob("*.tmp")))
# --8<-- [end:safe]
assert torch.equal(torch.load("latest.pt")["weight"], weights["weight"])
assert torch.load("latest.pt")["step"] == 1 and not list(Path().glob("*.tmp"))
save_beside({"step": 2, **weights}, "latest.pt")  # once there is room again
assert torch.load("latest.pt")["step"] == 2
