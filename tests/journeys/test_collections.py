"""Collections in the window: made, filled by key, menu and drag, put in order by hand, described."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from fonds.gui.dialogs.collection_chooser import CollectionChooser
from fonds.gui.dialogs.collection_description import CollectionDescriptionDialog
from fonds.gui.dialogs.saved_search import SavedSearchDialog
from fonds.gui.widgets.navigator_drops import collection_data
from fonds.gui.widgets.post_drag import posts_data
from fonds.model.collection import CollectionDescription
from fonds.model.query import OrderColumn, Scope, ScopeKind
from fonds.services import collections
from gui.editor_stage import QT_NOISE
from journeys.collection_steps import (
    BOTH,
    Key,
    choose,
    come_back,
    drag,
    labels,
    name,
    number_of,
    order,
    place_of,
    ready,
    show,
    tree,
)
from journeys.stage import OpenWindow

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_posts_are_collected_ordered_and_taken_out_by_keyboard(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    window, desk = stage.window, stage.window.desk
    everything = list(stage.ids)
    stage.click_row(0)
    stage.click_row(2, extend=True)
    choose(stage, "Reading list")
    stage.until(lambda: tree(stage) == [("Reading list", 3)])
    assert "3" in desk.notice.sentence
    stage.click_row(4)
    choose(stage, "reading")
    stage.until(lambda: tree(stage) == [("Reading list", 4)])
    assert desk.list.request.scope == Scope()
    show(stage, "Reading list")
    wanted = [*everything[:3], everything[4]]
    stage.until(lambda: list(stage.ids) == wanted)
    assert order(stage) == OrderColumn.HAND
    # Alt+Shift moves by hand, up and down and to the ends.
    stage.click_row(3)
    stage.key(Key.Key_Up, BOTH)
    a, b, c, d = wanted
    stage.until(lambda: list(stage.ids) == [a, b, d, c])
    stage.settle()
    stage.key(Key.Key_Home, BOTH)
    stage.until(lambda: list(stage.ids) == [d, a, b, c])
    stage.settle()
    stage.key(Key.Key_Down, BOTH)
    stage.until(lambda: list(stage.ids) == [a, d, b, c])
    stage.settle()
    assert desk.list.current_post_id == d
    stage.key(Key.Key_End, BOTH)
    stage.until(lambda: list(stage.ids) == [a, b, c, d])
    stage.settle()
    # Delete takes out of the collection, asks nothing, and can be undone by name.
    stage.click_row(1)
    stage.key(Key.Key_Delete)
    stage.until(lambda: list(stage.ids) == [a, c, d])
    stage.settle()
    assert window.counts.trashed == 0
    stage.until(lambda: "Reading list" in window.actions_table["undo"].text())
    window.actions_table["undo"].trigger()
    stage.until(lambda: list(stage.ids) == [a, b, c, d])
    stage.settle()
    # The trash is Ctrl+Delete here; leaving gives back the old order and key.
    stage.click_row(0)
    stage.control(Key.Key_Delete)
    stage.until(lambda: list(stage.ids) == [b, c, d])
    stage.until(lambda: tree(stage) == [("Reading list", 3)])
    stage.settle()
    desk.navigator.select_scope(Scope())
    stage.until(lambda: list(stage.ids) == everything[1:])
    assert order(stage) == OrderColumn.DATE
    window.search_box.setText("collection:reading*")
    stage.until(lambda: sorted(stage.ids) == sorted([b, c, d]))
    assert stage.failures == []


def test_the_tree_by_menu_and_keyboard(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    window = stage.window
    for text in ("News", "Tea"):
        window.actions_table["new_collection"].trigger()
        name(stage, text)
        assert text in labels(stage)
    window.desk.navigator.focus_navigator()
    assert window.desk.navigator.scope == Scope(ScopeKind.COLLECTION, number_of(stage, "Tea"))
    stage.key(Key.Key_Right, BOTH)
    stage.until(lambda: [label for label, _ in tree(stage)] == ["News", "News/Tea"])
    stage.settle()
    stage.key(Key.Key_F2)
    name(stage, "绿茶")
    stage.until(lambda: [label for label, _ in tree(stage)] == ["News", "News/绿茶"])
    window.desk.navigator.focus_navigator()
    stage.key(Key.Key_Left, BOTH)
    stage.until(lambda: [label for label, _ in tree(stage)] == ["News", "绿茶"])
    stage.settle()
    stage.key(Key.Key_Up, BOTH)
    stage.until(lambda: [label for label, _ in tree(stage)] == ["绿茶", "News"])
    stage.settle()
    # A name that is taken is refused in the dialog.
    stage.key(Key.Key_F2)
    dialog = stage.dialog(SavedSearchDialog)
    stage.until(dialog.name.hasFocus)
    stage.write("ＮＥＷＳ")
    stage.key(Key.Key_Return)
    stage.until(lambda: dialog.wrong.isVisible())
    stage.leave(dialog)
    tree_actions = window.archive_actions.arranging.tree
    menu = tree_actions.build_menu(number_of(stage, "绿茶"))
    assert menu is not None
    (copy,) = [action for action in menu.actions() if action.text() == "Duplicate"]
    copy.trigger()
    menu.deleteLater()
    stage.until(lambda: [label for label, _ in tree(stage)] == ["绿茶", "绿茶 (copy)", "News"])
    stage.settle()
    tree_actions.merge(number_of(stage, "绿茶 (copy)"))
    chooser = stage.dialog(CollectionChooser)
    stage.until(chooser.field.hasFocus)
    stage.write("news")
    stage.key(Key.Key_Return)
    stage.until(lambda: [label for label, _ in tree(stage)] == ["绿茶", "News"])
    come_back(stage)
    window.desk.navigator.focus_navigator()
    stage.key(Key.Key_Delete)
    stage.until(lambda: [label for label, _ in tree(stage)] == ["绿茶"])
    stage.settle()
    window.actions_table["undo"].trigger()
    stage.until(lambda: [label for label, _ in tree(stage)] == ["绿茶", "News"])
    stage.settle()
    assert stage.failures == []


def test_posts_and_collections_are_dragged(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    window, desk = stage.window, stage.window.desk
    archive = window.archive
    assert archive is not None
    for text in ("One", "Two"):
        window.actions_table["new_collection"].trigger()
        name(stage, text)
    desk.navigator.select_scope(Scope())
    stage.until(lambda: len(stage.ids) > 5)
    stage.settle()
    stage.click_row(0)
    stage.click_row(2, extend=True)
    first = list(stage.ids[:3])
    view = desk.list.view
    middle = view.visualRect(view.model().index(1, 0)).center()
    navigator = desk.navigator.view.viewport()
    posts = posts_data(view.selected_ids())
    drag(stage, view.viewport(), middle, navigator, place_of(stage, "Two"), posts)
    stage.until(lambda: tree(stage) == [("One", 0), ("Two", 3)])
    stage.settle()
    # Into each other.
    where = place_of(stage, "Two")
    moved = collection_data(number_of(stage, "Two"))
    drag(stage, navigator, where, navigator, place_of(stage, "One"), moved)
    stage.until(lambda: tree(stage) == [("One", 3), ("One/Two", 3)])
    stage.settle()
    show(stage, "Two")
    stage.until(lambda: list(stage.ids) == first)
    stage.settle()
    # The last row before the first one.
    stage.click_row(2)
    last = view.visualRect(view.model().index(2, 0)).center()
    posts = posts_data(view.selected_ids())
    drag(stage, view.viewport(), last, view.viewport(), QPoint(60, 3), posts)
    stage.until(lambda: list(stage.ids) == [first[2], *first[:2]])
    stage.settle()
    assert collections.list_collections(archive)[1].count == 3
    assert stage.failures == []


def test_results_become_a_collection_and_it_is_described(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    window = stage.window
    window.search_box.setText("月食")
    stage.until(lambda: window.desk.list.request.search_text == "月食" and stage.operations.idle)
    stage.settle()
    shown = list(stage.ids)
    assert shown
    window.actions_table["collect_results"].trigger()
    name(stage, "月食记")
    stage.until(lambda: tree(stage) == [("月食记", len(shown))])
    stage.until(lambda: list(stage.ids) == shown)
    assert window.search_box.text() == ""
    stage.settle()
    header = window.archive_actions.arranging.tree.header
    assert header.isVisible() and header.path.text() == "月食记"
    window.actions_table["describe_collection"].trigger()
    stage.settle()
    dialog = stage.dialog(CollectionDescriptionDialog)
    stage.until(lambda: dialog.offers["extent"].isVisibleTo(dialog.tabs))
    dialog.offers["creation_dates"].click()
    dialog.offers["extent"].click()
    dialog.fields["creators"].setPlainText("甲\n乙")  # type: ignore[union-attr]
    dialog.note.setPlainText("See **the moon**.")
    dialog.reject()
    assert dialog.isVisible() and dialog.notice.sentence
    stage.click(dialog.notice, "Save")
    stage.until(lambda: not stage.window.findChildren(CollectionDescriptionDialog))
    come_back(stage)
    archive = window.archive
    assert archive is not None
    record = collections.load_record(archive, number_of(stage, "月食记"))
    assert record.description.creators == ("甲", "乙") and record.description.extent
    assert record.note == "See **the moon**."
    stage.until(lambda: header.note.isVisible())
    assert "甲" in header.facts.text()
    assert record.description != CollectionDescription()
    assert stage.failures == []


def test_many_posts_are_a_job(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fonds.gui.collecting_actions.MANY", 3)
    stage = ready(open_window)
    jobs: list[str] = []
    stage.operations.job_started.connect(lambda job: jobs.append(job.title))
    stage.window.desk.list.focus_list()
    stage.control(Key.Key_A)
    choose(stage, "All of it")
    stage.until(lambda: tree(stage) == [("All of it", len(stage.ids))])
    assert jobs == ["New collection"]
    stage.settle()
    stage.click(stage.window.desk.notice, "Undo")
    stage.until(lambda: tree(stage) == [])
    stage.settle()


def test_a_path_that_is_not_there_is_made_whole_as_one_step(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    stage.click_row(0)
    stage.control(Key.Key_A, shift=True)
    dialog = stage.dialog(CollectionChooser)
    stage.until(dialog.field.hasFocus)
    stage.write("News / 1998 //May")
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == [
        "Make new collections “News / 1998 / May”"
    ]
    stage.key(Key.Key_Return)
    come_back(stage)
    archive = stage.window.archive
    assert archive is not None
    paths = [one.path for one in collections.list_collections(archive)]
    assert paths == [("News",), ("News", "1998"), ("News", "1998", "May")]
    assert [one.total for one in collections.list_collections(archive)] == [1, 1, 1]
    choose(stage, "news/1998/June")
    paths = [one.path for one in collections.list_collections(archive)]
    assert paths[2:] == [("News", "1998", "May"), ("News", "1998", "June")]
    for left in (3, 0):
        stage.window.actions_table["undo"].trigger()
        stage.settle()
        assert len(collections.list_collections(archive)) == left


def test_a_path_of_blanks_makes_nothing(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    stage.click_row(0)
    stage.control(Key.Key_A, shift=True)
    dialog = stage.dialog(CollectionChooser)
    stage.until(dialog.field.hasFocus)
    stage.write(" / / ")
    assert not dialog.accept_button.isEnabled()
    stage.leave(dialog)
