"""What a check of front matter asks of all posts, in one walk over each table; no file is parsed."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from fonds.model.post import Content
from fonds.model.problems import ProblemKind
from fonds.store.packing import stored_path
from fonds.store.revision_bytes import BYTES, WITH_BASE
from fonds.store.session import View, in_chunks, marks

_POSTS = (
    "SELECT id, instant, date_offset, date_precision, date_origin, date_text, slug, permalink, language, "
    "source_path, generator, header_readable, status, title = '' FROM posts"
)
_FETCH = 5_000


class HeaderFacts(NamedTuple):
    """What the table of posts says of a front matter."""

    post_id: int
    instant: int | None
    offset: int
    precision: str
    origin: str
    date_text: str
    slug: str
    permalink: str
    language: str
    path: str | bytes
    generator: str
    readable: int
    status: str
    untitled: int


class PackedSource(NamedTuple):
    """A post's file as it lies in the archive, to be unpacked where the work is done."""

    post_id: int
    path: str
    generator: str
    format: str
    encoding: str
    codec: str
    data: bytes
    base_codec: str | None
    base_data: bytes | None


def walk_posts(view: View) -> Iterator[list[HeaderFacts]]:
    """All posts, in portions, ascending by id."""
    cursor = view.cursor(f"{_POSTS} ORDER BY id")
    while rows := cursor.fetchmany(_FETCH):
        _look(view)
        yield list(map(HeaderFacts._make, rows))


def walk_fields(view: View) -> Iterator[list[tuple[int, str, str]]]:
    """The further keys of all posts, as (post, key, the value's JSON), in portions. Of a long value only the beginning."""
    cursor = view.cursor("SELECT post_id, key, substr(value, 1, 40) FROM post_fields")
    while rows := cursor.fetchmany(_FETCH):
        _look(view)
        yield rows


def walk_problems(view: View, kinds: Sequence[ProblemKind]) -> Iterator[list[tuple[int, str, str]]]:
    """The problems of some kinds, as (post, kind, the details' JSON), in portions."""
    cursor = view.cursor(
        f"SELECT post_id, kind, details FROM problems WHERE kind IN ({marks(len(kinds))}) ORDER BY post_id, id",
        [kind.value for kind in kinds],
    )
    while rows := cursor.fetchmany(_FETCH):
        _look(view)
        yield rows


def walk_term_uses(view: View) -> Iterator[list[tuple[int, int]]]:
    """Which posts carry which terms, as (post, term), in portions."""
    cursor = view.cursor("SELECT post_id, term_id FROM post_terms ORDER BY post_id")
    while rows := cursor.fetchmany(_FETCH):
        _look(view)
        yield rows


def load_term_names(view: View) -> dict[int, tuple[str, int, str]]:
    """The kind, the parent and the name of every term."""
    return {
        number: (kind, parent, name)
        for number, kind, parent, name in view.cursor("SELECT id, kind, parent_id, name FROM terms")
    }


_SHARED = {
    "permalink": (
        "trim(permalink, '/')",
        "permalink <> '' AND permalink NOT LIKE '%:%' AND permalink NOT LIKE '%{%'",
    ),
    "slug": (
        "slug, (instant + date_offset * 60) / 86400, coalesce(categories_text, '')",
        "instant IS NOT NULL AND slug NOT IN ('', 'index', '_index', 'readme')",
    ),
}


def shared_addresses(view: View, column: str) -> Iterator[tuple[int, str]]:
    """The posts outside the trash that have a ``permalink`` in common with another one of their generator and language,
    or a ``slug`` with another one of their day and categories, and what it is."""
    key, condition = _SHARED[column]
    group = f"generator, language, {key}"
    condition = f"trashed_at IS NULL AND {condition}"
    yield from view.cursor(
        f"SELECT id, {column} FROM posts WHERE {condition} AND ({group}) IN "
        f"(SELECT {group} FROM posts WHERE {condition} GROUP BY {group} HAVING count(*) > 1) ORDER BY id"
    )


def with_links(view: View, ids: Sequence[int]) -> list[int]:
    """Those of the posts whose text may name others: it has links, or marks of a generator."""
    found: list[int] = []
    for chunk in in_chunks(ids):
        found += [
            row[0]
            for row in view.rows(
                f"SELECT id FROM posts WHERE id IN ({marks(len(chunk))}) "
                f"AND (has & {Content.LINK.value} OR generator IN ('jekyll', 'hugo', 'hexo', 'obsidian', 'zola', 'pelican')) "
                "AND format <> 'text'",
                chunk,
            )
        ]
    return found


def names_there(view: View, names: Container[str]) -> set[str]:
    """Those of the names, in small letters, that are the slug, the file's name or the bundle of a post outside the
    trash."""
    found: set[str] = set()
    cursor = view.cursor("SELECT slug, source_path FROM posts WHERE trashed_at IS NULL")
    while rows := cursor.fetchmany(_FETCH):
        _look(view)
        for slug, path in rows:
            folder, stem = posixpath.split(posixpath.splitext(stored_path(path))[0])
            last = posixpath.basename(folder) if stem in ("index", "_index") else ""
            found.update(name for name in map(str.casefold, (slug, stem, last)) if name and name in names)
    return found


def packed_sources(view: View, ids: Sequence[int]) -> list[PackedSource]:
    """The files of some posts (not more than one statement can name), ascending."""
    return [
        PackedSource(post, stored_path(path), *rest)
        for post, path, *rest in view.rows(
            "SELECT p.id, p.source_path, p.generator, p.format, p.encoding, "
            f"{BYTES} FROM posts p JOIN revisions r ON r.id = p.head_revision {WITH_BASE} WHERE p.id IN ({marks(len(ids))}) ORDER BY p.id",
            ids,
        )
    ]


def named_posts(view: View, ids: Sequence[int]) -> list[tuple[int, str, str, int | None]]:
    """The number, title, path and import of some posts (not more than one statement can name), ascending."""
    return [
        (post, title, stored_path(path), accession)
        for post, title, path, accession in view.rows(
            f"SELECT id, title, source_path, accession_id FROM posts WHERE id IN ({marks(len(ids))}) ORDER BY id",
            ids,
        )
    ]


def _look(view: View) -> None:
    if view.cancel is not None:
        view.cancel.raise_if_cancelled()
