"""How far apart the numbers lie that a dtype can hold, read from their bits."""

import torch

TEXT = {
    "en": {"x": "a number", "y": "distance to the next one"},
    "zh": {"x": "一个数", "y": "到下一个数的距离"},
}
SAME_SIZE = {
    torch.bfloat16: torch.int16,
    torch.float16: torch.int16,
    torch.float32: torch.int32,
}


def draw(figure, text):
    axes = figure.subplots()
    numbers = torch.logspace(-9, 6, 4000, dtype=torch.float64)
    for dtype, bits in SAME_SIZE.items():
        held = numbers.to(dtype)
        following = held.view(bits).add(1).view(dtype)
        gap = following.double() - held.double()
        fits = torch.isfinite(following) & (held > 0)  # float16 ends before the right edge
        axes.loglog(numbers[fits], gap[fits], label=str(dtype).removeprefix("torch."))
    axes.set(xlabel=text["x"], ylabel=text["y"])
    axes.legend()
