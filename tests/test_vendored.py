"""The site's own copy of Mermaid is, byte for byte, the one that its manifest describes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.vendor_mermaid import FILES, RECIPE, TARGET, problems

SCRIPT = RECIPE.with_suffix(".py")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TARGET, tmp_path / "mermaid"))


def test_the_files_are_as_the_manifest_says() -> None:
    assert problems(TARGET) == []


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_noticed(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    assert problems(copy) == [f"{name} has changed since it was vendored"]


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_noticed(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert problems(copy) == [f"{name} is missing"]


def test_a_file_that_nobody_vendored_is_noticed(copy: Path) -> None:
    (copy / "extra.js").touch()
    assert problems(copy) == ["extra.js is not in manifest.json"]


def test_the_copy_is_of_the_pinned_version() -> None:
    manifest = json.loads((TARGET / "manifest.json").read_text(encoding="utf-8"))
    pins = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((RECIPE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert manifest["version"] == pins["mermaid"]
    for name, version in pins.items():
        assert lock[f"node_modules/{name}"]["version"] == version


def test_without_npm_one_line_says_so(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, SCRIPT], env={**os.environ, "PATH": str(tmp_path)}, capture_output=True
    )
    assert result.returncode == 1
    assert result.stderr.decode().splitlines() == [
        "npm was not found: renewing Mermaid needs Node.js with npm."
    ]
