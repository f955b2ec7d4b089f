"""All that an archive holds of a post, its imports and its collections, as values that another archive can take over.

Rule: what can be made anew from it (the text index, sort keys, counts) is not in it; nothing else is left out but unsaved
text, what can be undone, and decisions between posts (merged, not duplicates, conflicts).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from fonds.model.post import Content, Post

FORMAT = "fonds-posts"
"""By which an export of records is known."""
VERSION = 1
"""Raised when an older Fonds would read it wrongly."""
HEAD, LINES = "export.json", "posts.jsonl"
"""What an export of records is of, and the posts themselves, one a line."""
GENERATOR, LABEL = "fonds", "Fonds"
"""What a survey calls its generator."""


@dataclass(frozen=True, slots=True)
class RecordedRevision:
    """A state of a post: ``number`` counts from 0, ``made_at`` is in seconds UTC, ``who`` made it by the operation
    ``reason``, ``changed`` are the ``model.revision.Part``s in which it differs from the one before."""

    number: int
    made_at: int
    reason: str
    source: bytes
    plain: str
    excerpt: str
    who: str = ""
    changed: int = 0

    @property
    def digest(self) -> bytes:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.source).digest()


@dataclass(frozen=True, slots=True)
class RecordedPlace:
    """A post's place in a collection, with what is noted there."""

    collection: int
    position: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A post's reference to a file: as its text has it, and where the source had it. ``file`` says where the export has
    its bytes."""

    reference: str
    path: str
    digest: bytes
    size: int
    mime: str
    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A whole post. ``path`` is where its source had it, letter for letter; ``head`` the number of the revision that is
    its present state (``post.source`` are its bytes)."""

    post: Post
    path: str
    origin_key: int | None
    self_contained: bool
    has: Content
    words: int
    note: str
    head: int
    revisions: tuple[RecordedRevision, ...]
    places: tuple[RecordedPlace, ...] = ()
    files: tuple[RecordedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedAccession:
    """An import: its settings, how each source as a whole was read (JSON), and the counts of its report. Times are in
    seconds UTC."""

    id: int
    started_at: int
    finished_at: int | None
    withdrawn_at: int | None
    generator: str
    sources: tuple[str, ...]
    settings: Mapping[str, object]
    sites: tuple[str, ...]
    report: Mapping[str, object] | None
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordedCollection:
    """A collection: ``position`` among its neighbours, ``first`` the lowest position of a post in it."""

    id: int
    parent_id: int
    position: int
    name: str
    description: Mapping[str, object]
    note: str
    first: int = 0
