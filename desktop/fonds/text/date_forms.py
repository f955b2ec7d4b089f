"""In which form a date is written: what stands between its numbers, and whether it says its offset. Nothing is computed
here of when it was."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_ISO = re.compile(r"\s*\d{4}-\d{2}-\d{2}(?P<rest>.*)\Z", re.DOTALL)
_CLOCK = re.compile(r"\d{1,2}[:时時点點]\d{1,2}(?:[:分]\d{1,2}(?:[.,]\d+)?)?[分秒]?\s*(?:[AaPp]\.?[Mm]\.?)?")
_OFFSET = re.compile(r"\s*(?:[Zz]\b|(?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2}|UTC|GMT|[A-Z]{3,5}\b)")
_COMPACT = re.compile(r"\d{8}[Tt ]?\d{4}(?:\d{2})?(?P<rest>.*)\Z")


class DateForm(StrEnum):
    """Families of forms; a day alone in ISO's form belongs to both of the first."""

    BLANK = "blank"
    JOINED = "joined"
    DAY = "day"
    OTHER = "other"


@lru_cache(maxsize=256)
def form_of(text: str) -> DateForm:
    """The family of a date's text: ``2022-01-11 19:09`` is BLANK, ``2022-01-11T19:09`` JOINED, ``2022-01-11`` DAY."""
    match = _ISO.match(text)
    if match is None:
        return DateForm.OTHER
    rest = match["rest"].strip()
    if not rest:
        return DateForm.DAY
    if match["rest"][:1] in "Tt":
        return DateForm.JOINED
    return DateForm.BLANK if match["rest"][0] in " \t" and rest[:2].isdigit() else DateForm.OTHER


@lru_cache(maxsize=256)
def has_offset(text: str) -> bool:
    """Whether a date's text says how far its clock is from UTC, by a number or a name."""
    compact = _COMPACT.match(text.strip())
    if compact is not None:
        return bool(_OFFSET.match(compact["rest"]))
    clock = _CLOCK.search(text)
    return clock is not None and bool(_OFFSET.match(text, clock.end()))


def shape_of(text: str) -> str:
    """A date's text with all digits alike, to tell forms apart."""
    return re.sub(r"\d", "9", text.strip())
