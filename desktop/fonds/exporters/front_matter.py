"""A folder of front-matter files: every post's current bytes at its original path, its media beside it.

The folder appears whole or not at all: everything is written to a temporary neighbour, which is renamed at the end. An
empty folder that is there already stays the folder that it is (it may be a drive, or all that may be written); its
content is moved in at the end.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fonds.exporters.placement import Placement
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.text.names import shown_path

NAME = "front-matter"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file to write: a post's (with its number) or a medium's. ``path`` is relative, with ``/``; where a file name
    is no text, it is as the system gives it."""

    path: str
    data: bytes
    post_id: int | None = None


@dataclass(slots=True)
class WrittenTree:
    """What was written: the path of each post by its number, counts, bytes, and paths that had to differ."""

    posts: dict[int, str] = field(default_factory=dict)
    media: int = 0
    bytes: int = 0
    problems: list[Problem] = field(default_factory=list)


def check_destination(dest: Path) -> None:
    """Raise UserError unless ``dest`` is a new or an empty folder with a parent that exists or can be made."""
    if dest.is_symlink() or (dest.exists() and not dest.is_dir()):
        raise UserError("{path} is not a folder.", field="dest", path=str(dest))
    if dest.is_dir() and any(dest.iterdir()):
        raise UserError(
            "The folder {path} is not empty. Choose a new or an empty folder, so that nothing is overwritten.",
            field="dest",
            path=str(dest),
        )


def write_tree(files: Iterable[ExportFile], dest: Path, on_file: Callable[[], None]) -> WrittenTree:
    """Write all ``files`` below ``dest``; ``on_file`` is called before each and may raise to stop.

    Whatever ends it early, ``dest`` is left as it was. A full or failing disk raises EnvironmentProblem.
    """
    dest = Path(os.path.abspath(dest))  # noqa: PTH100 - resolve() would follow links
    check_destination(dest)
    made_above = _make_parents(dest)
    stands = dest.is_dir()
    part = (dest if stands else dest.parent) / f".fonds-{secrets.token_hex(6)}.part"
    moved: list[Path] = []
    try:
        part.mkdir()
        tree = _write_all(files, part, on_file)
        if stands:
            for entry in sorted(part.iterdir()):
                moved.append(entry.rename(dest / entry.name))
            part.rmdir()
        else:
            part.rename(dest)
    except BaseException as error:
        for path in (part, *moved):
            _remove(path)
        for folder in made_above:
            folder.rmdir()
        if isinstance(error, OSError):
            raise EnvironmentProblem(
                "The export to {path} failed: {reason}. Nothing was left behind.",
                path=str(dest),
                reason=error.strerror or str(error),
            ) from error
        raise
    return tree


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _write_all(files: Iterable[ExportFile], part: Path, on_file: Callable[[], None]) -> WrittenTree:
    tree = WrittenTree()
    placement = Placement()
    folders: set[str] = set()
    root = str(part)
    for file in files:
        on_file()
        placed = placement.place(file.path)
        if placed != file.path:
            details = (("path", shown_path(placed)),)
            tree.problems.append(Problem(ProblemKind.PATH_CLASH, shown_path(file.path), details=details))
        folder = os.path.dirname(placed)  # noqa: PTH120 - a million Path objects would cost more than the copy
        if folder not in folders:
            os.makedirs(f"{root}/{folder}", exist_ok=True)  # noqa: PTH103 - as above
            folders.add(folder)
        with open(f"{root}/{placed}", "xb", buffering=0) as target:  # noqa: PTH123 - as above
            view = memoryview(file.data)
            while view:
                view = view[target.write(view) :]
        tree.bytes += len(file.data)
        if file.post_id is None:
            tree.media += 1
        else:
            tree.posts[file.post_id] = placed
    return tree


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
