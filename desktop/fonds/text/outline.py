"""The headings of a text, with the lines that they stand in. Linear in time for any input."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from fonds.model.post import BodyFormat

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*$")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
_NO_PARAGRAPH = re.compile(r"^(?:\s*$| {4}|\t| {0,3}(?:>|#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\||<))")
_HTML = re.compile(r"<h([1-6])(?:\s[^<>]{0,2000})?>(.{0,400}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_HEADER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n.*?^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_MARKS = re.compile(r"!?\[([^\[\]]{0,500})\](?:\([^()]{0,500}\)|\[[^\[\]]{0,200}\])|\*\*|__|`+|~~|\*")
_IDENTIFIER = re.compile(r"[ \t]*\{:?[ ]?[#.][^{}]{0,200}\}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``line`` counts from 0 over the text's line feeds, ``level`` from 1 to 6."""

    line: int
    level: int
    text: str


def find_headings(text: str, kind: BodyFormat, *, with_header: bool = False) -> tuple[Heading, ...]:
    """All headings of a body, from the first line to the last. ``with_header``: the text opens with its front matter, whose
    comments are no headings."""
    if with_header and (header := _HEADER.match(text)):
        text = "\n" * header.group().count("\n") + text[header.end() :]
    if kind is BodyFormat.TEXT:
        return ()
    found: list[Heading] = []
    code: set[int] = set()
    if kind is BodyFormat.MARKDOWN:
        found, code = _in_markdown(text)
    if "</h" in text or "</H" in text:
        found += [heading for heading in _in_html(text) if heading.line not in code]
    return tuple(sorted(found, key=lambda heading: heading.line))


def _in_markdown(text: str) -> tuple[list[Heading], set[int]]:
    """The headings, and the lines of fenced code."""
    found = []
    code = set()
    fence = ""
    before = ""
    for number, line in enumerate(text.split("\n")):
        sign = line.lstrip(" ")[:1]
        if sign in ("`", "~") and (match := _FENCE.match(line)):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not match[2].strip():
                fence = ""
        elif fence:
            code.add(number)
        elif sign == "#" and (match := _ATX.match(line)):
            found.append(Heading(number, len(match[1]), _plain(_CLOSING.sub("", match[2] or ""))))
        elif sign in ("=", "-") and _UNDERLINE.match(line) and before and not _NO_PARAGRAPH.match(before):
            found.append(Heading(number - 1, 1 if sign == "=" else 2, _plain(before)))
        before = "" if fence else line
    return found, code


def _in_html(text: str) -> list[Heading]:
    found = []
    place = line = 0
    for match in _HTML.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        found.append(Heading(line, int(match[1]), _plain(match[2])))
    return found


def _plain(text: str) -> str:
    text = _MARKS.sub(lambda match: match[1] or "", _IDENTIFIER.sub("", text[:2000]))
    return " ".join(html.unescape(_TAG.sub("", text)).split())
