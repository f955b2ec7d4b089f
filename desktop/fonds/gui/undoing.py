"""Undo and redo as the window does them: like any write, and with progress and a way to stop where it takes long.

A step of a hundred thousand posts takes seconds; one of a single post is over before there is anything to show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fonds.gui.job import Job
from fonds.gui.operations import PROGRESS_INTERVAL, Operations
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import Cancelled

if TYPE_CHECKING:
    from fonds.gui.widgets.status_line import StatusLine
    from fonds.model.progress import CancelToken, ProgressSink
    from fonds.services.archives import Archive

SHOWN_AFTER = 400
"""Milliseconds after which progress is shown."""


class Undoing(QObject):
    """Takes changes back, and makes them again, in the order asked."""

    def __init__(self, operations: Operations, status_line: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._status_line = operations, status_line

    def undo(self, archive: Archive, title: str, *, only: str = "") -> None:
        """Take the last change back; ``only`` if its step is called so. ``title`` says that this is done."""
        from fonds.services import history

        self._run(
            lambda progress, cancel: history.undo(archive, only=only, progress=progress, cancel=cancel),
            title,
        )

    def redo(self, archive: Archive, title: str) -> None:
        """Make the change again that was taken back last."""
        from fonds.services import history

        self._run(lambda progress, cancel: history.redo(archive, progress=progress, cancel=cancel), title)

    def _run(self, work: Callable[[ProgressSink, CancelToken], ChangeSet], title: str) -> None:
        job = Job(title, True, self)
        ticker = QTimer(job)
        ticker.setInterval(PROGRESS_INTERVAL)
        ticker.timeout.connect(job.tell_progress)
        QTimer.singleShot(SHOWN_AFTER, job, lambda: self._show(job, ticker))

        def write() -> ChangeSet:
            try:
                return work(job.take_progress, job.token)
            except Cancelled:  # all is as it was
                return NOTHING_CHANGED

        def fail(error: Exception) -> None:
            self._end(job)
            self._operations.failed.emit(error, title)

        self._operations.run_write(
            write, title=title, on_done=lambda _changes: self._end(job), on_failed=fail
        )

    def _show(self, job: Job, ticker: QTimer) -> None:
        if job.running:
            self._status_line.begin_work(job.title)
            self._status_line.cancel_requested.connect(job.cancel)
            job.progressed.connect(self._status_line.show_progress)
            ticker.start()

    def _end(self, job: Job) -> None:
        job.running = False
        if not self._operations.jobs:
            self._status_line.end_work()
        job.ended.emit()
        job.deleteLater()
