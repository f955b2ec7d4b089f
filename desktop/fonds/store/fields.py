"""Front-matter keys that are no columns, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fonds.model.post import FieldValue
from fonds.store.packing import storable


def field_rows(
    post_id: int, fields: tuple[tuple[str, FieldValue], ...]
) -> Iterator[tuple[int, int, str, str]]:
    """The rows of a post's further fields."""
    for position, (key, value) in enumerate(fields):
        yield post_id, position, storable(key), dump_json(value)


def dump_json(value: object) -> str:
    """JSON that stays readable, and that holds even what is no valid text."""
    text = json.dumps(value, ensure_ascii=False)
    return text if storable(text) is text else json.dumps(value)
