"""A full disk: the reason stands behind the error that you catch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# ///
import sys

assert sys.platform.startswith("linux"), "what a full disk says on Linux"

import errno

import torch

# --8<-- [start:reason]
import resource
from pathlib import Path


def reason(error):
    """The OSError among an error and those that came before it, or None."""
    while error and not isinstance(error, OSError):
        error = error.__context__
    return error


def save_with_room_for(size, path):
    """Tell the system to write so many bytes of a file and no more; save."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with Path(path).open("wb") as file:
            torch.save({"weight": torch.ones(1000, 1000)}, file)
    except (RuntimeError, OSError) as error:
        return error
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


for size, path in ((2_000_000, "too_large.pt"), (0, "empty.pt")):
    error = save_with_room_for(size, path)
    print(f"room for {size} bytes: {type(error).__name__}")
    print("    because of:", reason(error))
    # --8<-- [end:reason]
    assert type(error) is (RuntimeError if size else OSError)
    assert reason(error).errno == errno.EFBIG
assert reason(ValueError("not of the disk")) is None
assert save_with_room_for(8_000_000, "fits.pt") is None
# torch writes to a path by itself: no OSError there
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
try:
    torch.save({"weight": torch.ones(1000, 1000)}, "by_torch.pt")
except RuntimeError as error:
    assert reason(error) is None
else:
    raise AssertionError("the limit was not kept")
finally:
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
