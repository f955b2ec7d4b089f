"""Formatting the text of an editor: one undo step each, the selection stays, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.gui.theme import Theme
from fonds.gui.widgets.formatting import Formatting
from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.source_document import LONG_LINE, SourceDocument
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.post import BodyFormat
from fonds.text.markup_forms import Block, Inline
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


def put(editor: TextEditor, marked: str, kind: BodyFormat = BodyFormat.MARKDOWN) -> None:
    """Show a text in which ⟦ ⟧ stand around the selection, or ⟦⟧ where the caret is."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    editor.set_source(SourceDocument(text, editor), Grammar(kind))
    ends = [len(text[:place].replace("\r\n", "\n").encode("utf-16-le")) // 2 for place in (start, end)]
    cursor = editor.textCursor()
    cursor.setPosition(ends[0])
    cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def seen(editor: TextEditor) -> str:
    cursor = editor.textCursor()
    source, last = editor.source, editor.document().characterCount() - 1
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    parts = [source.text_between(*places) for places in ((0, start), (start, end), (end, last))]
    return f"{parts[0]}⟦{parts[1]}⟧{parts[2]}"


Command = Callable[[Formatting], None]


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("一 ⟦二⟧ 三", lambda to: to.toggle_inline(Inline.STRONG), "一 **⟦二⟧** 三"),
        ("𠮷 ⟦𠮷𠮷⟧ 三", lambda to: to.toggle_inline(Inline.EMPHASIS), "𠮷 *⟦𠮷𠮷⟧* 三"),
        ("⟦a\r\n\r\nb⟧\r\n", lambda to: to.toggle_inline(Inline.STRONG), "**⟦a**\r\n\r\n**b⟧**\r\n"),
        ("⟦a\nb⟧", lambda to: to.toggle_inline(Inline.CODE), "```\n⟦a\nb⟧\n```"),
        ("a⟦⟧b", lambda to: to.set_heading(2), "## a⟦⟧b"),
        ("⟦a\nb\n⟧c", lambda to: to.toggle_block(Block.BULLETS), "- ⟦a\n- b\n⟧c"),
        ("⟦1. a\n2. b⟧", lambda to: to.toggle_block(Block.NUMBERS), "⟦a\nb⟧"),
        ("x\n> a⟦⟧", lambda to: to.toggle_block(Block.QUOTE), "x\na⟦⟧"),
        ("⟦字⟧", lambda to: to.insert_link(), "[字](⟦⟧)"),
        ("⟦https://a.example/⟧", lambda to: to.insert_link(), "[⟦⟧](https://a.example/)"),
        ("x\n⟦> 字⟧", lambda to: to.insert_link(), "x\n> [字](⟦⟧)"),
        ("⟦> 一\n> 二⟧", lambda to: to.insert_link(), "> [一 二](⟦⟧)"),
        ("> > - [ ] 一⟦二⟧", lambda to: to.insert_link(), "> > - [ ] 一[二](⟦⟧)"),
        ("⟦⟧> 𠮷", lambda to: to.insert_link(), "> [](⟦⟧)𠮷"),
        ("⟦## 𠮷\n⟧", lambda to: to.insert_link(), "## [𠮷 ](⟦⟧)"),
        ("⟦> a\n> - b⟧", lambda to: to.toggle_inline(Inline.STRONG), "> **⟦a**\n> - **b⟧**"),
        ("⟦⟧> a", lambda to: to.insert_image("图", "a.png"), "> ![图](a.png)⟦⟧a"),
        ("x⟦⟧", lambda to: to.insert_image("图", "a.png"), "x![图](a.png)⟦⟧"),
        (
            "|名称|n|\n|-|-|\n|a⟦⟧|b|",
            lambda to: to.insert_or_align_table(),
            "| 名称 | n   |\n| ---- | --- |\n| a⟦⟧    | b   |",
        ),
    ],
)
def test_markdown(editor: TextEditor, before: str, command: Command, after: str) -> None:
    QGuiApplication.clipboard().clear()
    put(editor, before)
    command(Formatting(editor))
    assert seen(editor) == after
    editor.undo()
    assert editor.text() == before.replace("⟦", "").replace("⟧", ""), "one step"


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("⟦字⟧", lambda to: to.toggle_inline(Inline.STRONG), "<strong>⟦字⟧</strong>"),
        ("a⟦⟧", lambda to: to.set_heading(2), "<h2>a⟦⟧</h2>"),
        (
            "⟦a\nb⟧",
            lambda to: to.toggle_block(Block.NUMBERS),
            "<ol>\n    <li>⟦a</li>\n    <li>b⟧</li>\n</ol>",
        ),
        ("⟦a⟧", lambda to: to.toggle_block(Block.QUOTE), "<blockquote>\n⟦a⟧\n</blockquote>"),
        ("⟦字⟧", lambda to: to.insert_link(), '<a href="⟦⟧">字</a>'),
    ],
)
def test_html(editor: TextEditor, before: str, command: Command, after: str) -> None:
    QGuiApplication.clipboard().clear()
    put(editor, before, BodyFormat.HTML)
    command(Formatting(editor))
    assert seen(editor) == after
    editor.undo()
    assert editor.text() == before.replace("⟦", "").replace("⟧", "")


def test_a_table_is_begun_below_the_paragraph(editor: TextEditor) -> None:
    put(editor, "text⟦⟧\nmore")
    Formatting(editor).insert_or_align_table()
    assert editor.text().startswith("text\n\n| First | Second |\n| --- | --- |\n")
    assert editor.text().endswith("|\n\nmore")
    assert editor.textCursor().selectedText() == "First"
    editor.undo()
    assert editor.text() == "text\nmore"


def test_nothing_is_formatted_in_what_is_only_read_or_in_pieces_of_a_line(editor: TextEditor) -> None:
    put(editor, "⟦a⟧")
    editor.set_read_only(True)
    Formatting(editor).toggle_inline(Inline.STRONG)
    Formatting(editor).set_heading(1)
    assert editor.text() == "a"
    editor.set_read_only(False)
    put(editor, "⟦⟧" + "y" * (LONG_LINE + 1))
    Formatting(editor).set_heading(1)
    assert editor.text() == "y" * (LONG_LINE + 1)


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("1. a⟦⟧\n2. b\n3. c", Qt.Key.Key_Return, "1. a\n2. ⟦⟧\n3. b\n4. c"),
        ("1. a⟦⟧\n1. b", Qt.Key.Key_Return, "1. a\n1. ⟦⟧\n1. b"),
        ("1. a⟦⟧\n5. b", Qt.Key.Key_Return, "1. a\n2. ⟦⟧\n5. b"),
        ("1. a\n2. ⟦⟧b\n3. c", Qt.Key.Key_Tab, "1. a\n    1. ⟦⟧b\n2. c"),
        ("1. a\n    1. ⟦⟧b\n2. c", Qt.Key.Key_Backtab, "1. a\n2. ⟦⟧b\n3. c"),
        ("- a\n- ⟦⟧", Qt.Key.Key_Tab, "- a\n    - ⟦⟧"),
        ("- a\n- b⟦⟧", Qt.Key.Key_Tab, "- a\n    - b⟦⟧"),
    ],
)
def test_numbers_of_a_list_follow(editor: TextEditor, before: str, key: Qt.Key, after: str) -> None:
    put(editor, before)
    QTest.keyClick(editor, key)
    assert seen(editor) == after
    editor.undo()
    assert editor.text() == before.replace("⟦⟧", "")


@pytest.mark.parametrize(
    ("typed", "after"), [("*", "*⟦字𠮷⟧*"), ("(", "(⟦字𠮷⟧)"), ('"', '"⟦字𠮷⟧"'), ("_", "_⟦字𠮷⟧_")]
)
def test_a_key_surrounds_the_selection(editor: TextEditor, typed: str, after: str) -> None:
    put(editor, "⟦字𠮷⟧")
    QTest.keyClicks(editor, typed)
    assert seen(editor) == after
    editor.undo()
    assert editor.text() == "字𠮷"


@pytest.mark.parametrize(
    ("given", "after"), [("《", "《⟦字⟧》"), ("”", "“⟦字⟧”"), ("「", "「⟦字⟧」"), ("区", "区⟦⟧")]
)
def test_an_input_method_surrounds_it_as_well(editor: TextEditor, given: str, after: str) -> None:
    put(editor, "⟦字⟧")
    event = QInputMethodEvent()
    event.setCommitString(given)
    QApplication.sendEvent(editor, event)
    assert seen(editor) == after


def test_what_is_composed_triggers_nothing(editor: TextEditor) -> None:
    put(editor, "- ⟦字⟧")
    told: list[str] = []
    editor.commands[QKEY_B] = lambda: told.append("b")
    QApplication.sendEvent(editor, QInputMethodEvent("*", []))
    assert editor.composing
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    Formatting(editor).toggle_inline(Inline.STRONG)
    assert told == []
    commit = QInputMethodEvent()
    commit.setCommitString("“")
    QApplication.sendEvent(editor, commit)
    assert editor.text() == "- “"


QKEY_B = Qt.KeyboardModifier.ControlModifier.value | Qt.Key.Key_B.value


def test_keys_of_the_text_go_before_those_of_the_window(editor: TextEditor) -> None:
    put(editor, "⟦⟧")
    told: list[str] = []
    editor.commands[QKEY_B] = lambda: told.append("b")
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert told == ["b"]
    assert editor.text() == ""


def test_a_letter_of_altgr_is_no_command(editor: TextEditor) -> None:
    put(editor, "⟦⟧")
    told: list[str] = []
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    editor.commands[both.value | Qt.Key.Key_L.value] = lambda: told.append("l")
    editor.commands[both.value | Qt.Key.Key_2.value] = lambda: told.append("2")
    for key, text in ((Qt.Key.Key_L, "ł"), (Qt.Key.Key_L, "\x0c"), (Qt.Key.Key_2, "2")):
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, key, both, text))
    assert told == ["l", "2"]
