"""Keeps the archive's text index in good shape while nobody waits for anything.

Rule: it begins some seconds after the last change, only while no job runs, and stops when the archive is closed or another
change comes. Nothing is shown of it: searches are right without it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fonds.gui.operations import Operations

if TYPE_CHECKING:
    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive

REST = 5_000
"""Milliseconds without a change after which it begins."""
CHANNEL = "index-care"


class IndexCare(QObject):
    """Looks after one archive at a time."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._archive: Archive | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._begin)
        operations.changed.connect(self._on_changed)

    def set_archive(self, archive: Archive | None) -> None:
        """Look after another archive, or after none."""
        self._rest.stop()
        self._operations.cancel_channel(CHANNEL)
        self._archive = archive
        if archive is not None and not archive.read_only:
            self._rest.start()

    def _on_changed(self) -> None:
        if self._archive is not None and not self._archive.read_only:
            self._rest.start()

    def _begin(self) -> None:
        if self._archive is None:
            return
        if self._operations.busy:
            self._rest.start()
            return
        self._operations.run_read(
            partial(_tidy, self._archive), lambda _done: None, channel=CHANNEL, on_failed=lambda _error: None
        )


def _tidy(archive: Archive, cancel: CancelToken) -> bool:
    from fonds.services.archive_care import tidy_index

    return tidy_index(archive, cancel)
