"""Blocks as WordprocessingML: the text of the document, with what its links and pictures lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fonds.exporters.documents.blocks import (
    Anchor,
    Block,
    Break,
    Cell,
    Indented,
    ItemList,
    Kind,
    Look,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
)
from fonds.exporters.documents.docx_lists import BULLETS, LEVELS, STEP, Numbering
from fonds.exporters.documents.docx_parts import OFFICE, relationships_opened
from fonds.exporters.documents.docx_runs import picture_run, run
from fonds.exporters.documents.packing import Pack, xml

_STYLES = {
    Kind.BODY: "",
    Kind.META: "PostMeta",
    Kind.CODE: "CodeBlock",
    Kind.CAPTION: "Caption",
    Kind.TERM: "Term",
    Kind.RULE: "Rule",
    Kind.HEAD_CELL: "TableHead",
}
_FURTHEST = 10 * STEP
_DEEPEST_HEADING = 9


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of a block: how far in, how wide its room, in how many lists, and the style of its plain paragraphs."""

    width: int
    left: int = 0
    level: int = 0
    plain: str = ""


class Story:
    """A text that is being written, with what its links and pictures lead to."""

    def __init__(self, pack: Pack) -> None:
        self.out = pack.spool()
        self.links = pack.spool()
        self.links.write(relationships_opened())
        self.width = 0
        self.language = ""
        self.numbering = Numbering(pack.spool())
        self.pictures: dict[int, tuple[str, str]] = {}
        """Of each picture, where it lies and the relationship that leads there."""
        self._count = 0
        self._marks = 0
        self._drawings = 0
        self._addresses: dict[str, str] = {}
        self._numbered: tuple[int, int] | None = None

    def styled(self, style: str, runs: str) -> None:
        """A paragraph of a style, its runs written already."""
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        self.out.write(f"<w:p>{properties}{runs}</w:p>")

    def heading(self, look: Look, words: Sequence[Run], anchor: str, *, goes_on: bool = False) -> None:
        """A heading that links lead to; one that goes on stands on the page of the one before."""
        self._marks += 1
        mark = f'w:id="{self._marks}"'
        further = '<w:pageBreakBefore w:val="0"/>' if goes_on else ""
        self.out.write(
            f'<w:p><w:pPr><w:pStyle w:val="Heading{look.level}"/>{further}</w:pPr>'
            f'<w:bookmarkStart {mark} w:name="{xml(anchor)}"/>{self._runs(words)}<w:bookmarkEnd {mark}/></w:p>'
        )

    def begin_post(self, language: str) -> None:
        """From here on, words are in a language (empty: the document's)."""
        self.language = language
        self._addresses = {}  # an address is met again in its own post, if anywhere

    def blocks(self, blocks: Sequence[Block]) -> None:
        """The blocks of a post."""
        self._blocks(blocks, _Where(self.width))

    def _blocks(self, blocks: Sequence[Block], where: _Where) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, where)
            elif isinstance(block, Indented):
                left = min(where.left + STEP, _FURTHEST)
                plain = "Quote" if block.quoted else where.plain
                self._blocks(block.blocks, replace(where, left=left, plain=plain))
            elif isinstance(block, ItemList):
                self._list(block, where)
            else:
                self._table(block, where)

    def _list(self, block: ItemList, where: _Where) -> None:
        self._end_number(where)
        level = min(where.level, LEVELS - 1)
        inside = replace(where, left=min(where.left + STEP, _FURTHEST), level=where.level + 1)
        number, expected = BULLETS, None
        for item in block.items:
            if block.form and item.number != expected:
                number = self.numbering.add(block.form, level, item.number)
            expected = item.number + 1
            self._numbered = (number, level)
            self._blocks(item.blocks, inside)
            self._end_number(inside)

    def _end_number(self, where: _Where) -> None:
        """An item that does not begin with a paragraph gets one for its number."""
        if self._numbered is not None:
            self._paragraph(Paragraph(Look()), where)

    def _paragraph(self, block: Paragraph, where: _Where) -> None:
        runs = self._runs(block.runs)
        self.out.write(f"<w:p>{self._properties(block.look, where)}{runs}</w:p>")

    def _properties(self, look: Look, where: _Where) -> str:
        numbered, self._numbered = self._numbered, None
        style = _STYLES.get(look.kind, "")
        if look.kind is Kind.HEADING:
            style = f"Heading{min(look.level, _DEEPEST_HEADING)}"
        elif look.kind is Kind.BODY:
            style = where.plain or ("ListParagraph" if where.level else "")
        found = f'<w:pStyle w:val="{style}"/>' if style else ""
        if numbered is not None:
            found += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
        found += "<w:bidi/>" * look.rtl
        if where.left:
            hanging = f' w:hanging="{STEP}"' if numbered is not None else ' w:firstLine="0"'
            found += f'<w:ind w:left="{where.left}"{hanging}/>'
        if look.align:
            found += f'<w:jc w:val="{_alignment(look)}"/>'
        return f"<w:pPr>{found}</w:pPr>" if found else ""

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(self._linked(link, list(some)) for link, some in groupby(runs, _link_of))

    def _linked(self, link: str, runs: Sequence[Run]) -> str:
        written = "".join(self._run(item) for item in runs)
        if not link:
            return written
        if link.startswith("#"):
            return f'<w:hyperlink w:anchor="{xml(link[1:])}" w:history="1">{written}</w:hyperlink>'
        if link not in self._addresses:
            self._addresses[link] = self._relate("hyperlink", link, ' TargetMode="External"')
        return f'<w:hyperlink r:id="{self._addresses[link]}" w:history="1">{written}</w:hyperlink>'

    def _run(self, item: Run) -> str:
        if isinstance(item, Text):
            style = item.style
            if self.language and not style.language:
                style = replace(style, language=self.language)
            return run(item.text, style)
        if isinstance(item, Break):
            return "<w:r><w:br/></w:r>"
        if isinstance(item, Anchor):
            self._marks += 1
            mark = f'w:id="{self._marks}"'
            return f'<w:bookmarkStart {mark} w:name="{xml(item.name)}"/><w:bookmarkEnd {mark}/>'
        return self._picture(item)

    def _picture(self, picture: Picture) -> str:
        if picture.medium not in self.pictures:
            path = f"media/picture-{picture.medium}.{picture.kind}"
            self.pictures[picture.medium] = (path, self._relate("image", path))
        self._drawings += 1
        return picture_run(picture, self._drawings, self.pictures[picture.medium][1])

    def _relate(self, kind: str, address: str, more: str = "") -> str:
        self._count += 1
        name = f"rId{self._count}"
        self.links.write(
            f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kind}" Target="{xml(address)}"{more}/>'
        )
        return name

    def _table(self, table: Table, where: _Where) -> None:
        self._end_number(where)
        whole = max(567, where.width - where.left)
        widths = [max(1, int(part * whole)) for part in table.widths]
        indent = f'<w:tblInd w:w="{where.left}" w:type="dxa"/>' if where.left else ""
        self.out.write(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="PostTable"/>{"<w:bidiVisual/>" * table.rtl}'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0000"/></w:tblPr>'
            f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>"
        )
        for number, row in enumerate(table.rows):
            self.out.write("<w:tr>" + "<w:trPr><w:tblHeader/></w:trPr>" * (number < table.headings))
            column = 0
            for cell in row:
                self._cell(cell, sum(widths[column : column + cell.columns]))
                column += cell.columns
            self.out.write("</w:tr>")
        self.out.write('</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>')

    def _cell(self, cell: Cell, width: int) -> None:
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.columns > 1:
            properties += f'<w:gridSpan w:val="{cell.columns}"/>'
        if cell.covered or cell.rows > 1:
            properties += f"<w:vMerge{'' if cell.covered else ' w:val=' + chr(34) + 'restart' + chr(34)}/>"
        self.out.write(f"<w:tc><w:tcPr>{properties}</w:tcPr>")
        self._blocks(cell.blocks, _Where(max(567, width - 216), plain="TableText"))
        if not cell.blocks:
            self.styled("TableText", "")
        self.out.write("</w:tc>")


def _link_of(item: Run) -> str:
    if isinstance(item, Text):
        return item.style.link
    return item.link if isinstance(item, Picture) else ""


def _alignment(look: Look) -> str:
    """Word turns left and right around where the text runs from right to left."""
    if look.align in ("left", "right") and look.rtl:
        return "right" if look.align == "left" else "left"
    return {"justify": "both", "end": "right"}.get(look.align, look.align)
