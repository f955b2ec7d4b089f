"""A document to be printed, or read page by page: PDF with a title page, contents with page numbers, an outline, metadata.

Rule: pages are printed some posts at a time by a printer that is handed in (``model.printing``), the contents last, when
the numbers are known. While one piece is printed, the next is gathered and the one before is written.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fonds.exporters.contents import Part, ids_of, put_under_headings
from fonds.exporters.material import ExportPost, Material
from fonds.exporters.pdf_facts import Facts, finish
from fonds.exporters.pdf_file import PdfFile
from fonds.exporters.pdf_front import front_sections
from fonds.exporters.pdf_piece import Piece
from fonds.exporters.pdf_posts import PostSheets
from fonds.exporters.target import FileTarget
from fonds.model.post import DatePrecision
from fonds.model.printing import PressKind, PrintedSheets, Sheets
from fonds.model.problems import Problem, ProblemKind


def write(material: Material, target: FileTarget) -> None:
    """Write the document."""
    parts = put_under_headings(material)
    with target.path.open("xb") as file:
        _Document(material.reordered(ids_of(parts)), target, parts, PdfFile(file)).write()


class _Document:
    def __init__(self, material: Material, target: FileTarget, parts: list[Part], file: PdfFile) -> None:
        self._material = material
        self._target = target
        self._parts = parts
        self._file = file
        self._authors: Counter[str] = Counter()
        self._days: list[str] = []
        self._told = False

    def write(self) -> None:
        self._print(PostSheets(self._material, self._target, self._parts).pieces(self._seen), front=False)
        written = set(self._target.posts)
        self._parts = [
            Part(part.heading, [entry for entry in part.entries if entry.id in written])
            for part in self._parts
        ]
        whole = self._material.whole
        authors = tuple(name for name, _ in self._authors.most_common())
        days = (min(self._days), max(self._days)) if self._days else ("", "")
        sheets = Sheets(whole.title, whole.language, whole.options.page_size, (), roman=True)
        sections = front_sections(whole, self._parts, authors, days, self._page_number)
        self._print((replace(sheets, sections=some) for some in sections), front=True)
        identity = hashlib.sha256(
            f"{whole.title}\0{whole.changed_at}\0{self._target.posts}".encode("utf-8", "surrogatepass")
        )
        facts = Facts(whole.title, authors, whole.language, whole.changed_at, identity.digest()[:16])
        finish(self._file, facts, self._parts)

    def _page_number(self, post_id: int) -> int | None:
        place = self._file.places.get(f"post-{post_id}")
        return None if place is None else place.index + 1

    def _seen(self, post: ExportPost) -> None:
        self._authors.update(post.post.metadata.authors)
        date = post.post.metadata.date
        if date.moment is not None and date.precision is not DatePrecision.YEAR:
            self._days.append(date.moment.date().isoformat())
        elif date.year:
            self._days.append(f"{date.year:04d}")

    def _print(self, pieces: Iterator[Sheets], *, front: bool) -> None:
        """Print one piece after another, each numbered from where the one before ends."""
        printer = self._material.printer
        number, waiting = 1, False
        for sheets in pieces:
            done = self._taken(printer.end()) if waiting else None
            number += len(done.pages) if done is not None else 0
            printer.begin(replace(sheets, first_number=number))
            waiting = True
            if done is not None:
                self._file.add(done, front=front)
        if waiting:
            self._file.add(self._taken(printer.end()), front=front)

    def _taken(self, printed: PrintedSheets) -> Piece:
        light = printed.press is PressKind.LIGHT
        if light and not self._told:
            self._told = True
            details = (("reason", printed.reason),)
            self._target.problems.append(
                Problem(ProblemKind.PRINTED_PLAINLY, self._target.name, details=details)
            )
        return Piece(printed.pdf, printed.places, mend=light)
