"""Whole posts, one or many at a time, with a handful of statements for all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fonds.model.post import BodyFormat, FieldValue, Post, PostMetadata, Status
from fonds.model.problems import Problem
from fonds.store.dates import DATE_COLUMNS, date_of
from fonds.store.packing import stored_path, unpack
from fonds.store.problems import problems_of
from fonds.store.session import View, in_chunks, marks
from fonds.store.taxonomy import paths_of
from fonds.text.names import shown_path

_WHOLE = (
    "SELECT p.id, p.title, p.slug, p.permalink, p.status, p.format, p.language, p.source_path, p.generator, p.encoding, "
    "p.original_digest, p.created_at, p.modified_at, p.accession_id, p.trashed_at, p.starred_at, p.rating, p.read_at, p.noted_at, "
    "p.header_readable, p.text_exact, r.id, r.number, r.digest, r.codec, r.data, EXISTS (SELECT 1 FROM drafts d WHERE d.post_id = p.id), "
    f"{DATE_COLUMNS} FROM posts p JOIN revisions r ON r.id = p.head_revision WHERE p.id IN ({{marks}})"
)


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post, with its source still packed (``post.source`` is empty), and whether there is unsaved text of it. Media
    are not loaded."""

    post: Post
    codec: str
    data: bytes
    has_draft: bool

    def source(self) -> bytes:
        """Its bytes. Raises DamagedBytes."""
        return unpack(self.codec, self.data)


@dataclass(slots=True)
class _Beside:
    """What other tables know of some posts."""

    terms: dict[int, dict[str, list[tuple[str, ...]]]]
    fields: dict[int, list[tuple[str, FieldValue]]]
    problems: dict[int, tuple[Problem, ...]]


def load_posts(view: View, post_ids: Sequence[int]) -> list[StoredPost]:
    """Whole posts in the order asked; those that are gone are left out."""
    found: dict[int, StoredPost] = {}
    for chunk in in_chunks(post_ids):
        beside = _load_beside(view, chunk)
        for row in view.cursor(_WHOLE.format(marks=marks(len(chunk))), chunk):
            found[row[0]] = _stored_of(row, beside)
    return [found[post] for post in post_ids if post in found]


def _load_beside(view: View, chunk: Sequence[int]) -> _Beside:
    listed = marks(len(chunk))
    pairs = view.rows(
        f"SELECT post_id, term_id FROM post_terms WHERE post_id IN ({listed}) ORDER BY post_id, position",
        chunk,
    )
    paths = paths_of(view, (term for _, term in pairs))
    terms: dict[int, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for post, term in pairs:
        kind, path = paths[term]
        terms[post][kind].append(path)
    fields: dict[int, list[tuple[str, FieldValue]]] = defaultdict(list)
    for post, key, value in view.cursor(
        f"SELECT post_id, key, value FROM post_fields WHERE post_id IN ({listed}) ORDER BY post_id, position",
        chunk,
    ):
        fields[post].append((key, json.loads(value)))
    return _Beside(terms, fields, problems_of(view, chunk))


def _stored_of(row: Sequence[Any], beside: _Beside) -> StoredPost:
    post, title, slug, permalink, status, form, language, path, generator, encoding = row[:10]
    original, created, modified, accession, trashed, starred, rating, read, noted = row[10:19]
    readable, exact, revision, number, digest, codec, data, draft = row[19:27]
    terms = beside.terms[post]
    metadata = PostMetadata(
        title=title,
        date=date_of(row[27:]),
        slug=slug,
        permalink=permalink,
        status=Status(status),
        format=BodyFormat(form),
        language=language,
        categories=tuple(terms["category"]),
        tags=tuple(path[0] for path in terms["tag"]),
        authors=tuple(path[0] for path in terms["author"]),
        fields=tuple(beside.fields[post]),
    )
    whole = Post(
        id=post,
        metadata=metadata,
        source=b"",
        encoding=encoding,
        source_path=shown_path(stored_path(path)),
        generator=generator,
        revision_id=revision,
        revision_number=number,
        digest=digest,
        original_digest=original,
        created_at=created,
        modified_at=modified,
        accession_id=accession,
        trashed_at=trashed,
        starred_at=starred,
        rating=rating,
        read_at=read,
        noted_at=noted,
        header_readable=bool(readable),
        text_exact=bool(exact),
        problems=beside.problems.get(post, ()),
    )
    return StoredPost(whole, codec, data, bool(draft))
