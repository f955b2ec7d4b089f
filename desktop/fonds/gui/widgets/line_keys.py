"""Return and Tab in a text: a list, a quotation or an indentation goes on, and numbered items are counted anew.

Rule: each key is one undo step, and a list whose numbers did not count up before is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from fonds.gui.text_units import characters, units
from fonds.gui.widgets.line_edits import is_whole, replace_lines, selected_lines, surroundings
from fonds.text.list_items import continuation, counts_up, list_around, parse_item, renumbered

if TYPE_CHECKING:
    from fonds.gui.widgets.text_editor import TextEditor

INDENT = 4


def break_line(editor: TextEditor, *, smart: bool) -> None:
    """Start a new line; a list item, a quotation or an indentation goes on, and an empty item ends its list."""
    cursor = editor.textCursor()
    block = cursor.block()
    line = block.text()
    before = characters(line, cursor.positionInBlock())
    smart = smart and not cursor.hasSelection() and is_whole(editor, block)
    item = parse_item(line) if smart else None
    cursor.beginEditBlock()
    if item and before >= item.end and not line[item.end :].strip():
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    else:
        lead = continuation(line, block.previous().text(), block.next().text()) if smart else ""
        counted = _Numbering(block) if item and item.number >= 0 else None
        editor.source.insert_line(cursor)
        if lead and before >= len(lead.rstrip()):
            editor.source.insert_text(cursor, lead)
            if counted is not None:
                counted.renew(cursor.block())
    cursor.endEditBlock()
    editor.setTextCursor(cursor)


def indent(editor: TextEditor) -> None:
    """Indent the lines of the selection or the item, or go to the next tab stop."""
    cursor = editor.textCursor()
    block = cursor.block()
    item = parse_item(block.text())
    here = characters(block.text(), cursor.positionInBlock())
    if "\u2029" in cursor.selectedText() or (item and not cursor.hasSelection()):
        _shift_lines(editor, add=True)
        return
    cursor.insertText(" " * (INDENT - here % INDENT), QTextCharFormat())
    editor.setTextCursor(cursor)


def outdent(editor: TextEditor) -> None:
    """Take one indentation back from the lines of the selection, or from the line."""
    _shift_lines(editor, add=False)


def _shift_lines(editor: TextEditor, *, add: bool) -> None:
    """Move the lines of the selection by one indent."""
    first, last = selected_lines(editor)
    numbering = _Numbering(first) if first == last else None
    edit = QTextCursor(first)
    edit.beginEditBlock()
    block = first
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        edit.setPosition(block.position())
        text = block.text()
        if add and text.strip():
            edit.insertText(" " * INDENT, QTextCharFormat())
        elif not add:
            blanks = 1 if text.startswith("\t") else len(text[:INDENT]) - len(text[:INDENT].lstrip(" "))
            edit.setPosition(block.position() + blanks, QTextCursor.MoveMode.KeepAnchor)
            edit.removeSelectedText()
        block = block.next()
    if numbering is not None:
        numbering.renew(first)
    edit.endEditBlock()


class _Numbering:
    """The numbers of the list around a line: whether they counted up before an edit, and counting them anew after."""

    def __init__(self, block: QTextBlock) -> None:
        item = parse_item(block.text())
        self._counts = item is not None and item.number >= 0 and self._lines_count_up(block)

    def renew(self, block: QTextBlock) -> None:
        """Count anew after the line ``block`` was put in or moved."""
        if not self._counts:
            return
        above, lines, place = surroundings(block)
        first, last = list_around(lines, place)
        for _ in range(first):
            above = above.next()
        replace_lines(above, renumbered(lines[first : last + 1], moved=place - first))

    @staticmethod
    def _lines_count_up(block: QTextBlock) -> bool:
        _above, lines, place = surroundings(block)
        first, last = list_around(lines, place)
        return counts_up(lines[first : last + 1])


def surround(editor: TextEditor, opening: str, closing: str) -> None:
    """Put something before and after the selection, which stays selected."""
    cursor = editor.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    edit = editor.textCursor()
    edit.beginEditBlock()
    edit.setPosition(end)
    edit.insertText(closing, QTextCharFormat())
    edit.setPosition(start)
    edit.insertText(opening, QTextCharFormat())
    edit.endEditBlock()
    shift = units(opening, len(opening))
    cursor.setPosition(start + shift)
    cursor.setPosition(end + shift, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
