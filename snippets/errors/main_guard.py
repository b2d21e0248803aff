"""A file that starts workers on import, and workers that import that file."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# timeout = 120
# ///

# --8<-- [start:raise]
import subprocess
import sys
from pathlib import Path

Path("train.py").write_text("""
from torch.utils.data import DataLoader

loader = DataLoader(range(4), num_workers=1, multiprocessing_context="spawn")
print(len(list(loader)))
""")
command = [sys.executable, "train.py"]
run = subprocess.run(command, capture_output=True, text=True)
of_the_worker = run.stderr.split("Traceback")[1]
print(of_the_worker[of_the_worker.index("RuntimeError:") :])
# --8<-- [end:raise]
assert run.returncode and not run.stdout

# --8<-- [start:fix]
Path("train.py").write_text("""
from torch.utils.data import DataLoader


def main():
    loader = DataLoader(
        range(4), num_workers=1, multiprocessing_context="spawn"
    )
    print(len(list(loader)))


if __name__ == "__main__":
    main()
""")
run = subprocess.run(command, capture_output=True, text=True)
print(run.stdout)
# --8<-- [end:fix]
assert run.stdout == "4\n" and not run.returncode
