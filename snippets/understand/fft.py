"""Fourier transforms: find the tones, go back, differentiate through."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:tones]
import numpy as np
import torch

turn = 2 * torch.pi * torch.arange(64) / 64
signal = torch.sin(5 * turn) + 0.5 * torch.sin(12 * turn)
spectrum = torch.fft.rfft(signal)
print("tones:", spectrum.abs().topk(2).indices.tolist())
back = torch.fft.irfft(spectrum)
print("there and back:", torch.allclose(back, signal, atol=1e-5))
# --8<-- [end:tones]
assert spectrum.abs().topk(2).indices.tolist() == [5, 12]
assert torch.allclose(back, signal, atol=1e-5)
assert not torch.allclose(torch.fft.irfft(spectrum * 2), signal, atol=1e-5)

# --8<-- [start:gradient]
wave = signal.clone().requires_grad_()
energy = torch.fft.fft(wave).abs().square().sum()
energy.backward()
exact = torch.allclose(wave.grad, 2 * 64 * wave, atol=1e-2)
print("gradient is 2 * 64 * wave:", exact)
# --8<-- [end:gradient]
assert exact
assert not torch.allclose(wave.grad, 127 * wave, atol=1e-2)

# --8<-- [start:names]
missing = set(np.fft.__all__) - set(dir(torch.fft))
print("in numpy.fft only:", sorted(missing))
print("still called torch.rfft:", hasattr(torch, "rfft"))
# --8<-- [end:names]
assert "rfft" in np.fft.__all__ and not missing
assert not hasattr(torch, "rfft")
