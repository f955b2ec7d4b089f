"""Safe HTML to a small tree and back, as HTML or as XHTML.

Rule: reads what the sanitiser wrote, which is well nested. What nests too deep for any reader becomes flat there.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from fonds.exporters.xml_text import xml_text

VOID = frozenset(("br", "col", "hr", "img", "source", "track", "wbr"))
DEPTH = 100
"""Elements inside each other; readers of books give up at some hundreds."""
_NAMELESS = {"hidden", "controls", "loop", "muted", "open", "reversed"}
"""Attributes that say all by being there."""


@dataclass(slots=True)
class Element:
    """An element; ``children`` are elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

    def text(self) -> str:
        """All its text."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse_markup(markup: str) -> Element:
    """The tree of a piece of safe HTML, below an element without a name."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.root


def write_markup(element: Element, *, xml: bool) -> str:
    """The element's content as HTML, or as XHTML."""
    pieces: list[str] = []
    for child in element.children:
        _write(child, pieces, xml=xml)
    return "".join(pieces)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self._flattened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self._open[-1].children.append(element)
        elif len(self._open) > DEPTH:
            self._flattened.append(tag)
        else:
            self._open[-1].children.append(element)
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._flattened and tag in self._flattened:
            self._flattened.remove(tag)
        elif any(element.name == tag for element in self._open[1:]):
            while self._open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        children = self._open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)


def _write(node: Element | str, pieces: list[str], *, xml: bool) -> None:
    if isinstance(node, str):
        pieces.append(_escaped(node))
        return
    pieces.append(f"<{node.name}")
    for name, value in node.attributes.items():
        if name in _NAMELESS:
            pieces.append(f' {name}="{name}"' if xml else f" {name}")
        else:
            pieces.append(f' {name}="{html.escape(xml_text(value))}"')
    if node.name in VOID:
        pieces.append("/>" if xml else ">")
        return
    pieces.append(">")
    if node.name == "pre" and not xml and node.children and str(node.children[0])[:1] == "\n":
        pieces.append("\n")  # a reader of HTML takes the first line end away
    for child in node.children:
        _write(child, pieces, xml=xml)
    pieces.append(f"</{node.name}>")


def _escaped(text: str) -> str:
    escaped = html.escape(xml_text(text), quote=False).replace("\xa0", "&#160;").replace("\r", "&#13;")
    # Shown code like src="…" must not look like an attribute to programs that search for these without parsing.
    return escaped.replace('="', "=&quot;").replace("='", "=&#39;")
