"""The state of a GradScaler that was switched off."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

saved = torch.amp.GradScaler("cpu", enabled=False).state_dict()
print(saved)

scaler = torch.amp.GradScaler("cpu")
try:
    scaler.load_state_dict(saved)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("an empty state is accepted now")

# --8<-- [start:fix]
if saved:
    scaler.load_state_dict(saved)
print(scaler.get_scale())  # begins at its default, and adapts

again = torch.amp.GradScaler("cpu", init_scale=8.0)
# the state of one that was switched on
again.load_state_dict(scaler.state_dict())
print(again.get_scale())
# --8<-- [end:fix]
assert again.get_scale() == scaler.get_scale() == 65536.0
