"""How a long job tells how far it is, and how it is asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from fonds.model.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """A point in a job: ``done`` of ``total`` (None while unknown), in ``stage``, at ``detail`` (a path, say).
    ``in_bytes``: it is bytes that are counted."""

    done: int
    total: int | None = None
    stage: str = ""
    detail: str = ""
    in_bytes: bool = False


ProgressSink = Callable[[Progress], None]
"""Called from the job's thread, as often as the job likes; whoever shows it throttles it."""


def ignore_progress(progress: Progress) -> None:
    """The sink for whoever does not look."""


class CancelToken:
    """Asks a job to stop, from any thread. A job looks once an item; a running query is interrupted."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.RLock()  # a signal may cancel in the middle of what this very thread does
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the job to stop; runs what ``on_cancel`` registered, once, in the calling thread."""
        with self._lock:
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` when cancelled (at once if it is already); returns a function that takes it back."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return lambda: self._forget(callback)
        callback()
        return lambda: None

    def raise_if_cancelled(self) -> None:
        """Raise ``Cancelled`` when asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def _forget(self, callback: Callable[[], None]) -> None:
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)
