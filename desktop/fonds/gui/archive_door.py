"""Which archive the window shows: opening, making and closing, one at a time, and never behind running work.

The window hears ``changed`` with the archive that is shown from now on, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui import message_boxes
from fonds.gui.instance import Instance, ask_other_window
from fonds.gui.operations import Operations
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.progress import CancelToken

if TYPE_CHECKING:
    from fonds.gui.dialogs.recovery import KeptDraft
    from fonds.services import archives
    from fonds.services.archives import Archive

IDLE_POLL = 50
"""Milliseconds between two looks whether cancelled work has ended."""


class ArchiveDoor(QObject):
    """Opens and closes archives for one window (the parent)."""

    changed = Signal(object)
    leaving = Signal()
    """The present archive is about to be left: what was typed must be kept now."""
    opening = Signal(str)
    failed = Signal(object, str)
    shown_again = Signal()
    """The archive that was asked for is the present one."""
    post_asked = Signal(int)
    """A post with unsaved changes was chosen from those of a session that ended badly."""

    def __init__(
        self, window: QWidget, operations: Operations, settings: Settings, instance: Instance
    ) -> None:
        super().__init__(window)
        self._window = window
        self._operations = operations
        self._settings = settings
        self._instance = instance
        self.archive: Archive | None = None
        self._was_asked = False

    def open_first(self, path: Path | None) -> None:
        """Open what was decided on at the start (None: the sample), unless another archive was asked for in the meantime,
        as macOS does when somebody opens one there and the program has to be started for it."""
        if self._was_asked:
            return
        if path is None:
            self.open_sample()
        else:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open an archive in place of the present one."""
        path = path.absolute()
        self._open(partial(_open_archive, path), path)

    def open_sample(self) -> None:
        """Open the sample archive, which is made when it is missing."""
        self._open(_open_sample, paths.sample_archive())

    def create_path(self, path: Path) -> None:
        """Make a new archive and open it."""
        path = path.absolute()
        self._open(partial(_create_archive, path), path)

    def close(self) -> None:
        """Leave the present archive."""
        if self.archive is not None:
            self._when_idle(self._close_now)

    def _close_now(self) -> None:
        self._leave()
        self._instance.release()
        self.changed.emit(None)

    def _open(self, work: archives.Opener, path: Path) -> None:
        self._was_asked = True
        if self.archive is not None and path == self.archive.path:
            self.shown_again.emit()
        else:
            self._when_idle(partial(self._open_now, work, path))

    def _open_now(self, work: archives.Opener, path: Path) -> None:
        if not self._instance.claim(path):
            if not ask_other_window(path):
                message_boxes.tell(
                    self._window,
                    self.tr("Another window has this archive open, and does not answer."),
                    str(path),
                )
            return
        self.opening.emit(path.name)
        self._operations.run_read(
            partial(_open_unless_cancelled, work),
            self._on_opened,
            channel="open",
            on_failed=partial(self._on_open_failed, path),
        )

    def _on_opened(self, opened: _Opened) -> None:
        opened.keep()
        archive = opened.archive
        self._leave()
        self.archive = archive
        self._settings.remember_archive(archive.path)
        self.changed.emit(archive)
        if archive.read_only:
            message_boxes.tell(
                self._window,
                self.tr("This archive can be read, but not changed."),
                self.tr("The file or the disk that it lies on is read-only:") + f"\n{archive.path}",
            )
        elif archive.unclean:
            from fonds.gui.dialogs.recovery import find_kept_drafts

            self._operations.run_read(
                lambda _cancel: find_kept_drafts(archive), self._offer_drafts, channel="recovery"
            )

    def _on_open_failed(self, path: Path, error: Exception) -> None:
        if not path.exists():
            self._settings.forget_archive(path)
        if self.archive is None:
            self._instance.release()
            self.changed.emit(None)
        else:
            self._instance.claim(self.archive.path)
        self.failed.emit(error, self.tr("Opening the archive"))

    def _leave(self) -> None:
        """Close the present archive behind whatever is still to be written to it."""
        archive, self.archive = self.archive, None
        if archive is not None:
            self.leaving.emit()
            self._operations.run_write(partial(_close, archive), title=self.tr("Close the archive"))

    def _offer_drafts(self, drafts: tuple[KeptDraft, ...]) -> None:
        if drafts:
            from fonds.gui.dialogs.recovery import RecoveryDialog

            dialog = RecoveryDialog(drafts, self._window)
            dialog.show_post.connect(self.post_asked)
            dialog.show()

    def _when_idle(self, action: Callable[[], None]) -> None:
        """Do it when no job works on the present archive; ask before one is cancelled for it."""
        if not self._operations.jobs:
            action()
        elif message_boxes.may_stop_work(self._window):
            self._operations.cancel_jobs()
            self._wait_for_jobs(action)

    def _wait_for_jobs(self, action: Callable[[], None]) -> None:
        if self._operations.jobs:
            QTimer.singleShot(IDLE_POLL, self, partial(self._wait_for_jobs, action))
        else:
            action()


# The store is loaded in the pool, when the window has been painted.


def _open_archive(path: Path) -> Archive:
    from fonds.services import archives

    return archives.open_archive(path)


def _open_sample() -> Archive:
    from fonds.services import archives

    return archives.open_sample()


def _create_archive(path: Path) -> Archive:
    from fonds.services import archives

    return archives.create_archive(path)


@dataclass(frozen=True, slots=True)
class _Opened:
    """An archive that is closed again if its opening is cancelled, until somebody keeps it."""

    archive: Archive
    keep: Callable[[], None]


def _open_unless_cancelled(work: archives.Opener, cancel: CancelToken) -> _Opened:
    archive = work()
    return _Opened(archive, cancel.on_cancel(archive.close))


def _close(archive: Archive) -> ChangeSet:
    archive.close()
    return NOTHING_CHANGED
