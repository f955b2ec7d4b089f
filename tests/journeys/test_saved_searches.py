"""Saved searches in the window: kept, chosen, changed, renamed, moved, deleted and brought back, by keyboard and menu."""

from __future__ import annotations

from PySide6.QtCore import Qt

from fonds.gui.dialogs.saved_search import SavedSearchDialog
from fonds.gui.models.navigator_tree import Node
from fonds.model.query import Scope, ScopeKind
from fonds.services import saved_searches
from journeys.stage import OpenWindow, Stage

Key = Qt.Key


def rows(stage: Stage) -> list[Node]:
    sections = [node for node in stage.window.desk.navigator.model.nodes if node.key == "section:saved"]
    return sections[0].children if sections else []


def counted(stage: Stage) -> bool:
    return bool(rows(stage)) and all(row.count is not None and not row.stale for row in rows(stage))


def come_back(stage: Stage) -> None:
    """Where there is no window manager, nobody makes the window active again when a dialog goes."""
    stage.settle()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)


def save(stage: Stage, text: str, name: str = "") -> None:
    stage.control(Key.Key_F)
    stage.write(text)
    stage.until(lambda: stage.window.desk.list.request.search_text == text)
    stage.control(Key.Key_D)
    dialog = stage.dialog(SavedSearchDialog)
    stage.until(dialog.name.hasFocus)
    assert dialog.name.text() == text
    if name:
        stage.write(name)
    stage.key(Key.Key_Return)
    stage.until(lambda: any(row.label == (name or text) for row in rows(stage)))
    come_back(stage)


def test_a_search_is_saved_chosen_changed_and_left(open_window: OpenWindow) -> None:
    stage = open_window()
    window, desk = stage.window, stage.window.desk
    everything = len(stage.ids)
    save(stage, "tag:月食", "月")
    stage.until(lambda: counted(stage))
    row = rows(stage)[0]
    assert row.label == "月" and row.count == len(stage.ids) < everything
    assert desk.navigator.scope == row.scope
    assert not window.actions_table["change_saved_search"].isEnabled()
    # Leaving takes the text away, choosing brings it back.
    desk.navigator.select_scope(Scope())
    stage.until(lambda: len(stage.ids) == everything)
    assert window.search_box.text() == ""
    assert row.scope is not None
    desk.navigator.select_scope(row.scope)
    stage.until(lambda: len(stage.ids) == row.count)
    assert window.search_box.text() == "tag:月食"
    # Another text is kept by "Save changes"; the count follows.
    window.search_box.setFocus()
    window.search_box.end(False)
    stage.write(" OR paper")
    stage.until(lambda: len(stage.ids) > (row.count or 0))
    assert window.actions_table["change_saved_search"].isEnabled()
    window.actions_table["change_saved_search"].trigger()
    stage.until(lambda: counted(stage) and rows(stage)[0].count == len(stage.ids))
    # Undo gives back the old text, in the box too.
    window.actions_table["undo"].trigger()
    stage.until(lambda: window.search_box.text() == "tag:月食")
    # To empty the box is to leave.
    window.search_box.setFocus()
    stage.key(Key.Key_Escape)
    stage.until(lambda: len(stage.ids) == everything)
    assert desk.navigator.scope == Scope()
    assert stage.failures == []


def test_a_changed_text_stays_when_the_saved_search_is_left(open_window: OpenWindow) -> None:
    stage = open_window()
    save(stage, "月食")
    stage.window.search_box.setFocus()
    stage.write("月食 -paper")
    stage.window.desk.navigator.select_scope(Scope(ScopeKind.DRAFTS))
    stage.settle()
    assert stage.window.search_box.text().endswith("-paper")


def test_rename_move_and_delete_by_keyboard(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    for name in ("一", "二", "三"):
        save(stage, f"月食 {name}" if name != "一" else "月食", name)
    assert [row.label for row in rows(stage)] == ["一", "二", "三"]
    desk.navigator.focus_navigator()
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    stage.key(Key.Key_Up, both)
    stage.until(lambda: [row.label for row in rows(stage)] == ["一", "三", "二"])
    stage.settle()
    stage.key(Key.Key_F2)
    dialog = stage.dialog(SavedSearchDialog)
    stage.until(dialog.name.hasFocus)
    stage.write("二")
    stage.key(Key.Key_Return)
    stage.until(lambda: bool(dialog.wrong.text()) and dialog.wrong.isVisible())
    stage.write("x")
    assert not dialog.wrong.isVisible()
    stage.key(Key.Key_Return)
    stage.until(lambda: [row.label for row in rows(stage)] == ["一", "二x", "二"])
    come_back(stage)
    desk.navigator.focus_navigator()
    stage.key(Key.Key_Delete)
    stage.until(lambda: [row.label for row in rows(stage)] == ["一", "二"])
    stage.settle()
    assert desk.navigator.scope == Scope() and stage.window.search_box.text() == ""
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: [row.label for row in rows(stage)] == ["一", "二x", "二"])
    stage.settle()
    assert stage.failures == []


def test_counts_follow_the_archive_and_old_ones_stay_dimmed(open_window: OpenWindow) -> None:
    stage = open_window()
    save(stage, "tag:月食")
    stage.until(lambda: counted(stage))
    before = rows(stage)[0].count
    assert before
    stage.click_row(0)
    stage.key(Key.Key_Delete)
    stage.until(lambda: rows(stage)[0].stale)
    assert rows(stage)[0].count == before
    stage.until(lambda: counted(stage))
    assert rows(stage)[0].count == before - 1


def test_the_menu_knows_what_makes_sense(open_window: OpenWindow) -> None:
    stage = open_window()
    for name in ("a", "b"):
        save(stage, name)
    archive = stage.window.archive
    assert archive is not None
    first, second = saved_searches.list_saved_searches(archive)
    found = {}
    for saved in (first, second):
        menu = stage.window.search_actions.saved.build_menu(saved.id)
        assert menu is not None
        found[saved.name] = [action.isEnabled() for action in menu.actions()]
        menu.deleteLater()
    assert found == {"a": [False, True, False, True, True], "b": [False, True, True, False, True]}
    assert stage.window.search_actions.saved.build_menu(999) is None
