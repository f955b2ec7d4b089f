"""Headings of a post that stands below its own title."""

from __future__ import annotations

from fonds.exporters.markup.tree import Element


def lower_headings(root: Element) -> Element:
    """The same tree, its headings one level lower."""
    for element in root.elements():
        if len(element.name) == 2 and element.name[0] == "h" and element.name[1] in "12345":
            element.name = f"h{int(element.name[1]) + 1}"
    return root
