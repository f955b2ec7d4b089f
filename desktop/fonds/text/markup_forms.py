"""What formatting makes of a text, in Markdown and in HTML: each form is put on where it is missing and taken off where
it is. Pure: lines and places go in and come out; who edits them makes one undo step of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fonds.model.post import BodyFormat
from fonds.text.list_items import parse_item
from fonds.text.segmentation import UNSPACED


class Inline(StrEnum):
    """Forms within a line."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    STRIKE = "strike"


class Block(StrEnum):
    """Forms of whole lines."""

    BULLETS = "bullets"
    NUMBERS = "numbers"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class LineChange:
    """Lines in place of as many others, with new ones before and after them."""

    lines: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


MARKS = {
    BodyFormat.MARKDOWN: {
        Inline.STRONG: ("**", "**"),
        Inline.EMPHASIS: ("*", "*"),
        Inline.CODE: ("`", "`"),
        Inline.STRIKE: ("~~", "~~"),
    },
    BodyFormat.HTML: {
        Inline.STRONG: ("<strong>", "</strong>"),
        Inline.EMPHASIS: ("<em>", "</em>"),
        Inline.CODE: ("<code>", "</code>"),
        Inline.STRIKE: ("<del>", "</del>"),
    },
}
"""What stands before and after a form within a line."""

PAIRS = {
    **{mark: (mark, mark) for mark in "*_`~\"'"},
    **{
        opening: (opening, closing) for opening, closing in ("()", "[]", "{}", "「」", "『』", "《》", "〈〉")
    },
    **{
        opening: (opening, closing)
        for opening, closing in ("（）", "【】", "［］", "〔〕", "｛｝", "“”", "‘’")
    },
    # An input method gives opening and closing quotation marks by turns.
    **{closing: (opening, closing) for opening, closing in ("“”", "‘’")},
}
"""What a character that is typed over a selection puts around it."""

_WORD = re.compile(rf"(?:(?![{UNSPACED}])[\w'’-])+")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_HTML_HEADING = re.compile(r"^\s*<h([1-6])(?:\s[^<>]{0,2000})?>(.*)</h[1-6]>\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"^ {0,3}> ?")
_UNSAFE = re.compile(r"[<>\t-\r]")
_WRAPS = {
    Block.BULLETS: ("<ul>", "</ul>"),
    Block.NUMBERS: ("<ol>", "</ol>"),
    Block.QUOTE: ("<blockquote>", "</blockquote>"),
    Block.CODE: ("<pre><code>", "</code></pre>"),
}


def toggle_inline(line: str, start: int, end: int, form: Inline, kind: BodyFormat) -> tuple[str, int, int]:
    """A line with a form put around a part of it, or taken off; where the same part lies then. An empty part means the
    word it stands in, if it stands in one."""
    opening, closing = _marks(kind)[form]
    begins = text_begins(line, kind)
    start, end = max(start, begins), max(end, begins)
    if start == end:
        low, high = _word_at(line, start)
        if low < high:  # the caret stays in its word, so that one can write on
            changed, first, last = toggle_inline(line, low, high, form, kind)
            caret = first + min(max(start - low, 0), last - first)
            return changed, caret, caret
    part = line[start:end]
    start += len(part) - len(part.lstrip())
    end = max(start, end - (len(part) - len(part.rstrip())))
    part = line[start:end]
    if _stands_in(line, start, end, opening, closing):
        start -= len(opening)
        return line[:start] + part + line[end + len(closing) :], start, start + len(part)
    if _has(part, opening, closing):
        part = part[len(opening) : len(part) - len(closing)]
        return line[:start] + part + line[end:], start, start + len(part)
    changed = line[:start] + opening + part + closing + line[end:]
    return changed, start + len(opening), end + len(opening)


def text_begins(line: str, kind: BodyFormat) -> int:
    """Where the text of a line begins: after the marks of quotations, of a list item, of a heading."""
    place = 0
    while kind is not BodyFormat.HTML and place < len(line):
        rest = line[place:]
        item = parse_item(rest)
        found = (
            item.end
            if item
            else max((m.end() for m in (_QUOTED.match(rest), _HEADING.match(rest)) if m), default=0)
        )
        if not found:
            break
        place += found
    return place


def set_heading(line: str, level: int, kind: BodyFormat) -> str:
    """A line as a heading of a level, as plain text for level 0 or for the level that it has."""
    if kind is BodyFormat.HTML:
        found = _HTML_HEADING.match(line)
        was, text = (int(found[1]), found[2]) if found else (0, line)
        return text if level in (0, was) else f"<h{level}>{text.strip()}</h{level}>"
    match = _HEADING.match(line)
    was = len(match[1]) if match else 0
    text = _CLOSING.sub("", line[match.end() :]) if match else line
    return text if level in (0, was) else f"{'#' * level} {text.lstrip()}"


def toggle_block(lines: Sequence[str], form: Block, kind: BodyFormat) -> LineChange:
    """Lines as a list, a quotation or code; as plain text where they are that already."""
    if kind is BodyFormat.HTML:
        return _toggle_element(lines, form)
    if form is Block.CODE:
        return LineChange(tuple(lines), ("```",), ("```",))
    if form is Block.QUOTE:
        if all(_QUOTED.match(line) for line in lines):
            return LineChange(tuple(_QUOTED.sub("", line, count=1) for line in lines))
        return LineChange(tuple(f"> {line}" if line else ">" for line in lines))
    return LineChange(tuple(_toggle_items(lines, numbers=form is Block.NUMBERS)))


def link(text: str, address: str, kind: BodyFormat) -> tuple[str, int, int]:
    """A link, and the part of it that is to be typed next: the address, or the text where only that is missing."""
    if kind is BodyFormat.HTML:
        before, between, after = '<a href="', '">', "</a>"
        whole = f"{before}{address}{between}{text}{after}"
        gap = len(before) if not address else len(before) + len(address) + len(between)
    else:
        whole = f"[{text}]({_destination(address)})"
        gap = len(text) + 3 if not address else 1
    if address and text:
        return whole, len(whole), len(whole)
    return whole, gap, gap


def image(text: str, address: str, kind: BodyFormat) -> str:
    """A picture with its description."""
    if kind is BodyFormat.HTML:
        return f'<img src="{_attribute(address)}" alt="{_attribute(text)}">'
    description = re.sub(r"([\[\]\\])", r"\\\1", text)
    return f"![{description}]({_destination(address)})"


def table(heads: Sequence[str], rows: int, kind: BodyFormat) -> tuple[str, ...]:
    """An empty table with these heads."""
    if kind is BodyFormat.HTML:
        head = "".join(f"<th>{text}</th>" for text in heads)
        row = f"<tr>{'<td></td>' * len(heads)}</tr>"
        return ("<table>", f"<tr>{head}</tr>", *[row] * rows, "</table>")
    blank = f"| {' | '.join('   ' for _ in heads)} |"
    return (f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |", *[blank] * rows)


def _marks(kind: BodyFormat) -> dict[Inline, tuple[str, str]]:
    return MARKS[BodyFormat.HTML if kind is BodyFormat.HTML else BodyFormat.MARKDOWN]


def _word_at(line: str, place: int) -> tuple[int, int]:
    for match in _WORD.finditer(line):
        if match.start() <= place <= match.end():
            return match.span()
        if match.start() > place:
            break
    return place, place


def _stands_in(line: str, start: int, end: int, opening: str, closing: str) -> bool:
    """Whether a form stands around a part. Two stars are no single one twice, but three are both."""
    before, after = line[:start], line[end:]
    if not before.endswith(opening) or not after.startswith(closing):
        return False
    if opening != "*":
        return True
    stars = len(before) - len(before.rstrip("*")), len(after) - len(after.lstrip("*"))
    return min(stars) % 2 == 1  # more on one side are a star of their own


def _has(part: str, opening: str, closing: str) -> bool:
    if len(part) < len(opening) + len(closing) or not (part.startswith(opening) and part.endswith(closing)):
        return False
    inner = part[len(opening) : len(part) - len(closing)]
    return _stands_in(part, len(opening), len(part) - len(closing), opening, closing) and opening not in inner


def _toggle_items(lines: Sequence[str], *, numbers: bool) -> list[str]:
    items = [parse_item(line) for line in lines]
    filled = [item for item, line in zip(items, lines, strict=True) if line.strip() or len(lines) == 1]
    is_list = all(item is not None and (item.number >= 0) is numbers for item in filled)
    found = []
    number = 0
    for item, line in zip(items, lines, strict=True):
        if not line.strip() and len(lines) > 1:
            found.append(line)
            continue
        number += 1
        text = line.lstrip() if item is None else line[item.end :]
        indent = line[: len(line) - len(line.lstrip())] if item is None else item.indent
        lead = "" if is_list else f"{number}. " if numbers else "- "
        found.append(f"{indent}{lead}{text}")
    return found


def _toggle_element(lines: Sequence[str], form: Block) -> LineChange:
    if form in (Block.QUOTE, Block.CODE):
        return LineChange(tuple(lines), (_WRAPS[form][0],), (_WRAPS[form][1],))
    opening, closing = _WRAPS[form]
    items = tuple(f"    <li>{line.strip()}</li>" if line.strip() else line for line in lines)
    return LineChange(items, (opening,), (closing,))


def _destination(address: str) -> str:
    """An address as the target of a Markdown link; one with blanks or brackets stands in angle brackets."""
    if re.search(r"[\s()<>]", address):
        return f"<{_UNSAFE.sub(lambda found: f'%{ord(found[0]):02X}', address)}>"
    return address


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
