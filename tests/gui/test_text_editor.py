"""Typing, pasting and composing in the text editor; colours follow, and the text is never altered by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.gui.theme import Role, Theme, ThemeMode
from fonds.gui.widgets.source_document import LONG_LINE, SourceDocument
from fonds.gui.widgets.text_editor import TextEditor
from gui.editor_stage import QT_NOISE, theme

__all__ = ["theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> TextEditor:
    made = TextEditor(theme)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def put(editor: TextEditor, text: str, caret: int | None = None) -> SourceDocument:
    document = SourceDocument(text, editor)
    editor.set_source(document)
    cursor = editor.textCursor()
    cursor.setPosition(document.characterCount() - 1 if caret is None else caret)
    editor.setTextCursor(cursor)
    return document


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("- one", "- one\n- x"),
        ("  * one", "  * one\n  * x"),
        ("9. nine", "9. nine\n10. x"),
        ("- [x] done", "- [x] done\n- [ ] x"),
        ("> said", "> said\n> x"),
        ("    code", "    code\n    x"),
        ("　　段落", "　　段落\n　　x"),
        ("plain", "plain\nx"),
        ("- ", "x"),
        ("a\r\n- ", "a\r\nx"),
        ("a\r\n- b", "a\r\n- b\r\n- x"),
    ],
)
def test_return_goes_on_with_what_the_line_began(editor: TextEditor, text: str, after: str) -> None:
    put(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "x")
    assert editor.text() == after


def test_shift_return_starts_a_plain_line_and_is_no_line_separator(editor: TextEditor) -> None:
    put(editor, "- one")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "- one\n"


def test_return_before_the_marker_pushes_the_item_down(editor: TextEditor) -> None:
    put(editor, "- one", caret=0)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "\n- one"


def test_tab_indents_and_shift_tab_takes_back(editor: TextEditor) -> None:
    put(editor, "a\n\nb\r\n")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "    a\n\n    b\r\n"
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.text() == "a\n\nb\r\n"
    put(editor, "ab")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "ab  "


def test_one_undo_takes_one_line_break_back(editor: TextEditor) -> None:
    put(editor, "- one")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    editor.undo()
    assert editor.text() == "- one"


def test_pasting_and_copying_keep_every_character(editor: TextEditor) -> None:
    put(editor, "")
    data = QMimeData()
    data.setText("\u00a0x\u2028y\r\nz")
    editor.insertFromMimeData(data)
    assert editor.text() == "\u00a0x\u2028y\nz"
    put(editor, "a\u00a0b\u2028c\r\nd\re")
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == "a\u00a0b\u2028c\r\nd\re"


def test_dropped_files_are_left_to_the_window(editor: TextEditor) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/post.md")])
    data.setText("file:///somewhere/post.md")
    assert not editor.canInsertFromMimeData(data)


def test_nothing_is_told_while_an_input_method_composes(editor: TextEditor, qtbot: QtBot) -> None:
    put(editor, "示范")
    told: list[str] = []
    editor.edited.connect(lambda: told.append(editor.text()))
    QApplication.sendEvent(editor, QInputMethodEvent("qu", []))
    assert editor.composing
    assert told == []
    commit = QInputMethodEvent()
    commit.setCommitString("区")
    QApplication.sendEvent(editor, commit)
    assert told == ["示范区"]
    editor.undo()
    assert editor.text() == "示范"


def test_showing_another_document_is_no_edit(editor: TextEditor) -> None:
    told: list[int] = []
    editor.edited.connect(lambda: told.append(1))
    put(editor, "a")
    put(editor, "b")
    assert told == []


def test_each_document_has_its_own_undo(editor: TextEditor) -> None:
    first = put(editor, "a")
    QTest.keyClicks(editor, "x")
    put(editor, "b")
    QTest.keyClicks(editor, "y")
    editor.set_source(first)
    editor.undo()
    assert editor.text() == "a"


def test_delete_at_a_soft_break_takes_a_character(editor: TextEditor) -> None:
    text = "y" * (LONG_LINE + 10)
    document = put(editor, text)
    cursor = editor.textCursor()
    cursor.setPosition(document.firstBlock().length() - 1)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == text[1:]
    editor.grab()  # the sign of a soft break is painted


def test_zoom_goes_in_steps_and_back(editor: TextEditor) -> None:
    size = editor.font().pointSizeF()
    editor.zoom_by(1)
    assert editor.font().pointSizeF() > size
    editor.zoom_by(0)
    assert editor.font().pointSizeF() == size
    editor.set_zoom(10_000)
    assert editor.zoom == 300


def colors(editor: TextEditor, block: int) -> list[tuple[int, int, str]]:
    ranges = editor.source.findBlockByNumber(block).layout().formats()
    return [(item.start, item.length, item.format.foreground().color().name()) for item in ranges]


def test_colours_follow_the_text_and_the_theme(editor: TextEditor, theme: Theme) -> None:
    put(editor, "# 标题\n\n𠮷 `code`")
    editor.highlighter.finish()
    assert colors(editor, 0) == [(0, 4, theme.color(Role.SYNTAX_HEADING).name())]
    assert colors(editor, 2) == [(3, 6, theme.color(Role.SYNTAX_CODE).name())], "positions count as Qt's do"
    before = colors(editor, 0)
    theme.set_mode(ThemeMode.DARK)
    assert colors(editor, 0) != before
    assert colors(editor, 0) == [(0, 4, theme.color(Role.SYNTAX_HEADING).name())]
    theme.set_mode(ThemeMode.LIGHT)


def test_an_opened_fence_colours_what_follows_in_the_background(editor: TextEditor, qtbot: QtBot) -> None:
    document = put(editor, "\n" + "# a\n" * 3_000, caret=0)
    qtbot.waitUntil(lambda: not editor.highlighter.pending)
    QTest.keyClicks(editor, "```")
    assert editor.highlighter.pending, "no key press waits for three thousand lines"
    qtbot.waitUntil(lambda: not editor.highlighter.pending)
    last = document.blockCount() - 2
    code = colors(editor, last)
    document.undo()
    qtbot.waitUntil(lambda: not editor.highlighter.pending)
    assert colors(editor, last) != code


def test_colouring_is_no_edit(editor: TextEditor) -> None:
    document = put(editor, "# a\n" * 500)
    told: list[int] = []
    editor.edited.connect(lambda: told.append(1))
    editor.highlighter.finish()
    editor.highlighter.rehighlight()
    assert told == []
    assert not document.isUndoAvailable()


def test_a_very_large_text_is_not_coloured(editor: TextEditor) -> None:
    put(editor, "# a\n" * 600_000)
    assert not editor.highlighter.enabled
    assert not editor.highlighter.pending


def test_read_only_can_still_be_selected_with_the_keyboard(editor: TextEditor) -> None:
    put(editor, "abc", caret=0)
    editor.set_read_only(True)
    QTest.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == "a"
    QTest.keyClicks(editor, "x")
    assert editor.text() == "abc"
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
