"""Our own copy of Mermaid is, byte for byte, as its manifest says, and readers get no script of
others but Material's."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from atlas import vendor
from atlas.snippets import ROOT
from atlas.vendor import FILES, FOLDER, RECIPE, problems


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "mermaid")


def test_the_files_are_as_the_manifest_says() -> None:
    assert problems() == []


def test_the_theme_brings_readers_no_script_of_others() -> None:
    assert not list((ROOT / "theme").rglob("*.min.js"))


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


def test_the_copy_is_of_the_pinned_version_and_has_its_licence() -> None:
    pins = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert pins == {"mermaid": manifest["version"]}
    licences = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert f"mermaid {manifest['version']} (MIT)" in licences


def test_without_npm_one_line_says_so(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, vendor.__file__],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
    )
    assert result.returncode == 1
    assert result.stderr.decode().splitlines() == [
        "npm was not found: to renew the copy, install Node.js."
    ]
