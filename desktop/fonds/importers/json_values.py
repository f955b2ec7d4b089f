"""The values of a JSON object, each of the kind that it must be.

Rule: whatever is not raises NotARecord, which says which one; nothing is bent into shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LARGEST = 2**53
"""What programs of all kinds can hold as a whole number in JSON."""


class NotARecord(ValueError):
    """A value that cannot be what it should be."""


def as_object(value: Any) -> dict[str, Any]:
    """A value as an object."""
    if not isinstance(value, dict):
        raise NotARecord("an object is missing")
    return value


def get_list(value: Mapping[str, Any], name: str) -> list[Any]:
    """The list of this name."""
    found = value.get(name)
    if not isinstance(found, list):
        raise NotARecord(f"“{name}” is no list")
    return found


def as_texts(values: Any) -> list[str]:
    """A value as a list of texts."""
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise NotARecord("a list of texts holds something else")
    return values


def get_text(value: Mapping[str, Any], name: str) -> str:
    """The text of this name."""
    found = value.get(name)
    if not isinstance(found, str):
        raise NotARecord(f"“{name}” is no text")
    return found


def get_flag(value: Mapping[str, Any], name: str) -> bool:
    """The truth of this name."""
    found = value.get(name)
    if not isinstance(found, bool):
        raise NotARecord(f"“{name}” is neither true nor false")
    return found


def get_number(value: Mapping[str, Any], name: str, low: int = -LARGEST, high: int = LARGEST) -> int:
    """The whole number of this name, within these bounds."""
    found = value.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
        raise NotARecord(f"“{name}” is no number")
    return found


def find_number(value: Mapping[str, Any], name: str, low: int = -LARGEST, high: int = LARGEST) -> int | None:
    """The same; None where it is null or missing."""
    return None if value.get(name) is None else get_number(value, name, low, high)


def get_digest(value: Mapping[str, Any], name: str) -> bytes:
    """The SHA-256 of this name, which is written in hexadecimal digits."""
    try:
        found = bytes.fromhex(get_text(value, name))
    except ValueError as fault:
        raise NotARecord(f"“{name}” is no digest") from fault
    if len(found) != 32:
        raise NotARecord(f"“{name}” is no digest")
    return found
