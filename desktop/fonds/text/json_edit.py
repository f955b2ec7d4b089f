"""Values of a JSON header changed by their places: new keys take the indentation of the object that they come into."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from fonds.model.post import FieldValue
from fonds.text.json_nodes import JsonNode, Member, in_effect, parse_json
from fonds.text.value_changes import GONE, TEXT_KEYS, Gone, KeyPath, inner_changes

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\Z")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def edit_json(
    header: str,
    current: Mapping[str, FieldValue],
    wanted: Mapping[str, FieldValue],
    line_end: str,
    encoding: str,
    *,
    careful: bool,
) -> str:
    """The header with keys set; None takes one out. ``careful`` writes lists anew. Raises ``READ_FAULTS``."""
    writer = _Writer(encoding, ascii_only=header.isascii() and "\\u" in header, careful=careful)
    for path, value in inner_changes(current, wanted):
        header = _set(header, path, value, line_end, writer)
    return header


def _set(text: str, path: KeyPath, value: FieldValue | Gone, line_end: str, writer: _Writer) -> str:
    parent = parse_json(text)
    for key in path[:-1]:
        parent = next(member.value for member in in_effect(parent) if member.key == key)
    same = [member for member in parent.members if member.key == path[-1]]
    if value is GONE or isinstance(value, Gone):
        for member in reversed(same):
            text = _without(text, parent, member)
            parent = _same_object(text, parent.start)
        return text
    if same:
        old = same[-1].value
        return text[: old.start] + writer.replacement(text, old, value) + text[old.end :]
    return _with_new(text, parent, path, value, line_end, writer)


def _same_object(text: str, start: int) -> JsonNode:
    """The object that begins at ``start``, after a change inside it."""
    pending = [parse_json(text)]
    while pending:
        node = pending.pop()
        if node.kind == "object" and node.start == start:
            return node
        pending += [member.value for member in node.members] + list(node.items)
    return JsonNode("object", start, start)


def _without(text: str, parent: JsonNode, member: Member) -> str:
    """Take a member out with the comma that it needed."""
    number = parent.members.index(member)
    if number + 1 < len(parent.members):
        return text[: member.key_start] + text[parent.members[number + 1].key_start :]
    start = parent.members[number - 1].value.end if number else member.key_start
    return text[:start] + text[member.value.end :]


def _with_new(
    text: str, parent: JsonNode, path: KeyPath, value: FieldValue, line_end: str, writer: _Writer
) -> str:
    typed = len(path) > 1 or path[0] not in TEXT_KEYS
    written = writer.write(value, typed=typed)
    key = writer.write(path[-1])
    if not parent.members:
        braces = text.startswith("{", parent.start)
        place = parent.start + 1 if braces else parent.start
        return f"{text[:place]}{key}: {written}{'' if braces else line_end}{text[place:]}"
    last = parent.members[-1]
    before = text[: last.key_start]
    blank = before[len(before.rstrip(" \t\r\n")) :]
    if not ("\n" in blank or "\r" in blank) and len(parent.members) == 1:
        blank = line_end if last.key_start == 0 else " "
    colon = text[last.key_end : text.index(":", last.key_end) + 1]
    after_colon = text[last.key_end + len(colon) : last.value.start]
    gap = after_colon if after_colon.strip(" \t") == "" else " "
    return f"{text[: last.value.end]},{blank}{key}{colon}{gap}{written}{text[last.value.end :]}"


class _Writer:
    """Values as JSON text."""

    def __init__(self, encoding: str, *, ascii_only: bool, careful: bool) -> None:
        self._encoding = encoding
        self._ascii_only = ascii_only
        self._careful = careful

    def write(self, value: FieldValue, *, typed: bool = False) -> str:
        """A value on one line; ``typed`` lets a number stand bare."""
        if isinstance(value, str):
            return value if typed and _NUMBER.match(value) else self._quoted(value)
        if isinstance(value, list):
            return f"[{', '.join(self.write(item, typed=typed) for item in value)}]"
        if isinstance(value, dict):
            pairs = (f"{self._quoted(key)}: {self.write(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        return json.dumps(value)

    def replacement(self, text: str, old: JsonNode, value: FieldValue) -> str:
        """What stands in the place of ``old``: a number stays bare, a list keeps its form and the items that stay."""
        if isinstance(value, list) and value and old.items and not self._careful:
            return self._list(text, old, value)
        return self.write(value, typed=old.kind == "bare")

    def _list(self, text: str, old: JsonNode, value: Sequence[FieldValue]) -> str:
        kept = [(item.value(), text[item.start : item.end]) for item in old.items]
        typed = any(item.kind == "bare" for item in old.items)
        head, tail = text[old.start : old.items[0].start], text[old.items[-1].end : old.end]
        comma = f",{head[1:]}" if "\n" in head or "\r" in head else ", "
        if len(old.items) > 1:
            comma = text[old.items[0].end : old.items[1].start]
        pieces: list[str] = []
        for wanted in value:
            place = next(
                (n for n, (plain, _) in enumerate(kept) if plain == wanted and type(plain) is type(wanted)),
                None,
            )
            pieces.append(self.write(wanted, typed=typed) if place is None else kept.pop(place)[1])
        return head + comma.join(pieces) + tail

    def _quoted(self, text: str) -> str:
        if self._ascii_only or _HALF_PAIR.search(text):
            return json.dumps(text)
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return json.dumps(text)
        return json.dumps(text, ensure_ascii=False)
