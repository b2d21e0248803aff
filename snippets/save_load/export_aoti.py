"""Compile an exported model to machine code in one file, and run that file."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# fresh = true
# timeout = 180
# warns = [
#     "script_method. is deprecated",
#     "isinstance.treespec, LeafSpec.. is deprecated",
# ]
# ///

# --8<-- [start:program]
import zipfile
from pathlib import Path

import torch
from torch import nn
from torch._inductor import aoti_compile_and_package, aoti_load_package

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2)).eval()
batch = torch.rand(3, 4)
any_batch = ({0: torch.export.Dim("batch")},)
exported = torch.export.export(model, (batch,), dynamic_shapes=any_batch)
package = str(Path("compiled.pt2").resolve())
aoti_compile_and_package(exported, package_path=package)

compiled = aoti_load_package(package)
close = torch.allclose(compiled(batch), model(batch), atol=1e-6)
print("same predictions:", close)
print("five at once:", tuple(compiled(torch.rand(5, 4)).shape))

endings = {Path(name).suffix for name in zipfile.ZipFile(package).namelist()}
print("machine code and its source:", {".so", ".cpp"} <= endings)
# --8<-- [end:program]
assert close and {".so", ".cpp"} <= endings
