"""What assign=True leaves to you: buffers, dtypes and tied weights."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


# --8<-- [start:buffer]
class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(10, 4)
        self.head = nn.Linear(4, 10, bias=False)
        self.head.weight = self.embed.weight  # tied: one parameter, two names
        self.register_buffer("scale", torch.ones(4), persistent=False)


torch.save({k: v.half() for k, v in Words().state_dict().items()}, "words.pt")
with torch.device("meta"):
    words = Words()
words.load_state_dict(torch.load("words.pt", weights_only=True), assign=True)
tensors = [*words.named_parameters(), *words.named_buffers()]
print("without numbers:", [name for name, tensor in tensors if tensor.is_meta])
try:
    words.to("cpu")
except NotImplementedError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:buffer]
else:
    raise AssertionError("the buffer has numbers now")

# --8<-- [start:to-empty]
import copy

advised = copy.deepcopy(words)
loaded = advised.embed.weight.data_ptr()
advised.to_empty(device="cpu")
print("the loaded numbers:", advised.embed.weight.data_ptr() == loaded)
# --8<-- [end:to-empty]
assert advised.embed.weight.data_ptr() != loaded

# --8<-- [start:mend]
words.scale = torch.ones(4)  # as __init__ would have made it
words.to("cpu")
# --8<-- [end:mend]

# --8<-- [start:dtype]
print(Words().embed.weight.dtype, "->", words.embed.weight.dtype)
words.float()
# --8<-- [end:dtype]
assert words.embed.weight.dtype == torch.float32

# --8<-- [start:tied]
print("parameters before:", len(list(Words().parameters())))
print("parameters now:   ", len(list(words.parameters())))
words.head.weight = words.embed.weight
print("tied again:       ", len(list(words.parameters())))
# --8<-- [end:tied]
untied = Words()
untied.load_state_dict(torch.load("words.pt", weights_only=True), assign=True)
assert len(list(words.parameters())) == 1
assert len(list(untied.parameters())) == 2
