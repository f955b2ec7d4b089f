"""Posts: read whole, read as list rows, trashed, restored and purged.

How candidates become rows is ``accepting``; this module only knows rows that are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fonds.model.errors import UserError
from fonds.model.post import BodyFormat, MediaReference, Post, PostSummary, Status
from fonds.store import media
from fonds.store.accepting import (
    AcceptedCandidate,
    insert_candidates,
    move_origin,
    renew_problems,
    replace_source,
)
from fonds.store.collected_posts import collections_of
from fonds.store.dates import DATE_COLUMNS, date_of
from fonds.store.merging import purge_marks
from fonds.store.packing import storable_path, stored_path
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.store.undo import forget_steps
from fonds.store.whole_posts import load_posts
from fonds.text.names import shown_path

__all__ = [
    "AcceptedCandidate",
    "KnownPost",
    "find_origin",
    "find_post",
    "get_post",
    "head_revisions",
    "insert_candidates",
    "known_by_digest",
    "known_by_path",
    "known_digests",
    "known_posts",
    "load_summaries",
    "move_origin",
    "purge",
    "renew_problems",
    "replace_source",
    "set_trashed",
    "source_paths",
    "withdrawn_posts",
]

TEXT_SEPARATOR = "\x1f"
_SUMMARY = (
    f"SELECT id, title, status, categories_text, tags_text, trashed_at, problem_count, {DATE_COLUMNS}, "
    "authors_text, source_path, format, language, word_count, modified_at, accession_id, starred_at, rating, read_at, noted_at, "
    "(SELECT excerpt FROM revision_texts WHERE revision_id = head_revision), "
    "EXISTS (SELECT 1 FROM drafts WHERE drafts.post_id = posts.id) FROM posts"
)
_KNOWN = (
    "SELECT p.id, p.original_digest, r.digest, p.trashed_at, p.head_revision, p.source_path, p.accession_id, p.title, "
    "p.origin_key, {key} "
    "FROM posts p JOIN revisions r ON r.id = p.head_revision {join} WHERE {key} IN ({marks}) AND {standing} ORDER BY p.id"
)
_STANDING = (
    "(p.trashed_at IS NULL OR p.accession_id IS NULL "
    "OR p.accession_id NOT IN (SELECT id FROM accessions WHERE withdrawn_at IS NOT NULL))"
)
"""What a withdrawn accession brought, and nobody has taken out of the trash again, counts as never imported."""
_DEPENDENT = (
    "post_terms",
    "post_fields",
    "problems",
    "post_media",
    "drafts",
    "collection_posts",
    "post_notes",
    "conflicts",
)


@dataclass(frozen=True, slots=True)
class KnownPost:
    """What a new import needs to know of a post that is there. ``edited``: its bytes differ from those last taken
    from a source, whose digest is ``original_digest``."""

    post_id: int
    original_digest: bytes
    edited: bool
    trashed: bool
    head_revision: int
    source_path: str
    accession_id: int | None
    title: str
    origin_key: int | None


def find_post(view: View, post_id: int) -> Post | None:
    """A whole post, or None."""
    found = load_posts(view, [post_id])
    if not found:
        return None
    references = view.rows("SELECT reference, path FROM post_media WHERE post_id = ?", (post_id,))
    linked = tuple(MediaReference(reference, stored_path(path)) for reference, path in references)
    return replace(found[0].post, source=found[0].source(), media=linked)


def get_post(view: View, post_id: int) -> Post:
    """A whole post. Raises UserError when there is none."""
    post = find_post(view, post_id)
    if post is None:
        raise UserError("There is no post {id} in this archive.", id=str(post_id))
    return post


def load_summaries(view: View, post_ids: Sequence[int]) -> list[PostSummary]:
    """The list rows of posts, in the order asked; posts that are gone are left out."""
    found: dict[int, PostSummary] = {}
    collected = collections_of(view, post_ids)
    for chunk in in_chunks(post_ids):
        for row in view.cursor(f"{_SUMMARY} WHERE id IN ({marks(len(chunk))})", chunk):
            found[row[0]] = _summary_of(row, collected.get(row[0], ()))
    return [found[post] for post in post_ids if post in found]


def head_revisions(view: View, post_ids: Sequence[int]) -> dict[int, int]:
    """The present revision of each post."""
    found: dict[int, int] = {}
    for chunk in in_chunks(post_ids):
        rows: list[Any] = view.rows(
            f"SELECT id, head_revision FROM posts WHERE id IN ({marks(len(chunk))})", chunk
        )
        found.update(rows)
    return found


def source_paths(view: View, post_ids: Sequence[int]) -> dict[int, str]:
    """The path that each post had in its source."""
    found: dict[int, str] = {}
    for chunk in in_chunks(post_ids):
        rows = view.cursor(f"SELECT id, source_path FROM posts WHERE id IN ({marks(len(chunk))})", chunk)
        found.update((post, shown_path(stored_path(path))) for post, path in rows)
    return found


def find_origin(view: View, post_id: int) -> int | None:
    """The key of the place that a post came from; None when it was made here."""
    key: int | None = view.value("SELECT origin_key FROM posts WHERE id = ?", (post_id,))
    return key


def known_posts(view: View, origin_keys: Sequence[int]) -> dict[int, KnownPost]:
    """The posts that came from these places, by origin key; the newest where there are several."""
    return {row[-1]: _known_of(row) for row in _known_rows(view, "p.origin_key", "", origin_keys)}


def known_digests(view: View, origin_keys: Sequence[int]) -> dict[int, bytes]:
    """The digest of the bytes last taken from each of these places, where nothing but other bytes could change what
    the post there is: it is not in a conflict, and refers to no other file."""
    found: dict[int, tuple[bytes, bool]] = {}
    for chunk in in_chunks(origin_keys):
        for origin, digest, plain in view.cursor(
            "SELECT p.origin_key, p.original_digest, p.self_contained "
            "AND p.id NOT IN (SELECT post_id FROM conflicts) FROM posts p "
            f"WHERE p.origin_key IN ({marks(len(chunk))}) AND {_STANDING} ORDER BY p.id",
            chunk,
        ):
            found[origin] = digest, bool(plain)
    return {origin: digest for origin, (digest, plain) in found.items() if plain}


def withdrawn_posts(view: View, origin_keys: Sequence[int]) -> list[int]:
    """The posts from these places that lie in the trash because their accession was withdrawn."""
    if view.value("SELECT 1 FROM accessions WHERE withdrawn_at IS NOT NULL LIMIT 1") is None:
        return []
    return [
        row[0]
        for chunk in in_chunks(origin_keys)
        for row in view.rows(
            f"SELECT p.id FROM posts p WHERE p.origin_key IN ({marks(len(chunk))}) AND NOT {_STANDING}", chunk
        )
    ]


def known_by_digest(view: View, digests: Sequence[bytes]) -> dict[bytes, KnownPost]:
    """The posts whose bytes, as last taken from a source, have these digests; the newest where there are several."""
    join = "JOIN revisions o ON o.post_id = p.id AND o.digest = p.original_digest"
    return {row[-1]: _known_of(row) for row in _known_rows(view, "o.digest", join, digests)}


def known_by_path(view: View, paths: Sequence[str]) -> dict[tuple[str, bytes], list[KnownPost]]:
    """The posts that had these paths in their sources, oldest first, by path and by the digest of the bytes last taken
    from there."""
    found: dict[tuple[str, bytes], list[KnownPost]] = defaultdict(list)
    for row in _known_rows(view, "p.source_path", "", [storable_path(path) for path in paths]):
        known = _known_of(row)
        found[known.source_path, known.original_digest].append(known)
    return found


def set_trashed(writer: Writer, post_ids: Sequence[int], when: int | None) -> list[int]:
    """Put posts in the trash (``when``, seconds UTC) or take them out (None); returns those that were moved."""
    moved: list[int] = []
    wrong_side = "NULL" if when is not None else "NOT NULL"
    for chunk in in_chunks(post_ids):
        # The sign makes SQLite go by the ids, not through all that is (or is not) in the trash.
        condition = f"id IN ({marks(len(chunk))}) AND +trashed_at IS {wrong_side}"
        moved += [row[0] for row in writer.rows(f"SELECT id FROM posts WHERE {condition}", chunk)]
        writer.execute(f"UPDATE posts SET trashed_at = ? WHERE {condition}", (when, *chunk))
    return moved


def purge(writer: Writer, post_ids: Sequence[int]) -> list[int]:
    """Delete posts, all their revisions and whatever else hangs on them, for good; returns those that were there.

    What could be undone of them can be undone no longer. Media that no post refers to any more go as well, unless an
    undo, a withdrawal or a decision on a conflict might bring a reference back.
    """
    gone: list[int] = []
    loose: set[int] = set()
    for chunk in in_chunks(post_ids):
        here = [
            row[0] for row in writer.rows(f"SELECT id FROM posts WHERE id IN ({marks(len(chunk))})", chunk)
        ]
        if not here:
            continue
        forget_steps(writer, here)
        listed = f"({marks(len(here))})"
        loose |= media.media_of(writer, here)
        for table in _DEPENDENT:
            writer.execute(f"DELETE FROM {table} WHERE post_id IN {listed}", here)
        purge_marks(writer, here)
        writer.execute(f"DELETE FROM posts WHERE id IN {listed}", here)
        writer.execute(
            f"DELETE FROM revision_texts WHERE revision_id IN (SELECT id FROM revisions WHERE post_id IN {listed})",
            here,
        )
        writer.execute(f"DELETE FROM revisions WHERE post_id IN {listed}", here)
        gone += here
    media.delete_unused(writer, sorted(loose))
    return gone


def _summary_of(row: Sequence[Any], collected: tuple[tuple[int, str], ...]) -> PostSummary:
    post, title, status, categories, tags, trashed, problems = row[:7]
    authors, path, body_format, language, words, modified, accession = row[-13:-6]
    starred, rating, read, noted, excerpt, draft = row[-6:]
    return PostSummary(
        id=post,
        title=title,
        date=date_of(row[7:-13]),
        status=Status(status),
        categories=_parts(categories),
        tags=_parts(tags),
        excerpt=excerpt or "",
        trashed=trashed is not None,
        starred=starred is not None,
        rating=rating,
        read=read is not None,
        has_note=noted is not None,
        collections=collected,
        has_problem=problems > 0,
        has_draft=bool(draft),
        authors=_parts(authors),
        source_path=shown_path(stored_path(path)),
        format=BodyFormat(body_format),
        language=language,
        words=words,
        modified_at=modified,
        accession_id=accession,
    )


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(TEXT_SEPARATOR)) if text else ()


def _known_rows(view: View, key: str, join: str, keys: Sequence[object]) -> list[Any]:
    found: list[Any] = []
    for chunk in in_chunks(keys):
        found += view.rows(
            _KNOWN.format(key=key, join=join, marks=marks(len(chunk)), standing=_STANDING), chunk
        )
    return found


def _known_of(row: Sequence[Any]) -> KnownPost:
    post, original, digest, trashed, head, path, accession, title, origin, _ = row
    return KnownPost(
        post,
        original,
        digest != original,
        trashed is not None,
        head,
        stored_path(path),
        accession,
        title,
        origin,
    )
