"""Places in a text, as Python and as Qt count them."""

from __future__ import annotations


def units(text: str, place: int) -> int:
    """A place in characters as Qt counts it: those beyond the first 65,536, as rare ideographs are, count twice."""
    return place + sum(character > "\uffff" for character in text[:place])


def characters(text: str, place: int) -> int:
    """A place as Qt counts it in characters."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "replace"))
