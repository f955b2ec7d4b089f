"""Headers without an opening line: ``Key: value`` lines down to the first blank line, or YAML that only ends in dashes.

``Key: value`` is what Pelican and MultiMarkdown read: more lines of a value are indented by four blanks or a tab. A
first line like ``Note: …`` begins no header: two keys must be known ones, or ``Title:`` must stand first and a blank
line must follow the keys. YAML without its opening line is Hexo's: key lines and then, with no blank line between, ``---``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_HEAD = 64 * 1024
_KNOWN = frozenset({
    "title", "subtitle", "date", "modified", "author", "authors", "tags", "tag", "keywords", "category", "categories",
    "slug", "summary", "description", "status", "lang", "language", "template", "save_as", "url", "translation", "draft",
    "published", "permalink", "layout", "affiliation",
})  # fmt: skip
_ALONE = frozenset({"title", "layout", "date"})
_EOL = r"(?:\r\n|\n|\r|\Z)"
_KEY_LINE = re.compile(rf"([A-Za-z][A-Za-z0-9_\-]*):(?!//)[ \t]*([^\r\n]*){_EOL}")
_MORE_LINE = re.compile(rf"(?: {{4,}}|\t)[ \t]*(\S[^\r\n]*){_EOL}")
_YAML_LINE = re.compile(
    rf"(?:[A-Za-z][\w\-]*:(?:[ \t][^\r\n]*)?|[ \t]+\S[^\r\n]*|-[ \t][^\r\n]*|#[^\r\n]*){_EOL}"
)
_YAML_END = re.compile(rf"-{{3,}}[ \t]*{_EOL}")


@dataclass(frozen=True, slots=True)
class Head:
    """A header is ``text[:end]``, and its closing line, if it has one, ends at ``closer_end``. ``language`` is ``keys``
    or ``yaml``."""

    language: str
    end: int
    closer_end: int


@dataclass(slots=True)
class KeyedEntry:
    """One key and its value: ``start`` to ``end`` are its lines, ``value_start`` to ``value_end`` its value."""

    key: str
    start: int
    value_start: int
    value_end: int
    end: int
    lines: list[str] = field(default_factory=list)


def find_head(text: str) -> Head | None:
    """The header of a text that begins with a key; None when it is none."""
    first = _KEY_LINE.match(text)
    if first is None:
        return None
    if first.group(1).lower() in _KNOWN:
        fenced = _find_yaml(text)
        if fenced is not None:
            return fenced
    entries, end = find_entries(text)
    known = {entry.key.lower() for entry in entries} & _KNOWN
    titled = entries[0].key.lower() == "title" and bool(entries[0].lines)
    alone = titled and text[end : end + 1] in ("\n", "\r")
    return Head("keys", end, end) if len(known) >= 2 or alone else None


def _find_yaml(text: str) -> Head | None:
    position, count = 0, 0
    while position < min(len(text), MAX_HEAD):
        last = _YAML_END.match(text, position)
        if last is not None:
            key = text.partition(":")[0].lower()
            return Head("yaml", position, last.end()) if count > 1 or key in _ALONE else None
        line = _YAML_LINE.match(text, position)
        if line is None:
            return None
        position, count = line.end(), count + 1
    return None


def find_entries(text: str) -> tuple[list[KeyedEntry], int]:
    """The keys and values from the start of a text, and where they end."""
    entries: list[KeyedEntry] = []
    position = 0
    while position < min(len(text), MAX_HEAD):
        match = _KEY_LINE.match(text, position)
        if match is not None:
            entry = KeyedEntry(match.group(1), position, match.start(2), match.end(2), match.end())
            entries.append(entry)
        else:
            match = _MORE_LINE.match(text, position) if entries else None
            if match is None:
                break
            entry = entries[-1]
            entry.value_end, entry.end = match.end(match.lastindex or 0), match.end()
        written = match.group(match.lastindex or 0).strip()
        entry.value_end = match.start(match.lastindex or 0) + len(match.group(match.lastindex or 0).rstrip())
        if written:
            entry.lines.append(written)
        position = match.end()
    return entries, position
