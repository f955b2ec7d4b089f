"""What a check of front matter can find: kinds, each with the English sentence that tells it and what is to be done.

A finding carries names and post numbers; the window translates the templates, the command line prints them.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fonds.model.bulk_edit import BulkOperation
from fonds.model.problems import fill_template


class Severity(StrEnum):
    """How much a finding matters: something is lost or broken, something is probably wrong, something is only uneven."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class FindingKind(StrEnum):
    """Every kind of finding, in the order in which they are told."""

    HEADER_UNREADABLE = "header-unreadable"
    HEADER_REPAIRED = "header-repaired"
    DATE_INVALID = "date-invalid"
    DATE_MISSING = "date-missing"
    DATE_NO_OFFSET = "date-no-offset"
    DATE_FORM = "date-form"
    TITLE_MISSING = "title-missing"
    KEY_SPELLING = "key-spelling"
    KEY_SLIP = "key-slip"
    KEY_TYPE = "key-type"
    CATEGORY_SPELLING = "category-spelling"
    TAG_SPELLING = "tag-spelling"
    AUTHOR_SPELLING = "author-spelling"
    LINK_BROKEN = "link-broken"
    MEDIA_MISSING = "media-missing"
    ADDRESS_TAKEN = "address-taken"
    SLUG_TAKEN = "slug-taken"


FINDINGS: dict[FindingKind, str] = {
    FindingKind.HEADER_UNREADABLE: "The front matter of these posts cannot be read.",
    FindingKind.HEADER_REPAIRED: (
        "The front matter of these posts is not valid. It could be read here, but other programs may refuse it."
    ),
    FindingKind.DATE_INVALID: "The dates of these posts cannot be read, or there is no such day.",
    FindingKind.DATE_MISSING: "These posts have no date.",
    FindingKind.DATE_NO_OFFSET: (
        "The dates of these posts, like “{example}”, have a time of day but no offset: which moment is meant depends on "
        "the program that reads them."
    ),
    FindingKind.DATE_FORM: "The dates of these posts are written like “{example}”; most are like “{usual}”.",
    FindingKind.TITLE_MISSING: "These posts say no title; another one is shown in its place.",
    FindingKind.KEY_SPELLING: "The key “{key}” is written “{usual}” elsewhere.",
    FindingKind.KEY_SLIP: "The key “{key}” may be a slip of the pen for “{usual}”.",
    FindingKind.KEY_TYPE: "“{key}” is {type} here; mostly it is {usual}.",
    FindingKind.CATEGORY_SPELLING: "One category is written in several ways: {names}.",
    FindingKind.TAG_SPELLING: "One tag is written in several ways: {names}.",
    FindingKind.AUTHOR_SPELLING: "One author is written in several ways: {names}.",
    FindingKind.LINK_BROKEN: "Links in these posts lead to posts that are not in the archive.",
    FindingKind.MEDIA_MISSING: "These posts refer to files that were not there when they were imported.",
    FindingKind.ADDRESS_TAKEN: "Several posts have the same permalink, so that a site would show only one of them.",
    FindingKind.SLUG_TAKEN: "Several posts of one day have the same slug, so that a site may show only one of them.",
}
ADVICE: dict[FindingKind, str] = {
    FindingKind.HEADER_UNREADABLE: "Open each post, show its source, and mend the lines above the text.",
    FindingKind.HEADER_REPAIRED: "The fix writes these lines as they were read, so that every program reads the same.",
    FindingKind.DATE_INVALID: "Open each post and give it a date that exists.",
    FindingKind.DATE_MISSING: "Open each post and give it a date, or set one date for all of them here.",
    FindingKind.DATE_NO_OFFSET: "The fix writes an offset beside each of them; choose the zone that their authors lived in.",
    FindingKind.DATE_FORM: "The fix writes them like the others. No moment changes.",
    FindingKind.TITLE_MISSING: "The fix takes the first heading of each text, or what is shown where there is none.",
    FindingKind.KEY_SPELLING: "The fix renames the key where it stands; its value stays.",
    FindingKind.KEY_SLIP: "If it is one, the fix renames the key where it stands. If not, ignore this finding.",
    FindingKind.KEY_TYPE: "Have a look at these values. Where they can be said as the usual type, the fix does it.",
    FindingKind.CATEGORY_SPELLING: "The fix moves all of them to the way that most posts write.",
    FindingKind.TAG_SPELLING: "The fix writes all of them in the way of most posts.",
    FindingKind.AUTHOR_SPELLING: "The fix writes all of them in the way of most posts.",
    FindingKind.LINK_BROKEN: (
        "Import what is missing, or open each post and change the link. Below stands where each one leads."
    ),
    FindingKind.MEDIA_MISSING: (
        "Put the files back where the posts look for them and import the source again, or open each post and change the "
        "reference."
    ),
    FindingKind.ADDRESS_TAKEN: "Open all of them but one and give them another permalink, or merge duplicates.",
    FindingKind.SLUG_TAKEN: "Open all of them but one and give them another slug, or merge duplicates.",
}


class LookOfValue(StrEnum):
    """What a further key's value looks like. Numbers and dates are texts that look so."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    LIST = "list"
    TABLE = "table"


LOOKS: dict[LookOfValue, str] = {
    LookOfValue.TEXT: "a text",
    LookOfValue.NUMBER: "a number",
    LookOfValue.DATE: "a date",
    LookOfValue.TRUTH: "true or false",
    LookOfValue.LIST: "a list",
    LookOfValue.TABLE: "a table",
}


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """One finding. ``subject`` tells it from others of its kind; ``posts`` are ascending; ``notes`` say of some posts
    what exactly is meant. ``operations`` are the bulk edit that would mend it, () where there is none."""

    kind: FindingKind
    severity: Severity
    posts: array[int]
    subject: str = ""
    details: tuple[tuple[str, str], ...] = ()
    operations: tuple[BulkOperation, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by from one check to the next."""
        return self.kind.value, self.subject

    @property
    def sentence(self) -> str:
        """The finding in English."""
        details = self.details
        if self.kind is FindingKind.KEY_TYPE:
            details = tuple(
                (name, value if name == "key" else LOOKS[LookOfValue(value)]) for name, value in details
            )
        return fill_template(FINDINGS[self.kind], details)

    @property
    def advice(self) -> str:
        """What is to be done, in English."""
        return ADVICE[self.kind]


@dataclass(frozen=True, slots=True)
class CheckedFrontMatter:
    """The outcome of a check: the findings in their order, those that a person said to ignore, and how many posts were
    looked at."""

    findings: tuple[Finding, ...]
    looked_at: int
    ignored: tuple[Finding, ...] = ()
