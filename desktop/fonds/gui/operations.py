"""The only place where the window's work leaves the main thread, and where its answers come back.

The policy:

- Widgets live in the main thread and are touched there only. The main thread never waits for the archive or the disk.
- Reads run in a small pool; each works on its own snapshot. A read may name a *channel*: a newer read on the same
  channel cancels the older one and outdates its answer, so that only the latest answer ever arrives.
- Short writes queue in one thread and run in the order asked. What is queued is written even when the window closes.
- A job is long work with progress. Each has a thread of its own, so that a save never waits for an import to end: a
  job that writes takes the archive's writer lock batch by batch, and saves come in between. When a writing job ends,
  in whatever way, everything is announced as changed, because its finished batches stay.
- Only frozen values cross threads. ``work`` must not hold a widget or read one: take the values out of it before.
- Every change is published once, as ``changed(ChangeSet, initiator)``; whoever asked for it hears first (``on_done``).
- An answer whose receiver was destroyed meanwhile is dropped. A cancelled read or job is silent. An ``ArchiveError`` is
  a fact to tell; any other exception is a bug: it is logged with its traceback, and both go out through ``failed``.
- Progress is throttled here and nowhere else: at most ten times a second, the last state always included.
- ``close`` cancels reads and jobs, lets queued writes end, waits, and leaves no thread behind.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from fonds.gui.callbacks import call
from fonds.gui.job import Job
from fonds.model.changes import ChangeSet
from fonds.model.errors import ArchiveError, Cancelled
from fonds.model.progress import CancelToken, ProgressSink

__all__ = ["EVERYTHING_CHANGED", "Job", "Operations"]

_log = logging.getLogger(__name__)

T = TypeVar("T")

READERS = 3
PROGRESS_INTERVAL = 100
"""Milliseconds between two reports of progress."""

EVERYTHING_CHANGED = ChangeSet(taxonomy=True, many=True)


@dataclass(eq=False)
class _Read:
    """A read under way; compared by identity."""

    channel: str
    token: CancelToken = field(default_factory=CancelToken)


class Operations(QObject):
    """Runs the window's reads, writes and jobs; see the policy above."""

    changed = Signal(object, object)
    """``(ChangeSet, initiator)``: a write ended. ``initiator`` is what ``run_write`` was given, or None."""
    failed = Signal(object, str)
    """``(exception, title)``: something failed that nobody else took care of."""
    job_started = Signal(object)
    busy_changed = Signal(bool)
    """Whether writes or jobs are under way."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="fonds-read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="fonds-write")
        self._outcomes: deque[Callable[[], None]] = deque()
        self._channels: dict[str, _Read] = {}
        self._reads: set[_Read] = set()
        self._jobs: dict[Job, threading.Thread] = {}
        self._writes = 0
        self._closed = False
        self._arrived.connect(self._deliver_one)
        self._ticker = QTimer(self)
        self._ticker.setInterval(PROGRESS_INTERVAL)
        self._ticker.timeout.connect(self._tell_progress)

    @property
    def busy(self) -> bool:
        """Whether writes or jobs are under way."""
        return bool(self._writes or self._jobs)

    @property
    def idle(self) -> bool:
        """Whether nothing at all is under way and every answer was delivered."""
        return not (self._writes or self._jobs or self._reads or self._outcomes)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs under way, oldest first."""
        return tuple(self._jobs)

    # Reads

    def run_read(
        self,
        work: Callable[[CancelToken], T],
        on_done: Callable[[T], None],
        *,
        channel: str = "",
        on_failed: Callable[[Exception], None] | None = None,
        title: str = "",
    ) -> CancelToken:
        """Run ``work`` in the read pool and give its result to ``on_done``, unless it is cancelled or outdated.

        Returns the token with which it can be cancelled. Failures go to ``on_failed``, else to ``failed``.
        """
        read = _Read(channel)
        if self._closed:
            read.token.cancel()
            return read.token
        if channel:
            self.cancel_channel(channel)
            self._channels[channel] = read
        self._reads.add(read)
        self._readers.submit(self._do_read, read, work, on_done, on_failed, title)
        return read.token

    def cancel_channel(self, channel: str) -> None:
        """Cancel the read under way on a channel, if there is one; its answer never arrives."""
        older = self._channels.pop(channel, None)
        if older is not None:
            older.token.cancel()

    def _do_read(
        self,
        read: _Read,
        work: Callable[[CancelToken], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None] | None,
        title: str,
    ) -> None:
        try:
            read.token.raise_if_cancelled()
            result = work(read.token)
        except BaseException as error:  # noqa: BLE001 - a thread's last stop: it is told and logged
            failure = _prepared(error, title)
            self._post(lambda: self._end_read(read, lambda: self._tell_failure(failure, on_failed, title)))
        else:
            self._post(lambda: self._end_read(read, lambda: call(on_done, result)))

    def _end_read(self, read: _Read, tell: Callable[[], None]) -> None:
        self._reads.discard(read)
        if read.channel and self._channels.get(read.channel) is read:
            del self._channels[read.channel]
        if not read.token.cancelled:
            tell()

    # Writes

    @overload
    def run_write(
        self,
        work: Callable[[], ChangeSet],
        *,
        title: str,
        initiator: object | None = None,
        on_done: Callable[[ChangeSet], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None: ...

    @overload
    def run_write(
        self,
        work: Callable[[], tuple[T, ChangeSet]],
        *,
        title: str,
        initiator: object | None = None,
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None: ...

    def run_write(
        self,
        work: Callable[[], Any],
        *,
        title: str,
        initiator: object | None = None,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue a write. Its result goes to ``on_done``, then its ChangeSet to ``changed``.

        ``title`` says what was tried ("Save"). A failure goes to ``on_failed``, else to ``failed``.
        """
        if self._closed:
            return
        self._writes += 1
        self._tell_busy(before=self._writes + len(self._jobs) - 1)
        self._writer.submit(self._do_write, work, title, initiator, on_done, on_failed)

    def _do_write(
        self,
        work: Callable[[], Any],
        title: str,
        initiator: object | None,
        on_done: Callable[[Any], None] | None,
        on_failed: Callable[[Exception], None] | None,
    ) -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - a thread's last stop: it is told and logged
            failure = _prepared(error, title)
            self._post(lambda: self._end_write(lambda: self._tell_failure(failure, on_failed, title)))
            return
        value, changes = result if isinstance(result, tuple) else (result, result)

        def tell() -> None:
            try:
                if on_done is not None:
                    call(on_done, value)
            finally:
                self._publish(changes, initiator)

        self._post(lambda: self._end_write(tell))

    def _end_write(self, tell: Callable[[], None]) -> None:
        self._writes -= 1
        try:
            tell()
        finally:
            self._tell_busy(before=self._writes + len(self._jobs) + 1)

    # Jobs

    def run_job(
        self,
        work: Callable[[ProgressSink, CancelToken], T],
        *,
        title: str,
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        writes: bool = False,
        initiator: object | None = None,
    ) -> Job:
        """Start long work in a thread of its own. ``writes``: it changes the archive, so that all is announced as
        changed when it ends, however it ends. The job stays valid until its ``ended`` signal."""
        job = Job(title, writes, self)
        if self._closed:
            job.cancel()
            job.running = False
            return job
        thread = threading.Thread(
            target=self._do_job, args=(job, work, on_done, on_failed, initiator), name=f"fonds-job-{title}"
        )
        self._jobs[job] = thread
        self._tell_busy(before=self._writes + len(self._jobs) - 1)
        self._ticker.start()
        thread.start()
        self.job_started.emit(job)
        return job

    def _do_job(
        self,
        job: Job,
        work: Callable[[ProgressSink, CancelToken], T],
        on_done: Callable[[T], None] | None,
        on_failed: Callable[[Exception], None] | None,
        initiator: object | None,
    ) -> None:
        try:
            result = work(job.take_progress, job.token)
        except BaseException as error:  # noqa: BLE001 - a thread's last stop: it is told and logged
            failure = _prepared(error, job.title)

            def tell() -> None:
                if isinstance(failure, Cancelled):
                    job.cancelled.emit()
                else:
                    job.failed.emit(failure)
                    self._tell_failure(failure, on_failed, job.title)
        else:

            def tell() -> None:
                if on_done is not None:
                    call(on_done, result)
                job.finished.emit(result)

        self._post(lambda: self._end_job(job, tell, initiator))

    def _end_job(self, job: Job, tell: Callable[[], None], initiator: object | None) -> None:
        thread = self._jobs.pop(job)
        thread.join()
        if not self._jobs:
            self._ticker.stop()
        job.tell_progress()
        job.running = False
        try:
            tell()
        finally:
            if job.writes:
                self._publish(EVERYTHING_CHANGED, initiator)
            job.ended.emit()
            self._tell_busy(before=self._writes + len(self._jobs) + 1)
            job.deleteLater()

    def _tell_progress(self) -> None:
        for job in self.jobs:
            job.tell_progress()

    # Answers

    def _post(self, outcome: Callable[[], None]) -> None:
        """Hand an outcome to the main thread; called from the workers."""
        self._outcomes.append(outcome)
        if isValid(self):
            self._arrived.emit()

    def _deliver_one(self) -> None:
        # One at a time: an exception in one receiver leaves the others' answers alone.
        if self._outcomes:
            self._outcomes.popleft()()

    def _publish(self, changes: ChangeSet, initiator: object | None) -> None:
        if not changes.empty:
            self.changed.emit(changes, initiator)

    def _tell_failure(
        self, failure: Exception, on_failed: Callable[[Exception], None] | None, title: str
    ) -> None:
        if isinstance(failure, Cancelled):
            return
        if on_failed is not None:
            call(on_failed, failure)
        else:
            self.failed.emit(failure, title)

    def _tell_busy(self, before: int) -> None:
        if bool(before) != self.busy:
            self.busy_changed.emit(self.busy)

    def cancel_jobs(self) -> None:
        """Ask every job to stop."""
        for job in self.jobs:
            job.cancel()

    def close(self) -> None:
        """Cancel reads and jobs, let queued writes end, wait for all, deliver what they have to say; then refuse work."""
        if self._closed:
            return
        self._closed = True
        for read in tuple(self._reads):
            read.token.cancel()
        self.cancel_jobs()
        for thread in tuple(self._jobs.values()):
            thread.join()
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._channels.clear()
        while self._outcomes:
            try:
                self._outcomes.popleft()()
            except Exception:  # noqa: BLE001 - the rest must still be delivered; logged
                _log.exception("a receiver failed while the window closed")
        self._reads.clear()
        self._ticker.stop()


def _prepared(error: BaseException, title: str) -> Exception:
    """The error as it crosses to the main thread: logged if it is a bug, and without its frames, which hold the
    worker's objects alive."""
    if not isinstance(error, ArchiveError):
        _log.error("unexpected failure in %s", title or "a read", exc_info=error)
    failure = error if isinstance(error, Exception) else RuntimeError(repr(error))
    return failure.with_traceback(None)
