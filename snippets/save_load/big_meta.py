"""meta and assign=True: without it nothing is loaded; the optimizer."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["which is a no-op"]
# ///

# --8<-- [start:no-op]
import textwrap
import warnings

import torch
from torch import nn

torch.save(nn.Linear(2, 2).state_dict(), "linear.pt")
with torch.device("meta"):
    layer = nn.Linear(2, 2)
with warnings.catch_warnings(record=True) as caught:
    keys = layer.load_state_dict(torch.load("linear.pt", weights_only=True))
print(keys, "- but it is on", layer.weight.device)
print(textwrap.fill(f"{caught[0].category.__name__}: {caught[0].message}", 60))
# --8<-- [end:no-op]
assert layer.weight.is_meta
layer.load_state_dict(torch.load("linear.pt", weights_only=True), assign=True)
assert not layer.weight.is_meta


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
    print("NotImplementedError:", error)
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


# --8<-- [start:optimizer]
def one_step(layer, optimizer):
    before = layer.weight.detach().clone()
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    print("weights changed:", not torch.equal(layer.weight, before))


layer = nn.Linear(2, 2)
early = torch.optim.SGD(layer.parameters(), lr=0.1)
layer.load_state_dict(torch.load("linear.pt", weights_only=True), assign=True)
one_step(layer, early)
one_step(layer, torch.optim.SGD(layer.parameters(), lr=0.1))  # built afterwards
# --8<-- [end:optimizer]
assert early.param_groups[0]["params"][0] is not layer.weight
assert layer.weight.grad is not None
