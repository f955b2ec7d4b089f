"""What a list is sorted by: the part of a statement behind ORDER BY.

Rule: posts without a value come last in both directions, equal ones follow the direction by id. Where an index has the
order, it is walked; what has few values is sorted as one number of value and id, which takes half as long.
"""

from __future__ import annotations

from fonds.model.post import BodyFormat, Status
from fonds.model.query import Order, OrderColumn
from fonds.store.session import View
from fonds.store.sql_condition import Sql

_COLUMNS = {
    OrderColumn.DATE: ("instant",),
    OrderColumn.TITLE: ("title_key",),
    OrderColumn.CATEGORY: ("categories_key", "categories_text"),
    OrderColumn.TAGS: ("tags_key",),
    OrderColumn.AUTHORS: ("authors_key",),
    OrderColumn.MODIFIED: ("modified_at",),
    OrderColumn.PATH: ("source_path",),
    # No index of its own: better a walk through all facts, and a sort.
    OrderColumn.WORDS: ("word_count",),
}
WALKED = frozenset({
    *(OrderColumn.DATE, OrderColumn.TITLE, OrderColumn.CATEGORY, OrderColumn.TAGS, OrderColumn.AUTHORS),
    OrderColumn.MODIFIED,
})  # fmt: skip
"""The columns by which an index has all posts outside the trash in order."""
_MOST_VALUES = 60
_LANGUAGES = (
    "WITH RECURSIVE found(name) AS (SELECT min(language) FROM posts UNION ALL "
    "SELECT (SELECT min(language) FROM posts WHERE language > name) FROM found WHERE name IS NOT NULL) "
    f"SELECT name FROM found WHERE name <> '' LIMIT {_MOST_VALUES + 1}"
)
"""The languages in order, each by one look at an index."""
_FIRST, _LAST = -1, 1 << 22
"""The number of no value, ahead of all others and behind them."""


def order_by(view: View, order: Order) -> Sql:
    """What stands behind FROM and WHERE for an order."""
    direction = "DESC" if order.descending else "ASC"
    number = _number(view, order)
    if number is not None:
        return Sql(f"ORDER BY ({number.text} << 40) + posts.id {direction}", number.values)
    columns = _COLUMNS.get(order.column, ("nullif(language, '')",))
    first, *others = (f"{column} {direction}" for column in columns)
    return Sql(f"ORDER BY {', '.join([f'{first} NULLS LAST', *others])}, posts.id {direction}", ())


def _number(view: View, order: Order) -> Sql | None:
    """A number that stands for a column's value; None when there is none, or when there are too many values."""
    nothing = _FIRST if order.descending else _LAST
    match order.column:
        case OrderColumn.ACCESSION:
            return Sql(f"coalesce(accession_id, {nothing})", ())
        case OrderColumn.STATUS:
            return _place_among("status", sorted(Status), nothing)
        case OrderColumn.FORMAT:
            return _place_among("format", sorted(BodyFormat), nothing)
        case OrderColumn.LANGUAGE:
            languages = [name for (name,) in view.rows(_LANGUAGES)]
            return _place_among("language", languages, nothing) if len(languages) <= _MOST_VALUES else None
        case _:
            return None


def _place_among(column: str, values: list[str], nothing: int) -> Sql:
    cases = " ".join(f"WHEN ? THEN {place}" for place in range(len(values)))
    if not cases:
        return Sql(str(nothing), ())
    return Sql(f"CASE {column} {cases} ELSE {nothing} END", tuple(str(value) for value in values))
