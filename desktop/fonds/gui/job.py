"""Long work under way, as the window sees it: its progress, its end, and the way to stop it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from fonds.model.progress import CancelToken, Progress


class Job(QObject):
    """Long work under way, as the window sees it; all signals come in the main thread.

    Exactly one of ``finished(result)``, ``failed(exception)`` and ``cancelled()`` is emitted, then ``ended()``.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: str, writes: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.writes = writes
        self.running = True
        self.progress = Progress(0)
        self._token = CancelToken()
        self._lock = threading.Lock()
        self._news: Progress | None = None

    def cancel(self) -> None:
        """Ask the job to stop; it ends when it has come to a good point for that."""
        self._token.cancel()

    @property
    def cancel_requested(self) -> bool:
        """Whether the job was asked to stop."""
        return self._token.cancelled

    @property
    def token(self) -> CancelToken:
        """What the work looks at."""
        return self._token

    def take_progress(self, progress: Progress) -> None:
        """Keep the latest progress; called from the job's thread."""
        with self._lock:
            self._news = progress

    def tell_progress(self) -> None:
        """Emit what came in since the last time; called in the main thread."""
        with self._lock:
            news, self._news = self._news, None
        if news is not None:
            self.progress = news
            self.progressed.emit(news)
