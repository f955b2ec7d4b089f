"""Found posts in order: by a column of numbers, by names of which there are few, or by the whole archive's order.

Rule: posts without a value come last in both directions, equal ones follow the direction by id.
"""

from __future__ import annotations

import json

import numpy as np

from fonds.model.query import Order, OrderColumn
from fonds.store.column_facts import Array, Bits, Flag, Ids
from fonds.store.columns import Columns, WholeOrder
from fonds.store.numbers import numbers_of
from fonds.store.orders import WALKED, order_by
from fonds.store.session import View
from fonds.store.sql import Sql

_FEW = 5_000
"""So many posts are sorted by SQL rather than by the whole archive's order, unless that is known."""
_KEPT = 4
_NUMBERS = {
    OrderColumn.DATE: "instant",
    OrderColumn.MODIFIED: "modified",
    OrderColumn.WORDS: "words",
    OrderColumn.ACCESSION: "accession",
    OrderColumn.RATING: "rating",
}
_POSITIVE = (OrderColumn.ACCESSION, OrderColumn.RATING)
"""0 stands for no value."""
_NAMES = {
    OrderColumn.STATUS: "status",
    OrderColumn.FORMAT: "format",
    OrderColumn.LANGUAGE: "language",
}
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
    ids = np.flatnonzero(found)
    if order.column in _NAMES:
        keys, valued = _places_of_names(columns, _NAMES[order.column], ids)
    else:
        keys = columns[_NUMBERS[order.column]][ids]
        valued = _have_value(columns, order.column, ids, keys)
    if valued.all():
        return _directed(_sorted(ids, keys), order)
    return np.concatenate(
        [_directed(_sorted(ids[valued], keys[valued]), order), _directed(ids[~valued], order)]
    )


def _directed(ids: Ids, order: Order) -> Ids:
    return ids[::-1] if order.descending else ids


def _have_value(columns: Columns, column: OrderColumn, ids: Ids, keys: Array) -> Bits:
    if column is OrderColumn.DATE:
        dated: Bits = (columns["flags"][ids] & Flag.DATED.value) != 0
        return dated
    valued: Bits = keys > 0 if column in _POSITIVE else np.ones(len(ids), np.bool_)
    return valued


def _sorted(ids: Ids, keys: Array) -> Ids:
    """Ascending by key and id."""
    if not len(ids):
        return ids
    low, high = int(keys.min()), int(keys.max())
    bits = int(ids[-1]).bit_length()
    if (high - low).bit_length() + bits > 62:
        return ids[np.argsort(keys, kind="stable")]
    # Numbers are sorted several times as fast as places by numbers.
    joint = ((keys.astype(np.int64) - low) << bits) | ids
    joint.sort()
    return joint & ((1 << bits) - 1)


def _places_of_names(columns: Columns, name: str, ids: Ids) -> tuple[Array, Bits]:
    texts = list(columns.names[name].texts)
    places = np.zeros(max(len(texts), 1), np.int32)
    for place, code in enumerate(sorted(range(len(texts)), key=texts.__getitem__)):
        places[code] = place + 1 if texts[code] else 0
    keys = places[columns[name][ids]]
    return keys, keys > 0


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
    return np.concatenate([_directed(part[found[part]], order) for part in (valued, rest)], dtype=np.int64)


def _whole_order(view: View, columns: Columns, column: OrderColumn) -> WholeOrder:
    by = order_by(Order(column, descending=False))
    # The sign keeps SQLite to the index of paths, which does not begin with being in the trash or not.
    trashed = "trashed_at" if column in WALKED else "+trashed_at"
    listed = f"SELECT id FROM posts WHERE {trashed} IS NULL AND {_KEYS[column]} IS NOT NULL {by}"
    ids = numbers_of(view, Sql(listed)).astype(np.int32)
    rest = columns.has(Flag.THERE) & ~columns.has(Flag.TRASHED)
    rest[ids] = False
    whole = WholeOrder(np.concatenate([ids, np.flatnonzero(rest).astype(np.int32)]), len(ids))
    for other in list(columns.orders)[: 1 - _KEPT]:
        columns.orders.pop(other, None)
    columns.orders[column] = whole
    return whole
