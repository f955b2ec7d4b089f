"""What the kinds of problems are called in a choice of them: part of ``messages.py``, and under its rule."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fonds.gui.action_specs import QT_TRANSLATE_NOOP
from fonds.model.problems import ProblemKind

_NAMES = {
    ProblemKind.UNREADABLE: QT_TRANSLATE_NOOP("ProblemNames", "Unreadable"),
    ProblemKind.TOO_LARGE: QT_TRANSLATE_NOOP("ProblemNames", "Too large"),
    ProblemKind.OUTSIDE_LINK: QT_TRANSLATE_NOOP("ProblemNames", "Link out of the folder"),
    ProblemKind.BROKEN_LINK: QT_TRANSLATE_NOOP("ProblemNames", "Broken link"),
    ProblemKind.NOT_REGULAR: QT_TRANSLATE_NOOP("ProblemNames", "Not a regular file"),
    ProblemKind.NOT_DOCUMENT: QT_TRANSLATE_NOOP("ProblemNames", "Not a document"),
    ProblemKind.EMPTY_FILE: QT_TRANSLATE_NOOP("ProblemNames", "Empty file"),
    ProblemKind.CHANGED_WHILE_READ: QT_TRANSLATE_NOOP("ProblemNames", "Changed while read"),
    ProblemKind.DUPLICATE_MEMBER: QT_TRANSLATE_NOOP("ProblemNames", "Twice in a packed file"),
    ProblemKind.PACKED_DAMAGED: QT_TRANSLATE_NOOP("ProblemNames", "Damaged packed file"),
    ProblemKind.INVALID_TEXT: QT_TRANSLATE_NOOP("ProblemNames", "Bytes that are no text"),
    ProblemKind.ENCODING_GUESSED: QT_TRANSLATE_NOOP("ProblemNames", "Guessed encoding"),
    ProblemKind.NUL_BYTES: QT_TRANSLATE_NOOP("ProblemNames", "NUL characters"),
    ProblemKind.UNCLOSED_HEADER: QT_TRANSLATE_NOOP("ProblemNames", "Front matter without an end"),
    ProblemKind.INVALID_HEADER: QT_TRANSLATE_NOOP("ProblemNames", "Unreadable front matter"),
    ProblemKind.HEADER_NOT_MAPPING: QT_TRANSLATE_NOOP("ProblemNames", "Front matter without keys"),
    ProblemKind.HEADER_TOO_LARGE: QT_TRANSLATE_NOOP("ProblemNames", "Front matter too large"),
    ProblemKind.HEADER_TOO_DEEP: QT_TRANSLATE_NOOP("ProblemNames", "Front matter nested too deep"),
    ProblemKind.HEADER_ALIASES: QT_TRANSLATE_NOOP("ProblemNames", "Too many aliases in front matter"),
    ProblemKind.HEADER_SCRIPT: QT_TRANSLATE_NOOP("ProblemNames", "Front matter that is a program"),
    ProblemKind.UNREAD_BLOCK: QT_TRANSLATE_NOOP("ProblemNames", "Unreadable metadata block"),
    ProblemKind.DUPLICATE_KEY: QT_TRANSLATE_NOOP("ProblemNames", "Key that stands twice"),
    ProblemKind.REPAIRED_QUOTES: QT_TRANSLATE_NOOP("ProblemNames", "Repaired quotation marks"),
    ProblemKind.REPAIRED_VALUE: QT_TRANSLATE_NOOP("ProblemNames", "Repaired value"),
    ProblemKind.REPAIRED_TABS: QT_TRANSLATE_NOOP("ProblemNames", "Repaired tabs"),
    ProblemKind.AMBIGUOUS_BACKSLASH: QT_TRANSLATE_NOOP("ProblemNames", "Doubtful backslash"),
    ProblemKind.AMBIGUOUS_COMMENT: QT_TRANSLATE_NOOP("ProblemNames", "Doubtful comment"),
    ProblemKind.INVALID_DATE: QT_TRANSLATE_NOOP("ProblemNames", "Not a date"),
    ProblemKind.NO_DATE: QT_TRANSLATE_NOOP("ProblemNames", "No date"),
    ProblemKind.NO_TITLE: QT_TRANSLATE_NOOP("ProblemNames", "No title"),
    ProblemKind.NAME_NOT_POST: QT_TRANSLATE_NOOP("ProblemNames", "File name not that of a post"),
    ProblemKind.UNKNOWN_ZONE: QT_TRANSLATE_NOOP("ProblemNames", "Unknown time zone"),
    ProblemKind.DATA_NOT_APPLIED: QT_TRANSLATE_NOOP("ProblemNames", "Values not applied"),
    ProblemKind.MISSING_MEDIA: QT_TRANSLATE_NOOP("ProblemNames", "Missing media"),
    ProblemKind.MEDIA_UNREADABLE: QT_TRANSLATE_NOOP("ProblemNames", "Unreadable media"),
    ProblemKind.MEDIA_TOO_LARGE: QT_TRANSLATE_NOOP("ProblemNames", "Media too large"),
    ProblemKind.CONFLICT: QT_TRANSLATE_NOOP("ProblemNames", "Conflict"),
    ProblemKind.DUPLICATE_SKIPPED: QT_TRANSLATE_NOOP("ProblemNames", "Changed and skipped"),
    ProblemKind.PATH_CLASH: QT_TRANSLATE_NOOP("ProblemNames", "Path taken"),
    ProblemKind.DAMAGED: QT_TRANSLATE_NOOP("ProblemNames", "Damaged in the archive"),
    ProblemKind.NOT_IDENTICAL: QT_TRANSLATE_NOOP("ProblemNames", "Not identical"),
    ProblemKind.INTERNAL: QT_TRANSLATE_NOOP("ProblemNames", "Unexpected fault"),
    ProblemKind.NOT_RENDERED: QT_TRANSLATE_NOOP("ProblemNames", "Not rendered"),
    ProblemKind.NOT_EXPORTED: QT_TRANSLATE_NOOP("ProblemNames", "Missing from the export"),
    ProblemKind.NOT_SHOWN: QT_TRANSLATE_NOOP("ProblemNames", "Not shown by the format"),
    ProblemKind.NOT_CONVERTED: QT_TRANSLATE_NOOP("ProblemNames", "Not converted for the export"),
    ProblemKind.REMOTE_MEDIA: QT_TRANSLATE_NOOP("ProblemNames", "Media from elsewhere"),
    ProblemKind.PRINTED_PLAINLY: QT_TRANSLATE_NOOP("ProblemNames", "Laid out plainly"),
}


def kind_text(kind: ProblemKind) -> str:
    """The name of a kind of problem."""
    return QCoreApplication.translate("ProblemNames", _NAMES[kind])
