"""JSON text to nodes that know their places, so that a header can be read with lines and changed in single values.

Strict JSON (RFC 8259), nested no deeper than a header may be. An object may stand without its braces, as Hexo writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from fonds.model.post import FieldValue
from fonds.model.problems import ProblemKind
from fonds.text.yaml_nodes import MAX_DEPTH, HeaderFault

_BLANK = re.compile(r"[ \t\r\n]*")
_BARE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_WORDS: dict[str, FieldValue] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Member:
    """One ``"key": value`` of an object; the key's characters, with its quotes, are ``text[key_start:key_end]``."""

    key: str
    key_start: int
    key_end: int
    value: JsonNode


@dataclass(frozen=True, slots=True)
class JsonNode:
    """A value and its characters, ``text[start:end]``. ``members`` are those of an object (repeated keys too),
    ``items`` those of a list; ``kind`` is ``object``, ``list``, ``text`` or ``bare``."""

    kind: str
    start: int
    end: int
    plain: FieldValue = None
    members: tuple[Member, ...] = field(default=())
    items: tuple[JsonNode, ...] = field(default=())

    def value(self) -> FieldValue:
        """What the node says; of a repeated key the last. Numbers are the text that they are written as."""
        if self.kind == "object":
            return {member.key: member.value.value() for member in in_effect(self)}
        if self.kind == "list":
            return [item.value() for item in self.items]
        return self.plain


def in_effect(node: JsonNode) -> list[Member]:
    """The members that count, in order: of a repeated key the last."""
    last = {member.key: member for member in node.members}
    return [member for member in node.members if last[member.key] is member]


def parse_json(text: str) -> JsonNode:
    """The object that a header is. Raises ``HeaderFault`` with the line from 0."""
    start = _skip(text, 0)
    if start == len(text):
        return JsonNode("object", start, start)
    if text[start] == "{":
        root = _parse_value(text, start, 0)
    elif text[start] == '"':
        root = _parse_members(text, start, 0, braces=False)
    else:
        raise HeaderFault(ProblemKind.HEADER_NOT_MAPPING, "not a mapping")
    end = _skip(text, root.end)
    if end < len(text):
        raise _fault(text, end, "something follows the closing brace")
    return root


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _parse_value(text: str, start: int, depth: int) -> JsonNode:
    if depth > MAX_DEPTH:
        raise HeaderFault(ProblemKind.HEADER_TOO_DEEP, "too deep", limit=MAX_DEPTH)
    mark = text[start : start + 1]
    if mark == "{":
        return _parse_members(text, start, depth, braces=True)
    if mark == "[":
        return _parse_items(text, start, depth)
    if mark == '"':
        plain, end = _scan_string(text, start)
        return JsonNode("text", start, end, plain)
    bare = _BARE.match(text, start)
    if bare is None:
        raise _fault(text, start, "a value is missing, or must be quoted")
    return JsonNode("bare", start, bare.end(), _WORDS.get(bare.group(), bare.group()))


def _parse_members(text: str, start: int, depth: int, *, braces: bool) -> JsonNode:
    """An object from its brace; without braces it ends where the text does."""
    members: list[Member] = []
    position = _skip(text, start + 1) if braces else start
    if braces and text.startswith("}", position):
        return JsonNode("object", start, position + 1)
    while True:
        if not text.startswith('"', position):
            raise _fault(text, position, "a key in quotation marks is missing")
        key, key_end = _scan_string(text, position)
        colon = _skip(text, key_end)
        if not text.startswith(":", colon):
            raise _fault(text, key_end, "a key has no colon")
        value = _parse_value(text, _skip(text, colon + 1), depth + 1)
        members.append(Member(key, position, key_end, value))
        after = _skip(text, value.end)
        if text.startswith(",", after):
            position = _skip(text, after + 1)
        elif braces and text.startswith("}", after):
            return JsonNode("object", start, after + 1, members=tuple(members))
        elif not braces and after == len(text):
            return JsonNode("object", start, value.end, members=tuple(members))
        else:
            raise _fault(text, value.end, "a comma or a closing brace is missing")


def _parse_items(text: str, start: int, depth: int) -> JsonNode:
    items: list[JsonNode] = []
    position = _skip(text, start + 1)
    if text.startswith("]", position):
        return JsonNode("list", start, position + 1)
    while True:
        items.append(_parse_value(text, position, depth + 1))
        after = _skip(text, items[-1].end)
        if text.startswith("]", after):
            return JsonNode("list", start, after + 1, items=tuple(items))
        if not text.startswith(",", after):
            raise _fault(text, items[-1].end, "a list in brackets is not closed")
        position = _skip(text, after + 1)


def _scan_string(text: str, start: int) -> tuple[str, int]:
    try:
        found: tuple[str, int] = scanstring(text, start + 1, True)
    except JSONDecodeError as fault:
        reason = (
            "a quotation mark is not closed" if "Unterminated" in fault.msg else "a text is not valid JSON"
        )
        raise _fault(text, start, reason) from fault
    return found


def _fault(text: str, place: int, reason: str) -> HeaderFault:
    line = text.count("\n", 0, place) + text.count("\r", 0, place) - text.count("\r\n", 0, place)
    return HeaderFault(ProblemKind.INVALID_HEADER, reason, line)
