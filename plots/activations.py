"""Nine activations and their slopes, as torch computes them."""

import torch
import torch.nn.functional as F

TEXT = {
    "en": {"value": "value", "slope": "slope (by autograd)", "x": "input"},
    "zh": {"value": "函数值", "slope": "导数（由 autograd 算出）", "x": "输入"},
}
ACTIVATIONS = (
    (F.relu, "ReLU"),
    (F.leaky_relu, "LeakyReLU"),
    (F.elu, "ELU"),
    (F.gelu, "GELU"),
    (F.silu, "SiLU"),
    (F.softplus, "Softplus"),
    (torch.sigmoid, "Sigmoid"),
    (torch.tanh, "Tanh"),
    (F.hardtanh, "Hardtanh"),
)


def draw(figure, text):
    figure.set_size_inches(6.4, 6.4)
    for axes, (function, name) in zip(
        figure.subplots(3, 3, sharex=True, sharey=True).flat, ACTIVATIONS, strict=True
    ):
        x = torch.linspace(-4, 4, 81, requires_grad=True)
        y = function(x)
        y.sum().backward()
        axes.plot(x.detach(), y.detach(), linewidth=2, label=text["value"])
        axes.plot(x.detach(), x.grad, "--", linewidth=1.5, label=text["slope"])
        axes.set_title(name)
        axes.set_ylim(-1.3, 3)
        axes.set_xticks([-4, 0, 4])
        axes.set_yticks([-1, 0, 1, 2, 3])
        axes.set_xlabel(text["x"] if name == ACTIVATIONS[-2][1] else "")
    lines = axes.get_legend_handles_labels()
    figure.legend(*lines, loc="outside lower center", ncols=2)
