"""A post's date as columns and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fonds.model.post import DateOrigin, DatePrecision, PostDate

DATE_COLUMNS = "instant, date_offset, date_precision, date_origin, date_text"
_PRECISIONS = {precision.value: precision for precision in DatePrecision}
_ORIGINS = {origin.value: origin for origin in DateOrigin}


def date_of(columns: Sequence[Any]) -> PostDate:
    """The date that the values of DATE_COLUMNS stand for."""
    instant, offset, precision, origin, text = columns
    return PostDate(instant, offset, _PRECISIONS[precision], _ORIGINS[origin], text)
