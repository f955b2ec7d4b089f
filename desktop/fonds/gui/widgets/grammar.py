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
"""The states of a line's end. A fence also keeps its character and length, in the higher bits, and a header which of the
DIALECTS it is in."""

DIALECTS = YAML, TOML, JSON = range(3)
"""What front matter is written in."""

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
_QUOTE = re.compile(r"^ {0,3}>")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])(?=\s)(?:\s+\[[ xX]\](?=\s))?")
_HEADER_FENCE = re.compile(r"^\ufeff?(---|\+\+\+|\{|;;;)\s*$")
_OPENED = {"---": YAML, "+++": TOML, "{": JSON, ";;;": JSON}
_HEADER_ENDS = (
    re.compile(r"^(?:---|\.\.\.)\s*$"),
    re.compile(r"^\+\+\+\s*$"),
    re.compile(r"^(?:\}|;;;)\s*$"),
)
_HEADER_LINE = re.compile(r"^(\s*(?:- )?)([^\s#:'\"\[{][^:]{0,200}?)(:|\s=)(?=\s|$)")
_TOML_TABLE = re.compile(r"^\s*\[{1,2}[^\[\]]{1,300}\]{1,2}")
_TOML_KEY = re.compile(
    r"^\s*((?:[\w.-]+|\"[^\"]{0,300}\"|'[^']{0,300}')(?:\s*\.\s*[\w\"'-]{1,300}){0,20})\s*="
)
_JSON_KEY = re.compile(r"(\"(?:[^\"\\]|\\.){0,500}\")\s*:")
_HEADER_STRING = re.compile(r"\"(?:[^\"\\]|\\.){0,2000}\"|'[^']{0,2000}'")
_HEADER_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_ATTRIBUTE = re.compile(r"=\s*(\"[^\"]*\"?|'[^']*'?|[^\s\"'>]+)")

_MARKUP = (
    r"(?P<comment><!--(?:.{0,4000}?-->|.*$))"
    r"|(?P<tag></?[A-Za-z][^<>]{0,4000}(?:>|$)|<![A-Za-z][^<>]{0,400}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{1,31});)"
    r"|(?P<key>\{[%{].{0,400}?[%}]\}|\{:?[ ]?[#.][^{}]{0,200}\})"
)
_HTML = re.compile(_MARKUP)
_MARKDOWN = re.compile(
    r"(?P<code>(?P<ticks>`{1,9})(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<note>\[\^[^\[\]\s]{1,80}\]:?)"
    r"|(?P<link>!?\[[^\[\]]{0,500}\](?:\([^()\s]{0,500}(?:\s[^()]{0,200})?\)|\[[^\[\]]{0,200}\])"
    r"|<(?:https?|mailto):[^<>\s]{1,500}>|\bhttps?://[^\s<>()\[\]\"'，。；）】]{1,500})"
    r"|" + _MARKUP + r"|(?P<strong>(?P<stars>\*\*|__)(?=\S).{1,500}?(?<=\S)(?P=stars))"
    r"|(?P<emphasis>\*(?=[^\s*])[^*]{1,300}(?<=\S)\*|(?<!\w)_(?=[^\s_])[^_]{1,300}(?<=\S)_(?!\w))"
)
_NAMES = {"ticks": "code", "stars": "strong", "note": "link"}
"""Groups that are called otherwise than their role."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a text is read: its body's format, and whether it opens with its front matter."""

    format: BodyFormat = BodyFormat.MARKDOWN
    with_header: bool = False

    def spans(self, line: str, state: int, *, first: bool = False) -> tuple[list[Span], int]:
        """The spans of a line that begins in ``state``, and the state that it ends in."""
        if not line:
            return [], max(state, BODY)
        if first and self.with_header and (opened := _HEADER_FENCE.match(line)):
            return [(0, len(line), "marker")], HEADER | _OPENED[opened[1]] << 8
        kind = state & 0xFF if state > 0 else BODY
        if kind == HEADER:
            return _header_spans(line, state >> 8)
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


def _header_spans(line: str, dialect: int) -> tuple[list[Span], int]:
    if _HEADER_ENDS[dialect].match(line):
        return [(0, len(line), "marker")], BODY
    spans: list[Span] = []
    start = 0
    if dialect == JSON:
        for key in _JSON_KEY.finditer(line):
            spans += _header_strings(line, start, key.start())
            spans.append((key.start(1), key.end(1) - key.start(1), "key"))
            start = key.end()
        return spans + _header_strings(line, start, len(line)), HEADER | JSON << 8
    if dialect == TOML:
        if match := _TOML_TABLE.match(line):
            spans.append((match.start(), match.end() - match.start(), "heading"))
            start = match.end()
        elif match := _TOML_KEY.match(line):
            spans.append((match.start(1), match.end(1) - match.start(1), "key"))
            start = match.end()
    elif match := _HEADER_LINE.match(line):
        spans.append((match.start(2), match.end(3) - match.start(2), "key"))
        start = match.end(3)
    spans += _header_strings(line, start, len(line))
    if spans and spans[-1][2] == "string":
        start = spans[-1][0] + spans[-1][1]
    if match := _HEADER_COMMENT.search(line, start):
        spans.append((match.start(), match.end() - match.start(), "comment"))
    return spans, HEADER | dialect << 8


def _header_strings(line: str, start: int, end: int) -> list[Span]:
    found = _HEADER_STRING.finditer(line, start, end)
    return [(match.start(), match.end() - match.start(), "string") for match in found]


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
        role = _NAMES.get(role, role)
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
