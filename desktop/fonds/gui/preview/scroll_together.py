"""Text and page scroll together: the one that a person scrolls leads, the other follows and is not listened to meanwhile.

Both are matched at the same part of their heights, from their tops when they stand at the top to their bottoms at the
end, so that neither jumps and both ends meet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer

from fonds.gui.panes.preview import PreviewPane
from fonds.gui.widgets.text_editor import TextEditor

QUIET = 350
"""Milliseconds after the last step of the leader until the other may lead."""
FRAME = 16


class Leader(StrEnum):
    """Which of the two is scrolled by a person."""

    NOBODY = ""
    TEXT = "text"
    PAGE = "page"


class ScrollTogether(QObject):
    """Serves one editor and one preview. ``fitting`` says whether both show the same post now."""

    def __init__(self, text: TextEditor, preview: PreviewPane, fitting: Callable[[], bool]) -> None:
        super().__init__(preview)
        self._text = text
        self._preview = preview
        self._fitting = fitting
        self._on = False
        self._leader = Leader.NOBODY
        self._pieces: list[int] = []
        self._counted: tuple[object, int] = (None, 0)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._on_quiet)
        self._next = QTimer(self, singleShot=True, interval=FRAME)
        self._next.timeout.connect(self._follow_text)
        text.verticalScrollBar().valueChanged.connect(lambda _value: self._on_text_scrolled())
        preview.scrolled.connect(self._on_page_scrolled)
        preview.page_shown.connect(lambda _post: self._on_page_shown())

    def set_on(self, on: bool) -> None:
        """Begin, or leave both to themselves."""
        self._on = on
        if on and self._may():
            self._lead(Leader.TEXT)
            self._next.start()

    @property
    def leader(self) -> Leader:
        """Which of the two leads at this moment."""
        return self._leader

    def _may(self) -> bool:
        return self._on and self._text.isVisible() and self._preview.isVisible() and self._fitting()

    def _lead(self, leader: Leader) -> None:
        self._leader = leader
        self._quiet.start()

    def _on_quiet(self) -> None:
        self._leader = Leader.NOBODY

    def _on_text_scrolled(self) -> None:
        if self._leader is not Leader.PAGE and self._may():
            self._lead(Leader.TEXT)
            if not self._next.isActive():
                self._next.start()

    def _on_page_scrolled(self, line: float, place: float) -> None:
        if self._leader is not Leader.TEXT and self._may():
            self._lead(Leader.PAGE)
            self._go_to(line, place)

    def _on_page_shown(self) -> None:
        """What was written moves the page; the text stays where it is."""
        if self._may():
            self._lead(Leader.TEXT)
            self._next.start()

    def _follow_text(self) -> None:
        if self._leader is Leader.TEXT and self._may():
            line, place = self._where()
            self._preview.show_line(line, place)

    # Where the text stands. Its scroll bar counts the lines that are seen, of which a line of the file may have several.

    def _where(self) -> tuple[float, float]:
        bar = self._text.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() > 0 else 0.0
        seen = bar.value() + place * bar.pageStep()
        document = self._text.source
        block = document.findBlockByLineNumber(int(seen))
        if not block.isValid():
            return float(self._line_of(document.blockCount())), place
        share = (seen - block.firstLineNumber()) / max(1, block.lineCount())
        first, after = self._line_of(block.blockNumber()), self._line_of(block.blockNumber() + 1)
        return first + (after - first) * min(1.0, share), place

    def _go_to(self, line: float, place: float) -> None:
        bar, document = self._text.verticalScrollBar(), self._text.source
        block = document.findBlockByNumber(min(self._block_of(int(line)), document.blockCount() - 1))
        seen = block.firstLineNumber() + (line - int(line)) * block.lineCount()
        value = round(place * bar.maximum()) if place in (0.0, 1.0) else round(seen - place * bar.pageStep())
        bar.setValue(value)

    def _line_of(self, block: int) -> int:
        """The line of the file that a block begins or goes on with."""
        return block - bisect_right(self._soft(), block)

    def _block_of(self, line: int) -> int:
        pieces = self._soft()
        block = line
        for piece in pieces:  # only where a file has lines of thousands of characters
            if piece > block:
                break
            block += 1
        return block

    def _soft(self) -> list[int]:
        source = self._text.source
        if not source.has_soft_breaks:
            return []
        if self._counted != (source, source.blockCount()):
            self._counted = (source, source.blockCount())
            self._pieces = source.pieces()
        return self._pieces
