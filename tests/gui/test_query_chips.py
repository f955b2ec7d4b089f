"""Conditions as chips: made from the query, taken out by mouse and key, cut to the room there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.query_chips import QueryChips
from fonds.text.query_parser import parse_query
from fonds.text.query_writer import without_term
from gui.editor_stage import QT_NOISE, icons, theme

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
Key = Qt.Key


@pytest.fixture
def chips(qtbot: QtBot, theme: Theme, icons: Icons) -> QueryChips:
    made = QueryChips(theme, icons)
    qtbot.addWidget(made)
    made.resize(600, 32)
    made.removed.connect(lambda term: made.show_query(parse_query(without_term(made.query.text, term))))
    return made


def texts(chips: QueryChips) -> list[str]:
    return [chip.text() for chip in chips.chips]


def test_chips_are_the_conditions_that_can_be_taken_out(chips: QueryChips) -> None:
    chips.show_query(parse_query("月食 tag:新闻 -author:甲 (status:draft)"))
    assert texts(chips) == ["tag:新闻", "-author:甲"]
    assert all(chip.accessibleName().startswith("Take out") for chip in chips.chips)
    for text in ("tag:a OR tag:b", "", "words only"):
        chips.show_query(parse_query(text))
        assert texts(chips) == [] and chips.isHidden()


def test_one_is_taken_out_by_click_and_by_key_and_the_focus_stays_in_the_line(
    qtbot: QtBot, chips: QueryChips
) -> None:
    chips.show_query(parse_query("x tag:a tag:b tag:c date:2021"))
    chips.activateWindow()
    QTest.mouseClick(chips.chips[0], Qt.MouseButton.LeftButton)
    assert texts(chips) == ["tag:b", "tag:c", "date:2021"]
    chips.chips[0].setFocus()
    qtbot.waitUntil(lambda: chips.chips[0].hasFocus())
    QTest.keyClick(chips.chips[0], Key.Key_Right)
    assert chips.chips[1].hasFocus()
    QTest.keyClick(chips.chips[1], Key.Key_Delete)
    assert chips.query.text == "x tag:b date:2021"
    assert chips.chips[1].hasFocus()
    QTest.keyClick(chips.chips[1], Key.Key_Backspace)
    with qtbot.waitSignal(chips.left):
        QTest.keyClick(chips.chips[0], Key.Key_Return)
    assert chips.query.text == "x" and chips.isHidden()


def test_what_has_no_room_is_counted_and_can_still_be_taken_out(chips: QueryChips) -> None:
    chips.show_query(parse_query(" ".join(f"tag:标签{number}" for number in range(12))))
    chips.show()
    hidden = [chip for chip in chips.chips if chip.isHidden()]
    assert 0 < len(hidden) < 12
    assert chips.rest.text() == f"+{len(hidden)}"
    actions = chips.rest.menu().actions()
    assert [action.text() for action in actions] == [chip.text() for chip in hidden]
    actions[-1].trigger()
    assert len(chips.chips) == 11 and "标签11" not in chips.query.text
    chips.resize(60, 32)
    assert not chips.chips[0].isHidden() and chips.minimumSizeHint().width() == 0
