"""A text document that gives back, character for character, what it was loaded with.

Qt keeps every line break as the same paragraph separator, so that CR, CRLF and U+2029 are lost. Here each separator
carries its own line end as a property of its character format; it travels with the separator through every deletion,
undo and redo. A soft break is a separator that stands for no character: very long lines are shown in pieces.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

LONG_LINE = 10_000
"""Lines of more characters than this are shown in pieces: laying out a line takes time that grows with its square."""

PIECE = 2_000
"""About how many characters a piece of a long line has."""

MARGIN = 16
"""Pixels between the text and the pane's edge."""

_ENDS = ("\n", "\r\n", "\r", "\u2029", "\ufdd0", "\ufdd1", "")
"""What Qt takes for a line break, each with its code; the last is the soft break."""

_SOFT = _ENDS.index("")
_END_PROPERTY = QTextFormat.Property.UserProperty.value + 1
_END = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
_PIECE_END = re.compile(r"[>\s。，；！？、]")
_BYTE_ORDER_MARKS = ("\ufeff", "\ufffe")
_SURROGATE = re.compile("[\ud800-\udfff]")


class SourceDocument(QTextDocument):
    """The text of one post with its undo history. ``load`` sets it, ``text`` gives it back."""

    def __init__(self, text: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setDocumentLayout(QPlainTextDocumentLayout(self))
        self._uniform = 0
        self._mixed = False
        self.has_soft_breaks = False
        self.exact = True
        self._shown = False
        self._retired = False
        self._given: tuple[int, str] | None = None
        self.load(text)

    def load(self, text: str, first: int | None = None) -> None:
        """Replace everything and forget the undo history.

        A lone surrogate, which no file can hold, is shown as U+FFFD; ``exact`` is then False. Of a text that takes long to
        load only the ``first`` characters may be loaded; the rest follows, in any pieces, by ``append``.
        """
        self._given = None
        shown = _SURROGATE.sub("\ufffd", text)
        self.exact = shown == text
        ends = set(_END.findall(shown))
        self._uniform = _ENDS.index(ends.pop()) if len(ends) == 1 else 0
        self.has_soft_breaks = len(text) > LONG_LINE and _longest_line(shown) > LONG_LINE
        self._mixed = bool(ends) or self.has_soft_breaks
        if ends:
            self._uniform = _ENDS.index(_commonest_end(shown))
        shown = shown[:first]
        self.setUndoRedoEnabled(False)
        if self._mixed or shown.startswith(_BYTE_ORDER_MARKS):
            self._load_mixed(shown)
        else:
            self.setPlainText(shown)
        # Qt counts even the margin as an edit that can be undone, so that it is set while nothing is recorded.
        self.setDocumentMargin(MARGIN)
        self.setUndoRedoEnabled(True)

    def text(self) -> str:
        """The whole text, exactly as loaded but for what was edited; new lines end as most of the file's do.

        It is remembered until the next edit: draft, preview and counts ask for it one after the other, and to put a
        megabyte together takes as long as a key may take.
        """
        if self._given is None or self._given[0] != self.revision():
            self._given = (self.revision(), self.text_between(0, self.characterCount() - 1))
        return self._given[1]

    def text_between(self, start: int, end: int) -> str:
        """The text between two positions of the document."""
        cursor = QTextCursor(self)
        if not self._mixed:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            raw = self.toRawText() if end - start == self.characterCount() - 1 else cursor.selectedText()
            return raw.replace("\u2029", _ENDS[self._uniform])
        parts: list[str] = []
        block = self.findBlock(start)
        while block.isValid() and block.position() <= end:
            if block.position() > start:
                parts.append(self._end_before(block))
            low, high = max(start - block.position(), 0), end - block.position()
            content = block.text()
            if low or high < block.length() - 1:
                content = _utf16_slice(content, low, high)
            parts.append(content)
            block = block.next()
        return "".join(parts)

    @property
    def uniform(self) -> bool:
        """Whether all lines end in the same way and none is shown in pieces."""
        return not self._mixed

    def set_shown(self, shown: bool) -> None:
        """An editor shows this document, or shows it no longer."""
        self._shown = shown
        if self._retired and not shown:
            self.deleteLater()

    def retire(self) -> None:
        """Nobody needs this document any more: free it, at the latest when an editor shows another one. (An editor's
        Python half keeps every document that it ever showed, so that to forget one does not free it.)"""
        self._retired = True
        if not self._shown:
            self.deleteLater()

    def insert_text(self, cursor: QTextCursor, text: str) -> None:
        """Insert text at a cursor, in place of its selection; every line end in it becomes one of this file's."""
        clean = _SURROGATE.sub("\ufffd", _END.sub("\n", text))
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        _insert_exactly(cursor, clean)
        cursor.endEditBlock()

    def insert_line(self, cursor: QTextCursor) -> None:
        """Start a new line at a cursor."""
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        cursor.endEditBlock()

    def ends_softly(self, block: QTextBlock) -> bool:
        """Whether a block is followed by a soft break: it is a piece of a longer line."""
        following = block.next()
        return self.has_soft_breaks and following.isValid() and _end_code(following) == _SOFT

    def pieces(self) -> list[int]:
        """The numbers of the blocks that go on with the line of the block before."""
        found = []
        block = self.firstBlock().next()
        while block.isValid():
            if _end_code(block) == _SOFT:
                found.append(block.blockNumber())
            block = block.next()
        return found

    def _end_before(self, block: QTextBlock) -> str:
        code = _end_code(block)
        return _ENDS[self._uniform] if code is None else _ENDS[code]

    def append(self, text: str) -> None:
        """Load a further piece of a text that is only read; it cannot be undone."""
        self._given = None
        self.setUndoRedoEnabled(False)
        cursor = QTextCursor(self)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._insert_mixed(cursor, _SURROGATE.sub("\ufffd", text))

    def _load_mixed(self, text: str) -> None:
        self.clear()
        self._insert_mixed(QTextCursor(self), text)

    def _insert_mixed(self, cursor: QTextCursor, text: str) -> None:
        cursor.beginEditBlock()
        run: list[str] = []
        start = 0
        for match in [*_END.finditer(text), None]:
            line = text[start:] if match is None else text[start : match.start()]
            pieces = _split_long_line(line) if len(line) > LONG_LINE else [line]
            for piece in pieces[:-1]:
                run.append(piece)
                self._insert_run(cursor, run, _SOFT)
            run.append(pieces[-1])
            if match is not None:
                code = _ENDS.index(match.group())
                if code == self._uniform:
                    run.append("\n")
                else:
                    self._insert_run(cursor, run, code)
                start = match.end()
        self._insert_run(cursor, run, None)
        cursor.endEditBlock()

    def _insert_run(self, cursor: QTextCursor, run: list[str], code: int | None) -> None:
        """Insert what was gathered, then one separator with a line end of its own."""
        _insert_exactly(cursor, "".join(run))
        run.clear()
        if code is not None:
            separator = QTextCharFormat()
            separator.setProperty(_END_PROPERTY, code)
            cursor.insertBlock(QTextBlockFormat(), separator)


def _insert_exactly(cursor: QTextCursor, text: str) -> None:
    """Insert text. A first character that looks like a byte order mark would be swallowed on its way into Qt, and the
    bytes of all others be swapped, so that it goes in behind a guard."""
    if not text.startswith(_BYTE_ORDER_MARKS):
        cursor.insertText(text, QTextCharFormat())
        return
    start = cursor.position()
    cursor.insertText("." + text, QTextCharFormat())
    guard = QTextCursor(cursor)
    guard.setPosition(start)
    guard.deleteChar()


def _end_code(block: QTextBlock) -> int | None:
    """The code of the line end before a block; None is the file's common one."""
    value = block.charFormat().property(_END_PROPERTY)
    return value if isinstance(value, int) else None


def _commonest_end(text: str) -> str:
    """The line end that most lines have; one of those that a person means, where there is one."""
    windows = text.count("\r\n")
    counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
    return max(counts, key=lambda end: counts[end])


def _longest_line(text: str) -> int:
    longest = start = 0
    for match in _END.finditer(text):
        longest = max(longest, match.start() - start)
        start = match.end()
    return max(longest, len(text) - start)


def _split_long_line(line: str) -> list[str]:
    """Pieces of about PIECE characters, cut where the eye finds a pause."""
    pieces = []
    start = 0
    while len(line) - start > PIECE:
        pause = _PIECE_END.search(line, start + PIECE * 3 // 4, start + PIECE)
        end = start + PIECE if pause is None else pause.end()
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return pieces


def _utf16_slice(text: str, start: int, end: int) -> str:
    """The part between two positions counted as Qt counts them."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")
