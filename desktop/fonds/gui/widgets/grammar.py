"""Which parts of a line of Markdown, HTML or front matter play which role. Pure: a line and a state give spans and a state.

Every pattern is bounded, so that no line, however odd, takes more than a moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fonds.model.post import BodyFormat

ROLES = (
    "heading",
    "strong",
    "emphasis",
    "code",
    "link",
    "quote",
    "marker",
    "tag",
    "string",
    "comment",
    "entity",
    "key",
)
"""The roles that a span may have; a theme gives each a colour."""

Span = tuple[int, int, str]
"""Start and length, counted as Python counts, and the role."""

BODY, HEADER, COMMENT, TAG, FENCE = range(5)
"""The states of a line's end. A fence also keeps its character and length, in the higher bits."""

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
_QUOTE = re.compile(r"^ {0,3}>")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])(?=\s)(?:\s+\[[ xX]\](?=\s))?")
_HEADER_FENCE = re.compile(r"^\ufeff?(?:---|\+\+\+)\s*$")
_HEADER_END = re.compile(r"^(?:---|\.\.\.|\+\+\+)\s*$")
_HEADER_LINE = re.compile(r"^(\s*(?:- )?)([^\s#:'\"\[{][^:]{0,200}?)(:|\s=)(?=\s|$)")
_HEADER_STRING = re.compile(r"\"(?:[^\"\\]|\\.){0,2000}\"|'[^']{0,2000}'")
_HEADER_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_ATTRIBUTE = re.compile(r"=\s*(\"[^\"]*\"?|'[^']*'?|[^\s\"'>]+)")

_MARKUP = (
    r"(?P<comment><!--(?:.{0,4000}?-->|.*$))"
    r"|(?P<tag></?[A-Za-z][^<>]{0,4000}(?:>|$)|<![A-Za-z][^<>]{0,400}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{1,31});)"
    r"|(?P<key>\{[%{].{0,400}?[%}]\})"
)
_HTML = re.compile(_MARKUP)
_MARKDOWN = re.compile(
    r"(?P<code>(?P<ticks>`{1,9})(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<link>!?\[[^\[\]]{0,500}\](?:\([^()\s]{0,500}(?:\s[^()]{0,200})?\)|\[[^\[\]]{0,200}\])"
    r"|<(?:https?|mailto):[^<>\s]{1,500}>|\bhttps?://[^\s<>()\[\]\"'，。；）】]{1,500})"
    r"|" + _MARKUP + r"|(?P<strong>(?P<stars>\*\*|__)(?=\S).{1,500}?(?<=\S)(?P=stars))"
    r"|(?P<emphasis>\*(?=[^\s*])[^*]{1,300}(?<=\S)\*|(?<!\w)_(?=[^\s_])[^_]{1,300}(?<=\S)_(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a text is read: its body's format, and whether it opens with its front matter."""

    format: BodyFormat = BodyFormat.MARKDOWN
    with_header: bool = False

    def spans(self, line: str, state: int, *, first: bool = False) -> tuple[list[Span], int]:
        """The spans of a line that begins in ``state``, and the state that it ends in."""
        if not line:
            return [], max(state, BODY)
        if first and self.with_header and _HEADER_FENCE.match(line):
            return [(0, len(line), "marker")], HEADER
        kind = state & 0xFF if state > 0 else BODY
        if kind == HEADER:
            return _header_spans(line)
        if self.format is BodyFormat.TEXT:
            return [], BODY
        if kind == COMMENT:
            return self._after(line, line.find("-->"), 3, "comment", state)
        if kind == TAG:
            return self._after(line, line.find(">"), 1, "tag", state)
        if self.format is BodyFormat.MARKDOWN:
            return _markdown_spans(line, state if kind == FENCE else 0)
        return _inline_spans(_HTML, line, 0)

    def _after(self, line: str, end: int, width: int, role: str, state: int) -> tuple[list[Span], int]:
        """The spans of a line that begins inside a comment or a tag."""
        if end < 0:
            return [(0, len(line), role), *(_strings(line, 0, len(line)) if role == "tag" else [])], state
        end += width
        spans: list[Span] = [(0, end, role)]
        if role == "tag":
            spans += _strings(line, 0, end)
        pattern = _MARKDOWN if self.format is BodyFormat.MARKDOWN else _HTML
        more, state = _inline_spans(pattern, line, end)
        return spans + more, state


def _header_spans(line: str) -> tuple[list[Span], int]:
    if _HEADER_END.match(line):
        return [(0, len(line), "marker")], BODY
    spans: list[Span] = []
    start = 0
    if match := _HEADER_LINE.match(line):
        spans.append((match.start(2), match.end(3) - match.start(2), "key"))
        start = match.end(3)
    for match in _HEADER_STRING.finditer(line, start):
        spans.append((match.start(), match.end() - match.start(), "string"))
        start = match.end()
    if match := _HEADER_COMMENT.search(line, start):
        spans.append((match.start(), match.end() - match.start(), "comment"))
    return spans, HEADER


def _markdown_spans(line: str, fence: int) -> tuple[list[Span], int]:
    match = _FENCE.match(line)
    if fence:
        tilde, length = bool(fence >> 8 & 1), fence >> 9
        ends = match is not None and line.strip() == match[1] and (match[1][0] == "~") is tilde
        over = ends and match is not None and len(match[1]) >= length
        return [(0, len(line), "marker" if over else "code")], BODY if over else fence
    if match:
        return [(0, len(line), "marker")], FENCE | (match[1][0] == "~") << 8 | len(match[1]) << 9
    if _HEADING.match(line):
        return [(0, len(line), "heading")], BODY
    if _UNDERLINE.match(line):
        return [(0, len(line), "marker")], BODY
    spans: list[Span] = []
    start = 0
    if match := _QUOTE.match(line):
        spans.append((0, len(line), "quote"))
        start = match.end()
    elif match := _ITEM.match(line):
        spans.append((0, match.end(), "marker"))
        start = match.end()
    more, state = _inline_spans(_MARKDOWN, line, start)
    return spans + more, state


def _inline_spans(pattern: re.Pattern[str], line: str, start: int) -> tuple[list[Span], int]:
    spans: list[Span] = []
    state = BODY
    for match in pattern.finditer(line, start):
        role = match.lastgroup or ""
        if role in ("ticks", "stars"):
            role = "code" if role == "ticks" else "strong"
        low, high = match.span()
        spans.append((low, high - low, role))
        if role == "tag":
            spans += _strings(line, low, high)
            state = BODY if line[high - 1] == ">" else TAG
        elif role == "comment":
            state = BODY if line.endswith("-->", low + 4, high) else COMMENT
    return spans, state


def _strings(line: str, start: int, end: int) -> list[Span]:
    return [
        (match.start(1), match.end(1) - match.start(1), "string")
        for match in _ATTRIBUTE.finditer(line, start, end)
    ]
