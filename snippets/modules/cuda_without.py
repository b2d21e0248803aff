"""What torch.cuda and torch.accelerator answer where there is no GPU."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# varies = [
#     '(?m)^torch\.accelerator\.(current_acc|memory_all|empty_)\w+\(\) .*$',
# ]
# ///

# --8<-- [start:ask]
import torch


def ask(module, *names):
    for name in names:
        try:
            answer = getattr(module, name)()
        except (AssertionError, RuntimeError):
            answer = "raises"
        print(f"{module.__name__}.{name}()".ljust(39), answer)


# --8<-- [end:ask]

# --8<-- [start:cuda]
ask(torch.cuda, "is_available", "device_count", "is_initialized")
ask(torch.cuda, "memory_allocated", "memory_reserved", "empty_cache")
ask(torch.cuda, "synchronize", "current_device")
# --8<-- [end:cuda]

# --8<-- [start:accelerator]
ask(torch.accelerator, "is_available", "device_count", "current_accelerator")
ask(torch.accelerator, "memory_allocated", "empty_cache", "synchronize")
# --8<-- [end:accelerator]

# --8<-- [start:places]
no_gpu = not torch.cuda.is_available()
print("a name:", torch.device("cuda:3"), torch.device("cuda:3").index)
attempts = {
    "tensor.cuda()": lambda: torch.ones(1).cuda(),
    "tensor.to('cuda')": lambda: torch.ones(1).to("cuda"),
    "torch.ones(1, device='cuda')": lambda: torch.ones(1, device="cuda"),
    "module.cuda()": lambda: torch.nn.Linear(1, 1).cuda(),
    "tensor.pin_memory()": lambda: torch.ones(1).pin_memory(),
    "tensor.to('cpu', non_blocking=True)": lambda: torch.ones(1).to(
        "cpu", non_blocking=True
    ),
    "torch.cuda.get_device_name()": torch.cuda.get_device_name,
    "torch.cuda.mem_get_info()": torch.cuda.mem_get_info,
    "torch.cuda.manual_seed_all(0)": lambda: torch.cuda.manual_seed_all(0),
}
raised = []
for text, attempt in attempts.items():
    try:
        attempt()
        print(text.ljust(38), "works")
    except (AssertionError, RuntimeError):
        print(text.ljust(38), "raises")
        raised.append(text)
# --8<-- [end:places]
assert len(raised) == (7 if no_gpu else 0)
assert torch.cuda.memory_allocated() == 0 or not no_gpu

# --8<-- [start:guard]
on_gpu = torch.accelerator.is_available()
if on_gpu:
    torch.accelerator.synchronize()
peak = torch.accelerator.max_memory_allocated() if on_gpu else 0
batch = torch.ones(4, 2)
batch = batch.pin_memory() if on_gpu else batch
print("pinned if there is a GPU, and only then:", batch.is_pinned() == on_gpu)
# --8<-- [end:guard]
assert batch.is_pinned() == on_gpu and peak >= 0
built_for = torch.version.cuda or torch.version.hip or torch.version.xpu
built_for = built_for or torch.backends.mps.is_built()
assert on_gpu or built_for or torch.accelerator.current_accelerator() is None
