"""Lists with headings: where, in the order of a list, another day, month or category begins.

Rule: one pass in the list's own order that gives the ids as well; what is kept is one entry a heading.
"""

from __future__ import annotations

from array import array
from datetime import date

from fonds.model.query import Grouping, ListRequest, PostGroup, PostList
from fonds.store.lists import find_ids, find_rows
from fonds.store.session import View

_DAYS_BEFORE = 1_000_000
"""Added to days since 1970 and taken off again: SQLite divides towards zero."""
_DAY = f"(instant + date_offset * 60 + {_DAYS_BEFORE * 86_400}) / 86400 - {_DAYS_BEFORE}"
_KEYS = {
    Grouping.DAY: _DAY,
    Grouping.MONTH: _DAY,
    Grouping.CATEGORY: "substr(categories_text, 1, instr(categories_text || char(31), char(31)) - 1)",
}
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
    for rows in find_rows(view, request, f"posts.id, {_KEYS[grouping]}"):
        start = len(ids)
        ids.extend([post for post, _ in rows])
        for offset, (_, key) in enumerate(rows):
            if key != last:
                last = key
                group = _group_of(grouping, start + offset, key)
                if not groups or (group.day, group.category) != (groups[-1].day, groups[-1].category):
                    groups.append(group)
    return PostList(ids, request, tuple(groups))


def _group_of(grouping: Grouping, place: int, key: int | str | None) -> PostGroup:
    if isinstance(key, str):
        return PostGroup(place, category=key)
    if key is None:
        return PostGroup(place)
    day = date.fromordinal(max(1, min(key + _FIRST_DAY, date.max.toordinal())))
    return PostGroup(place, day.replace(day=1) if grouping is Grouping.MONTH else day)
