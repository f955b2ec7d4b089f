"""What lives as long as the program: Qt's application, the theme, the claim on an archive, and the one window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.icons import Icons, app_icon
from fonds.gui.import_wish import ImportWish, wished_folder
from fonds.gui.instance import Instance, ask_other_window
from fonds.gui.language import install_translations
from fonds.gui.main_window import MainWindow
from fonds.gui.operations import Operations
from fonds.gui.preview.choice import prepare_application
from fonds.gui.theme import Theme, ThemeMode

ANSWER_POLL = 100
"""Milliseconds between two looks whether a question on the screen has been answered."""


class _QtApplication(QApplication):
    """Takes the system's wish to open a file (macOS sends it as an event, perhaps before there is a window)."""

    file_asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


class Application:
    """Make one, ``start`` it, ``run`` it."""

    def __init__(self, arguments: Sequence[str], settings: Settings) -> None:
        prepare_application()
        self.qt = _QtApplication(list(arguments))
        self.qt.setApplicationName("Fonds")
        self.qt.setApplicationDisplayName("Fonds")
        self.qt.setDesktopFileName("fonds")
        self.qt.setWindowIcon(app_icon())
        self._settings = settings
        self._translators = install_translations(self.qt, settings)
        mode = settings.text("theme", ThemeMode.SYSTEM.value)
        self.theme = Theme(
            self.qt,
            ThemeMode(mode) if mode in list(ThemeMode) else ThemeMode.SYSTEM,
            int(settings.number("zoom", 100)),
        )
        self.icons = Icons(self.theme)
        self.instance = Instance()
        self.operations = Operations()
        self.window: MainWindow | None = None
        self._asked: Path | None = None
        self._wished = wished_folder(arguments)
        self._answer_awaited = QTimer(self.qt, singleShot=True, interval=ANSWER_POLL)
        self._answer_awaited.timeout.connect(self._open_asked)
        self.qt.file_asked.connect(self._on_file_asked)

    def start(self, wanted: Path | None) -> bool:
        """Decide on an archive and make the window; False when another window has the archive and came forward."""
        path = wanted or self._asked or self._last_archive()
        self._asked = None
        if path is not None:
            path = path.absolute()
            if not self.instance.claim(path, listening=False):
                if ask_other_window(path, self._wished):
                    return False
                _tell_no_answer(path)
                path = None
        self.window = MainWindow(self.operations, self.theme, self.icons, self._settings, self.instance)
        self.instance.shown_again.connect(self.window.come_forward)
        self.window.show()
        self.window.open_first(path)
        wish = ImportWish(self.window)
        self.instance.import_asked.connect(wish.ask)
        if self._wished is not None:
            wish.ask(self._wished)
        self._open_asked()
        return True

    def run(self) -> int:
        """Run until the window is closed; returns the exit status."""
        try:
            return self.qt.exec()
        finally:
            self.close()

    def close(self) -> None:
        """Give everything back."""
        self._answer_awaited.stop()
        if self.window is not None:
            self.window.shut_down()
            self.window.deleteLater()
            self.window = None
        self.operations.close()
        self.instance.release()
        # After the last event loop nobody else deletes what asked for it; Chromium's pages must go before its profile.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _last_archive(self) -> Path | None:
        """The archive that was open last; None for the sample, which the window makes when it is missing."""
        for path in self._settings.recent_archives:
            if path.is_file():
                return path
        sample = paths.sample_archive()
        return sample if sample.is_file() else None

    def _on_file_asked(self, path: Path) -> None:
        self._asked = path
        if self.window is not None:
            self.window.come_forward()
            self._open_asked()

    def _open_asked(self) -> None:
        """Open the archive that the system asked for last; not behind a question, whose answer is meant for the present
        one: these wishes come through where clicks and keys do not."""
        if self.window is None or self._asked is None:
            return
        if QApplication.activeModalWidget() is not None:
            self._answer_awaited.start()
            return
        path, self._asked = self._asked, None
        self.window.open_path(path)


def _tell_no_answer(path: Path) -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Fonds", "")
    translate = QApplication.translate
    box.setText(translate("Application", "Another window has this archive open, and does not answer."))
    box.setInformativeText(
        f"{path}\n\n" + translate("Application", "Close it, or end its process, and try again.")
    )
    box.exec()
