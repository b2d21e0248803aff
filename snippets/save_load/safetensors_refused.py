"""What a safetensors file cannot hold, and what to give it instead."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.8"]
# ///

# --8<-- [start:refused]
from textwrap import shorten

import torch
from safetensors.torch import load_file, save_file

turned = torch.arange(6.0).reshape(2, 3).t()
diagonal = torch.eye(3).to_sparse()
candidates = {
    "a number": {"epoch": 3},
    "a dictionary inside": {"model": {"weight": torch.ones(2)}},
    "a list": [torch.ones(2)],
    "a transposed view": {"weight": turned},
    "a sparse tensor": {"weight": diagonal},
    "complex128": {"weight": torch.ones(2, dtype=torch.complex128)},
}
refused = []
for what, content in candidates.items():
    try:
        save_file(content, "refused.safetensors")
    except (ValueError, KeyError) as error:
        refused.append(what)
        text = shorten(str(error), 66, placeholder=" …")
        print(f"{what}:\n   {type(error).__name__}: {text}")
# --8<-- [end:refused]
assert refused == list(candidates)

# --8<-- [start:instead]
whole = {"turned": turned.contiguous(), "diagonal": diagonal.to_dense()}
save_file(whole, "now.safetensors")
loaded = load_file("now.safetensors")
print(torch.equal(loaded["turned"], turned), end=" ")
print(torch.equal(loaded["diagonal"], torch.eye(3)))
# --8<-- [end:instead]
assert torch.equal(loaded["turned"], turned)
assert turned.stride() != loaded["turned"].stride()
z = torch.tensor([1 + 2j])
save_file({"lazy": z.conj(), "done": z.conj().resolve_conj()}, "z.safetensors")
loaded = load_file("z.safetensors")
assert torch.equal(loaded["lazy"], z) and torch.equal(loaded["done"], z.conj())
