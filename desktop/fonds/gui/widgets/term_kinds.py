"""How the names of categories, tags and authors are written, read and parted while one types."""

from __future__ import annotations

from fonds.gui.widgets.token_edit import LIST_SEPARATORS, NAME_SEPARATORS, TokenKind, Value


def write_category(value: Value) -> str:
    """A category's path as people read it."""
    return value if isinstance(value, str) else " › ".join(value)


def read_category(text: str) -> Value:
    """A typed path: its parts are parted by › or /."""
    parts = (part.strip() for part in text.replace("/", "›").split("›"))
    return tuple(part for part in parts if part)


def _write_name(value: Value) -> str:
    return value if isinstance(value, str) else value[-1]


CATEGORIES = TokenKind(write_category, read_category, LIST_SEPARATORS)
TAGS = TokenKind(_write_name, str.strip, LIST_SEPARATORS)
AUTHORS = TokenKind(_write_name, str.strip, NAME_SEPARATORS)
