"""What the serialization id says of two files, and what it does not."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:hint]
import re
from hashlib import sha256
from pathlib import Path

import torch


def serial(file):  # found by its name: without checksums, zipfile refuses it
    contents = Path(file).read_bytes()
    entry = contents.index(b".data/serialization_id")
    return re.search(rb"\d{40}", contents[entry:])[0]


def digest(file):
    return sha256(Path(file).read_bytes()).hexdigest()


def compare(what, first, second):
    torch.save(first, "first.pt")
    torch.save(second, "second.pt")
    id_same = serial("first.pt") == serial("second.pt")
    print(f"{what}: same id: {id_same}")
    return id_same


state = torch.nn.Linear(3, 2).state_dict()
again = compare("a dictionary of another type", state, dict(state))
torch.serialization.set_crc32_options(False)
numbers = compare("other numbers, no checksums", torch.zeros(3), torch.ones(3))
torch.serialization.set_crc32_options(True)
print("same SHA-256:", digest("first.pt") == digest("second.pt"))
# --8<-- [end:hint]
assert not again and numbers
assert digest("first.pt") != digest("second.pt")
for file in ("first.pt", "second.pt"):
    torch.save(state, file)
assert serial("first.pt") == serial("second.pt")
