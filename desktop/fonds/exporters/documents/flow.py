"""Words coming in one after the other -> paragraphs, with white space as HTML means it.

Source: CSS Text 3, section 4.1: a line end between two characters of Chinese or Japanese is no space.
"""

from __future__ import annotations

import re

from fonds.exporters.documents.blocks import Anchor, Block, Break, Look, Paragraph, Run, Style, Text

_SPACE = re.compile(r"([ \t\n\r\f]+)")
_LINE = re.compile(r"\r\n?|\n")
_LONG = 200
"""Lines after which a paragraph is broken: word processors lay out one of thousands of lines for minutes."""


class Flow:
    """Blocks in the making. What comes in goes into one paragraph until it is ended."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._anchors: list[Anchor] = []
        self._space: tuple[str, Style] | None = None
        self._breaks = 0

    def add_text(self, text: str, style: Style) -> None:
        """Text whose white space is one space wherever there is some."""
        for piece in _SPACE.split(text):
            if not piece:
                continue
            if not piece.strip(" \t\n\r\f"):
                if self._space is None:
                    self._space = ("\n" if "\n" in piece else " ", style)
                continue
            self._put_space(piece[0])
            self._put(piece, style)

    def add_verbatim(self, text: str, style: Style, look: Look) -> None:
        """Text whose white space and lines are kept."""
        self._put_space("")
        for number, line in enumerate(_LINE.split(text)):
            if number:
                self.add_break(look)
            if line:
                self._put(line, style)

    def add_break(self, look: Look) -> None:
        """End the line."""
        self._space = None
        self._breaks += 1
        if self._breaks > _LONG:
            self.end(look)
        else:
            self._runs.append(Break())

    def add_run(self, run: Run) -> None:
        """What is no text; an anchor waits for the words that it is before."""
        if isinstance(run, Anchor):
            self._anchors.append(run)
            return
        self._put_space("")
        self._take_anchors()
        self._runs.append(run)

    def add_block(self, block: Block, look: Look) -> None:
        """A block, after the paragraph that is being made."""
        self.end(look)
        self.blocks.append(block)

    def end(self, look: Look) -> None:
        """End the paragraph; without words there is none."""
        while self._runs and isinstance(self._runs[-1], Break):
            self._runs.pop()
        if self._runs:
            self.blocks.append(Paragraph(look, self._runs))
        self._runs, self._space, self._breaks = [], None, 0

    def finish(self, look: Look) -> list[Block]:
        """All blocks. Anchors at the end that no words follow stand in the last paragraph or in one of their own."""
        self.end(look)
        if self._anchors:
            last = self.blocks[-1] if self.blocks else None
            if not isinstance(last, Paragraph):
                last = Paragraph(look)
                self.blocks.append(last)
            last.runs += self._anchors
            self._anchors = []
        return self.blocks

    def _put_space(self, following: str) -> None:
        waiting, self._space = self._space, None
        if waiting is None or not self._runs or isinstance(self._runs[-1], Break):
            return
        last = self._runs[-1]
        before = last.text[-1:] if isinstance(last, Text) else ""
        if not (waiting[0] == "\n" and _is_wide(before) and _is_wide(following)):
            self._put(" ", waiting[1])

    def _take_anchors(self) -> None:
        self._runs += self._anchors
        self._anchors = []

    def _put(self, text: str, style: Style) -> None:
        self._take_anchors()
        last = self._runs[-1] if self._runs else None
        if isinstance(last, Text) and last.style == style:
            self._runs[-1] = Text(last.text + text, style)
        else:
            self._runs.append(Text(text, style))


def _is_wide(letter: str) -> bool:
    return "\u2e80" <= letter < "\ua4d0" or "\uf900" <= letter < "\ufb00" or "\uff00" <= letter < "\uff61"
