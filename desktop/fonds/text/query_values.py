"""The value after a field's colon: what it means, or why it means nothing.

Rule: nothing is raised; a value that cannot be read gives the fault and its details.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from fonds.model.query_tree import Days, Field, Leaf, Match, Numbers, QueryFault, Words
from fonds.text.folding import fold_name
from fonds.text.query_names import VALUE_NAMES, known_values

_DAY = timedelta(days=1)
_PERIOD = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月)?|年)?", re.ASCII)
_BEGUN_DATE = re.compile(r"[0-9\-/.年月日<>=]*")
_BEGUN_NUMBER = re.compile(r"[<>]?=?|[0-9]+\.")
_RELATION = re.compile(r"([<>]=?|=)?(.*)", re.DOTALL)
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after the colon. ``quoted``: in quotation marks that are closed. ``starred``: a ``*`` follows."""

    text: str
    quoted: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class ValueFault:
    """Why a value cannot be read. ``unfinished``: it can, if more is typed."""

    fault: QueryFault
    details: tuple[tuple[str, str], ...]
    unfinished: bool = False


def read_value(field: Field, name: str, value: Value) -> Leaf | ValueFault:
    """The leaf that a field and its value make; ``name`` is the field as it was typed."""
    match field:
        case Field.TITLE | Field.BODY:
            return Words(value.text, not value.quoted or value.starred, field)
        case Field.STATUS | Field.FORMAT | Field.HAS | Field.IS:
            return _read_fixed(field, name, value.text)
        case Field.DATE | Field.MODIFIED:
            return _read_days(field, value.text)
        case Field.WORDS | Field.ACCESSION | Field.RATING:
            return _read_numbers(field, value.text)
        case Field.SOURCE:
            return Match(field, value.text + "*" * (value.starred and not value.text.endswith("*")))
        case _:
            return Match(field, value.text, value.starred)


def _read_fixed(field: Field, name: str, text: str) -> Leaf | ValueFault:
    folded = fold_name(text)
    names = VALUE_NAMES[field]
    if folded in names:
        return Match(field, names[folded].value)
    known = ", ".join(known_values(field, chinese=not name.isascii()))
    details = (("field", f"{name}:"), ("value", text), ("known", known))
    unfinished = any(other.startswith(folded) for other in names)
    return ValueFault(QueryFault.UNKNOWN_VALUE, details, unfinished)


def _read_days(field: Field, text: str) -> Leaf | ValueFault:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    fault = ValueFault(
        QueryFault.NOT_A_DATE, (("value", text),), unfinished=_BEGUN_DATE.fullmatch(plain) is not None
    )
    try:
        first, last = _days_between(plain)
    except (ValueError, OverflowError):
        return fault
    if first is None and last is None:
        return fault
    if first is not None and last is not None and first > last:
        return ValueFault(QueryFault.EMPTY_RANGE, fault.details)
    return Days(field, first, last)


def _days_between(text: str) -> tuple[date | None, date | None]:
    before, dots, after = text.partition("..")
    if dots:
        return (_period(before)[0] if before else None, _period(after)[1] if after else None)
    relation = _RELATION.fullmatch(text)
    assert relation is not None
    first, last = _period(relation[2])
    match relation[1]:
        case ">":
            return last + _DAY, None
        case ">=":
            return first, None
        case "<":
            return None, first - _DAY
        case "<=":
            return None, last
        case _:
            return first, last


def _period(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day. Raises ValueError."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if found[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if found[3] is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _read_numbers(field: Field, text: str) -> Leaf | ValueFault:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    unfinished = _BEGUN_NUMBER.fullmatch(plain) is not None or plain == ".."
    fault = ValueFault(QueryFault.NOT_A_NUMBER, (("value", text),), unfinished)
    before, dots, after = plain.partition("..")
    try:
        if dots:
            low, high = (_number(part) if part else None for part in (before, after))
        else:
            low, high = _compared(plain)
    except ValueError:
        return fault
    if low is None and high is None:
        return fault
    if low is not None and high is not None and low > high:
        return ValueFault(QueryFault.EMPTY_RANGE, fault.details)
    return Numbers(field, low, high)


def _compared(text: str) -> tuple[int | None, int | None]:
    relation = _RELATION.fullmatch(text)
    assert relation is not None
    number = _number(relation[2])
    match relation[1]:
        case ">":
            return number + 1, None
        case ">=":
            return number, None
        case "<":
            return None, number - 1
        case "<=":
            return None, number
        case _:
            return number, number


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise ValueError(text)
    return int(text)
