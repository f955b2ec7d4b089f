"""Formats the text of an editor, in Markdown or HTML as the text is: each command is one undo step, and undoes itself
when it is given again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor

from fonds.gui.text_units import units
from fonds.gui.widgets import line_edits
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.post import BodyFormat
from fonds.text import markup_forms, pipe_tables
from fonds.text.markup_forms import Block, Inline, LineChange

_ADDRESS = re.compile(r"(?:https?://|mailto:|/)\S{1,2000}\Z")
TABLE_ROWS = 2


class Formatting(QObject):
    """The commands of one editor. None of them does anything in a text that is only read."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    @property
    def kind(self) -> BodyFormat:
        """How the text is read."""
        return self._editor.highlighter.grammar.format

    @property
    def _locked(self) -> bool:
        return self._editor.isReadOnly() or self._editor.composing

    def toggle_inline(self, form: Inline) -> None:
        """Put a form around the selection or the word, or take it off; around each line of its own."""
        if self._locked:
            return
        cursor = self._editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        first, last = self._editor.document().findBlock(start), self._editor.document().findBlock(end)
        if form is Inline.CODE and first != last:
            self.toggle_block(Block.CODE)
            return
        cursor.beginEditBlock()
        block = first
        places: list[int] = []
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            # What is put into one line moves the end in the next ones; each line knows its own part.
            low, high = line_edits.part_of(
                block, start, end if block == last else block.position() + block.length()
            )
            if first == last or block.text()[low:high].strip():
                length = block.length()
                text, low, high = markup_forms.toggle_inline(block.text(), low, high, form, self.kind)
                line_edits.replace_in_block(block, text)
                end += block.length() - length
                places += [block.position() + units(text, low), block.position() + units(text, high)]
            block = block.next()
        cursor.endEditBlock()
        if places:
            line_edits.select(self._editor, places[0], places[-1])

    def set_heading(self, level: int) -> None:
        """Make the lines headings of a level; 0 makes them plain."""
        self._change(partial(self._headed, level))

    def toggle_block(self, form: Block) -> None:
        """Make a list, a quotation or code of the lines, or plain lines of those."""
        self._change(lambda lines: markup_forms.toggle_block(lines, form, self.kind))

    def insert_link(self) -> None:
        """Make a link of the selection; an address in the clipboard is its target."""
        if self._locked:
            return
        cursor = self._cursor_in_text()
        lines = cursor.selectedText().split("\u2029")
        others = (line[markup_forms.text_begins(line, self.kind) :] for line in lines[1:])
        text = " ".join((lines[0], *others))
        address = "" if (copied := QGuiApplication.clipboard().text().strip()) == text else copied
        address = address if _ADDRESS.match(address) else ""
        if _ADDRESS.match(text):
            text, address = "", text
        whole, low, high = markup_forms.link(text, address, self.kind)
        start = cursor.selectionStart()
        cursor.insertText(whole, QTextCharFormat())
        line_edits.select(self._editor, start + units(whole, low), start + units(whole, high))

    def _cursor_in_text(self) -> QTextCursor:
        """What is selected, without what marks the line as a quotation, a list or a heading."""
        cursor = self._editor.textCursor()
        end, block = cursor.selectionEnd(), self._editor.document().findBlock(cursor.selectionStart())
        text = block.text()
        begins = block.position() + units(text, markup_forms.text_begins(text, self.kind))
        if cursor.selectionStart() < begins:
            cursor.setPosition(begins)
            cursor.setPosition(max(begins, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def insert_image(self, text: str, address: str) -> None:
        """Put a picture where the caret is."""
        if not self._locked:
            cursor = self._cursor_in_text()
            cursor.insertText(markup_forms.image(text, address, self.kind), QTextCharFormat())
            self._editor.setTextCursor(cursor)

    def insert_or_align_table(self) -> None:
        """Set the columns of the table that the caret is in below one another; elsewhere, begin a table."""
        if self._locked:
            return
        block = self._editor.textCursor().block()
        above, lines, place = line_edits.surroundings(block)
        found = pipe_tables.find_table(lines, place) if self.kind is not BodyFormat.HTML else None
        if found is None:
            self._insert_table()
            return
        for _ in range(found[0]):
            above = above.next()
        aligned = pipe_tables.align_table(lines[found[0] : found[1] + 1])
        line_edits.change_lines(self._editor, above, LineChange(tuple(aligned)))

    def _insert_table(self) -> None:
        heads = [self.tr("First"), self.tr("Second")]
        lines = markup_forms.table(heads, TABLE_ROWS, self.kind)
        cursor = self._editor.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text().strip():
            for _ in range(2):
                self._editor.source.insert_line(cursor)
        start = cursor.position()
        self._editor.source.insert_text(cursor, "\n".join(lines))
        if cursor.block().next().isValid() and cursor.block().next().text().strip():
            self._editor.source.insert_line(cursor)
        cursor.endEditBlock()
        offset = "\n".join(lines).index(heads[0])
        line_edits.select(self._editor, start + offset, start + offset + units(heads[0], len(heads[0])))

    def _headed(self, level: int, lines: list[str]) -> LineChange:
        marked = [
            markup_forms.set_heading(line, level, self.kind) if line.strip() else line for line in lines
        ]
        if len(lines) == 1 and not lines[0].strip() and level:
            marked = [markup_forms.set_heading("", level, self.kind)]
        return LineChange(tuple(marked))

    def _change(self, change: Callable[[list[str]], LineChange]) -> None:
        if self._locked:
            return
        first, last = line_edits.selected_lines(self._editor)
        if line_edits.is_whole(self._editor, first) and line_edits.is_whole(self._editor, last):
            line_edits.change_lines(self._editor, first, change(line_edits.texts_of(first, last)))
