"""A file that weights_only=True accepts, and that can kill the process."""

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
from torch.serialization import get_unsafe_globals_in_checkpoint


def write(path):
    index = torch.tensor([[10**12]])  # in a tensor of two elements
    tensor = torch.sparse_coo_tensor(
        index, torch.ones(1), (2,), check_invariants=False
    )
    torch.save({"weight": tensor}, path)


def load_and_use(path):
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    loaded["weight"].to_dense()  # writes far outside of the two


def attempt(path):
    processes = multiprocessing.get_context("forkserver")
    child = processes.Process(target=load_and_use, args=(path,))
    child.start()
    child.join()
    code = child.exitcode
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


if __name__ == "__main__":
    write("sparse.pt")
    print("unsafe names:", get_unsafe_globals_in_checkpoint("sparse.pt"))
    end = attempt("sparse.pt")
    print("loaded and used, the process ended with:", end)

    torch.sparse.check_sparse_tensor_invariants.enable()
    try:
        torch.load("sparse.pt", map_location="cpu", weights_only=True)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {str(error).partition(':')[0]}")
    # --8<-- [end:program]
    else:
        raise AssertionError("the index was not checked")
    # 2.6 and 2.14 look at the index on loading, releases between them do not
    with torch.sparse.check_sparse_tensor_invariants(enable=False):
        try:
            torch.load("sparse.pt", weights_only=True)
            expected = "SIGSEGV"
        except RuntimeError:
            expected = "exit code 1"
    assert end == expected
