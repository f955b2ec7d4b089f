"""Where the lines of a text stand in a document of Qt's own rich text. Read once for each page, when it is first asked."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtGui import QTextDocument

from fonds.services.previewing import LINE


class LightLines:
    """The marks of one page: lines in order, and the positions of the characters that they stand before."""

    def __init__(self, document: QTextDocument, last: int = 0) -> None:
        """``last`` is the line after the last one, which stands for the end of the page."""
        self._document = document
        self._lines: list[int] = []
        self._positions: list[int] = []
        block = document.begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                piece = place.fragment()
                names = [name for name in piece.charFormat().anchorNames() if name.startswith(LINE)]
                if names:
                    self._lines.append(int(names[-1].removeprefix(LINE)))
                    self._positions.append(piece.position())
                place += 1
            block = block.next()
        if self._lines and last > self._lines[-1]:
            self._lines.append(last)
            self._positions.append(document.characterCount() - 1)

    def top_of(self, line: float) -> float:
        """The distance of a line from the top of the document, in pixels."""
        here = bisect_right(self._lines, line) - 1
        low = self._top(here)
        if here < 0 or here + 1 >= len(self._lines):
            return low
        first, following = self._lines[here], self._lines[here + 1]
        share = (line - first) / (following - first) if following > first else 0.0
        return low + (self._top(here + 1) - low) * share

    def line_at(self, top: float) -> float:
        """The line that stands so many pixels below the top of the document."""
        low, high = -1, len(self._lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._top(middle) <= top else (low, middle - 1)
        if low < 0:
            return 0.0
        line = float(self._lines[low])
        if low + 1 >= len(self._lines):
            return line
        first, following = self._top(low), self._top(low + 1)
        share = (top - first) / (following - first) if following > first else 0.0
        return line + (self._lines[low + 1] - line) * min(1.0, share)

    def _top(self, place: int) -> float:
        """Where a mark stands. The first stands for the top of the page: what is above it, the title, belongs to it."""
        if place <= 0:
            return 0.0
        position = self._positions[place]
        block = self._document.findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        top = self._document.documentLayout().blockBoundingRect(block).top()
        return top + (line.y() if line.isValid() else 0.0)
