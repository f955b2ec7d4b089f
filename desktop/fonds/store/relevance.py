"""Found posts in the order of how much they are about the words of the search.

Rule: BM25 (Robertson and Zaragoza, 2009) over how often each of the words is in a post and how long the post is; a hit
in the title weighs as several. Among equals the newer comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fonds.model.query_tree import Words, wanted_words
from fonds.store.column_facts import Array, Ids
from fonds.store.columns import Columns
from fonds.store.query_expansion import Expanded
from fonds.store.session import View
from fonds.store.text_index import open_index

_SATURATION = 1.2
_LENGTH = 0.75
_TITLE = 6.0
"""A hit in the title, in hits of the text."""
_LEVELS = 60_000
"""Posts whose scores differ by less than one of so many parts of the best are equals."""


def words_of(tree: Expanded) -> tuple[Words, ...]:
    """The words that a found post may owe its finding to, each once."""
    return () if isinstance(tree, bool) else tuple(dict.fromkeys(wanted_words(tree)))


def most_relevant_last(view: View, columns: Columns, oldest_first: Ids, words: Sequence[Words]) -> Ids:
    """Posts that come oldest first, in the order of their scores."""
    scores = _scores(view, columns, words)[oldest_first]
    best = float(scores.max()) if len(scores) else 0.0
    if best <= 0:
        return oldest_first
    # Numbers of 16 bits are sorted without comparing them.
    levels = (scores * (_LEVELS / best)).astype(np.uint16)
    return oldest_first[np.argsort(levels, kind="stable")]


def _scores(view: View, columns: Columns, words: Sequence[Words]) -> Array:
    """A score for each row of the columns."""
    scores = np.zeros(columns.size, np.float32)
    lengths = columns["words"]
    there = int(np.count_nonzero(columns["flags"]))
    usual = max(float(lengths.sum(dtype=np.int64)) / max(there, 1), 1.0)
    index = open_index(view)
    for some in words:
        if view.cancel is not None:
            view.cancel.raise_if_cancelled()
        hits = index.count_hits(some)
        rarity = np.log1p((max(there - len(hits.ids), 0) + 0.5) / (len(hits.ids) + 0.5))
        weight = hits.counts.astype(np.float32) + _TITLE * hits.in_title
        length = 1 - _LENGTH + _LENGTH * (lengths[hits.ids].astype(np.float32) / usual)
        scores[hits.ids] += rarity * weight * (_SATURATION + 1) / (weight + _SATURATION * length)
    return scores
