"""Headers of which every line stands for itself: a key with a plain value, a list on one line, or a list with an item a
line, all in YAML between dashes. What is written less plainly is left to the reader of YAML.

Rule: a change of one key's lines in such a header means for the other keys nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

OPENER = b"---\n"
_CLOSER = b"\n---\n"
LONGEST = 4096
"""Bytes of a header that is looked at here."""
_OUT = "\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff"
_FIRST = "0-9A-Za-z\u3400-\u9fff"
_QUOTED = rf"\"[^\"\\{_OUT}]*\"|'[^'{_OUT}]*'"
_PLAIN = rf"[{_FIRST}](?:[^:#{_OUT}]|:(?=[^ {_OUT}])|(?<! )#)*(?<! )"
_INNER = rf"(?:{_QUOTED}|[{_FIRST}][^:#,\[\]{{}}\"'{_OUT}]*)"
_FLOW = rf"\[ *(?:{_INNER}(?: *, *{_INNER})*)? *\]"
_KEY = re.compile(rf"([A-Za-z_][A-Za-z0-9_-]*):(?: (?:({_QUOTED}|{_PLAIN})|{_FLOW})|(?=\Z))\Z")
_ITEM = re.compile(rf" *- (?:{_QUOTED}|{_PLAIN})\Z")
_STRANGE = bytes({*range(32)} - {9, 10})


@dataclass(frozen=True, slots=True)
class PlainHeader:
    """The lines of a header and the rest of its file. ``keys`` has a key for each line; ``single`` says of which lines
    it is the whole and a single value. ``end`` is where the lines end in the file."""

    lines: list[str]
    keys: list[str]
    single: list[bool]
    end: int

    def pattern(self, open_keys: Container[str]) -> str:
        """The lines without the values of these keys, where they are single ones."""
        return "\n".join(
            f"{key}:\0" if single and key in open_keys else line
            for line, key, single in zip(self.lines, self.keys, self.single, strict=True)
        )


def find_plain_header(data: bytes) -> PlainHeader | None:
    """The header of a file in UTF-8 without a mark, if it is such a one and nothing in the file is out of the ordinary
    (a carriage return, a control character)."""
    if not data.startswith(OPENER):
        return None
    close = data.find(_CLOSER, len(OPENER), LONGEST)
    if close < 0 or len(data.translate(None, _STRANGE)) < len(data):
        return None
    end = close + 1
    lines = data[len(OPENER) : close].decode("utf-8", "replace").split("\n")
    keys: list[str] = []
    single: list[bool] = []
    seen: set[str] = set()
    for line in lines:
        match = _KEY.match(line)
        if match is None:
            if not single or single[-1] or not (lines[len(keys) - 1].endswith(":") or _is_item(lines, keys)):
                return None
            if _ITEM.match(line) is None:
                return None
            keys.append(keys[-1])
            single.append(False)
            continue
        key = match.group(1)
        if key in seen:
            return None
        seen.add(key)
        keys.append(key)
        single.append(match.group(2) is not None)
    return PlainHeader(lines, keys, single, end)


def _is_item(lines: list[str], keys: list[str]) -> bool:
    """Whether the line before the next is an item with the same indentation as the next."""
    last, line = lines[len(keys) - 1], lines[len(keys)]
    return last.lstrip(" ").startswith("- ") and _indent(last) == _indent(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
