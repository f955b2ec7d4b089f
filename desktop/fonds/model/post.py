"""What a post is: its metadata, its verbatim source and what one list row shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import IntFlag, StrEnum

from fonds.model.problems import Problem

FieldValue = str | bool | None | list["FieldValue"] | dict[str, "FieldValue"]
"""A front-matter value: scalars stay the text that the file has, except true, false and null."""


class Status(StrEnum):
    """What the source says of a post's publication. Being in the trash is a separate fact.

    FUTURE (its time had not come when it was imported) and EXPIRED (its time was over) follow from dates, so that
    nobody can set them.
    """

    PUBLISHED = "published"
    DRAFT = "draft"
    UNPUBLISHED = "unpublished"
    FUTURE = "future"
    EXPIRED = "expired"


SETTABLE = (Status.PUBLISHED, Status.DRAFT, Status.UNPUBLISHED)
"""The statuses that a person can give to a post."""


class BodyFormat(StrEnum):
    """How a body is to be read."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"


class Content(IntFlag):
    """What a body holds beside its words."""

    IMAGE = 1
    LINK = 2
    CODE = 4
    TABLE = 8


NO_CONTENT = Content(0)


class DatePrecision(StrEnum):
    """The finest part that the source gave."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class DateOrigin(StrEnum):
    """Where a date came from."""

    FRONT_MATTER = "front-matter"
    FILE_NAME = "file-name"
    FILE_TIME = "file-time"
    ENTERED = "entered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PostDate:
    """A post's date.

    ``instant`` is in whole seconds since 1970-01-01T00:00:00Z, or None when no date is known.
    ``offset`` is in minutes east of UTC: the one written, or that of the zone assumed.
    ``text`` is what the source has, letter for letter.
    """

    instant: int | None = None
    offset: int = 0
    precision: DatePrecision = DatePrecision.NONE
    origin: DateOrigin = DateOrigin.NONE
    text: str = ""

    @property
    def moment(self) -> datetime | None:
        """The aware local time of the post, or None."""
        if self.instant is None:
            return None
        zone = timezone(timedelta(minutes=self.offset))
        return datetime(1970, 1, 1, tzinfo=zone) + timedelta(seconds=self.instant, minutes=self.offset)

    @property
    def year(self) -> int | None:
        """The year in the post's own offset."""
        moment = self.moment
        return None if moment is None else moment.year

    def iso_text(self) -> str:
        """ISO 8601 no finer than the precision, for example ``2022-01-11T19:09:47+08:00``; empty when unknown."""
        moment = self.moment
        if moment is None:
            return ""
        match self.precision:
            case DatePrecision.YEAR:
                return moment.isoformat()[:4]
            case DatePrecision.MONTH:
                return moment.isoformat()[:7]
            case DatePrecision.DAY:
                return moment.isoformat()[:10]
            case DatePrecision.MINUTE:
                return moment.isoformat(timespec="minutes")
            case _:
                return moment.isoformat()


UNKNOWN_DATE = PostDate()

CategoryPath = tuple[str, ...]
"""A category from its root to itself: ``("Sports", "Baseball")``."""


@dataclass(frozen=True, slots=True)
class PostMetadata:
    """What is known of a post beside its body. ``fields`` holds every other front-matter key, in file order."""

    title: str = ""
    date: PostDate = UNKNOWN_DATE
    slug: str = ""
    permalink: str = ""
    status: Status = Status.PUBLISHED
    format: BodyFormat = BodyFormat.MARKDOWN
    language: str = ""
    categories: tuple[CategoryPath, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    fields: tuple[tuple[str, FieldValue], ...] = ()


@dataclass(frozen=True, slots=True)
class MediaReference:
    """A file that a body refers to: ``reference`` as written there, ``path`` from the source's root, with ``/``."""

    reference: str
    path: str


@dataclass(frozen=True, slots=True)
class PostSummary:
    """What one list row shows. ``collections`` are those that the post lies in itself: number and name."""

    id: int
    title: str
    date: PostDate
    status: Status
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    excerpt: str
    trashed: bool = False
    starred: bool = False
    rating: int = 0
    read: bool = False
    has_note: bool = False
    collections: tuple[tuple[int, str], ...] = ()
    has_problem: bool = False
    has_draft: bool = False
    authors: tuple[str, ...] = ()
    source_path: str = ""
    format: BodyFormat = BodyFormat.MARKDOWN
    language: str = ""
    words: int = 0
    modified_at: int = 0
    accession_id: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A whole post as it stands in the archive.

    ``source`` is the complete file as bytes (its current state: the imported bytes until the first edit), and
    ``encoding`` a Python codec name that decodes it. ``header_readable`` is False for a post that was kept raw:
    its front matter could not be read, and only its whole text can be edited. ``text_exact`` is False when the
    bytes are not valid in any encoding that we know: such a post is shown with replacement characters and is not
    edited. ``original_digest`` is the SHA-256 of the bytes first imported.
    """

    id: int
    metadata: PostMetadata
    source: bytes
    encoding: str
    source_path: str
    generator: str
    revision_id: int
    revision_number: int
    digest: bytes
    original_digest: bytes
    created_at: int
    modified_at: int
    accession_id: int | None = None
    trashed_at: int | None = None
    starred_at: int | None = None
    rating: int = 0
    read_at: int | None = None
    noted_at: int | None = None
    header_readable: bool = True
    text_exact: bool = True
    problems: tuple[Problem, ...] = ()
    media: tuple[MediaReference, ...] = field(default=())

    @property
    def edited(self) -> bool:
        """Whether the bytes differ from those first imported."""
        return self.digest != self.original_digest
