"""What can be wrong with a file or a post: facts, each with the English sentence that tells it.

A problem carries names and numbers; the window translates the sentence's template, the command line prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Every kind of problem that an import can report. The value is the ``kind`` in a report."""

    # the file as a file
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    OUTSIDE_LINK = "outside-link"
    BROKEN_LINK = "broken-link"
    NOT_REGULAR = "not-regular"
    NOT_DOCUMENT = "not-document"
    EMPTY_FILE = "empty-file"
    CHANGED_WHILE_READ = "changed-while-read"
    DUPLICATE_MEMBER = "duplicate-member"
    PACKED_DAMAGED = "packed-damaged"
    # the bytes as text
    INVALID_TEXT = "invalid-text"
    ENCODING_GUESSED = "encoding-guessed"
    NUL_BYTES = "nul-bytes"
    # the front matter
    UNCLOSED_HEADER = "unclosed-header"
    INVALID_HEADER = "invalid-header"
    HEADER_NOT_MAPPING = "header-not-mapping"
    HEADER_TOO_LARGE = "header-too-large"
    HEADER_TOO_DEEP = "header-too-deep"
    HEADER_ALIASES = "header-aliases"
    HEADER_SCRIPT = "header-script"
    UNREAD_BLOCK = "unread-block"
    DUPLICATE_KEY = "duplicate-key"
    REPAIRED_QUOTES = "repaired-quotes"
    REPAIRED_VALUE = "repaired-value"
    REPAIRED_TABS = "repaired-tabs"
    AMBIGUOUS_BACKSLASH = "ambiguous-backslash"
    AMBIGUOUS_COMMENT = "ambiguous-comment"
    # the values
    INVALID_DATE = "invalid-date"
    NO_DATE = "no-date"
    NO_TITLE = "no-title"
    NAME_NOT_POST = "name-not-post"
    UNKNOWN_ZONE = "unknown-zone"
    DATA_NOT_APPLIED = "data-not-applied"
    # what it refers to
    MISSING_MEDIA = "missing-media"
    MEDIA_UNREADABLE = "media-unreadable"
    MEDIA_TOO_LARGE = "media-too-large"
    # against the archive
    CONFLICT = "conflict"
    DUPLICATE_SKIPPED = "duplicate-skipped"
    PATH_CLASH = "path-clash"
    DAMAGED = "damaged"
    NOT_IDENTICAL = "not-identical"
    INTERNAL = "internal"
    # when it is handed out
    NOT_RENDERED = "not-rendered"
    NOT_EXPORTED = "not-exported"
    NOT_SHOWN = "not-shown"
    REMOTE_MEDIA = "remote-media"
    NOT_CONVERTED = "not-converted"
    PRINTED_PLAINLY = "printed-plainly"


TEMPLATES: dict[ProblemKind, str] = {
    ProblemKind.UNREADABLE: "This could not be read: {reason}. It was not imported.",
    ProblemKind.TOO_LARGE: "The file has {size} bytes; posts of up to {limit} bytes are imported.",
    ProblemKind.OUTSIDE_LINK: "The link leads out of the chosen folder, to {target}. It was not followed.",
    ProblemKind.BROKEN_LINK: "The link leads to {target}, which does not exist.",
    ProblemKind.NOT_REGULAR: "This is not a regular file ({what}). It was not imported.",
    ProblemKind.NOT_DOCUMENT: "This is no Markdown, HTML or text file. It was not imported.",
    ProblemKind.EMPTY_FILE: "The file is empty. It was kept as an empty post.",
    ProblemKind.CHANGED_WHILE_READ: "The file changed while it was read. It was not imported; import it again.",
    ProblemKind.DUPLICATE_MEMBER: (
        "The packed file holds more than one file of this name; only one of them was imported."
    ),
    ProblemKind.PACKED_DAMAGED: "The packed file is damaged: {reason}. What could be unpacked was imported.",
    ProblemKind.INVALID_TEXT: (
        "The bytes are not valid {encoding} text (first at byte {offset}). They were kept as they are."
    ),
    ProblemKind.ENCODING_GUESSED: "The text was read as {encoding}, which was guessed from its bytes.",
    ProblemKind.NUL_BYTES: "The text holds {count} NUL characters. They were kept.",
    ProblemKind.UNCLOSED_HEADER: "The front matter has no closing line. The file was kept raw.",
    ProblemKind.INVALID_HEADER: "The front matter cannot be read: {reason}. The file was kept raw.",
    ProblemKind.HEADER_NOT_MAPPING: "The front matter is not a list of keys and values. The file was kept raw.",
    ProblemKind.HEADER_TOO_LARGE: (
        "The front matter has {size} bytes; up to {limit} bytes are read. The file was kept raw."
    ),
    ProblemKind.HEADER_TOO_DEEP: (
        "The front matter is nested more than {limit} levels deep. The file was kept raw."
    ),
    ProblemKind.HEADER_ALIASES: "The front matter uses more than {limit} aliases. The file was kept raw.",
    ProblemKind.HEADER_SCRIPT: "The front matter is a program, which is never run. The file was kept raw.",
    ProblemKind.UNREAD_BLOCK: (
        "A metadata block within the text cannot be read: {reason}. It was left in the text."
    ),
    ProblemKind.DUPLICATE_KEY: "The key “{key}” stands more than once; the last value is used.",
    ProblemKind.REPAIRED_QUOTES: "The {key} holds unescaped quotation marks; it was read as “{value}”.",
    ProblemKind.REPAIRED_VALUE: "The value of “{key}” is not valid YAML; it was read as “{value}”.",
    ProblemKind.REPAIRED_TABS: "The front matter is indented with tabs; they were read as spaces.",
    ProblemKind.AMBIGUOUS_BACKSLASH: (
        "The {key} holds a backslash: it was read as “{value}”, but may mean “{other}”."
    ),
    ProblemKind.AMBIGUOUS_COMMENT: (
        "A comment follows the {key}, which was read as “{value}”, but may mean “{other}”."
    ),
    ProblemKind.INVALID_DATE: "“{value}” is not a date. The post was kept {instead}.",
    ProblemKind.NO_DATE: "The post has no date.",
    ProblemKind.NO_TITLE: "The post has no title; “{value}” is shown instead.",
    ProblemKind.NAME_NOT_POST: "The file name is not YYYY-MM-DD-title; {generator} would ignore it. It was imported.",
    ProblemKind.UNKNOWN_ZONE: "“{value}” is not a known time zone; UTC was used.",
    ProblemKind.DATA_NOT_APPLIED: "This file gives values to the documents of its folder; they were not applied.",
    ProblemKind.MISSING_MEDIA: "The file {reference}, which the post refers to, was not found.",
    ProblemKind.MEDIA_UNREADABLE: "The file {reference}, which the post refers to, could not be read: {reason}.",
    ProblemKind.MEDIA_TOO_LARGE: "The file {reference} has {size} bytes; files of up to {limit} bytes are kept.",
    ProblemKind.CONFLICT: (
        "The file changed, and so did the post in the archive (“{title}”). The archive's text was not touched."
    ),
    ProblemKind.DUPLICATE_SKIPPED: "The file changed since it was imported; it was skipped, as chosen.",
    ProblemKind.PATH_CLASH: "The path was taken; the post was written to {path} instead.",
    ProblemKind.DAMAGED: (
        "What the archive holds of it is not what was stored. It was not exported; restore the archive from a backup."
    ),
    ProblemKind.NOT_IDENTICAL: (
        "What the archive holds of it is not what was read. Check the disk, restore the archive from a backup, and import "
        "the file again."
    ),
    ProblemKind.INTERNAL: "An unexpected fault: {reason}. The file was not imported.",
    ProblemKind.NOT_RENDERED: "The post could not be rendered ({reason}). Its text is in the export as it was written.",
    ProblemKind.NOT_EXPORTED: "The file {reference}, which the post shows, is not in the archive, so it is not in the export.",
    ProblemKind.NOT_SHOWN: (
        "The file {reference}, which the post shows, is in the archive, but this format cannot show it. It is not in the "
        "export."
    ),
    ProblemKind.NOT_CONVERTED: (
        "“{mark}” has no like in the layout that was chosen, or leads nowhere in the export. It stands as it was written."
    ),
    ProblemKind.REMOTE_MEDIA: "The post shows {address} from elsewhere, which is never fetched and not in the export.",
    ProblemKind.PRINTED_PLAINLY: "Chromium cannot run here ({reason}), so the pages were laid out more plainly.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one file. ``line`` counts from 1; 0 means the whole file."""

    kind: ProblemKind
    path: str
    line: int = 0
    details: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The problem in English."""
        return fill_template(TEMPLATES[self.kind], self.details)


_NAME = re.compile(r"\{(\w+)\}")


_SIGNS = {code: chr(0x2400 + code) for code in range(32)}
_SIGNS |= {ord("\n"): "↵", ord("\t"): "⇥"}


def with_signs(text: str) -> str:
    """A text in one line: line ends, tabs and the like as signs that can be seen."""
    return text.translate(_SIGNS)


def fill_template(template: str, details: tuple[tuple[str, str], ...]) -> str:
    """Put the details into a template, in English or translated; a name without a detail stays as it is. Line ends and
    tabs are shown as signs: a sentence is one line, and they are what the two readings of a backslash differ in."""
    values = {name: with_signs(value) for name, value in details}
    return _NAME.sub(lambda match: values.get(match.group(1), match.group()), template)
