"""Files that were damaged by chance or by design: none is called accepted that torch refuses.

    python -m benchmarks.explorer_mutants [--count 5000] [--seed 1] [--releases FOLDER]

Each is cut short, or has bytes flipped, overwritten, left out or put in, or its pickle has
instructions of another. How many are refused that torch accepts is counted too: there the explorer
does not know enough. FOLDER: see explorer_corpus.py; without it, only the installed torch is asked.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.explorer_corpus import ask
from explorer import corpus
from explorer.checkpoint import open_file, report

SEEDS = ("state_dict", "dtypes", "tied", "parameter_attribute", "quantized", "sparse_coo", "values",
         "checkpoint", "numpy_float", "defaultdict", "whole_linear", "ordered", "keys", "counter",
         "size", "device", "layout", "meta", "sparse_csr", "requires_grad", "views")  # fmt: skip
INSTRUCTIONS = [
    bytes([op]) for op in b"().RabuestQNlX]}h\x81\x85\x86\x87\x88\x89K\x00q\x01M\x80\x02"
]
SLOW = 5.0  # seconds


def seeds() -> list[bytes]:
    made = [corpus.zipped(corpus.OBJECTS[name]()) for name in SEEDS if name in corpus.OBJECTS]
    old = [corpus.zipped(corpus.OBJECTS[name](), _use_new_zipfile_serialization=False)
           for name in ("state_dict", "tied", "values", "checkpoint")]  # fmt: skip
    return made + old + [corpus.others()["good.safetensors"]]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((1, 2, 4, 8, 64))
    new = chance.choice((bytes(count), b"\xff" * count, chance.randbytes(count)))
    return data[:at] + new + data[at + count :]


def shifted(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((1, 2, 8))
    return (
        data[:at] + (chance.randbytes(count) if chance.random() < 0.5 else b"") + data[at + count :]
    )


def program_changed(data: bytes, chance: random.Random) -> bytes:
    """Only the pickle, so that the archive stays whole."""
    if data[:2] != b"PK":
        return flipped(data, chance)

    def change(entries: dict[str, bytes]) -> None:
        program = entries["archive/data.pkl"]
        for _ in range(chance.choice((1, 1, 2, 3))):
            at = chance.randrange(len(program))
            keep = chance.choice((0, 1, 1, 2))
            new = chance.choice((*INSTRUCTIONS, b"", bytes([chance.randrange(256)])))
            program = program[:at] + new + program[at + keep :]
        entries["archive/data.pkl"] = program

    return corpus.edited(data, change)


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut, flipped, overwritten, shifted, program_changed, program_changed, program_changed
)  # fmt: skip


def write(folder: Path, count: int, seed: int) -> None:
    chance, originals = random.Random(seed), seeds()
    for number in range(count):
        original, way = chance.choice(originals), chance.choice(WAYS)
        ending = "safetensors" if original[8:9] == b"{" else "pt"
        name = f"{number:05}_{way.__name__}.{ending}"
        (folder / name).write_bytes(way(original, chance))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--releases", type=Path, default=Path("none"))
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, options.count, options.seed)
        totals: Counter[str] = Counter()
        slowest = 0.0
        for name, answers in sorted(ask(folder, options.releases, "--no-lists").items()):
            start = time.process_time()
            made = report(open_file(str(folder / name)))
            slowest = max(slowest, time.process_time() - start)
            for release, torchs in answers.items():
                mine = made["releases"][release]["status"]
                theirs = torchs["status"]
                totals[f"{release}: {theirs} by torch, {mine} here"] += 1
                if mine != "refused" and mine != theirs:
                    print(f"WRONG {release} {name}: {mine}, torch: {theirs} {torchs.get('error')}")
        print("\n".join(f"{key}: {count}" for key, count in sorted(totals.items())))
        print(f"{options.count} files, seed {options.seed}; the slowest took {slowest:.2f} s")
        assert slowest < SLOW


if __name__ == "__main__":
    main()
