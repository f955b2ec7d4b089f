"""What a document of reST or HTML says of itself within its text: title and docinfo fields, ``title`` and ``meta``.

The text stays whole: these lines are part of it, and are only read. An edit writes a header before them, which counts
before what they say.
"""

from __future__ import annotations

import html
import re

from fonds.model.post import FieldValue
from fonds.text.headings import find_heading

_LOOKED_AT = 20_000  # characters; a document says at its top what it is
_FIELD = re.compile(
    r":([A-Za-z][\w \-]*):(?:[ \t]+([^\r\n]*)|[ \t]*)(?:\r\n|\n|\r|\Z)((?:[ \t]+\S[^\r\n]*(?:\r\n|\n|\r|\Z))*)"
)
_HEAD_END = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_TITLE = re.compile(r"<title(?:\s[^<>]*)?>([^<]*)</title", re.IGNORECASE)
_KNOWN = frozenset(
    {
        "title",
        "date",
        "modified",
        "category",
        "tags",
        "slug",
        "author",
        "authors",
        "lang",
        "status",
        "summary",
    }
)


def read_docinfo(body: str) -> dict[str, FieldValue]:
    """The title and the fields behind it; keys in small letters, values as they stand."""
    head = body[:_LOOKED_AT]
    values: dict[str, FieldValue] = {}
    title = find_heading(head, ".rst")
    if title:
        values["title"] = title
    position = _fields_start(head)
    while position >= 0:
        match = _FIELD.match(head, position)
        if match is None:
            break
        text = " ".join(" ".join((match.group(2) or "", match.group(3))).split())
        values.setdefault(match.group(1).strip().lower(), text or None)
        position = match.end()
    return values


def _fields_start(head: str) -> int:
    """Where the fields begin: at the top, or behind a title and its rules and blank lines; -1 when there are none."""
    position, words = 0, 0
    while position < len(head):
        end = re.compile(r"\r\n|\n|\r|\Z").search(head, position)
        line = head[position : end.start()] if end else head[position:]
        if _FIELD.match(head, position):
            return position
        if line.strip() and not _is_rule(line) and not line.startswith(".. "):
            words += 1
        if words > 1 or end is None or end.end() == end.start():
            break
        position = end.end()
    return -1


def _is_rule(line: str) -> bool:
    plain = line.strip()
    return len(plain) > 1 and not plain[0].isalnum() and plain == plain[0] * len(plain)


def read_meta(body: str) -> dict[str, FieldValue]:
    """``<title>`` and the named ``<meta>`` of a page's head; ``keywords`` are tags. Keys in small letters."""
    head = body[:_LOOKED_AT]
    end = _HEAD_END.search(head)
    head = head[: end.start()] if end else head
    values: dict[str, FieldValue] = {}
    title = _TITLE.search(head)
    if title and title.group(1).strip():
        values["title"] = " ".join(html.unescape(title.group(1)).split())
    for match in _META.finditer(head):
        found = {
            name.lower(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match.group(1))
        }
        name = found.get("name", "").strip().lower()
        name = "tags" if name == "keywords" else name
        if name in _KNOWN:
            values.setdefault(name, found.get("content", found.get("contents", "")).strip() or None)
    return values
