"""Sequences of different lengths: padding spoils h_n, packing saves it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:padded]
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torch.nn.utils.rnn import pad_sequence

torch.manual_seed(0)
gru = nn.GRU(4, 5, batch_first=True)
sequences = [torch.randn(2, 4), torch.randn(5, 4), torch.randn(3, 4)]
lengths = torch.tensor([len(s) for s in sequences])
# (3, 5, 4), zeros at the ends
padded = pad_sequence(sequences, batch_first=True)
alone = torch.stack([gru(s.unsqueeze(0))[1][0, 0] for s in sequences])
_, h_n = gru(padded)
pairs = zip(alone, h_n[0], strict=True)
print("padded:", [torch.allclose(a, b, atol=1e-6) for a, b in pairs])
# --8<-- [end:padded]
assert not torch.allclose(alone, h_n[0], atol=1e-4)

# --8<-- [start:packed]
packed = pack_padded_sequence(
    padded, lengths, batch_first=True, enforce_sorted=False
)
packed_out, h_n = gru(packed)
pairs = zip(alone, h_n[0], strict=True)
print("packed:", [torch.allclose(a, b, atol=1e-6) for a, b in pairs])
output, lengths_again = pad_packed_sequence(packed_out, batch_first=True)
print("output", tuple(output.shape), lengths_again.tolist())
print("after the end of the first:", output[0, 2:].unique().tolist())
# --8<-- [end:packed]
assert torch.allclose(alone, h_n[0], atol=1e-6) and not output[0, 2:].any()

# --8<-- [start:inside]
print("data", tuple(packed.data.shape))
print("batch_sizes", packed.batch_sizes.tolist())
print("sorted_indices", packed.sorted_indices.tolist())
# --8<-- [end:inside]
assert packed.batch_sizes.tolist() == [3, 3, 2, 1, 1]

# --8<-- [start:errors]
for wrong in (lengths, torch.tensor([5, 3, 0])):
    try:
        pack_padded_sequence(padded, wrong, batch_first=True)
        raise AssertionError("should have been refused")
    except RuntimeError as error:
        print(f"{type(error).__name__}:", str(error).partition(". ")[0])
# --8<-- [end:errors]

# --8<-- [start:total]
shorter = pack_padded_sequence(
    padded[[0, 2]], [2, 3], True, enforce_sorted=False
)
print(tuple(pad_packed_sequence(shorter, True)[0].shape))
print(tuple(pad_packed_sequence(shorter, True, total_length=5)[0].shape))
# --8<-- [end:total]

# --8<-- [start:gather]
output, _ = gru(padded)
last = output[torch.arange(3), lengths - 1]
print("without packing:", torch.allclose(alone, last, atol=1e-6))
# --8<-- [end:gather]
assert torch.allclose(alone, last, atol=1e-6)
both = nn.GRU(4, 5, batch_first=True, bidirectional=True)
in_batch = both(padded)[0][0, :2]
by_itself = both(sequences[0].unsqueeze(0))[0][0]
assert torch.allclose(in_batch[:, :5], by_itself[:, :5], atol=1e-6)
# backwards, the padding came first
assert not torch.allclose(in_batch[:, 5:], by_itself[:, 5:], atol=1e-3)
