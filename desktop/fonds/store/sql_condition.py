"""A condition on a row of ``posts`` as SQL, with the ways to answer it, and how conditions are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """``test`` holds for a row of ``posts`` or does not (NULL is not), when many rows are gone through.

    ``ids`` selects the ids of all posts for which it can hold, from an index; "" where there is none. ``exact``: of no
    others. ``dear``: that takes a walk through an index of the whole archive. ``few`` is the test for when few rows are
    looked at, "" the same.
    """

    test: str
    values: Values = ()
    ids: str = ""
    id_values: Values = ()
    exact: bool = False
    dear: bool = False
    few: str = ""
    few_values: Values = ()

    @property
    def few_test(self) -> tuple[str, Values]:
        """The test for few rows, with its values."""
        return (self.few, self.few_values) if self.few else (self.test, self.values)


NOTHING = Condition("0", ids="SELECT id FROM posts WHERE 0", exact=True)
"""No post."""


def among(
    ids: str, values: Values = (), *, few: str = "", few_values: Values = (), dear: bool = False
) -> Condition:
    """To be one of those that a statement selects. The sign keeps the list from being walked through by them."""
    return Condition(f"+posts.id IN ({ids})", values, ids, values, True, dear, few, few_values)


def both(conditions: Sequence[Condition]) -> Condition:
    """All of them."""
    if len(conditions) == 1:
        return conditions[0]
    test, values = _joined(" AND ", [(item.test, item.values) for item in conditions])
    few, few_values = _joined(" AND ", [item.few_test for item in conditions])
    known = sorted((item for item in conditions if item.ids), key=lambda item: item.dear)
    best = known[0] if known else NOTHING
    ids, id_values = (best.ids, best.id_values) if known else ("", ())
    return Condition(test, values, ids, id_values, False, best.dear, few, few_values)


def either(conditions: Sequence[Condition]) -> Condition:
    """One of them at least."""
    if len(conditions) == 1:
        return conditions[0]
    test, values = _joined(" OR ", [(item.test, item.values) for item in conditions])
    few, few_values = _joined(" OR ", [item.few_test for item in conditions])
    condition = Condition(test, values, few=few, few_values=few_values)
    if not all(item.ids for item in conditions):
        return condition
    ids = " UNION ".join(f"SELECT * FROM ({item.ids})" for item in conditions)
    return replace(
        condition,
        ids=ids,
        id_values=tuple(value for item in conditions for value in item.id_values),
        exact=all(item.exact for item in conditions),
        dear=any(item.dear for item in conditions),
    )


def opposite(condition: Condition) -> Condition:
    """Not that. A condition on a column that is empty does not hold, and so its opposite does."""
    few, few_values = condition.few_test
    return Condition(
        f"({condition.test}) IS NOT TRUE",
        condition.values,
        few=f"({few}) IS NOT TRUE",
        few_values=few_values,
    )


def _joined(word: str, tests: Sequence[tuple[str, Values]]) -> tuple[str, Values]:
    return f"({word.join(test for test, _ in tests)})", tuple(
        value for _, values in tests for value in values
    )
