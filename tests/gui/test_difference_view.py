"""The widget that shows what differs between two texts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.operations import Operations
from fonds.gui.theme import Role, Theme, ThemeMode
from fonds.gui.widgets.difference_view import AT_ONCE, DifferenceView, shown_line
from fonds.text.differences import Row, RowKind
from gui.editor_stage import QT_NOISE, operations, theme

__all__ = ["operations", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

BEFORE = "".join(f"第 {number} 行\n" for number in range(60))
AFTER = BEFORE.replace("第 5 行", "第五行").replace("第 50 行", "第 50 排")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> DifferenceView:
    made = DifferenceView(theme)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_it_names_both_texts_and_goes_from_difference_to_difference(view: DifferenceView) -> None:
    view.show_texts(BEFORE, AFTER, "Archive", "Source")
    assert "第五行" in view.rows.toPlainText()
    assert view.place == 0
    view.activateWindow()
    QTest.keyClick(view.rows, Qt.Key.Key_F7)
    assert view.place == 1
    assert view.rows.textCursor().block().text() == "第 50 行"
    QTest.keyClick(view.rows, Qt.Key.Key_F7)
    assert view.place == 0
    QTest.keyClick(view.rows, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert view.place == 1


def test_equal_texts_are_told(view: DifferenceView) -> None:
    view.show_texts("a", "a", "one", "two")
    assert view.remark.isVisible()
    assert not view.next.isEnabled()


def test_a_palette_colours_what_is_shown(view: DifferenceView, theme: Theme) -> None:
    view.show_texts("a b\n", "a c\n", "one", "two")
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        theme.set_mode(mode)
        ground = view.rows.document().findBlockByNumber(0).blockFormat().background().color()
        assert ground != theme.color(Role.SURFACE)
        assert ground.lightness() < 90 if mode is ThemeMode.DARK else ground.lightness() > 200


def test_large_texts_are_compared_in_the_background(
    qtbot: QtBot, theme: Theme, operations: Operations
) -> None:
    view = DifferenceView(theme, operations)
    qtbot.addWidget(view)
    before = BEFORE * (AT_ONCE // len(BEFORE) + 1)
    with qtbot.waitSignal(view.compared):
        view.show_texts(before, before, "one", "two")
    with qtbot.waitSignal(view.compared, check_params_cb=lambda: bool(view.differences.rows)):
        view.show_texts(before, before + "more\n", "one", "two")
    assert not view.remark.isVisibleTo(view)


def test_a_changed_line_end_is_seen_and_a_long_line_is_cut() -> None:
    assert shown_line(Row(RowKind.REMOVED, "a\r\n", marks=((1, 3),))) == ("a CRLF", ((1, 6),))
    text, marks = shown_line(Row(RowKind.ADDED, "a" * 9000 + "\n", marks=((8000, 8001),)))
    assert len(text) == 2000
    assert marks == ()
