"""Bulk edits in the real window: chosen, seen, made, taken back; categories and tags from the navigator."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fonds.gui.dialogs.bulk_difference import BulkDifferenceDialog
from fonds.gui.dialogs.bulk_edit import BulkEditDialog
from fonds.model.query import Scope, ScopeKind
from fonds.model.taxonomy import TermKind
from fonds.services import browsing
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def _dialog(stage: Stage) -> BulkEditDialog:
    stage.until(lambda: stage.window.findChildren(BulkEditDialog))
    return stage.window.findChildren(BulkEditDialog)[-1]


def _tags(stage: Stage, number: int) -> tuple[str, ...]:
    archive = stage.window.archive
    assert archive is not None
    return browsing.load_post(archive, number).metadata.tags


def test_the_selected_posts_get_a_tag_and_undo_takes_it_back(open_window: OpenWindow) -> None:
    stage = open_window()
    window = stage.window
    stage.until(lambda: len(stage.ids) > 3)
    chosen = [stage.click_row(1)]
    stage.click_row(2, extend=True)
    chosen.append(stage.ids[2])
    stage.control(Qt.Key.Key_M, shift=True)
    dialog = _dialog(stage)
    assert dialog.which.count() == 2
    assert not dialog.apply_button.isEnabled()
    dialog.activateWindow()
    stage.until(lambda: QApplication.focusWidget() is dialog.rows[0].first)
    stage.write("复核")
    stage.until(dialog.apply_button.isEnabled)
    assert dialog.model.rowCount() == 2
    assert "复核" in str(dialog.model.index(0, 3).data())
    dialog.table.activated.emit(dialog.model.index(0, 0))
    stage.until(lambda: dialog.findChildren(BulkDifferenceDialog))
    dialog.findChildren(BulkDifferenceDialog)[0].close()
    dialog.apply_button.click()
    stage.until(lambda: all("复核" in _tags(stage, number) for number in chosen))
    stage.settle()
    assert "2 posts edited" in window.desk.notice.sentence
    assert [button.text() for button in window.desk.notice.buttons()] == ["Undo", "Close"]
    window.actions_table["undo"].trigger()
    stage.until(lambda: not window.desk.notice.isVisible())
    stage.until(lambda: not any("复核" in _tags(stage, number) for number in chosen))
    stage.settle()


def test_rows_are_added_problems_filtered_and_wrong_expressions_told(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.until(lambda: len(stage.ids) > 3)
    stage.window.actions_table["edit_several"].trigger()
    dialog = _dialog(stage)
    row = dialog.rows[0]
    row.kind.setCurrentIndex(row.kind.findData("replace"))
    row.regex.setChecked(True)
    row.first.setText("(x")
    stage.until(lambda: "wrong at character" in dialog.notice.sentence)
    assert not dialog.apply_button.isEnabled()
    row.first.setText("e")
    row.second.setText("E")
    stage.until(dialog.apply_button.isEnabled)
    assert not dialog.notice.isVisible()
    dialog.add_button.click()
    other = dialog.rows[1]
    other.kind.setCurrentIndex(other.kind.findData("set"))
    other.field.setCurrentIndex(other.field.findData("date"))
    other.first.setText("someday")
    stage.until(lambda: dialog.model.rowCount() > 0 and not dialog.apply_button.isEnabled())
    dialog.only_problems.setChecked(True)
    stage.settle()
    assert "is not a date" in str(dialog.model.index(0, 4).data())
    other.remove_button.click()
    stage.until(dialog.apply_button.isEnabled)
    assert dialog.model.rowCount() == 0
    dialog.reject()
    stage.settle()


def test_a_tag_is_renamed_from_the_navigator(open_window: OpenWindow) -> None:
    stage = open_window()
    window = stage.window
    archive = window.archive
    assert archive is not None
    stage.until(lambda: len(stage.ids) > 3)
    number = stage.click_row(0)
    stage.control(Qt.Key.Key_M, shift=True)
    dialog = _dialog(stage)
    dialog.rows[0].first.setText("旧名")
    stage.until(dialog.apply_button.isEnabled)
    dialog.apply_button.click()
    stage.until(lambda: "旧名" in _tags(stage, number))
    stage.settle()
    term = next(term for term in browsing.load_terms(archive, TermKind.TAG) if term.name == "旧名")
    menu = window.archive_actions.bulk.build_menu(Scope(ScopeKind.TAG, term.id))
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    dialog = _dialog(stage)
    assert dialog.rows[0].first.text() == "旧名"
    dialog.rows[0].second.setText("新名")
    stage.until(dialog.apply_button.isEnabled)
    dialog.apply_button.click()
    stage.until(lambda: "新名" in _tags(stage, number))
    assert "旧名" not in _tags(stage, number)
    stage.settle()
