"""What an element and its style say about the words in it: bold, struck, aligned, from right to left."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from fonds.exporters.documents.blocks import Look, Style
from fonds.exporters.markup.tree import Element

_FACES: dict[str, dict[str, Any]] = {
    **{key: {"bold": True} for key in ("b", "strong")},
    **{key: {"italic": True} for key in ("i", "em", "cite", "var")},
    **{key: {"underline": True} for key in ("u", "ins")},
    **{key: {"strike": True} for key in ("s", "del")},
    **{key: {"code": True} for key in ("code", "kbd", "samp")},
    "sub": {"sub": True, "sup": False},
    "sup": {"sup": True, "sub": False},
    "small": {"small": True},
    "mark": {"mark": True},
}
_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]*?)\s*(?:;|$)", re.IGNORECASE)
_ALIGNS = {
    "left": "left",
    "right": "right",
    "center": "center",
    "justify": "justify",
    "start": "",
    "end": "end",
}
_LINK = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?(?::\d{1,5})?(?:[/?#]\S*)?"
    r"|mailto:[^\s/?#@]+@[A-Za-z0-9.-]+(?:\?\S*)?|tel:[+0-9().-]+",
    re.IGNORECASE,
)
_LONGEST_LINK = 2000
"""What Word takes for an address."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand. ``keep``: their white space is kept; ``most`` pixels are there for a picture."""

    style: Style
    look: Look
    most: int
    keep: bool = False
    depth: int = 0


def entered(place: Place, element: Element) -> Place:
    """The place inside of an element."""
    style = replace(place.style, **_FACES.get(element.name, {}))
    look = place.look
    keep = place.keep or element.name == "pre" or "plain" in element.attributes.get("class", "").split()
    language = element.attributes.get("lang", "")
    if language:
        style = replace(style, language=language)
    direction = _direction(element)
    for name, value in styles_of(element).items():
        if name == "text-align" and value in _ALIGNS:
            look = replace(look, align=_ALIGNS[value])
        elif name == "direction":
            direction = value
        elif name == "white-space":
            keep = value.startswith("pre")
        else:
            style = _styled(style, name, value)
    if direction:
        look = replace(look, rtl=direction == "rtl")
        style = replace(style, rtl=direction == "rtl")
    return replace(place, style=style, look=look, keep=keep)


def styles_of(element: Element) -> dict[str, str]:
    """An element's own style, property by property."""
    found = _DECLARATION.findall(element.attributes.get("style", ""))
    return {name.lower(): value.lower() for name, value in found}


def outer_link(address: str) -> str:
    """A link as a document may have it: whole, and to nowhere near the document. Empty for every other."""
    if address.startswith("//"):
        address = f"https:{address}"
    return address if len(address) <= _LONGEST_LINK and _LINK.fullmatch(address) else ""


def _styled(style: Style, name: str, value: str) -> Style:
    match name, value:
        case "font-weight", _:
            return replace(style, bold=value in ("bold", "bolder", "600", "700", "800", "900"))
        case "font-style", _:
            return replace(style, italic=value != "normal")
        case "text-decoration", "underline":
            return replace(style, underline=True)
        case "text-decoration", "line-through":
            return replace(style, strike=True)
        case "vertical-align", "sub" | "super":
            return replace(style, sub=value == "sub", sup=value == "super")
        case _:
            return style


def _direction(element: Element) -> str:
    given = element.attributes.get("dir", "")
    if given != "auto":
        return given
    for letter in element.text():
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
