# ruff: noqa: PTH208
"""Packed sources: a ZIP or tar file is unpacked into a private folder for a while, and then read like any folder.

Files inside that are packed themselves stay as they are. The packed file is only read.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from fonds.importers.formats import is_document_name
from fonds.importers.packed_folder import private_folder
from fonds.importers.packed_salvage import salvage_zip
from fonds.importers.packed_tar import BLOCK, is_tar, unpack_tar
from fonds.importers.packed_writing import Limits, Unpacking, room_needed
from fonds.importers.packed_zip import LIST_FAULTS, open_list, unpack_zip
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.problems import Problem
from fonds.model.progress import CancelToken, ProgressSink
from fonds.text.names import shown_path

SUFFIXES = (
    ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz",
)  # fmt: skip
"""How packed files are called that can be read. What counts is what is in them."""
_UNKNOWN_SUFFIXES = (".tar.zst", ".tzst", ".7z", ".rar", ".tar.lz", ".tar.lz4", ".tar.z")
_UNKNOWN_MARKS = (b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# The first members of documents and programs that are ZIP files too: ODF and EPUB, OOXML, JAR.
_NO_SOURCES = (
    b"mimetype",
    b"[Content_Types].xml",
    b"_rels/",
    b"docProps/",
    b"META-INF/",
    b"AndroidManifest.xml",
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a packed file holds, as a folder. ``ignored`` are the files that a Mac adds and nobody wrote."""

    root: Path
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]


def is_packed(path: Path) -> bool:
    """Whether a file is one to be unpacked, by its bytes; also one that is called so but cannot be read.

    A document's name makes it a document. Office documents and e-books are no sources, though they are ZIP files.
    """
    try:
        if is_document_name(path.name) or not stat.S_ISREG(path.stat().st_mode):
            return False
        if _has_suffix(path, SUFFIXES) or _has_suffix(path, _UNKNOWN_SUFFIXES):
            return True
        with path.open("rb") as file:
            start = file.read(BLOCK)
            if start.startswith(_ZIP_MARKS):
                return not start[30:].startswith(_NO_SOURCES)
            if start.startswith(_UNKNOWN_MARKS):
                return True
            file.seek(0)
            return is_tar(file)
    except OSError:
        return False


def _has_suffix(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.name.lower().endswith(suffixes)


@contextmanager
def unpacked(
    path: Path, progress: ProgressSink, cancel: CancelToken, limits: Limits | None = None
) -> Iterator[Unpacked]:
    """The contents of a packed file until the end of the block. If all lies in one folder, that is the root.

    Raises UserError for a file that is not packed in a way that is known, or is a trap; EnvironmentProblem when there
    is no room for it; ``Cancelled``.
    """
    with ExitStack() as files:
        try:
            file = files.enter_context(path.open("rb"))
            size = os.fstat(file.fileno()).st_size
            start = file.read(BLOCK)
        except OSError as fault:
            raise EnvironmentProblem(
                "{path} cannot be read: {reason}.", path=str(path), reason=fault.strerror or str(fault)
            ) from fault
        is_zip = start.startswith(_ZIP_MARKS)
        packed = _open_zip(path) if is_zip else None
        if packed is not None:
            files.enter_context(packed)
        elif not is_zip:
            _check_tar(path, start, file)
        file.seek(0)
        with private_folder(room_needed(size, packed)) as folder:
            to = Unpacking(path, size, folder, limits or Limits(), progress, cancel)
            to.tick("")
            if packed is not None:
                unpack_zip(packed, to)
            elif is_zip:
                salvage_zip(file, to)
            else:
                unpack_tar(file, to)
            to.finish()
            files.close()
            yield _with_top(folder, to)


def _open_zip(path: Path) -> zipfile.ZipFile | None:
    try:
        return open_list(path)
    except LIST_FAULTS:
        return None


def _check_tar(path: Path, start: bytes, file: BinaryIO) -> None:
    """Raises UserError for what is no tar file; one without any members is one."""
    file.seek(0)
    if is_tar(file) or (start == bytes(BLOCK) and _has_suffix(path, SUFFIXES)):
        return
    if start.startswith(_UNKNOWN_MARKS) or _has_suffix(path, _UNKNOWN_SUFFIXES):
        raise UserError(
            "{path} is packed in a way that Fonds does not know: it unpacks ZIP and tar files. Unpack it, and import "
            "the folder.",
            field="source",
            path=str(path),
        )
    raise UserError(
        "{path} is named like a packed file, but what is in it is none, or is damaged from its start.",
        field="source",
        path=str(path),
    )


def _with_top(folder: Path, to: Unpacking) -> Unpacked:
    """If there is nothing but one folder, it is the root, as it was to whoever packed it."""
    names = os.listdir(folder)
    if len(names) != 1 or (folder / names[0]).is_symlink() or not (folder / names[0]).is_dir():
        return Unpacked(folder, tuple(to.problems), tuple(to.ignored))
    top = f"{shown_path(names[0])}/"
    problems = (replace(problem, path=problem.path.removeprefix(top)) for problem in to.problems)
    return Unpacked(folder / names[0], tuple(problems), tuple(path.removeprefix(top) for path in to.ignored))
