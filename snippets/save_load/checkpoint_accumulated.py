"""A checkpoint amid accumulated gradients does not have the gradients."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:accumulated]
import copy

import torch
from torch import nn


def build_small():
    torch.manual_seed(0)
    model = nn.Linear(2, 1)
    return model, torch.optim.AdamW(model.parameters(), lr=0.1)


parts = torch.rand(4, 8, 2)  # four parts, two of them for each step


def train(model, optimizer, start=0, stop=4):
    for number in range(start, stop):
        (model(parts[number]).square().mean() / 2).backward()
        if number % 2:
            optimizer.step()
            optimizer.zero_grad()


def stop_after(number):
    model, optimizer = build_small()
    train(model, optimizer, stop=number)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    model, optimizer = build_small()
    for part, state in zip((model, optimizer), saved, strict=True):
        part.load_state_dict(state)
    train(model, optimizer, start=number)
    return model


without_a_stop, optimizer = build_small()
train(without_a_stop, optimizer)
for number in (2, 3):
    same = torch.equal(stop_after(number).weight, without_a_stop.weight)
    print(f"stopped after part {number}: same weights: {same}")
    # --8<-- [end:accumulated]
    assert same == (number == 2)
