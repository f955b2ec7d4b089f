"""Facts of posts from the tables, as the columns hold them: terms by what they mean, paths by their first folders.

Rule: two terms mean the same when their names (and those above them) are the same folded: the first that was made
stands for all. Terms are never renamed nor taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from fonds.store.column_facts import NAMED, NUMBERS, AllNames, Array, Facts, Flag, fitting, starts_of
from fonds.store.packing import stored_path
from fonds.store.session import View, in_chunks, marks
from fonds.text.folding import fold_name
from fonds.text.names import shown_path

KINDS = ("", "category", "tag", "author")
_FLAGS = (
    f"{Flag.THERE.value} + {Flag.TRASHED.value} * (trashed_at IS NOT NULL) + {Flag.STARRED.value} * (starred_at IS NOT NULL) "
    f"+ {Flag.PROBLEM.value} * (problem_count > 0) + {Flag.DATED.value} * (instant IS NOT NULL) "
    f"+ {Flag.NOTED.value} * (noted_at IS NOT NULL) + {Flag.READ.value} * (read_at IS NOT NULL)"
)
_ROWS = (
    f"SELECT id, {_FLAGS}, coalesce(instant, 0), date_offset, modified_at, word_count, has, coalesce(accession_id, 0), rating, "
    "status, format, language, source_path FROM posts WHERE id IN ({})"
)
_TERMS = "SELECT post_id, term_id FROM post_terms WHERE post_id IN ({}) ORDER BY post_id"


@dataclass(slots=True)
class Vocabulary:
    """What each term means: ``kinds`` by the term's number. ``ambiguous`` are those whose path can be read in several
    ways, ``shared`` those that stand for others, too."""

    kinds: bytearray = field(default_factory=lambda: bytearray(1))
    ambiguous: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    _places: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _firsts: dict[tuple[str, int, str], int] = field(default_factory=dict)
    _paths: dict[str, int] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)

    def learn(self, view: View) -> None:
        """Take in the terms that were made since."""
        for term, kind, parent, name in view.cursor(
            "SELECT id, kind, parent_id, name FROM terms WHERE id >= ? ORDER BY id", (len(self.kinds),)
        ):
            self.kinds.extend(bytes(term + 1 - len(self.kinds)))
            self.kinds[term] = KINDS.index(kind) if kind in KINDS else 0
            above = self._places.get(parent, ()) if parent else ()
            folded = fold_name(name)
            first = self._firsts.setdefault((kind, above[0] if above else 0, folded), term)
            self._places[term] = (first, *above)
            if first != term:
                self.shared.add(first)
            if kind == "category" and first == term:
                key = f"{self._keys[above[0]]}/{folded}" if above else folded
                self._keys[term] = key
                other = self._paths.setdefault(key, term)
                if other != term:
                    self.ambiguous |= {term, other}

    def places(self, term: int) -> tuple[int, ...]:
        """What a post with a term can be found by: the term that stands for it, and those above it."""
        return self._places.get(term, ())

    def standing_for(self, terms: Sequence[int]) -> list[int]:
        """The terms that stand for these."""
        return sorted({self._places[term][0] for term in terms if term in self._places})

    def named(self, kind: str, wanted: str, *, prefix: bool) -> list[int]:
        """The tags or authors of a folded name, or whose name begins so."""
        if not prefix:
            found = self._firsts.get((kind, 0, wanted))
            return [] if found is None else [found]
        known = list(self._firsts.items())
        return [term for (other, _, name), term in known if other == kind and name.startswith(wanted)]


def read_facts(view: View, posts: Sequence[int], names: AllNames, vocabulary: Vocabulary) -> Facts:
    """The facts of posts, by ascending ids; of those that are gone, empty rows."""
    place = {post: row for row, post in enumerate(posts)}
    columns: dict[str, Array] = {name: np.zeros(len(posts), np.int64) for name in (*NUMBERS, *NAMED)}
    found: list[set[int]] = [set() for _ in posts]
    vocabulary.learn(view)
    for chunk in in_chunks(posts):
        listed = marks(len(chunk))
        rows = view.rows(_ROWS.format(listed), chunk)
        if not rows:
            continue
        ids, *values = zip(*rows, strict=True)
        at = [place[post] for post in ids]
        texts = [*values[len(NUMBERS) : -1], tuple(map(first_folders, values[-1]))]
        for name, numbers in zip(NUMBERS, values, strict=False):
            columns[name][at] = numbers
        for name, column in zip(NAMED, texts, strict=True):
            columns[name][at] = [names[name].code(text) for text in column]
        for post, term in view.cursor(_TERMS.format(listed), chunk):
            found[place[post]].update(vocabulary.places(term))
    places = np.array([term for terms in found for term in sorted(terms)], np.int64)
    lengths = np.array([len(terms) for terms in found], np.int32)
    return Facts(
        {name: fitting(column) for name, column in columns.items()}, starts_of(lengths), fitting(places)
    )


def folded_path(path: str | bytes) -> str:
    """A source's path as queries compare it."""
    if isinstance(path, bytes):
        return fold_name(shown_path(stored_path(path)))
    return path.lower() if path.isascii() else fold_name(path)


def first_folders(path: str | bytes) -> str:
    """The first folder of a path and the one within it, folded, as far as there are any."""
    return "/".join(folded_path(path).split("/", 2)[:-1])
