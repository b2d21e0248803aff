"""Export a model to ONNX, run it with onnxruntime, and compare."""

# /// script
# dependencies = [
#     "torch>=2.9",
#     "numpy",
#     "onnx>=1.17",
#     "onnxscript>=0.5",
#     "onnxruntime>=1.20",
# ]
# [tool.atlas]
# warns = ["isinstance.treespec, LeafSpec.. is deprecated"]
# ///

# --8<-- [start:onnx]
from pathlib import Path

import torch
from torch import nn

torch.manual_seed(0)
network = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2)).eval()
rows = torch.rand(3, 64)
any_rows = ({0: torch.export.Dim("batch")},)
torch.onnx.export(
    network,
    (rows,),
    "m.onnx",
    input_names=["rows"],
    output_names=["scores"],
    dynamic_shapes=any_rows,
    verbose=False,
)
print(*sorted(file.name for file in Path().glob("m.onnx*")))
# --8<-- [end:onnx]

# --8<-- [start:run]
import onnxruntime

providers = ["CPUExecutionProvider"]
session = onnxruntime.InferenceSession("m.onnx", providers=providers)
(scores,) = session.run(["scores"], {"rows": rows.numpy()})
close = torch.allclose(torch.from_numpy(scores), network(rows), atol=1e-5)
print("close to torch:", close)
(scores,) = session.run(["scores"], {"rows": torch.rand(5, 64).numpy()})
print("five at once:", scores.shape)
# --8<-- [end:run]
assert close and scores.shape == (5, 2)

# --8<-- [start:alone]
data = Path("m.onnx.data")
data.rename("elsewhere.data")
try:
    onnxruntime.InferenceSession("m.onnx", providers=["CPUExecutionProvider"])
except Exception as error:
    refused = "m.onnx.data" in str(error)
    print("refused, and the file is named:", refused)
Path("elsewhere.data").rename(data)
# --8<-- [end:alone]
assert refused

# --8<-- [start:one-file]
torch.onnx.export(
    network, (rows,), "one.onnx", external_data=False, verbose=False
)
print(*sorted(file.name for file in Path().glob("one.onnx*")))
# --8<-- [end:one-file]
assert not Path("one.onnx.data").exists()
