"""What a text is made of for a word processor: blocks, and in paragraphs runs. Every word of a post is in one of them.

Rule: data only. Widths of pictures are in pixels of 1/96 inch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    META = "meta"
    CODE = "code"
    CAPTION = "caption"
    TERM = "term"
    RULE = "rule"
    HEAD_CELL = "head-cell"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. ``level`` counts a heading's; ``align`` is empty or a value of CSS ``text-align``."""

    kind: Kind = Kind.BODY
    level: int = 0
    align: str = ""
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set. ``link`` is an address, or ``#`` with the name of an anchor; ``language`` a tag, empty where it is
    the document's own."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    sub: bool = False
    sup: bool = False
    code: bool = False
    small: bool = False
    mark: bool = False
    rtl: bool = False
    link: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; white space counts as it stands, without line ends."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside of a paragraph."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to."""

    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the line; ``medium`` is the number of its file, ``kind`` its media type after ``image/``."""

    medium: int
    kind: str
    width: int
    height: int
    words: str
    link: str = ""


Run = Text | Break | Anchor | Picture


@dataclass(slots=True)
class Paragraph:
    """A paragraph; one of kind RULE is a line across."""

    look: Look
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """An item of a list and the number that it has."""

    number: int
    blocks: list[Block]


@dataclass(slots=True)
class ItemList:
    """A list; ``form`` is ``1``, ``a``, ``A``, ``i`` or ``I`` for a numbered one, else empty."""

    form: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Indented:
    """Blocks that stand further in: a quotation, or what a term means."""

    blocks: list[Block]
    quoted: bool = True


@dataclass(slots=True)
class Cell:
    """A cell that takes ``columns`` times ``rows`` places; ``covered`` is one that a cell above reaches into."""

    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    covered: bool = False
    heading: bool = False


@dataclass(slots=True)
class Table:
    """A table. In each row the cells' ``columns`` add up to the number of ``widths``, which are parts of 1; the first
    ``headings`` rows are repeated on each page."""

    widths: list[float]
    rows: list[list[Cell]]
    headings: int = 0
    rtl: bool = False


Block = Paragraph | ItemList | Indented | Table
