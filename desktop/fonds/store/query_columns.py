"""What the columns answer of a query: dates, numbers, status, format, language, terms, folders, and what a post has.

Rule: an answer has a bit for each row; what rows of no post say does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from fonds.model.post import Content, Status
from fonds.model.query_tree import Days, Field, Has, Is, Match, Node, Numbers
from fonds.store.column_facts import UNKNOWN, Bits, Flag
from fonds.store.columns import Columns
from fonds.store.query_names import find_named
from fonds.store.session import View
from fonds.text.folding import fold_name

_DAY = 86_400
_FLAGS: dict[str, Flag] = {
    Has.DATE: Flag.DATED,
    Has.PROBLEM: Flag.PROBLEM,
    Is.TRASHED: Flag.TRASHED,
    Is.STARRED: Flag.STARRED,
    Has.NOTE: Flag.NOTED,
    Is.READ: Flag.READ,
}
"""Both fields know a draft, and mean different things; no other value."""
_CONTENT: dict[str, Content] = {
    Has.IMAGE: Content.IMAGE,
    Has.LINK: Content.LINK,
    Has.CODE: Content.CODE,
    Has.TABLE: Content.TABLE,
}


def from_columns(view: View, columns: Columns, node: Node) -> Bits | None:
    """The posts that a leaf asks for; None when the columns do not know."""
    match node:
        case Days():
            return by_days(columns, node)
        case Numbers(Field.ACCESSION, low, high):
            return _between(columns["accession"], low, high) & (columns["accession"] > 0)
        case Numbers(Field.RATING, low, high):
            return _between(columns["rating"], low, high)
        case Numbers(_, low, high):
            return _between(columns["words"], low, high)
        case Match(Field.TAG | Field.AUTHOR as field, value, prefix):
            return by_places(columns, columns.vocabulary.named(field.value, fold_name(value), prefix=prefix))
        case Match(Field.CATEGORY, value, prefix):
            terms = find_named(view, Field.CATEGORY, value, prefix=prefix)
            return by_places(columns, columns.vocabulary.standing_for(terms))
        case Match(Field.STATUS, value):
            return _named(columns, "status", value.__eq__)
        case Match(Field.FORMAT, value):
            return _named(columns, "format", value.__eq__)
        case Match(Field.LANGUAGE, value, prefix):
            return _by_language(columns, value, prefix)
        case Match(Field.SOURCE, value):
            return _by_folder(columns, fold_name(value))
        case Match(Field.IS, Is.DRAFT.value):
            return ~_named(columns, "status", Status.PUBLISHED.value.__eq__)
        case Match(Field.HAS | Field.IS, value):
            return _by_fact(columns, value)
        case _:
            return None


def by_places(columns: Columns, places: Sequence[int]) -> Bits:
    """The posts that have one of these places (``Vocabulary``)."""
    facts = columns.facts
    found = np.zeros(columns.size, np.bool_)
    if not len(places):
        return found
    if len(places) == 1:
        hits = facts.places == places[0]
    else:
        wanted = np.zeros(len(columns.vocabulary.kinds), np.bool_)
        wanted[list(places)] = True
        hits = wanted[facts.places]
    at = np.flatnonzero(hits)
    if len(at) < columns.size // 8:
        found[np.searchsorted(facts.starts, at, side="right") - 1] = True
        return found
    before = np.zeros(len(hits) + 1, np.int32)
    np.cumsum(hits, out=before[1:])
    return np.diff(before[facts.starts]) > 0


def by_days(columns: Columns, days: Days) -> Bits:
    """A post's date is the day in its own offset, whatever the hour was elsewhere; a change's is the reader's day."""
    if days.field is Field.MODIFIED:
        first, last = _local_midnight(days.first, 0), _local_midnight(days.last, 1)
        return _between(columns["modified"], first, None if last is None else last - 1)
    begin = None if days.first is None else _civil_midnight(days.first)
    end = None if days.last is None else _civil_midnight(days.last) + _DAY - 1
    civil = columns["instant"] + columns["offset"].astype(np.int64) * 60
    return _between(civil, begin, end) & columns.has(Flag.DATED)


def _between(column: NDArray[np.int64], low: int | None, high: int | None) -> Bits:
    bounds = np.iinfo(column.dtype)
    found = np.ones(len(column), np.bool_)
    if low is not None and low > bounds.min:
        found = column >= low if low <= bounds.max else np.zeros_like(found)
    if high is not None and high < bounds.max:
        found = found & (column <= high) if high >= bounds.min else np.zeros_like(found)
    return found


def _civil_midnight(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * _DAY


def _local_midnight(day: date | None, later: int) -> int | None:
    """When a day (or the one after it) begins where the reader is, in seconds UTC."""
    if day is None:
        return None
    try:
        moment = datetime(day.year, day.month, day.day) + timedelta(days=later)
        return int(moment.timestamp())
    except (OverflowError, OSError, ValueError):  # before or after what the system's clock can tell
        return 0 if day.year < 1971 else int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())


def _named(columns: Columns, name: str, test: Callable[[str], object]) -> Bits:
    """The posts whose text in a column of names passes a test."""
    texts = list(columns.names[name].texts)
    passed = np.array([test(text) is True for text in texts] or [False], np.bool_)
    codes = columns[name]
    if passed.sum() == 1:
        one: Bits = codes == int(np.argmax(passed))
        return one
    found: Bits = passed[codes]
    return found


def _by_language(columns: Columns, value: str, prefix: bool) -> Bits:
    """A language with its regions: ``zh`` is ``zh-CN``, too."""
    wanted = fold_name(value).replace("_", "-")

    def is_meant(text: str) -> bool:
        folded = fold_name(text).replace("_", "-")
        if prefix:
            return folded.startswith(wanted) and folded != ""
        return folded == wanted or folded.startswith(f"{wanted}-")

    return _named(columns, "language", is_meant)


def _by_folder(columns: Columns, wanted: str) -> Bits | None:
    """All of one or two folders from the top, as facets ask for it; any other pattern needs the whole path."""
    folder, star = wanted[:-2], wanted[-2:]
    if star != "/*" or not folder or {"*", "?"} & set(folder) or folder.count("/") > 1:
        return None
    texts = list(columns.names["folder"].texts)
    if any(text == UNKNOWN or text == f"{folder.partition('/')[0]}/{UNKNOWN}" for text in texts):
        return None
    return _named(columns, "folder", lambda text: text == folder or text.startswith(f"{folder}/"))


def _by_fact(columns: Columns, value: str) -> Bits | None:
    if value == Is.UNREAD:
        unread: Bits = ~columns.has(Flag.READ)
        return unread
    if value in _FLAGS:
        return columns.has(_FLAGS[value])
    if value in _CONTENT:
        held: Bits = (columns["has"] & _CONTENT[value].value) != 0
        return held
    return None
