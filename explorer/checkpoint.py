"""Say what a checkpoint is, which torch accepts it, and the lines that load it. Runs nothing of it.

    python checkpoint.py FILE [FILE2] [--json] [--zh]

The standard library is all it needs. The same source runs in a browser, on MicroPython, which has
less of it: no dict keeps its order there, and recursion ends soon.
"""

# /// script
# requires-python = ">=3.10"
# ///

import heapq
import json
import struct
import sys

try:
    import zlib
    from binascii import crc32
    from typing import Any  # MicroPython has none, and evaluates no annotation
except ImportError:
    pass

# What each torch does, found out by asking it: python -m explorer.rules --renew FOLDER
RULES = json.loads(
    r"""{"common": ["_codecs.encode","builtins.bytearray","builtins.complex","builtins.set","collections.Counter","collections.OrderedDict","torch.BFloat16Storage","torch.BFloat16Tensor","torch.BoolStorage","torch.BoolTensor","torch.ByteStorage","torch.ByteTensor","torch.CharStorage","torch.CharTensor","torch.ComplexDoubleStorage","torch.ComplexFloatStorage","torch.DoubleStorage","torch.DoubleTensor","torch.FloatStorage","torch.FloatTensor","torch.HalfStorage","torch.HalfTensor","torch.IntStorage","torch.IntTensor","torch.LongStorage","torch.LongTensor","torch.QInt32Storage","torch.QInt8Storage","torch.QUInt2x4Storage","torch.QUInt4x2Storage","torch.QUInt8Storage","torch.ShortStorage","torch.ShortTensor","torch.Size","torch.Tensor","torch._tensor._rebuild_from_type_v2","torch._utils._rebuild_device_tensor_from_cpu_tensor","torch._utils._rebuild_device_tensor_from_numpy","torch._utils._rebuild_meta_tensor_no_storage","torch._utils._rebuild_parameter","torch._utils._rebuild_parameter_with_state","torch._utils._rebuild_qtensor","torch._utils._rebuild_sparse_tensor","torch._utils._rebuild_tensor","torch._utils._rebuild_tensor_v2","torch._utils._rebuild_tensor_v3","torch._utils._rebuild_wrapper_subclass","torch.bfloat16","torch.bits16","torch.bits1x8","torch.bits2x4","torch.bits4x2","torch.bits8","torch.bool","torch.complex128","torch.complex32","torch.complex64","torch.cuda.BFloat16Storage","torch.cuda.BFloat16Tensor","torch.cuda.BoolStorage","torch.cuda.BoolTensor","torch.cuda.ByteStorage","torch.cuda.ByteTensor","torch.cuda.CharStorage","torch.cuda.CharTensor","torch.cuda.ComplexDoubleStorage","torch.cuda.ComplexFloatStorage","torch.cuda.DoubleStorage","torch.cuda.DoubleTensor","torch.cuda.FloatStorage","torch.cuda.FloatTensor","torch.cuda.HalfStorage","torch.cuda.HalfTensor","torch.cuda.IntStorage","torch.cuda.IntTensor","torch.cuda.LongStorage","torch.cuda.LongTensor","torch.cuda.ShortStorage","torch.cuda.ShortTensor","torch.cuda.sparse.BFloat16Tensor","torch.cuda.sparse.ByteTensor","torch.cuda.sparse.CharTensor","torch.cuda.sparse.DoubleTensor","torch.cuda.sparse.FloatTensor","torch.cuda.sparse.HalfTensor","torch.cuda.sparse.IntTensor","torch.cuda.sparse.LongTensor","torch.cuda.sparse.ShortTensor","torch.device","torch.float16","torch.float32","torch.float64","torch.float8_e4m3fn","torch.float8_e4m3fnuz","torch.float8_e5m2","torch.float8_e5m2fnuz","torch.int16","torch.int32","torch.int64","torch.int8","torch.nn.parameter.Parameter","torch.per_channel_affine","torch.per_channel_affine_float_qparams","torch.per_channel_symmetric","torch.per_tensor_affine","torch.per_tensor_symmetric","torch.qint32","torch.qint8","torch.quint2x4","torch.quint4x2","torch.quint8","torch.serialization._get_layout","torch.sparse.BFloat16Tensor","torch.sparse.ByteTensor","torch.sparse.CharTensor","torch.sparse.DoubleTensor","torch.sparse.FloatTensor","torch.sparse.HalfTensor","torch.sparse.IntTensor","torch.sparse.LongTensor","torch.sparse.ShortTensor","torch.storage.TypedStorage","torch.storage.UntypedStorage","torch.uint16","torch.uint32","torch.uint64","torch.uint8"],
"storages": {"torch.BFloat16Storage":"torch.bfloat16","torch.BoolStorage":"torch.bool","torch.ByteStorage":"torch.uint8","torch.CharStorage":"torch.int8","torch.ComplexDoubleStorage":"torch.complex128","torch.ComplexFloatStorage":"torch.complex64","torch.DoubleStorage":"torch.float64","torch.FloatStorage":"torch.float32","torch.HalfStorage":"torch.float16","torch.IntStorage":"torch.int32","torch.LongStorage":"torch.int64","torch.QInt32Storage":"torch.qint32","torch.QInt8Storage":"torch.qint8","torch.QUInt2x4Storage":"torch.quint2x4","torch.QUInt4x2Storage":"torch.quint4x2","torch.QUInt8Storage":"torch.quint8","torch.ShortStorage":"torch.int16","torch.cuda.BFloat16Storage":"torch.bfloat16","torch.cuda.BoolStorage":"torch.bool","torch.cuda.ByteStorage":"torch.uint8","torch.cuda.CharStorage":"torch.int8","torch.cuda.ComplexDoubleStorage":"torch.complex128","torch.cuda.ComplexFloatStorage":"torch.complex64","torch.cuda.DoubleStorage":"torch.float64","torch.cuda.FloatStorage":"torch.float32","torch.cuda.HalfStorage":"torch.float16","torch.cuda.IntStorage":"torch.int32","torch.cuda.LongStorage":"torch.int64","torch.cuda.ShortStorage":"torch.int16"},
"modules": {"__builtin__":"builtins","copy_reg":"copyreg","Queue":"queue","repr":"reprlib","_abcoll":"collections.abc","UserDict":"collections","UserList":"collections","UserString":"collections","whichdb":"dbm","StringIO":"io","cStringIO":"io"},
"renamed": {"UserDict.IterableUserDict":"collections.UserDict","UserDict.UserDict":"collections.UserDict","UserList.UserList":"collections.UserList","UserString.UserString":"collections.UserString","__builtin__.basestring":"builtins.str","__builtin__.intern":"sys.intern","__builtin__.long":"builtins.int","__builtin__.reduce":"functools.reduce","__builtin__.unichr":"builtins.chr","__builtin__.unicode":"builtins.str","__builtin__.xrange":"builtins.range","exceptions.StandardError":"builtins.Exception","itertools.ifilter":"builtins.filter","itertools.ifilterfalse":"itertools.filterfalse","itertools.imap":"builtins.map","itertools.izip":"builtins.zip","itertools.izip_longest":"itertools.zip_longest"},
"releases": {
"2.6.0": {"names":["torch._utils._rebuild_nested_tensor","torch.nested._internal.nested_tensor.NestedTensor","torch.nested._internal.nested_tensor._rebuild_njt"],"renamed":{},"source":"803370d30c8be8a9","opcodes":[40,41,46,71,74,75,77,78,81,82,85,88,93,97,98,99,101,104,106,113,114,115,116,117,125,128,129,133,134,135,136,137,138,143],"blocked":["sys","os","posix","nt"],"needs_import":["torch._dynamo.decorators._DimRange","torch.distributed.device_mesh.DeviceMesh","torch.distributed.tensor.DTensor","torch.distributed.tensor._dtensor_spec.DTensorSpec","torch.distributed.tensor._dtensor_spec.TensorMeta","torch.distributed.tensor.placement_types.Partial","torch.distributed.tensor.placement_types.Replicate","torch.distributed.tensor.placement_types.Shard"],"setitem_any":true,"append_subclass":false,"short_record":true,"other_folders":false,"reads_alignment":false,"safetensors":false,"validates_sparse":true},
"2.9.1": {"names":["torch._utils._rebuild_nested_tensor","torch.float4_e2m1fn_x2","torch.float8_e8m0fnu","torch.int1","torch.int2","torch.int3","torch.int4","torch.int5","torch.int6","torch.int7","torch.nested._internal.nested_tensor.NestedTensor","torch.nested._internal.nested_tensor._rebuild_njt","torch.uint1","torch.uint2","torch.uint3","torch.uint4","torch.uint5","torch.uint6","torch.uint7"],"renamed":{},"source":"d82e4df400bf8019","opcodes":[40,41,46,71,74,75,77,78,81,82,85,88,93,97,98,99,101,104,106,113,114,115,116,117,125,128,129,133,134,135,136,137,138,143],"blocked":["sys","os","posix","nt"],"needs_import":["torch._dynamo.decorators._DimRange","torch.distributed.device_mesh.DeviceMesh","torch.distributed.tensor.DTensor","torch.distributed.tensor._dtensor_spec.DTensorSpec","torch.distributed.tensor._dtensor_spec.TensorMeta","torch.distributed.tensor.placement_types.Partial","torch.distributed.tensor.placement_types.Replicate","torch.distributed.tensor.placement_types.Shard"],"setitem_any":true,"append_subclass":false,"short_record":true,"other_folders":false,"reads_alignment":true,"safetensors":false,"validates_sparse":false},
"2.11.0": {"names":["torch._utils._rebuild_nested_tensor","torch.distributed._mesh_layout._MeshLayout","torch.float4_e2m1fn_x2","torch.float8_e8m0fnu","torch.int1","torch.int2","torch.int3","torch.int4","torch.int5","torch.int6","torch.int7","torch.nested._internal.nested_tensor.NestedTensor","torch.nested._internal.nested_tensor._rebuild_njt","torch.uint1","torch.uint2","torch.uint3","torch.uint4","torch.uint5","torch.uint6","torch.uint7"],"renamed":{},"source":"9032a58c76b60da5","opcodes":[40,41,46,71,74,75,77,78,81,82,85,88,93,97,98,99,101,104,106,113,114,115,116,117,125,128,129,133,134,135,136,137,138,143],"blocked":["sys","os","posix","nt"],"needs_import":["torch._dynamo.decorators._DimRange","torch.distributed.device_mesh.DeviceMesh","torch.distributed.tensor.DTensor","torch.distributed.tensor._dtensor_spec.DTensorSpec","torch.distributed.tensor._dtensor_spec.TensorMeta","torch.distributed.tensor.placement_types.Partial","torch.distributed.tensor.placement_types.Replicate","torch.distributed.tensor.placement_types.Shard"],"setitem_any":false,"append_subclass":false,"short_record":false,"other_folders":false,"reads_alignment":true,"safetensors":false,"validates_sparse":false},
"2.13.0": {"names":["torch._utils._rebuild_nested_tensor","torch.distributed._mesh_layout._FlatLayout","torch.distributed._mesh_layout._MeshLayout","torch.float4_e2m1fn_x2","torch.float8_e8m0fnu","torch.int1","torch.int2","torch.int3","torch.int4","torch.int5","torch.int6","torch.int7","torch.nested._internal.nested_tensor.NestedTensor","torch.nested._internal.nested_tensor._rebuild_njt","torch.uint1","torch.uint2","torch.uint3","torch.uint4","torch.uint5","torch.uint6","torch.uint7"],"renamed":{},"source":"6ab0fa1b558b0fde","opcodes":[40,41,46,71,74,75,77,78,81,82,85,88,93,97,98,99,101,104,106,113,114,115,116,117,125,128,129,133,134,135,136,137,138,143],"blocked":["sys","os","posix","nt"],"needs_import":["torch._dynamo.decorators._DimRange","torch.distributed.device_mesh.DeviceMesh","torch.distributed.tensor.DTensor","torch.distributed.tensor._dtensor_spec.DTensorSpec","torch.distributed.tensor._dtensor_spec.TensorMeta","torch.distributed.tensor.placement_types.Partial","torch.distributed.tensor.placement_types.Replicate","torch.distributed.tensor.placement_types.Shard"],"setitem_any":false,"append_subclass":false,"short_record":false,"other_folders":false,"reads_alignment":true,"safetensors":true,"validates_sparse":false},
"2.14.1": {"names":["builtins.ArithmeticError","builtins.AssertionError","builtins.AttributeError","builtins.BaseException","builtins.BaseExceptionGroup","builtins.BlockingIOError","builtins.BrokenPipeError","builtins.BufferError","builtins.BytesWarning","builtins.ChildProcessError","builtins.ConnectionAbortedError","builtins.ConnectionError","builtins.ConnectionRefusedError","builtins.ConnectionResetError","builtins.DeprecationWarning","builtins.EOFError","builtins.EncodingWarning","builtins.Exception","builtins.ExceptionGroup","builtins.FileExistsError","builtins.FileNotFoundError","builtins.FloatingPointError","builtins.FutureWarning","builtins.GeneratorExit","builtins.ImportError","builtins.ImportWarning","builtins.IndentationError","builtins.IndexError","builtins.InterruptedError","builtins.IsADirectoryError","builtins.KeyError","builtins.KeyboardInterrupt","builtins.LookupError","builtins.MemoryError","builtins.ModuleNotFoundError","builtins.NameError","builtins.NotADirectoryError","builtins.NotImplementedError","builtins.OSError","builtins.OverflowError","builtins.PendingDeprecationWarning","builtins.PermissionError","builtins.ProcessLookupError","builtins.RecursionError","builtins.ReferenceError","builtins.ResourceWarning","builtins.RuntimeError","builtins.RuntimeWarning","builtins.StopAsyncIteration","builtins.StopIteration","builtins.SyntaxError","builtins.SyntaxWarning","builtins.SystemError","builtins.SystemExit","builtins.TabError","builtins.TimeoutError","builtins.TypeError","builtins.UnboundLocalError","builtins.UnicodeDecodeError","builtins.UnicodeEncodeError","builtins.UnicodeError","builtins.UnicodeTranslateError","builtins.UnicodeWarning","builtins.UserWarning","builtins.ValueError","builtins.Warning","builtins.ZeroDivisionError","torch._utils._rebuild_nested_tensor","torch.bcomplex32","torch.distributed._mesh_layout._FlatLayout","torch.distributed._mesh_layout._MeshLayout","torch.float4_e2m1fn_x2","torch.float8_e8m0fnu","torch.int1","torch.int2","torch.int3","torch.int4","torch.int5","torch.int6","torch.int7","torch.nested._internal.nested_tensor.NestedTensor","torch.nested._internal.nested_tensor._rebuild_njt","torch.uint1","torch.uint2","torch.uint3","torch.uint4","torch.uint5","torch.uint6","torch.uint7","traceback.FrameSummary","traceback.StackSummary"],"renamed":{"exceptions.ArithmeticError":"builtins.ArithmeticError","exceptions.AssertionError":"builtins.AssertionError","exceptions.AttributeError":"builtins.AttributeError","exceptions.BaseException":"builtins.BaseException","exceptions.BufferError":"builtins.BufferError","exceptions.BytesWarning":"builtins.BytesWarning","exceptions.DeprecationWarning":"builtins.DeprecationWarning","exceptions.EOFError":"builtins.EOFError","exceptions.EnvironmentError":"builtins.EnvironmentError","exceptions.Exception":"builtins.Exception","exceptions.FloatingPointError":"builtins.FloatingPointError","exceptions.FutureWarning":"builtins.FutureWarning","exceptions.GeneratorExit":"builtins.GeneratorExit","exceptions.IOError":"builtins.IOError","exceptions.ImportError":"builtins.ImportError","exceptions.ImportWarning":"builtins.ImportWarning","exceptions.IndentationError":"builtins.IndentationError","exceptions.IndexError":"builtins.IndexError","exceptions.KeyError":"builtins.KeyError","exceptions.KeyboardInterrupt":"builtins.KeyboardInterrupt","exceptions.LookupError":"builtins.LookupError","exceptions.MemoryError":"builtins.MemoryError","exceptions.NameError":"builtins.NameError","exceptions.NotImplementedError":"builtins.NotImplementedError","exceptions.OSError":"builtins.OSError","exceptions.OverflowError":"builtins.OverflowError","exceptions.PendingDeprecationWarning":"builtins.PendingDeprecationWarning","exceptions.ReferenceError":"builtins.ReferenceError","exceptions.RuntimeError":"builtins.RuntimeError","exceptions.RuntimeWarning":"builtins.RuntimeWarning","exceptions.StopIteration":"builtins.StopIteration","exceptions.SyntaxError":"builtins.SyntaxError","exceptions.SyntaxWarning":"builtins.SyntaxWarning","exceptions.SystemError":"builtins.SystemError","exceptions.SystemExit":"builtins.SystemExit","exceptions.TabError":"builtins.TabError","exceptions.TypeError":"builtins.TypeError","exceptions.UnboundLocalError":"builtins.UnboundLocalError","exceptions.UnicodeDecodeError":"builtins.UnicodeDecodeError","exceptions.UnicodeEncodeError":"builtins.UnicodeEncodeError","exceptions.UnicodeError":"builtins.UnicodeError","exceptions.UnicodeTranslateError":"builtins.UnicodeTranslateError","exceptions.UnicodeWarning":"builtins.UnicodeWarning","exceptions.UserWarning":"builtins.UserWarning","exceptions.ValueError":"builtins.ValueError","exceptions.Warning":"builtins.Warning","exceptions.ZeroDivisionError":"builtins.ZeroDivisionError"},"source":"2a26e3b11ec32315","opcodes":[40,41,46,71,74,75,77,78,81,82,85,88,93,97,98,99,101,104,106,113,114,115,116,117,125,128,129,133,134,135,136,137,138,143],"blocked":["sys","os","posix","nt"],"needs_import":["torch._dynamo.decorators._DimRange","torch.distributed.device_mesh.DeviceMesh","torch.distributed.tensor.DTensor","torch.distributed.tensor._dtensor_spec.DTensorSpec","torch.distributed.tensor._dtensor_spec.TensorMeta","torch.distributed.tensor.placement_types.Partial","torch.distributed.tensor.placement_types.Replicate","torch.distributed.tensor.placement_types.Shard"],"setitem_any":false,"append_subclass":true,"short_record":false,"other_folders":false,"reads_alignment":true,"safetensors":true,"validates_sparse":true},
"2.15.0": {"names":["torch.bcomplex32","torch.distributed._mesh_layout._FlatLayout","torch.distributed._mesh_layout._MeshLayout","torch.float4_e2m1fn_x2","torch.float8_e8m0fnu","torch.int1","torch.int2","torch.int3","torch.int4","torch.int5","torch.int6","torch.int7","torch.uint1","torch.uint2","torch.uint3","torch.uint4","torch.uint5","torch.uint6","torch.uint7"],"renamed":{},"source":"83a1ef5054b57792","opcodes":[40,41,46,71,74,75,77,78,81,82,85,88,93,97,98,99,101,104,106,113,114,115,116,117,125,128,129,133,134,135,136,137,138,143],"blocked":["sys","os","posix","nt"],"needs_import":["torch.distributed.device_mesh.DeviceMesh","torch.distributed.tensor.DTensor","torch.distributed.tensor._dtensor_spec.DTensorSpec","torch.distributed.tensor._dtensor_spec.TensorMeta","torch.distributed.tensor.placement_types.Partial","torch.distributed.tensor.placement_types.Replicate","torch.distributed.tensor.placement_types.Shard"],"setitem_any":false,"append_subclass":false,"short_record":false,"other_folders":false,"reads_alignment":true,"safetensors":true,"validates_sparse":true}}}"""
)
STORAGES = {name: dtype.rpartition(".")[2] for name, dtype in RULES["storages"].items()}
COMMON = set(RULES["common"])  # the names that a file may use with every release
IMPORTABLE = set()  # allowed once a module is imported
for rules in RULES["releases"].values():
    IMPORTABLE.update(rules["needs_import"])
RELEASES = sorted(RULES["releases"], key=lambda r: [int(part) for part in r.split(".")])

TOO_SHORT = getattr(struct, "error", ValueError)  # what unpack raises; MicroPython has no name
MAGIC = 0x1950A86A20F9469CFC6C  # begins a file of torch.save before 1.6
LEGACY_PROTOCOL = 1001
MIB = 1 << 20
BLOCK = 1 << 16
LONGEST_STRING = 64 * MIB  # in a pickle
LARGEST_PICKLE = 512 * MIB
LARGEST_HEADER = 100_000_000  # bytes, of a safetensors file, as its library has it
DEEPEST_WALK = 200  # containers within containers of which the tensors are listed
DEEPEST_KEY = 500  # tuples within tuples; torch's own hash would overflow the stack at some depth
ITEM_SIZES = {
    "float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2,
    "int8": 1, "uint8": 1, "bool": 1, "complex32": 4, "complex64": 8, "complex128": 16, "qint8": 1,
    "quint8": 1, "qint32": 4, "quint4x2": 1, "quint2x4": 1, "uint16": 2, "uint32": 4, "uint64": 8,
    "float8_e4m3fn": 1, "float8_e5m2": 1, "float8_e4m3fnuz": 1, "float8_e5m2fnuz": 1,
    "float8_e8m0fnu": 1, "float4_e2m1fn_x2": 1, "bits8": 1, "bits16": 2, "bits1x8": 1,
    "bits2x4": 1, "bits4x2": 1,
}  # fmt: skip
FLOATING = ("float", "bfloat", "complex")  # only these can require gradients


class Broken(Exception):
    """No torch reads on from here: what it raises, or what is wrong."""


class Source:
    """A file, read by slices. fetch(offset, count) gives fewer bytes at its end."""

    def __init__(self, name: str, size: int, fetch: "Any") -> None:
        self.name, self.size, self.fetch = name, size, fetch
        self.start, self.block = 0, b""

    def read(self, offset: int, count: int) -> bytes:
        """Small reads come from a block that is kept: an archive has them by the thousand."""
        count = min(count, self.size - offset)
        if offset < 0 or count <= 0:
            return b""
        if count > BLOCK:
            return self.fetch(offset, count)
        at = offset - self.start
        if at < 0 or at + count > len(self.block):
            self.start, self.block = offset, self.fetch(offset, min(BLOCK, self.size - offset))
            at = 0
        return self.block[at : at + count]


class Part:
    """A part of a source as if it were a file."""

    def __init__(self, source: "Any", start: int, size: int) -> None:
        self.name, self.size, self.source, self.start = source.name, size, source, start

    def read(self, offset: int, count: int) -> bytes:
        count = min(count, self.size - offset)
        return self.source.read(self.start + offset, count) if count > 0 else b""


# What a pickle builds, without any of it being built. Numbers, strings, tuples and lists are Python's own.


class Global:
    """A class or function that the file names."""

    def __init__(self, name: str) -> None:
        self.name = name


class Made:
    """What a class or function of another's gives. kind: its class, "" if only a run can tell."""

    def __init__(self, kind: str, by: str, args: "Any") -> None:
        self.kind, self.by, self.args = kind, by, args
        self.state: Any = None
        self.items: list[Any] = []


class Table:
    """A dict or one of its kin; a key may occur twice, and the last one counts."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.keys: list[Any] = []
        self.values: list[Any] = []
        self.attributes: Any = None


class Bag:
    """A set."""

    def __init__(self, items: "list[Any]") -> None:
        self.items = items


class Storage:
    """count: of elements."""

    def __init__(self, key: str, dtype: str, device: str, count: int) -> None:
        self.key, self.dtype, self.device, self.count = key, dtype, device, count
        self.size = count * ITEM_SIZES[dtype]  # bytes
        self.views: list[Any] = []  # what is said of the tensors over it


class Tensor:
    """storage: None on the meta device. parts: the tensors that it is made of, if it is sparse."""

    def __init__(
        self, storage: "Any", dtype: str, shape: "Any", kind: str = "torch.Tensor"
    ) -> None:
        self.storage, self.dtype, self.shape, self.kind = storage, dtype, list(shape), kind
        self.offset = 0
        self.stride: list[int] = []
        self.device = storage.device if storage else "meta"
        self.layout = "torch.strided"
        self.parts: list[Any] = []
        self.state: Any = None


TABLES = ("builtins.dict", "collections.OrderedDict", "collections.Counter")
PLAIN = {int: "builtins.int", float: "builtins.float", str: "builtins.str", bytes: "builtins.bytes",
         bool: "builtins.bool", list: "builtins.list", tuple: "builtins.tuple"}  # fmt: skip


def kind_of(value: "Any") -> str:
    """The class of a value, with its module."""
    if value is None:
        return "builtins.NoneType"
    if isinstance(value, (Made, Table, Tensor)):
        return value.kind
    if isinstance(value, Bag):
        return "builtins.set"
    if isinstance(value, Storage):
        return "torch.storage.TypedStorage"
    return PLAIN.get(type(value), "")


def is_empty(value: "Any") -> bool:
    return not (value.keys if isinstance(value, Table) else value)


def can_be_key(value: "Any") -> bool:
    """Whether Python can hash it."""
    if type(value) is str or type(value) is int:
        return True
    todo = [(value, 0)]
    while todo:
        one, depth = todo.pop()
        if isinstance(one, (list, Table, Bag, bytearray)) or depth > DEEPEST_KEY:
            return False
        if isinstance(one, tuple):
            todo.extend([(part, depth + 1) for part in one])
    return True


# What each release says to it


class Verdict:
    """refused: the first that this torch stops at. allow: names that would let it go on, in order.
    never: why no list of names helps."""

    def __init__(self, release: str) -> None:
        rules = RULES["releases"][release]
        self.release, self.rules = release, rules
        self.names = set(RULES["common"]) | set(rules["names"])
        self.opcodes = set(rules["opcodes"])
        self.refused = ""
        self.allow: list[str] = []
        self.imports: list[str] = []
        self.never = ""

    def refuse(self, what: str, why: str = "") -> None:
        """why: given if no list of names helps."""
        self.refused = self.refused or what
        self.never = self.never or why

    def want(self, name: str, what: str = "") -> None:
        """A name, or the class of an instance, that has to be allowed: by a list, or by an import of
        the module that allows it."""
        if name not in self.names:
            self.names.add(name)
            if name in self.rules["needs_import"]:
                self.imports.append(name)
            else:
                self.allow.append(name)
            self.refuse(what or name)


class Machine:
    """Follows a pickle as torch's unpickler does, for all releases at once, without a call.

    What one release refuses is noted, and the rest read as if it were allowed: so the list of names
    is complete. persistent: gives the storage for a persistent id, or raises Broken."""

    def __init__(self, source: "Any", start: int, verdicts: "Any", persistent: "Any") -> None:
        self.source, self.base, self.verdicts, self.persistent = source, start, verdicts, persistent
        self.data, self.at, self.limit = b"", 0, 0
        self.named: list[str] = []  # as the file names them, renamed as torch renames them
        self.called: list[str] = []
        self.changed: list[str] = []  # classes, functions or modules that get other attributes
        self.globals: dict[str, Global] = {}
        self.modules: dict[str, str] = {}  # of each name
        self.standing: dict[str, str] = {}  # classes in whose place a dict or list has to stand
        self.storages: Any = {}
        self.order: list[Storage] = []
        self.empty: list[Storage] = []
        self.is_legacy = self.has_storages = False
        self.read_storage: Any = None
        self.starts: dict[str, int] = {}
        self.nested = 0  # strings that look like a pickle
        self.sparse: list[Any] = []  # tensors whose indices have to be looked at
        self.devices: list[str] = []  # besides those of storages
        self.protocol = 0
        self.fine = [all(op in v.opcodes for v in verdicts) for op in range(256)]
        self.fill(0)

    # Bytes

    def fill(self, wanted: int) -> None:
        """Have at least so many bytes from here, or all to the end."""
        self.base += self.at
        rest = self.data[self.at :]
        count = max(wanted - len(rest), 4 * MIB)
        self.data, self.at = rest + self.source.read(self.base + len(rest), count), 0
        more = self.base + len(self.data) < self.source.size
        self.limit = len(self.data) - 16 if more else len(self.data)

    def take(self, count: int) -> bytes:
        """The next bytes, as many as there are."""
        if count > LONGEST_STRING:
            raise Broken("a string of %d bytes" % count)
        if self.at + count > len(self.data):
            self.fill(count)
        part = self.data[self.at : self.at + count]
        self.at += len(part)
        return part

    def exactly(self, count: int) -> bytes:
        part = self.take(count)
        if len(part) < count:
            raise Broken("EOFError")
        return part

    def line(self) -> str:
        """Up to a line break, as text."""
        end = self.data.find(b"\n", self.at)
        while end < 0 and self.base + len(self.data) < self.source.size:
            if len(self.data) - self.at > MIB:
                raise Broken("a line without an end")
            self.fill(len(self.data) - self.at + 4096)
            end = self.data.find(b"\n", self.at)
        end = len(self.data) if end < 0 else end + 1
        part = self.data[self.at : end]
        self.at = end
        return text_of(part[:-1])

    @property
    def place(self) -> int:
        """Where in the source it is."""
        return self.base + self.at

    # The program

    def run(self) -> "Any":
        """The object of the pickle. It stops at the first STOP."""
        self.stack: list[Any] = []
        self.marks: list[list[Any]] = []
        self.memo: dict[int, Any] = {}
        try:
            return self.steps()
        except (IndexError, KeyError, TOO_SHORT) as error:
            raise Broken(type(error).__name__)

    def steps(self) -> "Any":
        """The instructions of which files have most are followed here, the others by a method."""
        memo, fine, unpack = self.memo, self.fine, struct.unpack_from
        data, at, limit, stack = self.data, self.at, self.limit, self.stack
        while True:
            if at >= limit:
                self.at = at
                self.fill(16)
                data, at, limit = self.data, self.at, self.limit
                if at >= len(data):
                    raise Broken("EOFError")
            op = data[at]
            at += 1
            if not fine[op]:
                self.refuse_opcode(op)
            if op == 0x71:  # BINPUT
                memo[data[at]] = stack[-1]
                at += 1
            elif op == 0x72:  # LONG_BINPUT
                memo[unpack("<I", data, at)[0]] = stack[-1]
                at += 4
            elif op == 0x68:  # BINGET
                stack.append(memo[data[at]])
                at += 1
            elif op == 0x6A:  # LONG_BINGET
                stack.append(memo[unpack("<I", data, at)[0]])
                at += 4
            elif op == 0x4B:  # BININT1
                stack.append(data[at])
                at += 1
            elif op == 0x4D:  # BININT2
                stack.append(unpack("<H", data, at)[0])
                at += 2
            elif op == 0x4A:  # BININT
                stack.append(unpack("<i", data, at)[0])
                at += 4
            elif op == 0x28:  # MARK
                self.marks.append(stack)
                stack = self.stack = []
            elif op == 0x74:  # TUPLE
                items = tuple(stack)
                stack = self.stack = self.marks.pop()
                stack.append(items)
            elif op == 0x86:  # TUPLE2
                stack[-2:] = [(stack[-2], stack[-1])]
            elif op == 0x58 and at + 4 + unpack("<I", data, at)[0] <= limit:  # BINUNICODE
                end = at + 4 + unpack("<I", data, at)[0]
                stack.append(self.seen(text_of(data[at + 4 : end])))
                at = end
            elif op == 0x89:  # NEWFALSE
                stack.append(False)
            elif op == 0x29:  # EMPTY_TUPLE
                stack.append(())
            elif op == 0x2E:  # STOP
                self.at = at
                return stack.pop()
            else:
                self.at = at
                step = STEPS.get(op)
                if step is None:
                    raise Broken("operand %d" % op)
                step(self)
                data, at, limit, stack = self.data, self.at, self.limit, self.stack

    def refuse_opcode(self, op: int) -> None:
        for verdict in self.verdicts:
            if op not in verdict.opcodes:
                verdict.refuse("operand %d" % op, "opcode")

    def refuse(self, what: str, why: str) -> None:
        for verdict in self.verdicts:
            verdict.refuse(what, why)

    def pop_mark(self) -> "list[Any]":
        items = self.stack
        self.stack = self.marks.pop()
        return items

    # Names

    def name(self, module: str, name: str) -> None:
        """Push a class or function that the file names."""
        raw = module + "." + name
        found = self.globals.get(raw)
        if found is None:
            found = Global(renamed(module, name))
            self.modules[found.name] = module_of(found.name, name)
            self.globals[raw] = found
            self.named.append(found.name)
            for verdict in self.verdicts:
                mine = verdict.rules["renamed"].get(raw, found.name)
                if module_of(mine, name) in verdict.rules["blocked"]:
                    verdict.refuse(mine, "blocked")
                elif is_dangerous(mine) and mine not in verdict.names:
                    verdict.refuse(mine, "dangerous")
                else:
                    verdict.want(mine)
        self.stack.append(found)

    def step_global(self) -> None:
        module = self.line()
        self.name(module, self.line())

    def step_stack_global(self) -> None:
        name, module = self.stack.pop(), self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise Broken("STACK_GLOBAL")
        self.name(module, name)

    def step_inst(self) -> None:
        self.step_global()
        cls = self.stack.pop()
        args = self.pop_mark()
        self.stack.append(self.call(cls, tuple(args)))

    def step_obj(self) -> None:
        args = self.pop_mark()
        self.stack.append(self.call(args[0], tuple(args[1:])))

    def extension(self, size: int) -> None:
        """A number that copyreg of the reader's Python gives a meaning."""
        code = int_of(self.exactly(size))
        self.named.append("copyreg.extension_%d" % code)
        self.stack.append(Global("copyreg.extension_%d" % code))

    # Calls

    def step_reduce(self) -> None:
        args = self.stack.pop()
        self.stack[-1] = self.call(self.stack[-1], args)

    def step_newobj(self) -> None:
        args, cls = self.stack.pop(), self.stack.pop()
        if not isinstance(cls, Global):
            self.refuse("NEWOBJ", "called")
            self.stack.append(Made("", "", args))
        elif cls.name in NEW:
            self.stack.append(CALLS[cls.name](self, tuple_of(args)))
        elif cls.name in CALLS or cls.name in COMMON:
            raise Broken("NEWOBJ " + cls.name)
        else:
            self.stack.append(Made(cls.name, cls.name, args))

    def step_newobj_ex(self) -> None:
        named, args, cls = self.stack.pop(), self.stack.pop(), self.stack.pop()
        name = cls.name if isinstance(cls, Global) else ""
        self.stack.append(Made(name, name, (args, named)))

    def call(self, function: "Any", args: "Any") -> "Any":
        """What a call would give."""
        if not isinstance(function, Global):
            self.refuse("REDUCE", "called")
            return Made("", "", args)
        name = function.name
        if name not in self.called:
            self.called.append(name)
        known = CALLS.get(name)
        if known:
            return known(self, tuple_of(args))
        if name in COMMON:  # torch would call it, and what comes of that we do not follow
            raise Broken("REDUCE " + name)
        for verdict in self.verdicts:
            if name.endswith("._rebuild_njt") and verdict.release in ("2.6.0", "2.9.1"):
                verdict.refuse(name, "broken")  # it reads only some of the later ones
        return made_by(name, args)

    # State

    def step_build(self) -> None:
        state = self.stack.pop()
        target = self.stack[-1]
        if isinstance(target, Global):
            self.changed.append(target.name)
        if isinstance(target, Made):
            for verdict in self.verdicts:
                if not target.kind:
                    verdict.refuse("BUILD", "unknown")
                elif target.items and not verdict.rules["setitem_any"]:
                    verdict.refuse("BUILD " + target.kind, "items")
                else:
                    verdict.want(target.kind, "BUILD " + target.kind)
            target.state = state
        elif isinstance(target, Table) and target.kind == "collections.OrderedDict":
            if not isinstance(state, Table) and state != () and state != []:
                raise Broken("TypeError")
            target.attributes = state
        elif isinstance(target, Table) and target.kind in TABLES[2:] and isinstance(state, Table):
            target.attributes = state
        elif isinstance(target, Bag) and is_empty(state):
            pass
        elif isinstance(target, (Tensor, Storage, Bag, Global)):
            raise Broken("BUILD " + kind_of(target))
        else:
            self.refuse("BUILD " + kind_of(target), "build")

    def put_items(self, items: "list[Any]", what: str) -> None:
        target = self.stack[-1]
        if len(items) % 2:
            raise Broken("IndexError")
        if isinstance(target, Table):
            for n in range(0, len(items), 2):
                if not can_be_key(items[n]):
                    raise Broken("TypeError")
                target.keys.append(items[n])
                target.values.append(items[n + 1])
        elif isinstance(target, Made):
            target.items.extend(items)
            self.stand_in(target, "dict")
            for verdict in self.verdicts:
                if not verdict.rules["setitem_any"]:
                    verdict.refuse(what + " " + target.kind, standing(target))
        else:
            for verdict in self.verdicts:
                if verdict.rules["setitem_any"]:
                    verdict.refuse("TypeError", "setitem")
                else:
                    verdict.refuse(what + " " + kind_of(target), "setitem")

    def step_setitem(self) -> None:
        value, key = self.stack.pop(), self.stack.pop()
        self.put_items([key, value], "SETITEM")

    def step_setitems(self) -> None:
        self.put_items(self.pop_mark(), "SETITEMS")

    def add_items(self, items: "list[Any]") -> None:
        target = self.stack[-1]
        if isinstance(target, list):
            target.extend(items)
        elif isinstance(target, Made):
            target.items.extend(items)
            self.stand_in(target, "list")
            for verdict in self.verdicts:
                if not verdict.rules["append_subclass"] or target.kind not in LIST_SUBCLASSES:
                    verdict.refuse("APPEND " + target.kind, standing(target))
        else:
            self.refuse("APPEND " + kind_of(target), "append")

    def stand_in(self, target: Made, kind: str) -> None:
        """Torch puts items only into its own few kinds: another class is allowed by a plain one in
        its place, of this kind."""
        if target.by and target.state is None:
            self.standing[target.by] = kind

    def step_append(self) -> None:
        self.add_items([self.stack.pop()])

    def step_appends(self) -> None:
        self.add_items(self.pop_mark())

    def step_additems(self) -> None:
        items = self.pop_mark()
        target = self.stack[-1]
        if isinstance(target, (Bag, Made)):
            target.items.extend(items)

    # Values

    def push(self, value: "Any") -> None:
        self.stack.append(value)

    def step_persistent(self) -> None:
        number = self.stack.pop()
        if type(number) is not tuple and type(number) is not int:
            for verdict in self.verdicts:
                verdict.refuse("BINPERSID", "persistent")
            self.push(Made("", "", number))
        elif type(number) is tuple and number and number[0] not in ("storage", b"storage"):
            self.refuse("BINPERSID", "persistent")
            self.push(number[1] if len(number) > 1 else None)
        else:
            self.push(self.persistent(number))

    def step_text_persistent(self) -> None:
        self.push(Made("", "", self.line()))

    def step_unicode(self) -> None:
        self.push_text(self.take(int_of(self.exactly(4))))

    def step_short_unicode(self) -> None:
        self.push_text(self.take(int_of(self.exactly(1))))

    def step_unicode8(self) -> None:
        self.push_text(self.take(int_of(self.exactly(8))))

    def push_text(self, data: bytes) -> None:
        self.push(self.seen(text_of(data)))

    def push_bytes(self, size: int) -> None:
        self.push(self.seen(self.take(int_of(self.exactly(size)))))

    def step_short_string(self) -> None:
        self.push(self.seen(text_of(self.take(int_of(self.exactly(1))))))

    def step_string(self) -> None:
        self.push(self.seen(text_of(self.take(int_of(self.exactly(4))))))

    def seen(self, value: "Any") -> "Any":
        """Note a string that is itself a pickle."""
        ends = value and value[-1] in (".", 46) and len(value) > 3
        if ends and value[0] in ("\x80", "c", "(", 0x80, 0x63, 0x28):
            self.nested += looks_like_pickle(value)
        elif len(value) >= 16 and value[:3] in ENCODED:
            self.nested += is_encoded(value)
        return value

    def step_line_text(self) -> None:
        text = self.line()
        self.push(self.seen(text[1:-1] if text[:1] in "'\"" else text))

    def step_line_unicode(self) -> None:
        self.push(self.line())

    def step_line_int(self) -> None:
        text = self.line()
        self.push({"00": False, "01": True}[text] if text in ("00", "01") else number(text))

    def step_line_long(self) -> None:
        text = self.line()
        self.push(number(text[:-1] if text[-1:] == "L" else text))

    def step_line_float(self) -> None:
        try:
            self.push(float(self.line()))
        except ValueError:
            raise Broken("ValueError")

    def step_long(self, size: int = 1) -> None:
        count = int_of(self.exactly(size))
        data = self.take(count)
        value = int_of(data)
        if data and data[-1] & 0x80:
            value -= 1 << (8 * len(data))
        self.push(value)

    def step_float(self) -> None:
        self.push(struct.unpack(">d", self.exactly(8))[0])

    def step_tuple1(self) -> None:
        self.stack[-1] = (self.stack[-1],)

    def step_tuple3(self) -> None:
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]

    def step_dict(self) -> None:
        items = self.pop_mark()
        self.push(Table("builtins.dict"))
        self.put_items(items, "DICT")

    def step_frozenset(self) -> None:
        self.push(Bag(self.pop_mark()))

    def step_protocol(self) -> None:
        self.protocol = self.exactly(1)[0]

    def step_pop(self) -> None:
        if self.stack:
            self.stack.pop()
        else:
            self.pop_mark()

    def step_dup(self) -> None:
        self.push(self.stack[-1])

    def step_get(self) -> None:
        self.push(self.memo[number(self.line())])

    def step_put(self) -> None:
        self.memo[number(self.line())] = self.stack[-1]

    def step_memoize(self) -> None:
        self.memo[len(self.memo)] = self.stack[-1]


STEPS = {
    ord("c"): Machine.step_global,
    0x93: Machine.step_stack_global,
    ord("i"): Machine.step_inst,
    ord("o"): Machine.step_obj,
    0x82: lambda machine: machine.extension(1),
    0x83: lambda machine: machine.extension(2),
    0x84: lambda machine: machine.extension(4),
    ord("R"): Machine.step_reduce,
    0x81: Machine.step_newobj,
    0x92: Machine.step_newobj_ex,
    ord("b"): Machine.step_build,
    ord("s"): Machine.step_setitem,
    ord("u"): Machine.step_setitems,
    ord("a"): Machine.step_append,
    ord("e"): Machine.step_appends,
    0x90: Machine.step_additems,
    ord("Q"): Machine.step_persistent,
    ord("P"): Machine.step_text_persistent,
    ord("X"): Machine.step_unicode,
    0x8C: Machine.step_short_unicode,
    0x8D: Machine.step_unicode8,
    ord("U"): Machine.step_short_string,
    ord("T"): Machine.step_string,
    ord("S"): Machine.step_line_text,
    ord("V"): Machine.step_line_unicode,
    ord("C"): lambda machine: machine.push_bytes(1),
    ord("B"): lambda machine: machine.push_bytes(4),
    0x8E: lambda machine: machine.push_bytes(8),
    0x96: lambda machine: machine.push_bytes(8),
    0x97: lambda machine: machine.push(None),
    0x98: lambda machine: None,
    ord("I"): Machine.step_line_int,
    ord("L"): Machine.step_line_long,
    ord("F"): Machine.step_line_float,
    0x8A: Machine.step_long,
    0x8B: lambda machine: machine.step_long(4),
    ord("G"): Machine.step_float,
    0x85: Machine.step_tuple1,
    0x87: Machine.step_tuple3,
    ord("N"): lambda machine: machine.push(None),
    0x88: lambda machine: machine.push(True),
    ord(")"): lambda machine: machine.push(()),
    ord("]"): lambda machine: machine.push([]),
    ord("}"): lambda machine: machine.push(Table("builtins.dict")),
    0x8F: lambda machine: machine.push(Bag([])),
    ord("l"): lambda machine: machine.push(machine.pop_mark()),
    ord("d"): Machine.step_dict,
    0x91: Machine.step_frozenset,
    0x80: Machine.step_protocol,
    0x95: lambda machine: machine.exactly(8),  # FRAME
    ord("0"): Machine.step_pop,
    ord("1"): lambda machine: machine.pop_mark(),
    ord("2"): Machine.step_dup,
    ord("g"): Machine.step_get,
    ord("p"): Machine.step_put,
    0x94: Machine.step_memoize,
}


def text_of(data: bytes) -> str:
    """UTF-8, with what Python calls surrogates."""
    try:
        return str(data, "utf-8")
    except UnicodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass")
    except (UnicodeError, TypeError):
        raise Broken("UnicodeDecodeError")


def begins(text: "Any", starts: "Any") -> bool:
    """MicroPython's startswith takes one start only."""
    return any(text.startswith(start) for start in starts)


def int_of(data: bytes) -> int:
    return int.from_bytes(data, "little")


def number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Broken("ValueError")


def tuple_of(args: "Any") -> "Any":
    if type(args) is not tuple:
        raise Broken("TypeError")
    return args


def renamed(module: str, name: str) -> str:
    """What torch makes of a name of Python 2."""
    raw = module + "." + name
    return RULES["renamed"].get(raw) or RULES["modules"].get(module, module) + "." + name


def module_of(full: str, name: str) -> str:
    return full[: -len(name) - 1] if full.endswith("." + name) else full.rpartition(".")[0]


def standing(target: Made) -> str:
    """Why no list helps, if a plain dict or list cannot stand in the place of its class."""
    return "" if target.by == target.kind and target.kind and target.state is None else "items"


# How a pickle of protocol 2 to 5 begins in base64 and in hexadecimal
ENCODED = ("gAI", "gAJ", "gAN", "gAQ", "gAS", "gAU", "gAW", "800")


def is_encoded(text: str) -> bool:
    """Nothing but signs of base64, or of hexadecimal."""
    signs = "0123456789abcdefABCDEF" if text[0] == "8" else None
    start = text[3:4] in ("2", "3", "4", "5") if signs else True
    return start and all(
        sign in signs if signs else sign.isalpha() or sign in BASE64 for sign in text
    )


BASE64 = "0123456789+/=-_"


def looks_like_pickle(value: "Any") -> bool:
    data = value if isinstance(value, bytes) else bytes([ord(c) & 255 for c in value[:64]])
    if data[:1] == b"\x80":
        return data[1] <= 5
    return b"\n" in data[:64] and value[-2:] in ("R.", b"R.", "o.", b"o.")


# What the functions give that torch lets a file call. Where torch would raise, so do these; where we do
# not know, too: "accepted" must be true.


def integers(values: "Any") -> "list[int]":
    if type(values) not in (tuple, list) and not is_made(values, "torch.Size"):
        raise Broken("TypeError")
    items = values.args if isinstance(values, Made) else values
    for item in items:
        if type(item) is not int:
            raise Broken("TypeError")
    return list(items)


def is_made(value: "Any", kind: str) -> bool:
    return isinstance(value, Made) and value.kind == kind


def boolean(value: "Any", dtype: str) -> None:
    """requires_grad: which only numbers that are not whole can have."""
    if type(value) is not bool:
        raise Broken("TypeError")
    if value and not begins(dtype, FLOATING):
        raise Broken("only floating point tensors can require gradients")


def hooks(value: "Any") -> None:
    if value is not None and not (isinstance(value, Table) and value.kind in TABLES):
        raise Broken("TypeError")


def arguments(args: "Any", least: int, most: int) -> "Any":
    if not least <= len(args) <= most:
        raise Broken("TypeError")
    return args


def view(storage: "Any", offset: "Any", shape: "Any", stride: "Any") -> Tensor:
    """A tensor over a storage, which must have all its elements."""
    if not isinstance(storage, Storage) or type(offset) is not int:
        raise Broken("TypeError")
    tensor = Tensor(storage, storage.dtype, integers(shape))
    tensor.offset, tensor.stride = offset, integers(stride)
    if len(tensor.stride) != len(tensor.shape) or len(tensor.shape) > 64:
        raise Broken("as many strides as dimensions")
    if offset < 0 or (tensor.shape and min(tensor.shape + tensor.stride) < 0):
        raise Broken("a negative size, stride or offset")
    if extent(tensor) > storage.size // ITEM_SIZES[storage.dtype]:
        raise Broken("a tensor beyond its storage")
    return tensor


def extent(tensor: Tensor) -> int:
    """How many elements its storage must have at least. With no elements, torch asks for none."""
    last = tensor.offset
    for size, step in zip(tensor.shape, tensor.stride):
        if size == 0:
            return 0
        last += (size - 1) * step
    if last >= 1 << 62:
        raise Broken("a size beyond 64 bits")
    return last + 1


def rebuild_tensor(machine: Machine, args: "Any") -> Tensor:
    return view(*arguments(args, 4, 4))


def rebuild_tensor_v2(machine: Machine, args: "Any") -> Tensor:
    arguments(args, 6, 7)
    tensor = view(*args[:4])
    boolean(args[4], tensor.dtype)
    hooks(args[5])
    metadata(args[6] if len(args) > 6 else None, tensor)
    return tensor


def rebuild_tensor_v3(machine: Machine, args: "Any") -> Tensor:
    arguments(args, 7, 8)
    storage, dtype = args[0], dtype_of(args[6])
    if not isinstance(storage, Storage) or storage.dtype != "uint8":
        raise Broken("TypeError")
    same = Storage(storage.key, dtype, storage.device, storage.size // ITEM_SIZES[dtype])
    tensor = view(same, *args[1:4])
    tensor.storage = storage
    boolean(args[4], dtype)
    hooks(args[5])
    metadata(args[7] if len(args) > 7 else None, tensor)
    return tensor


def metadata(value: "Any", tensor: Tensor) -> None:
    """Whether it is conjugated or negated."""
    if not value or (isinstance(value, Table) and not value.keys):
        return
    known = isinstance(value, Table) and all(key in ("conj", "neg") for key in value.keys)
    if not known or not begins(tensor.dtype, FLOATING):
        raise Broken("metadata")
    if "conj" in value.keys and not begins(tensor.dtype, ("complex",)):
        raise Broken("metadata")
    if any(type(flag) is not bool for flag in value.values):
        raise Broken("TypeError")


def dtype_of(value: "Any") -> str:
    if isinstance(value, Global) and value.name in DTYPES:
        return DTYPES[value.name]
    raise Broken("TypeError")


def rebuild_parameter(machine: Machine, args: "Any") -> Tensor:
    data, requires, backward = arguments(args, 3, 3)
    return parameter(data, requires, backward)


def parameter(data: "Any", requires: "Any", backward: "Any") -> Tensor:
    if not isinstance(data, Tensor) or data.layout != "torch.strided":
        raise Broken("TypeError")
    boolean(requires, data.dtype)
    hooks(backward)
    made = Tensor(data.storage, data.dtype, data.shape, "torch.nn.parameter.Parameter")
    made.offset, made.stride, made.device = data.offset, data.stride, data.device
    return made


def rebuild_parameter_with_state(machine: Machine, args: "Any") -> Tensor:
    data, requires, backward, state = arguments(args, 4, 4)
    return with_state(parameter(data, requires, backward), state)


def with_state(tensor: Tensor, state: "Any") -> Tensor:
    """With Python attributes."""
    parts = state if type(state) is tuple and len(state) == 2 else (state,)
    for part in parts:
        if part is not None and not (isinstance(part, Table) and part.kind in TABLES):
            raise Broken("TypeError")
        if part is not None and any(type(key) is not str for key in part.keys):
            raise Broken("TypeError")
    tensor.state = state
    return tensor


def rebuild_from_type(machine: Machine, args: "Any") -> "Any":
    function, kind, inner, state = arguments(args, 4, 4)
    made = machine.call(function, inner)
    if not isinstance(kind, Global):
        raise Broken("TypeError")
    if kind.name == "torch.Tensor":
        if not isinstance(made, Tensor) or made.kind != "torch.Tensor":
            raise Broken("TypeError")
        return with_state(made, state)
    whole = Made(kind.name, kind.name, (made,))
    whole.state = state
    if kind.name in COMMON:
        raise Broken("TypeError")
    return whole


def rebuild_meta(machine: Machine, args: "Any") -> Tensor:
    dtype, shape, stride, requires = arguments(args, 4, 4)
    tensor = Tensor(None, dtype_of(dtype), integers(shape))
    tensor.stride = integers(stride)
    if any(n < 0 for n in tensor.shape + tensor.stride) or len(tensor.shape) != len(tensor.stride):
        raise Broken("a negative size or stride")
    if extent(tensor) >= 1 << 40:
        raise Broken("a size beyond what is known to work")
    boolean(requires, tensor.dtype)
    return tensor


def rebuild_on_device(machine: Machine, args: "Any") -> Tensor:
    """A tensor of an accelerator that was saved as one of the CPU."""
    data, dtype, device, requires = arguments(args, 4, 4)
    if not isinstance(data, Tensor) or type(device) is not str or data.layout != "torch.strided":
        raise Broken("TypeError")
    made = Tensor(data.storage, dtype_of(dtype), data.shape)
    made.offset, made.stride, made.device = data.offset, data.stride, device
    machine.devices.append(device)
    boolean(requires, made.dtype)
    return made


def rebuild_sparse(machine: Machine, args: "Any") -> Tensor:
    layout, parts = arguments(args, 2, 2)
    name = layout.args if is_made(layout, "torch.layout") else ""
    tensors = [part for part in tuple_of(parts) if isinstance(part, Tensor)]
    count = 2 if name == "torch.sparse_coo" else 3
    if name not in LAYOUTS[1:] or len(tensors) != count or len(parts) > 4 or len(parts) <= count:
        raise Broken("sparse")
    if any(part.layout != LAYOUTS[0] or part.storage is None for part in tensors):
        raise Broken("sparse")
    flag = parts[3] if count == 2 and len(parts) > 3 else None
    if any(part not in tensors for part in parts[:count]) or flag not in (None, True, False):
        raise Broken("sparse")
    tensor = Tensor(None, tensors[-1].dtype, integers(parts[count]))
    tensor.device, tensor.layout, tensor.parts = tensors[-1].device, name, tensors
    machine.sparse.append(tensor)
    return tensor


LAYOUTS = ("torch.strided", "torch.sparse_coo", "torch.sparse_csr", "torch.sparse_csc",
           "torch.sparse_bsr", "torch.sparse_bsc")  # fmt: skip


def get_layout(machine: Machine, args: "Any") -> Made:
    (name,) = arguments(args, 1, 1)
    if name not in LAYOUTS and name not in ("torch._mkldnn", "torch.jagged"):
        raise Broken("KeyError")
    return Made("torch.layout", "", name)


def rebuild_quantized(machine: Machine, args: "Any") -> Tensor:
    storage, offset, shape, stride, how, requires, backward = arguments(args, 7, 7)
    tensor = view(storage, offset, shape, stride)
    boolean(requires, tensor.dtype)
    hooks(backward)
    scheme = how[0].name if type(how) is tuple and how and isinstance(how[0], Global) else ""
    if tensor.dtype not in ("qint8", "quint8", "qint32"):
        raise Broken("quantized")
    if scheme == "torch.per_tensor_affine":
        if len(how) != 3 or type(how[1]) is not float or type(how[2]) is not int:
            raise Broken("quantized")
        if not 0 < how[1] < 1e30 or abs(how[2]) > 127:
            raise Broken("quantized")
    elif scheme in ("torch.per_channel_affine", "torch.per_channel_affine_float_qparams"):
        channels(tensor, how)
    else:
        raise Broken("quantized")
    return tensor


def channels(tensor: Tensor, how: "Any") -> None:
    """Each channel has a scale and a zero point."""
    if len(how) != 4 or type(how[3]) is not int or not 0 <= how[3] < len(tensor.shape):
        raise Broken("quantized")
    for part in how[1:3]:
        known = isinstance(part, Tensor) and len(part.shape) == 1
        if not known or part.shape[0] != tensor.shape[how[3]]:
            raise Broken("quantized")


def rebuild_nested(machine: Machine, args: "Any") -> "Any":
    if len(args) != 4 or not all(isinstance(part, Tensor) and part.storage for part in args):
        raise Broken("nested")
    buffer, sizes, strides, offsets = args
    if any(part.dtype != "int64" for part in args[1:]) or len(buffer.shape) != 1:
        raise Broken("nested")
    if len(sizes.shape) != 2 or sizes.shape != strides.shape or offsets.shape != sizes.shape[:1]:
        raise Broken("nested")
    tensor = Tensor(buffer.storage, buffer.dtype, sizes.shape[:1])
    tensor.layout, tensor.parts = "nested", list(args)
    machine.sparse.append(tensor)
    return tensor


def rebuild_wrapper(machine: Machine, args: "Any") -> Made:
    """A subclass of Tensor that wraps others."""
    cls, dtype, shape, _stride, offset, layout, device, requires = arguments(args, 8, 8)
    if not isinstance(cls, Global) or cls.name in COMMON or type(offset) is not int:
        raise Broken("TypeError")
    integers(shape)
    boolean(requires, dtype_of(dtype))
    if not is_made(layout, "torch.layout") or not is_made(device, "torch.device"):
        raise Broken("TypeError")
    machine.devices.append(device.args)
    return Made(cls.name, cls.name, args)


def rebuild_from_numpy(machine: Machine, args: "Any") -> "Any":
    data, dtype, device, requires = arguments(args, 4, 4)
    if not is_made(data, "numpy.ndarray") or type(device) is not str:
        raise Broken("TypeError")
    boolean(requires, dtype_of(dtype))
    machine.devices.append(device)
    tensor = Tensor(None, dtype_of(dtype), array_shape(data))
    tensor.device = device
    return tensor


def array_shape(array: Made) -> "list[int]":
    state = array.state
    known = type(state) is tuple and len(state) == 5 and type(state[1]) is tuple
    return integers(state[1]) if known else []


def size(machine: Machine, args: "Any") -> Made:
    (items,) = arguments(args, 1, 1)
    values = tuple(items) if isinstance(items, list) else items
    return Made("torch.Size", "torch.Size", tuple(integers(values)))


DEVICES = ("cpu", "cuda", "meta", "mps", "xpu", "xla", "hpu", "mtia", "ipu", "hip", "privateuseone")


SMALL = [str(n) for n in range(64)]


def device(machine: Machine, args: "Any") -> Made:
    name, index = arguments(args, 1, 2)[0], args[1] if len(args) > 1 else None
    parts = name.split(":") if type(name) is str else [""]
    numbers = parts[1:] + ([] if index is None else [index])
    if parts[0] not in DEVICES or len(numbers) > 1:
        raise Broken("RuntimeError")
    if any(str(number) not in SMALL for number in numbers):
        raise Broken("RuntimeError")
    return Made("torch.device", "", name if index is None else "%s:%d" % (name, index))


def encode(machine: Machine, args: "Any") -> bytes:
    """How protocol 2 writes bytes."""
    text, name = arguments(args, 2, 2)
    if type(text) is not str or name not in ("latin1", "latin-1", "utf-8", "utf8", "ascii"):
        raise Broken("TypeError")
    if name in ("utf-8", "utf8"):
        return text.encode("utf-8")
    most = 256 if name in ("latin1", "latin-1") else 128
    codes = [ord(sign) for sign in text]
    if codes and max(codes) >= most:
        raise Broken("UnicodeEncodeError")
    value = bytes(codes)
    machine.seen(value)
    return value


def make_bytearray(machine: Machine, args: "Any") -> bytearray:
    arguments(args, 0, 2)
    if not args:
        return bytearray()
    if len(args) == 2:
        return bytearray(encode(machine, args))
    if type(args[0]) is not bytes:
        raise Broken("TypeError")
    return bytearray(args[0])


def make_set(machine: Machine, args: "Any") -> Bag:
    items = arguments(args, 0, 1)[0] if args else []
    if type(items) not in (list, tuple) or not all(can_be_key(item) for item in items):
        raise Broken("TypeError")
    return Bag(list(items))


def make_complex(machine: Machine, args: "Any") -> Made:
    if not all(type(part) in (int, float) for part in arguments(args, 1, 2)):
        raise Broken("TypeError")
    if any(type(part) is int and abs(part) >= 1 << 1000 for part in args):
        raise Broken("OverflowError")
    return Made("builtins.complex", "", args)


def make_table(kind: str, args: "Any") -> Table:
    """OrderedDict and Counter, of nothing, pairs or a dict."""
    table = Table(kind)
    given = arguments(args, 0, 1)[0] if args else []
    if isinstance(given, Table):
        table.keys, table.values = list(given.keys), list(given.values)
    elif type(given) in (list, tuple) and kind == TABLES[1]:
        for pair in given:
            if type(pair) not in (list, tuple) or len(pair) != 2 or not can_be_key(pair[0]):
                raise Broken("TypeError")
            table.keys.append(pair[0])
            table.values.append(pair[1])
    elif given:
        raise Broken("TypeError")
    return table


def empty_tensor(machine: Machine, args: "Any") -> Tensor:
    arguments(args, 0, 0)
    tensor = Tensor(None, "float32", [0])
    tensor.device = "cpu"
    tensor.stride = [1]
    return tensor


CALLS = {
    "torch.Tensor": empty_tensor,
    "torch._utils._rebuild_tensor": rebuild_tensor,
    "torch._utils._rebuild_tensor_v2": rebuild_tensor_v2,
    "torch._utils._rebuild_tensor_v3": rebuild_tensor_v3,
    "torch._utils._rebuild_parameter": rebuild_parameter,
    "torch._utils._rebuild_parameter_with_state": rebuild_parameter_with_state,
    "torch._utils._rebuild_sparse_tensor": rebuild_sparse,
    "torch._utils._rebuild_qtensor": rebuild_quantized,
    "torch._utils._rebuild_nested_tensor": rebuild_nested,
    "torch._utils._rebuild_meta_tensor_no_storage": rebuild_meta,
    "torch._utils._rebuild_wrapper_subclass": rebuild_wrapper,
    "torch._utils._rebuild_device_tensor_from_cpu_tensor": rebuild_on_device,
    "torch._utils._rebuild_device_tensor_from_numpy": rebuild_from_numpy,
    "torch._tensor._rebuild_from_type_v2": rebuild_from_type,
    "torch.serialization._get_layout": get_layout,
    "torch.Size": size,
    "torch.device": device,
    "_codecs.encode": encode,
    "builtins.bytearray": make_bytearray,
    "builtins.set": make_set,
    "builtins.complex": make_complex,
    "collections.OrderedDict": lambda machine, args: make_table(TABLES[1], args),
    "collections.Counter": lambda machine, args: make_table(TABLES[2], args),
}
NEW = ("collections.OrderedDict", "collections.Counter", "builtins.set", "torch.Size")
DTYPES = {"torch." + name: name for name in ITEM_SIZES}
LIST_SUBCLASSES = ("traceback.StackSummary",)
# NumPy's own classes of dtypes, by what a pickle calls them
NUMPY_DTYPES = {
    "b1": "Bool", "i1": "Int8", "i2": "Int16", "i4": "Int32", "i8": "Int64", "u1": "UInt8",
    "u2": "UInt16", "u4": "UInt32", "u8": "UInt64", "f2": "Float16", "f4": "Float32",
    "f8": "Float64", "f16": "LongDouble", "c8": "Complex64", "c16": "Complex128",
    "c32": "CLongDouble", "M8": "DateTime64", "m8": "TimeDelta64", "O": "Object", "S": "Bytes",
    "U": "Str", "V": "Void",
}  # fmt: skip
# Functions whose name does not say that they are classes
CLASSES = ("datetime.", "collections.defaultdict", "collections.deque", "numpy.ndarray", "builtins.",
           "numpy.dtype", "functools.partial", "array.array", "decimal.", "uuid.")  # fmt: skip


def made_by(name: str, args: "Any") -> Made:
    """What an allowed function of another's gives. Only its class matters."""
    if name == "numpy.dtype":
        code = args[0] if type(args) is tuple and args and type(args[0]) is str else ""
        short = NUMPY_DTYPES.get(code) or NUMPY_DTYPES.get(code[:1])
        return Made("numpy.dtypes.%sDType" % short if short else "", name, args)
    if name.endswith("multiarray._reconstruct") or name == "copyreg._reconstructor":
        cls = args[0] if type(args) is tuple and args else None
        return Made(cls.name if isinstance(cls, Global) else "", name, args)
    last = name.rpartition(".")[2]
    is_class = last[:1].isupper() or begins(name, CLASSES)
    return Made(name if is_class else "", name, args)


# Danger

# Modules through which a file can do harm, of Python's own and of others
DANGEROUS = (
    "os", "posix", "nt", "posixpath", "ntpath", "genericpath", "sys", "subprocess", "_posixsubprocess",
    "_winapi", "commands", "popen2", "pty", "shutil", "socket", "_socket", "socketserver", "ssl",
    "asyncio", "multiprocessing", "_multiprocessing", "concurrent", "_thread", "threading.Thread",
    "threading.Timer", "signal", "_signal", "runpy", "importlib", "_frozen_importlib",
    "_frozen_importlib_external", "imp", "_imp", "pkgutil", "zipimport", "zipapp", "pickle",
    "_pickle", "cPickle", "pickletools", "marshal", "shelve", "dbm", "code", "codeop", "_pyrepl",
    "compileall", "py_compile", "pdb", "bdb", "cmd", "trace", "profile", "cProfile", "_lsprof",
    "pstats", "timeit", "doctest", "unittest", "test", "pydoc", "idlelib", "lib2to3", "ensurepip",
    "venv", "pip", "site", "sysconfig", "distutils", "setuptools", "pkg_resources", "webbrowser",
    "antigravity", "turtledemo", "turtle", "tkinter", "_tkinter", "ctypes", "_ctypes", "cffi",
    "mmap", "resource", "fcntl", "gc", "inspect", "atexit", "faulthandler", "types.FunctionType",
    "types.CodeType", "types.MethodType", "urllib", "http", "httplib", "urllib2", "ftplib",
    "telnetlib", "smtplib", "smtpd", "imaplib", "poplib", "nntplib", "xmlrpc", "xmlrpclib",
    "wsgiref", "cgi", "cgitb", "mailbox", "mailcap", "tempfile", "glob", "fileinput", "filecmp",
    "linecache", "tarfile", "zipfile", "gzip", "bz2", "lzma", "io", "_io", "logging.config", "logging.FileHandler", "logging.handlers",
    "configparser", "sqlite3", "_sqlite3", "syslog", "platform", "curses", "readline",
    "rlcompleter", "operator", "_operator", "functools", "codecs.open", "getpass", "pwd", "winreg",
    "msvcrt", "_osx_support", "_aix_support", "dill", "cloudpickle", "joblib.load", "yaml",
    "requests", "urllib3", "aiohttp", "httpx", "websockets", "paramiko", "fabric", "invoke",
    "pexpect", "psutil", "IPython", "django", "flask", "jinja2", "mako", "twisted", "boto3",
    "nltk", "pyautogui", "win32api", "win32com", "numpy.testing", "numpy.f2py", "numpy.distutils",
    "numpy.load", "numpy.lib.npyio", "numpy.lib._npyio_impl", "numpy.memmap", "numpy.fromfile",
    "numpy.ctypeslib", "pandas.read_pickle", "pandas.io", "pandas.eval", "pandas.core.computation",
    "torch.load", "torch.save", "torch.hub", "torch.jit", "torch.package", "torch.serialization.load",
    "torch.utils.cpp_extension", "torch.utils.bottleneck", "torch.utils.collect_env",
    "torch.utils._config_module", "torch.utils.model_dump", "torch.utils.data.datapipes", "uuid._get_command_stdout", "torch._dynamo", "torch._inductor",
    "torch.fx", "torch.distributed.run", "torch.distributed.launch", "torch.distributed.elastic",
    "torch.distributed.rpc", "torch.multiprocessing", "torch.testing", "torch._C._jit",
    "torch.classes", "torch.ops", "torch._sources", "torch.storage._load_from_bytes",
)  # fmt: skip
# What of these, and of builtins, is only data
HARMLESS = (
    "builtins.set", "builtins.frozenset", "builtins.bytearray", "builtins.complex", "builtins.list",
    "builtins.dict", "builtins.tuple", "builtins.int", "builtins.float", "builtins.str",
    "builtins.bytes", "builtins.bool", "builtins.object", "builtins.range", "builtins.slice",
    "builtins.NotImplemented", "builtins.Ellipsis", "functools.partial", "operator.itemgetter",
    "operator.attrgetter", "io.BytesIO", "io.StringIO", "_io.BytesIO", "_io.StringIO",
)  # fmt: skip
EXCEPTIONS = ("Error", "Exception", "Warning", "Exit", "Interrupt", "Iteration", "ExceptionGroup")
SUSPICIOUS = ("eval", "exec", "execfile", "system", "popen", "Popen", "spawn", "run", "call",
              "check_output", "check_call", "load", "loads", "load_module", "import_module",
              "__import__", "compile", "open", "runcode", "runsource", "runstring", "runctx",
              "urlopen", "urlretrieve", "remove", "unlink", "rmtree", "getattr", "setattr",
              "__getattribute__", "__globals__", "__builtins__", "__subclasses__", "__class__",
              "__init__", "__call__", "__getattr__", "__reduce__", "__code__")  # fmt: skip
CONFUSABLE = ("torch", "collections", "numpy", "builtins", "os", "_codecs")


def is_dangerous(name: str) -> bool:
    """Whether what a file names can do harm when it is called."""
    if name in HARMLESS or name in COMMON or name in IMPORTABLE:
        return False
    if name.startswith("builtins."):
        return not any(name.endswith(end) for end in EXCEPTIONS)
    if any(part in SUSPICIOUS for part in name.split(".")[1:]):
        return True
    return any(name == start or name.startswith(start + ".") for start in DANGEROUS)


def shadows(name: str) -> bool:
    """Whether a name only looks like one that is known."""
    if any(not 32 < ord(sign) < 127 for sign in name):
        return True
    top = name.split(".")[0]
    return top not in CONFUSABLE and top.lower().replace("0", "o").replace("1", "l") in CONFUSABLE


def dangers(machine: Machine) -> "list[dict[str, str]]":
    """What a load without weights_only would do, worst first."""
    found = []
    for name in machine.named:
        if is_dangerous(name) or name.startswith("copyreg.extension"):
            why = "calls" if name in machine.called else "names"
            found.append({"name": clean(name), "why": why})
        elif shadows(name):
            found.append({"name": clean(name), "why": "shadows"})
    found += [{"name": clean(name), "why": "changes"} for name in machine.changed]
    if machine.nested:
        found.append({"name": "pickle", "why": "nested"})
    return sorted(
        found, key=lambda one: ("calls", "changes", "names", "nested", "shadows").index(one["why"])
    )


def clean(text: str, most: int = 200) -> str:
    """Text of a file, made fit to be printed."""
    if len(text) <= most and is_plain(text):
        return text
    signs = [
        "\\u%04x" % ord(sign) if ord(sign) in UNSEEN or 0xD800 <= ord(sign) < 0xE000 else sign
        for sign in text[:most]
    ]
    return "".join(signs) + ("…" if len(text) > most else "")


def is_plain(text: str) -> bool:
    """Whether it has only what is printed in ASCII."""
    try:
        data = text.encode()
    except UnicodeError:
        return False
    return not data or (min(data) >= 32 and max(data) < 127)


UNSEEN: set[int] = set()  # controls, and signs that turn or hide others
for first, last in ((0, 32), (0x7F, 0xA0), (0x200B, 0x2010), (0x2028, 0x202F), (0x2060, 0x2070)):
    UNSEEN.update(range(first, last))


# Archives


class Entry:
    """Of a zip archive."""

    def __init__(
        self, name: str, method: int, crc: int, packed: int, size: int, header: int
    ) -> None:
        self.name, self.method, self.crc = name, method, crc
        self.packed, self.size, self.header = packed, size, header
        self.locked = False  # it says that it is encrypted, or a folder: torch reads nothing


class Archive:
    """A zip archive as torch reads it: by the directory at its end, without regard to case.

    problem: what is wrong with it; then it has no entries."""

    def __init__(self, source: "Any") -> None:
        self.source = source
        self.entries: list[Entry] = []
        self.problem = ""
        self.disk = 0
        self.clashes: list[str] = []  # names that occur twice
        self.index: dict[int, int] = {}  # by a number made of the name, which is fast
        try:
            self.read_directory()
        except Broken as error:
            self.problem, self.entries = str(error), []
        for number, entry in enumerate(self.entries):
            name = lower(entry.name)
            key, known = self.place_of(name)
            if known is not None:
                self.clashes.append(entry.name)
            self.index[key] = number
        if self.clashes:
            self.index_twins()
        self.folder = self.entries[0].name.split("/")[0] if self.entries else ""

    def read_directory(self) -> None:
        source = self.source
        tail = source.read(max(0, source.size - 65557), 65557)
        at = tail.rfind(b"PK\5\6")
        if at < 0 or len(tail) - at < 22:
            raise Broken("no directory")
        end = source.size - len(tail) + at
        disk, first, here, count, size, start = struct.unpack("<HHHHII", tail[at + 4 : at + 20])
        locator = source.read(end - 20, 20) if end >= 76 else b""
        if locator[:4] == b"PK\6\7":
            record = source.read(struct.unpack("<Q", locator[8:16])[0], 56)
            if len(record) < 56:
                raise Broken("a damaged directory")
            if record[:4] == b"PK\6\6":
                if struct.unpack("<I", locator[16:])[0] != 1 or int_of(record[4:12]) < 44:
                    raise Broken("several disks")
                disk, first, here, count, size, start = struct.unpack("<IIQQQQ", record[16:])
        if count != here or (disk | first and (disk, first) != (1, 1)):
            raise Broken("several disks")
        if size < count * 46 or start + size > source.size or size > 256 * MIB:
            raise Broken("a directory of %d bytes at %d" % (size, start))
        self.disk = disk
        data = source.read(start, size)
        at = 0
        for _ in range(count):
            at = self.read_entry(data, at)

    def read_entry(self, data: bytes, at: int) -> int:
        """Add the entry that begins at an offset of the directory; where the next one does."""
        if len(data) < at + 46:
            raise Broken("a damaged directory")
        mark, _, flags, method, _, crc, packed, size = struct.unpack_from("<IIHHIIII", data, at)
        names, extras, comments, disk, _, outer, header = struct.unpack_from(
            "<HHHHHII", data, at + 28
        )
        if mark != 0x02014B50:
            raise Broken("a damaged directory")
        name = data[at + 46 : at + 46 + names]
        if 0xFFFFFFFF in (packed, size, header):
            extra = data[at + 46 + names : at + 46 + names + extras]
            packed, size, header = zip64(extra, packed, size, header)
        following = at + 46 + names + extras + comments
        if following > len(data) or disk not in (self.disk, 1):
            raise Broken("a damaged directory")
        if (method == 0 and size != packed) or (size and not packed):
            raise Broken("sizes that differ")
        if header + 30 + packed > self.source.size or flags & 0x2000:
            raise Broken("an entry beyond the end")
        entry = Entry(name_of(name), method, crc, packed, size, header)
        entry.locked = bool(flags & 0x41 or outer & 0x10) or name[-1:] == b"/"
        self.entries.append(entry)
        return following

    def index_twins(self) -> None:
        """Of entries with the same name, torch takes the one that its search meets first: it sorts
        (heapsort) and halves."""
        order = heapsorted([lower(entry.name) for entry in self.entries])
        names = [lower(self.entries[number].name) for number in order]
        for name in {lower(clash) for clash in self.clashes}:
            low, high = 0, len(names) - 1
            while low <= high:
                middle = (low + high) // 2
                if names[middle] == name:
                    self.index[self.place_of(name)[0]] = order[middle]
                    break
                if names[middle] < name:
                    low = middle + 1
                else:
                    high = middle - 1

    def place_of(self, name: bytes) -> "tuple[int, Any]":
        """Where in the index a name belongs, and the number of the entry there."""
        key = crc32(name)
        number = self.index.get(key)
        while number is not None and lower(self.entries[number].name) != name:
            key += 1
            number = self.index.get(key)
        return key, number

    def find(self, name: str) -> "Any":
        """The entry of a record, or None."""
        number = self.place_of(lower(self.folder + "/" + name))[1]
        return None if number is None else self.entries[number]

    def start_of(self, entry: Entry) -> int:
        """Where its bytes begin."""
        local = self.source.read(entry.header, 30)
        if local[:4] != b"PK\3\4" or len(local) < 30:
            raise Broken("entry " + clean(entry.name))
        names, extras = struct.unpack("<HH", local[26:])
        start = entry.header + 30 + names + extras
        if start + entry.packed > self.source.size:
            raise Broken("entry " + clean(entry.name))
        return start

    def content(self, entry: Entry, most: int, locked: bool = False) -> "Any":
        """A source of what is in it, unpacked. locked: even if it says that it is encrypted."""
        if entry.size > most or entry.method not in (0, 8) or (entry.locked and not locked):
            raise Broken("entry " + clean(entry.name))
        if not entry.packed:
            return Part(self.source, 0, 0)
        start = self.start_of(entry)
        if entry.method == 0:
            return Part(self.source, start, entry.size)
        data = inflated(self.source.read(start, entry.packed), entry.size)
        return Source(self.source.name, len(data), lambda at, count: data[at : at + count])

    def text(self, name: str) -> "Any":
        """A short record, or None if there is none of its name."""
        entry = self.find(name)
        return None if entry is None else self.content(entry, MIB).read(0, MIB)


def lower(name: str) -> bytes:
    """As torch does, which knows the letters of ASCII only."""
    return name.encode("utf-8", "surrogatepass").lower()


def name_of(data: bytes) -> str:
    """Torch makes text of the names of all entries."""
    try:
        return str(data, "utf-8")
    except UnicodeError:
        raise Broken("the name of an entry")


def zip64(extra: bytes, packed: int, size: int, header: int) -> "tuple[int, int, int]":
    """The sizes that need 64 bits stand apart."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            numbers = extra[at + 4 : at + 4 + length]
            wide = []
            for value in (size, packed, header):
                if value == 0xFFFFFFFF:
                    if len(numbers) < 8:
                        raise Broken("a damaged directory")
                    value, numbers = struct.unpack("<Q", numbers[:8])[0], numbers[8:]
                wide.append(value)
            return wide[1], wide[0], wide[2]
        at += 4 + length
    return packed, size, header


def heapsorted(names: "list[bytes]") -> "list[int]":
    order = list(range(len(names)))

    def sink(root: int, end: int) -> None:
        while 2 * root + 1 < end:
            child = 2 * root + 1
            if child + 1 < end and names[order[child]] < names[order[child + 1]]:
                child += 1
            if not names[order[root]] < names[order[child]]:
                return
            order[root], order[child] = order[child], order[root]
            root = child

    for start in range((len(names) - 2) // 2, -1, -1):
        sink(start, len(names))
    for end in range(len(names) - 1, 0, -1):
        order[end], order[0] = order[0], order[end]
        sink(0, end)
    return order


def inflated(data: bytes, size: int) -> bytes:
    """At most so many bytes, and no more: a small file can say much."""
    try:
        if hasattr(zlib, "decompressobj"):
            made = zlib.decompressobj(-15).decompress(data, size + 1)
        else:
            made = inflated_small(data, size)
    except Exception:  # each Python has its own
        raise Broken("damaged compression")
    if len(made) != size:
        raise Broken("damaged compression")
    return made


def inflated_small(data: bytes, size: int) -> bytes:
    """With MicroPython."""
    import io

    import deflate  # type: ignore[import-not-found]

    stream = deflate.DeflateIO(io.BytesIO(data), deflate.RAW, 15)
    made = stream.read(size)
    return made + stream.read(1) if len(made) == size else made


def checksum_fits(archive: Archive, entry: Entry) -> "Any":
    """Whether an entry is as it was written; None if it is too large to be read for that."""
    if entry.size > 64 * MIB or not entry.crc:
        return None
    try:
        content = archive.content(entry, 64 * MIB)
    except Broken:
        return False
    found = 0
    for start in range(0, entry.size, MIB):
        found = crc32(content.read(start, MIB), found)
    return found == entry.crc


# torch's own files


class Reading:
    """What was understood of a file, as far as it went."""

    def __init__(self) -> None:
        self.kind = "unknown"
        self.verdicts = [Verdict(release) for release in RELEASES]
        self.machine: Any = None
        self.result: Any = None
        self.archive: Any = None
        self.error = ""  # why no torch reads it to its end
        self.tensors: list[dict[str, Any]] = []
        self.storages: list[dict[str, Any]] = []
        self.notes: list[str] = []
        self.hidden: list[Machine] = []  # pickles besides the one that torch reads
        self.weights: list[Any] = []  # the keys that lead to the largest dictionary of tensors
        self.content = ""
        self.metadata: Any = None
        self.distinct: list[dict[str, Any]] = []  # tensors, each that is there twice only once
        self.shared: list[list[str]] = []  # names of tensors over the same storage


def load_zip(archive: Archive, reading: Reading) -> None:
    """Follow a zip of torch.save."""
    verdicts = reading.verdicts
    storages: dict[Any, Storage] = {}

    def persistent(number: "Any") -> Storage:
        if type(number) is not tuple or len(number) != 5:
            raise Broken("persistent id")
        dtype, key, place, count = storage_dtype(number[1]), number[2], number[3], number[4]
        if not can_be_key(key) or type(key) not in (str, int, bytes):
            raise Broken("TypeError")
        if key in storages:
            return storages[key]
        place = str(place, "ascii") if type(place) is bytes else place
        if type(place) is not str or type(count) is not int or not 0 <= count < 1 << 56:
            raise Broken("TypeError")
        name = key if type(key) is str else str(key)
        storage = Storage(clean(name), dtype, place, count)
        check_storage(archive, "data/" + name, storage, verdicts)
        if storage.size:
            storages[key] = storage
            machine.order.append(storage)
        else:
            machine.empty.append(storage)
        return storage

    entry = archive.find("data.pkl")
    if entry is None:
        raise Broken("no data.pkl")
    machine = Machine(archive.content(entry, LARGEST_PICKLE), 0, verdicts, persistent)
    machine.read_storage = lambda storage: archive.content(
        archive.find("data/" + storage.key), LARGEST_PICKLE
    )
    reading.machine = machine
    reading.result = machine.run()
    machine.storages = storages
    check_sparse(machine)


def check_archive(archive: Archive, verdicts: "Any") -> None:
    """What torch reads before the pickle."""
    if archive.problem:
        raise Broken(archive.problem)
    if not archive.entries:
        raise Broken("an archive without entries")
    if "/" not in archive.entries[0].name or archive.entries[0].name[:1] == "/":
        raise Broken("entries without a folder")
    folder = archive.folder + "/"
    strangers = [entry for entry in archive.entries if not entry.name.startswith(folder)]
    try:
        str(archive.text(".data/serialization_id") or b"", "utf-8")
    except UnicodeError:
        raise Broken("serialization_id")
    version = archive.text(".data/version")
    version = archive.text("version") if version is None else version
    digits = text_of(version or b"").strip()
    if not digits.isdigit() or not 1 <= int(digits) <= 10:
        raise Broken("version")
    if archive.text("byteorder") not in (None, b"little", b"big"):
        raise Broken("byteorder")
    for verdict in verdicts:
        try:
            if verdict.rules["reads_alignment"]:
                archive.text(".format_version")
                alignment = archive.text(".storage_alignment")
                number("0" if alignment is None else text_of(alignment))
        except Broken:
            verdict.refuse(".storage_alignment", "broken")
        if strangers and not verdict.rules["other_folders"]:
            verdict.refuse("entry " + clean(strangers[0].name), "broken")


def storage_dtype(kind: "Any") -> str:
    """Of a class of storages."""
    name = kind.name if isinstance(kind, Global) else ""
    if name == "torch.storage.UntypedStorage":
        return "uint8"
    if name not in STORAGES:
        raise Broken("storage " + clean(name))
    return STORAGES[name]


def check_storage(archive: Archive, name: str, storage: Storage, verdicts: "Any") -> None:
    entry = archive.find(name)
    if entry is None or entry.method not in (0, 8) or entry.locked:
        raise Broken("entry " + clean(name))
    if entry.packed:
        archive.start_of(entry)
        if entry.method == 8:
            archive.content(entry, LARGEST_PICKLE)
    if entry.size == storage.size:
        return
    for verdict in verdicts:
        loose = verdict.rules["short_record"] and (entry.size or not storage.size)
        if not loose:
            verdict.refuse("entry " + clean(name), "broken")


def load_legacy(source: "Any", reading: Reading) -> None:
    """Follow a file of torch.save before 1.6: five pickles, then the storages."""
    storages: dict[Any, Storage] = {}

    def none(number: "Any") -> Storage:
        """Of a plain pickle, or of a data.pkl without its archive, of which the shapes can be read."""
        refuse_all(reading, "BINPERSID", "broken")
        machine.has_storages = True
        if type(number) is not tuple or len(number) < 5 or type(number[2]) is not str:
            raise Broken("BINPERSID")
        key, dtype, count = number[2], storage_dtype(number[1]), number[4]
        if key not in machine.storages:
            if type(count) is not int or count < 0 or type(number[3]) is not str:
                raise Broken("BINPERSID")
            machine.storages[key] = Storage(clean(key), dtype, number[3], count)
            machine.order.append(machine.storages[key])
        found: Storage = machine.storages[key]
        return found

    def persistent(number: "Any") -> Storage:
        if type(number) is not tuple or len(number) != 6:
            raise Broken("persistent id")
        dtype, (key, place, count, part) = storage_dtype(number[1]), number[2:]
        if number[1].name == "torch.storage.UntypedStorage" or not can_be_key(key):
            raise Broken("AttributeError")
        place = str(place, "ascii") if type(place) is bytes else place
        if type(place) is not str or type(count) is not int or not 0 <= count < 1 << 56:
            raise Broken("TypeError")
        if key not in storages:
            storages[key] = Storage(clean(str(key)), dtype, place, count)
            machine.order.append(storages[key])
        whole = storages[key]
        if whole.dtype != dtype or whole.count != count:
            raise Broken("a storage of two kinds")
        return whole if part is None else part_of(whole, part)

    machine = Machine(source, 0, reading.verdicts, none)
    reading.machine = machine
    reading.result = machine.run()
    if reading.result != MAGIC:
        raise Broken("magic number")
    machine.is_legacy = True
    if machine.run() != LEGACY_PROTOCOL:
        raise Broken("protocol version")
    machine.run()
    machine.persistent = persistent
    reading.result = None
    reading.result = machine.run()
    machine.persistent = none
    machine.storages = storages
    keys = machine.run()
    if type(keys) not in (list, tuple):
        raise Broken("TypeError")
    machine.starts = skip_storages(source, machine.place, keys, storages)
    machine.read_storage = lambda s: Part(source, machine.starts[s.key], s.size)
    check_sparse(machine)


def part_of(whole: Storage, part: "Any") -> Storage:
    """A view of a storage, as files before 0.4 have them."""
    if type(part) is not tuple or len(part) != 3 or not can_be_key(part[0]):
        raise Broken("TypeError")
    _, offset, count = part
    if type(offset) is not int or type(count) is not int or offset < 0 or count < 0:
        raise Broken("TypeError")
    if offset + count > whole.count:
        raise Broken("a view beyond its storage")
    view = Storage(whole.key, whole.dtype, whole.device, count)
    view.views = whole.views
    return view


def skip_storages(source: "Any", at: int, keys: "Any", storages: "Any") -> "dict[str, int]":
    """Where the bytes of each begin."""
    starts = {}
    for key in keys:
        if not can_be_key(key) or key not in storages:
            raise Broken("storage key")
        storage = storages[key]
        count = source.read(at, 8)
        if len(count) < 8 or int_of(count) != storage.count:
            raise Broken("storage size")
        starts[storage.key] = at + 8
        at += 8 + storage.size
        if at > source.size:
            raise Broken("EOFError")
    return starts


def check_sparse(machine: Machine) -> None:
    """Torch looks whether indices lie within the tensor: some releases at each load."""
    for tensor in machine.sparse:
        try:
            if tensor.layout == "nested":
                continue
            fits = indices_fit(machine, tensor)
        except Broken:
            fits = False
        for verdict in machine.verdicts:
            if not fits and verdict.rules["validates_sparse"]:
                verdict.refuse("sparse indices", "broken")


def integers_of(machine: Machine, tensor: Tensor) -> "list[int]":
    """The numbers of a one- or two-dimensional tensor of integers, row by row."""
    code = {"int64": "q", "int32": "i"}.get(tensor.dtype)
    if code is None or extent(tensor) > 4 * MIB or len(tensor.shape) > 2:
        raise Broken("sparse indices")
    data = machine.read_storage(tensor.storage)
    data = data.read(0, tensor.storage.size)
    width = ITEM_SIZES[tensor.dtype]
    rows, columns = ([1] + tensor.shape)[-2:]
    down, right = ([0] + tensor.stride)[-2:]
    places = [tensor.offset + r * down + c * right for r in range(rows) for c in range(columns)]
    return [struct.unpack_from("<" + code, data, place * width)[0] for place in places]


def indices_fit(machine: Machine, tensor: Tensor) -> bool:
    values = tensor.parts[-1]
    if tensor.layout == "torch.sparse_coo":
        indices = tensor.parts[0]
        rows, count = indices.shape if len(indices.shape) == 2 else (-1, 0)
        if rows < 0 or rows > len(tensor.shape) or values.shape[:1] != [count]:
            return False
        if values.shape[1:] != tensor.shape[rows:]:
            return False
        numbers = integers_of(machine, indices)
        return all(
            0 <= number < tensor.shape[row]
            for row in range(rows)
            for number in numbers[row * count : (row + 1) * count]
        )
    return compressed_fit(machine, tensor)


def compressed_fit(machine: Machine, tensor: Tensor) -> bool:
    """CSR and CSC; of blocks we do not know enough."""
    pointers, plain, values = tensor.parts
    if tensor.layout not in LAYOUTS[2:4] or len(tensor.shape) != 2 or values.shape != plain.shape:
        return False
    rows, columns = tensor.shape if tensor.layout == LAYOUTS[2] else tensor.shape[::-1]
    ends, inner = integers_of(machine, pointers), integers_of(machine, plain)
    if len(ends) != rows + 1 or ends[0] != 0 or ends[-1] != len(inner):
        return False
    for start, end in zip(ends, ends[1:]):
        row = inner[start:end]
        if start > end or any(not 0 <= n < columns for n in row):
            return False
        if any(one >= other for one, other in zip(row, row[1:])):
            return False
    return True


# Which kind of file it is


def kind_by_start(source: "Any") -> str:
    """By its first bytes, as far as these decide."""
    head = source.read(0, 512)
    if not head:
        return "empty"
    for start, kind in STARTS:
        if head[: len(start)] == start:
            return kind
    if head.count(b"\0") == len(head) and is_zero(source):
        return "zeros"
    if is_tar(head):
        return "tar"
    text = head.lstrip().lower()
    if begins(text, (b"<!doctype", b"<html", b"<?xml", b"<head")):
        return "html"
    if head[8:9] == b"{" and 2 <= int_of(head[:8]) <= LARGEST_HEADER:
        return "safetensors"
    if text[:1] in (b"{", b"[") and is_text(head):
        return "json"
    if len(head) > 1 and head[0] == 0x80 and 2 <= head[1] <= 5:
        return "pickle"
    if len(head) > 2 and head[0] == 8 and 0 < head[1] < 32 and head[2] in (0x12, 0x3A, 0x22):
        return "onnx"
    if head[:1] in (b"(", b"c", b"]", b"}", b"I", b"S", b"l") and b"." in source.read(
        source.size - 2, 2
    ):
        return "pickle"
    return "text" if is_text(head) else "unknown"


STARTS = (
    (b"PK\3\4", "zip"), (b"PK\5\6", "other_zip"), (b"GGUF", "gguf"), (b"\x89HDF\r\n\x1a\n", "hdf5"),
    (b"\x93NUMPY", "npy"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"),
    (b"version https://git-lfs", "lfs"), (b"lmgg", "ggml"), (b"tjgg", "ggml"), (b"fmgg", "ggml"),
    (b"\x78\x01", "joblib"), (b"\x78\x9c", "joblib"), (b"\x78\xda", "joblib"),
    (b"ZF0x", "joblib"),
)  # fmt: skip


def is_zero(source: "Any") -> bool:
    """Looked at in some places, of a large file."""
    step = max(MIB, source.size // 64)
    return all(
        source.read(at, 65536).count(b"\0") == min(65536, source.size - at)
        for at in range(0, source.size, step)
    )


def is_tar(head: bytes) -> bool:
    """As Python's tarfile has it: the sum of the header, or only zeros."""
    if len(head) < 512:
        return False
    if head.count(b"\0") == 512:
        return True
    digits = "".join([chr(byte) for byte in head[148:156] if 48 <= byte <= 57])
    return bool(digits) and octal(digits) == 256 + sum(head[:148]) + sum(head[156:512])


def octal(digits: str) -> int:
    try:
        return int(digits, 8)
    except ValueError:
        return -1


def is_text(data: bytes) -> bool:
    return all(byte >= 32 or byte in (9, 10, 13) for byte in data)


ZIPPED = (  # an entry of the folder, and what an archive is that has it
    ("constants.pkl", "torchscript"), ("archive_format", "pt2"), ("models/model.json", "pt2"),
    ("serialized_exported_program.json", "pt2"), (".data/extern_modules", "torch_package"),
    ("data.pkl", "zip"),
)  # fmt: skip
WEIGHTS = (".pt", ".pth", ".ckpt", ".bin", ".safetensors", ".tar", ".pkl")


def kind_of_archive(archive: Archive) -> str:
    """Of a zip."""
    if archive.problem:
        return "partial" if archive.problem == "no directory" else "damaged"
    names = [entry.name for entry in archive.entries]
    for record, kind in ZIPPED:
        if archive.find(record):
            return kind
    if "serialized_exported_program.json" in names:
        return "pt2"
    if any(name.endswith(".npy") for name in names):
        return "npz"
    if "model.weights.h5" in names:
        return "keras"
    if any(name.endswith("data.pkl") for name in names):
        return "rezipped"
    return "zip_in_zip" if any(ends(name, WEIGHTS) for name in names) else "other_zip"


def ends(text: str, endings: "Any") -> bool:
    return any(text.endswith(ending) for ending in endings)


def examine(source: "Any") -> Reading:
    """All that is known of a file."""
    reading = Reading()
    reading.kind = kind_by_start(source)
    try:
        if source.read(0, 4) == b"PK\3\4":
            read_zip(source, reading)
        elif is_tar(source.read(0, 512)):
            refuse_all(reading, "tar", "tar")
        else:
            load_legacy(source, reading)
    except Broken as error:
        reading.error = str(error)
        refuse_all(reading, reading.error, "broken")
    if reading.kind == "pickle":
        reading.kind = kind_of_pickle(reading)
    if reading.kind in HIDING or (reading.kind == "pickle" and reading.result is not None):
        reading.hidden = hidden_machines(source, reading)
    if reading.kind == "safetensors" or source.name.endswith(".safetensors"):
        read_safetensors(source, reading)
    elif reading.kind == "json":
        read_json(source, reading)
    if reading.kind in UNDERSTOOD and reading.machine:
        Walk(reading).run()
    return reading


HIDING = ("npy", "npz", "rezipped", "zip_in_zip", "other_zip", "damaged", "torch_package")
MOST_HIDDEN = 100  # pickles within a file that are followed only for what they name


def hidden_machines(source: "Any", reading: Reading) -> "list[Machine]":
    """What follows a pickle, or lies within an archive or an array: other loaders would run it."""
    if reading.kind == "pickle":
        return followed(source, reading.machine.place)
    if reading.kind == "npy":
        return followed(source, npy_start(source))
    found: list[Machine] = []
    for entry in reading.archive.entries[:MOST_ENTRIES] if reading.archive else []:
        try:
            inner = reading.archive.content(entry, 64 * MIB, True)
            start = npy_start(inner) if inner.read(0, 6) == b"\x93NUMPY" else 0
        except Broken:
            continue
        if len(found) < MOST_HIDDEN and (start or kind_by_start(inner) == "pickle"):
            found += followed(inner, start)
    return found


def npy_start(source: "Any") -> int:
    """Where the pickle begins of an array of objects; 0 for other arrays."""
    head = source.read(0, 12)
    size = (
        struct.unpack("<H", head[8:10])[0] + 10 if head[6:7] == b"\1" else int_of(head[8:12]) + 12
    )
    return size if b"O'" in source.read(0, min(size, BLOCK)) else 0


def followed(source: "Any", start: int) -> "list[Machine]":
    """One pickle after the other, as far as they can be read."""
    found: list[Machine] = []
    while 0 < start < source.size or (start == 0 and not found):
        machine = Machine(source, start, [], lambda number: Storage("", "uint8", "cpu", 0))
        found.append(machine)
        try:
            machine.run()
        except Broken:
            break
        start = machine.place
        if len(found) >= MOST_HIDDEN:
            break
    return found


UNDERSTOOD = ("zip", "legacy", "pickle", "joblib", "dcp_metadata", "data_pkl", "zip_of_steps")


def read_zip(source: "Any", reading: Reading) -> None:
    """What torch does with a zip."""
    archive = Archive(source)
    reading.archive = archive
    reading.kind = kind_of_archive(archive)
    check_archive(archive, reading.verdicts)
    if archive.folder + "/constants.pkl" in [entry.name for entry in archive.entries]:
        refuse_all(reading, "TorchScript", "torchscript")
    else:
        load_zip(archive, reading)


def refuse_all(reading: Reading, what: str, why: str) -> None:
    for verdict in reading.verdicts:
        verdict.refuse(what, why)


def kind_of_pickle(reading: Reading) -> str:
    """Of a file that begins as a pickle does."""
    machine = reading.machine
    if machine.is_legacy:
        return "legacy"
    names = machine.named
    if "torch.distributed.checkpoint.metadata.Metadata" in names:
        return "dcp_metadata"
    if "joblib.numpy_pickle.NumpyArrayWrapper" in names:
        return "joblib"
    return "data_pkl" if machine.has_storages else "pickle"


# safetensors, and JSON


SAFETENSORS = {
    "F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "I64": "int64",
    "I32": "int32", "I16": "int16", "I8": "int8", "U8": "uint8", "BOOL": "bool", "U16": "uint16",
    "U32": "uint32", "U64": "uint64", "F8_E4M3": "float8_e4m3fn", "F8_E5M2": "float8_e5m2",
    "F8_E8M0": "float8_e8m0fnu", "C64": "complex64",
}  # fmt: skip


def read_safetensors(source: "Any", reading: Reading) -> None:
    """By its ending, some releases of torch know such a file."""
    before, reading.error = reading.error, ""
    try:
        safetensors_header(source, reading)
    except Broken as error:
        reading.error = before if reading.kind != "safetensors" and before else str(error)
    for verdict in reading.verdicts:
        if verdict.rules["safetensors"] and source.name.endswith(".safetensors"):
            verdict.refused = verdict.never = ""
            verdict.allow = []
            if reading.error:
                verdict.refuse("safetensors", "broken")


def safetensors_header(source: "Any", reading: Reading) -> None:
    """Read its table of contents, and see whether the file has all that it says."""
    length = int_of(source.read(0, 8))
    if length > LARGEST_HEADER:
        raise Broken("header")
    data = source.read(8, length)
    if len(data) < length:
        raise Broken("partial")
    try:
        header = json.loads(text_of(data))
        parts = [(name, one) for name, one in header.items() if name != "__metadata__"]
        spans = in_order([(tuple(parts[n][1]["data_offsets"]), n) for n in range(len(parts))])
        list_parts(parts, spans, reading)
    except (ValueError, TypeError, AttributeError, KeyError):
        raise Broken("header")
    reading.metadata = header.get("__metadata__")
    end = 8 + length + sum([one["bytes"] for one in reading.storages])
    if end != source.size:
        raise Broken("partial" if end > source.size else "header")


def list_parts(parts: "Any", spans: "Any", reading: Reading) -> None:
    """The tensors of a safetensors file, which must lie one after the other."""
    at = 0
    for (start, end), number in spans:
        name, one = parts[number]
        dtype, shape = SAFETENSORS.get(one["dtype"]), one["shape"]
        if dtype is None or start != at or any(type(n) is not int or n < 0 for n in shape):
            raise Broken("header")
        if product(shape) * ITEM_SIZES[dtype] != end - start:
            raise Broken("header")
        at = end
        key = str(len(reading.tensors))
        reading.tensors.append(record(name, shape, dtype, "cpu", key, 0))
        reading.distinct.append(reading.tensors[-1])
        reading.storages.append({"key": key, "bytes": end - start, "device": "cpu"})


def in_order(items: "list[Any]") -> "list[Any]":
    """Sorted: MicroPython's own sort is slow where the items are in order already."""
    heap = list(items)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in items]


def product(numbers: "Any") -> int:
    total = 1
    for one in numbers:
        total *= one
    return total


def record(
    name: str, shape: "Any", dtype: str, device: str, key: "Any", offset: int
) -> "dict[str, Any]":
    return {"name": clean(name, 1000), "shape": list(shape), "dtype": dtype, "device": clean(device),
            "storage": key, "offset": offset}  # fmt: skip


def read_json(source: "Any", reading: Reading) -> None:
    """An index of safetensors or of .bin files, or the settings of a model."""
    if source.size > 64 * MIB:
        return
    try:
        found = json.loads(text_of(source.read(0, source.size)))
    except (ValueError, Broken):
        return
    if isinstance(found, dict) and isinstance(found.get("weight_map"), dict):
        reading.kind = "index"
        reading.metadata = sorted({str(name) for name in found["weight_map"].values()})
    elif isinstance(found, dict) and "peft_type" in found:
        reading.kind = "peft_config"


# What is inside


class Walk:
    """Finds the tensors in what a file holds, and their names. Each object is looked at once.

    The keys that lead to an object: (those to what it is in, its own), and () at the top."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.seen: set[int] = set()
        self.groups: list[Any] = []  # how many tensors a dictionary has, and the keys
        self.todo: list[Any] = []
        self.strides: dict[Any, list[int]] = {}

    def run(self) -> None:
        self.todo = [(self.reading.result, "", (), 0)]
        while self.todo:
            value, path, keys, depth = self.todo.pop()
            if isinstance(value, Tensor):
                self.add(value, path)
            elif isinstance(value, (Table, Made, Bag, list, tuple)) and id(value) not in self.seen:
                self.seen.add(id(value))
                if depth < DEEPEST_WALK:
                    self.visit(value, path, keys, depth + 1)
                elif "deep" not in self.reading.notes:
                    self.reading.notes.append("deep")
        self.list_storages()
        if self.groups:
            most = max([count for count, _ in self.groups])
            self.reading.weights = unlinked(
                [keys for count, keys in self.groups if count == most][0]
            )

    def visit(self, value: "Any", path: str, keys: "Any", depth: int) -> None:
        if isinstance(value, Table):
            below = self.of_table(value, path, keys)
        elif isinstance(value, Made):
            below = self.of_made(value, path, keys)
        else:
            items = value.items if isinstance(value, Bag) else value
            below = [(item, join(path, str(n)), (keys, n)) for n, item in enumerate(items)]
        for item, place, way in reversed(below):
            self.todo.append((item, place, way, depth))

    def of_table(self, table: Table, path: str, keys: "Any") -> "list[Any]":
        names = [key if type(key) is str else text_key(key) for key in table.keys]
        count = sum([isinstance(value, Tensor) for value in table.values])
        if count and all([type(key) is str for key in table.keys]):
            self.groups.append((count, keys))
        start = path + "/" if path else ""
        below = [
            (value, start + name, (keys, key))
            for name, key, value in zip(names, table.keys, table.values)
        ]
        return below if all_differ(names) else last_of_each(names, below)

    def of_made(self, made: Made, path: str, keys: "Any") -> "list[Any]":
        state = made.state
        if isinstance(state, Table) and "_parameters" in state.keys and "_modules" in state.keys:
            return self.of_module(state, path, keys)
        parts = [made.args, state, made.items]
        return [(part, path, (keys, None)) for part in parts if part is not None]

    def of_module(self, state: Table, path: str, keys: "Any") -> "list[Any]":
        """A model's layers, named as in its state_dict."""
        self.reading.content = self.reading.content or "whole_model"
        found = []
        for kind in ("_parameters", "_buffers", "_modules"):
            inner = state.values[state.keys.index(kind)] if kind in state.keys else None
            if isinstance(inner, Table):
                for key, value in zip(inner.keys, inner.values):
                    name = (path + "." if path and path[-1] != "." else path) + text_key(key)
                    found.append((value, name + ("." if kind == "_modules" else ""), (keys, None)))
        return found

    def add(self, tensor: Tensor, path: str) -> None:
        key = tensor.storage.key if tensor.storage else None
        found = record(path, tensor.shape, tensor.dtype, tensor.device, key, tensor.offset)
        if tensor.stride != self.row_major(tensor.shape) and product(tensor.shape):
            found["stride"] = tensor.stride
        if tensor.layout != "torch.strided":
            found["layout"] = tensor.layout
            found.pop("stride", None)
        elif self.is_new(tensor, found):
            self.reading.distinct.append(found)
        if tensor.kind != "torch.Tensor":
            found["parameter"] = True
        self.reading.tensors.append(found)
        for n, part in enumerate(tensor.parts):
            self.add(part, join(path, "part %d" % n))

    def is_new(self, tensor: Tensor, found: "dict[str, Any]") -> bool:
        """Whether no other tensor is the same part of the same storage."""
        if not tensor.storage:
            return True
        views = tensor.storage.views
        views.append(found)
        if len(views) == 1:
            return True
        for one in views[-100:-1]:
            same = one["offset"] == found["offset"] and one["shape"] == found["shape"]
            if same and one.get("stride") == found.get("stride"):
                return False
        return True

    def row_major(self, shape: "list[int]") -> "list[int]":
        key = tuple(shape)
        if key not in self.strides:
            self.strides[key] = row_major(shape)
        return self.strides[key]

    def list_storages(self) -> None:
        machine = self.reading.machine
        for storage in machine.order:
            if len(storage.views) > 1:
                self.reading.shared.append([one["name"] for one in storage.views[:6]])
            self.reading.storages.append(
                {"key": storage.key, "bytes": storage.size, "device": clean(storage.device)}
            )


def all_differ(names: "list[str]") -> bool:
    ordered = in_order(names)
    return all([one != other for one, other in zip(ordered, ordered[1:])])


def last_of_each(names: "list[str]", below: "list[Any]") -> "list[Any]":
    """Of a key that occurs twice, the last value counts, in the place of the first."""
    places: dict[str, int] = {}
    found: list[Any] = []
    for name, one in zip(names, below):
        if name in places:
            found[places[name]] = one
        else:
            places[name] = len(found)
            found.append(one)
    return found


def unlinked(keys: "Any") -> "list[Any]":
    found: list[Any] = []
    while keys:
        found.append(keys[1])
        keys = keys[0]
    return found[::-1]


def join(path: str, key: str) -> str:
    return path + "/" + key if path else key


def text_key(key: "Any") -> str:
    return key if type(key) is str else clean(str(key)) if type(key) in (int, float, bool) else "?"


def row_major(shape: "list[int]") -> "list[int]":
    strides, step = [], 1
    for size in reversed(shape):
        strides.append(step)
        step *= max(size, 1)
    return strides[::-1]


# The report

STATUSES = ("accepted", "accepted_with_map_location", "refused")


def report(source: "Any", most: int = 0) -> "dict[str, Any]":
    """What is known of a file, as JSON can hold it.

    most: how many tensors, storages and entries are listed, of a large file; 0 for all."""
    reading = examine(source)
    machine = reading.machine
    found = dangers(machine) if machine else []
    for hidden in reading.hidden:
        found += [one for one in dangers(hidden) if one not in found]
    made = {
        "file": clean(source.name),
        "size": source.size,
        "kind": reading.kind,
        "content": content_of(reading),
        "error": clean(reading.error),
        "releases": {verdict.release: answer(verdict, reading) for verdict in reading.verdicts},
        "globals": sorted({clean(name) for name in machine.named}) if machine else [],
        "danger": found + clashes(reading),
        "notes": notes_of(reading),
        "weights": [key for key in reading.weights if key is not None],
        "prefix": "",
        "tensors": reading.tensors,
        "storages": reading.storages,
        "counts": {"tensors": len(reading.tensors), "storages": len(reading.storages)},
        "shared": reading.shared[:5],
        "devices": sorted({one["device"] for one in reading.tensors}),
        "bytes": sizes(reading, source),
        "entries": entries_of(reading),
        "metadata": reading.metadata,
        "allow": standing_of(reading),
    }
    made["prefix"] = prefix_of(made)
    made["lines"] = lines_of(made)
    if most:
        for key in ("tensors", "storages", "entries"):
            made[key] = made[key][:most]
    return made


def notes_of(reading: Reading) -> "list[str]":
    """What else there is to say, as codes."""
    notes = list(reading.notes)
    archive = reading.archive
    if archive and reading.kind == "zip" and any(entry.method == 8 for entry in archive.entries):
        notes.append("compressed")
    if (reading.error == "EOFError" and reading.kind == "legacy") or reading.error == "partial":
        notes.append("partial")
    return notes


def answer(verdict: Verdict, reading: Reading) -> "dict[str, Any]":
    """What one release says."""
    helps = not verdict.never
    status = "refused" if verdict.refused else "accepted"
    if not verdict.refused and devices_of(reading):
        status = "accepted_with_map_location"
    return {
        "status": status,
        "refused": clean(verdict.refused) or None,
        "allow": [clean(name) for name in verdict.allow] if helps else None,
        "imports": sorted({import_of(name) for name in verdict.imports}),
        "why": verdict.never,
    }


def import_of(name: str) -> str:
    """The module that makes torch allow a name, when it is imported."""
    tops = ("torch.distributed.tensor", "torch.nested", "torch._dynamo")
    return ([top for top in tops if name.startswith(top)] or tops)[0]


def devices_of(reading: Reading) -> "list[str]":
    """Of the tensors' own devices, those that a machine may lack."""
    machine = reading.machine
    if not machine or reading.kind not in ("zip", "legacy"):
        return []
    places = [s.device for s in list(machine.storages.values()) + machine.empty] + machine.devices
    return sorted({clean(place) for place in places if place not in ("cpu", "meta")})


def clashes(reading: Reading) -> "list[dict[str, str]]":
    """Entries of which other tools may read another one than torch does."""
    if not reading.archive:
        return []
    twins = sorted(set(reading.archive.clashes))
    return [{"name": clean(name), "why": "twins"} for name in twins[:10]]


def standing_of(reading: Reading) -> "dict[str, Any]":
    """How each name that may have to be allowed is reached: its module, and whether a plain dict or
    list stands in its place."""
    machine = reading.machine
    names = sorted({name for verdict in reading.verdicts for name in verdict.allow})
    found = {}
    for name in names if machine else []:
        module = machine.modules.get(name) or name.rpartition(".")[0]
        found[clean(name)] = {"module": clean(module), "plain": machine.standing.get(name, "")}
    return found


def sizes(reading: Reading, source: "Any") -> "dict[str, int]":
    """In bytes; elements and parameters are counts."""
    elements = tensors = weights = parameters = 0
    path = weight_path(reading.weights)
    for one in reading.distinct:
        count = product(one["shape"])
        elements += count
        tensors += count * ITEM_SIZES[one["dtype"]]
        if one["name"].startswith(path):
            parameters += count
            weights += count * ITEM_SIZES[one["dtype"]]
    return {
        "file": source.size,
        "storages": sum([one["bytes"] for one in reading.storages]),
        "tensors": tensors,
        "elements": elements,
        "weights": weights,
        "parameters": parameters,
    }


def weight_path(keys: "list[Any]") -> str:
    """What stands before the names in the largest dictionary of tensors."""
    path = "/".join([text_key(key) for key in keys if key is not None])
    return path + "/" if path else ""


MOST_ENTRIES = 1000  # of an archive that a report lists


def entries_of(reading: Reading) -> "list[dict[str, Any]]":
    if not reading.archive:
        return []
    found = []
    for entry in reading.archive.entries[:MOST_ENTRIES]:
        crc = ("0000000%x" % entry.crc)[-8:]
        found.append(
            {"name": clean(entry.name), "bytes": entry.size, "packed": entry.packed, "crc": crc}
        )
    return found


WRAPPERS = ("module.", "_orig_mod.")


def prefix_of(made: "dict[str, Any]") -> str:
    """What wrappers have put before all names of the main dictionary."""
    names = weight_names(made)
    prefix = ""
    while True:
        more = [w for w in WRAPPERS if names and all(n.startswith(prefix + w) for n in names)]
        if not more:
            return prefix
        prefix += more[0]


def weight_names(made: "dict[str, Any]") -> "list[str]":
    path = weight_path(made["weights"])
    return [one["name"][len(path) :] for one in made["tensors"] if one["name"].startswith(path)]


# What kind of dictionary it is


def content_of(reading: Reading) -> str:
    """Of a file of torch.save, or of a safetensors file."""
    if reading.content:
        return reading.content
    result = reading.result
    if reading.kind == "safetensors":
        return "state_dict"
    if isinstance(result, Tensor):
        return "tensor"
    if isinstance(result, Made):
        return "training_arguments" if "TrainingArguments" in result.kind else "object"
    if not isinstance(result, Table):
        return "object" if reading.machine and not reading.error else ""
    keys = [key for key in result.keys if type(key) is str]
    for content, wanted in CONTENTS:
        if all(key in keys for key in wanted):
            return content
    if any(".lora_" in key or "lora_A" in key for key in keys):
        return "adapter"
    if reading.weights == [] and reading.tensors:
        return "state_dict"
    if any(begins(key, ("ema", "model_ema")) or key.endswith("_ema") for key in keys):
        return "with_average"
    return "checkpoint" if reading.weights else "object"


CONTENTS = (
    ("lightning", ("pytorch-lightning_version",)),
    ("deepspeed", ("module", "ds_version")),
    ("deepspeed", ("module", "dp_world_size")),
    ("optimizer", ("state", "param_groups")),
    ("scaler", ("scale", "growth_factor")),
    ("scheduler", ("last_epoch", "_last_lr")),
    ("average", ("n_averaged",)),
)


# The lines that load it

IMPORTED_FROM = (
    ("exceptions.", "builtins."),
    ("numpy.core.", "numpy._core."),
    ("pathlib._local.", "pathlib."),
)
PLAIN_CLASS = """class Plain{kind}:
    \"\"\"Stands for a class that is filled like a {like}.\"\"\"

    def __new__(cls, *arguments):
        return {empty}
"""
STRICT = """
class Strict(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in KNOWN:
            raise pickle.UnpicklingError(f"not allowed: {module}.{name}")
        return super().find_class(module, name)


strict = types.SimpleNamespace(
    __name__="strict", Unpickler=Strict, load=lambda file, **more: Strict(file, **more).load()
)"""
OTHER_LINES = {
    "torchscript": ["import torch", "", "model = torch.jit.load({file}, map_location=\"cpu\")"],
    "pt2": ["import torch", "", "program = torch.export.load({file})", "model = program.module()"],
    "safetensors": ["from safetensors.torch import load_file", "", "state_dict = load_file({file})"],
    "npy": ["import numpy", "import torch", "",
            "tensor = torch.from_numpy(numpy.load({file}, allow_pickle=False))"],
    "npz": ["import numpy", "import torch", "",
            "with numpy.load({file}, allow_pickle=False) as arrays:",
            "    tensors = {{name: torch.from_numpy(arrays[name]) for name in arrays}}"],
    "onnx": ["import onnxruntime", "", "session = onnxruntime.InferenceSession({file})"],
    "gguf": ["from gguf import GGUFReader", "", "reader = GGUFReader({file})"],
    "hdf5": ["import h5py", "", "file = h5py.File({file}, \"r\")"],
    "gzip": ["import gzip", "", "import torch", "", "with gzip.open({file}) as file:",
             "    checkpoint = torch.load(file, map_location=\"cpu\", weights_only=True)"],
    "index": ["from pathlib import Path", "import json", "",
              "from safetensors.torch import load_file", "", "index = Path({file})",
              "shards = set(json.loads(index.read_text())[\"weight_map\"].values())",
              "state_dict = {{}}", "for shard in sorted(shards):",
              "    state_dict |= load_file(index.parent / shard)"],
    "dcp_metadata": ["import torch",
                     "from torch.distributed.checkpoint.format_utils import dcp_to_torch_save", "",
                     "dcp_to_torch_save(\".\", \"one_file.pt\")  # the folder, for which you trust its writer",
                     "state_dict = torch.load(\"one_file.pt\", map_location=\"cpu\", weights_only=True)"],
    "zip_in_zip": ["import zipfile", "", "with zipfile.ZipFile({file}) as archive:",
                   "    archive.extractall()"],
}  # fmt: skip


def lines_of(made: "dict[str, Any]", release: str = RELEASES[-1]) -> "list[str]":
    """A program that loads the file with a torch; none for a file that is dangerous."""
    answer = made["releases"][release]
    if made["danger"]:
        return []
    if made["kind"] in ("zip", "legacy"):
        if answer["status"] != "refused":
            return of_load(made, [], []) + of_content(made)
        if answer["allow"] is not None:
            imports = ["import " + module for module in answer["imports"]]
            return with_allowed(made, answer["allow"], imports) + of_content(made)
        if answer["why"] == "opcode" and all(known_data(name) for name in made["globals"]):
            return with_strict(made) + of_content(made)
        return []
    if made["error"] and made["kind"] not in OTHER_LINES:
        return []
    if "partial" in made["notes"] or (made["kind"] == "safetensors" and made["error"]):
        return []
    name = json.dumps(made["file"])
    return [line.format(file=name) for line in OTHER_LINES.get(made["kind"], [])]


def of_load(made: "dict[str, Any]", imports: "list[str]", before: "list[str]") -> "list[str]":
    """The load itself, indented where a with stands before it."""
    call = 'torch.load(%s, map_location="cpu", weights_only=True)' % json.dumps(made["file"])
    space = "    " if before and before[-1].startswith("with") else ""
    others = sorted({line for line in imports if line != "import torch"})
    return others + ["import torch", ""] + before + [space + variable(made) + " = " + call]


def variable(made: "dict[str, Any]") -> str:
    if made["content"] == "whole_model" and not made["weights"]:
        return "model"
    return "state_dict" if made["content"] == "state_dict" else "checkpoint"


def with_allowed(made: "dict[str, Any]", names: "list[str]", imports: "list[str]") -> "list[str]":
    """The load within safe_globals."""
    if not names:
        return of_load(made, imports, [])
    classes: list[str] = []
    items: list[str] = []
    taken: dict[str, str] = {}
    for name in names:
        how = made["allow"].get(name, {"module": "", "plain": ""})
        if how["plain"]:
            kind = "Dict" if how["plain"] == "dict" else "List"
            empty = "{}" if kind == "Dict" else "[]"
            text = PLAIN_CLASS.format(kind=kind, like=how["plain"], empty=empty)
            if text not in classes:
                classes.append(text)
            items.append("(Plain%s, %s)" % (kind, json.dumps(name)))
        else:
            line, here, same = imported(name, how["module"], taken)
            imports = imports + ([line] if line else [])
            items.append(here if same else "(%s, %s)" % (here, json.dumps(name)))
    before = [line for text in classes for line in [""] + text.split("\n")]
    listed = ["allowed = ["] + ["    %s," % item for item in items] + ["]"]
    return of_load(
        made, imports, before + listed + ["with torch.serialization.safe_globals(allowed):"]
    )


def imported(name: str, module: str, taken: "dict[str, str]") -> "tuple[str, str, bool]":
    """The line that imports what a file names, what it is called then, and whether torch finds it
    under the file's own name. taken: what names mean already."""
    parts = name[len(module) + 1 :].split(".")
    where = module
    for old, new in IMPORTED_FROM:
        if (module + ".").startswith(old):
            where = (new + (module + ".")[len(old) :])[:-1]
    if where == "builtins":
        return "", ".".join(parts), where == module
    called = parts[0]
    while taken.get(called, where) != where:
        called += "_"
    taken[called] = where
    line = "from %s import %s" % (where, parts[0])
    line += "" if called == parts[0] else " as " + called
    return line, ".".join([called] + parts[1:]), where == module


def known_data(name: str) -> bool:
    """Whether what it names only holds data, by all that is known."""
    return name in COMMON or begins(
        name, ("numpy.dtype", "numpy._core.multiarray.", "numpy.ndarray")
    )


def with_strict(made: "dict[str, Any]") -> "list[str]":
    """For a pickle protocol that weights_only cannot read: a reader that knows only these names."""
    pairs = [name.rpartition(".") for name in made["globals"]]
    known = ["    (%s, %s)," % (json.dumps(module), json.dumps(name)) for module, _, name in pairs]
    name = json.dumps(made["file"])
    load = [
        "%s = torch.load(" % variable(made),
        '    %s, map_location="cpu", weights_only=False, pickle_module=strict' % name,
        ")",
    ]
    imports = ["import pickle", "import types", "", "import torch", ""]
    return imports + ["KNOWN = {"] + known + ["}"] + STRICT.split("\n") + [""] + load


def of_content(made: "dict[str, Any]") -> "list[str]":
    """From what is loaded to the state_dict that a model wants."""
    if made["content"] in ("whole_model", "tensor", "object", "optimizer", "scaler", "scheduler"):
        return []
    lines = []
    if made["weights"]:
        place = "".join(["[%s]" % json.dumps(key) for key in made["weights"]])
        lines.append("state_dict = checkpoint" + place)
    elif variable(made) != "state_dict":
        lines.append("state_dict = checkpoint")
    if made["prefix"]:
        prefix = json.dumps(made["prefix"])
        lines.append(
            "state_dict = {key.removeprefix(%s): value for key, value in state_dict.items()}"
            % prefix
        )
    return lines


# In words: English and Chinese

KINDS = {
    "zip": ("A file of torch.save (a zip archive).", "torch.save 写出的文件（zip 格式）。"),
    "legacy": (
        "A file of torch.save in the format before torch 1.6.",
        "torch.save 写出的文件，用的是 torch 1.6 之前的旧格式。",
    ),
    "tar": ("A tar archive: the format of torch 0.1, or no checkpoint.",
            "tar 归档：torch 0.1 的格式，或者根本不是检查点。"),
    "torchscript": ("A TorchScript program. torch.jit.load runs it, if you trust it.",
                    "TorchScript 程序。信任来源时用 torch.jit.load 载入。"),
    "pt2": ("An exported program (.pt2). torch.export.load reads it, if you trust it.",
            "导出的程序（.pt2）。信任来源时用 torch.export.load 载入。"),
    "torch_package": ("A torch.package archive: it brings Python code along.",
                      "torch.package 归档：里面带有 Python 代码。"),
    "safetensors": ("A safetensors file: tensors and nothing to run.",
                    "safetensors 文件：只有张量，没有可执行的内容。"),
    "index": ("The index of a model in several files. It holds no numbers: its folder does.",
              "分片模型的索引。它本身没有权重，权重在同一文件夹的分片里。"),
    "peft_config": ("The settings of a PEFT adapter. The weights lie beside it.",
                    "PEFT 适配器的配置。权重是旁边的另一个文件。"),
    "dcp_metadata": ("The .metadata of a distributed checkpoint: its folder is loaded, not this file.",
                     "分布式检查点的 .metadata：要载入的是整个文件夹，而不是这个文件。"),
    "onnx": ("An ONNX model.", "ONNX 模型。"),
    "gguf": ("A GGUF model, for llama.cpp and its kin.", "GGUF 模型，供 llama.cpp 等使用。"),
    "ggml": ("A model in an old format of llama.cpp.", "llama.cpp 旧格式的模型。"),
    "npy": ("A NumPy array.", "NumPy 数组。"),
    "npz": ("Several NumPy arrays in a zip.", "zip 里的多个 NumPy 数组。"),
    "hdf5": ("An HDF5 file, such as Keras writes.", "HDF5 文件，Keras 常用这种格式。"),
    "keras": ("A Keras model.", "Keras 模型。"),
    "pickle": ("A pickle that torch.save did not write.", "普通的 pickle，不是 torch.save 写的。"),
    "joblib": ("A file of joblib.", "joblib 写出的文件。"),
    "data_pkl": ("The data.pkl of a checkpoint without its archive: the numbers are missing.",
                 "检查点里的 data.pkl 单独拿了出来：权重数值不在里面。"),
    "lfs": ("A Git LFS pointer, not the file: run git lfs pull, or download it again.",
            "Git LFS 指针，不是文件本身：运行 git lfs pull，或重新下载。"),
    "html": ("A web page, not the file: the download asked to sign in, or led to a page about it.",
             "网页，不是文件本身：下载时需要登录，或者链接指向的是介绍页。"),
    "partial": ("Half a file: its end, with the table of contents, is missing. Get it again.",
                "文件不完整：末尾（包括目录）缺失。请重新下载。"),
    "damaged": ("A damaged zip archive. Get it again.", "损坏的 zip 文件。请重新下载。"),
    "zeros": ("Nothing but zeros: the space was reserved and never filled.",
              "全是零：空间预留了，却没有写入内容。"),
    "empty": ("An empty file.", "空文件。"),
    "rezipped": ("A checkpoint that was unpacked and packed again in another way.",
                 "检查点被解压后又以别的方式重新打包。"),
    "zip_in_zip": ("A zip with checkpoints in it: unpack it first.", "zip 里面装着检查点：先解压。"),
    "other_zip": ("A zip archive that is no checkpoint.", "zip 归档，但不是检查点。"),
    "gzip": ("Compressed with gzip.", "用 gzip 压缩过。"),
    "json": ("JSON, without weights.", "JSON 文件，没有权重。"),
    "text": ("Text.", "文本文件。"),
    "unknown": ("No format that is known here. By its first bytes it is no checkpoint.",
                "认不出的格式。从开头的字节看，它不是检查点。"),
}  # fmt: skip
NO_PICKLE = ("unknown", "text", "json", "html", "lfs", "zeros", "empty", "gzip")
# Of these, the kind says all: where a reader that took them for files of torch would stop does not.
NOT_READ = NO_PICKLE + ("pickle", "joblib")
WHYS = {
    "opcode": ("it was pickled with a protocol of which weights_only reads only a part",
               "它用的 pickle 协议含有 weights_only 不支持的指令"),
    "blocked": ("its module is blocked, whatever is allowed", "这个模块被直接禁止，允许列表也没有用"),
    "dangerous": ("it could do harm, and no list should allow it", "它能造成危害，不应该放进允许列表"),
    "called": ("it calls what another call returned", "它调用的是另一次调用的返回值"),
    "unknown": ("only a run can tell the class that is meant", "只有运行之后才知道是哪个类"),
    "build": ("it sets attributes of what has none", "它给没有属性的对象设置属性"),
    "items": ("it fills an object that also has attributes", "它往带有属性的对象里填充元素"),
    "setitem": ("it sets items of what is no dict", "它往不是字典的对象里写键值"),
    "append": ("it appends to what is no list", "它往不是列表的对象里追加元素"),
    "persistent": ("it asks for something else than a storage", "它引用的不是 storage"),
    "broken": ("the file is damaged, or is not of torch.save", "文件损坏，或者不是 torch.save 写的"),
    "tar": ("weights_only does not read the oldest format", "weights_only 不支持最早的 tar 格式"),
    "torchscript": ("a TorchScript file is for torch.jit.load", "TorchScript 文件要用 torch.jit.load"),
}  # fmt: skip
DANGERS = {
    "calls": ("It calls {name}. A load with weights_only=False would run that.",
              "它会调用 {name}。用 weights_only=False 载入就会运行它。"),
    "changes": ("It changes {name} itself, for all that is run afterwards.",
                "它会改动 {name} 本身，影响之后运行的一切。"),
    "names": ("It names {name}, with which a file can do harm.", "它引用了 {name}，可以借此造成危害。"),
    "nested": ("A string in it is itself a pickle, which may be loaded later.",
               "里面有一个字符串本身又是 pickle，之后可能会被载入。"),
    "shadows": ("The name {name} only looks like a known one.", "名字 {name} 只是看起来像常见的名字。"),
    "twins": ("Two entries are called {name}: torch and other tools may read different ones.",
              "有两个条目都叫 {name}：torch 和别的工具读到的可能不是同一个。"),
}  # fmt: skip
WORDS = {
    "danger": ("Dangerous", "危险"),
    "verdict": ("Which torch accepts it (weights_only=True)", "哪些 torch 接受它（weights_only=True）"),
    "accepted": ("accepted", "接受"),
    "accepted_with_map_location": ("accepted with map_location", "加上 map_location 才接受"),
    "refused": ("refused at {what}", "拒绝，停在 {what}"),
    "allow": ("to allow: {names}", "需要允许：{names}"),
    "never": ("no list of names opens it: {why}", "没有任何允许列表能打开它：{why}"),
    "not_safe": (
        "Accepted is not safe: before 2.10, a file that is accepted could corrupt memory "
        "(GHSA-63cw-57p8-fm3p).",
        "“接受”不等于“安全”：2.10 之前，被接受的文件也可能破坏内存（GHSA-63cw-57p8-fm3p）。",
    ),
    "lines": ("The lines that load it", "载入它的代码"),
    "no_lines": ("There are none that we would recommend.", "没有可以推荐的代码。"),
    "inside": ("What is inside", "里面有什么"),
    "counts": ("{tensors} tensors, {elements} numbers, {bytes}; in the largest dictionary {parameters}",
               "{tensors} 个张量，共 {elements} 个数，{bytes}；最大的字典里有 {parameters} 个"),
    "place": ("The weights are in {place}.", "权重在 {place}。"),
    "prefix": ("All their names begin with {prefix}.", "它们的名字都以 {prefix} 开头。"),
    "larger": ("The file is {times} times as large as its tensors: it holds whole storages of views.",
               "文件是其张量的 {times} 倍大：视图的整个 storage 都存了进来。"),
    "shared": ("{names} share one storage.", "{names} 共用一个 storage。"),
    "device": ("Saved on {devices}.", "保存时在 {devices} 上。"),
    "memory": ("Peak memory for the weights: {plain} the plain way, {assign} with a model on meta and "
               "assign=True; with mmap=True as well, hardly any of its own.",
               "权重的内存峰值：普通方式 {plain}；模型放在 meta 上并用 assign=True 时 {assign}；"
               "再加 mmap=True，几乎不占自己的内存。"),
    "compressed": ("Its entries are compressed: mmap=True would read garbage.",
                   "里面的条目被压缩过：用 mmap=True 会读出乱码。"),
    "partial": ("The file ends early. Get it again.", "文件提前结束。请重新下载。"),
    "deep": ("It is nested too deep for all of it to be listed.", "嵌套太深，没有全部列出。"),
    "error": ("It cannot be read to its end: {error}.", "无法读到末尾：{error}。"),
}  # fmt: skip
CONTENTS_IN_WORDS = {
    "state_dict": ("It holds a state_dict.", "里面是一个 state_dict。"),
    "checkpoint": ("It holds a checkpoint: weights and other things.", "里面是一个检查点：权重和其他内容。"),
    "lightning": ("It is a checkpoint of Lightning.", "这是 Lightning 的检查点。"),
    "deepspeed": ("It is a checkpoint of DeepSpeed.", "这是 DeepSpeed 的检查点。"),
    "optimizer": ("It holds the state of an optimizer.", "里面是优化器的状态。"),
    "scaler": ("It holds the state of a GradScaler.", "里面是 GradScaler 的状态。"),
    "scheduler": ("It holds the state of a scheduler.", "里面是学习率调度器的状态。"),
    "average": ("It holds averaged weights (AveragedModel).", "里面是平均后的权重（AveragedModel）。"),
    "with_average": ("It holds weights and their average (EMA).", "里面有权重和它们的滑动平均（EMA）。"),
    "adapter": ("It holds an adapter (LoRA), not the whole model.", "里面是适配器（LoRA），不是整个模型。"),
    "whole_model": ("It holds a whole model, so it needs the model's class.",
                    "里面是整个模型，载入时需要模型的类。"),
    "training_arguments": ("It holds settings of a Trainer, not weights.", "里面是 Trainer 的设置，不是权重。"),
    "tensor": ("It holds one tensor.", "里面是一个张量。"),
    "object": ("It holds an object without weights that could be found.", "里面是一个对象，没有找到权重。"),
}  # fmt: skip


def say(made: "dict[str, Any]", language: str) -> "list[list[Any]]":
    """The report in words: titles, and lines below them."""
    tongue = 1 if language == "zh" else 0

    def word(key: str, **values: "Any") -> str:
        return WORDS[key][tongue].format(**values)

    first = [KINDS.get(made["kind"], KINDS["unknown"])[tongue]]
    if made["content"]:
        first.append(CONTENTS_IN_WORDS[made["content"]][tongue])
    first += [word(note) for note in made["notes"] if note in WORDS]
    if made["error"] and made["kind"] not in NOT_READ:
        first.append(word("error", error=made["error"]))
    parts: list[list[Any]] = [[made["file"], first]]
    if made["danger"]:
        found = [DANGERS[one["why"]][tongue].format(**one) for one in made["danger"][:20]]
        parts.insert(0, [word("danger"), found])
    verdicts = verdict_lines(made, tongue)
    accepted = any(one["status"] != "refused" for one in made["releases"].values())
    parts.append([word("verdict"), verdicts + ([word("not_safe")] if accepted else [])])
    parts.append([word("lines"), made["lines"] or [word("no_lines")]])
    if made["tensors"]:
        parts.append([word("inside"), inside_lines(made, word)])
    return parts


def verdict_lines(made: "dict[str, Any]", tongue: int) -> "list[str]":
    """Releases that say the same, together."""
    groups: list[Any] = []
    for release in RELEASES:
        one = made["releases"][release]
        text = WORDS[one["status"]][tongue].format(what=one["refused"])
        if one["status"] == "refused" and one["allow"] is None:
            why = WHYS["broken" if made["kind"] in NO_PICKLE else one["why"]][tongue]
            text += "; " + WORDS["never"][tongue].format(why=why)
        elif one["status"] == "refused":
            text += "; " + WORDS["allow"][tongue].format(names=", ".join(one["allow"]))
        if groups and groups[-1][1] == text:
            groups[-1][0].append(release)
        else:
            groups.append([[release], text])
    return ["torch %s: %s" % (", ".join(some), text) for some, text in groups]


def inside_lines(made: "dict[str, Any]", word: "Any") -> "list[str]":
    size = made["bytes"]
    counts = {
        "tensors": made["counts"]["tensors"],
        "elements": grouped(size["elements"]),
        "bytes": in_units(size["tensors"]),
        "parameters": grouped(size["parameters"]),
    }
    lines = [word("counts", **counts)]
    if made["weights"]:
        place = "".join(["[%s]" % json.dumps(key) for key in made["weights"]])
        lines.append(word("place", place=place))
    if made["prefix"]:
        lines.append(word("prefix", prefix=made["prefix"]))
    if made["devices"] != ["cpu"]:
        lines.append(word("device", devices=", ".join(made["devices"])))
    if (
        size["tensors"]
        and size["file"] > 1.5 * size["tensors"]
        and size["storages"] > 1.5 * size["tensors"]
    ):
        lines.append(word("larger", times="%.1f" % (size["storages"] / size["tensors"])))
    lines += [word("shared", names=", ".join(names)) for names in made["shared"]]
    if size["weights"] >= MIB:
        plain, assign = in_units(2 * size["weights"]), in_units(size["weights"])
        lines.append(word("memory", plain=plain, assign=assign))
    return lines


def in_units(count: int) -> str:
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= size:
            return "%.2f %s" % (count / size, unit)
    return "%d B" % count


def grouped(count: int) -> str:
    return "{:,}".format(count)


# Two files, or a file and an error


def state_of(made: "dict[str, Any]") -> "dict[str, Any]":
    """Names of the largest dictionary, and shape and dtype of each."""
    names = weight_names(made)
    path = weight_path(made["weights"])
    inside = [one for one in made["tensors"] if one["name"].startswith(path)]
    return {name: [one["shape"], one["dtype"]] for name, one in zip(names, inside)}


def keys_in_error(text: str) -> "dict[str, list[str]]":
    """Of the message of load_state_dict, the names that it calls missing and unexpected."""
    found: dict[str, list[str]] = {"missing": [], "unexpected": []}
    for kind, title in (("missing", "Missing key(s)"), ("unexpected", "Unexpected key(s)")):
        start = text.find(title)
        if start >= 0:
            rest = text[start + len(title) :]
            for other in ("Missing key(s)", "Unexpected key(s)", "size mismatch"):
                rest = rest.split(other)[0]
            found[kind] = rest.split('"')[1::2]
    return found


def compare(wanted: "dict[str, Any]", given: "dict[str, Any]") -> "dict[str, Any]":
    """How the names of a file differ from those that a model, or another file, wants.

    Both: name to [shape, dtype], or to None where that is not known."""
    missing = [name for name in sorted(wanted) if name not in given]
    unexpected = [name for name in sorted(given) if name not in wanted]
    both = [name for name in sorted(wanted) if name in given and wanted[name] and given[name]]
    rule = renaming(missing, unexpected)
    return {
        "missing": missing,
        "unexpected": unexpected,
        "shapes": [[n, given[n][0], wanted[n][0]] for n in both if given[n][0] != wanted[n][0]],
        "dtypes": [[n, given[n][1], wanted[n][1]] for n in both if given[n][1] != wanted[n][1]],
        "renaming": rule,
        "lines": renaming_lines(rule),
    }


def renaming(missing: "list[str]", unexpected: "list[str]") -> "dict[str, str]":
    """What to take off the front of each name, and what to put there. Empty if no such rule fits at
    least half of the names."""
    counts: dict[tuple[str, str], int] = {}
    for name in unexpected:
        for other in missing:
            tail = common_tail(name, other)
            if tail:
                pair = (name[: len(name) - len(tail)], other[: len(other) - len(tail)])
                counts[pair] = counts.get(pair, 0) + 1
    if not counts:
        return {}
    best = min([(-count, len(a) + len(b), a, b) for (a, b), count in counts.items()])
    if -best[0] * 2 < min(len(missing), len(unexpected)):
        return {}
    return {"from": best[2], "to": best[3]}


def common_tail(name: str, other: str) -> str:
    """The last parts that two names have in common."""
    one, two = name.split("."), other.split(".")
    count = 0
    while count < min(len(one), len(two)) and one[-1 - count] == two[-1 - count]:
        count += 1
    return ".".join(one[len(one) - count :]) if count else ""


def renaming_lines(rule: "dict[str, str]") -> "list[str]":
    if not rule:
        return []
    old, new = json.dumps(rule["from"]), json.dumps(rule["to"])
    if not rule["from"]:
        change = "%s + key" % new
    elif not rule["to"]:
        change = "key.removeprefix(%s)" % old
    else:
        change = "key.replace(%s, %s, 1) if key.startswith(%s) else key" % (old, new, old)
    return [
        "state_dict = {",
        "    %s: value" % change,
        "    for key, value in state_dict.items()",
        "}",
    ]


# The command


def open_file(name: str) -> Source:
    """With Python's own files."""
    file = open(name, "rb")  # noqa: SIM115  (for as long as the program runs)

    def read(offset: int, count: int) -> bytes:
        file.seek(offset)
        return file.read(count)

    return Source(name.replace("\\", "/").rpartition("/")[2], file.seek(0, 2), read)


def main(arguments: "list[str]") -> int:
    names = [argument for argument in arguments if argument[:2] != "--"]
    options = [argument for argument in arguments if argument[:2] == "--"]
    if not 1 <= len(names) <= 2 or any(one not in ("--json", "--zh") for one in options):
        print(__doc__)
        return 2
    made = [report(open_file(name)) for name in names]
    found = compare(state_of(made[1]), state_of(made[0])) if len(made) == 2 else None
    if "--json" in options:
        print(json.dumps({"files": made, "difference": found} if found else made[0], indent=1))
        return 0
    for one in made:
        print(in_lines(say(one, "zh" if "--zh" in options else "en")))
    if found:
        print(json.dumps(found, indent=1))
    return 0


def in_lines(parts: "list[list[Any]]") -> str:
    return "\n\n".join(
        ["\n".join([title] + ["  " + line for line in lines]) for title, lines in parts]
    )


if __name__ == "__main__" and len(sys.argv) > 1:
    sys.exit(main(sys.argv[1:]))
