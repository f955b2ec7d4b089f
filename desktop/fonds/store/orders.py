"""What a list is sorted by: the part of a statement behind ORDER BY.

Rule: posts without a value come last in both directions, equal ones follow the direction by id. An index has the order
of each of these columns; by all others the columns in memory are sorted (``store.sorting``).
"""

from __future__ import annotations

from fonds.model.query import Order, OrderColumn

_COLUMNS = {
    OrderColumn.DATE: ("instant",),
    OrderColumn.TITLE: ("title_key",),
    OrderColumn.CATEGORY: ("categories_key", "categories_text"),
    OrderColumn.TAGS: ("tags_key",),
    OrderColumn.AUTHORS: ("authors_key",),
    OrderColumn.MODIFIED: ("modified_at",),
    OrderColumn.PATH: ("source_path",),
}
WALKED = frozenset(_COLUMNS) - {OrderColumn.PATH}
"""The columns by which an index has all posts outside the trash in order; by paths one has all posts."""


def order_by(order: Order) -> str:
    """What stands behind FROM and WHERE for an order."""
    direction = "DESC" if order.descending else "ASC"
    first, *others = (f"{column} {direction}" for column in _COLUMNS[order.column])
    return f"ORDER BY {', '.join([f'{first} NULLS LAST', *others])}, posts.id {direction}"
