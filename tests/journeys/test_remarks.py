"""Ratings, read marks and notes in the window; and what an archive that may not be written shows of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from fonds.gui.dialogs.post_note import PostNoteDialog
from fonds.model.query import Scope
from fonds.services import collections
from gui.editor_stage import QT_NOISE
from journeys.collection_steps import Key, come_back, name, number_of, ready, show, tree
from journeys.stage import OpenWindow

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_ratings_read_marks_and_notes(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    window, model = stage.window, stage.window.desk.list.model

    def summary(row: int) -> object:
        return model.summary_at(row)

    post = stage.click_row(1)
    stage.key(Key.Key_4, Qt.KeyboardModifier.AltModifier)
    stage.until(lambda: getattr(summary(1), "rating", 0) == 4)
    stage.settle()
    stage.key(Key.Key_R, Qt.KeyboardModifier.AltModifier)
    stage.until(lambda: getattr(summary(1), "read", False))
    stage.settle()
    stage.control(Key.Key_J)
    stage.settle()
    dialog = stage.dialog(PostNoteDialog)
    dialog.text.setPlainText("Ask about *this*.")
    dialog.tabs.setCurrentIndex(1)
    assert "Ask about this." in dialog.page.toPlainText()
    dialog.buttons.button(dialog.buttons.StandardButton.Save).click()
    stage.until(lambda: getattr(summary(1), "has_note", False))
    come_back(stage)
    window.search_box.setText("rating:>=4 is:read note:about")
    stage.until(lambda: list(stage.ids) == [post])
    window.actions_table["bold_unread"].trigger()
    window.search_box.setText("")
    stage.until(lambda: len(stage.ids) > 5)
    stage.settle()
    # Looked at for long enough.
    window.archive_actions.arranging.remarks._choose_pause(1)
    stage.click_row(3)
    stage.until(lambda: getattr(summary(3), "read", False))
    stage.settle()
    assert stage.failures == []


def test_in_an_archive_that_may_not_be_written_all_is_shown_and_nothing_changed(
    open_window: OpenWindow,
) -> None:
    stage = ready(open_window)
    window, archive = stage.window, stage.window.archive
    assert archive is not None
    window.actions_table["new_collection"].trigger()
    name(stage, "Kept")
    collections.add_posts(archive, number_of(stage, "Kept"), [1, 2])
    archive.read_only = True  # whoever runs the tests may be allowed to write whatever the file says
    window.archive_actions.set_archive(archive)
    window.desk.navigator.reload()
    window.desk.navigator.select_scope(Scope())
    stage.settle()
    stage.click_row(0)
    stage.settle()
    table = window.actions_table
    names = (
        "new_collection",
        "add_to_collection",
        "remove_from_collection",
        "collect_results",
        "hand_up",
        "rate_3",
    )
    assert not any(table[one].isEnabled() for one in (*names, "toggle_read"))
    assert not window.archive_actions.arranging.tree.drops.writable
    menu = window.archive_actions.arranging.tree.build_menu(number_of(stage, "Kept"))
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.isEnabled() and action.text()] == [
        "Show description…"
    ]
    menu.deleteLater()
    table["post_note"].trigger()
    stage.settle()
    assert stage.dialog(PostNoteDialog).text.isReadOnly()
    stage.leave(stage.dialog(PostNoteDialog))
    stage.key(Key.Key_Delete)
    show(stage, "Kept")
    stage.click_row(0)
    stage.key(Key.Key_Delete)
    stage.settle()
    assert tree(stage) == [("Kept", 2)] and window.counts.trashed == 0
    assert stage.failures == []
