"""What a format is given to write: posts and files, one at a time, in reading order.

Rule: a format holds no more of them than one at a time, and knows no archive. Whatever it goes through, it can be
stopped at each post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from fonds.model.collection import CollectionDescription
from fonds.model.export import ExportOptions
from fonds.model.post import Post
from fonds.model.printing import Printer
from fonds.model.record import PostRecord, RecordedAccession, RecordedCollection


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that posts refer to. ``digest`` is the SHA-256 of its bytes, ``name`` the last part of where it was."""

    id: int
    digest: bytes
    size: int
    mime: str
    name: str


@dataclass(frozen=True, slots=True)
class MediumUse:
    """A post's reference to a file, as its text has it; ``path`` is where the source had the file, from its root."""

    reference: str
    path: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class BodyMark:
    """What a generator's mark in a body, from ``start`` to ``end``, stands for. ``kind`` is ``picture``, ``sound``, ``film``,
    ``file`` (``target`` as written), ``link``, ``note``, ``address`` (of the post ``post_id``, where the archive has it),
    ``code`` (``target`` is its text), ``nothing``, or what has no like elsewhere."""

    start: int
    end: int
    kind: str
    target: str = ""
    label: str = ""
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class ExportPost:
    """A post with all that a format may need of it.

    ``post.source`` are its bytes as they stand, ``path`` is where they were in their source (not made safe).
    ``header`` and ``body`` are the two parts of its text, ``plain`` the words without markup. ``html`` is the body as
    safe HTML, where asked for: in it, ``post:///open/N`` stands for post N and ``post:///media/…`` for a file
    (``exporters.addresses`` resolves both). ``remote`` are the addresses that the body would load from elsewhere,
    ``words`` how many words it has.
    ``marks``, where asked for, are its generator's, in order, and ``named`` the addresses that lead to posts of the
    archive; then ``body`` is all the text of a post whose header cannot be read.
    """

    post: Post
    path: str
    header: str = ""
    body: str = ""
    plain: str = ""
    html: str = ""
    remote: tuple[str, ...] = ()
    words: int = 0
    uses: tuple[MediumUse, ...] = ()
    marks: tuple[BodyMark, ...] = ()
    named: tuple[tuple[str, int], ...] = ()

    @property
    def id(self) -> int:
        """The post's number in its archive."""
        return self.post.id

    @property
    def title(self) -> str:
        """Its title; a path where it has none."""
        return self.post.metadata.title or self.post.source_path


@dataclass(frozen=True, slots=True)
class PastRevision:
    """A state that a post had. ``number`` 0 is how it came; ``made_at`` is in seconds UTC."""

    number: int
    made_at: int
    reason: str
    digest: bytes
    source: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """An import that brought some of the posts: its number, when, from where, by which generator's rules, by whom."""

    number: int
    started_at: int
    sources: tuple[str, ...]
    generator: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A collection that is exported. ``parent`` is the one that it lies in, 0 for the one that was chosen. ``posts`` are
    those of the export that lie in itself, in the order that a person gave them; a post can lie in several."""

    id: int
    parent: int
    name: str
    description: CollectionDescription
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The selection as a whole. ``language`` is that of most posts, ``changed_at`` the newest change of any of them, in
    seconds UTC: whatever a file must say of its own time, it says that, so that two exports are the same bytes. ``tree``
    is the collection that was chosen and all below it, each before those below it; empty where none was chosen.
    ``prints``: there is something that prints pages."""

    title: str
    count: int
    language: str
    changed_at: int
    options: ExportOptions = field(default_factory=ExportOptions)
    tree: tuple[Branch, ...] = ()
    prints: bool = False


@dataclass(frozen=True, slots=True)
class CopiedArchive:
    """What came into a new archive: the posts by their numbers, which they kept, and how many files."""

    posts: tuple[int, ...]
    media: int


class Material(Protocol):
    """The posts of an export. Each method can be called again and gives the same in the same order."""

    whole: Whole
    printer: Printer
    """What prints pages, for formats that need it."""

    def sources(self) -> Iterator[tuple[int, str, bytes]]:
        """Number, path and bytes of each post, by number: the quickest way to the bytes."""
        ...

    def original_media(self) -> Iterator[tuple[str, bytes]]:
        """Each path at which the sources had a file of these posts, with its bytes."""
        ...

    def posts(
        self, *, html: bool = False, plain: bool = False, marks: bool = False, parts: bool = True
    ) -> Iterator[ExportPost]:
        """The posts in reading order, with what was asked for; without their ``parts``, ``header`` and ``body`` are empty."""
        ...

    def reordered(self, ids: Sequence[int]) -> Material:
        """The same for some of these posts, in this order."""
        ...

    def media(self) -> Iterator[tuple[Medium, bytes]]:
        """Each file that the posts refer to, once, by number."""
        ...

    def medium_bytes(self, medium: Medium) -> bytes | None:
        """The bytes of one of these files; None when they are no longer what was stored, which is told."""
        ...

    def revisions(self, post_id: int) -> Iterator[PastRevision]:
        """All states of a post, oldest first."""
        ...

    def origins(self) -> tuple[Origin, ...]:
        """The imports that the posts came by, oldest first."""
        ...

    def records(self) -> Iterator[PostRecord]:
        """The posts with all that an archive holds of them; all their states only where the options ask for history."""
        ...

    def accessions(self) -> tuple[RecordedAccession, ...]:
        """The imports that the posts came by as another archive takes them over, oldest first."""
        ...

    def collections(self) -> tuple[RecordedCollection, ...]:
        """The collections that posts lie in and those above them, each above before those below it."""
        ...

    def went_on(self, part: float) -> None:
        """Tell how much of the work after the last post is done, from above 0 to 1; 0 tells nothing. Raises Cancelled when
        the export is to stop, so a format asks often."""
        ...

    def make_archive(self, path: Path) -> CopiedArchive:
        """Write a new archive with these posts and nothing else."""
        ...
