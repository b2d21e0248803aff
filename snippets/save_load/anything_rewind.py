"""A stream to load from: rewind first, and one object in each."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import io

import torch

buffer = io.BytesIO()
torch.save({"weight": torch.ones(2)}, buffer)
content = buffer.getvalue()

# --8<-- [start:rewind]
try:
    torch.load(buffer, weights_only=True)  # it stands where torch.save left it
except EOFError as error:
    print(f"{type(error).__name__}:", repr(str(error)))
# --8<-- [end:rewind]
else:
    raise AssertionError("no need to rewind any more")

# --8<-- [start:rewound]
buffer.seek(0)
print(torch.load(buffer, weights_only=True))
# --8<-- [end:rewound]

# --8<-- [start:plain-bytes]
try:
    torch.load(content, weights_only=True)
except AttributeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])
# --8<-- [end:plain-bytes]
else:
    raise AssertionError("bytes are accepted now")


# --8<-- [start:two]
def load_after_saving(first, second):
    stream = io.BytesIO()
    torch.save(first, stream)
    torch.save(second, stream)
    stream.seek(0)
    return torch.load(stream, weights_only=True)


try:
    load_after_saving(torch.ones(2), torch.zeros(3, 1000))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])
print(load_after_saving(torch.ones(2), torch.zeros(2)))
# --8<-- [end:two]
first, second = torch.ones(2), torch.zeros(2)
assert torch.equal(load_after_saving(first, second), first)
