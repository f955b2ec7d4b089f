"""Where an export goes: a folder or one file, which appears whole or not at all.

Everything is written to a temporary neighbour, which is renamed at the end. An empty folder that is there already stays
the folder that it is (it may be a drive, or all that may be written); its content is moved in at the end. The neighbour's
name says which process writes it: what a process that was killed has left is taken away by the next export there.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fonds.base.running import is_running, own_mark
from fonds.exporters.placement import Placement
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.export import ExportedFile
from fonds.model.problems import Problem, ProblemKind
from fonds.text.names import shown_path

_BLOCK = 1 << 20
_PART = re.compile(r"\.fonds-(?P<place>[0-9a-f]{8})-(?P<number>[0-9]{1,10})-[0-9a-f]{12}[.-].*\Z")
_DAY = 86_400


class Target:
    """What both kinds gather for the report."""

    def __init__(self) -> None:
        self.files: list[ExportedFile] = []
        self.posts: list[int] = []
        self.media = 0
        self.problems: list[Problem] = []


class FolderTarget(Target):
    """A folder that is being filled."""

    def __init__(self, root: Path, placement: Placement) -> None:
        super().__init__()
        self._root = str(root)
        self._placement = placement
        self._folders: set[str] = set()

    def add(self, path: str, data: bytes, post_id: int | None = None, *, medium: bool = False) -> str:
        """Write a file (a post's, with its number, or a medium's); returns the path that it got, which differs from
        ``path`` where that is taken or not safe."""
        placed = self._placed(path)
        with open(f"{self._root}/{placed}", "xb", buffering=0) as file:  # noqa: PTH123 - a million Paths cost more
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
        self._note(placed, len(data), hashlib.sha256(data).hexdigest(), post_id, medium=medium)
        return placed

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """A file to write piece by piece, at a path that nothing else has."""
        placed = self._placed(path)
        full = Path(self._root, placed)
        with full.open("xb") as file:
            yield file
        size, digest = measure(full)
        self._note(placed, size, digest, None)

    def local(self, path: str) -> Path:
        """Where a file that was added lies until all is done."""
        return Path(self._root, path)

    def _placed(self, path: str) -> str:
        placed = self._placement.place(path)
        if placed != path:
            details = (("path", shown_path(placed)),)
            self.problems.append(Problem(ProblemKind.PATH_CLASH, shown_path(path), details=details))
        folder = os.path.dirname(placed)  # noqa: PTH120 - a million Path objects would cost more than the copy
        if folder not in self._folders:
            os.makedirs(f"{self._root}/{folder}", exist_ok=True)  # noqa: PTH103 - as above
            self._folders.add(folder)
        return placed

    def _note(
        self, placed: str, size: int, digest: str, post_id: int | None, *, medium: bool = False
    ) -> None:
        self.files.append(ExportedFile(shown_path(placed), size, digest, post_id))
        self.media += medium
        if post_id is not None:
            self.posts.append(post_id)


class FileTarget(Target):
    """One file that is being written: ``path`` is where it lies until it is done, ``name`` what it will be called."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__()
        self.path = path
        self.name = name


def check_folder(dest: Path) -> None:
    """Raise UserError unless ``dest`` is a new or an empty folder."""
    if dest.is_symlink() or (dest.exists() and not dest.is_dir()):
        raise UserError("{path} is not a folder.", field="dest", path=str(dest))
    if dest.is_dir() and any(not _is_remains(entry) for entry in dest.iterdir()):
        raise UserError(
            "The folder {path} is not empty. Choose a new or an empty folder, so that nothing is overwritten.",
            field="dest",
            path=str(dest),
        )


def check_file(dest: Path, *, replace: bool) -> None:
    """Raise UserError unless ``dest`` can become a file: nothing is there or, with ``replace``, another file."""
    if dest.is_dir():
        raise UserError("{path} is a folder.", field="dest", path=str(dest))
    if dest.is_symlink() or (dest.exists() and not replace):
        raise UserError("{path} exists already. Nothing was overwritten.", field="dest", path=str(dest))


@contextmanager
def filling_folder(dest: Path, placement: Placement | None = None) -> Iterator[FolderTarget]:
    """A folder to fill, which appears at ``dest`` when the block ends. Whatever ends it early, ``dest`` is left as it
    was. A full or failing disk raises EnvironmentProblem."""
    dest = Path(os.path.abspath(dest))  # noqa: PTH100 - resolve() would follow links
    clear_remains(dest)
    check_folder(dest)
    stands = dest.is_dir()
    moved: list[Path] = []
    with _cleaning(dest) as made:
        part = (dest if stands else dest.parent) / _part_name()
        made.append(part)
        part.mkdir()
        yield FolderTarget(part, placement or Placement())
        if stands:
            try:
                for entry in sorted(part.iterdir()):
                    moved.append(entry.rename(dest / entry.name))
                part.rmdir()
            except BaseException:
                made.extend(moved)
                raise
        else:
            part.rename(dest)


@contextmanager
def writing_file(dest: Path, *, replace: bool = False) -> Iterator[FileTarget]:
    """A file to write, which appears at ``dest`` when the block ends; as ``filling_folder`` otherwise."""
    dest = Path(os.path.abspath(dest))  # noqa: PTH100 - as above
    clear_remains(dest)
    check_file(dest, replace=replace)
    with _cleaning(dest) as made:
        part = dest.parent / f"{_part_name()}{dest.suffix}"
        made.append(part)
        target = FileTarget(part, dest.name)
        yield target
        size, digest = measure(part)
        target.files.append(ExportedFile(target.name, size, digest))
        if replace:
            part.replace(dest)
        else:
            _claim(part, dest)


def clear_remains(dest: Path) -> None:
    """Take away what exports that were killed have left in a folder or beside it."""
    for folder in (dest, dest.parent):
        with suppress(OSError):  # whoever may not take it away can export all the same
            for entry in list(folder.iterdir()) if folder.is_dir() else ():
                if _is_remains(entry):
                    _remove(entry)


def _part_name() -> str:
    number = own_mark().rpartition(":")[2]
    return f".fonds-{_place_of_processes()}-{number}-{secrets.token_hex(6)}.part"


def _is_remains(path: Path) -> bool:
    """Whether this was left by a process of this machine that is no more. Where processes cannot be asked for, a day
    without a change says so."""
    found = _PART.match(path.name)
    if found is None or found["place"] != _place_of_processes() or int(found["number"]) == os.getpid():
        return False
    with suppress(OSError):
        fresh = time.time() - path.stat().st_mtime < _DAY or sys.platform != "win32"
        machine = own_mark().rpartition(":")[0]
        return not is_running(f"{machine}:{found['number']}", int(time.time()) if fresh else 0)
    return False


def _place_of_processes() -> str:
    """Within what a number means a process: this machine, or a container of it."""
    place = own_mark().rpartition(":")[0]
    with suppress(OSError):
        place += str(Path("/proc/self/ns/pid").readlink())
    return hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:8]


def _claim(part: Path, dest: Path) -> None:
    """Give a file its name without taking that of another one that has come there meanwhile."""
    if dest.exists():
        raise UserError("{path} exists already. Nothing was overwritten.", field="dest", path=str(dest))
    part.rename(dest)


def measure(path: Path) -> tuple[int, str]:
    """The size of a file and its SHA-256, after its bytes have reached the disk."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
        with suppress(OSError):  # where a file cannot be waited for, nothing is lost by not waiting
            os.fsync(file.fileno())
    return size, digest.hexdigest()


@contextmanager
def _cleaning(dest: Path) -> Iterator[list[Path]]:
    """Make what is missing above ``dest``; when the block fails, take that away again and all that it names."""
    above = _make_parents(dest)
    named: list[Path] = []
    try:
        yield named
    except BaseException as error:
        for path in named:
            _remove(path)
        for folder in above:
            folder.rmdir()
        if isinstance(error, OSError):
            raise EnvironmentProblem(
                "The export to {path} failed: {reason}. Nothing was left behind.",
                path=str(dest),
                reason=error.strerror or str(error),
            ) from error
        raise


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _make_parents(dest: Path) -> list[Path]:
    """Make the folders above ``dest``; returns those made, deepest first."""
    missing = []
    folder = dest.parent
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    try:
        for folder in reversed(missing):
            folder.mkdir()
    except OSError as error:
        raise EnvironmentProblem(
            "The folder {path} cannot be made: {reason}.",
            path=str(dest.parent),
            reason=error.strerror or str(error),
        ) from error
    return missing
