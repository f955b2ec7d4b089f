"""TOML as tokens: where the bare values (numbers and dates) stand, and on which line each key does.

The library's reader turns them into numbers and moments, which are not the text that the file has. These tokens are
only looked at in a text that the reader took.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?P<blank>[ \t]+)|(?P<end>\r?\n)|(?P<comment>\#[^\n]*)"
    r"|(?P<long>\"\"\"(?:\\.|[^\\])*?\"\"\"\"{0,2}|'''.*?''''{0,2})"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
    r"|(?P<mark>[=,\[\]{}.])"
    r"|(?P<bare>[^\s=,\[\]{}#\"'.]+)",
    re.DOTALL,
)
_BARE_VALUE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:[^\s,\]}#]+)?|[^\s,\[\]{}#\"'=]+")


@dataclass(slots=True)
class TomlTokens:
    """``bare`` are the places of numbers and dates; ``lines`` the line (from 0) of each key of the first level;
    ``first_table`` that of the first table's name."""

    first_table: int | None = None
    bare: list[tuple[int, int]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _State:
    """Where in a line one is. ``nest`` holds the open brackets of a value, outermost first."""

    in_value: bool = False
    in_table_name: bool = False
    line_begins: bool = True
    key_begins: bool = True
    inside_table: bool = False
    nest: list[str] = field(default_factory=list)


def find_tokens(text: str) -> TomlTokens:
    """The tokens of a text that is valid TOML; of any other, whatever comes of it."""
    found = TomlTokens()
    state = _State()
    position, line = 0, 0
    while position < len(text):
        value = _BARE_VALUE.match(text, position) if state.in_value else None
        if value is not None:
            if value.group() not in ("true", "false"):
                found.bare.append(value.span())
            position = value.end()
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            position += 1
            continue
        position = token.end()
        kind, word = token.lastgroup or "", token.group()
        if kind == "end" and not state.nest:
            state.in_value = state.in_table_name = False
            state.line_begins = state.key_begins = True
        elif kind == "mark":
            _mark(word, state)
            if state.in_table_name and found.first_table is None:
                found.first_table = line
        elif kind in ("bare", "text") and not state.in_value:
            _key(word, line, state, found)
        line += word.count("\n")
    return found


def _mark(mark: str, state: _State) -> None:
    if state.line_begins and mark == "[" and not state.in_value:
        state.in_table_name = True
        state.inside_table = True
        return
    state.line_begins = False
    if state.in_table_name:
        return
    if mark == "=":
        state.in_value = True
    elif mark in "[{" and state.in_value:
        state.nest.append(mark)
        state.in_value = mark == "["
    elif mark in "]}" and state.nest:
        state.nest.pop()
        state.in_value = True
    elif mark == "," and state.nest and state.nest[-1] == "{":
        state.in_value = False


def _key(word: str, line: int, state: _State, found: TomlTokens) -> None:
    """The first part of a key of the first level, or of a table's name, which is one too."""
    counts = state.key_begins and not state.nest and (state.in_table_name or not state.inside_table)
    state.line_begins = state.key_begins = False
    if counts:
        found.lines.setdefault(key_name(word), line)


def key_name(word: str) -> str:
    """What a written key means; escapes in it are left as they are, which only its line number suffers from."""
    return word[1:-1] if word[:1] in "\"'" else word
