"""What stays as it was when the list is loaded again: selection, current post, place, look."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.models.post_columns import FIRST_COLUMNS, WIDTHS, Column
from fonds.gui.operations import Operations
from fonds.gui.panes.post_list import PostListPane
from fonds.gui.theme import Theme
from fonds.gui.widgets.post_delegate import Density
from fonds.model.query import Order, OrderColumn
from fonds.model.revision import Draft, MetadataEdit, NewPost, PostEdit
from fonds.services import browsing, editing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import (
    POSTS,
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


def save(
    qtbot: QtBot, operations: Operations, archive: Archive, post_id: int, metadata: MetadataEdit
) -> None:
    """Save a post as the editor does."""
    base = browsing.load_post(archive, post_id).revision_id
    edit = PostEdit(metadata=metadata)
    operations.run_write(lambda: editing.save_post(archive, post_id, edit, base), title="Save")
    settle(qtbot, operations)


# What stays


def test_an_edit_is_shown_and_nothing_else_moves(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.view.select_ranges([(3, 5)], current_row=4)
    before = selected(pane)
    post = browsing.load_post(stock, pane.model.id_at(4))
    body = editing.body_of(post) + "One more line.\n"
    operations.run_write(
        lambda: editing.save_post(stock, post.id, PostEdit(body=body), post.revision_id), title="Save"
    )
    settle(qtbot, operations)
    assert selected(pane) == before
    assert pane.view.current_row == 4


def test_a_kept_draft_is_marked_without_asking_for_the_list_again(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    loads: list[object] = []
    pane.list_loaded.connect(loads.append)
    post_id = pane.model.id_at(2)
    draft = Draft(post_id, 1, PostEdit(body="Typed.\n"), 1)
    operations.run_write(lambda: editing.keep_draft(stock, draft), title="Keep")
    qtbot.waitUntil(lambda: (found := pane.model.summary_at(2)) is not None and found.has_draft)
    settle(qtbot, operations)
    assert loads == []
    operations.run_write(lambda: editing.trash_posts(stock, [post_id]), title="Trash")
    settle(qtbot, operations)
    assert len(loads) == 1


def test_selection_and_place_survive_a_post_that_goes_away(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    chosen: list[int] = []
    pane.view.go_to_row(60)
    pane.view.select_ranges([(60, 62)], current_row=61)
    kept, current, top = selected(pane), pane.current_post_id, pane.model.id_at(pane.view.top_row())
    pane.post_selected.connect(chosen.append)
    gone = pane.model.id_at(10)
    operations.run_write(lambda: editing.trash_posts(stock, [gone]), title="Trash")
    settle(qtbot, operations)
    assert pane.model.rowCount() == POSTS - 1
    assert selected(pane) == kept
    assert (pane.current_post_id, pane.view.current_row) == (current, 60)
    assert pane.model.id_at(pane.view.top_row()) == top
    assert chosen == []


def test_when_the_current_post_goes_its_neighbour_takes_its_place(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.view.go_to_row(5)
    gone, neighbour = pane.model.id_at(5), pane.model.id_at(6)
    chosen: list[int] = []
    pane.post_selected.connect(chosen.append)
    operations.run_write(lambda: editing.trash_posts(stock, [gone]), title="Trash")
    settle(qtbot, operations)
    assert chosen == [neighbour]
    assert selected(pane) == [neighbour]


def test_a_post_that_somebody_writes_in_stays_unless_it_is_trashed(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.is_written = lambda: True
    pane.set_search("第00")
    settle(qtbot, operations)
    pane.view.go_to_row(2)
    written = pane.current_post_id
    chosen: list[int] = []
    pane.post_selected.connect(chosen.append)
    save(qtbot, operations, stock, written, MetadataEdit(title="Renamed"))
    assert (pane.model.row_of(written), pane.current_post_id, chosen) == (-1, written, [])
    assert selected(pane) == []
    pane.focus_list()
    assert pane.view.current_row == 2
    gone, neighbour = pane.current_post_id, pane.model.id_at(3)
    chosen.clear()
    operations.run_write(lambda: editing.trash_posts(stock, [gone]), title="Trash")
    settle(qtbot, operations)
    assert chosen == [neighbour]


def test_a_post_that_is_read_on_while_one_searches_for_others_stays_when_the_list_is_refreshed(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.view.go_to_row(5)
    read = pane.current_post_id
    pane.set_search("第007篇")
    settle(qtbot, operations)
    assert pane.model.row_of(read) < 0
    chosen: list[int] = []
    pane.post_selected.connect(chosen.append)
    save(qtbot, operations, stock, read, MetadataEdit(title="Renamed"))
    found = [pane.model.id_at(0)]
    operations.run_write(lambda: editing.trash_posts(stock, found), title="Trash")
    settle(qtbot, operations)
    assert (pane.model.rowCount(), pane.current_post_id, chosen) == (0, read, [])


def test_when_the_last_post_of_a_place_goes_nothing_is_chosen(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.set_search("第007篇")
    settle(qtbot, operations)
    assert pane.model.rowCount() == 1
    pane.select_next()
    chosen: list[int] = []
    pane.post_selected.connect(chosen.append)
    ids = selected(pane)
    operations.run_write(lambda: editing.trash_posts(stock, ids), title="Trash")
    settle(qtbot, operations)
    assert chosen == [0]
    assert pane.current_post_id == 0


def test_another_order_keeps_the_chosen_post(
    qtbot: QtBot, operations: Operations, pane: PostListPane
) -> None:
    pane.view.go_to_row(250)
    current = pane.current_post_id
    chosen: list[int] = []
    pane.post_selected.connect(chosen.append)
    pane.set_order(Order(OrderColumn.DATE, descending=False))
    settle(qtbot, operations)
    row = pane.view.current_row
    assert pane.model.id_at(row) == current
    assert selected(pane) == [current]
    top = pane.view.top_row()
    assert top <= row <= top + pane.view.viewport().height() // pane.view.row_height
    assert chosen == []


def test_all_selected_stays_all_selected(qtbot: QtBot, operations: Operations, pane: PostListPane) -> None:
    pane.select_all()
    pane.set_order(Order(OrderColumn.TITLE, descending=False))
    settle(qtbot, operations)
    assert pane.selection_count() == POSTS


def test_a_new_post_is_chosen_as_soon_as_it_is_listed(
    qtbot: QtBot, operations: Operations, pane: PostListPane, stock: Archive
) -> None:
    pane.view.go_to_row(2)
    operations.run_write(
        lambda: editing.create_post(stock, NewPost(title="Fresh")), title="New post", on_done=pane.select_post
    )
    settle(qtbot, operations)
    assert titles(pane, [pane.view.current_row]) == ["Fresh"]
    assert pane.selection_count() == 1


def test_both_densities_keep_selection_and_place(pane: PostListPane) -> None:
    pane.view.go_to_row(120)
    pane.view.select_ranges([(119, 121)])
    before = selected(pane)
    told: list[Density] = []
    pane.density_changed.connect(told.append)
    pane.set_density(Density.TABLE)
    assert selected(pane) == before
    assert not pane.view.horizontalHeader().isHidden()
    pane.set_density(Density.CARDS)
    assert selected(pane) == before
    assert pane.view.isColumnHidden(Column.DATE)
    assert told == [Density.TABLE, Density.CARDS]


def test_a_narrow_table_drops_columns_and_a_wide_one_has_them_back(qtbot: QtBot, pane: PostListPane) -> None:
    pane.set_density(Density.TABLE)
    shown = {}
    for width in (900, 340, 900):
        pane.resize(width, 500)
        qtbot.wait(1)
        shown[width] = [column for column in Column if not pane.view.isColumnHidden(column)]
        assert pane.view.columnWidth(Column.TITLE) >= 180
    assert shown == {900: [Column.TITLE, *FIRST_COLUMNS], 340: [Column.TITLE, Column.DATE]}


def test_the_look_is_remembered(
    qtbot: QtBot, pane: PostListPane, operations: Operations, theme: Theme, icons: Icons, settings: Settings
) -> None:
    pane.resize(900, 500)
    pane.set_density(Density.TABLE)
    pane.view.columns.set_width(Column.TAGS, 222)
    pane.set_order(Order(OrderColumn.MODIFIED, descending=False))
    pane.remember_look()
    other = PostListPane(operations, theme, icons, settings)
    qtbot.addWidget(other)
    assert other.density is Density.TABLE
    assert other.request.order == Order(OrderColumn.MODIFIED, descending=False)
    assert other.view.columns.width_of(Column.TAGS) == 222


def test_spoilt_settings_do_no_harm(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, settings: Settings
) -> None:
    settings.put("list.order", ["colour", "up", "down"])
    settings.put("list.density", "huge")
    settings.put("list.headings", "week")
    settings.put("list.columns", ["wide", "-3", "date", "date -5", "title 90", "words 99999999999", " "])
    other = PostListPane(operations, theme, icons, settings)
    qtbot.addWidget(other)
    assert other.request.order == Order()
    assert other.density is Density.CARDS
    assert other.view.columns.width_of(Column.DATE) == WIDTHS[Column.DATE]
