"""Looking: lists, summaries, the navigator, one post."""

from __future__ import annotations

import base64
from array import array
from collections.abc import Sequence
from typing import Any

from fonds.model.errors import UserError
from fonds.model.post import Post, PostSummary
from fonds.model.progress import CancelToken
from fonds.model.query import ListRequest, PostList
from fonds.model.taxonomy import Navigator, Term, TermKind
from fonds.services.archive_care import fold_before_search
from fonds.store import groups, languages, lists, posts, taxonomy, titles
from fonds.store.archive import Archive


def list_posts(archive: Archive, request: ListRequest, cancel: CancelToken | None = None) -> PostList:
    """The ids that a request asks for, in its order; a cancelled query raises Cancelled."""
    fold_before_search(archive, request.search_text, cancel)
    with archive.reading(cancel) as view:
        return groups.find_list(view, request)


def load_summaries(archive: Archive, ids: Sequence[int]) -> list[PostSummary]:
    """Summaries in the order of ``ids``; those that are gone are left out."""
    with archive.reading() as view:
        return posts.load_summaries(view, ids)


def find_beginning(archive: Archive, ids: array[int], typed: str, start: int, cancel: CancelToken) -> int:
    """The first row of ``ids`` from ``start`` on, round the end, whose title begins with what was typed (or, for
    Chinese, with characters of this pinyin); -1 when none does."""
    with archive.reading(cancel) as view:
        return titles.find_beginning(view, ids, typed, start, cancel)


def load_navigator(archive: Archive, cancel: CancelToken | None = None) -> Navigator:
    """Every count that the navigator shows."""
    with archive.reading(cancel) as view:
        return lists.load_navigator(view)


def load_post(archive: Archive, post_id: int) -> Post:
    """One whole post; raises UserError when there is none of that number."""
    with archive.reading() as view:
        post = posts.find_post(view, post_id)
    if post is None:
        raise UserError("There is no post {id} in this archive.", field="id", id=str(post_id))
    return post


def load_terms(archive: Archive, kind: TermKind) -> tuple[Term, ...]:
    """All categories, tags or authors, for completion."""
    with archive.reading() as view:
        return taxonomy.load_terms(view, kind)


def languages_in_use(archive: Archive) -> tuple[str, ...]:
    """What posts say of their language, the commonest first."""
    with archive.reading() as view:
        return languages.languages_in_use(view)


def post_as_json(post: Post) -> dict[str, Any]:
    """A post as plain values; ``source`` is text where it decodes exactly, else ``source_base64``."""
    metadata = post.metadata
    values: dict[str, Any] = {
        "id": post.id,
        "title": metadata.title,
        "date": metadata.date.iso_text(),
        "date_text": metadata.date.text,
        "status": metadata.status.value,
        "trashed": post.trashed_at is not None,
        "starred": post.starred_at is not None,
        "slug": metadata.slug,
        "permalink": metadata.permalink,
        "format": metadata.format.value,
        "language": metadata.language,
        "categories": [list(path) for path in metadata.categories],
        "tags": list(metadata.tags),
        "authors": list(metadata.authors),
        "fields": dict(metadata.fields),
        "source_path": post.source_path,
        "generator": post.generator,
        "encoding": post.encoding,
        "revision": post.revision_number,
        "edited": post.edited,
        "header_readable": post.header_readable,
        "digest": post.digest.hex(),
        "original_digest": post.original_digest.hex(),
        "accession": post.accession_id,
        "problems": [
            {"path": item.path, "line": item.line, "kind": item.kind.value, "message": item.sentence}
            for item in post.problems
        ],
    }
    if post.text_exact:
        values["source"] = post.source.decode(post.encoding)
    else:
        values["source_base64"] = base64.b64encode(post.source).decode("ascii")
    return values
