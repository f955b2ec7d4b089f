# ruff: noqa: PTH103, PTH105, PTH108, PTH112, PTH113, PTH115, PTH118, PTH120, PTH123, PTH202, PTH208, PTH211
# Paths are plain strings here: a packed file may hold a hundred thousand names.
"""Writing the members of a packed file below a folder. No member leaves it, and none is lost without a word.

What a packed file says of sizes is not believed: the bytes that are written count. Links are made last, when nothing
is written any more that could follow them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import posixpath
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fonds.importers.packed_folder import free_bytes, no_place, no_room
from fonds.importers.packed_names import UnusableName, link_leads_out, safe_path
from fonds.model.errors import UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.text.names import shown_path

WINDOWS = os.name == "nt"
CHUNK = 256 * 1024
"""Bytes that are unpacked at a time; between two chunks one may cancel."""
_MACHINE_FOLDER = "__MACOSX"
_APPLE_DOUBLE = b"\x00\x05\x16\x07"  # RFC 1740
_LOOK_AT_DISK = 64 * 1024 * 1024
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much, in bytes unless it says otherwise. A packed file may grow ``growth`` times, and to ``harmless``
    bytes anyway: more is made by nobody who packs texts and pictures."""

    total: int = 64 * 1024**3
    member: int = 4 * 1024**3
    members: int = 2_000_000
    growth: int = 200
    harmless: int = 256 * 1024 * 1024


class DamagedMember(Exception):
    """The bytes of a member cannot be had; the reason in plain English."""


@dataclass(slots=True)
class Unpacking:
    """One packed file on its way into ``folder``. ``size`` is that of the packed file at ``path``."""

    path: Path
    size: int
    folder: Path
    limits: Limits
    progress: ProgressSink
    cancel: CancelToken
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    _written: int = 0
    _streamed: int = 0
    _members: int = 0
    _looked_at: int = 0
    _done: int = 0
    _links: list[tuple[str, str]] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    # What a reader calls

    def begin_member(self, name: str, done: int) -> str | None:
        """The path of the next member; None if its name cannot be used, or it is of no interest, which is noted.
        ``done`` are the bytes of the packed file that are dealt with."""
        self._done = max(done, self._done)
        self._members += 1
        if self._members > self.limits.members:
            raise self._refusal("{path} holds more than {limit} files and folders.", self.limits.members)
        try:
            path = safe_path(name, windows=WINDOWS)
        except UnusableName as fault:
            self.tick(name)
            self.report(ProblemKind.UNREADABLE, name, reason=str(fault))
            return None
        self.tick(path)
        if path.split("/", 1)[0] == _MACHINE_FOLDER:
            if not name.endswith("/"):
                self.ignored.append(shown_path(path))
            return None
        return path

    def tick(self, path: str, done: int = 0) -> None:
        """Tell how far it is; raises ``Cancelled`` when asked to stop."""
        self.cancel.raise_if_cancelled()
        self._done = max(done, self._done)
        self.progress(
            Progress(min(self._done, self.size), self.size, "unpacking", shown_path(path), in_bytes=True)
        )

    def report(self, kind: ProblemKind, path: str, **details: str) -> None:
        """Note what is wrong with a member."""
        self.problems.append(
            Problem(kind, shown_path(path.replace("\0", "\\0")), details=tuple(details.items()))
        )

    def incomplete(self, reason: str) -> None:
        """Note that the packed file as a whole is damaged."""
        self.report(ProblemKind.PACKED_DAMAGED, self.path.name, reason=reason)

    def count_stream(self, size: int) -> None:
        """So many bytes came out of a packed stream, whether they are kept or passed over. Raises UserError when that
        is too much."""
        self._streamed += size
        self._check_size(self._streamed)

    def add_folder(self, path: str) -> None:
        """Make a folder."""
        try:
            self._make_folder(path)
        except OSError as fault:
            self._unreadable(path, fault)

    def add_file(self, path: str, chunks: Iterator[bytes], modified: float | None) -> None:
        """Write a file; of one whose bytes cannot all be had, nothing stays. ``modified`` in seconds UTC."""
        if not path:
            return
        try:
            first = next(chunks, b"")
            if posixpath.basename(path).startswith("._") and first.startswith(_APPLE_DOUBLE):
                self.ignored.append(shown_path(path))
                return
            place, final = self._place_for(path)
            if not place:
                return
            try:
                self._write(place, path, first, chunks)
                _set_time(place, modified)
                if place != final:
                    os.replace(place, final)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(place)
                raise
        except DamagedMember as fault:
            self.report(ProblemKind.UNREADABLE, path, reason=str(fault))
        except OSError as fault:
            self._unreadable(path, fault)

    def add_link(self, path: str, target: str) -> None:
        """A symbolic link, which is made at the end."""
        if link_leads_out(path, target, windows=WINDOWS):
            self.report(ProblemKind.OUTSIDE_LINK, path, target=shown_path(target))
        else:
            self._links.append((path, target))

    def add_twin(self, path: str, target: str) -> None:
        """Another name for a member that was written before: a hard link."""
        try:
            inside = safe_path(target, windows=WINDOWS)
        except UnusableName:
            self.report(ProblemKind.OUTSIDE_LINK, path, target=shown_path(target))
            return
        source = os.path.join(self.folder, inside)
        try:
            if not os.path.isfile(source):
                self.report(ProblemKind.BROKEN_LINK, path, target=shown_path(target))
                return
            if path == inside:
                return
            place, final = self._place_for(path)
            if not place:
                return
            try:
                os.link(source, place)
            except OSError:  # a disk without such links, or too many of them
                self._count(os.path.getsize(source), path)
                shutil.copy2(source, place)
            if place != final:
                os.replace(place, final)
        except OSError as fault:
            self._unreadable(path, fault)

    def finish(self) -> None:
        """Make the links. Raises ``Cancelled``."""
        for path, _target in self._links:
            self.add_folder(posixpath.dirname(path))
        made = [path for path, target in self._links if self._make_link(path, target)]
        inside = os.path.realpath(self.folder) + os.sep
        for path in made:  # by its words a link may stay inside, and yet leave by way of another link
            full = os.path.join(self.folder, path)
            if not (os.path.realpath(full) + os.sep).startswith(inside):
                target = os.readlink(full)
                os.unlink(full)
                self.report(ProblemKind.OUTSIDE_LINK, path, target=shown_path(target))

    # How it is done

    def _make_folder(self, path: str) -> None:
        if path and path not in self._folders:
            os.makedirs(os.path.join(self.folder, path), 0o700, exist_ok=True)
            self._folders.add(path)

    def _place_for(self, path: str) -> tuple[str, str]:
        """Where to write, and what it is to be called then: two names when something has that name already. Nothing,
        and a report, when it may not be replaced."""
        folder, name = posixpath.split(path)
        self._make_folder(folder)
        full = os.path.join(self.folder, path)
        if not os.path.lexists(full):
            return full, full
        if name not in os.listdir(os.path.dirname(full)):
            reason = "the name of another file differs only in capital letters or accents"
            self.report(ProblemKind.UNREADABLE, path, reason=reason)
            return "", ""
        if os.path.isdir(full):
            raise IsADirectoryError(errno.EISDIR, "a folder has the same name")
        self.report(ProblemKind.DUPLICATE_MEMBER, path)
        return os.path.join(self.folder.parent, "replacement"), full

    def _write(self, place: str, path: str, first: bytes, rest: Iterator[bytes]) -> None:
        size = 0
        with open(place, "xb") as file:  # which follows no link
            chunk = first
            while chunk:
                size += len(chunk)
                if size > self.limits.member:
                    raise DamagedMember(f"it has more than {self.limits.member} bytes")
                self._count(len(chunk), path)
                file.write(chunk)
                chunk = next(rest, b"")

    def _count(self, size: int, path: str) -> None:
        self._written += size
        self._check_size(self._written)
        if self._written - self._looked_at >= _LOOK_AT_DISK:
            self._looked_at = self._written
            if not free_bytes(self.folder):
                raise no_room(self._written)
        if size == CHUNK:
            self.tick(path)

    def _check_size(self, size: int) -> None:
        if size > self.limits.total:
            raise self._refusal("{path} would unpack to more than {limit} bytes.", self.limits.total)
        if size > self.limits.harmless and size > self.limits.growth * self.size:
            raise self._refusal(
                "{path} would unpack to more than {limit} times its size, as only a trap does.",
                self.limits.growth,
            )

    def _refusal(self, sentence: str, limit: int) -> UserError:
        return UserError(sentence, field="source", path=str(self.path), limit=str(limit))

    def _make_link(self, path: str, target: str) -> bool:
        full = os.path.join(self.folder, path)
        aim = os.path.join(os.path.dirname(full), target)
        try:
            if os.path.lexists(full):
                self.report(ProblemKind.DUPLICATE_MEMBER, path)
                return False
            try:
                os.symlink(target.replace("/", os.sep), full, target_is_directory=os.path.isdir(aim))
            except OSError:
                # Windows lets few people make one: a second name for a file does as well.
                if not WINDOWS or not os.path.isfile(aim):
                    raise
                os.link(os.path.realpath(aim), full)
                return False
        except OSError as fault:
            self._unreadable(path, fault)
            return False
        return True

    def _unreadable(self, path: str, fault: OSError) -> None:
        if fault.errno in _FULL:
            raise no_room(self._written) if fault.errno != errno.EROFS else no_place(fault) from fault
        self.report(ProblemKind.UNREADABLE, path, reason=fault.strerror or str(fault))


def _set_time(place: str, modified: float | None) -> None:
    """Keep when a file was changed: a text without a date takes it for its own."""
    if modified is not None:
        with contextlib.suppress(OSError, OverflowError, ValueError):
            os.utime(place, (modified, modified))


def room_needed(size: int, packed: zipfile.ZipFile | None) -> int:
    """Bytes to ask a disk for: what the list of members claims, as far as that can be true; else a guess."""
    if packed is None:
        return size * 4
    return min(sum(info.file_size for info in packed.infolist()), max(size * 100, 512 * 1024 * 1024))
