"""Candidates become posts, and new bytes become revisions.

Rule: one batch is a handful of statements with many rows each, in the order of the ids (the index is at its fastest
so), and nothing is read back.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from fonds.model.accession import Candidate
from fonds.model.errors import UserError
from fonds.model.post import PostMetadata
from fonds.model.revision import UNCHANGED, Part
from fonds.store import problems
from fonds.store.changed_parts import body_differs, parts_of_columns
from fonds.store.fields import field_rows
from fonds.store.packing import NAME_SEPARATOR, PreparedText, prepare_text, storable, storable_path
from fonds.store.session import Writer
from fonds.store.taxonomy import TermFinder, category_texts
from fonds.store.undo import forget_steps
from fonds.text.title_order import names_key

IMPORTED = "import"
"""The reason of a revision whose bytes came from a source."""
DERIVED = (
    *("instant", "year", "status", "problem_count", "head_revision", "modified_at", "title", "title_key"),
    *(
        "categories_text",
        "categories_key",
        "tags_text",
        "tags_key",
        "authors_text",
        "authors_key",
        "date_offset",
        "date_precision",
        "date_origin",
        "date_text",
        "format",
    ),
    *("language", "slug", "permalink", "encoding", "header_readable", "text_exact"),
    *("has", "word_count"),
)
_FIXED = (
    *("id", "created_at", "accession_id", "source_path", "origin_key", "original_digest", "generator"),
    "self_contained",
)
_INSERT_POST = (
    f"INSERT INTO posts ({', '.join(_FIXED + DERIVED)}) VALUES ({', '.join('?' * len(_FIXED + DERIVED))})"
)
_UPDATE_POST = f"UPDATE posts SET {', '.join(f'{name} = ?' for name in DERIVED)} WHERE id = ?"
_UPDATE_ORIGIN = "UPDATE posts SET original_digest = ?, accession_id = ?, self_contained = ? WHERE id = ?"
INSERT_REVISION = (
    "INSERT INTO revisions (id, post_id, number, made_at, reason, person, changed, digest, size, codec, data) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_TEXT = "INSERT INTO revision_texts (revision_id, excerpt, codec, data) VALUES (?, ?, ?, ?)"
INSERT_TERM = "INSERT INTO post_terms (post_id, term_id, position) VALUES (?, ?, ?)"
INSERT_FIELD = "INSERT INTO post_fields (post_id, position, key, value) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class AcceptedCandidate:
    """A candidate that is to become a post. ``origin_key`` is a signed 64-bit hash of the absolute path of origin (None:
    it has none). ``source_path`` opens the file where that differs from the path that is shown. ``prepared`` comes from the process that parsed; without it the work is done here."""

    candidate: Candidate
    accession_id: int | None = None
    origin_key: int | None = None
    generator: str = ""
    prepared: PreparedText | None = None
    source_path: str = ""


def insert_candidates(
    writer: Writer, rows: Sequence[AcceptedCandidate], *, reason: str = IMPORTED, when: int | None = None
) -> list[int]:
    """Make a post of each candidate; returns their ids, ascending, in the order given. ``when`` is in seconds UTC."""
    if not rows:
        return []
    when = int(time.time()) if when is None else when
    post = writer.take_numbers("next_post", len(rows))
    revision = writer.take_numbers("next_revision", len(rows))
    person = writer.person()
    finder = TermFinder(writer)
    posts: list[tuple[object, ...]] = []
    revisions: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    terms: list[tuple[int, int, int]] = []
    fields: list[tuple[int, int, str, str]] = []
    found: list[tuple[object, ...]] = []
    for row in rows:
        candidate = row.candidate
        prepared = row.prepared or prepare_text(candidate)
        revisions.append(_revision_row(candidate, prepared, revision, post, 0, when, reason, (person, 0)))
        texts.append(_text_row(candidate, prepared, revision))
        fixed = (
            post,
            when,
            row.accession_id,
            storable_path(row.source_path or candidate.path),
            row.origin_key,
            candidate.digest,
            row.generator,
            int(candidate.self_contained),
        )
        posts.append(fixed + derived_values(candidate, revision, when, prepared.title_key))
        terms += [(post, term, place) for place, term in enumerate(finder.terms_of(candidate.metadata))]
        fields += field_rows(post, candidate.metadata.fields)
        found += [problems.problem_row(problem, post, row.accession_id) for problem in candidate.problems]
        post += 1
        revision += 1
    writer.execute_many(INSERT_REVISION, revisions)
    writer.execute_many(INSERT_TEXT, texts)
    writer.execute_many(_INSERT_POST, posts)
    writer.execute_many(INSERT_TERM, terms)
    writer.execute_many(INSERT_FIELD, fields)
    writer.execute_many(problems.INSERT, found)
    return list(range(post - len(rows), post))


def replace_source(
    writer: Writer,
    post_id: int,
    candidate: Candidate,
    reason: str,
    *,
    when: int | None = None,
    accession_id: int | None = None,
    prepared: PreparedText | None = None,
) -> int:
    """Give a post new bytes, as a new revision, and with them everything that is read from them; returns the
    revision's id. With an accession the bytes come from a source: they count as the post's original from now on.

    Outside an undo step, older steps of this post can no longer be undone. Raises UserError when there is no such post.
    """
    if writer.value("SELECT 1 FROM posts WHERE id = ?", (post_id,)) is None:
        raise UserError("There is no post {id} in this archive.", id=str(post_id))
    if writer.step is None:
        forget_steps(writer, [post_id])
    when = int(time.time()) if when is None else when
    prepared = prepared or prepare_text(candidate)
    changed = changed_parts(writer, post_id, candidate)
    revision = add_revision(writer, post_id, candidate, reason, when, prepared, changed=changed)
    values = derived_values(candidate, revision, when, prepared.title_key)
    writer.execute(_UPDATE_POST, (*values, post_id))
    if accession_id is not None:
        writer.execute(
            _UPDATE_ORIGIN, (candidate.digest, accession_id, int(candidate.self_contained), post_id)
        )
    _replace_terms(writer, post_id, candidate.metadata)
    _replace_fields(writer, post_id, candidate.metadata)
    _replace_problems(writer, post_id, candidate, accession_id)
    return revision


def add_revision(
    writer: Writer,
    post_id: int,
    candidate: Candidate,
    reason: str,
    when: int,
    prepared: PreparedText | None = None,
    *,
    changed: Part = UNCHANGED,
) -> int:
    """Keep bytes as a state of a post, without making them what the post says; returns the revision's id."""
    prepared = prepared or prepare_text(candidate)
    revision = writer.take_numbers("next_revision", 1)
    number = int(writer.value("SELECT max(number) + 1 FROM revisions WHERE post_id = ?", (post_id,)))
    made = (writer.person(), int(changed))
    row = _revision_row(candidate, prepared, revision, post_id, number, when, reason, made)
    writer.execute(INSERT_REVISION, row)
    writer.execute(INSERT_TEXT, _text_row(candidate, prepared, revision))
    return revision


def changed_parts(writer: Writer, post_id: int, candidate: Candidate) -> Part:
    """What a candidate would change of a post."""
    was = writer.row(f"SELECT {', '.join(DERIVED)} FROM posts WHERE id = ?", (post_id,))
    now = derived_values(candidate, 0, 0, None)
    found = parts_of_columns(name for name, a, b in zip(DERIVED, was, now, strict=True) if a != b)
    if list(field_rows(post_id, candidate.metadata.fields)) != _stored_fields(writer, post_id):
        found |= Part.FIELDS
    before = dict(zip(DERIVED, was, strict=True))
    if body_differs(writer, before["head_revision"], before["encoding"], candidate):
        found |= Part.BODY
    return found or Part.FORM


def _stored_fields(writer: Writer, post_id: int) -> list[tuple[int, int, str, str]]:
    return writer.rows(
        "SELECT post_id, position, key, value FROM post_fields WHERE post_id = ? ORDER BY position",
        (post_id,),
    )


def renew_problems(writer: Writer, post_id: int, candidate: Candidate, accession_id: int | None) -> None:
    """Say anew what is wrong with a post whose bytes have not changed, but what they refer to has."""
    if writer.step is None:
        forget_steps(writer, [post_id])
    _replace_problems(writer, post_id, candidate, accession_id)
    writer.execute("UPDATE posts SET problem_count = ? WHERE id = ?", (len(candidate.problems), post_id))


def move_origin(writer: Writer, post_id: int, origin_key: int) -> None:
    """A post's file lies elsewhere now; ``origin_key`` is that of the new place."""
    writer.execute("UPDATE posts SET origin_key = ? WHERE id = ?", (origin_key, post_id))


def derived_values(
    candidate: Candidate, revision: int, when: int, title_key: bytes | None
) -> tuple[object, ...]:
    """The values of the columns DERIVED."""
    metadata = candidate.metadata
    date = metadata.date
    tags = tuple(dict.fromkeys(storable(tag) for tag in metadata.tags if tag))
    authors = tuple(dict.fromkeys(storable(author) for author in metadata.authors if author))
    return (
        *(date.instant, date.year, metadata.status.value, len(candidate.problems), revision, when),
        *(storable(metadata.title), title_key),
        *_listed(category_texts(metadata)),
        *_listed(tags),
        *_listed(authors, people=True),
        *(date.offset, date.precision.value, date.origin.value, storable(date.text), metadata.format.value),
        *(
            storable(metadata.language),
            storable(metadata.slug),
            storable(metadata.permalink),
            candidate.encoding,
        ),
        *(int(not candidate.kept_raw), int(candidate.text_exact)),
        *(candidate.content.value, candidate.words),
    )


def _listed(names: tuple[str, ...], people: bool = False) -> tuple[str | None, bytes | None]:
    """What lists show of some names, and what they sort by."""
    return (NAME_SEPARATOR.join(names), names_key(names, people=people)) if names else (None, None)


def _revision_row(
    candidate: Candidate,
    prepared: PreparedText,
    revision: int,
    post: int,
    number: int,
    when: int,
    reason: str,
    made: tuple[int, int],
) -> tuple[object, ...]:
    """``made``: by which person, and which parts it changes."""
    size = len(candidate.source)
    return (revision, post, number, when, reason, *made, candidate.digest, size, *prepared.source)


def _text_row(candidate: Candidate, prepared: PreparedText, revision: int) -> tuple[object, ...]:
    return (revision, storable(candidate.excerpt), *prepared.plain)


def _replace_terms(writer: Writer, post_id: int, metadata: PostMetadata) -> None:
    wanted = TermFinder(writer).terms_of(metadata)
    rows = writer.rows("SELECT term_id FROM post_terms WHERE post_id = ? ORDER BY position", (post_id,))
    if wanted != [row[0] for row in rows]:
        writer.execute("DELETE FROM post_terms WHERE post_id = ?", (post_id,))
        writer.execute_many(INSERT_TERM, [(post_id, term, place) for place, term in enumerate(wanted)])


def _replace_fields(writer: Writer, post_id: int, metadata: PostMetadata) -> None:
    wanted = list(field_rows(post_id, metadata.fields))
    if wanted != _stored_fields(writer, post_id):
        writer.execute("DELETE FROM post_fields WHERE post_id = ?", (post_id,))
        writer.execute_many(INSERT_FIELD, wanted)


def _replace_problems(writer: Writer, post_id: int, candidate: Candidate, accession_id: int | None) -> None:
    if candidate.problems != problems.load_problems(writer, post_id):
        writer.execute("DELETE FROM problems WHERE post_id = ?", (post_id,))
        if accession_id is None:  # what still stands after an edit was found by the post's own accession
            accession_id = writer.value("SELECT accession_id FROM posts WHERE id = ?", (post_id,))
        rows = [problems.problem_row(problem, post_id, accession_id) for problem in candidate.problems]
        writer.execute_many(problems.INSERT, rows)
