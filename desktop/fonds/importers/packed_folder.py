"""A private folder for what a packed file holds, which is gone in the end, whatever happens.

A folder says by a file that is locked as long as its process lives that it is ours and in use. What a killed run left
behind is removed by the next one: only a folder of this name, of this user, with our file in it that nobody holds.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fonds.base.paths import cache_dir
from fonds.model.errors import EnvironmentProblem

PREFIX = "fonds-unpacked-"
RESERVE = 256 * 1024 * 1024
"""Bytes of a disk that are left free."""
_MARK_NAME = "in-use"
_MARK = b"Fonds: the contents of a packed file. This may be removed when Fonds does not run.\n"
_GET_FLAGS, _SET_FLAGS, _TOP_FOLDER = 0x80086601, 0x40086602, 0x00020000  # linux/fs.h, on machines of 64 bits
_LOCKED_BYTE = 1000
"""Windows locks bytes against reading too: one far behind the text."""


@contextmanager
def private_folder(needed: int) -> Iterator[Path]:
    """An empty folder, for this user alone, on a disk with room for ``needed`` bytes. Raises EnvironmentProblem when
    there is no such disk."""
    parents = places()
    for parent in parents:
        _sweep(parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_roomy(parents, needed)))
    except OSError as fault:
        raise no_place(fault) from fault
    mark = -1
    try:
        try:
            mark = _hold(folder / _MARK_NAME)
            inner = folder / "contents"
            inner.mkdir(0o700)
        except OSError as fault:
            raise no_place(fault) from fault
        yield inner
    finally:
        if mark >= 0 and os.name == "nt":
            os.close(mark)  # an open file cannot be removed there
            mark = -1
        shutil.rmtree(folder, ignore_errors=True)
        if mark >= 0:
            os.close(mark)


def no_place(fault: OSError) -> EnvironmentProblem:
    """The sentence for a disk that does not take what is unpacked."""
    return EnvironmentProblem(
        "There is no place to unpack to: {reason}.", reason=fault.strerror or str(fault)
    )


def no_room(needed: int) -> EnvironmentProblem:
    """The sentence for disks that are too full."""
    megabytes = str(max(1, (needed + RESERVE) // 1_000_000))
    return EnvironmentProblem(
        "There is not enough room on the disk to unpack the file: {megabytes} MB are needed.",
        megabytes=megabytes,
    )


def free_bytes(folder: Path) -> int:
    """What may be written there before the disk is as full as it may become; 0 where nothing can be said."""
    try:
        return max(0, shutil.disk_usage(folder).free - RESERVE)
    except OSError:
        return 0


def places() -> tuple[Path, ...]:
    """Where such folders are made, best first. Temporary places are often kept in memory."""
    found = []
    with contextlib.suppress(OSError):
        own = cache_dir() / "unpacked"
        own.mkdir(mode=0o700, exist_ok=True)
        _spread(own)
        found.append(own)
    with contextlib.suppress(OSError):
        found.append(Path(tempfile.gettempdir()))
    return tuple(found)


def _spread(folder: Path) -> None:
    """Ask ext4 to put each folder in it elsewhere on the disk (chattr(1), "T").

    It gives no file the place of one that was deleted in the last minutes, and looks at all of those first: to unpack
    20,000 files again right after the survey took 21 seconds instead of 2.
    """
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        return
    import fcntl

    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            flags = int.from_bytes(fcntl.ioctl(handle, _GET_FLAGS, bytes(8))[:4], sys.byteorder)
            if not flags & _TOP_FOLDER:
                fcntl.ioctl(handle, _SET_FLAGS, (flags | _TOP_FOLDER).to_bytes(8, sys.byteorder))
        finally:
            os.close(handle)


def _roomy(parents: tuple[Path, ...], needed: int) -> Path:
    for parent in parents:
        if os.access(parent, os.W_OK) and free_bytes(parent) >= needed:
            return parent
    raise no_room(needed)


# The mark


def _hold(path: Path) -> int:
    """Make the mark and hold it. It is written only when it is held: an empty one belongs to a run that has begun."""
    mark = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _lock(mark, wait=True)
        os.write(mark, _MARK)
    except BaseException:
        os.close(mark)
        raise
    return mark


def _lock(mark: int, *, wait: bool) -> None:
    """Hold the file until it is closed, or the process ends. Raises OSError when another process holds it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(mark, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(mark, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        os.lseek(mark, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep(parent: Path) -> None:
    """Remove what runs that were killed have left. What cannot be removed stays for the next time."""
    try:
        found = [folder for folder in parent.iterdir() if folder.name.startswith(PREFIX)]
    except OSError:
        return
    for folder in found:
        with contextlib.suppress(OSError):
            _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or not _is_private(status):
        return
    mark = os.open(
        folder / _MARK_NAME, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    try:
        if not stat.S_ISREG(os.fstat(mark).st_mode):
            return
        _lock(mark, wait=False)
        if os.read(mark, len(_MARK) + 1) != _MARK:
            return
        if os.name != "nt":
            shutil.rmtree(folder, ignore_errors=True)
            return
    finally:
        os.close(mark)
    shutil.rmtree(folder, ignore_errors=True)


def _is_private(status: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o077
