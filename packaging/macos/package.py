"""The disk image for macOS: the frozen app with its licences, signed, tried once more as signed, and put into an image.

One image for each kind of processor, which its name tells: NumPy, regex and PyYAML come as separate wheels for Apple's and
Intel's, so that no single Python environment has all libraries for both; and both in one would be twice as large.
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

import component_list
import freezing
from environment import SetupError
from macos import bundle, sign

HERE = Path(__file__).resolve().parent
PROCESSORS = {"arm64": "arm64", "aarch64": "arm64", "x86_64": "x86_64"}


def package(frozen: Path, out: Path, version: str) -> list[Path]:
    """Make ``fonds-VERSION-macos-PROCESSOR.dmg`` in ``out`` from ``Fonds.app``.

    Raises:
        SetupError: a step failed, or the signed program does not pass its own smoke test.
    """
    work = freezing.BUILD / "macos"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    complete(frozen)
    image = out / image_name(version, platform.machine())
    python = str(freezing.build_python())
    try:
        sign.sign_app(frozen, work)
        freezing.smoke(
            freezing.program(frozen)
        )  # as signed: the hardened runtime forbids more than a plain one
        freezing.run([python, str(HERE / "background.py"), str(work)])
        parts = [frozen, image, work / "background.png", freezing.ICONS / bundle.ICON]
        freezing.run([python, str(HERE / "dmg_settings.py"), *map(str, parts)])
        sign.sign_image(image, work)
    except sign.SigningError as error:
        raise SetupError(str(error)) from error
    return [image]


def image_name(version: str, machine: str) -> str:
    """The image's file name; ``machine`` as `platform.machine` calls the processor."""
    return f"fonds-{version}-macos-{PROCESSORS[machine]}.dmg"


def complete(app: Path) -> None:
    """Add what PyInstaller does not know of, and take away what it left: links to libraries that do not go along."""
    resources = app / "Contents" / "Resources"
    bundle.write_strings(resources)
    licences = resources / "licences"
    component_list.copy_licences(freezing.build_python(), app / "Contents" / "Frameworks", licences)
    for path in dangling_links(app):
        path.unlink()


def dangling_links(app: Path) -> list[Path]:
    """Symbolic links that lead to nothing, which codesign refuses."""
    found = []
    for folder, folders, files in os.walk(app):
        paths = [Path(folder, name) for name in (*folders, *files)]
        found += [path for path in paths if path.is_symlink() and not path.exists()]
    return sorted(found)
