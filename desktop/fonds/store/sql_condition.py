"""A condition on a row of ``posts`` as SQL, with the ways to answer it, and how conditions are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple


class Sql(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    text: str
    values: tuple[object, ...] = ()


class Cost(IntEnum):
    """What it takes to find the ids of a condition, the cheapest first.

    LOOKUP finds them in an index; RANGE as well, but so does the list itself if it is in that order; WALK goes through
    an index, or a table, of the whole archive.
    """

    LOOKUP = 0
    RANGE = 1
    WALK = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests of a row of ``posts``, which hold or do not (NULL is not): for when most of the archive is gone through,
    when few posts are looked at, and when it is a handful. They differ in what they cost.

    ``ids`` select, together, the ids of all posts for which the condition can hold, from an index; none where there is
    none.
    ``exact``: of no others. ``cost``: what that takes.
    """

    many: Sql
    few: Sql
    handful: Sql
    ids: tuple[Sql, ...] = ()
    exact: bool = False
    cost: Cost = Cost.LOOKUP


def plain(
    test: str, *values: object, few: str = "", ids: tuple[Sql, ...] = (), cost: Cost = Cost.LOOKUP
) -> Condition:
    """A test of columns. ``few`` takes the same values; ``ids`` are exactly those."""
    shorter = Sql(few or test, values)
    return Condition(Sql(test, values), shorter, shorter, ids, bool(ids), cost)


def among(
    ids: Sql, *, few: Sql | None = None, handful: Sql | None = None, cost: Cost = Cost.LOOKUP
) -> Condition:
    """To be one of those that a statement selects. The sign keeps the list from being walked through by them."""
    many = Sql(f"+posts.id IN ({ids.text})", ids.values)
    few = few or many
    return Condition(many, few, handful or few, (ids,), True, cost)


NOTHING = plain("0", ids=(Sql("SELECT id FROM posts WHERE 0"),))
"""No post."""


def both(conditions: Sequence[Condition]) -> Condition:
    """All of them."""
    if len(conditions) == 1:
        return conditions[0]
    known = sorted((item for item in conditions if item.ids), key=lambda item: item.cost)
    joined = _joined(" AND ", conditions)
    return replace(joined, ids=known[0].ids, cost=known[0].cost) if known else joined


def either(conditions: Sequence[Condition]) -> Condition:
    """One of them at least."""
    if len(conditions) == 1:
        return conditions[0]
    joined = _joined(" OR ", conditions)
    if not all(item.ids for item in conditions):
        return joined
    ids = tuple(ids for item in conditions for ids in item.ids)
    exact = all(item.exact for item in conditions)
    return replace(joined, ids=ids, exact=exact, cost=max(item.cost for item in conditions))


def union(ids: Sequence[Sql]) -> Sql:
    """Several selections of ids as one."""
    text = " UNION ".join(f"SELECT * FROM ({item.text})" for item in ids) if len(ids) > 1 else ids[0].text
    return Sql(text, tuple(value for item in ids for value in item.values))


def opposite(condition: Condition) -> Condition:
    """Not that. A condition on a column that is empty does not hold, and so its opposite does."""
    tests = (condition.many, condition.few, condition.handful)
    many, few, handful = (Sql(f"({test.text}) IS NOT TRUE", test.values) for test in tests)
    return Condition(many, few, handful)


def _joined(word: str, conditions: Sequence[Condition]) -> Condition:
    ways = zip(*((item.many, item.few, item.handful) for item in conditions), strict=True)
    many, few, handful = (_join(word, way) for way in ways)
    return Condition(many, few, handful)


def _join(word: str, pieces: Sequence[Sql]) -> Sql:
    # What is nested most comes first: then the parser, whose stack is short, has begun nothing else meanwhile.
    pieces = sorted(pieces, key=lambda piece: -piece.text.count("("))
    values = tuple(value for piece in pieces for value in piece.values)
    return Sql(f"({word.join(piece.text for piece in pieces)})", values)
