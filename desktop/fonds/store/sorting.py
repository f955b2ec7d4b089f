"""Found posts in order: by a column of numbers, by names of which there are few, or by the whole archive's order.

Rule: posts without a value come last in both directions, equal ones follow the direction by id.
"""

from __future__ import annotations

import json

import numpy as np

from fonds.model.query import Order, OrderColumn
from fonds.store.column_facts import Array, Bits, Flag, Ids, fitting
from fonds.store.columns import Columns, WholeOrder
from fonds.store.numbers import numbers_of
from fonds.store.orders import WALKED, order_by
from fonds.store.session import View
from fonds.store.sql import Sql

_FEW = 5_000
"""So many posts are sorted by SQL rather than by the whole archive's order, unless that is known."""
_NUMBERS = {
    OrderColumn.DATE: "instant",
    OrderColumn.MODIFIED: "modified",
    OrderColumn.WORDS: "words",
    OrderColumn.ACCESSION: "accession",
    OrderColumn.RATING: "rating",
}
_NAMES = {
    OrderColumn.STATUS: "status",
    OrderColumn.FORMAT: "format",
    OrderColumn.LANGUAGE: "language",
}
_WITHOUT = (OrderColumn.DATE, OrderColumn.ACCESSION, OrderColumn.RATING, *_NAMES)
"""What a post may have no value of; 0 stands for it, but for dates."""
_KEYS = {
    OrderColumn.TITLE: "title_key",
    OrderColumn.CATEGORY: "categories_key",
    OrderColumn.TAGS: "tags_key",
    OrderColumn.AUTHORS: "authors_key",
    OrderColumn.PATH: "source_path",
}


def in_order(view: View, columns: Columns, found: Bits, order: Order) -> Ids:
    """The ids of found posts in an order."""
    if order.column in _KEYS:
        return _by_key(view, columns, found, order)
    keys = columns[_NAMES.get(order.column) or _NUMBERS[order.column]][found]
    if order.column in _NAMES:
        keys = _places_of_names(columns, _NAMES[order.column])[keys]
    ids = _ids(found)
    valued = keys > 0
    if order.column is OrderColumn.DATE:
        valued = columns.has(Flag.DATED)[found]
    if valued.all() or order.column not in _WITHOUT:
        return _directed(_sorted(ids, keys), order)
    return np.concatenate(
        [_directed(_sorted(ids[valued], keys[valued]), order), _directed(ids[~valued], order)]
    )


def _ids(found: Bits) -> Ids:
    return np.flatnonzero(found).astype(np.int32)


def _directed(ids: Ids, order: Order) -> Ids:
    return ids[::-1] if order.descending else ids


def _sorted(ids: Ids, keys: Array) -> Ids:
    """Ascending by key and id."""
    if not len(ids):
        return ids
    low, high = int(keys.min()), int(keys.max())
    bits = int(ids[-1]).bit_length()
    if (high - low).bit_length() + bits > 62:
        return ids[np.argsort(keys, kind="stable")]
    # Numbers are sorted several times as fast as places by numbers. In place: each is there eight bytes long.
    joint = keys.astype(np.int64)
    joint -= low
    joint <<= bits
    joint |= ids
    joint.sort()
    joint &= (1 << bits) - 1
    return joint.astype(np.int32)


def _places_of_names(columns: Columns, name: str) -> Array:
    """The place of each name among all, by its number; 0 for the empty one."""
    texts = list(columns.names[name].texts)
    places = np.zeros(max(len(texts), 1), np.int32)
    for place, code in enumerate(sorted(range(len(texts)), key=texts.__getitem__)):
        places[code] = place + 1 if texts[code] else 0
    return fitting(places)


def _by_key(view: View, columns: Columns, found: Bits, order: Order) -> Ids:
    whole = columns.orders.get(order.column)
    trashed = bool((found & columns.has(Flag.TRASHED)).any())
    if trashed or (whole is None and np.count_nonzero(found) <= _FEW):
        # What is in the trash stands in no whole order; it is seldom much.
        ids = json.dumps(np.flatnonzero(found).tolist())
        by = order_by(order)
        return numbers_of(
            view,
            Sql(
                f"SELECT posts.id FROM json_each(?) few CROSS JOIN posts ON posts.id = few.value {by}", (ids,)
            ),
        )
    if whole is None:
        whole = _whole_order(view, columns, order.column)
    valued, rest = whole.ids[: whole.valued], whole.ids[whole.valued :]
    return np.concatenate([_directed(part[found[part]], order) for part in (valued, rest)])


def _whole_order(view: View, columns: Columns, column: OrderColumn) -> WholeOrder:
    columns.orders.clear()  # one is kept: four bytes a post, and found again in less than half a second
    by = order_by(Order(column, descending=False))
    # The sign keeps SQLite to the index of paths, which does not begin with being in the trash or not.
    trashed = "trashed_at" if column in WALKED else "+trashed_at"
    listed = f"SELECT id FROM posts WHERE {trashed} IS NULL AND {_KEYS[column]} IS NOT NULL {by}"
    ids = numbers_of(view, Sql(listed))
    rest = columns.has(Flag.THERE) & ~columns.has(Flag.TRASHED)
    rest[ids] = False
    whole = WholeOrder(np.concatenate([ids, _ids(rest)]), len(ids))
    columns.orders[column] = whole
    return whole
