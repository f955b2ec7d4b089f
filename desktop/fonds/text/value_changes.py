"""A table's new value as the few inner keys that differ, so that what stays in a table keeps its characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from fonds.model.post import FieldValue


class Gone(Enum):
    """Stands for a key that is taken out; null is a value of its own in some languages."""

    GONE = "gone"


GONE = Gone.GONE
KeyPath = tuple[str, ...]

# Keys whose values are always text: a title "2022" is quoted, while a new key's 5 is a number.
TEXT_KEYS = frozenset(
    {"title", "slug", "permalink", "lang", "language", "category", "tag", "author", "description"}
)


def inner_changes(
    current: Mapping[str, FieldValue], wanted: Mapping[str, FieldValue]
) -> Iterator[tuple[KeyPath, FieldValue | Gone]]:
    """What to set where for the keys in ``wanted`` (None takes a first-level key out)."""
    for key, value in wanted.items():
        if value is None:
            yield (key,), GONE
        elif key in current:
            yield from _between((key,), current[key], value)
        else:
            yield (key,), value


def _between(path: KeyPath, old: FieldValue, new: FieldValue) -> Iterator[tuple[KeyPath, FieldValue | Gone]]:
    if not (isinstance(old, dict) and isinstance(new, dict) and old and new):
        if old != new or type(old) is not type(new):
            yield path, new
        return
    for key in old:
        if key not in new:
            yield (*path, key), GONE
    for key, value in new.items():
        if key in old:
            yield from _between((*path, key), old[key], value)
        else:
            yield (*path, key), value
