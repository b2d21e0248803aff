"""What the pages say of a GPU in numbers: queue, copies, memory, loading, precision.

Run it again, on a GPU that nobody else uses: python -m benchmarks.gpu_figures
It needs torch and NumPy only, and writes benchmarks/gpu_figures.out, of which pages show the
regions. A part that fails is reported and left out; its page is whole without it.
"""

import argparse
import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

OUT = Path(__file__).with_suffix(".out")
MIB, GIB = 2**20, 2**30
ROUNDS = 15
Lines = list[str]

# Each part runs in a process of its own. A CPU (--device cpu) only rehearses it: small, and with
# nothing to wait for.


class Device:
    """The device that is measured, and what a CPU has no counterpart of."""

    def __init__(self, kind: str) -> None:
        import torch

        self.kind, self.is_gpu, self.torch = kind, kind == "cuda", torch

    def wait(self) -> None:
        if self.is_gpu:
            self.torch.cuda.synchronize()

    def pinned(self, tensor):
        return tensor.pin_memory() if self.is_gpu else tensor.clone()

    def memory(self) -> tuple[int, int, int]:
        """Bytes: allocated, reserved, and in use on the whole GPU."""
        if not self.is_gpu:
            return 0, 0, 0
        cuda = self.torch.cuda
        free, total = cuda.mem_get_info()
        return cuda.memory_allocated(), cuda.memory_reserved(), total - free

    def peak(self) -> int:
        return self.torch.cuda.max_memory_allocated() if self.is_gpu else 0

    def empty_cache(self) -> None:
        if self.is_gpu:
            self.torch.cuda.empty_cache()

    def reset_peak(self) -> None:
        if self.is_gpu:
            self.torch.cuda.reset_peak_memory_stats()


def seconds(device: Device, work: Callable[[], object]) -> tuple[float, float]:
    """(until the call returned, until the device was ready), medians over rounds."""
    returned, ready = [], []
    for _ in range(ROUNDS):
        device.wait()
        begin = time.perf_counter()
        work()
        returned.append(time.perf_counter() - begin)
        device.wait()
        ready.append(time.perf_counter() - begin)
    return statistics.median(returned), statistics.median(ready)


def launch(device: Device) -> Lines:
    """How long a call takes, and how long the work."""
    torch = device.torch
    rows = [
        "                      milliseconds until",
        "product            the call returns   ready",
    ]
    for size in (1024, 8192) if device.is_gpu else (64, 256):
        matrix = torch.randn(size, size, device=device.kind)
        seconds(device, lambda m=matrix: m @ m)  # the first product loads the library for it
        call, ready = seconds(device, lambda m=matrix: m @ m)
        rows.append(f"{size} x {size:<12}{call * 1e3:18.3f}{ready * 1e3:9.3f}")
    if device.is_gpu:
        begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        begin.record()
        matrix @ matrix
        end.record()
        end.synchronize()
        rows.append(f"the last one, by two events          {begin.elapsed_time(end):9.3f}")
    return rows


def copies(device: Device) -> Lines:
    """From ordinary and from pinned memory, with and without waiting."""
    torch = device.torch
    rows = ["                               milliseconds until", ""]
    rows[1] = "                             the call returns   there   GiB/s"
    for size in (MIB, 256 * MIB) if device.is_gpu else (MIB,):
        pageable = torch.ones(size, dtype=torch.uint8)
        pinned = device.pinned(pageable)
        on_device = pageable.to(device.kind)
        to_device = {
            "pageable": lambda p=pageable: p.to(device.kind, copy=True),
            "pageable, non_blocking": lambda p=pageable: p.to(
                device.kind, non_blocking=True, copy=True
            ),
            "pinned": lambda p=pinned: p.to(device.kind, copy=True),
            "pinned, non_blocking": lambda p=pinned: p.to(
                device.kind, non_blocking=True, copy=True
            ),
            "pin_memory(), non_blocking": lambda p=pageable: device.pinned(p).to(
                device.kind, non_blocking=True, copy=True
            ),
        }
        from_device = {
            "to pageable": lambda t=on_device, p=pageable: p.copy_(t),
            "to pinned": lambda t=on_device, p=pinned: p.copy_(t),
            "to pinned, non_blocking": lambda t=on_device, p=pinned: p.copy_(t, non_blocking=True),
        }
        ways = (("to the GPU", to_device), ("back", from_device))
        for direction, works in ways:
            rows.append(f"{size // MIB} MiB {direction}")
            for name, work in works.items():
                seconds(device, work)
                call, ready = seconds(device, work)
                speed = size / ready / GIB
                rows.append(f"  {name:<27}{call * 1e3:16.3f}{ready * 1e3:8.3f}{speed:8.1f}")
    return rows


def memory(device: Device) -> Lines:
    """What tensors use, what torch holds for them, what the GPU says."""
    torch = device.torch
    rows = ["MiB                              allocated  reserved   GPU"]
    torch.ones(1, device=device.kind)  # what a process takes for itself
    device.empty_cache()
    at_first = device.memory()

    def note(what: str) -> None:
        device.wait()
        now = device.memory()
        grown = [(n - f) // MIB for n, f in zip(now, at_first, strict=True)]
        rows.append(f"{what:<32}{grown[0]:10}{grown[1]:10}{grown[2]:6}")

    count = 128 if device.is_gpu else 4
    tensors = [torch.empty(8 * MIB, dtype=torch.uint8, device=device.kind) for _ in range(count)]
    note(f"{count} tensors of 8 MiB")
    del tensors[::2]
    note("every other one deleted")
    device.empty_cache()
    note("empty_cache()")
    whole = torch.empty(count * 4 * MIB, dtype=torch.uint8, device=device.kind)
    note(f"one of {count * 4} MiB")
    del whole, tensors
    note("all deleted")
    device.empty_cache()
    note("empty_cache()")
    return rows


def precision(device: Device) -> Lines:
    """The same product in four types: time, and the distance from float64."""
    torch = device.torch
    size = 8192 if device.is_gpu else 128
    torch.manual_seed(0)
    matrix = torch.randn(size, size, device=device.kind)
    exact = matrix.double() @ matrix.double()
    largest = exact.abs().max().item()
    rows = [f"{size} x {size:<13} ms  TFLOP/s  largest error"]
    kinds = {
        "float32": (torch.float32, "highest"),
        "float32 with TF32": (torch.float32, "high"),
        "bfloat16": (torch.bfloat16, "highest"),
        "float16": (torch.float16, "highest"),
    }
    for name, (dtype, setting) in kinds.items():
        torch.set_float32_matmul_precision(setting)
        factor = matrix.to(dtype)
        seconds(device, lambda f=factor: f @ f)
        _, ready = seconds(device, lambda f=factor: f @ f)
        off = ((factor @ factor).double() - exact).abs().max().item() / largest
        speed = 2 * size**3 / ready / 1e12
        rows.append(f"{name:<17}{ready * 1e3:9.2f}{speed:9.1f}{off:15.1e}")
    return rows


def training(device: Device) -> Lines:
    """One step of training in four ways: time, and memory at its peak."""
    torch = device.torch
    width, batch = (4096, 8192) if device.is_gpu else (32, 64)
    kinds = {
        "float32": ("highest", None),
        "float32 with TF32": ("high", None),
        "autocast bfloat16": ("highest", torch.bfloat16),
        "autocast float16": ("highest", torch.float16),
    }
    rows = ["one step               ms   peak GiB"]
    for name, (setting, dtype) in kinds.items():
        torch.manual_seed(0)
        torch.set_float32_matmul_precision(setting)
        layers = [m for _ in range(8) for m in (torch.nn.Linear(width, width), torch.nn.GELU())]
        model = torch.nn.Sequential(*layers).to(device.kind)
        optimizer = torch.optim.AdamW(model.parameters())
        with_scaler = device.is_gpu and dtype is torch.float16
        scaler = torch.amp.GradScaler(device.kind, enabled=with_scaler)
        inputs = torch.randn(batch, width, device=device.kind)

        def step(dtype=dtype, model=model, optimizer=optimizer, scaler=scaler, inputs=inputs):
            with torch.autocast(device.kind, dtype, enabled=dtype is not None):
                loss = model(inputs).square().mean()
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
            optimizer.zero_grad()

        for _ in range(3):
            step()
        device.reset_peak()
        _, ready = seconds(device, step)
        rows.append(f"{name:<17}{ready * 1e3:9.2f}{device.peak() / GIB:11.2f}")
        del layers, model, optimizer, scaler, inputs, step
        gc.collect()
        device.empty_cache()
    return rows


# Loading: each way, each time, in a process of its own, whose peaks are those of this way.

WAYS = (
    "copy, then .to",
    "copy to the GPU",
    "map_location=GPU, copy",
    "map_location=GPU, assign",
    "assign, then .to",
    "mmap, assign, then .to",
)


def model_of(size: int):
    from torch import nn

    return nn.Sequential(*[nn.Linear(size, size, bias=False) for _ in range(16)])


def one_load(device: Device, way: str, file: str) -> None:
    """Build, load, and bring to the device; prints seconds and the two peaks in bytes."""
    torch, gpu = device.torch, device.kind
    size = torch.load(file, map_location="meta", weights_only=True)["0.weight"].shape[0]
    torch.nn.Linear(8, 8).to(gpu)(torch.ones(1, 8, device=gpu))  # what the first layer costs
    device.wait()
    device.empty_cache()
    device.reset_peak()
    before, on_device, begin = peak_memory(), device.memory()[0], time.perf_counter()
    assign = "assign" in way
    built_on = "meta" if assign else "cpu" if way.endswith("then .to") else gpu
    with torch.device(built_on):
        model = model_of(size)
    place = gpu if way.startswith("map_location") else "cpu"
    mapped = way.startswith("mmap")
    state = torch.load(file, map_location=place, mmap=mapped, weights_only=True)
    model.load_state_dict(state, assign=assign)
    del state
    model.to(gpu)
    device.wait()
    took = time.perf_counter() - begin
    assert all(p.device.type == gpu for p in model.parameters())
    assert model(torch.ones(1, size, device=gpu)).abs().sum() > 0
    print(took, peak_memory() - before, device.peak() - on_device)


def loading(device: Device) -> Lines:
    """Six ways from a file to a model on the device."""
    size, rounds = (4096, 3) if device.is_gpu else (64, 1)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "model.pt"))
        device.torch.save(model_of(size).state_dict(), file)
        rows = [f"file of {Path(file).stat().st_size / GIB:.2f} GiB, in the page cache", ""]
        rows.append("                          seconds   peak GiB: CPU    GPU")
        found: dict[str, list[list[float]]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                arguments = ["--device", device.kind, "--way", way, "--file", file]
                found[way].append([float(n) for n in start(*arguments).split()])
    for way, runs in found.items():
        took, ours, gpus = (statistics.median(each) for each in zip(*runs, strict=True))
        rows.append(f"{way:<25}{took:8.2f}{ours / GIB:16.2f}{gpus / GIB:7.2f}")
    return rows


def peak_memory() -> int:
    """Bytes of this process that were in memory at most, those of mapped files included."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def machine(device: Device) -> Lines:
    """Where all this was measured."""
    from atlas.record import cpu_name

    torch = device.torch
    rows = [f"torch {torch.__version__}, Python {platform.python_version()}, {platform.system()}"]
    if device.is_gpu:
        about = torch.cuda.get_device_properties(0)
        rows.append(f"{about.name}, {about.total_memory / GIB:.0f} GiB, CUDA {torch.version.cuda}")
    rows.append(f"{cpu_name()}, {os.cpu_count()} cores")
    return [*rows, f"{date.today().isoformat()}, medians of {ROUNDS} rounds, 3 for loading"]


PARTS = {
    part.__name__: part for part in (machine, launch, copies, memory, precision, training, loading)
}


def start(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.gpu_figures", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--part", choices=PARTS, help="measure one part, here, and print it")
    parser.add_argument("--way", choices=WAYS, help="load once in this way, here")
    parser.add_argument("--file", help="the model's file for --way")
    asked = parser.parse_args()
    if asked.way:
        one_load(Device(asked.device), asked.way, asked.file)
        return 0
    if asked.part:
        print(*PARTS[asked.part](Device(asked.device)), sep="\n")
        return 0
    text, failed = "$ python -m benchmarks.gpu_figures\n", 0
    for name in asked.parts or PARTS:
        try:
            lines = start("--device", asked.device, "--part", name)
        except RuntimeError as error:
            print(f"FAIL {name}\n{error}", file=sys.stderr, flush=True)
            failed += 1
            continue
        text += f"# --8<-- [start:{name}]\n{lines}# --8<-- [end:{name}]\n"
        asked.out.write_text(text, "utf-8")  # at once: what follows may never end
        print(lines, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
