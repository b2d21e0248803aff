"""An import of a module that torchvision has removed."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# ///

# --8<-- [start:setup]
from pathlib import Path

folder = Path("torchvision/transforms")  # stands for torchvision 0.17 or newer
folder.mkdir(parents=True)
for name in ("../__init__.py", "__init__.py"):
    (folder / name).touch()
(folder / "functional.py").write_text("""
def rgb_to_grayscale(picture):
    return picture.mean(dim=-3, keepdim=True)
""")
# --8<-- [end:setup]

# --8<-- [start:raise]
import sys

sys.path.insert(0, ".")
try:
    from torchvision.transforms.functional_tensor import rgb_to_grayscale
except ModuleNotFoundError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the module is there")

# --8<-- [start:fix]
from torchvision.transforms import functional  # first of all imports

sys.modules["torchvision.transforms.functional_tensor"] = functional

from torchvision.transforms.functional_tensor import rgb_to_grayscale

print(rgb_to_grayscale is functional.rgb_to_grayscale)
# --8<-- [end:fix]
assert rgb_to_grayscale is functional.rgb_to_grayscale
