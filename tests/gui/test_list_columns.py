"""The columns of the table: chosen, moved, sized, remembered, reset, by menu and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.dialogs.columns import ColumnsDialog
from fonds.gui.icons import Icons
from fonds.gui.models.post_columns import FIRST_COLUMNS, WIDTHS, Column
from fonds.gui.operations import Operations
from fonds.gui.panes.post_list import PostListPane
from fonds.gui.theme import Theme
from fonds.gui.widgets.post_delegate import Density
from fonds.model.query import Order, OrderColumn
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import nameless_controls, pane, settings, settle, stock, stocked_file

__all__ = ["icons", "operations", "pane", "settings", "stock", "stocked_file", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def table(qtbot: QtBot, pane: PostListPane) -> PostListPane:
    """The list as a wide table."""
    pane.set_density(Density.TABLE)
    pane.resize(1600, 500)
    qtbot.wait(1)
    return pane


def _shown(pane: PostListPane) -> list[Column]:
    header = pane.view.horizontalHeader()
    columns = [Column(header.logicalIndex(place)) for place in range(len(Column))]
    return [column for column in columns if not pane.view.isColumnHidden(column)]


def test_a_column_is_chosen_in_the_menu_of_the_heading(table: PostListPane) -> None:
    menu = table._frame.columns_menu
    header = table.view.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(10, 10))
    assert menu.isVisible()
    actions = {action.text(): action for action in menu.actions()}
    assert actions["Date"].isChecked() and not actions["Words"].isChecked()
    actions["Words"].trigger()
    actions["Date"].trigger()
    menu.close()
    assert _shown(table) == [Column.TITLE, Column.CATEGORY, Column.TAGS, Column.WORDS]


def test_the_menu_is_reached_by_keys(qtbot: QtBot, table: PostListPane) -> None:
    button = table._frame.header.findChildren(QToolButton)[-1]
    assert button.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert button.menu() is table._frame.header.look
    look = table._frame.header.look
    look.popup(QPoint(0, 0))
    QTest.keyClick(look, Qt.Key.Key_Down)
    QTest.keyClick(look, Qt.Key.Key_Return)
    assert table.density is Density.LINE
    assert not table._frame.columns_menu.menuAction().isEnabled()


def test_columns_are_remembered_with_order_and_width(
    qtbot: QtBot, table: PostListPane, operations: Operations, theme: Theme, icons: Icons, settings: Settings
) -> None:
    header = table.view.horizontalHeader()
    table.view.columns.choose(Column.AUTHORS, True)
    header.moveSection(header.visualIndex(Column.AUTHORS), 1)
    header.resizeSection(Column.AUTHORS, 210)
    table.remember_look()
    wanted = [Column.TITLE, Column.AUTHORS, *FIRST_COLUMNS]
    assert _shown(table) == wanted
    other = PostListPane(operations, theme, icons, settings)
    qtbot.addWidget(other)
    other.resize(1600, 500)
    other.show()
    assert _shown(other) == wanted
    assert other.view.columns.width_of(Column.AUTHORS) == 210
    other.view.columns.reset()
    assert _shown(other) == [Column.TITLE, *FIRST_COLUMNS]
    assert other.view.columns.width_of(Column.AUTHORS) == WIDTHS[Column.AUTHORS]


def test_the_title_stays_first(table: PostListPane) -> None:
    header = table.view.horizontalHeader()
    header.moveSection(header.visualIndex(Column.TAGS), 0)
    assert _shown(table)[0] is Column.TITLE


def test_every_column_sorts_and_says_something(
    qtbot: QtBot, operations: Operations, table: PostListPane
) -> None:
    for column in WIDTHS:
        table.view.columns.choose(column, True)
    for order in OrderColumn:
        for descending in (False, True):
            table.set_order(Order(order, descending))
            settle(qtbot, operations)
            assert table.model.rowCount() == 300
    texts = {column.name: table.model.index(20, column).data() for column in Column}
    assert texts["PATH"].startswith("_posts/")
    assert (texts["FORMAT"], texts["ACCESSION"], texts["AUTHORS"]) == ("Markdown", "1", "")
    assert int(texts["WORDS"]) > 0


def _dialog(qtbot: QtBot, table: PostListPane) -> ColumnsDialog:
    dialog = table._frame.arrange_columns()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_columns_are_arranged_by_keys_alone(
    qtbot: QtBot, table: PostListPane, operations: Operations, settings: Settings
) -> None:
    dialog = _dialog(qtbot, table)
    assert dialog.column.name == "DATE" and not dialog.left.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not dialog.right.isDown() and dialog.left.isEnabled())
    assert _shown(table) == [Column.TITLE, Column.CATEGORY, Column.DATE, Column.TAGS]
    assert dialog.column.name == "DATE" and dialog.left.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.column.name == "AUTHORS"
    assert _shown(table)[-1] is Column.AUTHORS
    dialog.width_field.setFocus()
    QTest.keyClick(dialog.width_field, Qt.Key.Key_Up)
    assert table.view.columnWidth(Column.AUTHORS) == WIDTHS[Column.AUTHORS] + 8
    assert settings.texts("list.columns")[3] == f"authors {WIDTHS[Column.AUTHORS] + 8}"
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: table.request.order == Order(OrderColumn.AUTHORS, descending=False))
    dialog.sort.click()
    assert table.request.order == Order(OrderColumn.AUTHORS, descending=True)
    settle(qtbot, operations)
    dialog.reset.click()
    assert _shown(table) == [Column.TITLE, *FIRST_COLUMNS]
    assert table.view.columns.width_of(Column.AUTHORS) == WIDTHS[Column.AUTHORS] == dialog.width_field.value()
    assert nameless_controls(dialog) == ["QLineEdit qt_spinbox_lineedit"], "a part of the named field"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_columns_move_no_further_than_the_edges(qtbot: QtBot, table: PostListPane) -> None:
    columns = table.view.columns
    columns.move(Column.DATE, -5)
    assert columns.in_order()[0] is Column.DATE
    columns.move(Column.DATE, 50)
    assert columns.in_order()[-1] is Column.DATE
    dialog = _dialog(qtbot, table)
    dialog.list.setCurrentRow(dialog.list.count() - 2)
    dialog.right.setFocus()
    dialog.right.click()
    assert columns.in_order()[-1] is dialog.column
    assert not dialog.right.isEnabled() and dialog.focusWidget() is dialog.list
    dialog.close()
