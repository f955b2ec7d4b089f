"""One import event: what was asked, what was found, what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fonds.model.post import MediaReference, PostDate, PostMetadata
from fonds.model.problems import Problem


class OnDuplicate(StrEnum):
    """What to do with a file whose post is in the archive already, but with other bytes."""

    SKIP = "skip"
    UPDATE = "update"
    KEEP_BOTH = "keep-both"


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """How a source is to be read. ``timezone`` is an IANA name ("" takes the site's, else UTC); ``encoding`` ""
    detects. ``post_folders`` are folders, from the source's root, whose files are posts though the generator would
    take them for pages. ``generator`` "auto" detects. ``inline_tags``: ``#tags`` in the text of a vault's notes count."""

    generator: str = "auto"
    timezone: str = ""
    encoding: str = ""
    on_duplicate: OnDuplicate = OnDuplicate.UPDATE
    post_folders: tuple[str, ...] = ()
    inline_tags: bool = False


@dataclass(frozen=True, slots=True)
class Detection:
    """Which generator a source seems to be of, how sure that is (0 to 1), and the reasons, in plain English."""

    generator: str
    label: str
    confidence: float
    reasons: tuple[str, ...]


class Outcome(StrEnum):
    """What became of one document."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document found by a scan: ``path`` from the source's root with ``/``, ``size`` in bytes, ``modified_at`` in seconds UTC."""

    path: str
    size: int
    modified_at: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that was read but not yet accepted. ``digest`` is the SHA-256 of ``source``, the verbatim bytes.

    ``plain_text`` is the body without markup, for the index and for excerpts. ``media`` lists the files that the
    body refers to and that exist in the source. ``repaired``: the header was read only after a repair. ``kept_raw``:
    it could not be read, so the metadata are guesses from the name and the whole text is the body.
    """

    path: str
    source: bytes
    digest: bytes
    encoding: str
    metadata: PostMetadata
    plain_text: str
    excerpt: str
    modified_at: int
    text_exact: bool = True
    repaired: bool = False
    kept_raw: bool = False
    problems: tuple[Problem, ...] = ()
    media: tuple[MediaReference, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One row of the table that an import shows before anything is written."""

    path: str
    title: str
    date: PostDate
    status: str
    categories: str
    tags: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSurvey:
    """What was found before anything is written. ``folders`` counts documents by folder; ``other_folders`` are those
    that the generator takes for pages, so that one may choose them as posts."""

    sources: tuple[str, ...]
    detection: Detection
    alternatives: tuple[Detection, ...]
    documents: int
    other_files: int
    bytes: int
    timezone: str
    folders: tuple[tuple[str, int], ...]
    other_folders: tuple[tuple[str, int], ...]
    sample: tuple[SampleRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document, and the post that holds it (None when there is none)."""

    path: str
    outcome: Outcome
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import. ``found`` equals the sum of the five outcomes; media are counted apart.

    ``accession`` is the number of the accession (None for a dry run). ``cancelled`` says that it stopped early: then
    ``found`` counts what was dealt with. ``posts_by_path`` leads from a problem's path to its post.
    """

    accession: int | None
    generator: str
    sources: tuple[str, ...]
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    repaired: int = 0
    kept_raw: int = 0
    media: int = 0
    seconds: float = 0.0
    cancelled: bool = False
    dry_run: bool = False
    problems: tuple[Problem, ...] = ()
    posts_by_path: dict[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """The number of documents dealt with."""
        return self.added + self.updated + self.unchanged + self.skipped + self.failed


@dataclass(frozen=True, slots=True)
class Accession:
    """One import as the archive remembers it."""

    id: int
    started_at: int
    finished_at: int | None
    sources: tuple[str, ...]
    generator: str
    report: ImportReport | None
