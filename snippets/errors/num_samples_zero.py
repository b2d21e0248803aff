"""A loader that shuffles a dataset without samples."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from pathlib import Path

from torch.utils.data import DataLoader

Path("pictures").mkdir(exist_ok=True)
Path("pictures/cat.JPG").touch()
files = sorted(Path("pictures").glob("*.png"))
try:
    DataLoader(files, shuffle=True)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
pictures = Path("pictures").iterdir()
files = [p for p in pictures if p.suffix.lower() in (".jpg", ".png")]
assert files, "no pictures below pictures/"
print(len(DataLoader(files, shuffle=True)))
# --8<-- [end:fix]
assert len(files) == 1

# --8<-- [start:wrong]
print(len(list(DataLoader([], shuffle=False))))  # no error
# --8<-- [end:wrong]
assert not list(DataLoader([]))
