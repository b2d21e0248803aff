"""The site's own copies of others' scripts are, byte for byte, as their manifests say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from atlas import vendor
from atlas.vendor import FILES, FOLDERS, RECIPE, problems

EACH = [(package, name) for package, names in FILES.items() for name in names]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of each."""
    for package, folder in FOLDERS.items():
        shutil.copytree(folder, tmp_path / package)
    return tmp_path


def test_the_files_are_as_the_manifests_say() -> None:
    assert [problems(folder) for folder in FOLDERS.values()] == [[] for _ in FILES]


def test_the_theme_brings_readers_no_other() -> None:
    vendored = FOLDERS["iframe-worker"].parent
    assert {folder.name for folder in vendored.iterdir()} == {"iframe-worker"}


@pytest.mark.parametrize(("package", "name"), EACH)
def test_one_changed_byte_is_noticed(copy: Path, package: str, name: str) -> None:
    file = copy / package / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert problems(copy / package) == [f"{name} has changed since it was vendored"]


@pytest.mark.parametrize(("package", "name"), [*EACH, *((p, "manifest.json") for p in FILES)])
def test_a_missing_file_is_noticed(copy: Path, package: str, name: str) -> None:
    (copy / package / name).unlink()
    assert problems(copy / package) == [f"{name} is missing"]


@pytest.mark.parametrize("package", FILES)
def test_a_file_that_nobody_vendored_is_noticed(copy: Path, package: str) -> None:
    (copy / package / "extra.js").touch()
    assert problems(copy / package) == ["extra.js is not in manifest.json"]


def test_the_copies_are_of_the_pinned_versions() -> None:
    pins = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((RECIPE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for package, folder in FOLDERS.items():
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["version"] == pins[package]
        assert manifest["license"]
    for name, version in pins.items():
        assert lock[f"node_modules/{name}"]["version"] == version


def test_without_npm_one_line_says_so(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, vendor.__file__],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
    )
    assert result.returncode == 1
    assert result.stderr.decode().splitlines() == [
        "npm was not found: renewing the copies needs Node.js with npm."
    ]
