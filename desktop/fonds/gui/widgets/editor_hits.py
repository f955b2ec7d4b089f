"""Marks in the text that is edited what was searched for, and goes from one hit to the next.

Rule: only what is in sight is marked, again after each scroll and each key, so that a text of megabytes costs no more
than a screen of it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from fonds.gui.text_units import characters, units
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.text_editor import TextEditor
from fonds.model.hits import HitFinder, Span
from fonds.text.hit_marking import find_spans

MOST_MARKS = 500
"""Marks at once; a screen has no more."""
LONGEST = 200_000
"""Characters of one line beyond which it is not looked through."""


class EditorHits(QObject):
    """Serves one editor of texts."""

    def __init__(self, editor: TextEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._finder = HitFinder()
        self._marked = False
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._mark)
        editor.updateRequest.connect(lambda _rect, scrolled: self._rest.start() if scrolled else None)
        editor.textChanged.connect(self._rest.start)
        theme.changed.connect(self._rest.start)

    def set_finder(self, finder: HitFinder) -> None:
        """Mark something else, or nothing."""
        self._finder = finder
        self._rest.start()

    def look_again(self) -> None:
        """Another document is shown."""
        self._rest.start()

    def go_to_hit(self, step: int) -> bool:
        """Select the next hit from the cursor on (the one before when negative), round the end; False when there is
        none. Walks the lines, each once."""
        cursor = self._editor.textCursor()
        here = cursor.selectionEnd() if step > 0 else cursor.selectionStart()
        block = self._editor.document().findBlock(here)
        found = self._in_block(block, step, here - block.position())
        walked = block
        while found is None and walked.isValid():
            walked = walked.next() if step > 0 else walked.previous()
            found = self._in_block(walked, step)
        if found is None:
            document = self._editor.document()
            walked = document.firstBlock() if step > 0 else document.lastBlock()
            while walked.isValid() and (found := self._in_block(walked, step)) is None and walked != block:
                walked = walked.next() if step > 0 else walked.previous()
        if found is None:
            return False
        self._editor.setTextCursor(found)
        self._editor.centerCursor()
        return True

    def _spans(self, block: QTextBlock) -> tuple[Span, ...]:
        if not block.isValid() or block.length() > LONGEST:
            return ()
        return find_spans(self._finder.body, block.text())

    def _in_block(self, block: QTextBlock, step: int, place: int | None = None) -> QTextCursor | None:
        """The first hit of a line from a place on, or the last one before it; Qt's own units."""
        text = block.text() if block.isValid() else ""
        edge = None if place is None else characters(text, place)
        spans = [
            span
            for span in self._spans(block)
            if edge is None or (span[0] >= edge if step > 0 else span[1] <= edge)
        ]
        return self._cursor(block, text, spans[0 if step > 0 else -1]) if spans else None

    def _cursor(self, block: QTextBlock, text: str, span: Span) -> QTextCursor:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(text, span[0]))
        cursor.setPosition(block.position() + units(text, span[1]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self) -> None:
        hints: list[QTextEdit.ExtraSelection] = []
        block = self._editor.firstVisibleBlock()
        bottom = self._editor.viewport().rect().bottom()
        while self._finder.body is not None and block.isValid() and len(hints) < MOST_MARKS:
            area = self._editor.blockBoundingGeometry(block).translated(self._editor.contentOffset())
            if area.top() > bottom:
                break
            text = block.text()
            hints += [self._hint(self._cursor(block, text, span)) for span in self._spans(block)]
            block = block.next()
        if hints or self._marked:
            self._marked = bool(hints)
            self._editor.set_hit_hints(hints[:MOST_MARKS])

    def _hint(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        hint = QTextEdit.ExtraSelection()
        hint.cursor = cursor
        hint.format.setBackground(self._theme.color(Role.HIT))
        hint.format.setForeground(self._theme.color(Role.HIT_TEXT))
        return hint
