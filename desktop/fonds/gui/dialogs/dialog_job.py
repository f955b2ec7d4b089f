"""The long work of a dialog, one at a time: its progress on a page of the dialog, how it ends told in the notice.

What failed or was cancelled leads back to where it was asked for; what came to its end is its asker's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from fonds.gui.callbacks import call
from fonds.gui.job import Job
from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.progress import CancelToken, ProgressSink

T = TypeVar("T")


class DialogJob(QObject):
    """Belongs to the dialog that holds ``notice``."""

    # Signals, so that a dialog and its work do not keep each other alive.
    started = Signal()
    """The page of progress is to be shown."""
    left = Signal()
    """Nothing is under way any more, and nothing came of it: the page before is to be shown again."""

    def __init__(self, operations: Operations, progress: ProgressPanel, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._operations, self._progress, self._notice = operations, progress, notice
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """What is under way."""
        return self._job

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def run(
        self,
        work: Callable[[ProgressSink, CancelToken], T],
        on_done: Callable[[T], None],
        *,
        title: str,
        says: tuple[str, str],
        writes: bool = False,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Start, unless something is under way. ``says`` is the heading of the progress and the remark below it; what
        failed goes to ``on_failed`` in place of ``tell_failure``."""
        if self._job is not None:
            return
        self._notice.dismiss()
        self._progress.start(*says)
        self._job = self._operations.run_job(
            work,
            title=title,
            writes=writes,
            on_done=partial(self._end, on_done),
            on_failed=on_failed or self.tell_failure,
        )
        self.started.emit()
        self._job.progressed.connect(self._progress.show_progress)
        self._job.cancelled.connect(self._on_cancelled)

    def cancel(self) -> bool:
        """Ask what is under way to stop; returns whether there was anything."""
        if self._job is None:
            return False
        self._job.cancel()
        return True

    def tell_failure(self, error: Exception) -> None:
        """Go back and say what went wrong, in this work or in what led to it."""
        self._leave()
        self._notice.tell(NoticeKind.ERROR, describe_error(error))

    def _end(self, on_done: Callable[[T], None], result: T) -> None:
        self._job = None
        call(on_done, result)

    def _on_cancelled(self) -> None:
        self._leave()
        self._notice.tell(NoticeKind.INFO, self.tr("It was cancelled. Nothing was changed."))

    def _leave(self) -> None:
        self._job = None
        self.left.emit()
