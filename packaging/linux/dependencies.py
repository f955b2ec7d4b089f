"""What a Debian package of the frozen program depends on: measured on its own files, named by a table.

A library that is needed and has no name here ends the build, so that a new Qt cannot bring a need that nobody sees.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import native
from environment import SetupError

NAMES = {
    **native.WINDOW_LIBRARIES,
    **native.WEB_LIBRARIES,
    **native.WAYLAND_LIBRARIES,
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libgcc_s.so.1": "libgcc-s1",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnssutil3.so": "libnss3",
    "libplc4.so": "libnspr4",
    "libplds4.so": "libnspr4",
    "libsmime3.so": "libnss3",
    "libstdc++.so.6": "libstdc++6",
    "libudev.so.1": "libudev1",
    "libuuid.so.1": "libuuid1",
    "libxcb-dri2.so.0": "libxcb-dri2-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libatk-1.0.so.0": "libgtk-3-0",
    "libcairo-gobject.so.2": "libgtk-3-0",
    "libcairo.so.2": "libgtk-3-0",
    "libgdk-3.so.0": "libgtk-3-0",
    "libgdk_pixbuf-2.0.so.0": "libgtk-3-0",
    "libgtk-3.so.0": "libgtk-3-0",
    "libharfbuzz.so.0": "libgtk-3-0",
    "libpango-1.0.so.0": "libgtk-3-0",
    "libpangocairo-1.0.so.0": "libgtk-3-0",
}
"""Debian's packages by shared library; GTK stands for all that comes with it."""
RENAMED = {**native.RENAMED, "libcups2": "libcups2t64", "libgtk-3-0": "libgtk-3-0t64"}
"""Names since the 64-bit time transition (Debian 13, Ubuntu 24.04); either will do."""
LIBC = re.compile(r"(?:lib(?:c|m|dl|rt|pthread|resolv|util)\.so\.\d+|ld-linux[\w-]*\.so\.\d+)")
RECOMMENDED = ("wayland",)
SUGGESTED = ("libqgtk3.so", "libcupsprintersupport.so")
"""Plugins that Qt does without when something is missing: they make no hard dependency."""
FONT = "fonts-noto-cjk"


@dataclass(frozen=True)
class Relations:
    """Three fields of a package's control file, each already in its final words."""

    depends: tuple[str, ...]
    recommends: tuple[str, ...]
    suggests: tuple[str, ...]


def relate(needs: Mapping[str, Iterable[str]], glibc: str) -> Relations:
    """What the package says about others. ``needs`` are shared libraries and the files that are linked with each, ``glibc``
    is the newest version of the C library that any of them asks for.

    Raises:
        SetupError: a library that has no package here.
    """
    hard: set[str] = set()
    recommended: set[str] = {FONT}
    suggested: set[str] = set()
    for library, files in needs.items():
        if LIBC.fullmatch(library):
            continue
        if library not in NAMES:
            raise SetupError(f"No package is known for {library}, which {min(files)} is linked with")
        names = [Path(file).name for file in files]
        if all(name in SUGGESTED for name in names):
            suggested.add(NAMES[library])
        elif all(any(word in file for word in RECOMMENDED) for file in files):
            recommended.add(NAMES[library])
        else:
            hard.add(NAMES[library])
    return Relations(
        (f"libc6 (>= {glibc})", *map(_either, sorted(hard))),
        tuple(map(_either, sorted(recommended - hard))),
        tuple(map(_either, sorted(suggested - hard - recommended))),
    )


def measure(folder: Path) -> tuple[dict[str, set[str]], str]:
    """Shared libraries that files of the folder are linked with and that are not in it, each with those files; and the
    newest version of the C library that is asked for."""
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and _is_elf(path)
    ]
    command = ["readelf", "--wide", "--dynamic", "--version-info", *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    present = {path.name for path in folder.rglob("*.so*")}
    needs: dict[str, set[str]] = {}
    newest = (2, 17)
    file = ""
    for line in answer.stdout.splitlines():
        if line.startswith("File: "):
            file = Path(line.removeprefix("File: ")).relative_to(folder).as_posix()
        elif "(NEEDED)" in line:
            library = line.partition("[")[2].rstrip("]")
            if library not in present:
                needs.setdefault(library, set()).add(file)
        else:
            for version in re.findall(r"Name: GLIBC_(2\.\d+)", line):
                newest = max(newest, (2, int(version.split(".")[1])))
    if not needs:
        raise SetupError(f"readelf found nothing in {folder}: {answer.stderr[:300]}")
    return needs, f"{newest[0]}.{newest[1]}"


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _either(package: str) -> str:
    return f"{package} | {RENAMED[package]}" if package in RENAMED else package
