"""Write files of every kind, for what explains them to be compared with torch.

python -m explorer.corpus FOLDER            all that the installed torch can write
python -m explorer.corpus FOLDER --few      those that may differ between releases
"""

import argparse
import array
import collections
import copy
import datetime
import decimal
import enum
import fractions
import functools
import gzip
import io
import json
import pathlib
import pickle
import random
import re
import struct
import sys
import tarfile
import types
import uuid
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import nn

MAGIC = 0x1950A86A20F9469CFC6C


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(4, 8)
        self.norm = nn.BatchNorm1d(8)
        self.last = nn.Linear(8, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.last(self.norm(self.first(x)).relu())
        return found


@dataclass
class Settings:
    lr: float = 0.1


class Colour(enum.Enum):
    RED = 1


class Config(dict[str, Any]):
    """A dict that is filled by SETITEMS."""


class Names(list[str]):
    """A list that is filled by APPENDS."""


class WithState:
    def __init__(self) -> None:
        self.x = 1

    def __getstate__(self) -> dict[str, int]:
        return {"x": self.x}

    def __setstate__(self, state: dict[str, int]) -> None:
        self.x = state["x"]


class Slotted:
    __slots__ = ("x",)

    def __init__(self) -> None:
        self.x = 1


class Outer:
    class Inner:
        pass


Point = collections.namedtuple("Point", "x y")


class Calls:
    """Pickles as a call of a function."""

    def __init__(self, function: Callable[..., Any], *args: Any) -> None:
        self.function, self.args = function, args

    def __reduce__(self) -> tuple[Any, ...]:
        return self.function, self.args


def state_dict() -> dict[str, torch.Tensor]:
    return dict(Net().state_dict())


def training() -> dict[str, Any]:
    model = Net()
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.randn(4, 4)).sum().backward()
    optimizer.step()
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
    return {
        "epoch": 3,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "rng": torch.get_rng_state(),
        "best": 0.5,
    }


def prefixed(prefix: str) -> dict[str, torch.Tensor]:
    return {prefix + key: value for key, value in state_dict().items()}


def tied() -> dict[str, torch.Tensor]:
    one = torch.randn(4, 4)
    return {"embedding.weight": one, "head.weight": one, "part": one[1:3], "turned": one.t()}


def every_dtype() -> dict[str, torch.Tensor]:
    names = ("float64 float32 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128 "
             "uint16 uint32 uint64 float8_e4m3fn float8_e5m2 float8_e4m3fnuz").split()  # fmt: skip
    return {n: torch.zeros(2, 3).to(getattr(torch, n)) for n in names if hasattr(torch, n)}


def with_attribute() -> torch.Tensor:
    tensor = torch.ones(2)
    tensor.note = "mine"
    return tensor


def parameter_with_attribute() -> nn.Parameter:
    found = nn.Parameter(torch.ones(2))
    found.note = "mine"
    return found


def quantized(axis: int | None = None) -> torch.Tensor:
    if axis is None:
        return torch.quantize_per_tensor(torch.ones(2, 3), 0.1, 10, torch.qint8)
    scales, zeros = torch.tensor([0.1, 0.2]), torch.tensor([0, 0])
    return torch.quantize_per_channel(torch.ones(2, 3), scales, zeros, axis, torch.qint8)


def sparse(layout: torch.layout) -> torch.Tensor:
    dense = torch.tensor([[0.0, 1.0, 0.0, 2.0], [3.0, 0.0, 0.0, 4.0]])
    blocks = {"blocksize": (1, 2)} if layout in (torch.sparse_bsr, torch.sparse_bsc) else {}
    return dense.to_sparse(layout=layout, **blocks)


def recursive() -> list[Any]:
    items: list[Any] = [1]
    items.append(items)
    return items


def average() -> dict[str, Any]:
    averaged = torch.optim.swa_utils.AveragedModel(Net())
    return dict(averaged.state_dict())


OBJECTS: dict[str, Callable[[], Any]] = {
    # dictionaries of tensors
    "state_dict": lambda: Net().state_dict(),
    "state_dict_plain": state_dict,
    "empty_dict": dict,
    "no_object": lambda: None,
    "tensor": lambda: torch.ones(3),
    "tensor_0d": lambda: torch.tensor(1.5),
    "tensor_empty": lambda: torch.empty(0, 3),
    "dtypes": every_dtype,
    "complex_views": lambda: {"conj": torch.ones(2, dtype=torch.complex64).conj(), "neg": torch.ones(2, dtype=torch.complex64).conj().imag},
    "tied": tied,
    "view_of_large": lambda: {"x": torch.zeros(5000)[:3]},
    "expanded": lambda: {"x": torch.ones(1, 3).expand(4, 3)},
    "channels_last": lambda: torch.ones(1, 3, 2, 2).to(memory_format=torch.channels_last),
    "parameters": lambda: {"w": nn.Parameter(torch.ones(2)), "frozen": nn.Parameter(torch.ones(2), requires_grad=False)},
    "requires_grad": lambda: {"x": torch.ones(2, requires_grad=True)},
    "buffer": lambda: {"b": nn.Buffer(torch.ones(2))} if hasattr(nn, "Buffer") else {},
    "tensor_attribute": with_attribute,
    "parameter_attribute": parameter_with_attribute,
    "quantized": quantized,
    "quantized_channel": lambda: quantized(0),
    "sparse_coo": lambda: sparse(torch.sparse_coo),
    "sparse_coalesced": lambda: sparse(torch.sparse_coo).coalesce(),
    "sparse_csr": lambda: sparse(torch.sparse_csr),
    "sparse_csc": lambda: sparse(torch.sparse_csc),
    "nested": lambda: torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]),
    "nested_jagged": lambda: torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], layout=torch.jagged),
    "meta": lambda: {"x": torch.empty(3, 4, device="meta")},
    "untyped_storage": lambda: torch.ones(3).untyped_storage(),
    "untyped_and_typed": lambda: {"s": torch.ones(3, dtype=torch.uint8).untyped_storage(), "t": torch.ones(2)},
    # values
    "values": lambda: {"none": None, "bool": [True, False], "int": [0, 255, 256, 65536, -1, 1 << 31, 1 << 70, -(1 << 70)], "float": [0.5, float("inf"), float("nan")], "bytes": b"\x00\xff", "bytearray": bytearray(b"ab"), "complex": 1 + 2j, "text": "模型🙂", "set": {1, 2}, "tuple": (), "t1": (1,), "t2": (1, 2), "t3": (1, 2, 3), "t4": (1, 2, 3, 4)},
    "surrogate": lambda: {"\ud800": 1},
    "keys": lambda: {1: "a", (1, 2): "b", None: "c", 1.5: "d", torch.float32: "e"},
    "frozenset": lambda: frozenset([1]),
    "size": lambda: torch.Size([2, 3]),
    "device": lambda: [torch.device("cpu"), torch.device("cuda", 1)],
    "dtype": lambda: [torch.float32, torch.int8],
    "layout": lambda: torch.strided,
    "memory_format": lambda: torch.channels_last,
    "generator": lambda: torch.Generator(),
    "counter": lambda: collections.Counter("aab"),
    "ordered": lambda: collections.OrderedDict(a=1),
    "defaultdict_empty": lambda: collections.defaultdict(list),
    "defaultdict": lambda: collections.defaultdict(list, a=[1]),
    "deque": lambda: collections.deque([1, 2]),
    "deque_bounded": lambda: collections.deque([1, 2], 4),
    "chainmap": lambda: collections.ChainMap({"a": 1}),
    "userdict": lambda: collections.UserDict(a=1),
    "namedtuple": lambda: Point(1, 2),
    "dataclass": Settings,
    "enum": lambda: Colour.RED,
    "dict_subclass": lambda: Config(a=1),
    "list_subclass": lambda: Names(["a"]),
    "with_state": WithState,
    "slotted": Slotted,
    "nested_class": Outer.Inner,
    "namespace": lambda: argparse.Namespace(lr=0.1),
    "simple_namespace": lambda: types.SimpleNamespace(lr=0.1),
    "date": lambda: datetime.date(2026, 1, 2),
    "datetime": lambda: datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
    "timedelta": lambda: datetime.timedelta(1),
    "path": lambda: pathlib.PurePosixPath("a/b"),
    "decimal": lambda: decimal.Decimal("1.5"),
    "fraction": lambda: fractions.Fraction(1, 2),
    "uuid": lambda: uuid.UUID(int=1),
    "range": lambda: range(3),
    "slice": lambda: slice(1, 2),
    "partial": lambda: functools.partial(int, base=2),
    "pattern": lambda: re.compile("a"),
    "array": lambda: array.array("d", [1.0]),
    "bytesio": lambda: io.BytesIO(b"a"),
    "exception": lambda: ValueError("a"),
    "type": lambda: [int, dict],
    "recursive": recursive,
    "python_random": random.getstate,
    # NumPy
    "numpy_float": lambda: {"best": numpy.float64(0.5)},
    "numpy_scalars": lambda: [numpy.float32(1), numpy.int64(2), numpy.bool_(True), numpy.complex64(1), numpy.uint8(3), numpy.float16(1)],
    "numpy_array": lambda: numpy.arange(3),
    "numpy_strings": lambda: numpy.array(["a", "bc"]),
    "numpy_objects": lambda: numpy.array([None, "a"], dtype=object),
    "numpy_dates": lambda: numpy.array(["2026-01-02"], dtype="M8[D]"),
    "numpy_record": lambda: numpy.zeros(2, dtype=[("a", "f4"), ("b", "i8")]),
    "numpy_random": numpy.random.get_state,
    "numpy_dtype": lambda: numpy.dtype("f4"),
    # training
    "checkpoint": training,
    "sgd": lambda: torch.optim.SGD(Net().parameters(), 0.1, momentum=0.9).state_dict(),
    "scheduler_lambda": lambda: torch.optim.lr_scheduler.LambdaLR(torch.optim.SGD(Net().parameters(), 0.1), lambda n: 1.0).state_dict(),
    "scaler": lambda: torch.amp.GradScaler("cpu").state_dict(),
    "average": average,
    "lightning": lambda: {"pytorch-lightning_version": "2.5.0", "state_dict": prefixed("model."), "hyper_parameters": {"lr": 0.1}, "epoch": 1, "optimizer_states": []},
    "lightning_namespace": lambda: {"pytorch-lightning_version": "1.9.0", "state_dict": prefixed("net."), "hyper_parameters": argparse.Namespace(lr=0.1)},
    "deepspeed": lambda: {"module": state_dict(), "ds_version": "0.15.0", "dp_world_size": 2},
    "adapter": lambda: {"base_model.model.q.lora_A.weight": torch.ones(2, 4), "base_model.model.q.lora_B.weight": torch.ones(4, 2)},
    "wrapped_ddp": lambda: prefixed("module."),
    "wrapped_compile": lambda: prefixed("_orig_mod."),
    "wrapped_both": lambda: {"state_dict": prefixed("module._orig_mod."), "epoch": 1},
    "ema": lambda: {"model": state_dict(), "model_ema": state_dict(), "step": 1},
    "gan": lambda: {"generator": state_dict(), "discriminator": state_dict()},
    "optimizer_object": lambda: torch.optim.SGD(Net().parameters(), 0.1),
    # whole models
    "whole_net": Net,
    "whole_linear": lambda: nn.Linear(2, 3),
    "whole_sequential": lambda: nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Dropout()),
    "whole_transformer": lambda: nn.TransformerEncoderLayer(8, 2, 16),
    "whole_lstm": lambda: nn.LSTM(2, 3),
    "whole_conv": lambda: nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.MaxPool2d(2)),
    "whole_parallel": lambda: nn.DataParallel(Net()),
    "whole_in_dict": lambda: {"model": Net(), "epoch": 1},
    "whole_deepcopy": lambda: copy.deepcopy(nn.Embedding(4, 2)),
}  # fmt: skip
FEW = ("state_dict", "dtypes", "tied", "parameter_attribute", "quantized", "sparse_coo", "checkpoint",
       "numpy_float", "defaultdict", "whole_net", "values", "scaler", "meta")  # fmt: skip
DANGEROUS: dict[str, Callable[[], Any]] = {
    "evil_system": lambda: Calls(__import__("os").system, "echo unsafe"),
    "evil_exec": lambda: Calls(exec, "1"),
    "evil_eval": lambda: {"w": torch.ones(2), "x": Calls(eval, "1")},
    "evil_subprocess": lambda: Calls(__import__("subprocess").check_output, ["true"]),
    "evil_getattr": lambda: Calls(getattr, "abc", "upper"),
    "evil_import": lambda: Calls(__import__, "os"),
    "evil_open": lambda: Calls(open, "/dev/null"),
    "evil_runpy": lambda: Calls(__import__("runpy").run_path, "x.py"),
    "evil_pickle": lambda: Calls(pickle.loads, pickle.dumps(1)),
    "evil_torch_load": lambda: Calls(torch.load, "x.pt"),
    "evil_storage": lambda: Calls(torch.storage._load_from_bytes, b"x"),
    "evil_webbrowser": lambda: Calls(__import__("webbrowser").open, "x"),
    "evil_nested": lambda: {"inner": pickle.dumps(Calls(exec, "1"), 2)},
    "evil_partial": lambda: Calls(functools.partial, exec, "1"),
}


def zipped(obj: Any, **more: Any) -> bytes:
    buffer = io.BytesIO()
    torch.save(obj, buffer, **more)
    return buffer.getvalue()


def entries_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(
    entries: dict[str, bytes] | list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED
) -> bytes:
    buffer = io.BytesIO()
    pairs = entries.items() if isinstance(entries, dict) else entries
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in pairs:
            archive.writestr(name, content)
    return buffer.getvalue()


def with_pickle(program: bytes, storages: dict[str, bytes] | None = None) -> bytes:
    """An archive as torch.save makes it, around a pickle that we write ourselves."""
    entries = {
        "archive/data.pkl": program,
        "archive/byteorder": b"little",
        "archive/version": b"3\n",
    }
    return archive_of(entries | {f"archive/data/{k}": v for k, v in (storages or {}).items()})


def edited(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    entries = entries_of(data)
    change(entries)
    return archive_of(entries)


def replaced(data: bytes, *pairs: tuple[bytes, bytes]) -> bytes:
    """With other words in the pickle."""

    def change(entries: dict[str, bytes]) -> None:
        for old, new in pairs:
            entries["archive/data.pkl"] = entries["archive/data.pkl"].replace(old, new)

    return edited(data, change)


def tagged(tag: str, old: bytes = b"X\x03\x00\x00\x00cpu") -> tuple[bytes, bytes]:
    return old, b"X" + struct.pack("<I", len(tag)) + tag.encode()


def tensor_program(size: bytes, offset: bytes = b"K\x00", flag: bytes = b"\x89", count: bytes = b"K\x04") -> bytes:  # fmt: skip
    return (
        b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n"
        b"X\x01\x00\x00\x000X\x03\x00\x00\x00cpu" + count + b"tQ" + offset + size + flag
        + b"ccollections\nOrderedDict\n)RtR."
    )  # fmt: skip


def call_program(module: str, name: str, arguments: bytes = b")") -> bytes:
    return (
        f"\x80c{module}\n{name}\n".encode("latin-1").replace(b"\x80", b"\x80\x02")
        + arguments
        + b"R."
    )


def programs() -> dict[str, bytes]:
    """Pickles that no pickler writes, in an archive."""
    four = {"0": bytes(16)}
    tensors = {
        "odd_good": tensor_program(b"(K\x02K\x02t(K\x02K\x01t"),
        "odd_beyond": tensor_program(b"(K\x05t(K\x01t"),
        "odd_negative": tensor_program(b"(J\xff\xff\xff\xfft(K\x01t"),
        "odd_strides": tensor_program(b"(K\x02K\x02t(K\x01t"),
        "odd_offset": tensor_program(b"(K\x02t(K\x01t", offset=b"J\xff\xff\xff\xff"),
        "odd_float_size": tensor_program(b"(G\x3f\xf0\0\0\0\0\0\0t(K\x01t"),
        "odd_flag": tensor_program(b"(K\x02t(K\x01t", flag=b"K\x00"),
        "odd_count_short": tensor_program(b"(K\x02t(K\x01t", count=b"K\x02"),
        "odd_count_long": tensor_program(b"(K\x04t(K\x01t", count=b"K\x08"),
        "odd_count_negative": tensor_program(b"(K\x04t(K\x01t", count=b"J\xff\xff\xff\xff"),
        "odd_list_size": tensor_program(b"]K\x02a]K\x01a"),
    }
    plain = {
        "odd_no_stop": b"\x80\x02}",
        "odd_empty": b"",
        "odd_stop": b".",
        "odd_underflow": b"\x80\x02a.",
        "odd_memo": b"\x80\x02h\x05.",
        "odd_mark": b"\x80\x02t.",
        "odd_unhashable": b"\x80\x02}]K\x01s.",
        "odd_pairs": b"\x80\x02}(K\x01u.",
        "odd_set_on_list": b"\x80\x02]K\x00K\x01s.",
        "odd_append_on_dict": b"\x80\x02}K\x01a.",
        "odd_build_on_dict": b"\x80\x02}}b.",
        "odd_build_ordered": b"\x80\x02ccollections\nOrderedDict\n)RK\x01b.",
        "odd_utf8": b"\x80\x02X\x02\x00\x00\x00\xff\xfe.",
        "odd_string": b"\x80\x02U\x02ab.",
        "odd_long_lie": b"\x80\x02X\xff\xff\xff\x7fab.",
        "odd_global_cut": b"\x80\x02ccollections",
        "odd_call_of_call": call_program("functools", "partial")[:-1] + b")R.",
        "odd_call_number": b"\x80\x02K\x01)R.",
        "odd_call_dtype": call_program("torch", "float32"),
        "odd_call_tensor": call_program("torch", "Tensor"),
        "odd_new_number": b"\x80\x02K\x01)\x81.",
        "odd_new_ordered": b"\x80\x02ccollections\nOrderedDict\n)\x81.",
        "odd_extension": b"\x80\x02\x82\x01.",
        "odd_inst": b"\x80\x02(icollections\nOrderedDict\n.",
        "odd_protocol0": b"(lp0\nI1\na.",
        "odd_pid_text": b"\x80\x02X\x01\x00\x00\x00aQ.",
        "odd_pid_int": b"\x80\x02K\x01Q.",
        "odd_pid_module": b"\x80\x02(X\x06\x00\x00\x00moduleK\x01K\x02tQ.",
        "odd_pid_short": b"\x80\x02X\x07\x00\x00\x00storage\x85Q.",
        "odd_blocked": call_program("os", "system", b"X\x04\x00\x00\x00true\x85"),
        "odd_blocked_posix": call_program("posix", "system", b"X\x04\x00\x00\x00true\x85"),
        "odd_sys": b"\x80\x02csys\nmodules\n.",
        "odd_python2": b"\x80\x02c__builtin__\nset\n]\x85R.",
        "odd_python2_long": b"\x80\x02c__builtin__\nlong\n.",
        "odd_exceptions": b"\x80\x02cexceptions\nValueError\n.",
        "odd_homoglyph": "\x80\x02ctоrch\nFloatStorage\n.".encode().replace(b"\xc2\x80", b"\x80"),
        "odd_layout": call_program("torch.serialization", "_get_layout", b"X\x01\x00\x00\x00x\x85"),
        "odd_device": call_program("torch", "device", b"X\x01\x00\x00\x00x\x85"),
        "odd_deep_lists": b"\x80\x02" + b"]" * 200_000 + b"a" * 199_999 + b".",
        "odd_deep_tuples": b"\x80\x02)" + b"\x85" * 200_000 + b".",
        "odd_protocol3_bytes": b"\x80\x03C\x02ab.",
        "odd_protocol9": b"\x80\x09}.",
        "odd_trailing": b"\x80\x02}.more",
        "odd_counter_build": b"\x80\x02ccollections\nCounter\n)R}b.",
        "odd_set_build": b"\x80\x02cbuiltins\nset\n]\x85R}b.",
    }
    return {n: with_pickle(p, four) for n, p in (tensors | plain).items()}


def archives() -> dict[str, bytes]:
    """Zips that are not as torch.save leaves them."""
    good = zipped(state_dict())
    entries = entries_of(good)
    keys = list(entries)
    upper = {n.replace("data.pkl", "DATA.PKL"): c for n, c in entries.items()}
    loose = {n.removeprefix("archive/"): c for n, c in entries.items()}
    evil = pickle.dumps(Calls(exec, "1"), 2)
    twins = [*entries.items(), ("archive/data.pkl", evil)]
    cases = [*entries.items(), ("archive/DATA.pkl", evil)]
    before = [("archive/DATA.pkl", evil), *entries.items()]

    def without(*names: str) -> bytes:
        return archive_of(
            {n: c for n, c in entries.items() if n.removeprefix("archive/") not in names}
        )

    def put(name: str, content: bytes) -> bytes:
        return archive_of(entries | {f"archive/{name}": content})

    encrypted = bytearray(archive_of(entries))
    at = encrypted.find(b"PK\x01\x02")
    encrypted[at + 8] |= 1
    return {
        "zip_compressed": archive_of(entries, zipfile.ZIP_DEFLATED),
        "zip_lzma": archive_of(entries, zipfile.ZIP_LZMA),
        "zip_reversed": archive_of({n: entries[n] for n in reversed(keys)}),
        "zip_upper": archive_of(upper),
        "zip_loose": archive_of(loose),
        "zip_twins": archive_of(twins),
        "zip_case_twins": archive_of(cases),
        "zip_case_twins_before": archive_of(before),
        "zip_other_folder": archive_of([*entries.items(), ("__MACOSX/x", b"1")]),
        "zip_folder_entry": archive_of([("archive/", b""), *entries.items()]),
        "zip_in_folder": archive_of({f"deep/{n}": c for n, c in entries.items()}),
        "zip_in_zip": archive_of({"model.pt": good}),
        "zip_empty": archive_of({}),
        "zip_no_version": without("version", ".data/version"),
        "zip_version_0": put("version", b"0"),
        "zip_version_99": put("version", b"99"),
        "zip_version_text": put("version", b"x"),
        "zip_version_10": put("version", b"10"),
        "zip_no_pickle": without("data.pkl"),
        "zip_no_storage": without("data/0"),
        "zip_short_storage": put("data/0", bytes(4)),
        "zip_long_storage": put("data/0", bytes(4096)),
        "zip_empty_storage": put("data/0", b""),
        "zip_big_endian": put("byteorder", b"big"),
        "zip_other_endian": put("byteorder", b"middle"),
        "zip_alignment": put(".storage_alignment", b"x"),
        "zip_no_extras": without(
            ".format_version", ".storage_alignment", ".data/serialization_id", "byteorder"
        ),
        "zip_trailing": good + b"trailing bytes",
        "zip_before": b"leading bytes" + good,
        "zip_encrypted": bytes(encrypted),
        "zip_cut_half": good[: len(good) // 2],
        "zip_cut_end": good[:-30],
        "zip_cut_start": good[:100],
        "zip_zero_middle": good[: len(good) // 3] + bytes(600) + good[len(good) // 3 + 600 :],
        "zip_comment": good[:-2] + b"\x05\x00hello",
        "zip_torchscript_marker": put("constants.pkl", b"x"),
        "zip_data_flipped": good.replace(bytes(8), bytes(7) + b"\x01", 1),
    }


def devices() -> dict[str, bytes]:
    one = zipped(state_dict())
    tags = (
        "cuda:0",
        "cuda",
        "cuda:7",
        "mps",
        "mps:0",
        "xpu:0",
        "npu:0",
        "meta",
        "hpu",
        "cpu:0",
        "nowhere",
        "",
    )
    found = {f"tag_{tag.replace(':', '_') or 'none'}": replaced(one, tagged(tag)) for tag in tags}
    return found | {
        "tag_legacy_cuda": zipped(
            {"a": torch.ones(2)}, _use_new_zipfile_serialization=False
        ).replace(*tagged("cuda:0"))
    }


def legacy() -> dict[str, bytes]:
    names = ("state_dict", "tied", "checkpoint", "whole_net", "numpy_float", "sparse_coo", "dtypes", "values",
             "tensor_empty", "view_of_large", "quantized", "parameters")  # fmt: skip
    found = {
        f"legacy_{n}": zipped(OBJECTS[n](), _use_new_zipfile_serialization=False) for n in names
    }
    good = found["legacy_state_dict"]
    evil = zipped(Calls(exec, "1"), _use_new_zipfile_serialization=False)
    return found | {
        "legacy_cut": good[:-10],
        "legacy_cut_half": good[: len(good) // 3],
        "legacy_trailing": good + b"more",
        "legacy_magic_only": pickle.dumps(MAGIC, 2),
        "legacy_version": pickle.dumps(MAGIC, 2) + pickle.dumps(1000, 2),
        "legacy_evil": evil,
        "legacy_protocol4": zipped(
            {"a": 1}, _use_new_zipfile_serialization=False, pickle_protocol=4
        ),
    }


def protocols() -> dict[str, bytes]:
    return {
        f"protocol_{number}_{name}": zipped(OBJECTS[name](), pickle_protocol=number)
        for number in (3, 4, 5)
        for name in ("state_dict", "numpy_float", "evil")
        if name in OBJECTS
    } | {f"protocol_{n}_evil": zipped(Calls(exec, "1"), pickle_protocol=n) for n in (3, 4)}


def safetensors(header: Any, data: bytes) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def others() -> dict[str, bytes]:
    """Files of other kinds; the name has its ending."""
    one = {"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
    tensors = safetensors({"__metadata__": {"format": "pt"}, **one}, bytes(8))
    array_file, many = io.BytesIO(), io.BytesIO()
    numpy.save(array_file, numpy.arange(3))
    numpy.savez(many, a=numpy.arange(3))
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for name in ("sys_info", "pickle", "storages", "tensors"):
            archive.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    plain = {f"plain_{n}.pkl": pickle.dumps({"a": [1, 2.0, "x"], "b": {3}}, n) for n in range(6)}
    return plain | {
        "good.safetensors": tensors,
        "misnamed_safetensors.pt": tensors,
        "cut.safetensors": tensors[:-4],
        "cut_header.safetensors": tensors[:20],
        "wrong_size.safetensors": safetensors(one, bytes(4)),
        "gap.safetensors": safetensors({"w": {**one["w"], "data_offsets": [4, 12]}}, bytes(12)),
        "dtype.safetensors": safetensors({"w": {**one["w"], "dtype": "Q9"}}, bytes(8)),
        "text.safetensors": b"not tensors at all, but longer than eight bytes",
        "misnamed_pt.safetensors": zipped(state_dict()),
        "model.safetensors.index.json": json.dumps({"metadata": {}, "weight_map": {"a": "model-1.safetensors"}}).encode(),
        "adapter_config.json": json.dumps({"peft_type": "LORA", "r": 8}).encode(),
        "pointer.pt": b"version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 1234\n",
        "page.pt": b"<!DOCTYPE html><html><body>Sign in</body></html>",
        "zeros.pt": bytes(4096),
        "few_zeros.pt": bytes(100),
        "nothing.pt": b"",
        "words.pt": b"epoch 1 loss 0.5\n",
        "one_byte.pt": b"\x80",
        "archive.tar": tar.getvalue(),
        "compressed.pt.gz": gzip.compress(zipped({"a": 1})),
        "array.npy": array_file.getvalue(),
        "arrays.npz": many.getvalue(),
        "model.gguf": b"GGUF\x03\x00\x00\x00" + bytes(32),
        "model.h5": b"\x89HDF\r\n\x1a\n" + bytes(100),
        "model.onnx": b"\x08\x08\x12\x07pytorch\x1a\x052.13." + bytes(20),
        "data.pkl": entries_of(zipped(state_dict()))["archive/data.pkl"],
    }  # fmt: skip


def programs_of_torch() -> dict[str, bytes]:
    """TorchScript and an exported program."""
    script, exported = io.BytesIO(), io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.save(torch.jit.script(nn.Linear(2, 3)), script)
    torch.export.save(torch.export.export(nn.Linear(2, 3), (torch.ones(1, 2),)), exported)
    return {"script.pt": script.getvalue(), "exported.pt2": exported.getvalue()}


def distributed(folder: Path) -> None:
    from torch.distributed import checkpoint

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        checkpoint.save({"model": state_dict()}, checkpoint_id=folder / "distributed", no_dist=True)


def older_numpy() -> dict[str, bytes]:
    """As NumPy 1 names its functions."""
    return {
        f"numpy1_{name}": replaced(zipped(OBJECTS[name]()), (b"numpy._core", b"numpy.core"))
        for name in ("numpy_float", "numpy_scalars", "numpy_array", "numpy_random")
    }


def missing_packages() -> dict[str, bytes]:
    """What other libraries leave in files, which need not be installed."""
    settings = zipped(Settings())
    new = [
        b"comegaconf.dictconfig\nDictConfig\n",
        b"ctransformers.training_args\nTrainingArguments\n",
        b"clightning_fabric.utilities.data\nAttributeDict\n",
    ]
    old = f"c{Settings.__module__}\nSettings\n".encode()
    return {f"package_{n}": replaced(settings, (old, name)) for n, name in enumerate(new)}


def write(folder: Path, few: bool = False) -> None:
    torch.manual_seed(0)
    random.seed(0)
    folder.mkdir(parents=True, exist_ok=True)
    release = torch.__version__.split("+")[0]
    for name in FEW if few else OBJECTS:
        try:
            data = zipped(OBJECTS[name]())
        except Exception as error:
            print(f"{name} cannot be saved: {error}", file=sys.stderr)
            continue
        (folder / f"{release}_{name}.pt").write_bytes(data)
    if few:
        old = zipped(state_dict(), _use_new_zipfile_serialization=False)
        (folder / f"{release}_legacy.pt").write_bytes(old)
        return
    made = {n: zipped(make()) for n, make in DANGEROUS.items()}
    for more in (programs, archives, devices, legacy, protocols, older_numpy, missing_packages):
        made |= more()
    for name, data in made.items():
        (folder / f"{name}.pt").write_bytes(data)
    for name, data in (others() | programs_of_torch()).items():
        (folder / name).write_bytes(data)
    distributed(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--few", action="store_true")
    options = parser.parse_args()
    write(options.folder, options.few)


if __name__ == "__main__":
    from explorer import corpus  # so that its classes are found where their names say

    corpus.main()
