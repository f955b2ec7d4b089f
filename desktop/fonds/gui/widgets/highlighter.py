"""Colours for Markdown, HTML and front matter, laid over a document in slices so that no key waits for them.

What is typed is coloured at once; what follows from it far below (an opened fence, say) and a freshly loaded text
are coloured in the background, some milliseconds at a time. Text under an input method's hand is left alone.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from fonds.gui.widgets.grammar import Grammar

LARGEST = 2_000_000
"""A document of more characters than this is not coloured."""

SLICE = 0.006
"""Seconds that one slice may take."""

AT_ONCE = 60
"""How many blocks are coloured in the very key press that changed them."""


class SourceHighlighter(QObject):
    """Keeps one document coloured. ``formats`` gives each role of the grammar its character format."""

    def __init__(
        self, document: QTextDocument, grammar: Grammar, formats: Mapping[str, QTextCharFormat]
    ) -> None:
        super().__init__(document)
        self._grammar = grammar
        self._formats = formats
        self._next = 0
        self._until = -1
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_slice_due)
        document.contentsChange.connect(self._on_contents_changed)
        self.rehighlight()

    @property
    def _document(self) -> QTextDocument:
        # Asked of Qt each time: a reference kept here would keep the document alive for good.
        document = self.parent()
        assert isinstance(document, QTextDocument)
        return document

    @property
    def grammar(self) -> Grammar:
        """How the text is read."""
        return self._grammar

    @property
    def enabled(self) -> bool:
        """Whether the document is small enough to be coloured."""
        return self._document.characterCount() <= LARGEST

    @property
    def pending(self) -> bool:
        """Whether something is still to be coloured."""
        return self._timer.isActive()

    def set_formats(self, formats: Mapping[str, QTextCharFormat]) -> None:
        """Take new colours, unless they are the ones in use."""
        if formats is not self._formats:
            self._formats = formats
            self.rehighlight()

    def set_grammar(self, grammar: Grammar) -> None:
        """Read the text in another way."""
        if grammar != self._grammar:
            self._grammar = grammar
            self.rehighlight()

    def rehighlight(self) -> None:
        """Colour everything anew, the first screenful at once."""
        self._next, self._until = 0, self._document.blockCount() - 1
        if self.enabled:
            self._colour(count=AT_ONCE)

    def finish(self) -> None:
        """Colour what is left, however long it takes."""
        while self._next <= self._until:
            self._colour(count=1_000_000)

    def _on_contents_changed(self, position: int, removed: int, added: int) -> None:
        if not self.enabled:
            self._timer.stop()
            return
        first = self._document.findBlock(position)
        last = self._document.findBlock(position + added)
        low = first.blockNumber()
        high = last.blockNumber() if last.isValid() else self._document.blockCount() - 1
        if self._timer.isActive():
            self._next = min(self._next, low)
            # What was pending may have moved down; to colour a little too much does no harm.
            self._until = max(self._until + high - low, high)
        else:
            self._next, self._until = low, high
        self._colour(count=AT_ONCE)

    def _on_slice_due(self) -> None:
        self._colour(deadline=time.perf_counter() + SLICE)

    def _colour(self, *, count: int = 1_000_000, deadline: float = 0.0) -> None:
        """Colour from the next block on, until the count, the deadline, or a state that was so before."""
        block = self._document.findBlockByNumber(self._next)
        first = block
        done = 0
        while block.isValid() and done < count:
            before = block.userState()
            self._colour_block(block)
            done += 1
            if block.blockNumber() >= self._until and block.userState() == before:
                block = QTextBlock()
                break
            block = block.next()
            if deadline and done % 16 == 0 and time.perf_counter() > deadline:
                break
        if done:
            end = block.position() if block.isValid() else self._document.characterCount()
            self._document.markContentsDirty(first.position(), max(end - first.position(), 1))
        if block.isValid():
            self._next = block.blockNumber()
            self._until = max(self._until, self._next)
            self._timer.start()
        else:
            self._next, self._until = 0, -1
            self._timer.stop()

    def _colour_block(self, block: QTextBlock) -> None:
        layout = block.layout()
        if layout.preeditAreaText():
            return
        previous = block.previous()
        first = not previous.isValid()
        text = block.text()
        spans, state = self._grammar.spans(text, 0 if first else previous.userState(), first=first)
        if block.userState() != state:
            block.setUserState(state)
        if spans:
            layout.setFormats(self._ranges(text, spans))
        elif layout.formats():
            layout.clearFormats()

    def _ranges(self, text: str, spans: list[tuple[int, int, str]]) -> list[QTextLayout.FormatRange]:
        wide = not text.isascii() and max(text) > "\uffff"
        ranges = []
        for start, length, role in spans:
            if role not in self._formats:
                continue
            item = QTextLayout.FormatRange()
            # Qt counts a character beyond the basic plane as two.
            item.start = _utf16_length(text[:start]) if wide else start
            item.length = _utf16_length(text[start : start + length]) if wide else length
            item.format = self._formats[role]
            ranges.append(item)
        return ranges


def _utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
