"""The search box waits for a rest in typing, and for the input method."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.search_box import PAUSE, SearchBox
from gui.editor_stage import QT_NOISE, icons, theme
from gui.list_stage import nameless_controls

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def box(qtbot: QtBot, icons: Icons, theme: Theme) -> SearchBox:
    made = SearchBox(icons, theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sent(box: SearchBox) -> list[str]:
    texts: list[str] = []
    box.search_changed.connect(texts.append)
    return texts


def compose(box: SearchBox, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(box, event)


def test_typing_is_sent_once_when_it_rests(qtbot: QtBot, box: SearchBox, sent: list[str]) -> None:
    QTest.keyClicks(box, "harvest ")
    assert sent == []
    qtbot.waitUntil(lambda: bool(sent))
    assert sent == ["harvest"]
    QTest.keyClicks(box, " ")
    qtbot.wait(2 * PAUSE)
    assert sent == ["harvest"], "a blank more is no other search"


def test_nothing_is_sent_while_composing(qtbot: QtBot, box: SearchBox, sent: list[str]) -> None:
    QTest.keyClicks(box, "a")
    compose(box, "shi")
    compose(box, "shi fan")
    qtbot.wait(2 * PAUSE)
    assert sent == []
    compose(box, "", "示范")
    qtbot.waitUntil(lambda: bool(sent))
    assert sent == ["a示范"]


def test_escape_clears_at_once(qtbot: QtBot, box: SearchBox, sent: list[str]) -> None:
    box.set_search("示范区")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert sent == ["示范区", ""]
    assert box.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_enter_search_at_once_and_lead_to_the_list(
    box: SearchBox, sent: list[str], key: Qt.Key
) -> None:
    asked: list[bool] = []
    box.list_requested.connect(lambda: asked.append(True))
    QTest.keyClicks(box, "x")
    QTest.keyClick(box, key)
    assert sent == ["x"]
    assert asked == [True]


def test_the_clear_button_is_there_when_it_is_needed(box: SearchBox, sent: list[str]) -> None:
    clear = next(action for action in box.actions() if action.text() == "Clear the search")
    assert not clear.isVisible()
    box.set_search("x")
    assert clear.isVisible()
    clear.trigger()
    assert sent == ["x", ""]


def test_the_box_has_a_name(box: SearchBox) -> None:
    assert box.accessibleName() == "Search posts"
    assert nameless_controls(box) == []


def test_a_control_without_a_name_would_be_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root)
    root.show()
    assert nameless_controls(root) == ["QLineEdit"]
