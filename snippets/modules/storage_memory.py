"""How long memory lives, where, and tensors whose memory is gone."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:alive]
import weakref

import numpy as np
import torch

array = np.zeros(1_000_000)
watch = weakref.ref(array)
big = torch.from_numpy(array)  # the tensor's storage is the array's memory
first = big[:1]
del array, big
kept = watch() is not None
print(first.untyped_storage().nbytes(), "bytes kept:", kept)
first = first.clone()
freed = watch() is None
print(first.untyped_storage().nbytes(), "bytes, the rest freed:", freed)
# --8<-- [end:alive]
assert kept and watch() is None and first.untyped_storage().nbytes() == 8
weight = torch.ones(3, dtype=torch.float64, requires_grad=True)
for keep in (
    lambda t: t.numpy(),
    lambda t: t.untyped_storage(),
    lambda t: (t * weight).grad_fn,
):
    array = np.zeros(3)
    watch = weakref.ref(array)
    keeper = keep(torch.from_numpy(array))
    del array
    assert watch() is not None
    del keeper
    assert watch() is None

# --8<-- [start:device]
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
table = torch.arange(1000.0)
few = table[10:13]
moved = few.to(device, copy=True)
for name, tensor in {"slice": few, "moved": moved}.items():
    size = tensor.untyped_storage().nbytes()
    offset = tensor.storage_offset()
    print(name, tensor.tolist(), "offset", offset, "storage", size, "bytes")
print("on its device:", moved.untyped_storage().device == moved.device)
# --8<-- [end:device]
assert few.untyped_storage().nbytes() == 4000
assert moved.untyped_storage().nbytes() == 12

# --8<-- [start:resize]
emptied = torch.ones(2)
emptied.untyped_storage().resize_(0)
storage = emptied.untyped_storage()
size, address = storage.nbytes(), storage.data_ptr()
print("shape", tuple(emptied.shape), "·", size, "bytes at address", address)
# --8<-- [end:resize]
assert emptied.shape == (2,) and storage.nbytes() == storage.data_ptr() == 0

# --8<-- [start:meta]
planned = torch.empty(10**12, device="meta").untyped_storage()
print(planned.nbytes(), "bytes planned, at address", planned.data_ptr())
# --8<-- [end:meta]
assert planned.nbytes() == 4 * 10**12 and planned.data_ptr() == 0

# --8<-- [start:processes]
batch = torch.ones(3)
print("before:", batch.untyped_storage().is_shared())
batch.share_memory_()
print("after: ", batch.untyped_storage().is_shared())
# --8<-- [end:processes]
assert batch.is_shared() and not torch.ones(3).is_shared()
