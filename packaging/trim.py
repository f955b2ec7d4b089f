#!/usr/bin/env python3
"""Takes out of a folder of libraries what no package holds, as `keep_list` has it; nothing else judges.

    python3 packaging/trim.py FOLDER linux|windows|macos

FOLDER is the folder of the libraries itself: ``site-packages``, or ``_internal`` of a frozen program.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import keep_list


@dataclass
class Trimming:
    """What a trimming did: files and bytes before and after it, and the bytes that went, by library."""

    files: int = 0
    kept_files: int = 0
    bytes: int = 0
    kept_bytes: int = 0
    gone: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """The lines that a build prints."""
        lines = [
            f"{self.files} files, {_megabytes(self.bytes)} -> {self.kept_files} files, {_megabytes(self.kept_bytes)}"
        ]
        lines += [f"  {_megabytes(size):>10}  {name}" for name, size in self.gone.most_common(8)]
        return "\n".join(lines)


def trim(folder: Path, system: str) -> Trimming:
    """Remove what does not belong into a package for the system, and the folders that became empty.

    Links are judged by their own name, and removed when what they pointed to is gone.
    """
    result = Trimming()
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        name = path.relative_to(folder).as_posix()
        size = path.lstat().st_size
        result.files += 1
        result.bytes += size
        if keep_list.keep(name, system):
            result.kept_files += 1
            result.kept_bytes += size
        else:
            result.gone[name.split("/")[0]] += size
            path.unlink()
    _remove_dead_links(folder, result)
    _remove_empty_folders(folder)
    return result


def size_of(folder: Path) -> int:
    """The bytes of all files below the folder; links count as nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _remove_dead_links(folder: Path, result: Trimming) -> None:
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
            result.kept_files -= 1


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB"


def main(arguments: list[str]) -> int:
    """Trim the named folder and print what went."""
    if len(arguments) != 2 or arguments[1] not in keep_list.SYSTEMS or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    print(trim(Path(arguments[0]), arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
