"""History in the real window: revisions looked at, taken back in part and whole; steps and the log of the archive."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from fonds.gui.dialogs.activity_log import ActivityLogDialog
from fonds.gui.dialogs.undo_history import UndoHistoryDialog
from fonds.gui.pane_splitter import Pane
from fonds.gui.panes.history import HistoryPane
from fonds.gui.panes.history_frame import Manner, Side
from fonds.model.changes import ChangeSet
from fonds.model.query import Scope, ScopeKind
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.model.steps import LogKind
from fonds.services import activity, browsing, editing, history, revision_history
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

BODY = "第一段。\n\n第二段。\n\n第三段。\n\n第四段。\n\n第五段。\n\n第六段。\n\n第七段。\n"


def _archive(stage: Stage) -> Archive:
    archive = stage.window.archive
    assert archive is not None
    return archive


def _save(stage: Stage, number: int, edit: PostEdit) -> None:
    archive = _archive(stage)
    post = browsing.load_post(archive, number)
    editing.save_post(archive, number, edit, post.revision_id)


def _edited(stage: Stage) -> int:
    """A post of the sample with three revisions more, selected in the list."""
    stage.until(lambda: len(stage.ids) > 3)
    number = stage.click_row(1)
    stage.settle()
    _save(stage, number, PostEdit(body=BODY))
    _save(stage, number, PostEdit(metadata=MetadataEdit(title="示范区的新题")))
    _save(stage, number, PostEdit(body=BODY.replace("第一", "第壹").replace("第七", "第柒")))
    stage.operations.changed.emit(ChangeSet(changed=frozenset([number]), taxonomy=True), None)
    stage.settle()
    return number


def _open(stage: Stage, number: int) -> HistoryPane:
    stage.control(Qt.Key.Key_H, shift=True)
    pane = stage.window.desk.reading.history
    stage.until(lambda: pane.history is not None and pane.history.post_id == number)
    stage.settle()
    return pane


def _choose(stage: Stage, pane: HistoryPane, row: int, *, extend: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if extend else Qt.KeyboardModifier.NoModifier
    place = pane.list.visualRect(pane.model.index(row, 0)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    stage.settle()


def _digest(stage: Stage, number: int) -> bytes:
    return hashlib.sha256(browsing.load_post(_archive(stage), number).source).digest()


def _body(stage: Stage, number: int) -> str:
    return editing.body_of(browsing.load_post(_archive(stage), number))


def test_single_changes_are_taken_back_by_the_button_beside_them(open_window: OpenWindow) -> None:
    stage = open_window()
    number = _edited(stage)
    pane = _open(stage, number)
    assert pane.model.rowCount() == 4
    assert [pane.model.index(0, column).data() for column in (0, 3)] == [
        "Revision 3 (current)",
        "Edited: text",
    ]
    assert pane.model.index(3, 0).data() == "Original"
    assert not stage.window.desk.is_seen(Pane.EDITOR)
    assert len(pane.beside.differences.places) == 2
    assert not pane.restore_button.isEnabled()
    pane.beside.view.anchorClicked.emit(QUrl("#1"))
    stage.until(lambda: "第七" in _body(stage, number))
    stage.settle()
    assert "第壹" in _body(stage, number)
    assert pane.model.rowCount() == 5
    assert "new revision" in pane.notice.sentence
    pane.notice.buttons()[0].click()
    stage.until(lambda: "第柒" in _body(stage, number))
    stage.settle()
    # The undone revision is kept; what stands is the one before it.
    assert pane.model.index(1, 0).data() == "Revision 3 (current)"


def test_keys_go_through_the_changes_and_take_one_back(open_window: OpenWindow) -> None:
    stage = open_window()
    number = _edited(stage)
    pane = _open(stage, number)
    pane.manner.setCurrentIndex(pane.manner.findData(Manner.INLINE))
    pane.manner.activated.emit(pane.manner.currentIndex())
    assert pane.inline.place == 0
    stage.key(Qt.Key.Key_F7)
    assert pane.inline.place == 1
    stage.key(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert pane.inline.place == 0
    pane.take_back_button.click()
    stage.until(lambda: "第壹" not in _body(stage, number))
    stage.settle()
    assert "第柒" in _body(stage, number)
    _choose(stage, pane, 0)
    # The sign in the strip beside a change does the same.
    _choose(stage, pane, 1)
    pane.side.setCurrentIndex(pane.side.findData(Side.CURRENT))
    pane.side.activated.emit(pane.side.currentIndex())
    stage.settle()
    rows = pane.inline.rows
    block = rows.document().findBlockByNumber(pane.inline.differences.places[0])
    top = rows.blockBoundingGeometry(block).translated(rows.contentOffset()).top()
    QTest.mouseClick(rows.gutter, Qt.MouseButton.LeftButton, pos=QPoint(6, round(top) + 4))
    stage.until(lambda: "第壹" in _body(stage, number))
    stage.settle()


def test_fields_and_whole_revisions_come_back_and_two_are_compared(open_window: OpenWindow) -> None:
    stage = open_window()
    number = _edited(stage)
    pane = _open(stage, number)
    old = revision_history.load_history(_archive(stage), number).revisions[-1]
    _choose(stage, pane, 3)
    pane.side.setCurrentIndex(pane.side.findData(Side.CURRENT))
    pane.side.activated.emit(pane.side.currentIndex())
    pane.manner.setCurrentIndex(pane.manner.findData(Manner.FIELDS))
    pane.manner.activated.emit(pane.manner.currentIndex())
    stage.settle()
    item = pane.fields.table.item(0, 2)
    assert item is not None
    assert item.text() == "示范区的新题"
    button = pane.fields.table.cellWidget(0, 3)
    assert isinstance(button, QToolButton)
    button.click()
    stage.until(lambda: browsing.load_post(_archive(stage), number).metadata.title != "示范区的新题")
    stage.settle()
    assert "第壹" in _body(stage, number)
    _choose(stage, pane, 4)
    pane.restore_button.click()
    stage.until(lambda: _digest(stage, number) == old.digest)
    stage.settle()
    assert stage.window.actions_table["undo"].text().startswith("Undo Restore revision 0 of")
    _choose(stage, pane, 0)
    _choose(stage, pane, 4, extend=True)
    assert not pane.restore_button.isEnabled()
    pane.manner.setCurrentIndex(pane.manner.findData(Manner.BESIDE))
    pane.manner.activated.emit(pane.manner.currentIndex())
    assert pane.beside.left.text() == "Revision 1"
    stage.control(Qt.Key.Key_H, shift=True)
    stage.settle()
    assert stage.window.desk.is_seen(Pane.EDITOR)
    assert not stage.window.desk.reading.shows_history


def test_unsaved_text_is_not_passed_over(open_window: OpenWindow) -> None:
    stage = open_window()
    number = _edited(stage)
    stage.window.desk.editor.text.setFocus()
    stage.write("未存的字")
    pane = _open(stage, number)
    _choose(stage, pane, 2)
    pane.restore_button.click()
    stage.until(lambda: pane.notice.sentence)
    assert "unsaved text" in pane.notice.sentence
    assert "第壹" in _body(stage, number)
    draft = editing.find_draft(_archive(stage), number)
    assert draft is not None
    assert "未存的字" in (draft.edit.body or "")


def test_a_trashed_post_is_read_and_its_revision_exported(open_window: OpenWindow, tmp_path: Path) -> None:
    stage = open_window()
    number = _edited(stage)
    archive = _archive(stage)
    stage.window.actions_table["trash"].trigger()
    stage.until(lambda: number not in stage.ids)
    stage.window.desk.navigator.select_scope(Scope(ScopeKind.TRASH))
    stage.window.desk.list.set_scope(Scope(ScopeKind.TRASH))
    stage.until(lambda: number in stage.ids)
    stage.click_row(0)
    pane = _open(stage, number)
    assert "in the trash" in pane.count.text()
    _choose(stage, pane, 3)
    assert not pane.restore_button.isEnabled()
    assert not pane.take_back_button.isEnabled()
    pane.export(tmp_path / "original.md")
    stage.until(lambda: "original.md" in pane.notice.sentence)
    assert (tmp_path / "original.md").read_bytes()
    head = activity.load_entries(archive, [activity.log_head(archive).number])[0]
    assert head.verb == "export-revision"


def test_several_steps_go_back_from_the_list(open_window: OpenWindow) -> None:
    stage = open_window()
    number = _edited(stage)
    stage.window.actions_table["star"].trigger()
    stage.settle()
    stage.window.actions_table["undo_history"].trigger()
    dialog = stage.dialog(UndoHistoryDialog)
    stage.until(lambda: dialog.model.rowCount() == 4)
    assert dialog.model.index(0, 0).data() == "Star “示范区的新题”"
    dialog.table.setCurrentIndex(dialog.model.index(2, 0))
    dialog.ask()
    assert "3 steps would be undone" in dialog.notice.sentence
    dialog.notice.buttons()[0].click()
    stage.until(lambda: "3 steps done" in dialog.notice.sentence)
    stage.settle()
    assert _body(stage, number) == BODY
    assert [step.undone for step in history.list_steps(_archive(stage))] == [True, True, True, False]
    assert dialog.model.index(2, 3).data() == "undone"
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    dialog.ask()
    assert "2 steps would be made again" in dialog.notice.sentence
    dialog.notice.buttons()[1].click()
    assert not dialog.notice.sentence


def test_the_log_is_filtered_verified_and_written(open_window: OpenWindow, tmp_path: Path) -> None:
    stage = open_window()
    _edited(stage)
    stage.window.actions_table["activity_log"].trigger()
    dialog = stage.dialog(ActivityLogDialog)
    stage.until(lambda: dialog.model.rowCount() > 4 and dialog.model.entry(0) is not None)
    assert str(dialog.model.index(0, 3).data()).startswith("Edit “示范区的新题”")
    everything = dialog.model.rowCount()
    dialog.kind.setCurrentIndex(dialog.kind.findData(LogKind.INTAKE))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    stage.until(lambda: dialog.model.rowCount() == 2)
    dialog.kind.setCurrentIndex(0)
    dialog.text.setText("新题")
    stage.until(lambda: dialog.model.rowCount() == 2 and dialog.model.entry(1) is not None)
    dialog.text.clear()
    stage.until(lambda: dialog.model.rowCount() == everything)
    dialog.dated.click()
    stage.settle()
    assert dialog.model.rowCount() == everything
    dialog.verify()
    stage.until(lambda: "without a gap" in dialog.notice.sentence)
    dialog.copy_hash()
    assert activity.log_head(_archive(stage)).hash in QGuiApplication.clipboard().text()
    dialog.export(tmp_path / "log.json")
    stage.until(lambda: "log.json" in dialog.notice.sentence)
    assert (tmp_path / "log.json").stat().st_size > 500
    stage.settle()


def test_a_hundred_thousand_entries_are_paged(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.until(lambda: len(stage.ids) > 3)
    archive = _archive(stage)
    head = activity.log_head(archive)
    database = sqlite3.connect(archive.path)
    database.execute("DROP TRIGGER activity_goes_on")
    database.execute(
        "WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO activity SELECT i, 1700000000 + i, 'Li', 'star-posts', '{\"number\":\"3\"}', 'x', 'y' FROM n",
        (head.number + 1,),
    )
    database.commit()
    database.close()
    stage.window.actions_table["activity_log"].trigger()
    dialog = stage.dialog(ActivityLogDialog)
    stage.until(lambda: dialog.model.rowCount() == 100_000)
    dialog.table.scrollToBottom()
    stage.until(lambda: dialog.model.entry(99_999) is not None)
    assert dialog.model.index(99_999, 3).data() == "Make the archive"
    dialog.verify()
    stage.until(lambda: f"Entry {head.number + 1:,}" in dialog.notice.sentence)
    assert "proves nothing" in dialog.notice.sentence


def test_a_post_that_was_never_changed_says_so(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.until(lambda: len(stage.ids) > 3)
    number = stage.click_row(1)
    stage.settle()
    pane = _open(stage, number)
    assert pane.model.rowCount() == 1
    assert pane.alone.isVisible()
    assert pane.alone.sentence == "Not changed since it was imported."
    assert not any(
        button.isEnabled() for button in (pane.restore_button, pane.take_back_button, pane.manner, pane.side)
    )
    assert pane.export_button.isEnabled()
    _save(stage, number, PostEdit(body=BODY))
    stage.operations.changed.emit(ChangeSet(changed=frozenset([number]), taxonomy=True), None)
    stage.until(lambda: pane.beside.isVisible())
    stage.settle()
    assert pane.manner.isEnabled() and pane.take_back_button.isEnabled()
    _choose(stage, pane, 1)
    assert pane.alone.sentence.startswith("This is the oldest revision")
    pane.side.setCurrentIndex(pane.side.findData(Side.CURRENT))
    pane.side.activated.emit(pane.side.currentIndex())
    stage.until(lambda: pane.beside.isVisible())
    stage.settle()
