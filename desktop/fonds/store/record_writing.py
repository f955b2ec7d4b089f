"""Records become posts, imports and collections again, with everything that follows from them.

Rule: what is derived (sort keys, columns, the plain text's packing) is made as for an import, by the same functions.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fonds.model.accession import Candidate, Outcome
from fonds.model.record import PostRecord, RecordedAccession, RecordedCollection
from fonds.store import problems
from fonds.store.accepting import (
    DERIVED,
    INSERT_FIELD,
    INSERT_REVISION,
    INSERT_TERM,
    INSERT_TEXT,
    derived_values,
)
from fonds.store.accessions import NewItem, add_items
from fonds.store.collected_posts import STEP
from fonds.store.fields import dump_json, field_rows
from fonds.store.media import link
from fonds.store.packing import pack, pack_text, storable, storable_path
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.store.taxonomy import TermFinder
from fonds.text.title_order import title_key

_FIXED = (
    *("id", "created_at", "accession_id", "source_path", "origin_key", "original_digest", "generator"),
    *("self_contained", "trashed_at", "starred_at", "rating", "read_at", "noted_at"),
)
_INSERT_POST = (
    f"INSERT INTO posts ({', '.join(_FIXED + DERIVED)}) VALUES ({', '.join('?' * len(_FIXED + DERIVED))})"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """By which numbers this archive knows what the records name: imports, collections (with what is added to positions in
    them), files by their digests. ``keep``: posts keep their own."""

    accessions: Mapping[int, int]
    collections: Mapping[int, tuple[int, int]]
    media: Mapping[bytes, int]
    keep: bool = False


def insert_records(writer: Writer, records: Sequence[PostRecord], known: Numbers) -> list[int]:
    """Make a post of each record, and enter with its import that it brought the post; returns their numbers here."""
    if not records:
        return []
    numbers = _post_numbers(writer, records, known)
    revision = writer.take_numbers("next_revision", sum(len(record.revisions) for record in records))
    finder = TermFinder(writer)
    people = _people(writer, records)
    items: dict[int, list[NewItem]] = defaultdict(list)
    for record, post in zip(records, numbers, strict=True):
        accession = known.accessions.get(record.post.accession_id or 0)
        if accession is not None:
            items[accession].append(_item(record, post, revision))
        heads = {state.number: revision + place for place, state in enumerate(record.revisions)}
        _insert_revisions(writer, record, post, revision, people)
        _insert_post(writer, record, post, heads[record.head], known)
        metadata = record.post.metadata
        terms = finder.terms_of(metadata)
        writer.execute_many(INSERT_TERM, [(post, term, place) for place, term in enumerate(terms)])
        writer.execute_many(INSERT_FIELD, list(field_rows(post, metadata.fields)))
        _insert_beside(writer, record, post, known)
        revision += len(record.revisions)
    for accession, brought in items.items():
        add_items(writer, accession, brought)
    return numbers


def _item(record: PostRecord, post: int, revision: int) -> NewItem:
    stored = record.post
    return NewItem(
        record.path,
        Outcome.ADDED,
        record.origin_key,
        post,
        revision,
        kept_raw=not stored.header_readable,
        problems=stored.problems,
    )


def _post_numbers(writer: Writer, records: Sequence[PostRecord], known: Numbers) -> list[int]:
    if not known.keep:
        first = writer.take_numbers("next_post", len(records))
        return list(range(first, first + len(records)))
    numbers = [record.post.id for record in records]
    writer.take_numbers("next_post", max(0, max(numbers) + 1 - next_post(writer)))
    return numbers


def _people(writer: Writer, records: Sequence[PostRecord]) -> dict[str, int]:
    found = {"": 0}
    for record in records:
        for state in record.revisions:
            if state.who not in found:
                name = storable(state.who)
                number = writer.value("SELECT id FROM people WHERE name = ?", (name,))
                if number is None:
                    number = writer.raw.execute("INSERT INTO people (name) VALUES (?)", (name,)).lastrowid
                found[state.who] = int(number or 0)
    return found


def _insert_revisions(
    writer: Writer, record: PostRecord, post: int, first: int, people: Mapping[str, int]
) -> None:
    for number, state in enumerate(record.revisions, first):
        made = (state.made_at, state.reason, people[state.who], state.changed)
        digest, size = hashlib.sha256(state.source).digest(), len(state.source)
        row = (number, post, state.number, *made, digest, size, *pack(state.source))
        writer.execute(INSERT_REVISION, row)
        plain = pack_text(storable(state.plain).encode(), state.source)
        writer.execute(INSERT_TEXT, (number, storable(state.excerpt), *plain))


def _insert_post(writer: Writer, record: PostRecord, post: int, head: int, known: Numbers) -> None:
    stored = record.post
    accession = None if stored.accession_id is None else known.accessions.get(stored.accession_id)
    candidate = Candidate(
        path=record.path,
        source=stored.source,
        digest=stored.digest,
        encoding=stored.encoding,
        metadata=stored.metadata,
        plain_text="",
        excerpt="",
        modified_at=0,
        content=record.has,
        words=record.words,
        text_exact=stored.text_exact,
        kept_raw=not stored.header_readable,
        problems=stored.problems,
    )
    fixed = (
        *(post, stored.created_at, accession, storable_path(record.path), record.origin_key),
        *(stored.original_digest, storable(stored.generator), int(record.self_contained), stored.trashed_at),
        *(stored.starred_at, stored.rating, stored.read_at, stored.noted_at),
    )
    key = title_key(stored.metadata.title)
    writer.execute(_INSERT_POST, fixed + derived_values(candidate, head, stored.modified_at, key))
    writer.execute_many(
        problems.INSERT, [problems.problem_row(problem, post, accession) for problem in stored.problems]
    )


def _insert_beside(writer: Writer, record: PostRecord, post: int, known: Numbers) -> None:
    if record.note:
        note = storable(record.note)
        writer.execute("INSERT INTO post_notes (post_id, text) VALUES (?, ?)", (post, note))
    for place in record.places:
        if place.collection in known.collections:
            number, shift = known.collections[place.collection]
            writer.execute(
                "INSERT INTO collection_posts (collection_id, post_id, position, note) VALUES (?, ?, ?, ?)",
                (number, post, place.position + shift, storable(place.note)),
            )
    for use in record.files:
        if use.digest in known.media:
            link(writer, post, use.reference, known.media[use.digest], use.path)


def next_post(view: View) -> int:
    """The number that the next post will get."""
    return int(view.value("SELECT value FROM meta WHERE name = 'next_post'"))


def count_held(view: View) -> tuple[int, int]:
    """How many posts and how many files the archive holds."""
    posts, media = view.row("SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM media)")
    return int(posts), int(media)


def find_taken(view: View, records: Sequence[PostRecord], before: int) -> set[int]:
    """Those of the records (by their own numbers) of which the archive holds a post with a number below ``before``
    already: from the same place, with the same original and the same present bytes."""
    wanted: dict[tuple[object, ...], list[int]] = {}
    for record in records:
        wanted.setdefault(_mark(record), []).append(record.post.id)
    found: set[int] = set()
    for chunk in in_chunks([storable_path(record.path) for record in records]):
        for path, origin, original, digest in view.rows(
            "SELECT p.source_path, p.origin_key, p.original_digest, r.digest FROM posts p "
            f"JOIN revisions r ON r.id = p.head_revision WHERE p.source_path IN ({marks(len(chunk))}) "
            "AND p.id < ?",
            (*chunk, before),
        ):
            found.update(wanted.get((path, origin, original, digest), ()))
    return found


def find_places(view: View, records: Sequence[PostRecord], before: int) -> set[int]:
    """Those of the records (by their own numbers) from whose place the archive holds such a post, whatever its bytes."""
    origins: dict[int, list[int]] = {}
    for record in records:
        if record.origin_key is not None:
            origins.setdefault(record.origin_key, []).append(record.post.id)
    found: set[int] = set()
    for chunk in in_chunks(list(origins)):
        for (origin,) in view.rows(
            f"SELECT origin_key FROM posts WHERE origin_key IN ({marks(len(chunk))}) AND id < ?",
            (*chunk, before),
        ):
            found.update(origins[origin])
    return found


def _mark(record: PostRecord) -> tuple[object, ...]:
    post = record.post
    return (storable_path(record.path), record.origin_key, post.original_digest, post.digest)


def is_empty(view: View) -> bool:
    """Whether the archive never had a post, nor an import, nor a collection."""
    return next_post(view) == 1 and not view.value(
        "SELECT (SELECT count(*) FROM accessions) + (SELECT count(*) FROM collections)"
    )


def add_accession(
    writer: Writer, record: RecordedAccession, *, keep: bool, others: Collection[int] = ()
) -> tuple[int, bool]:
    """An import as it was; returns its number here and whether it is new. One that began in the same second, from the
    same sources and by the same rules, is the same one, unless it is among ``others`` or numbers are kept."""
    sources = dump_json(list(record.sources))
    for (found,) in writer.rows(
        "SELECT id FROM accessions WHERE started_at = ? AND sources = ? AND generator = ? ORDER BY id",
        (record.started_at, sources, storable(record.generator)),
    ):
        if found not in others and not keep:
            return int(found), False
    made = writer.raw.execute(
        "INSERT INTO accessions (id, started_at, finished_at, withdrawn_at, generator, sources, settings, sites, report, "
        "who, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(record.id if keep else None, record.started_at, record.finished_at, record.withdrawn_at),
            *(storable(record.generator), sources, dump_json(record.settings), dump_json(list(record.sites))),
            None if record.report is None else dump_json(record.report),
            *(storable(record.who), storable(record.note)),
        ),
    ).lastrowid
    assert made is not None
    return made, True


def add_collections(
    writer: Writer, records: Sequence[RecordedCollection], *, keep: bool
) -> dict[int, tuple[int, int]]:
    """Collections, each above before those below it; one of the same name at the same place is the same one, and keeps
    what is said of it there. Returns by the number in the records the number here, and what is to be added to positions
    so that posts come behind those that are there."""
    made: dict[int, tuple[int, int]] = {}
    for record in records:
        parent = made[record.parent_id][0] if record.parent_id in made else 0
        found = writer.value(
            "SELECT id FROM collections WHERE parent_id = ? AND name = ? ORDER BY position, id LIMIT 1",
            (parent, storable(record.name)),
        )
        if found is not None and not keep:
            last = writer.value(
                "SELECT max(position) FROM collection_posts WHERE collection_id = ?", (found,)
            )
            made[record.id] = int(found), 0 if last is None else int(last) + STEP - record.first
            continue
        place = record.position
        if not keep:
            place = writer.value("SELECT count(*) FROM collections WHERE parent_id = ?", (parent,))
        number = writer.raw.execute(
            "INSERT INTO collections (id, parent_id, position, name, description, note) VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(record.id if keep else None, parent, place, storable(record.name)),
                *(dump_json(record.description), storable(record.note)),
            ),
        ).lastrowid
        assert number is not None
        made[record.id] = number, 0
    _close_gaps(writer)
    return made


def _close_gaps(writer: Writer) -> None:
    """Positions among neighbours count from 0 without gaps."""
    places: dict[int, int] = {}
    for number, parent, position in writer.rows(
        "SELECT id, parent_id, position FROM collections ORDER BY parent_id, position, id"
    ):
        place = places.get(parent, 0)
        places[parent] = place + 1
        if position != place:
            writer.execute("UPDATE collections SET position = ? WHERE id = ?", (place, number))
