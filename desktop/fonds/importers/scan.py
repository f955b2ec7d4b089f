# ruff: noqa: PTH115, PTH116, PTH118
# Paths are plain strings here: a Path for each of ten thousand files costs as much as reading them.
"""Finding the documents of a source. Looks at names and kinds, follows no link out of the source, writes nothing.

A link to a file or folder inside the source is followed, but never in circles; everything that is passed over for a
reason a person should know is reported.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fonds.importers.interface import DocumentKind, Generator, PageSavingGenerator, SiteSettings
from fonds.importers.packed import is_packed
from fonds.importers.regular_files import kind_of_file, open_regular
from fonds.model.accession import SourceFile
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
from fonds.text.names import shown_path

_MAX_FOLDERS_DEEP = 200
_HEADER_STARTS = (
    b"---",
    b"\xef\xbb\xbf---",
    b"\xff\xfe-\x00-\x00-\x00",
    b"\xfe\xff\x00-\x00-\x00-",
    b"-\x00-\x00-\x00",
    b"+++",
    b"\xef\xbb\xbf+++",
    b";;;",
)
_OBJECT_START = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:\{\s*)?"[^"\r\n]{1,200}"\s*:'
)  # of JSON; {{ and {% are none


def source_roots(sources: Sequence[Path]) -> list[tuple[Path, tuple[str, ...] | None]]:
    """Each source as (root folder, names of the chosen files in it); None for the names means all of the folder.

    The root may be a packed file, which is to be taken as a folder. Other files of the same folder come together.
    Raises ``UserError`` for a source that is not there, ``EnvironmentProblem`` for one that may not be looked into.
    """
    roots: dict[tuple[Path, bool], list[str]] = {}
    for source in sources:
        try:
            path = source.resolve(strict=True)
            if path.is_dir():
                os.scandir(path).close()
        except PermissionError as fault:
            raise EnvironmentProblem(
                "{path} cannot be read: {reason}.", path=str(source), reason=fault.strerror or str(fault)
            ) from fault
        except (OSError, RuntimeError) as fault:
            raise UserError(
                "There is no folder or file at {path}.", field="source", path=str(source)
            ) from fault
        if path.is_dir() or is_packed(path):
            roots.setdefault((path, True), [])
        else:
            names = roots.setdefault((path.parent, False), [])
            if path.name not in names:
                names.append(path.name)
    return [(root, None if whole else tuple(names)) for (root, whole), names in roots.items()]


def scan(
    root: Path,
    generator: Generator,
    site: SiteSettings,
    cancel: CancelToken,
    report: Callable[[Problem], None],
    *,
    only: Sequence[str] | None = None,
    on_other: Callable[[str], None] | None = None,
) -> Iterator[SourceFile]:
    """The documents of a source in the order of their paths; raises ``Cancelled`` when asked to stop.

    A ``SourceFile``'s path opens the file; for a name whose bytes are not UTF-8 it cannot be shown or stored, which is
    what ``shown_path`` is for (candidates and problems carry that). ``only`` names single files of the root.
    ``on_other`` gets the path of each file that is no document.
    """
    walk = _Walk(root, generator, site, cancel, report, on_other or _ignore)
    if only is not None:
        return walk.files(only)
    return walk.folder("", ())


def _owned_folders(generator: Generator, entries: Sequence[os.DirEntry[str]]) -> frozenset[str]:
    """The folders among the entries that belong to a saved page beside them."""
    if not isinstance(generator, PageSavingGenerator):
        return frozenset()
    names = generator.resource_folders([entry.name for entry in entries])
    return frozenset(
        entry.name for entry in entries if entry.name in names and entry.is_dir(follow_symlinks=False)
    )


def _ignore(path: str) -> None:
    pass


@dataclass(slots=True)
class _Walk:
    root: Path
    generator: Generator
    site: SiteSettings
    cancel: CancelToken
    report: Callable[[Problem], None]
    on_other: Callable[[str], None]
    linked: set[tuple[int, int]] = field(default_factory=set)
    base: str = field(init=False)

    def __post_init__(self) -> None:
        self.base = os.path.realpath(self.root)

    def files(self, names: Sequence[str]) -> Iterator[SourceFile]:
        for name in sorted(names):
            self.cancel.raise_if_cancelled()
            try:
                status = os.lstat(os.path.join(self.base, name))
            except OSError as fault:
                self._report_unreadable(name, fault)
                continue
            yield from self._document(name, status, chosen=True)

    def folder(self, path: str, above: tuple[tuple[int, int], ...]) -> Iterator[SourceFile]:
        full = os.path.join(self.base, path) if path else self.base
        try:
            status = os.stat(full)
            with os.scandir(full) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as fault:
            self._report_unreadable(path, fault)
            return
        chain = (*above, (status.st_dev, status.st_ino))
        owned = _owned_folders(self.generator, entries)
        for entry in entries:
            self.cancel.raise_if_cancelled()
            inner = f"{path}/{entry.name}" if path else entry.name
            try:
                if entry.name in owned:
                    self._pass_over(inner)
                elif entry.is_symlink():
                    yield from self._link(inner, chain)
                elif entry.is_dir(follow_symlinks=False):
                    yield from self._enter(inner, chain)
                else:
                    yield from self._document(inner, entry.stat(follow_symlinks=False))
            except OSError as fault:
                self._report_unreadable(inner, fault)

    def _pass_over(self, path: str) -> None:
        """Tell of the files of a folder, none of which is a document."""
        for folder, _, names in os.walk(os.path.join(self.base, path)):
            self.cancel.raise_if_cancelled()
            inner = os.path.relpath(folder, self.base).replace(os.sep, "/")
            for name in sorted(names):
                self.on_other(f"{inner}/{name}")

    def _enter(self, path: str, chain: tuple[tuple[int, int], ...]) -> Iterator[SourceFile]:
        if not self.generator.enters(path, self.site):
            return
        if len(chain) > _MAX_FOLDERS_DEEP:
            details = (("reason", "the folders are nested too deep"),)
            self.report(Problem(ProblemKind.UNREADABLE, shown_path(path), details=details))
            return
        yield from self.folder(path, chain)

    def _link(self, path: str, chain: tuple[tuple[int, int], ...]) -> Iterator[SourceFile]:
        full = os.path.join(self.base, path)
        target = os.path.realpath(full)
        details = (("target", shown_path(os.readlink(full))),)
        try:
            status = os.stat(target)
        except OSError:
            self.report(Problem(ProblemKind.BROKEN_LINK, shown_path(path), details=details))
            return
        if target != self.base and not target.startswith(self.base.rstrip(os.sep) + os.sep):
            self.report(Problem(ProblemKind.OUTSIDE_LINK, shown_path(path), details=details))
        elif stat.S_ISDIR(status.st_mode):
            key = (status.st_dev, status.st_ino)
            if key not in chain and key not in self.linked:
                self.linked.add(key)
                yield from self._enter(path, chain)
        else:
            yield from self._document(path, status)

    def _document(self, path: str, status: os.stat_result, *, chosen: bool = False) -> Iterator[SourceFile]:
        if not stat.S_ISREG(status.st_mode):
            details = (("what", kind_of_file(status.st_mode)),)
            self.report(Problem(ProblemKind.NOT_REGULAR, shown_path(path), details=details))
            return
        kind = self.generator.classify(path, self.site)
        if kind is DocumentKind.OTHER or (
            kind is DocumentKind.PAGE and not chosen and not self._has_header(path)
        ):
            self.on_other(path)
            return
        yield SourceFile(path, status.st_size, int(status.st_mtime))

    def _has_header(self, path: str) -> bool:
        with open_regular(os.path.join(self.base, path)) as file:
            start = file.read(300)
        return start.startswith(_HEADER_STARTS) or _OBJECT_START.match(start) is not None

    def _report_unreadable(self, path: str, fault: OSError) -> None:
        reason = fault.strerror or str(fault)
        self.report(Problem(ProblemKind.UNREADABLE, shown_path(path), details=(("reason", reason),)))
