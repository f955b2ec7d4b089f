"""What is being typed in a search text, a field's name or a value, and what may stand in its place.

Rule: only the word at the cursor is ever replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fonds.model.query_tree import Field
from fonds.model.suggestion import KnownValue
from fonds.text.folding import fold_name
from fonds.text.query_names import CHINESE_NAMES, FIELD_NAMES
from fonds.text.query_parser import parse_query
from fonds.text.query_scanner import KEY_SIGNS, QUOTES, Sign, Token, quote, scan

MOST_SUGGESTIONS = 50
COLONS = (":", "：")
"""Typed alone, one asks for all names: Ctrl+Space belongs to input methods on many machines."""


@dataclass(frozen=True, slots=True)
class Place:
    """The characters of a search text that a suggestion takes the place of. ``typed`` is what of them stands before the
    cursor; ``field`` is that of the value, None for a name."""

    start: int
    length: int
    typed: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be typed: ``text`` goes into the search text, ``shown`` into the list. ``field`` is the field
    that the name names, None for a value or a key."""

    text: str
    shown: str
    field: Field | None = None
    value: KnownValue | None = None


def place_at(text: str, cursor: int) -> Place | None:
    """What is being typed at a cursor (in characters); None where nothing can be completed, as inside a phrase."""
    for token in scan(text):
        if token.start < cursor <= token.end:
            return _place_in(text, token, cursor)
        if token.start >= cursor:
            break
    return None


def suggest_names(typed: str, keys: Iterable[KnownValue], *, chinese: bool = False) -> list[Suggestion]:
    """Fields whose name begins so, in either language, then keys of the front matter that do; after ``@`` keys alone.
    ``chinese``: where nothing is typed yet, the fields are named in Chinese, as far as they have such a name."""
    if typed.startswith(tuple(KEY_SIGNS)):
        wanted = fold_name(typed[1:])
        begun = [key for key in keys if fold_name(key.text).startswith(wanted)]
        return [Suggestion(f"@{key.text}:", f"@{key.text}:", value=key) for key in begun[:MOST_SUGGESTIONS]]
    wanted = "" if typed in COLONS else fold_name(typed)
    found: dict[str, Suggestion] = {}
    for name, field in FIELD_NAMES.items():
        if name.startswith(wanted):
            shown = field.value if name.isascii() else CHINESE_NAMES[field]
            found.setdefault(shown, Suggestion(f"{shown}:", f"{shown}:", field))
    named = sorted(found.values(), key=lambda item: not item.shown.startswith(wanted))
    if not wanted:
        named = [item for item in named if item.field is None or item.text == _name_of(item.field, chinese)]
    for key in keys:
        if fold_name(key.text).startswith(wanted):
            named.append(Suggestion(_key_text(key.text), f"{key.text}:", value=key))
    return named[:MOST_SUGGESTIONS]


def suggest_values(field: Field, typed: str, values: Sequence[KnownValue]) -> list[Suggestion]:
    """Values that begin with what is typed, then those that hold it, each in the order given."""
    wanted = fold_name(typed)
    begun: list[KnownValue] = []
    holding: list[KnownValue] = []
    for value in values:
        folded = fold_name(value.text)
        if folded.startswith(wanted):
            begun.append(value)
        elif wanted in folded:
            holding.append(value)
    chosen = [*begun, *holding][:MOST_SUGGESTIONS]
    return [Suggestion(value_text(field, value.text), value.text, value=value) for value in chosen]


def replaced(text: str, place: Place, suggestion: Suggestion) -> tuple[str, int]:
    """The search text with a suggestion in its place, and where the cursor goes (in characters): behind a name to type
    its value, or on to the next word."""
    before, after = text[: place.start], text[place.start + place.length :]
    new = suggestion.text
    if not new.endswith(":") and not after.startswith((" ", ")", "）")):
        new += " "
    elif not new.endswith(":") and after.startswith(" "):
        after = after[1:]
        new += " "
    return before + new + after, len(before + new)


def value_text(field: Field, value: str) -> str:
    """A value as it is typed after the field's colon: in quotation marks where it would mean something else without."""
    name = f"{field.value}:"
    bare, quoted = parse_query(name + value), parse_query(name + quote(value))
    return value if bare.tree == quoted.tree and not bare.marks else quote(value)


def _place_in(text: str, token: Token, cursor: int) -> Place | None:
    if token.sign is Sign.TERM:
        if cursor >= token.value_start and token.field is not None:
            typed = text[token.value_start : cursor].lstrip(QUOTES)
            return Place(token.value_start, token.end - token.value_start, typed, token.field)
        if cursor < token.value_start:
            return Place(token.start, token.value_start - token.start, text[token.start : cursor])
    if token.sign is Sign.WORD:
        return Place(token.start, token.end - token.start, text[token.start : cursor])
    return None


def _key_text(key: str) -> str:
    plain = parse_query(f"{key}:x").tree
    forced = parse_query(f"@{key}:x").tree
    return f"{key}:" if plain == forced else f"@{key}:"


def _name_of(field: Field, chinese: bool) -> str:
    return f"{CHINESE_NAMES.get(field, field.value) if chinese else field.value}:"
