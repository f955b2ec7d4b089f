"""Changes of whole lines in a text editor, each one undo step that touches no more characters than differ: the caret,
the ends of lines and what others have marked stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from fonds.gui.text_units import characters, units
from fonds.text.markup_forms import LineChange

if TYPE_CHECKING:
    from fonds.gui.widgets.text_editor import TextEditor

MOST_LINES = 1000
"""How far from the caret a list or a table is looked for."""


def selected_lines(editor: TextEditor) -> tuple[QTextBlock, QTextBlock]:
    """The first and the last line of the selection; a line of which only the beginning is selected does not count."""
    cursor = editor.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = editor.document().findBlock(start), editor.document().findBlock(end)
    if last.position() == end and last.blockNumber() > first.blockNumber():
        last = last.previous()
    return first, last


def texts_of(first: QTextBlock, last: QTextBlock) -> list[str]:
    """The lines from one block to another."""
    found = []
    block = first
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        found.append(block.text())
        block = block.next()
    return found


def surroundings(block: QTextBlock) -> tuple[QTextBlock, list[str], int]:
    """The blocks above and below one that are not blank: the first, the text of each, and which is the one asked for."""
    first, place = block, 0
    while place < MOST_LINES and first.previous().isValid() and first.previous().text().strip():
        first = first.previous()
        place += 1
    last, below = block, 0
    while below < MOST_LINES and last.next().isValid() and last.next().text().strip():
        last = last.next()
        below += 1
    return first, texts_of(first, last), place


def is_whole(editor: TextEditor, block: QTextBlock) -> bool:
    """Whether a block is a line of the text, not a piece of a long one."""
    source = editor.source
    return not (source.ends_softly(block) or source.ends_softly(block.previous()))


def replace_in_block(block: QTextBlock, text: str) -> None:
    """Give a line another text; only what differs is touched."""
    old = block.text()
    if old == text:
        return
    start = _alike(old, text)
    rest = min(len(old), len(text)) - start
    same = min(_alike(old[::-1], text[::-1]), rest)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + units(old, start))
    cursor.setPosition(block.position() + units(old, len(old) - same), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[start : len(text) - same], QTextCharFormat())


def replace_lines(first: QTextBlock, lines: Sequence[str]) -> None:
    """Give as many lines other texts."""
    block = first
    for text in lines:
        if not block.isValid():
            return
        replace_in_block(block, text)
        block = block.next()


def change_lines(editor: TextEditor, first: QTextBlock, change: LineChange) -> None:
    """Carry a change of lines out, as one undo step; what was selected stays so."""
    places = [_Place(editor.document().findBlock(place), place) for place in _ends(editor)]
    last = editor.document().findBlockByNumber(first.blockNumber() + len(change.lines) - 1)
    old = texts_of(first, last)
    edit = QTextCursor(first)
    edit.beginEditBlock()
    replace_lines(first, change.lines)
    number = first.blockNumber()
    for offset, text in enumerate(change.before):
        edit.setPosition(editor.document().findBlockByNumber(number + offset).position())
        editor.source.insert_line(edit)
        replace_in_block(editor.document().findBlockByNumber(number + offset), text)
    bottom = number + len(change.before) + len(change.lines) - 1
    for offset, text in enumerate(change.after):
        block = editor.document().findBlockByNumber(bottom + offset)
        edit.setPosition(block.position() + block.length() - 1)
        editor.source.insert_line(edit)
        replace_in_block(block.next(), text)
    edit.endEditBlock()
    select(editor, *(place.now(editor, number, len(change.before), old, change.lines) for place in places))


def _ends(editor: TextEditor) -> tuple[int, int]:
    cursor = editor.textCursor()
    return cursor.anchor(), cursor.position()


class _Place:
    """An end of the selection, by its line and the character in it."""

    def __init__(self, block: QTextBlock, position: int) -> None:
        self._line = block.blockNumber()
        self._character = characters(block.text(), position - block.position())

    def now(self, editor: TextEditor, first: int, before: int, old: Sequence[str], new: Sequence[str]) -> int:
        """Where it is after a change that put some lines before the first, as Qt counts."""
        offset = self._line - first
        character = self._character
        if 0 <= offset < len(old):
            character = _moved(old[offset], new[offset], character)
        shift = before if offset >= 0 else 0
        block = editor.document().findBlockByNumber(self._line + shift)
        return block.position() + units(block.text(), character)


def _moved(old: str, new: str, place: int) -> int:
    """Where a place in a line is after the line was changed: beside the same character as before."""
    core, left = old.strip(), new.strip()
    if core and (found := new.find(core)) >= 0:
        return found + min(max(place - old.index(core), 0), len(core))
    if left and (found := old.find(left)) >= 0:
        return new.index(left) + min(max(place - found, 0), len(left))
    passed = sum(not character.isspace() for character in old[:place])
    passed += new.lstrip().startswith("|") and not old.lstrip().startswith("|")
    for index, character in enumerate(new):
        if passed <= 0:
            return index
        passed -= not character.isspace()
    return len(new)


def select(editor: TextEditor, anchor: int, position: int) -> None:
    """Select from one place to another, as Qt counts."""
    cursor = editor.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def part_of(block: QTextBlock, start: int, end: int) -> tuple[int, int]:
    """What of a document's part lies in a line, in characters from the line's beginning."""
    text = block.text()
    low = max(start - block.position(), 0)
    high = min(end - block.position(), block.length() - 1)
    return characters(text, low), characters(text, high)


def _alike(first: str, second: str) -> int:
    """How many characters two texts begin with in the same way."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
