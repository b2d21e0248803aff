"""Promise: whoever pastes an error is led to its entry, and an error that no entry knows is said to
be unknown. The tracebacks are those of the programs, run here; torch may have changed its words."""

import ast
import html
import json
import random
import re
import tomllib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag

import pytest
import torch
from IPython.core.ultratb import FormattedTB
from playwright.sync_api import Browser, Page, expect

from atlas import errors, pages, releases, snippets
from atlas.links import parsed
from atlas.outputs import normalise
from atlas.record import torch_of_recording
from atlas.releases import Releases
from atlas.runner import Run
from atlas.snippets import ROOT, SnippetError
from atlas.texts import json_in_html
from measure import errors as asked
from measure.browser import Tab

SECTION = {"en": "errors/", "zh": "zh/errors/"}
PAGES = [p for p in pages.find("en") if p.path.parent.name == "errors" and p.path.stem != "index"]
# No program is read here: one that cannot be read fails its own tests.
SECTIONS = [(page, *section) for page in PAGES for section in errors.sections(page)]
SAID = {h.id: (page, h, embed) for page, h, embed in SECTIONS if embed.region != "wrong-result"}
RAISED = [id for id, (*_, embed) in SAID.items() if embed.region == "raise"]
RunOf = Callable[[Path], Run]


def entry_of(id: str) -> errors.Entry:
    try:
        return errors.entry_of(*SAID[id])
    except SnippetError as error:
        problem = str(error)
    pytest.fail(problem, pytrace=False)  # outside, or all that led to it would be printed


def tracebacks(entry: errors.Entry, run: Run) -> list[str]:
    """What the reader of an entry saw: the tracebacks of its program. Where there is none (it was
    raised in another process, or not here), one that ends with its message."""
    found = [t for region, all in run.tracebacks.items() if errors.is_raise(region) for t in all]
    if not found:
        frame = 'Traceback (most recent call last):\n  File "/w/main.py", line 7, in <module>\n'
        found = [f"{frame}    main()\n{message}\n" for message in entry.messages]
    return found


@pytest.mark.parametrize("id", RAISED)
def test_torch_still_says_what_the_entry_says(id: str, run_of: RunOf) -> None:
    entry, (page, heading, _) = entry_of(id), SAID[id]
    run = run_of(entry.program.path)
    if run.skipped:
        pytest.skip(run.skipped)
    assert not run.error, run.error
    said = " ".join(normalise("\n".join([*tracebacks(entry, run), run.output])).split())
    recording = torch_of_recording(entry.program, "cpu")
    like, _ = Releases().before(entry.program, releases.here(), recording)
    for message in errors.raised(entry.program, like) or entry.messages:
        fixed, _ = errors.fixed_words(message, entry.program.source)
        gone = [words for words in fixed if words not in said]
        where = f"{page.path}:{heading.line}: torch says it otherwise now: read the entry again"
        assert not gone, f"{where}, then python dev.py record {entry.program.name}\n{gone}"


def test_every_entry_has_an_id_of_its_own() -> None:
    ids = [heading.id for _, heading, _ in SECTIONS]
    assert all(ids) and len(ids) == len(set(ids)), sorted(id for id in ids if ids.count(id) > 1)


# How else the same traceback may look in a clipboard.


def other_files(trace: str, _: str) -> str:
    trace = re.sub(r'File "[^"]*[/\\]([^"/\\]+)"', r'File "C:\\Users\\me\\lab v2\\\1"', trace)
    trace = re.sub(r"line \d+", "line 1234", trace)
    return re.sub(r"(?<![\w/.])(?:\./)?\w+\.(pth?|safetensors|bin)\b", r"runs/7/last.\1", trace)


def other_shapes(trace: str, _: str) -> str:
    """Other numbers, too; but an instruction's number is its name, and an empty shape says more."""
    return re.sub(
        r"(?<![\w.])(?<!operand )(?<!Errno )(?!0\])\d+(?:x\d+)?(?!\.?\w)",
        lambda m: "x".join(str(int(n) * 3 + 17) for n in m[0].split("x")),
        trace,
    )


def other_keys(trace: str, source: str) -> str:
    """Other names of parameters and of the reader's own classes; a wrapper's prefix stays."""
    wrapped = r'"((?:module\.|_orig_mod\.)?)[\w.]*\.(\w+)"'
    trace = re.sub(wrapped, r'"\1encoder.blocks.3.attention.\2"', trace)
    classes = [n.name for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ClassDef)]
    for name in classes:
        trace = re.sub(rf"\b{name}\b", "MyTransformer", trace)
    return trace


def coloured(trace: str, _: str) -> str:
    trace = re.sub(r"\b(\w*(?:Error|Exception)|line|in)\b", "\x1b[0;31m\\1\x1b[0m", trace)
    return re.sub(r"(?m)^(.*)$", "\x1b[1m\\1\x1b[22;39m\x1b[K", trace)


def colours_in_bits(trace: str, _: str) -> str:
    """A clipboard that lost the escape character only."""
    return coloured(trace, "").replace("\x1b", "").replace("[K", "")


def on_one_line(trace: str, _: str) -> str:
    return " ".join(trace.split())


def breaks_gone(trace: str, _: str) -> str:
    return trace.replace("\n", "")


def folded(trace: str, _: str) -> str:
    """A narrow terminal that breaks lines within words."""
    return "\n".join(trace[n : n + 57] for n in range(0, len(trace), 57))


def as_json(trace: str, _: str) -> str:
    return json.dumps({"level": "error", "message": trace})


def of_a_rank(trace: str, _: str) -> str:
    return re.sub("(?m)^", "[rank0]: ", trace)


def quoted(trace: str, _: str) -> str:
    """As an e-mail has it, with typographer's quotes."""
    trace = re.sub("(?m)^", "> ", trace)
    return re.sub(r'"(\S*?)"', "“\\1”", re.sub(r"'(\S*?)'", "‘\\1’", trace))


def in_a_log(trace: str, _: str) -> str:
    draw = random.Random(4)
    warning = (
        "/opt/conda/lib/python3.11/site-packages/torch/nn/modules/transformer.py:306: UserWarning: "
        "enable_nested_tensor is True, but self.use_nested_tensor is False because "
        "encoder_layer.norm_first was True\n  warnings.warn(f'enable_nested_tensor is True')",
        "WARNING:root:NaN or Inf found in input tensor.",
        "[W socket.cpp:464] [c10d] The server socket has failed to bind to [::]:29500",
    )
    lines = []
    for step in range(100, 300):
        loss, rate = draw.random(), draw.random() * 1e-3
        lines.append(
            f"2026-01-07 12:0{step % 6}:11 INFO train: step {step} loss {loss:.4f} lr {rate:.2e}"
        )
        if step % 25 == 0:
            lines.append(draw.choice(warning))
        if step % 40 == 0:
            lines.append(
                f"Epoch {step // 40}: {step % 100}%|███▎      | {step}/900 [00:41<02:05, 7.1it/s]"
            )
            lines.append(f"saving checkpoint to runs/7/epoch_{step}.pt, model and optimizer")
    return "\n".join([*lines[:110], trace, *lines[110:]])


def escaped(trace: str, _: str) -> str:
    """Out of the source of a web page."""
    return html.escape(trace)


def of_a_container(trace: str, _: str) -> str:
    """Each line with its source and its time."""
    return re.sub("(?m)^", "trainer-1  | 2026-11-25T09:12:33.123456789Z stderr F ", trace)


def numbered(trace: str, _: str) -> str:
    return "\n".join(f"{n:>4} {line}" for n, line in enumerate(trace.split("\n"), 1))


def in_a_question(trace: str, _: str) -> str:
    return f"求助！加载的时候报错了：\n\n```\n{trace}```\nPython 3.11，Windows 11，谢谢！"


def from_a_launcher(trace: str, _: str) -> str:
    """What torchrun says after the rank that failed has spoken."""
    return (
        of_a_rank(trace, "")
        + """
E1125 09:12:33.123 4242 torch/distributed/elastic/multiprocessing/api.py:882] failed (exitcode: 1)
Traceback (most recent call last):
  File "/usr/local/bin/torchrun", line 8, in <module>
    sys.exit(main())
torch.distributed.elastic.multiprocessing.errors.ChildFailedError:
============================================================
train.py FAILED
------------------------------------------------------------
Root Cause (first observed failure):
  rank      : 0 (local_rank: 0)
  exitcode  : 1 (pid: 4243)
============================================================
"""
    )


def all_at_once(trace: str, source: str) -> str:
    for change in (other_files, other_shapes, other_keys, coloured, in_a_log, folded):
        trace = change(trace, source)
    return trace


def last_lines(trace: str, _: str) -> str:
    """The message without its traceback."""
    return re.split(r"(?m)^(?=[\w.]+(?:Error|Exception)\b)", trace, maxsplit=1)[-1]


def as_it_is(trace: str, _: str) -> str:
    return trace


COPIES = [
    as_it_is,
    other_files,
    other_shapes,
    other_keys,
    coloured,
    colours_in_bits,
    on_one_line,
    breaks_gone,
    folded,
    as_json,
    of_a_rank,
    quoted,
    in_a_log,
    escaped,
    of_a_container,
    numbered,
    in_a_question,
    from_a_launcher,
    all_at_once,
    last_lines,
]


@pytest.fixture(scope="session")
def field(browser: Browser, server: str) -> Iterator[Page]:
    """One page for all questions of this process."""
    page = browser.new_page(base_url=server)
    page.goto(SECTION["en"])
    yield page
    page.close()


def ask(field: Page, *texts: str) -> list[tuple[bool, list[str]]]:
    """For each text: (whether it is known, the ids of the entries shown)."""
    answers = asked.ask(field, list(texts))
    return [(known, [urldefrag(link)[1] for link in links]) for known, links in answers]


@pytest.fixture
def decided_by(site: Path, unchanged: Callable[..., None]) -> Callable[..., None]:
    """Skips, but in CI, a test of the field that passed before with the same of all this. Called
    before the test asks for the field, and with it for a browser."""
    known = [site / "errors" / name for name in ("index.html", errors.DATA)]
    script = ROOT / "theme/assets/js/errors.js"
    return lambda *content: unchanged(*known, script, Path(__file__), *content)


# What is raised in the same words; only the frames tell which it is.
SAME_WORDS = {"worker-main": ("cant-get-attribute",)}


@pytest.mark.browser
@pytest.mark.parametrize("id", SAID)
def test_its_traceback_leads_to_the_entry(
    id: str, decided_by: Callable[..., None], run_of: RunOf, request: pytest.FixtureRequest
) -> None:
    entry = entry_of(id)
    decided_by(entry.program.path)
    wrong, source = [], entry.program.source
    traces = tracebacks(entry, run_of(entry.program.path))
    copies = [(change.__name__, change(t, source)) for t in traces for change in COPIES]
    answers = ask(request.getfixturevalue("field"), *(text for _, text in copies))
    for (change, pasted), (known, ids) in zip(copies, answers, strict=True):
        led = known and ids[:1] == [id]
        if asked.lacks(id, pasted):  # the message alone, which may be one of Python
            led = not known or ids[0] in SAME_WORDS.get(id, ())
        if not led:
            say = "" if known else "unknown, "
            wrong.append(f"{change}: {say}{ids}\n{pasted[-300:]}\n")
    assert not wrong, f"{id}: {len(wrong)} wrong\n" + "\n".join(wrong[:6])


# The same mistakes in other programs: other layers, names, shapes, options, and other words.
OTHERS = [
    ("weights-only-load-failed", "save({'net': nn.LSTM(2, 2), 'epoch': 3}, 'a.pt'); load('a.pt')"),
    ("weights-only-numpy", "save({'mAP': np.float32(0.3)}, 'a.pt'); load('a.pt')"),
    ("weights-only-numpy", "save({'out': pathlib.Path('/runs')}, 'a.pt'); load('a.pt')"),
    ("weights-only-numpy", "save(argparse.Namespace(lr=1), 'a.pt'); load('a.pt')"),
    ("first-bytes", "open('a.bin', 'w').write('{}'); load('a.bin')"),
    ("central-directory", "save(torch.ones(9999), 'a.pt'); cut('a.pt', 22000); load('a.pt')"),
    ("central-directory", "save(torch.ones(99), 'a.pt'); cut('a.pt', 900); load('a.pt')"),
    ("safetensors-header", "open('a.safetensors', 'w').write('<html>' * 9); load('a.safetensors')"),
    ("safetensors-header", "open('a.st', 'wb').write(b'{}'); safetensors.torch.load_file('a.st')"),
    (
        "damaged-archive",
        "save(torch.ones(9), 'a.pt'); b = open('a.pt', 'rb').read(); "
        "load(io.BytesIO(b[:99] + b'some more' + b[99:]))",
    ),
    ("invalid-magic-number", "load(io.BytesIO(pickle.dumps({'a': 1})), weights_only=False)"),
    ("mmap-needs-zip", "load(io.BytesIO(), mmap=True)"),
    ("load-unexpected-keyword", "into(nn.GRU(2, 3), {}, map_location='cpu')"),
    ("missing-keys", "nn.Sequential(nn.GRU(2, 2)).load_state_dict(weights(nn.GRU(2, 2)))"),
    ("missing-keys", "into(nn.Conv2d(1, 1, 1), {'weight': torch.ones(1, 1, 1, 1)})"),
    ("missing-keys", "into(nn.BatchNorm1d(2), prefixed('layer.', nn.BatchNorm1d(2)))"),
    ("missing-keys-module-prefix", "into(nn.LSTM(2, 2), prefixed('module.', nn.LSTM(2, 2)))"),
    ("missing-keys-module-prefix", "into(nn.DataParallel(nn.GRU(2, 2)), weights(nn.GRU(2, 2)))"),
    ("missing-keys-orig-mod", "into(nn.LSTM(2, 2), prefixed('_orig_mod.', nn.LSTM(2, 2)))"),
    (
        "unexpected-keys-plain",
        "into(nn.LSTM(2, 2), {'state_dict': {}, 'optimizer': {}, 'best': 1})",
    ),
    ("unexpected-keys-plain", "into(nn.LSTM(2, 2), {'model_state_dict': {}, 'loss': 0})"),
    ("checkpoint-keyerror", "into(nn.LSTM(2, 2), {'net': 1, 'epoch': 3}['state_dict'])"),
    ("checkpoint-keyerror", "into(nn.LSTM(2, 2), weights(nn.LSTM(2, 2))['model'])"),
    ("size-mismatch", "into(nn.LSTM(2, 2), weights(nn.LSTM(3, 2)), strict=False)"),
    ("expected-dict-like", "into(nn.LSTM(2, 2), pathlib.Path('a.pt'))"),
    ("incompatible-keys-eval", "m = nn.GRU(2, 2); m = into(m, weights(m)); m.to('cpu')"),
    ("incompatible-keys-eval", "m = nn.GRU(2, 2); m = into(m, weights(m)); m(1)"),
    ("ordereddict-eval", "weights(nn.GRU(2, 2))(torch.ones(2))"),
    ("ordereddict-eval", "{'model': weights(nn.GRU(2, 2))}.eval()"),
    ("ordereddict-mutated", "s = weights(nn.GRU(2, 2))\nfor k in s: s['net.' + k] = s.pop(k)"),
    ("ordereddict-mutated", "s = dict(weights(nn.GRU(2, 2)))\nfor k in s: del s[k]"),
    ("meta-no-op", "nn.LSTM(2, 2, device='meta').cpu()"),
    ("meta-no-op", "nn.BatchNorm1d(2, device='meta')(torch.ones(2, 2))"),
    ("optimizer-group-size", "into(adam(nn.GRU(2, 2)), weights(adam(nn.Linear(2, 2))))"),
    ("momentum-keyerror", "m = nn.Linear(2, 2); o = adam(m); into(o, weights(sgd(m))); step(m, o)"),
    ("empty-parameter-list", "adam(nn.ReLU())"),
    ("parent-directory", "save({}, 'checkpoints/exp1/epoch_3.pth')"),
    ("cant-pickle-local", "(lambda: save(lambda x: x, 'a.pt'))()"),
    ("cannot-pickle-lock", "save({'lock': threading.RLock()}, 'a.pt')"),
    ("cannot-pickle-lock", "save({'log': sys.stdout}, 'a.pt')"),
    ("not-compiled-with-cuda", "nn.Linear(2, 2).cuda()"),
    ("invalid-device-string", "torch.ones(2).to('CPU')"),
    ("numpy-requires-grad", "np.array(nn.Linear(2, 2)(torch.ones(2)))"),
    ("out-of-memory-cpu", "torch.empty(1 << 45)"),
    ("dtype-mismatch", "nn.LSTM(2, 2)(torch.ones(1, 1, 2, dtype=torch.double))"),
    ("dtype-mismatch", "torch.ones(2, 2).half() @ torch.ones(2, 2)"),
    ("dtype-mismatch", "torch.ones(4, 2, 2) @ torch.ones(4, 2, 2).double()"),
    ("target-dtype", "nn.NLLLoss()(torch.ones(8, 20), torch.ones(8).int())"),
    ("target-dtype", "nn.MultiLabelMarginLoss()(torch.ones(8, 20), torch.ones(8, 20))"),
    ("target-dtype", "nn.BCELoss()(torch.ones(8, 1), torch.ones(8, 1).double())"),
    ("target-dtype", "nn.BCEWithLogitsLoss()(torch.ones(8), torch.ones(8).int())"),
    ("mean-of-integers", "torch.ones(2, dtype=torch.uint8).mean()"),
    ("mat1-mat2", "torch.ones(2, 3) @ torch.ones(2, 3)"),
    ("matmul-size", "torch.bmm(torch.ones(2, 3, 4), torch.ones(2, 3, 4))"),
    ("conv-channels", "nn.Conv1d(16, 4, 3)(torch.ones(8, 100, 16))"),
    ("view-not-compatible", "torch.ones(2, 3, 4).permute(2, 0, 1).view(-1)"),
    ("shape-invalid", "torch.ones(7, 3).reshape(2, 5, 2)"),
    (
        "cross-entropy-target",
        "nn.CrossEntropyLoss()(torch.ones(8, 20, 30), torch.ones(8, 20).long())",
    ),
    ("index-out-of-range", "nn.Embedding(9, 3)(torch.tensor([[1, -1]]))"),
    ("class-out-of-bounds", "nn.CrossEntropyLoss()(torch.ones(8, 3), torch.full((8,), 3))"),
    (
        "does-not-require-grad",
        "nn.GRU(2, 2).requires_grad_(False)(torch.ones(1, 2))[0].sum().backward()",
    ),
    ("in-place-leaf", "nn.Linear(2, 2).weight[0].fill_(2)"),
    (
        "in-place-version",
        "y = torch.ones(2, requires_grad=True).tanh(); y.add_(1).sum().backward()",
    ),
    ("collate-sizes", "torch.stack([torch.ones(3), torch.ones(2)])"),
    ("collate-type", "next(iter(DataLoader([pathlib.Path('a')])))"),
    ("iterable-with-sampler", "DataLoader(Stream(), sampler=[1])"),
    ("length-of-iterable", "len(DataLoader(Stream()))"),
    (None, "torch.stack([])"),
    ("too-many-indices", "torch.ones(3).sum(1)"),
    (None, "nn.Conv2d(3, 4, 3)(torch.ones(3, 8))"),
    ("broadcast", "torch.ones(1).add_(torch.ones(3))"),  # of modules/tensor
    (None, "nn.ReLU().fc2"),
    (None, "{'model': 1}['encoder']"),
    (None, "load('gone.pt')"),
    (None, "None(3)"),
    (None, "pickle.loads(pickle.dumps([1, 2, 3])[:-2])"),
    (None, "nn.LSTM(3, 4)(torch.ones(2, 2, 2, 3))"),
    (None, "torch.tensor([[1, 2], [3]])"),
    (None, "next(iter(DataLoader([])))"),
]
AT_HAND = """
import argparse, io, pathlib, pickle, sys, threading
import numpy as np, safetensors.torch, torch
from torch import load, nn, save
from torch.utils.data import DataLoader, IterableDataset

class Stream(IterableDataset):
    def __iter__(self):
        return iter([])

def cut(name, size):
    with open(name, "r+b") as file:
        file.truncate(size)

def into(model, state, **options):
    return model.load_state_dict(state, **options)

def weights(model):
    return model.state_dict()

def prefixed(prefix, model):
    return {prefix + name: tensor for name, tensor in model.state_dict().items()}

def adam(model):
    return torch.optim.AdamW(model.parameters())

def sgd(model):
    return torch.optim.SGD(model.parameters())

def step(model, optimizer):
    model(torch.ones(2)).sum().backward()
    optimizer.step()
"""


def raised_by(code: str) -> BaseException:
    names: dict[str, Any] = {}
    exec(AT_HAND, names)
    try:
        exec(compile(code, "/home/me/train.py", "exec"), names)
    except Exception as error:
        return error
    raise AssertionError(f"nothing is raised by {code}")


def in_a_notebook(error: BaseException) -> str:
    """As Jupyter shows it, with the lines around each call, in colours."""
    shown = FormattedTB(mode="Context", theme_name="linux")
    return shown.text(type(error), error, error.__traceback__)


@pytest.mark.browser
@pytest.mark.parametrize(("id", "code"), OTHERS)
def test_other_programs_with_the_same_mistake(
    id: str | None,
    code: str,
    decided_by: Callable[..., None],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if id == "not-compiled-with-cuda" and torch.version.cuda:
        pytest.skip("this torch is compiled with CUDA")
    decided_by()
    field = request.getfixturevalue("field")
    monkeypatch.chdir(tmp_path)
    error = raised_by(code)
    trace = "".join(traceback.format_exception(error))
    coloured_by_jupyter = in_a_notebook(error)
    renamed = (other_shapes, other_keys, all_at_once)  # these programs have names of their own
    copies = [change(trace, "") for change in COPIES if change not in renamed]
    copies += [coloured_by_jupyter, re.sub(r"\x1b\[[\d;]*m", "", coloured_by_jupyter)]
    copies += [json.dumps(coloured_by_jupyter.split("\n"))]
    for (known, ids), pasted in zip(ask(field, *copies), copies, strict=True):
        as_it_should = known and ids[0] == id if id else not known
        assert as_it_should, f"{'known' if known else 'unknown'}: {ids}\n{pasted[-600:]}"


UNKNOWN = [
    "RuntimeError: The moon is full, and tensors are not moved then",
    "ZeroDivisionError: division by zero",
    "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
    "TypeError: Object of type set is not JSON serializable",
    "IndentationError: unexpected indent",
    "sqlite3.OperationalError: database is locked",
    "ValueError: invalid literal for int() with base 10: 'seven'",
    "PermissionError: [Errno 13] Permission denied: '/root/x'",
    "requests.exceptions.ConnectionError: HTTPSConnectionPool: Max retries exceeded with url",
    "good morning",
    "ModuleNotFoundError: No module named 'torch'",
    "ModuleNotFoundError: No module named 'cv2'",
    "EOFError: EOF when reading a line",
    "OSError: [Errno 22] Invalid argument: 'C:\\\\data\\\\x'",
    "TypeError: 'int' object is not callable",
    "TypeError: object of type 'NoneType' has no len()",
]


@pytest.mark.browser
@pytest.mark.parametrize("change", [COPIES[0], in_a_log], ids=["alone", "in a log"])
@pytest.mark.parametrize("last_line", UNKNOWN)
def test_an_error_that_we_do_not_know(
    last_line: str, change: Callable[..., str], field: Page
) -> None:
    frame = 'Traceback (most recent call last):\n  File "main.py", line 7, in <module>\n    run()\n'
    [(known, ids)] = ask(field, change(frame + last_line, ""))
    assert not known, ids
    answer = field.locator(".paste-error__answer")
    expect(answer).to_contain_text("We do not know this message")
    expect(answer.locator("[data-error]")).to_have_count(0)
    searched, silent = answer.locator("a").all()
    if "Error" in last_line or change is COPIES[0]:  # the log goes on with a line of its own
        assert unquote(str(searched.get_attribute("href"))) == f"?q={last_line[:120]}"
    expect(silent).to_have_attribute("href", re.compile("/errors/silent/$"))


@pytest.mark.browser
def test_an_answer_shows_the_cause_and_the_lines_to_copy(field: Page) -> None:
    ask(field, MESSAGE)
    answer = field.locator(".paste-error__answer")
    expect(answer.locator(".cause").first).to_contain_text("The end of the file is missing.")
    code = answer.locator(".fix code")
    program = snippets.read(ROOT / "snippets/errors/central_directory.py")
    first, last = program.regions["fix"]
    lines = program.source.splitlines()[first - 1 : last]
    assert code.inner_text().split() == " ".join(lines).split()
    field.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer.get_by_role("button", name="Copy to clipboard").click()
    expect(field.locator("body")).to_contain_text("Copied to clipboard")
    assert field.evaluate("navigator.clipboard.readText()").split() == " ".join(lines).split()


def test_a_cause_is_what_fits_of_the_first_paragraph(tmp_path: Path) -> None:
    file = tmp_path / "docs/en/errors/page.md"
    file.parent.mkdir(parents=True)
    said = "It is [gone](a.md). " + "So the lines that follow say nothing. " * 6
    file.write_text(f"## `Gone` {{ #gone }}\n\n{said}\n\nMore.\n")
    page = pages.Page(file)
    cause = errors.cause_of(page, page.headings[0])
    assert cause.startswith("It is gone. So the") and len(cause) <= errors.AT_MOST
    assert cause.endswith(".") and "More" not in cause


RULES = tomllib.loads(errors.RULES.read_text("utf-8"))["rule"]
ELSEWHERE = errors.recorded_elsewhere("en", ROOT, ())


@pytest.mark.browser
def test_a_rule_leads_its_example_to_its_section_and_says_why(field: Page) -> None:
    led = asked.ask(field, [rule["example"] for rule in RULES])
    for rule, (known, links) in zip(RULES, led, strict=True):
        assert known and links[0].endswith(f"#{rule['id'].partition('#')[2] or rule['id']}"), rule
    ask(field, RULES[-1]["example"])
    why = RULES[-1]["en"].replace("`", "")
    expect(field.locator(".paste-error__why")).to_have_text(why)


@pytest.mark.browser
def test_an_answer_without_a_rule_says_which_words_it_goes_by(field: Page) -> None:
    ask(field, "RuntimeError: Trying to backward through the graph a second time")
    expect(field.locator(".paste-error__why")).to_contain_text("backward through the graph")


@pytest.mark.browser
def test_whose_code_made_the_call_is_said_if_it_is_a_library(field: Page) -> None:
    trace = """Traceback (most recent call last):
  File "/home/me/main.py", line 3, in <module>
    YOLO("a.pt")
  File "/venv/lib/python3.11/site-packages/ultralytics/nn/tasks.py", line 7, in torch_safe_load
    return torch.load(file)
  File "/venv/lib/python3.11/site-packages/torch/serialization.py", line 1470, in load
    raise pickle.UnpicklingError(_get_wo_message(str(e))) from None
_pickle.UnpicklingError: Weights only load failed."""
    ask(field, trace)
    answer = field.locator(".paste-error__answer")
    expect(answer).to_contain_text("The call comes from the library ultralytics.")
    ask(field, re.sub(r"(?m)^.*ultralytics.*\n.*torch.load.*\n", "", trace))
    expect(answer).not_to_contain_text("The call comes from")


@pytest.mark.browser
def test_what_other_pages_record_leads_to_them_or_to_an_entry(field: Page) -> None:
    pairs = [(entry, message) for entry, _ in ELSEWHERE for message in entry.messages]
    answers = asked.ask(field, [message for _, message in pairs])
    lost = [
        (entry.id, message[:80], links[:1])
        for (entry, message), (known, links) in zip(pairs, answers, strict=True)
        if not known or ("/errors/" not in links[0] and not links[0].endswith(anchor(entry)))
    ]
    assert len(lost) <= len(pairs) // 20, lost


def anchor(entry: errors.Entry) -> str:
    page, _, id = entry.id.partition("#")
    return f"/{page}/#{id}"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("piece", "id"),
    [
        ("failed finding central directory", "central-directory"),
        ("Attempting to deserialize object on a CUDA device but", "attempting-to-deserialize-cuda"),
        ("got an unexpected keyword argument 'weights_only'", "load-unexpected-keyword"),
        ("Unsupported operand 149", "weights-only-protocol"),
        ("EOFError", "eof-error"),
    ],
)
def test_a_piece_is_enough(piece: str, id: str, field: Page) -> None:
    [(known, ids)] = ask(field, piece)
    assert known and ids[0] == id, ids


@pytest.mark.browser
def test_an_empty_field_says_so(field: Page) -> None:
    [(_, ids)] = ask(field, " \n ")
    assert not ids
    expect(field.locator(".paste-error__answer")).to_have_text("There is nothing in the field yet.")
    expect(field.get_by_label("Paste your error")).to_be_focused()


MESSAGE = "RuntimeError: PytorchStreamReader failed reading zip archive: failed finding central"
BROKEN = "central-directory"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "label"), [("en", "Paste your error"), ("zh", "粘贴你的报错")]
)
def test_it_works_by_keyboard_in_both_languages(tab: Tab, language: str, label: str) -> None:
    page = tab.page
    page.goto(SECTION[language], wait_until="networkidle")
    page.get_by_label(label).focus()
    page.keyboard.insert_text(MESSAGE)
    page.keyboard.press("Control+Enter")
    link = page.locator(f'.paste-error__answer a[href="loading/#{BROKEN}"]')
    expect(link).to_be_focused()
    page.get_by_label(label).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # on the button
    expect(link).to_be_focused()
    assert not tab.problems
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/loading/#{BROKEN}")
    expect(page.locator(f"h2#{BROKEN}")).to_be_in_viewport()


@pytest.mark.browser
def test_pasting_is_enough(page: Page) -> None:
    page.goto(SECTION["en"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", MESSAGE)
    page.get_by_label("Paste your error").focus()
    page.keyboard.press("ControlOrMeta+V")
    expect(page.locator(".paste-error__answer a").first).to_have_attribute(
        "href", f"loading/#{BROKEN}"
    )
    expect(page.get_by_label("Paste your error")).to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize("language", SECTION)
def test_it_works_from_a_folder_without_a_network(
    browser: Browser, site: Path, language: str
) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((site / SECTION[language] / "index.html").as_uri())
    [(known, ids)] = ask(page, MESSAGE)
    context.close()
    assert known and ids[0] == BROKEN


@pytest.mark.browser
@pytest.mark.parametrize("language", SECTION)
def test_without_javascript_there_is_the_index(
    browser: Browser, server: str, language: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(SECTION[language])
    expect(page.locator("#paste-error")).to_be_hidden()
    shown = [link.get_attribute("href") for link in page.locator(".errors a").all()]
    expect(page.locator(".errors a").first).to_be_visible()
    context.close()
    assert sorted(shown) == sorted(f"{p.path.stem}/#{h.id}" for p, h, _ in SECTIONS)


@pytest.mark.browser
@pytest.mark.parametrize("start", ["", "zh/"])
@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("failed finding central directory", "central-directory"),
        ("don't know how to restore data location", "map-location-unknown"),
        ("Attempting to deserialize object on a CUDA device", "attempting-to-deserialize-cuda"),
        ("persistent id instruction", "persistent-load"),
    ],
)
def test_the_search_field_finds_messages(page: Page, start: str, words: str, id: str) -> None:
    page.goto(f"{start}?q={quote(words)}")
    entry = f'a.md-search-result__link[href*="/{start}errors/loading/"][href$="#{id}"]'
    expect(page.locator(entry)).to_be_attached()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("start", "link"), [("", "An error? Paste the whole of it"), ("zh/", "查报错？把整段粘贴进来")]
)
def test_the_search_carries_an_error_to_the_field(page: Page, start: str, link: str) -> None:
    page.goto(start)
    expect(page.get_by_text(link)).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.insert_text(
        "AttributeError: 'collections.OrderedDict' object has no attribute 'to'"
    )
    expect(page.get_by_text(link)).to_be_visible()  # what is hidden takes no focus, and no key
    page.get_by_text(link).press("Enter")
    page.wait_for_url(f"**/{start}errors/")
    first = page.locator(".paste-error__answer a").first
    expect(first).to_have_attribute("href", "keys/#ordereddict-eval")
    expect(first).to_be_focused()
    page.reload()  # it was brought once
    expect(
        page.get_by_role("textbox", name=re.compile("Paste your error|粘贴你的报错"))
    ).to_be_empty()


# What the build makes of the pages.


def data(site: Path, language: str) -> dict[str, Any]:
    """What the field knows."""
    script = (site / SECTION[language] / errors.DATA).read_text("utf-8")
    return json.loads(script.removeprefix("knownErrors = "))


def test_both_languages_find_the_same(site: Path) -> None:
    english, chinese = data(site, "en"), data(site, "zh")
    assert english["entries"] == chinese["entries"]
    assert {e["id"] for e in english["entries"] if "#" not in e["id"]} == SAID.keys()
    assert [rule["id"] for rule in english["rules"]] == [rule["id"] for rule in chinese["rules"]]
    assert english["texts"].keys() == chinese["texts"].keys()


@pytest.mark.parametrize("language", SECTION)
def test_the_index_has_the_first_line_of_every_message(site: Path, language: str) -> None:
    file = site / SECTION[language] / "index.html"
    assert errors.PLACE not in file.read_text("utf-8")
    shown = [code.text_content().split() for code in parsed(file).find_class("first-line")]
    recorded = [entry_of(id).messages[0].splitlines()[0].split() for id in SAID]
    assert sorted(shown) == sorted(recorded)


ERROR_PAGE = """---
description: Adding.
---

# Adding { #adding }

## What it is { #what }

## `cannot add` { #cannot-add }

```python
--8<-- "area/add.py:add"
```

## Too little { #too-little }

```python
--8<-- "area/add.py:wrong-result"
```
"""


@pytest.fixture
def error_page(made_up: Any) -> pages.Page:
    for name in ("area/add.py", "area/add.out"):
        made_up.edit(f"snippets/{name}", ":add]", ":raise]")
    made_up.edit("snippets/area/add.out", "tensor(2.5000)", "ValueError: cannot add\nto 3")
    path = made_up.write("docs/en/errors.md", ERROR_PAGE.replace("add.py:add", "add.py:raise"))
    return pages.Page(path)


def test_the_sections_that_show_how_an_error_is_raised_are_entries(error_page: pages.Page) -> None:
    first, second = errors.entries(error_page)
    assert (first.id, first.messages) == ("cannot-add", ["ValueError: cannot add\nto 3"])
    assert (second.id, second.messages) == ("too-little", [])
    (error_page.root / "snippets/area/add.out").unlink()  # it cannot be raised here
    assert errors.entries(error_page)[0].messages == ["cannot add"]


def test_a_program_that_cannot_be_read_is_one_line_of_its_own_entry(
    error_page: pages.Page, made_up: Any
) -> None:
    program = made_up.edit("snippets/area/add.py", "import torch", "import torch torch")
    [(_, raised), _] = sections = [*errors.sections(error_page)]
    assert raised.region == "raise"
    with pytest.raises(SnippetError, match=f"^{re.escape(str(program))}:8: .*$"):
        errors.entry_of(error_page, *sections[0])


def test_a_region_may_print_several_messages_and_a_message_may_quote_another() -> None:
    assert errors.messages("KeyError: 'a'\ntorch.OutOfMemoryError: no\nmore\n") == [
        "KeyError: 'a'",
        "torch.OutOfMemoryError: no\nmore",
    ]
    nested = "RuntimeError: Caught\nTraceback (most recent call last):\n  x\nValueError: y"
    assert errors.messages(nested) == [nested]
    assert errors.messages("EOFError:") == ["EOFError:"]


SOURCE = 'class Net(nn.Module):\n    pass\n\n\nsize = 3\nload("a.pt")\nnn.Linear(1, 2)\n'


@pytest.mark.parametrize(
    ("message", "fixed"),
    [
        (
            'RuntimeError: Error(s) in loading for Net:\n\tMissing key(s): "fc.weight". ',
            ["RuntimeError: Error(s) in loading for", ': Missing key(s): "'],
        ),
        (
            'Unexpected key(s) in state_dict: "module.fc.weight", "module.fc.bias". ',
            ['Unexpected key(s) in state_dict: "module.', '", "module.'],
        ),
        (
            'Missing key(s) in state_dict: "fc._extra_state". ',
            ['Missing key(s) in state_dict: "', '_extra_state".'],
        ),
        (
            "Error(s) in loading state_dict for Linear: all of them",
            ["Error(s) in loading state_dict for", ": all of them"],
        ),
        (
            "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
            ["RuntimeError: mat1 and mat2 shapes cannot be multiplied ("],
        ),
        (
            "size mismatch: copying a param with shape torch.Size([8, 4]) from checkpoint",
            ["size mismatch: copying a param with shape torch.Size(", ") from checkpoint"],
        ),
        ("OSError: cannot open ./runs/a.pt at all", ["OSError: cannot open", "at all"]),
        (
            "RuntimeError: see https://pytorch.org/docs/",
            ["RuntimeError: see https://pytorch.org/docs/"],
        ),
        ("AttributeError: '_Keys' has no 'size'", ["AttributeError: '_Keys' has no '"]),
        ("KeyError: 'size'", ["KeyError: 'size'"]),
        ("EOFError:", ["EOFError"]),
    ],
)
def test_paths_names_numbers_and_shapes_are_no_fixed_words(message: str, fixed: list[str]) -> None:
    assert errors.fixed_words(message, SOURCE)[0] == fixed


def test_what_varies_is_a_hint() -> None:
    message = "UnpicklingError: Unsupported operand 149 in GLOBAL numpy._core.multiarray.scalar"
    assert errors.fixed_words(message, SOURCE)[1] == ["operand 149", "GLOBAL numpy."]
    message = 'Missing: "1.num_batches_tracked", "fc.weight", "epoch", got [2, 3] in /tmp/a.pt'
    assert errors.fixed_words(message, SOURCE)[1] == ['num_batches_tracked"', '"epoch"']


def test_what_differs_between_two_forms_of_a_message_varies() -> None:
    lock, generator = "cannot pickle '_thread.lock' object", "cannot pickle 'generator' object"
    assert errors.fixed_words(lock, "", [lock, generator])[0] == ["cannot pickle '", "' object"]
    assert errors.fixed_words(lock, "", [lock, "cannot open a file"])[0] == [lock]
    long, bool_ = "could not infer dtype: got Long", "could not infer dtype: got Bool"
    assert errors.fixed_words(long, "", [long, bool_])[0] == [long]  # plain words


def test_data_cannot_end_the_script_that_holds_it() -> None:
    text = json_in_html({"message": "</script><!-- & é"})
    assert "<" not in text and "&" not in text
    assert json.loads(text) == {"message": "</script><!-- & é"}
