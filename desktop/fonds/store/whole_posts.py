"""Whole posts, one or many at a time, with a handful of statements for all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from fonds.model.post import BodyFormat, Post, PostMetadata, Status
from fonds.model.problems import Problem
from fonds.store.dates import DATE_COLUMNS, date_of
from fonds.store.packing import DamagedBytes, splice_base, stored_path, unpack
from fonds.store.problems import problems_of
from fonds.store.revision_bytes import BYTES, WITH_BASE, Packed
from fonds.store.session import View, in_chunks, marks
from fonds.store.taxonomy import paths_of
from fonds.text.names import shown_path

_WHOLE = (
    "SELECT p.id, p.title, p.slug, p.permalink, p.status, p.format, p.language, p.source_path, p.generator, p.encoding, "
    "p.original_digest, p.created_at, p.modified_at, p.accession_id, p.trashed_at, p.starred_at, p.rating, p.read_at, p.noted_at, "
    f"p.header_readable, p.text_exact, r.id, r.number, r.digest, {BYTES}, EXISTS (SELECT 1 FROM drafts d WHERE d.post_id = p.id), "
    f"{DATE_COLUMNS} FROM posts p JOIN revisions r ON r.id = p.head_revision {WITH_BASE} WHERE p.id IN ({{marks}})"
)
_NO_TERMS: dict[str, list[tuple[str, ...]]] = {}
ACCESSION, GENERATOR = 13, 8
"""Places in a row."""


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post, with its source still packed (``post.source`` is empty), and whether there is unsaved text of it. Media
    are not loaded."""

    post: Post
    packed: Packed
    has_draft: bool

    def source(self) -> bytes:
        """Its bytes. Raises DamagedBytes."""
        return unpack(*self.packed)

    def base(self) -> tuple[int, bytes] | None:
        """The revision that stands whole, itself or the one that it leans on: its number and its bytes. None when they
        are damaged."""
        try:
            codec, data, base_codec, base_data = self.packed
            if base_codec is None or base_data is None:
                return self.post.revision_id, unpack(codec, data)
            return splice_base(data), unpack(base_codec, base_data)
        except DamagedBytes:
            return None


@dataclass(slots=True)
class _Beside:
    """What other tables know of some posts."""

    terms: dict[int, dict[str, list[tuple[str, ...]]]]
    fields: dict[int, list[tuple[str, str]]]
    problems: dict[int, tuple[Problem, ...]]


class PostRows(NamedTuple):
    """The rows of a post, as plain values that are soon handed to another process; ``stored`` makes the post of them.
    ``fields`` are keys and JSON."""

    row: tuple[Any, ...]
    terms: dict[str, list[tuple[str, ...]]]
    fields: list[tuple[str, str]]
    problems: tuple[Problem, ...]

    @property
    def post_id(self) -> int:
        """The post's number."""
        number: int = self.row[0]
        return number

    @property
    def title(self) -> str:
        """The post's title."""
        title: str = self.row[1]
        return title

    def stored(self) -> StoredPost:
        """The post."""
        return _stored_of(self)


def load_posts(view: View, post_ids: Sequence[int]) -> list[StoredPost]:
    """Whole posts in the order asked; those that are gone are left out."""
    return [rows.stored() for rows in load_rows(view, post_ids)]


def load_rows(view: View, post_ids: Sequence[int]) -> list[PostRows]:
    """The rows of whole posts in the order asked; those that are gone are left out."""
    found: dict[int, PostRows] = {}
    for chunk in in_chunks(post_ids):
        beside = _load_beside(view, chunk)
        for row in view.cursor(_WHOLE.format(marks=marks(len(chunk))), chunk):
            post = row[0]
            found[post] = PostRows(
                tuple(row),
                beside.terms.get(post, _NO_TERMS),
                beside.fields.get(post, []),
                beside.problems.get(post, ()),
            )
    return [found[post] for post in post_ids if post in found]


def _load_beside(view: View, chunk: Sequence[int]) -> _Beside:
    listed = marks(len(chunk))
    pairs = view.rows(
        f"SELECT post_id, term_id FROM post_terms WHERE post_id IN ({listed}) ORDER BY post_id, position",
        chunk,
    )
    paths = paths_of(view, (term for _, term in pairs))
    terms: dict[int, dict[str, list[tuple[str, ...]]]] = defaultdict(dict)
    for post, term in pairs:
        kind, path = paths[term]
        terms[post].setdefault(kind, []).append(path)
    fields: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for post, key, value in view.cursor(
        f"SELECT post_id, key, value FROM post_fields WHERE post_id IN ({listed}) ORDER BY post_id, position",
        chunk,
    ):
        fields[post].append((key, value))
    return _Beside(terms, fields, problems_of(view, chunk))


def _stored_of(rows: PostRows) -> StoredPost:
    row, terms = rows.row, rows.terms
    post, title, slug, permalink, status, form, language, path, generator, encoding = row[:10]
    original, created, modified, accession, trashed, starred, rating, read, noted = row[10:19]
    readable, exact, revision, number, digest, codec, data, base_codec, base_data, draft = row[19:29]
    metadata = PostMetadata(
        title=title,
        date=date_of(row[29:]),
        slug=slug,
        permalink=permalink,
        status=Status(status),
        format=BodyFormat(form),
        language=language,
        categories=tuple(terms.get("category", ())),
        tags=tuple(path[0] for path in terms.get("tag", ())),
        authors=tuple(path[0] for path in terms.get("author", ())),
        fields=tuple((key, json.loads(value)) for key, value in rows.fields),
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
        problems=rows.problems,
    )
    return StoredPost(whole, (codec, data, base_codec, base_data), bool(draft))
