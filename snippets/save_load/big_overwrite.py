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

import torch


def load_and_save(target, ahead):
    state = torch.load("model.pt", mmap=True, weights_only=True)
    state = {"ahead": torch.zeros(ahead), **state}
    torch.save(state, target)  # "model.pt": emptied first, and then read


processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["torch"])  # imported once, for all


def found():
    try:
        weight = torch.load("model.pt", weights_only=True)["weight"]
    except (EOFError, RuntimeError):
        return "nothing"
    return "ones" if weight.all() else "zeros"


def attempt(target, ahead=0):
    torch.save({"weight": torch.ones(1000, 1000)}, "model.pt")
    child = processes.Process(target=load_and_save, args=(target, ahead))
    child.start()
    child.join()
    end = signal.Signals(-child.exitcode).name if child.exitcode else "well"
    print(f"save to {target:<13} ended: {end:<7} in model.pt: {found()}")
    return end


if __name__ == "__main__":
    over_itself, beside = attempt("model.pt"), attempt("model.pt.tmp")
    behind = attempt("model.pt", ahead=2_000_000)  # the weight comes second
    # --8<-- [end:program]
    assert (over_itself, beside, behind) == ("SIGBUS", "well", "well")
    assert found() == "zeros", "the numbers of what was written ahead"
