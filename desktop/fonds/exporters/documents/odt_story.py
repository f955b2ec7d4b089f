"""Blocks as OpenDocument text.

Rule: a list holds no table there, so lists end before one and go on after it, with the number that is next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fonds.exporters.documents.blocks import (
    Anchor,
    Block,
    Break,
    Cell,
    Indented,
    Item,
    ItemList,
    Kind,
    Look,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
)
from fonds.exporters.documents.odt_automatic import LEVELS, STEP, Automatic
from fonds.exporters.documents.packing import Spool, xml

_STYLES = {
    Kind.BODY: "Standard",
    Kind.META: "Post_20_Meta",
    Kind.CODE: "Code_20_Block",
    Kind.CAPTION: "Caption",
    Kind.TERM: "Term",
    Kind.RULE: "Horizontal_20_Line",
    Kind.HEAD_CELL: "Table_20_Heading",
}
_FURTHEST = 10
_DEEPEST_HEADING = 10
_MOST = 32767
_CENTIMETRES = 2.54 / 96
_SPACES = re.compile(r"(\t|^ +| {2,})")


@dataclass(slots=True)
class _OpenList:
    """A list around the present place. ``tag`` is that of its item, empty while the list is interrupted; ``renewed``: its
    next number is not known to whoever reads it."""

    style: str
    numbered: bool
    tag: str = ""
    expected: int = 1
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of a block: its room, how many steps in it is, in how many lists, and how far in the nearest one has
    it by itself."""

    width: float
    left: int = 0
    level: int = 0
    list_left: int = -1
    plain: str = "Standard"


class Story:
    """The text of a document, being written."""

    def __init__(self, spool: Spool, automatic: Automatic) -> None:
        self.out = spool
        self.width = 0.0
        self.language = ""
        self.pictures: dict[int, tuple[str, str]] = {}
        self._automatic = automatic
        self._lists: list[_OpenList] = []
        self._counts = {"table": 0, "picture": 0}

    def styled(self, style: str, content: str) -> None:
        """A paragraph of a style, its content written already."""
        self.out.write(f'<text:p text:style-name="{style}">{content}</text:p>')

    def heading(self, look: Look, words: Sequence[Run], anchor: str, *, goes_on: bool = False) -> None:
        """A heading that links lead to; one that goes on stands on the page of the one before."""
        style = self._automatic.paragraph(f"Heading_20_{look.level}", look, None, goes_on=goes_on)
        mark = f'text:name="{xml(anchor)}"'
        self.out.write(
            f'<text:h text:style-name="{style}" text:outline-level="{look.level}"><text:bookmark-start {mark}/>'
            f"{self._runs(words)}<text:bookmark-end {mark}/></text:h>"
        )

    def blocks(self, blocks: Sequence[Block]) -> None:
        """The blocks of a post."""
        self._blocks(blocks, _Where(self.width))

    def _blocks(self, blocks: Sequence[Block], where: _Where) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, where)
            elif isinstance(block, Indented):
                left = min(where.left + 1, _FURTHEST)
                plain = "Quotations" if block.quoted else where.plain
                self._blocks(block.blocks, replace(where, left=left, plain=plain))
            elif isinstance(block, ItemList):
                self._list(block, where)
            else:
                self._table(block, where)

    def _paragraph(self, block: Paragraph, where: _Where) -> None:
        look = block.look
        runs = self._runs(block.runs)
        self._go_on(len(self._lists))
        if look.kind is Kind.HEADING:
            level = min(look.level, _DEEPEST_HEADING)
            style = self._automatic.paragraph(f"Heading_20_{level}", look, where.left or None)
            self.out.write(f'<text:h text:style-name="{style}" text:outline-level="{level}">{runs}</text:h>')
            return
        base = where.plain if look.kind is Kind.BODY else _STYLES[look.kind]
        in_list = where.left == where.list_left and look.kind is not Kind.CODE
        left = None if in_list or not where.left else where.left
        self.styled(self._automatic.paragraph(base, look, left), runs)

    # lists

    def _list(self, block: ItemList, where: _Where) -> None:
        offset = max(0, where.left - where.level)
        opened = _OpenList(self._automatic.list(block.form, offset), bool(block.form))
        outer = len(self._lists)
        self._go_on(outer)
        self._lists.append(opened)
        plain = "List_20_Contents" if where.plain == "Standard" else where.plain
        left = min(where.left + 1, _FURTHEST)
        inside = replace(where, left=left, level=min(where.level + 1, LEVELS), list_left=left, plain=plain)
        for item in block.items:
            self._item(item, opened, outer, inside)
        self._close(opened)
        self._lists.pop()

    def _item(self, item: Item, opened: _OpenList, outer: int, where: _Where) -> None:
        start = ""
        if opened.numbered and (item.number != opened.expected or opened.renewed):
            start = f' text:start-value="{min(max(item.number, 0), _MOST)}"'
        opened.expected = item.number + 1
        if opened.tag:
            self.out.write(f"</text:{opened.tag}><text:list-item{start}>")
        else:
            self._go_on(outer)
            self.out.write(f'<text:list text:style-name="{opened.style}"><text:list-item{start}>')
        opened.tag, opened.renewed = "list-item", False
        if not item.blocks or isinstance(item.blocks[0], (ItemList, Table)):
            self._paragraph(Paragraph(Look()), where)
        self._blocks(item.blocks, where)

    def _close(self, opened: _OpenList) -> None:
        if opened.tag:
            self.out.write(f"</text:{opened.tag}></text:list>")
            opened.tag, opened.renewed = "", True

    def _go_on(self, count: int) -> None:
        """Open the outer lists again that were interrupted, without a number."""
        for opened in self._lists[:count]:
            if not opened.tag:
                self.out.write(f'<text:list text:style-name="{opened.style}"><text:list-header>')
                opened.tag = "list-header"

    # tables

    def _table(self, table: Table, where: _Where) -> None:
        for opened in reversed(self._lists):
            self._close(opened)
        around, self._lists = self._lists, []
        whole = max(1.0, where.width - where.left * STEP)
        widths = [round(max(0.3, part * whole), 1) for part in table.widths]
        self._counts["table"] += 1
        style = self._automatic.table(sum(widths), where.left)
        self.out.write(f'<table:table table:name="Table{self._counts["table"]}" table:style-name="{style}">')
        for width in widths:
            self.out.write(f'<table:table-column table:style-name="{self._automatic.column(width)}"/>')
        if table.headings:
            self.out.write("<table:table-header-rows>")
        for number, row in enumerate(table.rows):
            if table.headings and number == table.headings:
                self.out.write("</table:table-header-rows>")
            self._row(row, widths)
        self.out.write("</table:table>")
        self._lists = around

    def _row(self, row: Sequence[Cell], widths: Sequence[float]) -> None:
        self.out.write("<table:table-row>")
        column = 0
        for cell in row:
            covered = cell.columns if cell.covered else cell.columns - 1
            if not cell.covered:
                self._cell(cell, sum(widths[column : column + cell.columns]))
            self.out.write("<table:covered-table-cell/>" * covered)
            column += cell.columns
        self.out.write("</table:table-row>")

    def _cell(self, cell: Cell, width: float) -> None:
        spans = f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else ""
        self.out.write(f'<table:table-cell table:style-name="Cell" office:value-type="string"{spans}>')
        self._blocks(cell.blocks, _Where(max(1.0, width - 0.4), plain="Table_20_Contents"))
        if not cell.blocks:
            self.styled("Table_20_Contents", "")
        self.out.write("</table:table-cell>")

    # what stands in a line

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(self._linked(link, list(some)) for link, some in groupby(runs, _link_of))

    def _linked(self, link: str, runs: Sequence[Run]) -> str:
        written = "".join(self._run(item) for item in runs)
        return f'<text:a xlink:type="simple" xlink:href="{xml(link)}">{written}</text:a>' if link else written

    def _run(self, item: Run) -> str:
        if isinstance(item, Text):
            style = item.style
            if self.language and not style.language:
                style = replace(style, language=self.language)
            name = self._automatic.words(style)
            words = _spaced(item.text)
            return f'<text:span text:style-name="{name}">{words}</text:span>' if name else words
        if isinstance(item, Break):
            return "<text:line-break/>"
        if isinstance(item, Anchor):
            return f'<text:bookmark text:name="{xml(item.name)}"/>'
        return self._picture(item)

    def _picture(self, picture: Picture) -> str:
        name = f"Pictures/picture-{picture.medium}.{picture.kind}"
        path, kind = self.pictures.setdefault(picture.medium, (name, f"image/{picture.kind}"))
        self._counts["picture"] += 1
        size = f'svg:width="{picture.width * _CENTIMETRES:.3f}cm" svg:height="{picture.height * _CENTIMETRES:.3f}cm"'
        words = f"<svg:desc>{xml(picture.words[:2000])}</svg:desc>" if picture.words else ""
        return (
            f'<draw:frame draw:style-name="Picture" draw:name="Picture{self._counts["picture"]}" '
            f'text:anchor-type="as-char" {size}><draw:image xlink:href="{path}" xlink:type="simple" '
            f'xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="{kind}"/>{words}</draw:frame>'
        )


def _spaced(text: str) -> str:
    """Words with every space that counts; the format takes several for one."""
    return "".join(_piece(piece) for piece in _SPACES.split(text) if piece)


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<text:tab/>"
    return f'<text:s text:c="{len(piece)}"/>' if not piece.strip(" ") else xml(piece)


def _link_of(item: Run) -> str:
    if isinstance(item, Text):
        return item.style.link
    return item.link if isinstance(item, Picture) else ""
