"""Kept states of a post, unsaved text, and what an edit asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag, StrEnum

from fonds.model.post import BodyFormat, CategoryPath, FieldValue, Status


class Part(IntFlag):
    """What of a post a revision changes. FORM: the file alone, while it says the same (spaces, comments, order)."""

    TITLE = 1
    DATE = 2
    SLUG = 4
    STATUS = 8
    LANGUAGE = 16
    CATEGORIES = 32
    TAGS = 64
    AUTHORS = 128
    FIELDS = 256
    BODY = 512
    FORM = 1024


UNCHANGED = Part(0)
"""Nothing, or nothing that is known."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One kept state: number 0 is the original import. ``made_at`` is in seconds UTC, ``size`` in bytes. ``who`` made it
    (empty: not known) by the operation ``reason``, which changed these parts of the one before."""

    id: int
    post_id: int
    number: int
    made_at: int
    reason: str
    digest: bytes
    size: int
    who: str = ""
    changed: Part = UNCHANGED


@dataclass(frozen=True, slots=True)
class PurgeSizes:
    """What deleting posts for good takes away: bytes of all revisions as they can be read, and of media that no other post
    shows; ``freed`` bytes of the file can be used anew."""

    posts: int
    revisions: int
    bytes: int
    media: int
    media_bytes: int
    freed: int


@dataclass(frozen=True, slots=True)
class MetadataEdit:
    """The metadata that a person changed; None means untouched, and an untouched field keeps its every character.

    ``date_text`` is text as typed ("2022-01-11 19:09:47 +0800"); "" takes the date out. ``fields`` sets further
    front-matter keys; a value of None takes the key out.
    """

    title: str | None = None
    date_text: str | None = None
    slug: str | None = None
    status: Status | None = None
    language: str | None = None
    categories: tuple[CategoryPath, ...] | None = None
    tags: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    fields: tuple[tuple[str, FieldValue], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is changed."""
        return self == MetadataEdit()


class FieldType(StrEnum):
    """What the language of a header takes a value for."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    LIST = "list"
    TABLE = "table"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """How front matter is to be written otherwise while it says the same: keys with other names (old, new), what was read
    repaired as it was read, and, after all other changes, single values as other types."""

    renames: tuple[tuple[str, str], ...] = ()
    mended: bool = False
    types: tuple[tuple[str, FieldType], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is changed."""
        return not self.renames and not self.mended and not self.types


@dataclass(frozen=True, slots=True)
class PostEdit:
    """What a save asks for: a whole new file text; to that, or else to the file as it is, another form of the front
    matter, then new metadata; and a new body."""

    body: str | None = None
    metadata: MetadataEdit = MetadataEdit()
    whole_text: str | None = None
    form: HeaderForm = HeaderForm()

    @property
    def empty(self) -> bool:
        """Whether the save would change nothing."""
        return self.body is None and self.whole_text is None and self.metadata.empty and self.form.empty


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a post is created from."""

    title: str = ""
    body: str = ""
    format: BodyFormat = BodyFormat.MARKDOWN
    status: Status = Status.DRAFT
    categories: tuple[CategoryPath, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved text that survives a kill. ``base_revision`` is the revision id that the edit began from."""

    post_id: int
    base_revision: int
    edit: PostEdit
    saved_at: int
