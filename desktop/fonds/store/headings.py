"""Headings of lists: where, in the order of a list, another day, month or category begins.

Rule: the headings stand where the columns change along the list; what is kept is one entry a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from fonds.model.query import Grouping, ListRequest, OrderColumn, PostGroup, PostList
from fonds.store.column_facts import Flag, Ids
from fonds.store.columns import Columns, load_columns
from fonds.store.ordering import as_list, find_in_order
from fonds.store.packing import NAME_SEPARATOR
from fonds.store.session import View, in_chunks, marks

_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_RUNS = (
    "SELECT categories_text, count(*) FROM posts WHERE trashed_at IS NULL AND categories_key IS NOT NULL "
    "GROUP BY categories_key, categories_text ORDER BY categories_key, categories_text"
)


def find_with_headings(view: View, request: ListRequest) -> PostList:
    """The ids that a request asks for, in its order, with the headings that it asks for. Posts of several categories
    stand below their first."""
    columns = load_columns(view)
    ids = find_in_order(view, columns, request)
    match request.headings:
        case Grouping.NONE:
            groups: list[PostGroup] = []
        case Grouping.CATEGORY:
            groups = list(_by_category(view, columns, ids))
        case grouping:
            groups = list(_by_date(columns, ids, grouping))
    return PostList(as_list(ids), request, tuple(groups))


def _by_date(columns: Columns, ids: Ids, grouping: Grouping) -> Iterator[PostGroup]:
    """Headings by days, or months, in the posts' own offsets."""
    dated = ids[(columns["flags"][ids] & Flag.DATED.value) != 0]
    days = columns["instant"][dated].astype(np.int64)
    days += columns["offset"][dated].astype(np.int32) * 60
    days //= _DAY
    np.clip(days, 1 - _EPOCH, date.max.toordinal() - _EPOCH, out=days)
    places = np.array(_changes(days), np.int64)
    days = days[places]
    if grouping is Grouping.MONTH:
        first = _changes(days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64))
        places, days = places[first], days[first]
    for place, number in zip(places.tolist(), days.tolist(), strict=True):
        day = date.fromordinal(number + _EPOCH)
        yield PostGroup(place, day.replace(day=1) if grouping is Grouping.MONTH else day)
    if len(dated) < len(ids):
        yield PostGroup(len(dated))


def _by_category(view: View, columns: Columns, ids: Ids) -> Iterator[PostGroup]:
    """Headings by the first category of each post; those without one come last."""
    texts, codes = _category_texts(view, columns, ids)
    names = [text.partition(NAME_SEPARATOR)[0] if text else None for text in texts]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    keys = np.array([numbers[name] for name in names], np.int32)[codes] if len(ids) else codes
    for place in _changes(keys):
        yield PostGroup(place, category=names[codes[place]])


def _category_texts(view: View, columns: Columns, ids: Ids) -> tuple[list[str | None], Ids]:
    """Texts of categories, and which of them each post has."""
    whole = columns.orders.get(OrderColumn.CATEGORY)
    if whole is not None and not (columns["flags"][ids] & Flag.TRASHED.value).any():
        runs = view.rows(_RUNS)
        code_of = np.full(columns.size, len(runs), np.int32)
        codes = np.arange(len(runs), dtype=np.int32)
        code_of[whole.ids[: whole.valued]] = np.repeat(codes, [posts for _, posts in runs])
        return [*(text for text, _ in runs), None], code_of[ids]
    found: dict[int, str | None] = {}
    for chunk in in_chunks(ids.tolist()):
        found.update(
            view.rows(f"SELECT id, categories_text FROM posts WHERE id IN ({marks(len(chunk))})", chunk)
        )
    texts = list(dict.fromkeys(found.values()))
    numbers = {text: number for number, text in enumerate(texts)}
    return texts, np.array([numbers[found[post]] for post in ids.tolist()], np.int32)


def _changes(keys: Ids) -> list[int]:
    """The places where another key begins."""
    if not len(keys):
        return []
    places: list[int] = [0, *(np.flatnonzero(keys[1:] != keys[:-1]) + 1).tolist()]
    return places
