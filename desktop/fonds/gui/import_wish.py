"""A folder that somebody outside the window wishes to import: ``fonds --import=FOLDER``, as the menu of a folder calls it on
Windows. The dialog of the import comes up as soon as there is an archive, and not behind a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from fonds.gui.main_window import MainWindow

OPTION = "--import="
POLL = 200
"""Milliseconds between two looks whether the question that is asked has been answered."""


def wished_folder(arguments: Sequence[str]) -> Path | None:
    """The folder that the arguments name last, None without one."""
    found = [argument.removeprefix(OPTION) for argument in arguments if argument.startswith(OPTION)]
    return Path(found[-1]).absolute() if found and found[-1] else None


class ImportWish(QObject):
    """The wish of one window; the last folder counts."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder: Path | None = None
        self._again = QTimer(self, singleShot=True, interval=POLL)
        self._again.timeout.connect(self._begin)
        window.door.changed.connect(lambda _archive: self._again.start())

    def ask(self, folder: Path) -> None:
        """Begin the import of the folder when that is possible."""
        self._folder = folder
        self._begin()

    def _begin(self) -> None:
        if self._folder is None or self._window.archive is None:
            return  # an archive that is opened asks again
        if QApplication.activeModalWidget() is not None:
            self._again.start()
            return
        folder, self._folder = self._folder, None
        self._window.archive_actions.import_sources([folder])
