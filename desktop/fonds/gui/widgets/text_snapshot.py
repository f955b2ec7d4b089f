"""A document's text at one moment, for work in another thread, and where its characters stand in the document.

Qt counts a character beyond the first 65,536 twice, and a soft break as one though it stands for none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from fonds.gui.widgets.source_document import SourceDocument

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class TextSnapshot:
    """``text`` has a line feed for each end of a line."""

    def __init__(self, source: SourceDocument) -> None:
        self.state = (source, source.revision())
        raw = source.toRawText().replace("\u2029", "\n")
        wide = (
            [match.start() for match in _WIDE.finditer(raw)] if len(raw) < source.characterCount() - 1 else []
        )
        self._soft: list[int] = []
        if source.has_soft_breaks:
            raw, wide = self._without_soft_breaks(source, raw, wide)
        self.text = raw
        self._wide = [place + 1 for place in wide]

    def fits(self, source: SourceDocument) -> bool:
        """Whether the document still is as it was."""
        return self.state == (source, source.revision())

    def position(self, index: int, *, end: bool = False) -> int:
        """Where a character stands in the document; the ``end`` of a part lies before a soft break."""
        soft = bisect_left(self._soft, index) if end else bisect_right(self._soft, index)
        return index + bisect_right(self._wide, index) + soft

    def index(self, position: int) -> int:
        """Which character stands at a place of the document."""
        if not self._wide and not self._soft:
            return min(position, len(self.text))
        return min(bisect_left(range(len(self.text) + 1), position, key=self.position), len(self.text))

    def _without_soft_breaks(
        self, source: SourceDocument, raw: str, wide: list[int]
    ) -> tuple[str, list[int]]:
        units = [place + number for number, place in enumerate(wide)]
        breaks = []
        for number in source.pieces():
            place = source.findBlockByNumber(number).position() - 1
            breaks.append(place - bisect_left(units, place))
        parts, start = [], 0
        for place in breaks:
            parts.append(raw[start:place])
            start = place + 1
        parts.append(raw[start:])
        self._soft = [place - number for number, place in enumerate(breaks)]
        return "".join(parts), [place - bisect_left(breaks, place) for place in wide]
