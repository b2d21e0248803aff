"""torch without a NumPy that it can use."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# timeout = 120
# ///

# --8<-- [start:raise]
import subprocess
import sys
from pathlib import Path

Path("main.py").write_text("""
import sys

sys.modules["numpy"] = None  # as if the import of NumPy had failed
import torch

print(torch.ones(2).numpy())
""")
command = [sys.executable, "-W", "ignore", "main.py"]
run = subprocess.run(command, capture_output=True, text=True)
print(run.stderr.splitlines()[-1])
# --8<-- [end:raise]
assert run.returncode

# --8<-- [start:fix]
import numpy as np
import torch

print(torch.from_numpy(np.ones(2)), torch.ones(2).numpy())
# --8<-- [end:fix]
