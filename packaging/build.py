#!/usr/bin/env python3
"""One command for each system's packages, run on that system (or, for Windows on Linux, under wine by its own steps).

    python3 packaging/build.py linux|windows|macos [--out FOLDER]
    python3 packaging/build.py checksums [--out FOLDER]     anew, of packages that were gathered there
    python3 packaging/build.py chroot --deb FILE            install, start and remove it in a bare Debian (root)

Environment from the locked files, icons, freeze, trim, smoke test, installers, checksums, list of components, licences.
README.md beside this file tells each step. Standard library only; Python 3.11 to 3.13.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

import freezing
from environment import ROOT, SetupError

OTHERS = ("checksums", "chroot")
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def main(arguments: list[str]) -> int:
    """Build the packages of one system and return the exit status."""
    parser = argparse.ArgumentParser(description="Build the packages of one system.")
    parser.add_argument("system", choices=[*sorted(SYSTEMS.values()), *OTHERS])
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER", help="default: dist")
    parser.add_argument("--deb", type=Path, metavar="FILE", help="for chroot: the package to try")
    chosen = parser.parse_args(arguments)
    out = chosen.out.resolve()
    if chosen.system == "checksums":
        print(freezing.write_checksums(out))
        return 0
    if chosen.system == "chroot":
        return _try_in_chroot(chosen.deb, out, parser)
    if chosen.system != SYSTEMS.get(sys.platform):
        parser.error(f"{chosen.system} packages are built on that system; this one is {sys.platform}")
    try:
        for path in build(chosen.system, out):
            print(path)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 3
    return 0


def _try_in_chroot(deb: Path | None, out: Path, parser: argparse.ArgumentParser) -> int:
    if deb is None or not deb.is_file():
        parser.error("chroot needs --deb and a package")
    from linux import chroot_test

    try:
        chroot_test.try_package(deb, out)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 3
    return 0


def build(system: str, out: Path) -> list[Path]:
    """Freeze, make the system's installers in ``out``, and write what goes beside them.

    ``<system>/package.py`` has one function, ``package(frozen, out, version) -> list[Path]``.
    """
    out.mkdir(parents=True, exist_ok=True)
    version = freezing.version()
    frozen = freezing.freeze(system)
    installers: list[Path] = importlib.import_module(f"{system}.package").package(frozen, out, version)
    return [*installers, *freezing.write_beside(out, system, version)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
