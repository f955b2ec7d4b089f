"""The addresses in the attributes of HTML: found by their equal sign, since most texts have few."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from fonds.text.reference_marks import Found

_SHOWN = {
    "src": True,
    "href": False,
    "poster": True,
    "data": True,
    "background": True,
    "srcset": True,
    "xlink:href": True,
    # Loaded by a script once they are seen: a page that shows them has its own ways to name them.
    "data-src": False,
    "data-original": False,
    "data-lazy-src": False,
    "data-srcset": False,
}
_ENDINGS = (
    "src",
    "href",
    "poster",
    "data",
    "background",
    "set",
    "style",
    "original",
    "SRC",
    "HREF",
    "Src",
    "Href",
)
_NAME = re.compile(r"[\s\"'/]([\w:-]+)\Z")
_MARKS = r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}"
_VALUE = re.compile(
    rf"=[ \t]*(?:\"(?P<double>(?:{_MARKS}|[^\"<>\n]){{1,2000}}+)\"|'(?P<single>(?:{_MARKS}|[^'<>\n]){{1,2000}}+)'"
    rf"|(?P<bare>(?:{_MARKS}|[^\s\"'<>]){{1,2000}}+))"
)
_LONG_VALUE = re.compile(r"=[ \t]*(?:\"(?P<double>[^\"<>]{1,4000})\"|'(?P<single>[^'<>]{1,4000})')")
_CANDIDATE = re.compile(r"(?P<address>[^\s,]\S{0,2000})(?:\s+[\d.]+[wxh])?\s*(?:,|\Z)?")
_CSS = re.compile(
    r"url\(\s*(?:\"([^\"()]{1,1000})\"|'([^'()]{1,1000})'|([^\s\"'()]{1,1000}))\s*\)", re.IGNORECASE
)
_PLACES = ("{static}", "{attach}", "{filename}", "{{", "{%")
_TAG_LENGTH = 1000


def find_in_attributes(body: str) -> Iterator[Found]:
    """The addresses in the attributes of a body, in order."""
    place = body.find("=")
    while place >= 0:
        before = body[max(0, place - 20) : place].rstrip(" \t")
        if before.endswith(_ENDINGS) or before.lower().endswith(_ENDINGS):
            named = _NAME.search(before)
            if named is not None:
                yield from _values(body, place, named.group(1).lower())
        place = body.find("=", place + 1)


def _values(body: str, place: int, name: str) -> Iterator[Found]:
    if name in ("srcset", "data-srcset", "style"):
        found = _LONG_VALUE.match(body, place)
        if found is not None:
            group = found.lastgroup or ""
            yield from _inner(found[group], found.start(group), name)
        return
    found = _VALUE.match(body, place) if name in _SHOWN else None
    if found is None:
        return
    group = found.lastgroup or ""
    value = found[group]
    if group == "bare" and value[0] in "{`" and not value.startswith(_PLACES):
        return  # an expression of MDX, or the word of a shortcode
    if name == "href" and _is_icon(body, place):
        return
    yield _unescaped(value), _SHOWN[name], found.start(group)


def _inner(value: str, place: int, name: str) -> Iterator[Found]:
    """The addresses in a list of pictures or in a style."""
    if name == "style":
        if "url(" in value.lower():
            for match in _CSS.finditer(html.unescape(value)):
                yield next(filter(None, match.groups())), True, place
        return
    for match in _CANDIDATE.finditer(value):
        yield _unescaped(match["address"].rstrip(",")), _SHOWN[name], place + match.start()


def _is_icon(body: str, place: int) -> bool:
    """Whether an address is that of a page's icon, which is none of its text's."""
    start = body.rfind("<", max(0, place - _TAG_LENGTH), place)
    if body[start : start + 5].lower() != "<link":
        return False
    end = body.find(">", place, place + _TAG_LENGTH)
    return "icon" in body[start : end if end >= 0 else place].lower().partition("rel")[2][:60]


def _unescaped(value: str) -> str:
    return html.unescape(value) if "&" in value else value
