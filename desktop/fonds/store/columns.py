"""The columns in memory: what a list is chosen, sorted and counted by, an array for each fact and a row for each post id.

Rule: they say what the view sees. The newest are kept for all readers of the archive; what changed since is taken over
from the file, a block or a post at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from fonds.model.query import OrderColumn, Scope
from fonds.store.changed_posts import columns_outdated, count_changes, last_renewal
from fonds.store.column_blocks import BLOCK, BLOCK_BITS, posts_of
from fonds.store.column_facts import (
    AllNames,
    Array,
    Bits,
    Facts,
    Flag,
    decode,
    joined,
    new_names,
    no_facts,
    with_rows,
)
from fonds.store.column_rows import Vocabulary, read_facts
from fonds.store.query_expansion import Expanded
from fonds.store.session import View, Writer

_MOST_FOLDERS = 20_000
_MOST_BLOCKS = 24
"""When more blocks than these were made anew, reading all takes no longer."""


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """All posts outside the trash, ascending: those with a value, and behind them those without."""

    ids: Array
    valued: int


@dataclass(frozen=True, slots=True)
class Columns:
    """``version`` is the number of changes at which they are right. ``orders`` and ``found`` are what a list was last
    sorted by, and the posts that were last found for a place and a query; they are remembered as long as no post changes."""

    version: int
    facts: Facts
    names: AllNames
    vocabulary: Vocabulary
    orders: dict[OrderColumn, WholeOrder] = field(default_factory=dict)
    found: dict[tuple[Scope, Expanded], Bits] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """One more than the largest id."""
        return self.facts.rows

    def __getitem__(self, name: str) -> Array:
        return self.facts.columns[name]

    def has(self, flag: Flag) -> Array:
        """The posts with a flag."""
        held: Array = (self["flags"] & flag.value) != 0
        return held


def load_columns(view: View) -> Columns:
    """The columns as the view sees them."""
    if isinstance(view, Writer):
        # What it sees may be taken back, terms and all: nothing of it may be kept.
        columns = read_columns(view)
        return _patched(view, columns, sorted(view.noted), columns.version)
    memory = view.memory
    with memory.lock:
        known = memory.columns
        version = count_changes(view)
        renewed = known is not None and known.version < last_renewal(view)
        if known is None or renewed or known.version > version:
            columns = _load(view, version, None if renewed else known)
        elif known.version < version:
            columns = _refresh(view, known, version)
        else:
            columns = known
        if known is None or version > known.version:
            memory.columns = columns
        return columns


def read_columns(view: View) -> Columns:
    """The columns as the file has them, whatever is in memory."""
    return _load(view, count_changes(view), None)


def wrong_columns(view: View, columns: Columns) -> list[int]:
    """The posts of which columns do not say what the tables say."""
    vocabulary = Vocabulary()
    wrong: list[int] = []
    there = columns.has(Flag.THERE)
    for first in range(0, columns.size, BLOCK):
        if view.cancel is not None:
            view.cancel.raise_if_cancelled()
        posts = posts_of(view, first >> BLOCK_BITS)
        rows = np.array(posts, np.int64)
        right = read_facts(view, posts, columns.names, vocabulary)
        differ = np.zeros(len(posts), np.bool_)
        for name, column in right.columns.items():
            differ |= columns[name][rows] != column
        starts, places = columns.facts.starts, columns.facts.places
        differ |= np.diff(starts)[rows] != np.diff(right.starts)
        same = np.flatnonzero(~differ)
        for row in same[np.diff(right.starts)[same] > 0].tolist():
            said = places[starts[rows[row]] : starts[rows[row] + 1]]
            differ[row] = not np.array_equal(said, right.places[right.starts[row] : right.starts[row + 1]])
        gone = there[first : first + BLOCK].copy()
        gone[rows - first] = False
        wrong += sorted([*rows[differ].tolist(), *(np.flatnonzero(gone) + first).tolist()])
    return wrong


def _load(view: View, version: int, known: Columns | None) -> Columns:
    """All from the file; names and vocabulary go on when there are some."""
    names = new_names(_MOST_FOLDERS) if known is None else known.names
    vocabulary = Vocabulary() if known is None else known.vocabulary
    size = ((_largest(view) >> BLOCK_BITS) + 1) << BLOCK_BITS
    if columns_outdated(view):  # and the file may not be written: all is in the tables
        changed = [row[0] for row in view.rows("SELECT id FROM posts WHERE id >= 0 ORDER BY id")]
        blocks: Iterator[tuple[int, Facts | None]] = iter(())
    else:
        changed, blocks = _changed(view, 0), _read_blocks(view, 0, size, names)
    facts = joined(_renewed(view, blocks, changed, size, names, vocabulary), size)
    vocabulary.learn(view)
    return Columns(version, facts, names, vocabulary)


def _renewed(
    view: View,
    blocks: Iterator[tuple[int, Facts | None]],
    changed: Sequence[int],
    size: int,
    names: AllNames,
    vocabulary: Vocabulary,
) -> Iterator[tuple[int, Facts]]:
    """The blocks as the view sees them, with those that are not in the file: block by block, so that no whole column is
    there twice."""
    known = next(blocks, None)
    for first in range(0, size, BLOCK):
        part: Facts | None = no_facts(BLOCK)
        if known is not None and known[0] == first:
            part, known = known[1], next(blocks, None)
        posts = changed[bisect_left(changed, first) : bisect_left(changed, first + BLOCK)]
        if part is None:
            part, posts = no_facts(BLOCK), posts_of(view, first >> BLOCK_BITS)
        if posts:
            rows = np.array(posts, np.int64) - first
            part = with_rows(part, rows, read_facts(view, posts, names, vocabulary))
        yield first, part


def _refresh(view: View, known: Columns, version: int) -> Columns:
    made = int(view.value("SELECT count(*) FROM column_blocks WHERE made > ?", (known.version,)))
    if made > _MOST_BLOCKS:
        return _load(view, version, known)
    lost: list[int] = []
    facts = known.facts
    for first, part in _read_blocks(view, known.version, max(known.size, _largest(view) + 1), known.names):
        if part is None:
            part, lost = no_facts(BLOCK), [*lost, *posts_of(view, first >> BLOCK_BITS)]
        facts = with_rows(facts, np.arange(first, first + part.rows), part)
    columns = Columns(version, facts, known.names, known.vocabulary)
    return _patched(view, columns, sorted({*lost, *_changed(view, known.version)}), version)


def _read_blocks(view: View, since: int, size: int, names: AllNames) -> Iterator[tuple[int, Facts | None]]:
    """The blocks of the first ``size`` posts that were made since, by their first ids; None for one that cannot be
    read."""
    statement = (
        "SELECT block, data FROM column_blocks WHERE made > ? AND block BETWEEN 0 AND ? ORDER BY block"
    )
    for block, data in view.cursor(statement, (since, (size - 1) >> BLOCK_BITS)):
        try:
            facts: Facts | None = decode(data, names)
        except ValueError:
            facts = None
        yield block << BLOCK_BITS, facts


def _largest(view: View) -> int:
    return int(view.value("SELECT max(id) FROM posts") or 0)


def _changed(view: View, since: int) -> list[int]:
    """Ascending."""
    statement = "SELECT post_id FROM changed_posts WHERE changed > ? ORDER BY post_id"
    return [row[0] for row in view.rows(statement, (since,))]


def _patched(view: View, columns: Columns, posts: Sequence[int], version: int) -> Columns:
    news = read_facts(view, posts, columns.names, columns.vocabulary)
    columns.vocabulary.learn(view)
    facts = with_rows(columns.facts, np.array(posts, np.int64), news)
    return Columns(version, facts, columns.names, columns.vocabulary)
