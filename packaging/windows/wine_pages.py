#!/usr/bin/env python3
"""Goes through the pages of a setup and of its uninstaller under wine, and takes a picture of each.

    python3 packaging/windows/wine_pages.py SETUP.exe FOLDER [--language zh_CN.UTF-8] [--prefix FOLDER]

The language is a locale of this system; the setup speaks it where it can. Needs wine64, xvfb, x11-utils and xdotool.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from environment import ROOT
from windows import wine_trial
from windows.wine_prefix import Prefix, WineError
from windows.wine_screen import Screen

PAGES = ("licence", "folder", "parts")
UNPACKING = 120.0
"""Seconds that the setup may take."""


def walk(prefix: Prefix, setup: Path, folder: Path, language: str) -> list[Path]:
    """Install and remove by the pages; returns the pictures.

    Raises:
        WineError: the setup or the uninstaller did not come to its end.
    """
    prefix.make()
    made = []
    installed = wine_trial.install_folder(prefix)
    with Screen() as screen:

        def take(name: str) -> None:
            time.sleep(1.5)
            made.append(folder / f"{name}-{language.partition('.')[0]}.png")
            screen.picture(made[-1])

        process = prefix.start([prefix.windows_path(setup)], screen.display, language)
        screen.wait_for("Fonds", 90)
        for page in PAGES:
            take(page)
            screen.press("Return")
        _until(lambda: (installed / "uninstall.exe").exists(), "installed")
        time.sleep(5)
        take("end")
        screen.press("space", "Return")  # not to start the program, and away
        process.communicate(timeout=60)
        process = prefix.start([prefix.windows_path(installed / "uninstall.exe")], screen.display, language)
        screen.wait_for("Fonds", 90)
        take("removal")
        screen.press("Return")
        _until(lambda: not (installed / "uninstall.exe").exists(), "removed")
        time.sleep(3)
        take("removed")
        prefix.end()
        process.communicate(timeout=60)
    return made


def _until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + UNPACKING
    while not condition():
        if time.monotonic() > end:
            raise WineError(f"not {what} after {UNPACKING} s")
        time.sleep(0.5)


def main(arguments: list[str]) -> int:
    """Walk, and name the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of a setup's pages.")
    parser.add_argument("setup", type=Path, metavar="SETUP.exe")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--language", default="C.UTF-8", metavar="LOCALE")
    parser.add_argument("--prefix", type=Path, default=ROOT / "build" / "windows" / "pages", metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    prefix = Prefix(chosen.prefix.resolve())
    try:
        for path in walk(prefix, chosen.setup.resolve(), chosen.folder.resolve(), chosen.language):
            print(path)
    except WineError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        prefix.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
