"""A TOML header in its normal form: plain keys first, then each table once. Numbers and dates keep their text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit

from fonds.model.post import FieldValue
from fonds.text.toml_tokens import find_tokens
from fonds.text.value_changes import TEXT_KEYS

_BARE = "\ue0ff"
"""Marks, in front of a text, that it stands bare. It is a character for private use, and no header that has it is
written anew."""


def rewrite_toml(header: str, wanted: Mapping[str, FieldValue], line_end: str) -> str:
    """The header with the keys of ``wanted`` set; None takes one out. Raises ``READ_FAULTS``."""
    if _BARE in header:
        raise ValueError("a character of our own")
    values = _read(header)
    for key, value in wanted.items():
        old = values.get(key)
        typed = _is_bare(old) if key in values else key not in TEXT_KEYS
        if value is None:
            values.pop(key, None)
        else:
            values[key] = _marked(value, typed)
    return "".join(_table((), values)).lstrip("\n").replace("\n", line_end)


def _read(header: str) -> dict[str, Any]:
    pieces: list[str] = []
    place = 0
    for start, end in find_tokens(header).bare:
        pieces += (header[place:start], f'"{_BARE}', header[start:end], '"')
        place = end
    return tomllib.loads("".join((*pieces, header[place:])))


def _is_bare(value: Any) -> bool:
    if isinstance(value, list):
        return any(_is_bare(item) for item in value)
    return isinstance(value, str) and value.startswith(_BARE)


def _marked(value: FieldValue, typed: bool) -> Any:
    """A new value with the mark where it may stand bare."""
    if isinstance(value, list):
        return [_marked(item, typed) for item in value]
    if isinstance(value, dict):
        return {key: _marked(item, True) for key, item in value.items()}
    if value is None:
        raise ValueError("TOML has no word for an empty value")
    return _BARE + value if isinstance(value, str) and typed and _is_bare_text(value) else value


def _is_bare_text(text: str) -> bool:
    try:
        read = tomllib.loads(f"x = {text}")
    except ValueError:
        return False
    return list(read) == ["x"] and not isinstance(read["x"], (str, bool, list, dict))


def _table(path: tuple[str, ...], values: Mapping[str, Any]) -> list[str]:
    """The lines of a table. What is a table itself and is followed by none but tables has a heading of its own."""
    items = list(values.items())
    first = len(items)
    while first and _has_heading(items[first - 1][1]):
        first -= 1
    lines = [f"{tomlkit.key(key).as_string()} = {_inline(value)}\n" for key, value in items[:first]]
    if path and (lines or first == len(items)):
        lines.insert(0, f"\n[{_dotted(path)}]\n")
    for key, value in items[first:]:
        inner = (*path, key)
        if isinstance(value, dict):
            lines += _table(inner, value) if value else [f"\n[{_dotted(inner)}]\n"]
            continue
        for item in value:
            made = _table(inner, item)
            own = made[1:] if made and made[0] == f"\n[{_dotted(inner)}]\n" else made
            lines += [f"\n[[{_dotted(inner)}]]\n", *own]
    return lines


def _has_heading(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, dict) for item in value)
    return isinstance(value, dict)


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(tomlkit.key(key).as_string() for key in path)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{tomlkit.key(key).as_string()} = {_inline(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text.removeprefix(_BARE) if text.startswith(_BARE) else tomlkit.string(text).as_string()
