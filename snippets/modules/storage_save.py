"""A slice saves its whole storage; two tensors still share one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:slice]
import torch

table = torch.arange(1000.0)
few = table[10:13]
torch.save(few, "few.pt")
torch.save(few.clone(), "clone.pt")
for name in ("few.pt", "clone.pt"):
    loaded = torch.load(name, weights_only=True)
    stored = loaded.untyped_storage().nbytes() // loaded.itemsize
    at = loaded.storage_offset()
    print(f"{name:<9}{len(loaded)} numbers on a storage of {stored}, at {at}")
# --8<-- [end:slice]
from pathlib import Path

assert Path("few.pt").stat().st_size > table.nbytes
assert Path("clone.pt").stat().st_size < table.nbytes


# --8<-- [start:shared]
def one_storage(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


torch.save([table, few], "both.pt")
torch.save(table, "table.pt")
a, b = torch.load("both.pt", weights_only=True)
c, d = (torch.load(name, weights_only=True) for name in ("table.pt", "few.pt"))
print("saved together:", one_storage(a, b), "· apart:", one_storage(c, d))
# --8<-- [end:shared]
assert one_storage(a, b) and not one_storage(c, d)
assert Path("both.pt").stat().st_size < 1.5 * Path("table.pt").stat().st_size
