"""Resumed from a mapped checkpoint, the optimizer still needs its file."""

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
from torch import nn

PATH = Path("checkpoint.tar")


def resume_and_save(mmap):
    model = nn.Linear(500, 500)
    optimizer = torch.optim.AdamW(model.parameters())
    saved = torch.load(PATH, mmap=mmap, map_location="cpu", weights_only=True)
    model.load_state_dict(saved["model"])  # copies
    optimizer.load_state_dict(saved["optimizer"])  # keeps what is mapped
    del saved
    save(model, optimizer)


def save(model, optimizer):
    parts = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(parts, PATH)  # emptied first, and then read


def attempt(mmap):
    model = nn.Linear(500, 500)
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.ones(1, 500)).sum().backward()
    optimizer.step()
    save(model, optimizer)
    size = PATH.stat().st_size
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["torch"])
    child = processes.Process(target=resume_and_save, args=(mmap,))
    child.start()
    child.join()
    end = signal.Signals(-child.exitcode).name if child.exitcode else "well"
    whole = PATH.stat().st_size >= size
    print(f"mmap={mmap!s:<6} ended: {end:<7} checkpoint whole: {whole}")
    return end, whole


if __name__ == "__main__":
    mapped, read = attempt(mmap=True), attempt(mmap=False)
    # --8<-- [end:program]
    assert mapped == ("SIGBUS", False) and read == ("well", True)
