"""How long the result of a convolution is, for each length of the input and three strides."""

import torch
from torch import nn

TEXT = {
    "en": {"x": "length of the input", "y": "length of the result", "stride": "stride"},
    "zh": {"x": "输入长度", "y": "输出长度", "stride": "步幅"},
}


def draw(figure, text):
    axes = figure.subplots()
    sizes = range(3, 17)
    for stride, marker in ((1, "o"), (2, "s"), (3, "^")):
        layer = nn.Conv1d(1, 1, kernel_size=3, stride=stride)
        lengths = [layer(torch.ones(1, 1, size)).shape[-1] for size in sizes]
        axes.step(sizes, lengths, marker + "-", where="post", label=f"{text['stride']} {stride}")
    axes.set_xlabel(text["x"])
    axes.set_ylabel(text["y"])
    axes.set_xticks([3, 5, 7, 9, 11, 13, 15])
    axes.set_yticks([2, 5, 8, 11, 14])
    axes.legend()
