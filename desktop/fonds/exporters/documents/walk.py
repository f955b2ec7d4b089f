"""The one walk from a post's tree to blocks and runs, which both formats share.

Rule: no words are lost. What a word processor cannot show is told in its place, by the name of its file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from fonds.exporters.documents.blocks import (
    Anchor,
    Block,
    Cell,
    Indented,
    Item,
    ItemList,
    Kind,
    Look,
    Paragraph,
    Picture,
    Style,
    Text,
)
from fonds.exporters.documents.flow import Flow
from fonds.exporters.documents.formula import formula_text
from fonds.exporters.documents.marks import Place, entered, outer_link
from fonds.exporters.documents.pictures import MOST_WIDTH
from fonds.exporters.documents.tables import make_table
from fonds.exporters.markup.tree import Element

Show = Callable[[Element, int], Picture | str]
"""A picture or player and the width that is there -> what takes its place: a picture, or words."""
_PLAIN = frozenset(("div", "p", "section", "article", "aside", "figure", "details"))
_NESTED_TABLES = 3
_STEP = 40
"""Pixels that an indentation takes from the width."""


class Walk:
    """Blocks of a post. ``linked`` are the anchors that links lead to; others are left out."""

    def __init__(self, root: Element, linked: Collection[str], show: Show) -> None:
        self._root = root
        self._linked = linked
        self._show = show

    def blocks(self) -> list[Block]:
        """All blocks of the post."""
        return self._inside(self._root, Place(Style(), Look(), MOST_WIDTH))

    def _inside(self, element: Element, place: Place) -> list[Block]:
        flow = Flow()
        self._anchor(element, flow)
        self._children(element, place, flow)
        return flow.finish(place.look)

    def _children(self, element: Element, place: Place, flow: Flow) -> None:
        for child in element.children:
            if isinstance(child, Element):
                self._element(child, place, flow)
            elif place.keep:
                flow.add_verbatim(child, place.style, place.look)
            else:
                flow.add_text(child, place.style)

    def _element(self, element: Element, outer: Place, flow: Flow) -> None:
        place = entered(outer, element)
        name = element.name
        own = _BLOCKS.get(name)
        if own is None and name not in _PLAIN:
            self._anchor(element, flow)
            _INLINE.get(name, Walk._children)(self, element, place, flow)
            return
        flow.end(outer.look)
        self._anchor(element, flow)
        (own or Walk._children)(self, element, place, flow)
        flow.end(place.look)

    def _anchor(self, element: Element, flow: Flow) -> None:
        name = element.attributes.get("id", "")
        if name in self._linked:
            flow.add_run(Anchor(name))

    # what stands in a line

    def _break(self, _element: Element, place: Place, flow: Flow) -> None:
        flow.add_break(place.look)

    def _nothing(self, _element: Element, _place: Place, _flow: Flow) -> None:
        return

    def _link(self, element: Element, place: Place, flow: Flow) -> None:
        address = element.attributes.get("href", "")
        link = address if address.startswith("#") and len(address) > 1 else outer_link(address)
        self._children(element, replace(place, style=replace(place.style, link=link)), flow)

    def _medium(self, element: Element, place: Place, flow: Flow) -> None:
        found = self._show(element, place.most)
        if isinstance(found, str):
            flow.add_text(f"[{found}]" if found else "", place.style)
        else:
            flow.add_run(replace(found, link=place.style.link))
        self._children(element, place, flow)

    def _formula(self, element: Element, place: Place, flow: Flow) -> None:
        flow.add_text(formula_text(element), replace(place.style, italic=True))

    def _quoted(self, element: Element, place: Place, flow: Flow) -> None:
        flow.add_text("“", place.style)
        self._children(element, place, flow)
        flow.add_text("”", place.style)

    def _reading(self, element: Element, place: Place, flow: Flow) -> None:
        """How a character is read, behind it: what is drawn above is lost to whoever copies or converts the text."""
        words = element.text().strip()
        flow.add_text(f"（{words}）" if words else "", place.style)

    # what stands by itself

    def _heading(self, element: Element, place: Place, flow: Flow) -> None:
        look = replace(place.look, kind=Kind.HEADING, level=int(element.name[1]) + 2)
        self._in_look(element, replace(place, look=look), flow)

    def _in_look(self, element: Element, place: Place, flow: Flow) -> None:
        self._children(element, place, flow)
        flow.end(place.look)

    def _verbatim(self, element: Element, place: Place, flow: Flow) -> None:
        look = replace(place.look, kind=Kind.CODE, align="")
        self._in_look(element, replace(place, look=look, style=replace(place.style, code=False)), flow)

    def _caption(self, element: Element, place: Place, flow: Flow) -> None:
        self._in_look(element, replace(place, look=replace(place.look, kind=Kind.CAPTION)), flow)

    def _term(self, element: Element, place: Place, flow: Flow) -> None:
        self._in_look(element, replace(place, look=replace(place.look, kind=Kind.TERM)), flow)

    def _line(self, _element: Element, place: Place, flow: Flow) -> None:
        flow.add_block(Paragraph(replace(place.look, kind=Kind.RULE)), place.look)

    def _quotation(self, element: Element, place: Place, flow: Flow) -> None:
        blocks = self._inside(element, _narrowed(place))
        if blocks:
            flow.add_block(Indented(blocks, quoted=element.name == "blockquote"), place.look)

    def _list(self, element: Element, place: Place, flow: Flow) -> None:
        ordered = element.name == "ol"
        made = ItemList(element.attributes.get("type", "1") if ordered else "")
        items = [child for child in element.children if isinstance(child, Element)]
        step = -1 if "reversed" in element.attributes else 1
        number = int(element.attributes.get("start", len(items) if step < 0 else 1))
        for child in items:
            number = int(child.attributes.get("value", number))
            made.items.append(Item(number, self._inside(child, entered(_narrowed(place), child))))
            number += step
        if made.items:
            flow.add_block(made, place.look)

    def _table(self, element: Element, place: Place, flow: Flow) -> None:
        rows: list[tuple[Element, int]] = []
        headings = 0
        for part in element.children:
            if isinstance(part, Element) and part.name == "caption":
                self._element(part, place, flow)
            elif isinstance(part, Element) and part.name in ("thead", "tbody", "tfoot"):
                own = [row for row in part.children if isinstance(row, Element)]
                rows += [(row, len(own) - number) for number, row in enumerate(own)]
                headings = len(rows) if part.name == "thead" else headings
        look = replace(place.look, align="")
        if place.depth >= _NESTED_TABLES:
            for row, _ in rows:
                for cell in row.children:
                    flow.end(look)
                    if isinstance(cell, Element):
                        self._children(cell, entered(place, cell), flow)
            return
        count = max((len(row.children) for row, _ in rows), default=1)
        most = max(32, place.most // max(1, count))
        inner = replace(place, look=look, most=most, depth=place.depth + 1)
        cells = [self._cells(row, left, inner) for row, left in rows]
        table = make_table(cells, headings, rtl=place.look.rtl)
        if table is not None:
            flow.add_block(table, place.look)

    def _cells(self, row: Element, left: int, place: Place) -> list[Cell]:
        """A row's cells; none reaches further down than the ``left`` rows of its part of the table."""
        made = []
        across = entered(place, row)
        for cell in row.children:
            if not isinstance(cell, Element):
                continue
            inside = entered(across, cell)
            if cell.name == "th":
                inside = replace(inside, look=replace(inside.look, kind=Kind.HEAD_CELL))
            columns = int(cell.attributes.get("colspan", 1))
            height = min(left, int(cell.attributes.get("rowspan", 1)))
            made.append(Cell(self._inside(cell, inside), columns, height, heading=cell.name == "th"))
        return made


def texts_of(words: str, style: Style) -> list[Text]:
    """Words as runs; none where there are none."""
    return [Text(words, style)] if words else []


def _narrowed(place: Place) -> Place:
    return replace(place, most=max(32, place.most - _STEP))


_Visit = Callable[[Walk, Element, Place, Flow], None]
_INLINE: dict[str, _Visit] = {
    "a": Walk._link,
    "audio": Walk._medium,
    "br": Walk._break,
    "img": Walk._medium,
    "math": Walk._formula,
    "q": Walk._quoted,
    "rp": Walk._nothing,
    "rt": Walk._reading,
    "source": Walk._nothing,
    "video": Walk._medium,
    "wbr": Walk._nothing,
}
_BLOCKS: dict[str, _Visit] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Walk._heading),
    **dict.fromkeys(("ul", "ol"), Walk._list),
    **dict.fromkeys(("blockquote", "dd"), Walk._quotation),
    **dict.fromkeys(("dt", "summary"), Walk._term),
    **dict.fromkeys(("figcaption", "caption"), Walk._caption),
    "dl": Walk._children,
    "hr": Walk._line,
    "pre": Walk._verbatim,
    "table": Walk._table,
}
