"""An optimizer's state takes the type of the parameter when it is loaded."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:cast]
import copy

import torch


def start():
    weight = torch.nn.Parameter(torch.ones(3, dtype=torch.bfloat16))
    return weight, torch.optim.AdamW([weight], lr=0.1)


weight, adamw = start()
weight.sum().backward()
adamw.step()
state = adamw.state[weight]  # as optimizers of other libraries keep it:
state["exp_avg"] = torch.full((3,), 0.1234567)  # finer than the weight
state["codes"] = torch.tensor([1, 200, 3], dtype=torch.uint8)  # 8 bits
kept = copy.deepcopy(adamw.state_dict())

weight, adamw = start()
adamw.load_state_dict(kept)
for name, tensor in adamw.state[weight].items():
    print(f"{name:<11} {kept['state'][0][name].dtype} → {tensor.dtype}")
# --8<-- [end:cast]
types = {k: t.dtype for k, t in adamw.state[weight].items()}
assert types.pop("step") == torch.float32
assert set(types.values()) == {torch.bfloat16}


# of torch's own, these two have a state that is finer than the parameter
for kind in (torch.optim.NAdam, torch.optim.ASGD, torch.optim.Adam):
    other = kind([weight], lr=0.1)
    weight.grad = torch.ones_like(weight)
    other.step()
    state = {k: t for k, t in other.state[weight].items() if k != "step"}
    finer = any(t.dtype == torch.float32 for t in state.values())
    assert finer == (kind is not torch.optim.Adam)
    other.load_state_dict(copy.deepcopy(other.state_dict()))
    state = {k: t for k, t in other.state[weight].items() if k != "step"}
    assert {t.dtype for t in state.values()} == {torch.bfloat16}


# --8<-- [start:keep]
def load_with_types(adamw, kept):
    adamw.load_state_dict(kept)
    groups = zip(adamw.param_groups, kept["param_groups"], strict=True)
    for group, saved_group in groups:
        numbers = saved_group["params"]
        for param, number in zip(group["params"], numbers, strict=True):
            for name, value in kept["state"].get(number, {}).items():
                state = adamw.state[param]
                if torch.is_tensor(value):
                    state[name] = value.to(state[name].device, copy=True)


load_with_types(adamw, kept)
print(*(str(t.dtype) for t in adamw.state[weight].values()))
# --8<-- [end:keep]
for name, tensor in adamw.state[weight].items():
    assert torch.equal(tensor, kept["state"][0][name])
    assert tensor.dtype == kept["state"][0][name].dtype
