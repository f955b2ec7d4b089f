"""Where the addresses of links and pictures stand in a body, so that each can be replaced and nothing else changes.

Rule: what is found takes time that grows with the body only, and addresses in Markdown's code are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fonds.model.post import BodyFormat
from fonds.text.references import without_code

_MARKS = r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}"
_INLINE = re.compile(
    r"\]\([ \t]*(?:<(?P<angled>[^<>\n]{1,2000})>"
    rf"|(?P<plain>(?:{_MARKS}|[^\s()<>\"]|\([^\s()]{{0,500}}\)){{1,2000}}+)(?=[ \t]*\)|[ \t]+[\"'(])"
    r"|(?P<spaced>[^\s()<>\"][^()<>\"\n]{1,500}\.\w{2,5})(?=[ \t]*\)))"
)
_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)[^\[\]\n]{{1,500}}\]:[ \t]*<?(?P<plain>(?:{_MARKS}|[^\s<>]){{1,2000}}+)",
    re.MULTILINE,
)
_TAG = re.compile(r"<[a-zA-Z][^<>]{1,4000}>")
_ATTRIBUTE = re.compile(
    r"(?<=\s)(?:src|href|poster|data|srcset)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")


@dataclass(frozen=True, slots=True)
class Span:
    """An address from ``start`` to ``end``: ``written`` without escapes. ``markup``: it is an attribute of HTML;
    ``angled``: it stands in ``<…>``, so that blanks are no end of it."""

    start: int
    end: int
    written: str
    markup: bool = False
    angled: bool = False


def find_spans(body: str, form: BodyFormat) -> list[Span]:
    """The addresses of a body, in order, none inside another."""
    if form is BodyFormat.TEXT:
        return []
    text = without_code(body) if form is BodyFormat.MARKDOWN else body
    found: list[Span] = []
    if form is BodyFormat.MARKDOWN and "](" in text:
        found += _named(_INLINE, text)
    if form is BodyFormat.MARKDOWN and "]:" in text:
        found += _named(_DEFINITION, text)
    if "<" in text:
        for tag in _TAG.finditer(text):
            found += _attributes(tag.group(), tag.start())
    chosen: list[Span] = []
    for span in sorted(found, key=lambda span: span.start):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return chosen


def _named(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        name = match.lastgroup
        if name is not None:
            written = html.unescape(_ESCAPED.sub(r"\1", match[name]))
            yield Span(match.start(name), match.end(name), written.strip(), angled=name == "angled")


def _attributes(tag: str, start: int) -> Iterator[Span]:
    for match in _ATTRIBUTE.finditer(tag):
        name = "double" if match["double"] is not None else "single"
        written = html.unescape(match[name]).strip()
        yield Span(start + match.start(name), start + match.end(name), written, markup=True)
