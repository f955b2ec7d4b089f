"""Many posts get new bytes at once: the same as ``accepting.replace_source`` for each, in a handful of statements.

Rule: only what differs is written. What costs time is done before, where the parsing is done; a revision whose text is
that of the one before keeps no copy of it, and the full-text index does not hear of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fonds.model.accession import Candidate
from fonds.model.post import CategoryPath, Post, PostMetadata
from fonds.model.problems import Problem
from fonds.model.revision import Part
from fonds.store import problems
from fonds.store.accepting import (
    DERIVED,
    INSERT_FIELD,
    INSERT_REVISION,
    INSERT_TEXT,
    derived_values,
)
from fonds.store.changed_parts import parts_of_columns
from fonds.store.fields import field_rows
from fonds.store.packing import SAME_TEXT, pack, pack_text, splice, storable
from fonds.store.session import Writer, in_chunks, marks
from fonds.store.taxonomy import TermFinder
from fonds.store.undo_images import delete_rows, insert_rows, update_rows
from fonds.text.title_order import title_key

_ALWAYS = ("head_revision", "modified_at")
_OF_TEXT = ("has", "word_count")
Terms = tuple[tuple[CategoryPath, ...], tuple[str, ...], tuple[str, ...]]
_SAME = (
    "INSERT INTO revision_texts (revision_id, excerpt, codec, data) "
    f"SELECT ?, excerpt, '{SAME_TEXT}', "
    f"CASE WHEN codec = '{SAME_TEXT}' THEN data ELSE CAST(CAST(revision_id AS TEXT) AS BLOB) END "
    "FROM revision_texts WHERE revision_id = ?"
)


class PreparedRevision(NamedTuple):
    """New bytes of a post, ready to be written. ``text`` is None where the plain text stays; ``columns`` are those of
    the post that differ; ``terms`` (categories, tags, authors), ``fields`` and ``problems`` are
    None where they stay. A plain tuple, as a hundred thousand of them go through pipes and files."""

    post_id: int
    base_revision: int
    digest: bytes
    size: int
    source: tuple[str, bytes]
    text: tuple[str, str, bytes] | None
    columns: tuple[tuple[str, object], ...]
    terms: Terms | None = None
    fields: tuple[tuple[int, int, str, str], ...] | None = None
    problems: tuple[Problem, ...] | None = None


def prepare_revision(
    post: Post, candidate: Candidate, *, same_text: bool, base: tuple[int, bytes] | None = None
) -> PreparedRevision:
    """What ``candidate``, read from a post's new bytes, changes of the post; no archive is needed. ``same_text``: its
    body is the post's, and nothing that follows from it was looked at. ``base`` is the number and the bytes of a
    revision of the post that stands whole: with the same text, no more is kept than what differs from it."""
    before, after = post.metadata, candidate.metadata
    text = None
    if not same_text:
        plain = storable(candidate.plain_text).encode()
        text = (storable(candidate.excerpt), *pack_text(plain, candidate.source))
    return PreparedRevision(
        post_id=post.id,
        base_revision=post.revision_id,
        digest=candidate.digest,
        size=len(candidate.source),
        source=(same_text and base and splice(*base, candidate.source)) or pack(candidate.source),
        text=text,
        columns=tuple(_changed_columns(post, candidate, same_text)),
        terms=None if _terms(before) == _terms(after) else _terms(after),
        fields=None if before.fields == after.fields else tuple(field_rows(post.id, after.fields)),
        problems=None if candidate.problems == post.problems else candidate.problems,
    )


def _terms(metadata: PostMetadata) -> Terms:
    return metadata.categories, metadata.tags, metadata.authors


def _changed_columns(post: Post, candidate: Candidate, same_text: bool) -> list[tuple[str, object]]:
    now = Candidate(
        path=post.source_path,
        source=b"",
        digest=b"",
        encoding=post.encoding,
        metadata=post.metadata,
        plain_text="",
        excerpt="",
        modified_at=0,
        text_exact=post.text_exact,
        kept_raw=not post.header_readable,
        problems=post.problems,
    )
    key = title_key(candidate.metadata.title) if candidate.metadata.title != post.metadata.title else None
    old, new = derived_values(now, 0, 0, None), derived_values(candidate, 0, 0, key)
    return [
        (name, value)
        for name, was, value in zip(DERIVED, old, new, strict=True)
        if name not in _ALWAYS and (was != value if name not in _OF_TEXT else not same_text)
    ]


def revise_posts(writer: Writer, rows: Sequence[PreparedRevision], reason: str, when: int) -> list[int]:
    """Write new revisions, at most one a post; returns the posts that were left out because they were changed since,
    or have unsaved text. ``when`` is in seconds UTC. To be called inside an undo step."""
    left_out: list[int] = []
    finder = TermFinder(writer)
    known: dict[Terms, list[int]] = {}
    for chunk in in_chunks(sorted(rows, key=lambda row: row.post_id)):
        ids = [row.post_id for row in chunk]
        heads = dict(
            writer.rows(
                f"SELECT id, head_revision FROM posts WHERE id IN ({marks(len(ids))}) "
                "AND id NOT IN (SELECT post_id FROM drafts)",
                ids,
            )
        )
        ready = [row for row in chunk if heads.get(row.post_id) == row.base_revision]
        left_out += [row.post_id for row in chunk if heads.get(row.post_id) != row.base_revision]
        for row in ready:
            if row.terms is not None and row.terms not in known:
                known[row.terms] = finder.terms_named(*row.terms)
        if ready:
            _write(writer, ready, known, reason, when)
    return left_out


def _write(
    writer: Writer, rows: Sequence[PreparedRevision], known: Mapping[Terms, list[int]], reason: str, when: int
) -> None:
    first = writer.take_numbers("next_revision", len(rows))
    _insert_revisions(writer, rows, first, reason, when)
    _update_posts(writer, rows, first, when)
    _renew_terms(writer, {row.post_id: known[row.terms] for row in rows if row.terms is not None})
    _renew_fields(writer, rows)
    _renew_problems(writer, rows)


def _insert_revisions(
    writer: Writer, rows: Sequence[PreparedRevision], first: int, reason: str, when: int
) -> None:
    ids = [row.post_id for row in rows]
    person = writer.person()
    numbers = dict(
        writer.rows(
            f"SELECT post_id, max(number) FROM revisions WHERE post_id IN ({marks(len(ids))}) GROUP BY post_id",
            ids,
        )
    )
    writer.execute_many(
        INSERT_REVISION,
        [
            (
                *(revision, row.post_id, numbers[row.post_id] + 1, when, reason, person, int(_changed(row))),
                *(row.digest, row.size, *row.source),
            )
            for revision, row in enumerate(rows, first)
        ],
    )
    writer.execute_many(
        INSERT_TEXT, [(number, *row.text) for number, row in enumerate(rows, first) if row.text is not None]
    )
    writer.execute_many(
        _SAME, [(number, row.base_revision) for number, row in enumerate(rows, first) if row.text is None]
    )


def _changed(row: PreparedRevision) -> Part:
    found = parts_of_columns(name for name, _ in row.columns)
    if row.fields is not None:
        found |= Part.FIELDS
    if row.text is not None:
        found |= Part.BODY
    return found or Part.FORM


def _update_posts(writer: Writer, rows: Sequence[PreparedRevision], first: int, when: int) -> None:
    """One statement for all posts of which the same columns differ."""
    alike: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
    for revision, row in enumerate(rows, first):
        names = tuple(name for name, _ in row.columns)
        alike[names].append((revision, when, *(value for _, value in row.columns), row.post_id))
    for names, values in alike.items():
        update_rows(writer, "posts", (*_ALWAYS, *names), values)


def _renew_terms(writer: Writer, wanted: dict[int, list[int]]) -> None:
    """Give posts these terms, writing only from the first that differs on."""
    if not wanted:
        return
    old: dict[int, list[int]] = defaultdict(list)
    for post, term in writer.cursor(
        f"SELECT post_id, term_id FROM post_terms WHERE post_id IN ({marks(len(wanted))}) ORDER BY post_id, position",
        list(wanted),
    ):
        old[post].append(term)
    gone: list[tuple[int, int]] = []
    fresh: list[tuple[int, int, int]] = []
    for post, terms in wanted.items():
        had = old[post]
        same = next(
            (n for n, (a, b) in enumerate(zip(had, terms, strict=False)) if a != b), min(len(had), len(terms))
        )
        gone += [(post, term) for term in had[same:]]
        fresh += [(post, term, place) for place, term in enumerate(terms) if place >= same]
    delete_rows(writer, "post_terms", gone)
    insert_rows(writer, "post_terms", ("post_id", "term_id", "position"), fresh)


def _renew_fields(writer: Writer, rows: Sequence[PreparedRevision]) -> None:
    changed = [row for row in rows if row.fields is not None]
    writer.execute_many("DELETE FROM post_fields WHERE post_id = ?", [(row.post_id,) for row in changed])
    writer.execute_many(INSERT_FIELD, [field for row in changed for field in row.fields or ()])


def _renew_problems(writer: Writer, rows: Sequence[PreparedRevision]) -> None:
    changed = {row.post_id: row.problems for row in rows if row.problems is not None}
    if not changed:
        return
    ids = list(changed)
    accessions = dict(writer.rows(f"SELECT id, accession_id FROM posts WHERE id IN ({marks(len(ids))})", ids))
    writer.execute_many("DELETE FROM problems WHERE post_id = ?", [(post,) for post in ids])
    writer.execute_many(
        problems.INSERT,
        [
            problems.problem_row(problem, post, accessions[post])
            for post, found in changed.items()
            for problem in found
        ],
    )
