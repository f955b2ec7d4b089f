"""Lists with headings: where, in the order of a list, another day, month or category begins.

Rule: one pass in the list's own order that gives the ids as well; what is kept is one entry a heading.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date

from fonds.model.query import Grouping, ListRequest, PostGroup, PostList
from fonds.store.lists import find_ids, find_rows
from fonds.store.session import View

_CATEGORY = "substr(categories_text, 1, instr(categories_text || char(31), char(31)) - 1)"
_FIRST_DAY = date(1970, 1, 1).toordinal()
_NOTHING = object()


def find_list(view: View, request: ListRequest) -> PostList:
    """The ids that a request asks for, in its order, with the headings that it asks for. Posts of several categories
    stand below their first."""
    grouping = request.headings
    if grouping is Grouping.NONE:
        return PostList(find_ids(view, request), request)
    ids = array("q")
    groups: list[PostGroup] = []
    last: object = _NOTHING
    keys = _categories(view, request) if grouping is Grouping.CATEGORY else _days(view, request)
    for posts, some in keys:
        start = len(ids)
        ids.extend(posts)
        for place, key in enumerate(some, start):
            if key != last:
                last = key
                group = _group_of(grouping, place, key)
                if not groups or (group.day, group.category) != (groups[-1].day, groups[-1].category):
                    groups.append(group)
    return PostList(ids, request, tuple(groups))


def _categories(view: View, request: ListRequest) -> Iterator[tuple[list[int], list[str | None]]]:
    """Some posts at a time, with their first categories."""
    for rows in find_rows(view, request, f"posts.id, {_CATEGORY}"):
        yield [post for post, _ in rows], [category for _, category in rows]


def _days(view: View, request: ListRequest) -> Iterator[tuple[list[int], list[int | None]]]:
    """Some posts at a time, with the days since 1970 in their own offsets. The list's index knows no offsets, and going
    to a million rows for them takes seconds: mostly all are the same, and another index tells the others."""
    usual = int(view.value("SELECT date_offset FROM posts LIMIT 1") or 0)
    others = dict(view.rows("SELECT id, date_offset FROM posts WHERE date_offset <> ?", (usual,)))
    for rows in find_rows(view, request, "posts.id, instant"):
        yield (
            [post for post, _ in rows],
            [
                None if instant is None else (instant + 60 * others.get(post, usual)) // 86_400
                for post, instant in rows
            ],
        )


def _group_of(grouping: Grouping, place: int, key: int | str | None) -> PostGroup:
    if isinstance(key, str):
        return PostGroup(place, category=key)
    if key is None:
        return PostGroup(place)
    day = date.fromordinal(max(1, min(key + _FIRST_DAY, date.max.toordinal())))
    return PostGroup(place, day.replace(day=1) if grouping is Grouping.MONTH else day)
