"""Lists with headings: where, in the order of a list, another day, month or category begins.

Rule: no pass over the posts where their order tells where a heading stands; what is kept is one entry a heading.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date

from fonds.model.query import Grouping, ListRequest, PostGroup, PostList
from fonds.store.lists import find_columns, find_ids, find_runs
from fonds.store.packing import NAME_SEPARATOR
from fonds.store.session import View

_FIRST_DAY = date(1970, 1, 1).toordinal()
_DAY = 86_400


def find_list(view: View, request: ListRequest) -> PostList:
    """The ids that a request asks for, in its order, with the headings that it asks for. Posts of several categories
    stand below their first."""
    grouping = request.headings
    if grouping is Grouping.NONE:
        return PostList(find_ids(view, request), request)
    if grouping is Grouping.CATEGORY:
        ids = find_ids(view, request)
        starts: Iterable[tuple[int, int | str | None]] = _categories(view, request)
    else:
        ids, instants = find_columns(view, request, "posts.id", "instant")
        starts = _days(view, ids, instants, request.order.descending)
    groups: list[PostGroup] = []
    for place, key in starts:
        group = _group_of(grouping, place, key)
        if not groups or (group.day, group.category) != (groups[-1].day, groups[-1].category):
            groups.append(group)
    return PostList(ids, request, tuple(groups))


def _categories(view: View, request: ListRequest) -> Iterator[tuple[int, str | None]]:
    """Where other categories begin, and the first of them."""
    place = 0
    for _, text, posts in find_runs(view, request, "categories_key", "categories_text"):
        yield place, None if text is None else text.partition(NAME_SEPARATOR)[0]
        place += posts


def _days(
    view: View, ids: array[int], instants: array[int], descending: bool
) -> Iterator[tuple[int, int | None]]:
    """Where other days since 1970 begin, in the posts' own offsets. The list's index knows no offsets, and going to a
    million rows for them takes seconds: mostly all are the same, and another index tells the others."""
    usual = int(view.value("SELECT date_offset FROM posts LIMIT 1") or 0)
    others = dict(view.rows("SELECT id, date_offset FROM posts WHERE date_offset <> ?", (usual,)))
    dated = len(instants)
    if others:
        last = None
        for place, (post, instant) in enumerate(zip(ids, instants, strict=False)):
            day = (instant + 60 * others.get(post, usual)) // _DAY
            if day != last:
                last = day
                yield place, day
    else:
        sign = -1 if descending else 1
        place = 0
        while place < dated:
            day = (instants[place] + 60 * usual) // _DAY
            yield place, day
            edge = day * _DAY - 60 * usual - 1 if descending else (day + 1) * _DAY - 60 * usual
            place = bisect_left(instants, sign * edge, place, key=lambda instant: sign * instant)
    if dated < len(ids):
        yield dated, None


def _group_of(grouping: Grouping, place: int, key: int | str | None) -> PostGroup:
    if isinstance(key, str):
        return PostGroup(place, category=key)
    if key is None:
        return PostGroup(place)
    day = date.fromordinal(max(1, min(key + _FIRST_DAY, date.max.toordinal())))
    return PostGroup(place, day.replace(day=1) if grouping is Grouping.MONTH else day)
