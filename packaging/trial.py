#!/usr/bin/env python3
"""The last word before a package is published: install it on the system that it is for, start it, use it, uninstall it.

    python3 packaging/trial.py [FOLDER]         the folder (dist) holds the packages of one release

Meant for a machine that has nothing of the build, such as a fresh hosted one: it changes that machine's installed programs.
An archive made in between must still be there at the end. Standard library only.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import freezing
from environment import ROOT, SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERNS = {
    "linux": "fonds_*.deb",
    "win32": "fonds-*-windows-setup.exe",
    "darwin": f"fonds-*-macos-{platform.machine()}.dmg",
}
CLASSES = r"HKCU\Software\Classes"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Fonds"
PATIENCE = 120
"""Seconds that Windows has for removing files after the uninstaller has said that it began."""


@dataclass(frozen=True)
class Installed:
    """Where the two programs are, and how they are got rid of."""

    window: Path
    console: Path
    uninstall: Callable[[], None]


def find_package(folder: Path, system: str) -> Path:
    """The package of a system (as in ``sys.platform``) in the folder.

    Raises:
        SetupError: there is none, or more than one.
    """
    found = sorted(folder.glob(PATTERNS[system]))
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        raise SetupError(f"{folder} should hold one {PATTERNS[system]}; found: {names}")
    return found[0].resolve()


def install_deb(package: Path) -> Installed:
    """With apt, which fetches what the package depends on."""
    lead = [] if os.geteuid() == 0 else ["sudo"]
    run([*lead, "apt-get", "update", "-q"])
    run([*lead, "apt-get", "install", "-y", "-q", "--no-install-recommends", str(package)])

    def uninstall() -> None:
        run([*lead, "apt-get", "purge", "-y", "-q", "fonds"])
        left = [
            path for path in ("/usr/bin/fonds", "/usr/bin/fonds-cli", "/usr/lib/fonds") if Path(path).exists()
        ]
        require(not left, f"nothing of the program is left, and not {', '.join(left)}")

    return Installed(Path("/usr/bin/fonds"), Path("/usr/bin/fonds-cli"), uninstall)


def install_setup(package: Path) -> Installed:
    """Without its pages, for this user alone."""
    run([str(package), "/S"])
    place = Path(os.environ["LOCALAPPDATA"]) / "Programs" / "Fonds"
    require(is_registered(rf"{CLASSES}\.fonds\OpenWithProgids"), "Windows knows the file type")
    require(is_registered(UNINSTALL), "Windows can uninstall the program")

    def uninstall() -> None:
        run([str(place / "uninstall.exe"), "/S"])
        deadline = time.monotonic() + PATIENCE
        while place.exists() and time.monotonic() < deadline:
            time.sleep(0.5)
        require(not place.exists(), f"{place} is gone")
        require(not is_registered(UNINSTALL), "Windows has forgotten the program")

    return Installed(place / "fonds.exe", place / "fonds-cli.exe", uninstall)


def install_image(package: Path) -> Installed:
    """As a person does: open the image, drag the app into a folder of programs."""
    place = Path.home() / "Applications" / "Fonds.app"
    place.parent.mkdir(exist_ok=True)
    with attached(package) as volume:
        require((volume / "Applications").is_symlink(), "the image has a link to the programs")
        run(["ditto", str(volume / "Fonds.app"), str(place)])
    run(["codesign", "--verify", "--deep", "--strict", str(place)])

    def uninstall() -> None:
        shutil.rmtree(place)

    programs = place / "Contents" / "MacOS"
    return Installed(programs / "fonds", programs / "fonds-cli", uninstall)


@contextmanager
def attached(image: Path) -> Iterator[Path]:
    """The opened disk image."""
    with tempfile.TemporaryDirectory() as folder:
        volume = Path(folder) / "volume"
        run(["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", str(volume), str(image)])
        try:
            yield volume
        finally:
            run(["hdiutil", "detach", "-force", str(volume)])


def is_registered(key: str) -> bool:
    """Whether the registry of Windows has the key."""
    return subprocess.run(["reg", "query", key], capture_output=True, check=False).returncode == 0


def try_out(package: Path, install: Callable[[Path], Installed], work: Path) -> dict[str, object]:
    """Install, start, use, uninstall; what was measured.

    Raises:
        SetupError: something is not as it must be; the message says what.
    """
    began = time.monotonic()
    installed = install(package)
    facts: dict[str, object] = {"package": package.name, "installed_in": round(time.monotonic() - began, 1)}
    try:
        facts["runs"] = [
            freezing.smoke(installed.window, screen=screen) for screen in freezing.screens(_system())
        ]
        archive = work / "我的档案.fonds"
        console = str(installed.console)
        run([console, "new", str(archive)])
        run([console, "import", str(archive), str(write_post(work / "文章"))])
        run([console, "check", str(archive)])
        before = archive.read_bytes()
    finally:
        began = time.monotonic()
        installed.uninstall()
    require(not installed.window.exists(), "the program is gone")
    require(archive.read_bytes() == before, "the archive is still there, as it was")
    return facts | {"uninstalled_in": round(time.monotonic() - began, 1)}


def write_post(folder: Path) -> Path:
    """A folder with one post."""
    folder.mkdir()
    text = "---\ntitle: 试运行\ndate: 2022-01-11 19:09:00 +0800\n---\n\n编目与检索。\n"
    (folder / "2022-01-11-试运行.md").write_text(text, encoding="utf-8", newline="\n")
    return folder


def require(condition: bool, what: str) -> None:
    """End the trial where something is not so.

    Raises:
        SetupError: the condition does not hold.
    """
    if not condition:
        raise SetupError(f"Not so: {what}.")


def run(command: Sequence[str]) -> None:
    """Run one step.

    Raises:
        SetupError: it failed.
    """
    print(f"+ {' '.join(command)}", flush=True)
    status = subprocess.call(list(command), stdin=subprocess.DEVNULL)
    require(status == 0, f"{Path(command[0]).name} ends well, and not with status {status}")


def _system() -> str:
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


INSTALLERS = {"linux": install_deb, "win32": install_setup, "darwin": install_image}


def main(arguments: list[str]) -> int:
    """Try the package of this system and print what was measured, as one line of JSON."""
    folder = Path(arguments[0]) if arguments else ROOT / "dist"
    try:
        package = find_package(folder, sys.platform)
        with tempfile.TemporaryDirectory() as work:
            print(json.dumps(try_out(package, INSTALLERS[sys.platform], Path(work)), ensure_ascii=True))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
