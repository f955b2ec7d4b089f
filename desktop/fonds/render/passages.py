"""The part of a note that an embed shows: a section, a block, or the beginning of the whole."""

from __future__ import annotations

import re

LONGEST = 20_000
"""Characters of a note that are shown inside another."""

_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+([^\r\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_MARKS = re.compile(r"[^\w\s]+")


def find_passage(body: str, part: str) -> str:
    """The text below a heading with it, the block of a name (``^name``), or all of it; shortened at a line's end."""
    chosen = body
    if part.startswith("^"):
        chosen = _block(body, part) or body
    elif part:
        chosen = _section(body, part) or body
    if len(chosen) <= LONGEST:
        return chosen
    end = chosen.rfind("\n", LONGEST // 2, LONGEST)
    return f"{chosen[: end if end > 0 else LONGEST].rstrip()}\n\n…"


def _section(body: str, heading: str) -> str:
    wanted = _plain(heading)
    start, level = -1, 0
    for match in _HEADING.finditer(body):
        if start >= 0:
            if len(match.group(1)) <= level:
                return body[start : match.start()]
        elif _plain(match.group(2)) == wanted:
            start, level = match.start(), len(match.group(1))
    return body[start:] if start >= 0 else ""


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).casefold().split())


def _block(body: str, name: str) -> str:
    found = re.search(rf"(?:^|[ \t]){re.escape(name)}[ \t]*\r?$", body, re.MULTILINE)
    if found is None:
        return ""
    start = max(body.rfind("\n\n", 0, found.start()), body.rfind("\n\r\n", 0, found.start()))
    return body[max(0, start) : found.start()].strip("\r\n")
