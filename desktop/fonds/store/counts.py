"""How many posts each place of the navigator holds, kept in a table of its own instead of being counted when asked for.

Rule: whatever writes posts or their terms, be it an import, an undo or a purge, is noticed by temporary triggers of the
writing connection; they note down what came and went, and the same transaction adds it up at its end. So the table
always says what ``recount`` would find; ``check`` compares the two.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

from fonds.store.session import View, Writer

COUNT_RULES = 2
"""To be raised when something else is counted: archives of before are then counted anew when they are opened."""
_RULES = "SELECT value FROM meta WHERE name = 'count_rules'"


class Counted(StrEnum):
    """What is counted: posts outside the trash, but for TRASH. The key is a term, a year, an accession or a collection,
    else 0.

    REPEATED is by how much the numbers of a category and of all below it are too high together, as one post may carry
    several of them; COLLECTION_REPEATED the same of a collection.
    """

    ALL = "all"
    TRASH = "trash"
    STARRED = "starred"
    DRAFTS = "drafts"
    PROBLEMS = "problems"
    UNDATED = "undated"
    YEAR = "year"
    ACCESSION = "accession"
    TERM = "term"
    REPEATED = "repeated"
    COLLECTION = "collection"
    COLLECTION_REPEATED = "collection-repeated"


Counts = Counter[tuple[str, int]]

_LISTED = "trashed_at IS NULL"
_SINGLE = {
    Counted.ALL: _LISTED,
    Counted.TRASH: "trashed_at IS NOT NULL",
    Counted.STARRED: f"{_LISTED} AND starred_at IS NOT NULL",
    Counted.DRAFTS: f"{_LISTED} AND status <> 'published'",
    Counted.PROBLEMS: f"{_LISTED} AND problem_count > 0",
    Counted.UNDATED: f"{_LISTED} AND instant IS NULL",
}
_FACTS = (
    "{row}trashed_at IS NOT NULL, {row}starred_at IS NOT NULL, {row}status <> 'published', {row}problem_count > 0, {row}instant IS NULL, {row}year, "
    "{row}accession_id"
)
_WATCHED = ("trashed_at", "starred_at", "status", "problem_count", "instant", "year", "accession_id")
_CHANGED = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _WATCHED)
_MOVE_SIGN = "iif(NEW.trashed_at IS NULL, 1, -1)"
_MOVED = "(OLD.trashed_at IS NULL) <> (NEW.trashed_at IS NULL)"
_ALL_TERMS = "SELECT count_terms({sign}, group_concat(term_id, ' '), NULL) FROM main.post_terms WHERE post_id = {row}.id;"
# Only a category that joins others can be counted twice.
_ONE_TERM = (
    "SELECT count_terms({sign}, {row}.term_id, CASE WHEN (SELECT kind FROM main.terms WHERE id = {row}.term_id) = 'category' "
    "THEN (SELECT group_concat(o.term_id, ' ') FROM main.post_terms o CROSS JOIN main.terms k ON k.id = o.term_id "
    "WHERE o.post_id = {row}.post_id AND o.term_id <> {row}.term_id AND k.kind = 'category') END) "
    "FROM main.posts WHERE id = {row}.post_id AND trashed_at IS NULL;"
)
_ALL_PLACES = (
    "SELECT count_places({sign}, group_concat(collection_id, ' '), NULL) FROM main.collection_posts "
    "WHERE post_id = {row}.id;"
)
_ONE_PLACE = (
    "SELECT count_places({sign}, {row}.collection_id, (SELECT group_concat(o.collection_id, ' ') "
    "FROM main.collection_posts o WHERE o.post_id = {row}.post_id AND o.collection_id <> {row}.collection_id)) "
    "FROM main.posts WHERE id = {row}.post_id AND trashed_at IS NULL;"
)
_PLACES_ANEW = ("BEGIN SELECT count_places_anew(); END",)
_TRIGGERS = {
    "INSERT ON main.posts": (
        f"BEGIN SELECT count_post(1, {_FACTS.format(row='NEW.')}); END",
        "WHEN NEW.trashed_at IS NULL "
        f"BEGIN {_ALL_TERMS.format(sign=1, row='NEW')} {_ALL_PLACES.format(sign=1, row='NEW')} END",
    ),
    "DELETE ON main.posts": (
        f"BEGIN SELECT count_post(-1, {_FACTS.format(row='OLD.')}); END",
        "WHEN OLD.trashed_at IS NULL "
        f"BEGIN {_ALL_TERMS.format(sign=-1, row='OLD')} {_ALL_PLACES.format(sign=-1, row='OLD')} END",
    ),
    f"UPDATE OF {', '.join(_WATCHED)} ON main.posts": (
        f"WHEN {_CHANGED} BEGIN SELECT count_post(-1, {_FACTS.format(row='OLD.')}), "
        f"count_post(1, {_FACTS.format(row='NEW.')}); END",
        f"WHEN {_MOVED} BEGIN {_ALL_TERMS.format(sign=_MOVE_SIGN, row='NEW')} "
        f"{_ALL_PLACES.format(sign=_MOVE_SIGN, row='NEW')} END",
    ),
    "INSERT ON main.collection_posts": (f"BEGIN {_ONE_PLACE.format(sign=1, row='NEW')} END",),
    "DELETE ON main.collection_posts": (f"BEGIN {_ONE_PLACE.format(sign=-1, row='OLD')} END",),
    # What is below a collection changes as a whole: all are counted again, by two narrow indices.
    "UPDATE OF collection_id, post_id ON main.collection_posts": _PLACES_ANEW,
    "INSERT ON main.collections": _PLACES_ANEW,
    "DELETE ON main.collections": _PLACES_ANEW,
    "UPDATE OF id, parent_id ON main.collections": _PLACES_ANEW,
    "INSERT ON main.post_terms": (f"BEGIN {_ONE_TERM.format(sign=1, row='NEW')} END",),
    "DELETE ON main.post_terms": (f"BEGIN {_ONE_TERM.format(sign=-1, row='OLD')} END",),
    # Nothing of ours does these; whoever does must wait until all is counted.
    "UPDATE OF id ON main.posts": ("BEGIN SELECT count_anew(); END",),
    "UPDATE OF post_id, term_id ON main.post_terms": ("BEGIN SELECT count_anew(); END",),
    "UPDATE OF kind, parent_id ON main.terms": ("BEGIN SELECT count_anew(); END",),
}
_TERM_KINDS = (Counted.TERM, Counted.REPEATED)
_PLACE_KINDS = (Counted.COLLECTION, Counted.COLLECTION_REPEATED)
_ABOVE_TERM = "SELECT parent_id FROM terms WHERE id = ? AND kind = 'category'"
_ABOVE_PLACE = "SELECT parent_id FROM collections WHERE id = ?"
_ADD = (
    "INSERT INTO counts (kind, key, number) VALUES (?, ?, ?) "
    "ON CONFLICT (kind, key) DO UPDATE SET number = number + excluded.number"
)


class Tally:
    """What a transaction has changed so far, in groups of posts that are counted alike."""

    def __init__(self) -> None:
        self._posts: Counter[tuple[int | None, ...]] = Counter()
        self._terms: Counter[tuple[int | str | None, str | None]] = Counter()
        self._places: Counter[tuple[int | str | None, str | None]] = Counter()
        self._anew = self._places_anew = False

    def install(self, connection: sqlite3.Connection) -> None:
        """Let a new writing connection tell what it changes."""
        connection.create_function("count_post", -1, self._count_post)
        connection.create_function("count_terms", 3, self._count_terms)
        connection.create_function("count_places", 3, self._count_places)
        connection.create_function("count_anew", 0, self._count_anew)
        connection.create_function("count_places_anew", 0, self._count_places_anew)
        for place, (event, bodies) in enumerate(_TRIGGERS.items()):
            for number, body in enumerate(bodies):
                connection.execute(f"CREATE TEMP TRIGGER count_{place}_{number} AFTER {event} {body}")

    @contextmanager
    def kept(self, writer: Writer) -> Iterator[None]:
        """Add up what the block changes; when it raises, the rollback takes all back, and nothing is added."""
        self._forget()
        yield
        if self._anew:
            renew_counts(writer)
        else:
            counts = _add_up_posts(self._posts)
            counts.update(_add_up_terms(_Branches(writer), self._terms, _TERM_KINDS))
            if self._places_anew:
                writer.execute("DELETE FROM counts WHERE kind IN (?, ?)", _PLACE_KINDS)
                counts.update(_recount_places(writer))
            else:
                counts.update(_add_up_terms(_Branches(writer, _ABOVE_PLACE), self._places, _PLACE_KINDS))
            _save(writer, counts)
        self._forget()

    def _forget(self) -> None:
        self._posts.clear()
        self._terms.clear()
        self._places.clear()
        self._anew = self._places_anew = False

    def _count_post(self, sign: int, *facts: int | None) -> None:
        self._posts[facts] += sign

    def _count_terms(self, sign: int, terms: int | str | None, others: str | None) -> None:
        if terms is not None:
            self._terms[terms, others] += sign

    def _count_places(self, sign: int, places: int | str | None, others: str | None) -> None:
        if places is not None:
            self._places[places, others] += sign

    def _count_anew(self) -> None:
        self._anew = True

    def _count_places_anew(self) -> None:
        self._places_anew = True


def load_counts(view: View, *kinds: Counted) -> dict[Counted, dict[int, int]]:
    """What is counted (all, or these kinds), by kind and key; what there is none of is left out."""
    found: dict[Counted, dict[int, int]] = {kind: {} for kind in kinds or Counted}
    for kind, numbers in found.items():
        numbers.update(view.rows("SELECT key, number FROM counts WHERE kind = ? AND number > 0", (kind,)))
    return found


def recount(view: View) -> Counts:
    """The same from the posts themselves, by walking through narrow indices: seconds for a million."""
    counts: Counts = Counter()
    for kind, condition in _SINGLE.items():
        counts[kind, 0] = int(view.value(f"SELECT count(*) FROM posts WHERE {condition}"))
    for kind, column in ((Counted.YEAR, "year"), (Counted.ACCESSION, "accession_id")):
        for key, number in view.cursor(
            f"SELECT {column}, count(*) FROM posts WHERE {_LISTED} AND {column} IS NOT NULL GROUP BY {column}"
        ):
            counts[kind, key] = number
    # Counting all and taking off the trash reads two narrow indices; joining every row to its post would not.
    for term, number in view.cursor("SELECT term_id, count(*) FROM post_terms GROUP BY term_id"):
        counts[Counted.TERM, term] = number
    for term, number in view.cursor(
        "SELECT t.term_id, count(*) FROM posts p CROSS JOIN post_terms t ON t.post_id = p.id "
        "WHERE p.trashed_at IS NOT NULL GROUP BY t.term_id"
    ):
        counts[Counted.TERM, term] -= number
    counts.update(_recount_places(view))
    branches = _Branches(view)
    several = view.cursor(
        "SELECT group_concat(t.term_id, ' ') FROM posts p CROSS JOIN post_terms t ON t.post_id = p.id "
        "CROSS JOIN terms k ON k.id = t.term_id WHERE p.trashed_at IS NULL "
        "AND instr(p.categories_text, char(31)) AND k.kind = 'category' GROUP BY p.id"
    )
    for (terms,) in several:
        counts.update((Counted.REPEATED, above) for above in branches.repeated(_ids(terms), ()))
    return +counts


def _recount_places(view: View) -> Counts:
    """The posts of collections: all that are in them, less those in the trash."""
    counts: Counts = Counter()
    for place, number in view.cursor(
        "SELECT collection_id, count(*) FROM collection_posts GROUP BY collection_id"
    ):
        counts[Counted.COLLECTION, place] = number
    # The cross join keeps to this order: what is in the trash is seldom much.
    trashed: set[int] = set()
    for post, place in view.cursor(
        "SELECT p.id, c.collection_id FROM posts p CROSS JOIN collection_posts c ON c.post_id = p.id "
        "WHERE p.trashed_at IS NOT NULL"
    ):
        counts[Counted.COLLECTION, place] -= 1
        trashed.add(post)
    branches = _Branches(view, _ABOVE_PLACE)
    for post, places in view.cursor(
        "SELECT post_id, group_concat(collection_id, ' ') FROM collection_posts GROUP BY post_id HAVING count(*) > 1"
    ):
        if post not in trashed:
            counts.update(
                (Counted.COLLECTION_REPEATED, above) for above in branches.repeated(_ids(places), ())
            )
    return +counts


def renew_counts(writer: Writer) -> None:
    """Count everything anew."""
    writer.execute("DELETE FROM counts")
    _save(writer, recount(writer))
    writer.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('count_rules', ?)", (str(COUNT_RULES),))


def counts_outdated(view: View) -> bool:
    """Whether what is counted are other things than today's."""
    rules: str | None = view.value(_RULES)
    return rules != str(COUNT_RULES)


def wrong_counts(view: View) -> list[tuple[str, int, int, int]]:
    """Kind, key, what the table says and what it should say, of each count that is wrong."""
    said = Counter(
        {(kind, key): number for kind, key, number in view.rows("SELECT kind, key, number FROM counts")}
    )
    right = recount(view)
    return [
        (kind, key, said[kind, key], right[kind, key])
        for kind, key in sorted(said.keys() | right.keys())
        if said[kind, key] != right[kind, key]
    ]


def _add_up_posts(posts: Mapping[tuple[int | None, ...], int]) -> Counts:
    """The counts of so many posts with these facts."""
    counts: Counts = Counter()
    for (trashed, starred, draft, problem, undated, year, accession), number in posts.items():
        if trashed:
            counts[Counted.TRASH, 0] += number
            continue
        counts[Counted.ALL, 0] += number
        for kind, applies in (
            (Counted.STARRED, starred),
            (Counted.DRAFTS, draft),
            (Counted.PROBLEMS, problem),
            (Counted.UNDATED, undated),
        ):
            if applies:
                counts[kind, 0] += number
        for kind, key in ((Counted.YEAR, year), (Counted.ACCESSION, accession)):
            if key is not None:
                counts[kind, key] += number
    return counts


def _add_up_terms(
    branches: _Branches, carried: Mapping[tuple[int | str | None, str | None], int], kinds: tuple[str, str]
) -> Counts:
    """The counts of so many posts that carry these terms, or lie in these collections, beside others."""
    counts: Counts = Counter()
    itself, repeated = kinds
    for (changed, others), number in carried.items():
        ids = _ids(changed)
        for one in ids:
            counts[itself, one] += number
        if number and (others or len(ids) > 1):
            for above in branches.repeated(ids, _ids(others)):
                counts[repeated, above] += number
    return counts


class _Branches:
    """What stands above categories, or collections, each looked up once."""

    def __init__(self, view: View, above: str = _ABOVE_TERM) -> None:
        self._view = view
        self._above = above
        self._parents: dict[int, int | None] = {}

    def repeated(self, ids: Iterable[int], others: Iterable[int]) -> Iterator[int]:
        """The places that contain several of a post's, once for each of ``ids`` that is not the first there."""
        seen = {above for other in others for above in self._upwards(other)}
        for term in ids:
            branch = tuple(self._upwards(term))
            yield from (above for above in branch if above in seen)
            seen.update(branch)

    def _upwards(self, term: int) -> Iterator[int]:
        passed: set[int] = set()
        while term not in passed and (parent := self._parent(term)) is not None:
            yield term
            passed.add(term)
            term = parent

    def _parent(self, term: int) -> int | None:
        """What is above a category or a collection, 0 above all; None for what is neither."""
        if term not in self._parents:
            self._parents[term] = self._view.value(self._above, (term,))
        return self._parents[term]


def _ids(listed: int | str | None) -> list[int]:
    if listed is None:
        return []
    return [listed] if isinstance(listed, int) else [int(number) for number in listed.split()]


def _save(writer: Writer, changes: Counts) -> None:
    rows = [(kind, key, number) for (kind, key), number in changes.items() if number]
    writer.execute_many(_ADD, rows)
    writer.execute_many(
        "DELETE FROM counts WHERE kind = ? AND key = ? AND number = 0",
        [(kind, key) for kind, key, number in rows if number < 0],
    )
