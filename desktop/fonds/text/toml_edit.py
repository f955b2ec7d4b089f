"""Values of a TOML header changed by a library that keeps everything else; it is held to that afterwards.

Raises ``UserError`` for what TOML cannot say, and gives None where more than the asked keys would change.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, String, StringType

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.toml_tokens import find_tokens
from fonds.text.value_changes import GONE, TEXT_KEYS, Gone, KeyPath, inner_changes

_LITERAL = (StringType.SLL, StringType.MLL)
_LONG = (StringType.MLB, StringType.MLL)
_NOT_LITERAL = re.compile(r"['\x00-\x08\x0a-\x1f\x7f]")
_BARE = re.compile(r"[+\-0-9][^\s\"'#,\[\]{}=]*(?: [0-9:.+\-Z]+)?\Z")
_FAULTS = (TOMLKitError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


def edit_toml(
    header: str,
    current: Mapping[str, FieldValue],
    wanted: Mapping[str, FieldValue],
    line_end: str,
    *,
    careful: bool,
) -> str | None:
    """The header with keys set; None takes one out. ``careful`` writes lists anew and quotes all text in full."""
    pairs = header.count("\r\n")
    text = header.replace("\r\n", "\n") if pairs == header.count("\n") else header
    for path, value in inner_changes(current, wanted):
        changed = _checked(text, path, value, careful)
        if changed is None and len(path) == 1:  # a table becomes a value, which stands elsewhere
            without = _checked(text, path, GONE, careful)
            changed = None if without is None else _checked(without, path, value, careful)
        if changed is None:
            return None
        text = changed
    if line_end == "\r\n" and pairs == header.count("\n"):
        return text.replace("\n", "\r\n")
    return text


def _checked(text: str, path: KeyPath, value: FieldValue | Gone, careful: bool) -> str | None:
    changed = _set(text, path, value, careful)
    return changed if changed is not None and _only_there(text, changed, path[0]) else None


def _set(text: str, path: KeyPath, value: FieldValue | Gone, careful: bool) -> str | None:
    try:
        document = tomlkit.parse(text)
        if tomlkit.dumps(document) != text:
            return None
        table: Any = document
        for key in path[:-1]:
            table = table[key]
        key = path[-1]
        if value is GONE or isinstance(value, Gone):
            del table[key]
        elif key in table:
            _replace(table, key, value, careful)
        elif len(path) == 1:
            item = _item(value, None, typed=key not in TEXT_KEYS, careful=careful)
            return _with_line(text, f"{tomlkit.key(key).as_string()} = {item.as_string()}\n")
        else:
            table[key] = _item(value, None, typed=True, careful=careful)
        written = tomlkit.dumps(document)
    except _FAULTS:
        return None
    return written if not written or written.endswith("\n") else f"{written}\n"


def _with_line(text: str, line: str) -> str:
    """A new key of the first level: before the tables, and before the comments and blank lines above them."""
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    place = find_tokens(text).first_table
    place = len(lines) if place is None else place
    while place and (not lines[place - 1].strip() or lines[place - 1].lstrip().startswith("#")):
        place -= 1
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += "\n"
    return "".join((*lines[:place], line, *lines[place:]))


def _replace(table: Any, key: str, value: FieldValue, careful: bool) -> None:
    old = table[key]
    if (
        isinstance(value, list)
        and value
        and isinstance(old, Array)
        and not careful
        and _change_list(old, value)
    ):
        return
    table[key] = _item(value, old, typed=_is_bare(old), careful=careful)


def _change_list(old: Array, value: Sequence[FieldValue]) -> bool:
    """Take out and append items where that is all there is to do, so that the others keep their lines and comments."""
    texts = [item if isinstance(item, str) else None for item in old]
    if None in texts or any(not isinstance(item, str) for item in value) or not texts:
        return False
    stay = [number for number, text in enumerate(texts) if text in value]
    if [texts[number] for number in stay] != list(value[: len(stay)]):
        return False
    style = old[0]
    for number in reversed(range(len(texts))):
        if number not in stay:
            del old[number]
    for item in value[len(stay) :]:
        old.append(_item(item, style, typed=False, careful=False))
    return True


def _is_bare(old: Any) -> bool:
    if isinstance(old, list):
        return any(_is_bare(item) for item in old)
    return not isinstance(old, (str, dict)) and type(old) is not bool


def _item(value: FieldValue, old: Any, *, typed: bool, careful: bool) -> Any:
    if value is None:
        raise UserError("TOML has no word for an empty value.")
    if isinstance(value, list):
        made = tomlkit.array()
        style = old[0] if isinstance(old, list) and old else None
        for inner in value:
            made.append(_item(inner, style, typed=typed and old is not None, careful=careful))
        return made
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        for key, inner in value.items():
            table[key] = _item(inner, None, typed=False, careful=careful)
        return table
    if isinstance(value, bool):
        return tomlkit.item(value)
    if typed and _is_bare_text(value):
        return tomlkit.value(value)
    return _string(value, old, careful)


def _is_bare_text(text: str) -> bool:
    """Whether a text is a number or a date of TOML."""
    if not _BARE.match(text):
        return False
    try:
        return not isinstance(tomllib.loads(f"x = {text}")["x"], (str, list, dict))
    except ValueError:
        return False


def _string(text: str, old: Any, careful: bool) -> Any:
    kind = getattr(old, "_t", None) if isinstance(old, String) and not careful else None
    if kind in _LITERAL and not _NOT_LITERAL.search(text):
        return tomlkit.string(text, literal=True)
    if kind in _LONG and "\n" in text and "\r" not in text and not text.startswith("\n"):
        return tomlkit.string(text, multiline=True)
    return tomlkit.string(text)


def _only_there(old: str, new: str, key: str) -> bool:
    """Whether all lines that differ belong to one key of the first level."""
    lines = find_tokens(old).lines
    before, after = old.split("\n"), new.split("\n")
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    end = len(before) - last
    if key not in lines:
        return first >= end  # nothing but new lines
    others = [line for name, line in lines.items() if name != key and line > lines[key]]
    return first >= lines[key] and end <= min(others, default=len(before))
