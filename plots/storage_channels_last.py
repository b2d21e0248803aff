"""The order of one small image's numbers in memory, contiguous and channels_last."""

import torch
from matplotlib.patches import Rectangle

TEXT = {"en": {"place": "place in memory"}, "zh": {"place": "内存中的位置"}}
FORMATS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}


def draw(figure, text):
    figure.set_size_inches(6.4, 2.6)
    axes = figure.subplots()
    image = torch.arange(12).reshape(1, 3, 2, 2)
    ends = len(FORMATS) - 1
    for line, (name, memory_format) in enumerate(FORMATS.items()):
        formatted = image.to(memory_format=memory_format)
        memory = torch.empty(0, dtype=image.dtype).set_(formatted.untyped_storage())
        height = 1.6 * (ends - line)
        for place, number in enumerate(memory.tolist()):
            channel, row, column = (i.item() for i in torch.where(image[0] == number))
            colour = ("C0", "C2", "C1")[channel]  # red, green, blue
            cell = Rectangle((place, height), 0.92, 1, color=colour, alpha=0.35)
            axes.add_patch(cell)
            label = f"{'RGB'[channel]}{row}{column}"
            axes.text(place + 0.46, height + 0.5, label, ha="center", va="center")
        axes.text(0, height + 1.1, f"{name} {formatted.stride()}", va="bottom")
    axes.set(xlim=(0, 12), ylim=(0, 3.1), xlabel=text["place"], yticks=[])
    axes.set_xticks([place + 0.46 for place in range(12)], range(12))
    axes.grid(False)
    axes.spines["left"].set_visible(False)
