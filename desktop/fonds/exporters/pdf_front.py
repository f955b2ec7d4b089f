"""What stands before the posts of a printed document: the title page, and the contents with their page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from fonds.exporters.contents import Part
from fonds.exporters.material import Whole
from fonds.exporters.xml_text import xml_text
from fonds.model.printing import OPEN, Section, SectionKind

ROWS = 1000
"""Lines of the contents that are printed at once."""
NAMED_AUTHORS = 6
CONTENTS_PLACE = "contents"
_CONTENTS = (
    ("zh-hant", "目錄"),
    ("zh-tw", "目錄"),
    ("zh-hk", "目錄"),
    ("zh", "目录"),
    ("ja", "目次"),
    ("ko", "차례"),
)
"""The heading in the document's own language, by the beginning of its tag; in English else."""

PageNumber = Callable[[int], int | None]


def contents_heading(language: str) -> str:
    """What the contents are called in a language."""
    tag = language.lower()
    return next((word for start, word in _CONTENTS if tag.startswith(start)), "Contents")


def front_sections(
    whole: Whole,
    parts: Sequence[Part],
    authors: Sequence[str],
    days: tuple[str, str],
    page_number: PageNumber,
) -> Iterator[tuple[Section, ...]]:
    """The sections of each piece: the title page, then the contents."""
    title = Section(SectionKind.TITLE, _title_page(whole, authors, days))
    heading = contents_heading(whole.language)
    head = f"<h1>{_text(heading)}</h1>\n"
    rows: list[str] = []
    first: tuple[Section, ...] = (title,)
    for row in _rows(parts, page_number):
        rows.append(row)
        if len(rows) >= ROWS:
            yield (*first, _contents(head, rows, heading))
            rows, first, head = [], (), ""
    if rows or first:
        yield (*first, _contents(head, rows, heading)) if rows else first


def _contents(head: str, rows: Sequence[str], heading: str) -> Section:
    html = f'{head}<table class="contents" width="100%">\n{"".join(rows)}</table>\n'
    return Section(SectionKind.CONTENTS, html, place=CONTENTS_PLACE if head else "", head=heading)


def _title_page(whole: Whole, authors: Sequence[str], days: tuple[str, str]) -> str:
    lines = []
    if authors:
        more = " …" if len(authors) > NAMED_AUTHORS else ""
        lines.append(" · ".join(authors[:NAMED_AUTHORS]) + more)
    if days[0]:
        lines.append(days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}")
    below = "".join(f'<p class="meta">{_text(line)}</p>\n' for line in lines)
    return f"<h1>{_text(whole.title)}</h1>\n{below}"


def _rows(parts: Sequence[Part], page_number: PageNumber) -> Iterator[str]:
    for part in parts:
        if part.heading and part.entries:
            yield f'<tr class="part"><th colspan="2" align="left">{_text(part.heading)}</th></tr>\n'
        for entry in part.entries:
            number = page_number(entry.id)
            yield (
                f'<tr><td><a href="{OPEN}{entry.id}">{_text(entry.title)}</a></td>'
                f'<td class="number" align="right">{number or ""}</td></tr>\n'
            )


def _text(text: str) -> str:
    return escape(xml_text(text))
