"""One import event: what was asked, what was found, what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fonds.model.post import NO_CONTENT, Content, MediaReference, PostDate, PostMetadata
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
    take them for pages. ``generator`` "auto" detects. ``inline_tags``: ``#tags`` in the text of a vault's notes count.

    ``field_keys`` says which front-matter key feeds a field (``("date", "showtime")``; ``a.b`` is a key in a table)
    where a document has that key. ``encodings`` are those of folders, from the source's root ("" is the root), and of
    all below them, for files that are not valid UTF-8; the nearest folder counts, and before ``encoding``.
    ``plain_backslashes``: a backslash in a quoted value stands for itself where it may be meant so.
    """

    generator: str = "auto"
    timezone: str = ""
    encoding: str = ""
    on_duplicate: OnDuplicate = OnDuplicate.UPDATE
    post_folders: tuple[str, ...] = ()
    inline_tags: bool = False
    field_keys: tuple[tuple[str, str], ...] = ()
    encodings: tuple[tuple[str, str], ...] = ()
    plain_backslashes: bool = False


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

    ``plain_text`` is the body without markup, for the index and for excerpts; ``words`` is its length, as
    ``text.content_facts`` counts. ``media`` lists the files that the document refers to and that exist in the source,
    ``unfound`` how it refers to those that do not. ``self_contained``: it refers to no file of its source, found or
    not, and owns none beside it, so that while its bytes stay the same nothing about it can change. ``repaired``: the
    header was read only after a repair. ``kept_raw``: it could not be read, so the metadata are guesses from the name
    and the whole text is the body.
    """

    path: str
    source: bytes
    digest: bytes
    encoding: str
    metadata: PostMetadata
    plain_text: str
    excerpt: str
    modified_at: int
    content: Content = NO_CONTENT
    words: int = 0
    text_exact: bool = True
    repaired: bool = False
    kept_raw: bool = False
    self_contained: bool = False
    problems: tuple[Problem, ...] = ()
    media: tuple[MediaReference, ...] = ()
    unfound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document whose bytes are those that the archive has from there: there was no need to parse it."""


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
class KeyUse:
    """A front-matter key of the sample (``a.b`` in a table): in how many documents it stands, and a value it has."""

    name: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class FolderEncoding:
    """How the text of a folder (and below) is read that is not UTF-8: ``found`` of the ``sampled`` files are such.

    ``encoding`` is "" where the files do not agree, so that each is looked at for itself. ``guessed``: no mark in the
    files says so, and a person should look at ``sample``, the bytes of a line.
    """

    folder: str
    encoding: str
    sampled: int
    found: int
    guessed: bool
    sample: bytes


@dataclass(frozen=True, slots=True)
class SourceSurvey:
    """What was found before anything is written. ``folders`` counts documents by folder; ``other_folders`` are those
    that the generator takes for pages, so that one may choose them as posts. ``keys`` are those of the sample, most
    frequent first; ``encodings`` the folders whose text is not plain UTF-8."""

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
    keys: tuple[KeyUse, ...] = ()
    encodings: tuple[FolderEncoding, ...] = ()


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
    ``found`` counts what was dealt with. ``conflicts`` are those of the skipped that wait for a decision. ``identical``
    of the ``checked`` documents that the archive took in, or held already, give back the very bytes that were read.
    ``other_files`` lie in the source and are no documents to its generator.
    ``posts_by_path`` leads from a problem's path to its post.
    """

    accession: int | None
    generator: str
    sources: tuple[str, ...]
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    conflicts: int = 0
    repaired: int = 0
    kept_raw: int = 0
    media: int = 0
    other_files: int = 0
    checked: int = 0
    identical: int = 0
    seconds: float = 0.0
    cancelled: bool = False
    dry_run: bool = False
    problems: tuple[Problem, ...] = ()
    posts_by_path: dict[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """The number of documents dealt with."""
        return self.added + self.updated + self.unchanged + self.skipped + self.failed


class AccessionState(StrEnum):
    """How far an accession came. An INTERRUPTED one was broken off from outside (a crash, a power failure), a
    STOPPED one by a person or by a fault that was told; both can be resumed."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Accession:
    """One import as the archive remembers it. Times are in seconds UTC. ``report`` has the counts, but neither
    problems nor posts; of an interrupted accession only those that the archive can still tell. ``who`` made it and
    ``note`` are what a person wrote; ``withdrawn_at`` is None while it stands."""

    id: int
    started_at: int
    finished_at: int | None
    sources: tuple[str, ...]
    generator: str
    settings: ImportSettings
    report: ImportReport
    who: str = ""
    note: str = ""
    withdrawn_at: int | None = None

    @property
    def state(self) -> AccessionState:
        """How far it came."""
        if self.withdrawn_at is not None:
            return AccessionState.WITHDRAWN
        if self.finished_at is None:
            return AccessionState.INTERRUPTED
        return AccessionState.STOPPED if self.report.cancelled else AccessionState.COMPLETE

    @property
    def resumable(self) -> bool:
        """Whether there may be more to take from its source."""
        return self.state in (AccessionState.STOPPED, AccessionState.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class AccessionEntry:
    """One import as a list of imports shows it. ``posts`` counts those outside the trash whose
    text it brought last."""

    id: int
    started_at: int
    sources: tuple[str, ...]
    posts: int = 0
    withdrawn: bool = False

    @property
    def name(self) -> str:
        """What its first source is called: the last part of its path."""
        parts = (
            [part for part in self.sources[0].replace("\\", "/").split("/") if part] if self.sources else []
        )
        return parts[-1] if parts else ""


@dataclass(frozen=True, slots=True)
class AccessionItem:
    """What an accession did with one document, or (``outcome`` None) what it has to tell of its source. An unchanged
    document without a problem is only counted. ``revision_id`` is the state that it brought, ``before_revision`` the
    one that was there."""

    id: int
    path: str
    outcome: Outcome | None
    post_id: int | None = None
    revision_id: int | None = None
    before_revision: int | None = None
    repaired: bool = False
    kept_raw: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A post that was edited here while its source changed as well. ``revision_id`` is the source's text, kept as a
    revision that is not the post's own; ``base_revision`` the last state that both have in common (None when it is
    no longer there)."""

    post_id: int
    title: str
    revision_id: int
    base_revision: int | None
    accession_id: int
    found_at: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing an accession does, or did, in posts: ``trashed`` were added by it; ``reverted`` go back to what
    they were before it; ``kept`` stay as they are, because they were edited or brought again by another accession
    since. ``edited`` of those to be trashed were edited here."""

    accession: int
    trashed: int = 0
    reverted: int = 0
    kept: int = 0
    edited: int = 0
