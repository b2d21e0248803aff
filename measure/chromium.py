"""Find the reader's own browser, of Chromium's kind, for the tests that look at the built site."""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
INSTALL = {
    "darwin": "brew install --cask google-chrome",
    "win32": "winget install Google.Chrome",
    "linux": "sudo apt install chromium, or your system's like",
}


def find_chromium() -> str | None:
    """The program's path: what CHROMIUM names, or else the first one in the usual places."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    on_path = (shutil.which(command) for command in COMMANDS)
    installed = (str(place) for place in usual_places() if place.is_file())
    return next((found for found in (*on_path, *installed) if found), None)


def usual_places() -> list[Path]:
    """Where the installers of systems that keep programs off PATH put them."""
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        return [folder / program for program in MACOS for folder in folders]
    if sys.platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        folders = [Path(os.environ[name]) for name in variables if name in os.environ]
        return [folder / program for program in WINDOWS for folder in folders]
    return []


def advice() -> str:
    """One line for whoever has none."""
    if named := os.environ.get("CHROMIUM"):
        return f"The browser tests need Chromium: CHROMIUM is {named!r}, which is no program."
    how = INSTALL.get(sys.platform, INSTALL["linux"])
    return f"The browser tests need Chromium or Chrome: {how}; or name one in CHROMIUM."


if __name__ == "__main__":
    sys.exit(None if find_chromium() else advice())
