"""Kill a process that saves, a dozen times, and see what is left."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# timeout = 300
# ///

# --8<-- [start:program]
import multiprocessing
import random
import tempfile
import time
from pathlib import Path

import torch


def torch_save(checkpoint, path):
    torch.save(checkpoint, path)


def save_beside(checkpoint, path):
    temporary = Path(f"{path}.tmp")
    torch.save(checkpoint, temporary)
    temporary.replace(path)


def write(save, path, reports):
    weights = torch.rand(1000, 1000)
    step = 0
    while True:
        step += 1
        save({"step": step, "weights": weights}, path)
        reports.send(step)


def survives(save, processes):
    """Whether the latest checkpoint is whole, and the newest, after a kill."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "latest.pt")
        receiver, sender = processes.Pipe(duplex=False)
        writer = processes.Process(target=write, args=(save, path, sender))
        writer.start()
        sender.close()
        newest = receiver.recv()
        time.sleep(random.uniform(0.0, 0.1))
        writer.kill()  # SIGKILL: not to be caught, not to be cleaned up after
        writer.join()
        while True:
            try:
                newest = receiver.recv()
            except EOFError:
                break
        try:
            return torch.load(path, weights_only=True)["step"] >= newest
        except Exception:
            return False


if __name__ == "__main__":
    known = multiprocessing.get_all_start_methods()
    server = "forkserver" in known  # imports torch once for all writers
    method = "forkserver" if server else "spawn"
    processes = multiprocessing.get_context(method)
    if server:
        processes.set_forkserver_preload(["torch"])
    for save in (torch_save, save_beside):
        survived = sum(survives(save, processes) for _ in range(12))
        print(f"{save.__name__:<12}survives all: {survived == 12}")
        # --8<-- [end:program]
        assert (survived == 12) == (save is save_beside), survived
