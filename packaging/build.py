#!/usr/bin/env python3
"""One command for each system's packages, run on that system (or, for Windows on Linux, under wine by its own steps).

    python3 packaging/build.py linux|windows|macos [--out FOLDER] [--keep-environment]

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

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def main(arguments: list[str]) -> int:
    """Build the packages of one system and return the exit status."""
    parser = argparse.ArgumentParser(description="Build the packages of one system.")
    parser.add_argument("system", choices=sorted(SYSTEMS.values()))
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER", help="default: dist")
    parser.add_argument(
        "--keep-environment",
        action="store_true",
        help="use build/venv as it is, when it was made from the same lock",
    )
    chosen = parser.parse_args(arguments)
    if chosen.system != SYSTEMS.get(sys.platform):
        parser.error(f"{chosen.system} packages are built on that system; this one is {sys.platform}")
    try:
        for path in build(chosen.system, chosen.out.resolve(), keep_environment=chosen.keep_environment):
            print(path)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 3
    return 0


def build(system: str, out: Path, *, keep_environment: bool = False) -> list[Path]:
    """Freeze, make the system's installers in ``out``, and write what goes beside them.

    ``<system>/package.py`` has one function, ``package(frozen, out, version) -> list[Path]``.
    """
    out.mkdir(parents=True, exist_ok=True)
    version = freezing.version()
    frozen = freezing.freeze(system, keep_environment=keep_environment)
    installers: list[Path] = importlib.import_module(f"{system}.package").package(frozen, out, version)
    return [*installers, *freezing.write_beside(frozen, out, system, version, installers)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
