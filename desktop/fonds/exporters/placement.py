"""Where an exported file goes: its own relative path, made safe for the system at hand and used only once."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import PurePosixPath

from fonds.text.names import shown_path

WINDOWS_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')
WINDOWS_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in "123456789¹²³")]
)
NAME_BYTES = 255
PATH_BYTES = 2000
"""Of a whole path; systems take 4096 with the folder of the export. The last folders of a longer one are left out."""


class Placement:
    """Hands out paths for one export. The same files in the same order always get the same paths.

    ``windows`` asks for names that Windows takes, ``folds`` for names that differ by more than case and Unicode
    form (Windows, macOS); both follow the running system when not given.
    """

    def __init__(self, *, windows: bool | None = None, folds: bool | None = None) -> None:
        self._windows = sys.platform == "win32" if windows is None else windows
        self._folds = sys.platform in ("win32", "darwin") if folds is None else folds
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._ways: dict[str, str] = {}

    def place(self, path: str) -> str:
        """A relative path, with ``/``, near to ``path`` and never handed out before."""
        way, _, name = path.rpartition("/")
        if way in self._ways and name not in ("", ".", ".."):
            # No file can come to stand in the way of a folder that has been handed out.
            return self._used_once(self._ways[way], self._safe(name.replace("\0", "_")))
        parts = [
            self._safe(part) for part in path.replace("\0", "_").split("/") if part not in ("", ".", "..")
        ]
        parts = _fitting(parts) or ["post"]
        while any(self._key("/".join(parts[:depth])) in self._files for depth in range(1, len(parts))):
            # A file stands where this one needs a folder.
            depth = next(d for d in range(1, len(parts)) if self._key("/".join(parts[:d])) in self._files)
            parts[depth - 1] += "_"
        placed = self._used_once("".join(f"{part}/" for part in parts[:-1]), parts[-1])
        self._folders.update(self._key("/".join(parts[:depth])) for depth in range(1, len(parts)))
        if name not in ("", ".", ".."):
            self._ways[way] = placed.rpartition("/")[0] + "/" * (len(parts) > 1)
        return placed

    def _used_once(self, way: str, name: str) -> str:
        """The path of a name in a folder, which ends in a slash; with a number where that is taken."""
        placed = way + name
        key = self._key(placed)
        number = 2
        while key in self._files or key in self._folders:
            placed = way + _numbered(name, number)
            key = self._key(placed)
            number += 1
        self._files.add(key)
        return placed

    def _safe(self, name: str) -> str:
        if self._windows or self._folds:
            name = shown_path(name)  # these systems have no names that are no text
        if self._windows:
            name = WINDOWS_FORBIDDEN.sub("_", name).rstrip(" .") or "_"
            if name.split(".")[0].rstrip().upper() in WINDOWS_RESERVED:
                name = "_" + name
        return _shortened(name)

    def _key(self, path: str) -> str:
        return unicodedata.normalize("NFC", path).casefold() if self._folds else path


def _fitting(parts: list[str]) -> list[str]:
    """The parts without the last folders, where those make the path too long."""
    sizes = [len(part.encode("utf-8", "surrogateescape")) + 1 for part in parts]
    if sum(sizes) <= PATH_BYTES:
        return parts
    room, keep = PATH_BYTES - sizes[-1], 0
    while sizes[keep] <= room:
        room -= sizes[keep]
        keep += 1
    return [*parts[:keep], parts[-1]]


def _numbered(name: str, number: int) -> str:
    pure = PurePosixPath(name)
    suffix = pure.suffix
    return f"{name.removesuffix(suffix)}-{number}{suffix}"


def _shortened(name: str) -> str:
    """Cut a name to what file systems take, at a character's border, keeping its ending."""
    if len(name) * 4 <= NAME_BYTES or len(name.encode("utf-8", "surrogateescape")) <= NAME_BYTES:
        return name
    suffix = PurePosixPath(name).suffix
    suffix = suffix if len(suffix.encode("utf-8", "surrogateescape")) <= 16 else ""
    room = (
        NAME_BYTES - len(suffix.encode("utf-8", "surrogateescape")) - 4
    )  # for a number, should one be needed
    stem = name.removesuffix(suffix)[:room]
    while len(stem.encode("utf-8", "surrogateescape")) > room:
        stem = stem[:-1]
    return stem + suffix
