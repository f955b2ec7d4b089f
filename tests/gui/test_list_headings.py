"""Headings between the rows: by day, month and category; keys, selection and place with them."""

from __future__ import annotations

from array import array
from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.models.post_groups import Heading, PostGroups, month_pattern
from fonds.gui.models.post_list import SUMMARY_ROLE, PostListModel
from fonds.gui.operations import Operations
from fonds.gui.panes.post_list import PostListPane
from fonds.gui.theme import Theme
from fonds.gui.widgets.post_delegate import Density
from fonds.model.query import Grouping, Order, OrderColumn, PostGroup
from fonds.services import editing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import POSTS, pane, selected, settings, settle, stock, stocked_file

__all__ = ["icons", "operations", "pane", "settings", "stock", "stocked_file", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def _headings(pane: PostListPane) -> list[Heading]:
    rows = pane.model.groups.rows
    found = [pane.model.index(row, 0).data(SUMMARY_ROLE) for row in rows]
    assert all(isinstance(heading, Heading) for heading in found)
    return found


def test_months_stand_above_their_posts(qtbot: QtBot, operations: Operations, pane: PostListPane) -> None:
    pane.set_grouping(Grouping.MONTH)
    settle(qtbot, operations)
    headings = _headings(pane)
    assert headings[0].text == "January 2019"
    assert headings[-1].text == "January 2014"
    assert sum(heading.posts for heading in headings) == POSTS
    assert pane.model.rowCount() == POSTS + len(headings)
    assert pane._frame.header.count_text == "300 posts"
    assert pane.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "January 2019"


def test_headings_bring_their_order_and_go_with_it(
    qtbot: QtBot, operations: Operations, pane: PostListPane
) -> None:
    pane.set_grouping(Grouping.CATEGORY)
    settle(qtbot, operations)
    assert pane.request.order == Order(OrderColumn.CATEGORY, descending=False)
    assert [heading.text for heading in _headings(pane)] == ["Reports", "新闻", "No category"]
    pane.set_order(Order(OrderColumn.TITLE, descending=False))
    settle(qtbot, operations)
    assert _headings(pane) == []
    assert pane.view.verticalHeader().sectionSize(0) == pane.view.row_height


@pytest.mark.parametrize("density", list(Density))
def test_keys_step_over_headings(
    qtbot: QtBot, operations: Operations, pane: PostListPane, density: Density
) -> None:
    pane.set_density(density)
    pane.set_grouping(Grouping.DAY)
    settle(qtbot, operations)
    pane.focus_list()
    assert pane.view.current_row == 0
    for key, row in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, POSTS - 1),
        (Qt.Key.Key_Down, POSTS - 1),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(pane.view, key)
        assert pane.view.current_row == row
    QTest.keyClick(pane.view, Qt.Key.Key_PageDown)
    below = pane.view.current_row
    assert below > 2
    QTest.keyClick(pane.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    assert selected(pane) == list(pane.model.ids[pane.view.current_row : below + 1])


def test_a_heading_cannot_be_chosen(qtbot: QtBot, operations: Operations, pane: PostListPane) -> None:
    pane.set_grouping(Grouping.MONTH)
    settle(qtbot, operations)
    opened: list[int] = []
    pane.post_activated.connect(opened.append)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    QTest.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert opened == []
    assert set(selected(pane)) <= {pane.model.id_at(0)}, "the focus may bring the first post"
    pane.select_all()
    assert pane.selection_count() == POSTS
    assert selected(pane) == list(pane.model.ids)


def test_selection_and_place_survive_a_refresh_with_headings(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.set_grouping(Grouping.DAY)
    settle(qtbot, operations)
    pane.view.go_to_row(60)
    pane.view.select_ranges([(60, 61), (64, 64)], current_row=61)
    kept, top = selected(pane), pane.model.id_at(pane.view.top_row())
    gone = pane.model.id_at(10)
    operations.run_write(lambda: editing.trash_posts(stock, [gone]), title="Trash")
    settle(qtbot, operations)
    assert selected(pane) == kept
    assert pane.view.current_row == 60
    assert pane.model.id_at(pane.view.top_row()) == top
    pane.set_grouping(Grouping.NONE)
    settle(qtbot, operations)
    assert selected(pane) == kept
    assert pane.model.rowCount() == POSTS - 1


def test_headings_are_remembered(
    qtbot: QtBot, pane: PostListPane, operations: Operations, theme: Theme, icons: Icons, settings: Settings
) -> None:
    pane.set_grouping(Grouping.MONTH)
    settle(qtbot, operations)
    other = PostListPane(operations, theme, icons, settings)
    qtbot.addWidget(other)
    assert other.request.headings is Grouping.MONTH


def test_places_and_rows_are_told_from_each_other() -> None:
    groups = PostGroups([PostGroup(0, date(2020, 1, 1)), PostGroup(2), PostGroup(3)], 5, Grouping.DAY)
    assert groups.rows == [0, 3, 5]
    assert groups.row_count == 8
    assert [groups.row_of(place) for place in range(5)] == [1, 2, 4, 6, 7]
    assert [groups.place_of(row) for row in range(8)] == [-1, 0, 1, -1, 2, -1, 3, 4]
    assert groups.places_between(0, 7) == (0, 4)
    assert groups.places_between(3, 3) == (2, 1)
    assert [heading.posts for row in groups.rows if (heading := groups.heading_at(row))] == [2, 1, 2]


@pytest.mark.parametrize(
    ("locale", "text"),
    [("zh_CN", "2021年3月"), ("en_GB", "March 2021"), ("ja_JP", "2021年3月"), ("de_DE", "März 2021")],
)
def test_a_month_is_written_as_its_locale_does(locale: str, text: str) -> None:
    known = QLocale(locale)
    assert known.toString(QDate(2021, 3, 1), month_pattern(known)) == text


def test_too_many_headings_are_left_out(qtbot: QtBot, operations: Operations) -> None:
    many = [PostGroup(place, category=str(place)) for place in range(60_000)]
    model = PostListModel(operations)
    model.set_ids(array("q", range(60_000)), groups=PostGroups(many, 60_000, Grouping.CATEGORY))
    assert model.rowCount() == 60_000
