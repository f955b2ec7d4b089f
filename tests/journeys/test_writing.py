"""Writing a post in the real window: formatting, lists, finding, and what the keys mean there and elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.widgets.outline_popup import OutlinePopup
from fonds.gui.widgets.replace_bar import ReplaceBar
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_post_is_written_with_the_tools_of_the_editor(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    stage.control(Qt.Key.Key_N)
    stage.until(lambda: desk.editor.post is not None and desk.editor.form.title.hasFocus())
    stage.write("成绩单")
    desk.editor.text.setFocus()
    stage.write("第一节")
    stage.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    stage.write("\n\n1. 一\n二\n\n\n正文 word")
    stage.control(Qt.Key.Key_B)
    text = desk.editor.text
    assert text.text() == "## 第一节\n\n1. 一\n2. 二\n\n正文 **word**"
    text.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    for _ in range(2):
        stage.key(Qt.Key.Key_Right, SHIFT)
    stage.write("《")
    assert text.text().endswith("《正文》 **word**")
    stage.until(lambda: "《正文》 word" in stage.preview_text())
    stage.control(Qt.Key.Key_S)
    stage.until(lambda: not desk.editor.has_unsaved())


def test_keys_of_the_text_are_the_windows_elsewhere(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    stage.click_row(0)
    stage.until(lambda: desk.editor.post is not None)
    desk.editor.text.setFocus()
    before = desk.editor.text.text()
    desk.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    stage.control(Qt.Key.Key_I)
    assert desk.editor.text.text() == before + "**"
    assert not stage.window.findChildren(ImportDialog)
    stage.control(Qt.Key.Key_I)
    assert desk.editor.text.text() == before
    stage.settle()


def test_text_is_found_where_one_writes_and_on_the_page_elsewhere(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    stage.click_row(0)
    stage.until(lambda: desk.editor.post is not None)
    desk.editor.text.setFocus()
    stage.window.actions_table["find_in_page"].trigger()
    bar = desk.editor.findChild(ReplaceBar)
    assert isinstance(bar, ReplaceBar)
    shown = bar.isVisible
    assert shown(), "and not the bar of the page"
    stage.key(Qt.Key.Key_Escape)
    assert not shown()
    stage.key(Qt.Key.Key_F3)
    assert shown(), "there is no search whose hits F3 could go to"
    stage.key(Qt.Key.Key_Escape)
    desk.list.focus_list()
    stage.control(Qt.Key.Key_F, shift=True)
    assert desk.preview.finding
    assert not shown()
    stage.settle()


def test_the_outline_leads_to_a_heading(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    stage.click_row(0)
    stage.until(lambda: desk.editor.post is not None)
    desk.editor.text.setFocus()
    desk.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    stage.write("\n\n## 附录\n\ntext")
    stage.control(Qt.Key.Key_O, shift=True)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, OutlinePopup)
    popup.words.setText("附录")
    stage.key(Qt.Key.Key_Return)
    assert desk.editor.text.textCursor().block().text() == "## 附录"
    stage.settle()
