#!/usr/bin/env python3
"""Makes the setup out of the folder that `wine_freeze.py` has made.

python3 packaging/windows/wine_setup.py [--frozen FOLDER] [--out FOLDER] [--compressor zlib]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import freezing
from environment import ROOT
from windows import package
from windows.file_list import LayoutError
from windows.signing import SigningError


def main(arguments: list[str]) -> int:
    """Make it, and say where it is and how large."""
    parser = argparse.ArgumentParser(description="Make the setup for Windows.")
    parser.add_argument(
        "--frozen", type=Path, default=ROOT / "build" / "windows" / "frozen", metavar="FOLDER"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--compressor", default="", metavar="NAME", help=f"default: {package.COMPRESSOR}")
    parser.add_argument("--version", default=freezing.version(), help="default: the program's own")
    chosen = parser.parse_args(arguments)
    try:
        for path in package.package(chosen.frozen, chosen.out, chosen.version, chosen.compressor):
            print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    except (package.PackagingError, LayoutError, SigningError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
