"""From which lines of a text the paragraphs of its page are, so that text and page can be scrolled together.

Rule: a mark is characters for private use, put where a paragraph, heading or list item begins, and found again when the
page is safe. It changes nothing of what is around it; where it cannot stand it goes without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fonds.model.post import BodyFormat
from fonds.render.pieces import Piece
from fonds.render.request import EngineKind
from fonds.text.references import without_code

MOST_MARKS = 3000
"""Marks of one page; of a longer text every second, third … place has one."""
LINE = "line-"
"""What the name of a line begins with in a page for the light engine; its number, from 0 on, follows."""

_BEGIN, _END, _ZERO = "\ue0f0", "\ue0f1", 0xE100
_MARK = re.compile(f"{_BEGIN}([{chr(_ZERO)}-{chr(_ZERO + 9)}]{{1,9}}){_END}")
_DIGITS = {_ZERO + digit: str(digit) for digit in range(10)}
_LETTERS = {ord(str(digit)): chr(_ZERO + digit) for digit in range(10)}
_TAGS = r"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>"""
_TOKENS = re.compile(rf"(?P<tag>{_TAGS})|{_MARK.pattern}")
_LINE = re.compile(
    r"^(?P<quote>(?:[ ]{0,3}>[ ]?)*)(?P<lead>[ ]{0,3}#{1,6}[ \t]*|[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?"
    r"|[ ]{0,3})(?=\S)(?P<rest>[^\r\n]*)",
    re.MULTILINE,
)
_BEGINS_TEXT = re.compile(
    r"(?!\d{1,9}[.)](?:\s|\Z))(?!https?:|www\.)(?:\*{1,2})?[^\W_]|[“”‘’《〈「『（【…—]|\[[^\]\n^]+\]\((?=\S)"
)
"""What may have a mark before it: a letter or digit, an opening of Chinese text, a link. Marks of Markdown may not."""
_BLOCK_TAG = re.compile(
    r"<(?:p|h[1-6]|li|dt|dd|div|blockquote|figcaption|br|td|th)\b[^<>]*>|(?P<line>\n)", re.IGNORECASE
)


def mark_lines(body: str, form: BodyFormat, pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """The body with its marks, and the pieces where they are then. A body that holds such characters gets none."""
    if _BEGIN in body or _END in body:
        return body, pieces
    places = list(_html_places(body) if form is BodyFormat.HTML else _markdown_places(body))
    step = len(places) // MOST_MARKS + 1
    parts: list[str] = []
    moved: list[Piece] = []
    waiting = iter(pieces)
    piece = next(waiting, None)
    last = shift = 0
    for place, line in places[::step]:
        while piece is not None and piece.end <= place:
            moved.append(replace(piece, start=piece.start + shift, end=piece.end + shift))
            piece = next(waiting, None)
        if piece is not None and piece.start <= place:
            continue
        mark = _written(line)
        parts += (body[last:place], mark)
        last, shift = place, shift + len(mark)
    for rest in (piece, *waiting):
        if rest is not None:
            moved.append(replace(rest, start=rest.start + shift, end=rest.end + shift))
    return "".join((*parts, body[last:])), moved


def show_marks(safe: str, engine: EngineKind, first_line: int = 0, lines: int = 0) -> str:
    """Safe HTML with an empty element for each mark, and one at the end for a text of so many lines."""

    def shown(found: re.Match[str]) -> str:
        tag = found["tag"]
        return _MARK.sub("", tag) if tag else _element(int(found[2].translate(_DIGITS)) + first_line, engine)

    marked = _TOKENS.sub(shown, safe) if _BEGIN in safe else safe
    return marked + _element(lines + first_line, engine)


def mark_plain(text: str, engine: EngineKind, first_line: int = 0) -> str:
    """Escaped plain text with an element at the beginnings of its lines."""
    lines = text.split("\n")
    step = len(lines) // MOST_MARKS + 1
    parts = (
        line if number % step else _element(number + first_line, engine) + line
        for number, line in enumerate(lines)
    )
    return "\n".join(parts) + _element(len(lines) + first_line, engine)


def _element(line: int, engine: EngineKind) -> str:
    return (
        f'<a name="{LINE}{line}"></a>' if engine is EngineKind.LIGHT else f'<span data-line="{line}"></span>'
    )


def _written(line: int) -> str:
    return f"{_BEGIN}{str(line).translate(_LETTERS)}{_END}"


def _markdown_places(body: str) -> Iterator[tuple[int, int]]:
    """Where blocks of Markdown begin, and in which lines."""
    text = without_code(body)
    line = counted = 0
    blank_before = True
    end = -1
    for found in _LINE.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        blank_before = end < 0 or text.count("\n", end, found.start()) > 1
        end = found.end()
        lead = found["lead"].strip()
        rest = found["rest"]
        if not (blank_before or lead) or not rest.strip():
            continue
        tag = _BLOCK_TAG.match(text, found.start("rest"))
        if tag is not None and not tag["line"] and "markdown" not in tag.group():
            if _BEGINS_TEXT.match(text, tag.end()):
                yield tag.end(), line
            continue
        if "|" in rest or not _BEGINS_TEXT.match(rest):
            continue
        if body[found.start("rest") : found.start("rest") + 1] == text[found.start("rest")]:
            yield found.start("rest"), line


def _html_places(body: str) -> Iterator[tuple[int, int]]:
    """The ends of the tags that begin a block, one for each line."""
    line, taken = 0, -1
    for found in _BLOCK_TAG.finditer(body):
        if found["line"]:
            line += 1
            continue
        start = line
        line += found.group().count("\n")
        if start != taken:
            taken = start
            yield found.end(), start
