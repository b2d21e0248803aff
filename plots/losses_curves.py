"""MSE, L1, Huber and SmoothL1 over the error, and their gradients as autograd finds them."""

import torch
import torch.nn.functional as F

LOSSES = {
    "MSE": (F.mse_loss, {}),
    "L1": (F.l1_loss, {}),
    "Huber, delta=2": (F.huber_loss, {"delta": 2.0}),
    "SmoothL1, beta=2": (F.smooth_l1_loss, {"beta": 2.0}),
}
TEXT = {
    "en": {"error": "error", "loss": "loss", "gradient": "gradient"},
    "zh": {"error": "误差", "loss": "损失", "gradient": "梯度"},
}
STYLES = ("-", "--", "-.", ":")


def draw(figure, text):
    left, right = figure.subplots(1, 2)
    for (name, (loss, settings)), style in zip(LOSSES.items(), STYLES, strict=True):
        # an even number of points, so that none is 0, where the slope of L1 jumps
        error = torch.linspace(-4, 4, 160, requires_grad=True)
        values = loss(error, torch.zeros(160), reduction="none", **settings)
        values.sum().backward()
        x, cut = error.detach(), error.detach().sign().diff().nonzero() + 1
        gradient = error.grad.clone()
        if name == "L1":
            gradient[cut] = torch.nan  # a jump, and no line across it
        left.plot(x.tolist(), values.tolist(), style, linewidth=2, label=name)
        right.plot(x.tolist(), gradient.tolist(), style, linewidth=2)
    ticks = [-4, -2, 0, 2, 4]
    left.set(title=text["loss"], xlabel=text["error"], ylim=(0, 6), xticks=ticks)
    right.set(title=text["gradient"], xlabel=text["error"], ylim=(-4, 4), xticks=ticks)
    figure.legend(loc="outside lower center", ncols=2)
