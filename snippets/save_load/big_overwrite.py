"""Save over the file that your tensors are mapped from: the process dies."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# requires = ["linux"]
# timeout = 120
# ///
import sys

assert sys.platform.startswith("linux"), "how it dies is told for Linux"

# --8<-- [start:program]
import multiprocessing
import signal
from pathlib import Path

import torch


def load_and_save(target):
    state = torch.load("model.pt", mmap=True, weights_only=True)
    torch.save(state, target)  # "model.pt": emptied first, and then read


processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["torch"])  # imported once, for both


def attempt(target):
    torch.save({"weight": torch.ones(1000, 1000)}, "model.pt")
    child = processes.Process(target=load_and_save, args=(target,))
    child.start()
    child.join()
    end = signal.Signals(-child.exitcode).name if child.exitcode else "well"
    whole = Path("model.pt").stat().st_size > 4_000_000
    print(f"save to {target:<13} ended: {end:<7} model.pt whole: {whole}")
    return end


if __name__ == "__main__":
    over_itself, beside = attempt("model.pt"), attempt("model.pt.tmp")
    # --8<-- [end:program]
    assert (over_itself, beside) == ("SIGBUS", "well")
