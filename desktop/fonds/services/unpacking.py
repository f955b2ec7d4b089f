"""Packed sources that stay unpacked from a survey to the next one and to the import: unpacking is the longest part of
looking at them."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path

from fonds.importers import packed
from fonds.importers.packed import Unpacked
from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken, ProgressSink

_LOOK_SECONDS = 0.1
_Stamp = tuple[int, int, int]


class UnpackedSources:
    """What is unpacked, by the packed file's path, until ``close``. A file that has changed is unpacked anew. Safe to
    use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[Path, tuple[_Stamp, Unpacked, ExitStack]] = {}

    def open(self, path: Path, progress: ProgressSink, cancel: CancelToken) -> Unpacked:
        """What a packed file holds, as a folder. Raises as ``packed.unpacked`` does."""
        while not self._lock.acquire(timeout=_LOOK_SECONDS):
            cancel.raise_if_cancelled()
        try:
            stamp = _stamp_of(path)
            if path in self._open:
                before, inside, stack = self._open[path]
                if before == stamp:
                    return inside
                del self._open[path]
                stack.close()
            with ExitStack() as stack:
                inside = stack.enter_context(packed.unpacked(path, progress, cancel))
                self._open[path] = stamp, inside, stack.pop_all()
            return inside
        finally:
            self._lock.release()

    def close(self) -> None:
        """Remove all that is unpacked; to be called when nobody reads it any more. It may be used again."""
        with self._lock:
            for _, _, stack in self._open.values():
                stack.close()
            self._open.clear()


def _stamp_of(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError as fault:
        raise EnvironmentProblem(
            "{path} cannot be read: {reason}.", path=str(path), reason=fault.strerror or str(fault)
        ) from fault
    return status.st_mtime_ns, status.st_size, status.st_ino
