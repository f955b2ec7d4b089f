"""The finding aid on paper: PDF with a title page, an outline of the levels and metadata.

Rule: some rows are printed at a time, so that a long inventory takes no more memory than a short one.
"""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from fonds.exporters.contents import Entry, Part
from fonds.exporters.finding_aid.fragments import TABLE_END, Fragments, text_of
from fonds.exporters.finding_aid.survey import FindingAid, Level
from fonds.exporters.finding_aid.wording import Wording
from fonds.exporters.material import ExportPost, Material
from fonds.exporters.pdf_facts import Facts, finish
from fonds.exporters.pdf_file import PdfFile
from fonds.exporters.pdf_piece import Piece
from fonds.exporters.target import FolderTarget
from fonds.model.printing import PressKind, Section, SectionKind, Sheets
from fonds.model.problems import Problem, ProblemKind

ROWS = 1500
"""Rows of a piece; a level with more goes on on a new page."""


class Printed:
    """Writes the document; see ``Page``. Each level begins on a page of its own."""

    def __init__(
        self, file: BinaryIO, aid: FindingAid, words: Wording, material: Material, target: FolderTarget
    ) -> None:
        self._pdf = PdfFile(file)
        self._aid = aid
        self._words = words
        self._material = material
        self._target = target
        self._fragments = Fragments(aid, words, linked=False)
        self._sections: list[Section] = []
        self._entries: list[Entry] = []
        self._html: list[str] = []
        self._rows = 0
        self._waiting = 0
        self._pages = 0
        self._told = False

    def begin(self) -> None:
        """The title page."""
        amount = self._fragments.amount(self._aid.levels[0].extent)
        html = (
            f"<h1>{text_of(self._aid.title)}</h1>\n"
            f'<p class="meta">{self._words["finding_aid"]}</p>\n<p class="meta">{amount}</p>\n'
        )
        self._sections.append(Section(SectionKind.TITLE, html))

    def level(self, level: Level) -> None:
        """What is said of a level; of the whole also which levels there are."""
        make = self._fragments
        name = make.named(level)
        self._html = [
            f"<h1>{name}</h1>\n",
            f'<p class="meta">{make.amount(level.extent)}</p>\n',
            make.said(level),
        ]
        if not level.depth:
            self._html += [make.overview(), f"<h2>{self._words['inventory']}</h2>\n"]
        self._entries.append(Entry(len(self._entries), f"{level.number} {level.title}".strip()))
        self._rows = 0

    def post(self, post: ExportPost) -> None:
        """A post's line in the inventory."""
        if self._rows and not self._rows % ROWS:
            self._html.append(TABLE_END)
            self._end_section()
            self._print()
        if not self._rows % ROWS:
            self._html.append(self._fragments.table_head())
        self._rows += 1
        self._waiting += 1
        self._html.append(self._fragments.row(post))

    def end_level(self, level: Level) -> None:
        """What comes behind its posts."""
        if self._rows:
            self._html.append(TABLE_END)
        self._html.append(self._fragments.behind(level, self._rows))
        self._end_section()
        if self._waiting >= ROWS:
            self._print()

    def end(self) -> None:
        """Print what is left, and tell of the whole."""
        self._print()
        aid = self._aid
        words = f"{aid.title}\0{aid.changed_at}\0{self._target.posts}".encode("utf-8", "surrogatepass")
        creators = aid.levels[0].description.creators
        facts = Facts(
            aid.title, creators, self._words.tag, aid.changed_at, hashlib.sha256(words).digest()[:16]
        )
        finish(self._pdf, facts, [Part("", self._entries)])

    def _end_section(self) -> None:
        entry = self._entries[-1]
        first = self._html[0].startswith("<h1>")
        place = f"post-{entry.id}" if first else ""
        self._sections.append(
            Section(
                SectionKind.POST, "".join(self._html), place=place, head=entry.title, language=self._words.tag
            )
        )
        self._html = []

    def _print(self) -> None:
        if not self._sections:
            return
        options = self._material.whole.options
        sheets = Sheets(
            self._aid.title, self._words.tag, options.page_size, tuple(self._sections), self._pages + 1
        )
        self._material.printer.begin(sheets)
        printed = self._material.printer.end()
        if printed.press is not PressKind.WEB and not self._told:
            self._told = True
            details = (("reason", printed.reason),)
            self._target.problems.append(
                Problem(ProblemKind.PRINTED_PLAINLY, self._aid.title, details=details)
            )
        piece = Piece(printed.pdf, printed.places, mend=printed.press is not PressKind.WEB)
        self._pages += len(piece.pages)
        self._pdf.add(piece)
        self._sections, self._waiting = [], 0
