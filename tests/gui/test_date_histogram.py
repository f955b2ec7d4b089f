"""Bars of dates: clicked, dragged over and walked along by keyboard; what is chosen goes into the search text."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.date_panel import DatePanel
from fonds.model.facets import Facets, MonthCount
from fonds.text.query_parser import parse_query
from gui.editor_stage import QT_NOISE, icons, theme
from gui.facet_counts import counts

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
MONTHS = tuple(MonthCount(2021, month, 10 * month) for month in range(1, 13))


class Hands:
    """A panel whose wishes are fulfilled at once, as by the search box."""

    def __init__(self, qtbot: QtBot, panel: DatePanel) -> None:
        self.panel, self.bars = panel, panel.histogram
        self.text = "示范区"
        panel.text_chosen.connect(self.take)
        qtbot.addWidget(panel)
        panel.resize(240, 160)
        panel.show_facets(counts())
        panel.show_query(parse_query(self.text))
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)

    def take(self, text: str) -> None:
        self.text = text
        self.panel.show_query(parse_query(text))

    def place(self, number: int) -> QPoint:
        return self.bars.slot(number).center()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.bars, key, modifier)


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, icons: Icons) -> Hands:
    return Hands(qtbot, DatePanel(theme, icons))


def test_a_click_takes_a_year_and_then_a_month_and_the_button_leads_back(hands: Hands) -> None:
    assert len(hands.bars.bars) == 17 and hands.panel.all_dates.isHidden()
    QTest.mouseClick(hands.bars, LEFT, pos=hands.place(11))
    assert hands.text == "示范区 date:2021"
    hands.panel.show_facets(Facets(780, (), MONTHS))
    QTest.mouseClick(hands.bars, LEFT, pos=hands.place(5))
    assert hands.text == "示范区 date:2021-06"
    QTest.mouseClick(hands.bars, LEFT, pos=hands.place(5))
    assert hands.text == "示范区", "what is asked for already is let go of"
    hands.take("示范区 date:2021-06")
    QTest.mouseClick(hands.panel.all_dates, LEFT)
    assert hands.text == "示范区" and hands.panel.all_dates.isHidden()


def test_a_drag_takes_a_range_in_place_of_the_old_one(hands: Hands) -> None:
    hands.take("示范区 date:2021")
    hands.panel.show_facets(Facets(780, (), MONTHS))
    QTest.mousePress(hands.bars, LEFT, pos=hands.place(8))
    QTest.mouseMove(hands.bars, hands.place(2))
    assert hands.bars.caption == "2021-03 – 2021-09: 420 posts"
    QTest.mouseRelease(hands.bars, LEFT, pos=hands.place(2))
    assert hands.text == "示范区 date:2021-03..2021-09"
    QTest.mousePress(hands.bars, LEFT, pos=hands.place(3))
    QTest.mouseMove(hands.bars, QPoint(5000, -300))
    QTest.mouseRelease(hands.bars, LEFT, pos=QPoint(5000, -300))
    assert hands.text == "示范区 date:2021-04..2021"


def test_esc_lets_go_of_a_drag(hands: Hands) -> None:
    QTest.mousePress(hands.bars, LEFT, pos=hands.place(3))
    QTest.mouseMove(hands.bars, hands.place(6))
    hands.key(Key.Key_Escape)
    QTest.mouseRelease(hands.bars, LEFT, pos=hands.place(6))
    assert hands.text == "示范区"


def test_the_mouse_tells_what_it_is_on(hands: Hands) -> None:
    QTest.mouseMove(hands.bars, hands.place(3))
    assert hands.bars.caption == "2013: 40 posts"
    QTest.mouseMove(hands.bars, QPoint(hands.bars.width() - 1, 10))
    assert hands.bars.caption == ""


def test_keys_walk_choose_take_and_lead_back(qtbot: QtBot, hands: Hands) -> None:
    hands.bars.setFocus()
    qtbot.waitUntil(hands.bars.hasFocus)
    assert hands.bars.caption.startswith("2026")
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Right)
    assert hands.bars.accessibleName() == "Dates of the posts, 2011: 20 posts"
    for _ in range(3):
        hands.key(Key.Key_Right, SHIFT)
    assert hands.bars.caption == "2011 – 2014: 140 posts"
    hands.key(Key.Key_Escape)
    assert hands.bars.caption == "2014: 50 posts"
    hands.key(Key.Key_Left, SHIFT)
    hands.key(Key.Key_Return)
    assert hands.text == "示范区 date:2013..2014"
    hands.key(Key.Key_Backspace)
    assert hands.text == "示范区"
    left: list[bool] = []
    hands.panel.left.connect(lambda: left.append(True))
    hands.key(Key.Key_Escape)
    assert left == [True]


def test_one_month_and_none_and_all_of_time_can_be_shown(hands: Hands) -> None:
    hands.panel.show_facets(Facets(3, (), (MonthCount(2021, 6, 3),)))
    assert [bar.first for bar in hands.bars.bars] == [date(2021, 6, 1)]
    hands.bars.grab()
    hands.panel.show_facets(Facets(0))
    hands.bars.setFocus()
    for key in (Key.Key_Left, Key.Key_Return, Key.Key_End):
        hands.key(key)
    QTest.mouseClick(hands.bars, LEFT, pos=QPoint(40, 20))
    hands.bars.grab()
    assert hands.text == "示范区"
    hands.panel.show_facets(Facets(2, (), (MonthCount(1, 1, 1), MonthCount(9999, 12, 10**9))))
    for number in (0, len(hands.bars.bars) - 1):
        QTest.mouseClick(hands.bars, LEFT, pos=hands.place(number))
        assert parse_query(hands.text).marks == ()
    hands.bars.grab()


def test_the_bars_stay_where_they_are_when_dates_are_asked_for(hands: Hands) -> None:
    before = hands.bars.geometry()
    hands.take("示范区 date:2021")
    QApplication.sendPostedEvents()
    assert hands.bars.geometry() == before
