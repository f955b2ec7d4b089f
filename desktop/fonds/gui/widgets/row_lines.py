"""Lines of text laid out once for the rows of the post list, and drawn many times.

Rule: what says the same in the same room is the same line: the cells of a table say a few things over and over.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from fonds.gui.text_units import units
from fonds.gui.theme import GRID
from fonds.model.hits import Span

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

KEPT_CELLS = 3000
"""Of some hundreds that a table has in sight, so that the screens before and after are there too."""


class CellLines:
    """The lines of a table's cells in one font, those used last."""

    def __init__(self, font: QFont, metrics: QFontMetricsF) -> None:
        self._font = font
        self._metrics = metrics
        self._kept: OrderedDict[tuple[str, int], QTextLayout] = OrderedDict()

    def find(self, text: str, room: int) -> QTextLayout:
        """The line of a text in so many pixels."""
        key = (text, room)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = laid_out(text, self._font, self._metrics, room)
            if len(self._kept) > KEPT_CELLS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept


def laid_out(
    text: str,
    font: QFont,
    metrics: QFontMetricsF,
    width: float,
    spans: Sequence[Span] = (),
    look: QTextCharFormat | None = None,
) -> QTextLayout:
    """One line of text, elided at its end to the width, with some places in a look of their own."""
    new_layout, one_line = _kinds()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
    layout = new_layout(shown, font)
    if look is not None and spans:
        whole = len(shown) if shown == text else len(shown) - 1
        layout.setFormats(
            [_range(shown, start, min(end, whole), look) for start, end in spans if start < whole]
        )
    layout.setTextOption(one_line)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(max(1.0, width) + GRID)
        # Fonts differ in what they have above the baseline; drawn at (x, baseline), the line stands on it.
        line.setPosition(QPointF(0, -line.ascent()))
    layout.endLayout()
    return layout


@cache
def _kinds() -> tuple[type[QTextLayout], QTextOption]:
    """Made with the first line: the window's start does without, and an import for each line takes its time."""
    from PySide6.QtGui import QTextLayout, QTextOption

    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return QTextLayout, option


def width_of(layout: QTextLayout) -> float:
    """The width of a line in pixels."""
    return layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0


def draw_line(painter: QPainter, layout: QTextLayout, left: float, baseline: int) -> None:
    """Draw a line that was laid out, in the painter's colour."""
    layout.draw(painter, QPointF(left, baseline))


def _range(text: str, start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextLayout

    found = QTextLayout.FormatRange()
    found.start, found.length = units(text, start), units(text, end) - units(text, start)
    found.format = look
    return found
