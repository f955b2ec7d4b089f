"""What journeys share: the real window, driven by keys, clicks and drops, and what can be seen in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.instance import Instance
from fonds.gui.main_window import MainWindow
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme, ThemeMode

PATIENCE = 15_000
"""Milliseconds within which anything must have happened on the slowest machine."""
OpenWindow = Callable[..., "Stage"]
D = TypeVar("D", bound=QDialog)


class Stage:
    """One window on the screen, and hands to use it with."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, archive: Path | None, engine: str) -> None:
        self.bot = qtbot
        settings = Settings(paths.config_dir() / "settings.json")
        settings.put("preview.engine", engine)
        self.theme = Theme(qapp, ThemeMode.LIGHT)
        self.theme.apply()
        self.instance = Instance()
        self.operations = Operations()
        self.failures: list[str] = []
        self.operations.failed.connect(lambda error, title: self.failures.append(f"{title}: {error!r}"))
        self.window = MainWindow(self.operations, self.theme, Icons(self.theme), settings, self.instance)
        self.window.resize(1400, 900)
        self.window.show()
        self.window.activateWindow()
        self.window.open_first(archive)
        self.until(lambda: self.window.archive is not None and self.operations.idle)

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window live until something is true."""
        self.bot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> None:
        """Until nothing is under way any more."""
        self.bot.wait(30)
        self.until(lambda: self.operations.idle)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def control(self, key: Qt.Key, *, shift: bool = False) -> None:
        """Press a key with Ctrl."""
        modifiers = Qt.KeyboardModifier.ControlModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        self.key(key, modifiers)

    def write(self, text: str) -> None:
        """Type where the focus is; what no key has comes from an input method, as it does for Chinese."""
        for part in re.findall(r"\n|[ -~]+|[^ -~\n]+", text):
            widget = QApplication.focusWidget()
            assert widget is not None
            if part == "\n":
                QTest.keyClick(widget, Qt.Key.Key_Return)
            elif part.isascii():
                QTest.keyClicks(widget, part)
            else:
                event = QInputMethodEvent()
                event.setCommitString(part)
                QApplication.sendEvent(widget, event)

    def click_row(self, row: int, *, extend: bool = False) -> int:
        """Click a row of the list; returns its post's number."""
        view = self.window.desk.list.view
        rectangle = view.visualRect(view.model().index(row, 0))
        modifier = Qt.KeyboardModifier.ShiftModifier if extend else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, rectangle.center())
        return self.ids[row]

    def click(self, parent: QWidget, text: str) -> None:
        """Click the button that says so."""
        found = [
            button
            for button in parent.findChildren(QPushButton)
            if button.text().startswith(text) and button.isVisible() and button.isEnabled()
        ]
        assert found, text
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def drop(self, *dropped: Path) -> None:
        """Drop files and folders on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in dropped])
        place, action = QPoint(400, 400), Qt.DropAction.CopyAction
        button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.window, QDragEnterEvent(place, action, data, button, modifier))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(place), action, data, button, modifier))

    @property
    def ids(self) -> Sequence[int]:
        """The posts of the list."""
        return self.window.desk.list.model.ids

    def dialog(self, kind: type[D]) -> D:
        """The dialog of that kind that is open."""
        found = [
            item for item in self.window.findChildren(QDialog) if isinstance(item, kind) and item.isVisible()
        ]
        assert len(found) == 1
        return found[0]

    def leave(self, dialog: QDialog) -> None:
        """Close a dialog; the window is the active one again, as a window manager sees to."""
        dialog.close()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def preview_text(self) -> str:
        """What the light preview shows."""
        browser = self.window.desk.preview.findChild(QTextBrowser)
        return browser.toPlainText() if isinstance(browser, QTextBrowser) and browser.isVisible() else ""

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        self.window.shut_down()
        self.instance.release()
        self.window.deleteLater()
        QApplication.sendPostedEvents()
        assert self.failures == []


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[OpenWindow]:
    """Open windows; those that are still open at the end are closed."""
    stages: list[Stage] = []

    def open_one(archive: Path | None = None, engine: str = "light") -> Stage:
        stage = Stage(qtbot, qapp, archive, engine)
        stages.append(stage)
        return stage

    yield open_one
    for stage in stages:
        if stage.window.archive is not None or not stage.operations.idle:
            stage.close()
