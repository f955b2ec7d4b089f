"""Completion, marks and history of the search box, with the values of a real archive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.search_memory import SearchMemory
from fonds.gui.text_units import characters, units
from fonds.gui.theme import Theme
from fonds.gui.widgets.query_marks import formats_event
from fonds.gui.widgets.search_box import SearchBox
from fonds.model.changes import ChangeSet
from fonds.model.query_tree import Field
from fonds.services import saved_searches
from fonds.services.archives import Archive
from fonds.text.query_parser import parse_query
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import settings, settle, stock, stocked_file

__all__ = ["icons", "operations", "settings", "stock", "stocked_file", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Window(QWidget):
    """A box above something else that can have the focus."""

    def __init__(self, icons: Icons, theme: Theme, operations: Operations, settings: Settings) -> None:
        super().__init__()
        self.box = SearchBox(icons, theme)
        self.memory = SearchMemory(self.box, operations, settings)
        self.other = QWidget()
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.other, 1)
        self.resize(600, 500)


@pytest.fixture
def window(
    qtbot: QtBot, icons: Icons, theme: Theme, operations: Operations, settings: Settings, stock: Archive
) -> Iterator[Window]:
    made = Window(icons, theme, operations, settings)
    qtbot.addWidget(made)
    made.memory.set_archive(stock)
    made.show()
    made.activateWindow()
    made.box.setFocus()
    qtbot.waitUntil(made.box.hasFocus)
    yield made
    made.memory.set_archive(None)


@pytest.fixture
def box(window: Window) -> SearchBox:
    return window.box


def write(box: SearchBox, text: str) -> None:
    """Type; what no key has comes from an input method."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(box, character)
        else:
            event = QInputMethodEvent()
            event.setCommitString(character)
            QApplication.sendEvent(box, event)


def offered(box: SearchBox) -> list[str]:
    return [line.text for line in box.suggestions.lines()]


def test_names_are_offered_and_then_the_values_of_the_archive(
    qtbot: QtBot, box: SearchBox, operations: Operations
) -> None:
    write(box, "示范 ta")
    settle(qtbot, operations)
    assert offered(box) == ["tag:"]
    QTest.keyClick(box, Key.Key_Tab)
    assert box.text() == "示范 tag:"
    assert box.hasFocus()
    settle(qtbot, operations)
    assert offered(box)[0] == "shared"
    assert box.suggestions.lines()[0].count == "299"
    write(box, "签4")
    assert offered(box)[:2] == ["标签4", "标签40"]
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Return)
    assert box.text() == "示范 tag:标签40 "
    assert offered(box) == []
    assert box.cursorPosition() == len(box.text())


def test_enter_without_a_choice_searches(box: SearchBox) -> None:
    asked: list[bool] = []
    box.list_requested.connect(lambda: asked.append(True))
    write(box, "da")
    assert offered(box) == ["date:"]
    QTest.keyClick(box, Key.Key_Return)
    assert (box.text(), asked) == ("da", [True])


def test_escape_closes_the_list_before_it_clears(box: SearchBox) -> None:
    write(box, "da")
    QTest.keyClick(box, Key.Key_Escape)
    assert (offered(box), box.text()) == ([], "da")
    QTest.keyClick(box, Key.Key_Escape)
    assert box.text() == ""


def test_up_and_down_go_round_by_way_of_what_is_typed(box: SearchBox) -> None:
    write(box, "is:")
    assert len(offered(box)) >= 4
    QTest.keyClick(box, Key.Key_Up)
    assert box.suggestions.row == len(offered(box)) - 1
    QTest.keyClick(box, Key.Key_Down)
    assert box.suggestions.row == -1
    QTest.keyClick(box, Key.Key_Down)
    assert box.suggestions.row == 0


def test_tab_moves_on_when_nothing_is_offered(qtbot: QtBot, window: Window) -> None:
    write(window.box, "harvest")
    assert offered(window.box) == []
    QTest.keyClick(window.box, Key.Key_Tab)
    assert window.other.hasFocus()


def test_control_and_space_offer_all_fields(box: SearchBox) -> None:
    QTest.keyClick(box, Key.Key_Space, CONTROL)
    assert {"title:", "tag:", "date:"} <= set(offered(box))
    assert box.text() == ""


def test_a_lone_colon_offers_all_fields(box: SearchBox) -> None:
    write(box, "示范 :")
    assert {"title:", "tag:", "date:"} <= set(offered(box))


def test_a_click_takes_a_suggestion(qtbot: QtBot, box: SearchBox) -> None:
    write(box, "da")
    place = box.suggestions.visualRect(box.suggestions.model().index(0, 0)).center()
    QTest.mouseClick(box.suggestions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert box.text() == "date:"
    assert box.hasFocus()


def test_nothing_is_offered_while_composing(box: SearchBox) -> None:
    write(box, "da")
    QApplication.sendEvent(box, QInputMethodEvent("shi", []))
    assert offered(box) == []
    QTest.keyClick(box, Key.Key_Down)
    assert box.history.walking is False


def test_values_are_asked_for_again_after_a_change(
    qtbot: QtBot, box: SearchBox, operations: Operations
) -> None:
    asked: list[object] = []
    box.completion.values_wanted.connect(asked.append)
    write(box, "tag:s")
    settle(qtbot, operations)
    write(box, "h")
    assert asked.count(Field.TAG) == 1
    operations.changed.emit(ChangeSet(taxonomy=True, many=True), None)
    write(box, "a")
    settle(qtbot, operations)
    assert asked.count(Field.TAG) == 2


def test_what_is_wrong_is_said_below_and_what_is_unfinished_only_later(qtbot: QtBot, box: SearchBox) -> None:
    write(box, "is:no a")
    assert "is: does not know “no”" in box.note
    assert box.accessibleDescription() == box.note == box.toolTip()
    box.clear()
    assert box.note == ""
    write(box, "(harvest OR")
    assert box.note == ""
    qtbot.waitUntil(lambda: bool(box.note), timeout=5000)
    write(box, " b)")
    assert box.note == ""
    assert box.query.marks == ()


def test_a_name_that_nothing_has_is_said_when_typing_rests(qtbot: QtBot, box: SearchBox) -> None:
    write(box, "tga:shared")
    assert box.note == ""
    qtbot.waitUntil(lambda: "“tga” is no field" in box.note, timeout=5000)
    write(box, " a")
    assert box.note == ""


def test_the_note_goes_with_the_focus_and_the_mark_stays(window: Window) -> None:
    write(window.box, "tag:")
    window.other.setFocus()
    assert window.box.note == ""
    assert window.box.toolTip() == "tag: needs a value."


def test_marks_change_no_text_and_no_undo(box: SearchBox) -> None:
    write(box, "a -tag:b “c” OR is:no")
    assert box.text() == "a -tag:b “c” OR is:no"
    box.setCursorPosition(3)
    write(box, "x")
    assert box.text() == "a -xtag:b “c” OR is:no"
    assert box.cursorPosition() == 4
    box.undo()
    assert box.text() == "a -tag:b “c” OR is:no"


def test_places_beyond_the_first_plane(theme: Theme) -> None:
    text = "𠀀 is:no"
    assert [units(text, place) for place in (0, 1, 2)] == [0, 2, 3]
    assert [characters(text, place) for place in (0, 2, 3)] == [0, 1, 2]
    query = parse_query(text)
    formats = formats_event(query, query.marks, theme, 0).attributes()
    wavy = QTextCharFormat.UnderlineStyle.WaveUnderline
    (mark,) = [item for item in formats if item.value.underlineStyle() == wavy]
    assert (mark.start, mark.length) == (6, 2)


def test_the_history_is_walked_and_kept(
    qtbot: QtBot, box: SearchBox, window: Window, settings: Settings, stock: Archive
) -> None:
    for text in ("first", "tag:second", "tag:"):
        box.set_search(text)
        QTest.keyClick(box, Key.Key_Return)
    box.set_search("draft")
    QTest.keyClick(box, Key.Key_Up)
    assert box.text() == "tag:second"
    QTest.keyClick(box, Key.Key_Up)
    QTest.keyClick(box, Key.Key_Up)
    assert box.text() == "first"
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Down)
    assert box.text() == "draft"
    QTest.keyClick(box, Key.Key_Down, ALT)
    assert [line.text for line in box.past.lines()] == ["tag:second", "first"]
    QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Return)
    assert box.text() == "tag:second"
    assert settings.texts(f"search_history:{stock.path}") == ("tag:second", "first")
    window.memory.set_archive(None)
    assert not box.history.texts
    window.memory.set_archive(stock)
    assert box.history.texts[0] == "tag:second"


def test_the_lists_fit_into_a_small_window(window: Window) -> None:
    window.resize(320, 200)
    QTest.keyClick(window.box, Key.Key_Space, CONTROL)
    assert window.rect().contains(window.box.suggestions.geometry())
    write(window.box, "is:nowhere a")
    assert window.box.note


def test_a_saved_search_that_there_is_none_of_is_said_with_what_is_alike(
    qtbot: QtBot, window: Window, operations: Operations, stock: Archive
) -> None:
    box = window.box
    saved_searches.save_search(stock, "长三角要闻", "长三角")
    write(box, "search:要闻 a")
    qtbot.waitUntil(lambda: bool(box.note), timeout=5000)
    assert box.note == "There is no saved search “要闻”; but there is “长三角要闻”."
    assert box.accessibleDescription() == box.note
    box.clear()
    write(box, "search:长三角要闻 a")
    settle(qtbot, operations)
    QTest.qWait(1700)
    assert box.note == ""
    box.clear()
    write(box, "-search:zebra")
    qtbot.waitUntil(lambda: bool(box.note), timeout=5000)
    assert box.note == "There is no saved search “zebra”."
