"""The list on a real archive: rows, order, what is chosen by keys and mouse, words and colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.models.post_columns import Column
from fonds.gui.operations import Operations
from fonds.gui.panes import list_look
from fonds.gui.panes.post_list import PostListPane
from fonds.gui.theme import Role, Theme, ThemeMode
from fonds.gui.widgets.post_delegate import Density, meta_text
from fonds.model.post import UNKNOWN_DATE, PostSummary, Status
from fonds.model.query import Order, OrderColumn, Scope, ScopeKind
from fonds.services import archives
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import (
    POSTS,
    nameless_controls,
    pane,
    selected,
    settings,
    settle,
    stock,
    stocked_file,
    titles,
)

__all__ = ["icons", "operations", "pane", "settings", "stock", "stocked_file", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


# What is shown


def test_the_newest_post_comes_first_and_counts_are_told(pane: PostListPane) -> None:
    assert pane.model.rowCount() == POSTS
    dates = [pane.model.summary_at(row) for row in range(20)]
    instants = [summary.date.instant for summary in dates if summary and summary.date.instant is not None]
    assert len(instants) == 20
    assert instants == sorted(instants, reverse=True)
    assert pane._frame.header.count_text == "300 posts"


def test_a_search_shows_a_part_and_says_of_how_much(
    qtbot: QtBot, operations: Operations, pane: PostListPane
) -> None:
    pane.set_search("Harvest")
    settle(qtbot, operations)
    assert pane.model.rowCount() == 150
    assert pane._frame.header.count_text == "150 of 300"


def test_sorting_by_title_asks_the_archive(qtbot: QtBot, operations: Operations, pane: PostListPane) -> None:
    pane.set_search("Harvest")
    pane.set_order(Order(OrderColumn.TITLE, descending=False))
    settle(qtbot, operations)
    assert titles(pane, range(3)) == ["Harvest report 000", "Harvest report 002", "Harvest report 004"]
    assert pane.request.order == Order(OrderColumn.TITLE, descending=False)


def test_relevance_is_offered_for_words_and_goes_with_them(
    qtbot: QtBot, operations: Operations, pane: PostListPane, settings: Settings
) -> None:
    by_title, by_relevance = Order(OrderColumn.TITLE, descending=False), Order(OrderColumn.RELEVANCE)
    offered = pane._frame.header._columns[OrderColumn.RELEVANCE]
    pane.set_order(by_title)
    assert not offered.isVisible()
    for text, words in (("tag:shared", False), ("search:mine", True), ("Harvest", True)):
        pane.set_search(text)
        assert offered.isVisible() is words
    assert pane.request.order == by_title
    offered.trigger()
    settle(qtbot, operations)
    assert pane.request.order == by_relevance
    assert pane._frame.header._sort.text() == "Relevance"
    assert pane.model.rowCount() == 150
    assert not pane.view.horizontalHeader().isSortIndicatorShown()
    assert list_look.remembered_order(settings) == by_title
    pane.set_search("Harvest 00")
    assert pane.request.order == by_relevance
    pane.set_search("tag:shared")
    settle(qtbot, operations)
    assert pane.request.order == by_title
    assert pane.view.horizontalHeader().isSortIndicatorShown()


def test_a_click_on_a_column_sorts_and_a_second_turns_it(
    qtbot: QtBot, operations: Operations, pane: PostListPane
) -> None:
    pane.set_density(Density.TABLE)
    header = pane.view.horizontalHeader()
    place = QPoint(header.sectionPosition(Column.TITLE) + 20, header.height() // 2)
    for descending in (False, True):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(qtbot, operations)
        assert pane.request.order == Order(OrderColumn.TITLE, descending)


def test_columns_grow_with_the_letters(pane: PostListPane, theme: Theme) -> None:
    pane.set_density(Density.TABLE)
    pane.view.columns.set_width(Column.DATE, 100)
    theme.set_zoom(150)
    assert pane.view.columns.width_of(Column.DATE) >= 140
    theme.set_zoom(100)
    assert 95 <= pane.view.columns.width_of(Column.DATE) <= 105


@pytest.mark.parametrize(
    ("scope", "search", "sentence", "button"),
    [
        (Scope(ScopeKind.TRASH), "", "The trash is empty.", ""),
        (Scope(), "没有这个词", "No posts match “没有这个词”.", "Clear the search"),
        (Scope(ScopeKind.YEAR, 1900), "", "There are no posts here.", ""),
    ],
)
def test_nothing_is_told_as_a_sentence(
    qtbot: QtBot,
    operations: Operations,
    pane: PostListPane,
    scope: Scope,
    search: str,
    sentence: str,
    button: str,
) -> None:
    pane.set_scope(scope)
    pane.set_search(search)
    settle(qtbot, operations)
    empty = pane._frame.empty
    assert empty.isVisible()
    assert empty.sentence == sentence
    assert empty.button.text() == button
    assert empty.button.isVisible() is bool(button)


def test_an_empty_archive_offers_the_import(
    qtbot: QtBot, operations: Operations, pane: PostListPane, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = archives.create_archive(tmp_path_factory.mktemp("empty") / "empty.fonds")
    pane.set_archive(empty)
    settle(qtbot, operations)
    asked: list[bool] = []
    pane.import_requested.connect(lambda: asked.append(True))
    QTest.mouseClick(pane._frame.empty.button, Qt.MouseButton.LeftButton)
    assert asked == [True]
    pane.set_archive(None)
    assert pane._frame.empty.sentence == "No archive is open."
    operations.close()
    empty.close()


# What is chosen


def test_a_click_says_which_post(qtbot: QtBot, pane: PostListPane) -> None:
    chosen: list[int] = []
    pane.post_selected.connect(chosen.append)
    place = QPoint(60, pane.view.row_height * 2 + 10)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [pane.model.id_at(2)]
    assert pane.current_post_id == chosen[0]
    assert selected(pane) == chosen


def test_keys_go_through_the_list(qtbot: QtBot, pane: PostListPane) -> None:
    opened: list[int] = []
    trashed: list[bool] = []
    pane.post_activated.connect(opened.append)
    pane.trash_requested.connect(lambda: trashed.append(True))
    pane.focus_list()
    assert pane.view.current_row == 0
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, POSTS - 1),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(pane.view, key)
        assert pane.view.current_row == row
    QTest.keyClick(pane.view, Qt.Key.Key_PageDown)
    assert pane.view.current_row > 3
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert opened == [pane.current_post_id]
    QTest.keyClick(pane.view, Qt.Key.Key_Delete)
    assert trashed == [True]
    QTest.keyClick(pane.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selection_count() > 3
    pane.select_next(-5)
    assert pane.view.current_row == 0


def test_typing_jumps_to_a_title(qtbot: QtBot, operations: Operations, pane: PostListPane) -> None:
    pane.focus_list()
    for letters in ("h", "arvest report 28"):
        QTest.keyClicks(pane.view, letters)
        settle(qtbot, operations)
    assert titles(pane, [pane.view.current_row])[0].startswith("Harvest report 28")


def test_pinyin_initials_jump_to_a_chinese_title(
    qtbot: QtBot, operations: Operations, pane: PostListPane
) -> None:
    pane.focus_list()
    QTest.keyClicks(pane.view, "sfq")
    settle(qtbot, operations)
    first = titles(pane, [pane.view.current_row])
    assert first[0].startswith("示范区")
    pane.view._forget_letters()
    QTest.keyClicks(pane.view, "s")
    settle(qtbot, operations)
    assert titles(pane, [pane.view.current_row]) != first


def test_chinese_typed_by_an_input_method_jumps_too(
    qtbot: QtBot, operations: Operations, pane: PostListPane
) -> None:
    pane.focus_list()
    event = QInputMethodEvent()
    event.setCommitString("示范区 第007")
    QApplication.sendEvent(pane.view, event)
    settle(qtbot, operations)
    assert titles(pane, [pane.view.current_row]) == ["示范区 第007篇"]


def test_selected_rows_are_told_as_ids_in_order(pane: PostListPane) -> None:
    pane.view.select_ranges([(4, 6), (2, 2)])
    assert selected(pane) == [pane.model.id_at(row) for row in (2, 4, 5, 6)]
    assert pane._frame.header.count_text == "300 posts · 4 selected"
    pane.select_all()
    assert selected(pane) == list(pane.model.ids)


def test_a_count_without_room_is_cut_with_dots(qtbot: QtBot, pane: PostListPane) -> None:
    pane.select_all()
    header = pane._frame.header
    header.resize(190, header.height())
    label = next(label for label in header.findChildren(QLabel) if label.toolTip() == header.count_text)
    qtbot.waitUntil(lambda: label.text().endswith("…"))
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert label.accessibleDescription() == header.count_text == "300 posts · 300 selected"
    header.resize(600, header.height())
    qtbot.waitUntil(lambda: label.text() == header.count_text)


def test_titles_can_be_copied(qtbot: QtBot, operations: Operations, pane: PostListPane) -> None:
    pane.view.select_ranges([(0, 1)])
    pane.copy_titles()
    settle(qtbot, operations)
    assert QGuiApplication.clipboard().text().splitlines() == titles(pane, [0, 1])


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (ScopeKind.ALL, ["Open", "Copy title", "Export…", "Move to trash"]),
        (ScopeKind.TRASH, ["Open", "Copy title", "Export…", "Restore", "Delete permanently…"]),
    ],
)
def test_the_menu_fits_the_place(
    qtbot: QtBot, operations: Operations, pane: PostListPane, kind: ScopeKind, texts: list[str]
) -> None:
    pane.set_scope(Scope(kind))
    settle(qtbot, operations)
    menu = pane.build_menu()
    asked: list[bool] = []
    pane.trash_requested.connect(lambda: asked.append(True))
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions] == texts
    if kind is ScopeKind.ALL:
        actions[-1].trigger()
        assert asked == [True]
    menu.close()


# How it is painted and read aloud


@pytest.mark.parametrize("density", list(Density))
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_rows_are_painted_with_their_text_and_selection(
    pane: PostListPane, theme: Theme, density: Density, mode: ThemeMode
) -> None:
    theme.set_mode(mode)
    pane.set_density(density)
    pane.view.go_to_row(1)
    image = pane.view.viewport().grab().toImage()
    rows = [inked_colors(image, row * pane.view.row_height, pane.view.row_height) for row in range(2)]
    assert all(len(colors) > 8 for colors in rows), "text with smoothed edges has many colours"
    chosen = theme.hex(Role.SELECTION if pane.view.hasFocus() else Role.SELECTION_INACTIVE).lower()
    assert chosen in rows[1]
    assert chosen not in rows[0]


def inked_colors(image: QImage, top: int, height: int) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(top + 2, top + height - 2, 2)
    }


def test_a_card_tells_status_date_categories_and_tags() -> None:
    summary = PostSummary(1, "T", UNKNOWN_DATE, Status.DRAFT, ("新闻", "A/B"), ("标签",), "text")
    assert meta_text(summary) == "Draft · No date · 新闻, A/B · #标签"


def test_every_control_has_a_name(pane: PostListPane) -> None:
    assert nameless_controls(pane) == []
    index = pane.model.index(0, 0)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Published" in spoken or "Unpublished" in spoken
