"""What the formats of an export are called, what each is good for, and what it can be asked for.

Rule: a format that is not in this table still works; it is shown by its own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from fonds.gui.action_specs import QT_TRANSLATE_NOOP
from fonds.model.export import Layout, PageSize

_CONTEXT = "ExportFormats"


class Purpose(StrEnum):
    """What people want of an export; the groups of the list, in this order."""

    READ = "read"
    KEEP = "keep"
    PROCESS = "process"


class Choice(StrEnum):
    """What a format may be asked for; the names are those of ``ExportOptions``."""

    TITLE = "title"
    LAYOUT = "layout"
    PAGE_SIZE = "page_size"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Face:
    """How a format is shown. ``title`` and ``sentence`` are English sources of translations."""

    purpose: Purpose
    icon: str
    title: str
    sentence: str
    choices: frozenset[Choice] = frozenset()


_TITLE = frozenset({Choice.TITLE})
_PRINTED = frozenset({Choice.TITLE, Choice.PAGE_SIZE})
_HISTORY = frozenset({Choice.HISTORY})

_FACES: dict[str, Face] = {
    "site": Face(
        Purpose.READ,
        "format-site",
        QT_TRANSLATE_NOOP("ExportFormats", "A website"),
        QT_TRANSLATE_NOOP("ExportFormats", "Opens in any browser, without a network, and can be searched."),
        _TITLE,
    ),
    "html": Face(
        Purpose.READ,
        "format-page",
        QT_TRANSLATE_NOOP("ExportFormats", "One web page"),
        QT_TRANSLATE_NOOP(
            "ExportFormats", "All posts and pictures in a single HTML file, to send to anyone."
        ),
        _TITLE,
    ),
    "epub": Face(
        Purpose.READ,
        "format-book",
        QT_TRANSLATE_NOOP("ExportFormats", "A book (EPUB)"),
        QT_TRANSLATE_NOOP("ExportFormats", "For e-readers and phones, with cover and contents."),
        _TITLE,
    ),
    "pdf": Face(
        Purpose.READ,
        "format-pdf",
        QT_TRANSLATE_NOOP("ExportFormats", "A PDF"),
        QT_TRANSLATE_NOOP(
            "ExportFormats", "Pages to print or to read, with title page, contents and numbers."
        ),
        _PRINTED,
    ),
    "docx": Face(
        Purpose.READ,
        "format-document",
        QT_TRANSLATE_NOOP("ExportFormats", "A Word document (DOCX)"),
        QT_TRANSLATE_NOOP("ExportFormats", "To go on writing in Word."),
        _PRINTED,
    ),
    "odt": Face(
        Purpose.READ,
        "format-document",
        QT_TRANSLATE_NOOP("ExportFormats", "A text document (ODT)"),
        QT_TRANSLATE_NOOP("ExportFormats", "To go on writing in LibreOffice."),
        _PRINTED,
    ),
    "zim": Face(
        Purpose.READ,
        "format-kiwix",
        QT_TRANSLATE_NOOP("ExportFormats", "A library for Kiwix (ZIM)"),
        QT_TRANSLATE_NOOP(
            "ExportFormats", "For the reader of offline encyclopaedias, with full-text search."
        ),
        _TITLE,
    ),
    "bagit": Face(
        Purpose.KEEP,
        "format-bag",
        QT_TRANSLATE_NOOP("ExportFormats", "An archival package (BagIt)"),
        QT_TRANSLATE_NOOP(
            "ExportFormats", "Originals, texts, history and checksums, readable in fifty years without Fonds."
        ),
        _TITLE,
    ),
    "fonds": Face(
        Purpose.KEEP,
        "format-archive",
        QT_TRANSLATE_NOOP("ExportFormats", "A new Fonds archive"),
        QT_TRANSLATE_NOOP("ExportFormats", "One archive file with only these posts."),
        _HISTORY,
    ),
    "finding-aid": Face(
        Purpose.KEEP,
        "format-aid",
        QT_TRANSLATE_NOOP("ExportFormats", "A finding aid"),
        QT_TRANSLATE_NOOP("ExportFormats", "An inventory with its description, as a page and as EAD3."),
        _TITLE,
    ),
    "front-matter": Face(
        Purpose.PROCESS,
        "format-files",
        QT_TRANSLATE_NOOP("ExportFormats", "Files with front matter"),
        QT_TRANSLATE_NOOP(
            "ExportFormats", "Byte for byte as they were imported, or laid out for a generator."
        ),
        frozenset({Choice.LAYOUT}),
    ),
    "jsonl": Face(
        Purpose.PROCESS,
        "format-data",
        QT_TRANSLATE_NOOP("ExportFormats", "Data (JSON Lines)"),
        QT_TRANSLATE_NOOP(
            "ExportFormats", "Every field of every post, for programs; Fonds can take it in again."
        ),
        _HISTORY,
    ),
    "csv": Face(
        Purpose.PROCESS,
        "format-table",
        QT_TRANSLATE_NOOP("ExportFormats", "A table (CSV)"),
        QT_TRANSLATE_NOOP("ExportFormats", "A row for each post, for spreadsheets and statistics."),
    ),
    "feed": Face(
        Purpose.PROCESS,
        "format-feed",
        QT_TRANSLATE_NOOP("ExportFormats", "Feeds (Atom and JSON Feed)"),
        QT_TRANSLATE_NOOP("ExportFormats", "For feed readers, and for moving to another system."),
        _TITLE,
    ),
}
_UNKNOWN = QT_TRANSLATE_NOOP("ExportFormats", "Written by the format of this name.")
_PURPOSES = {
    Purpose.READ: QT_TRANSLATE_NOOP("ExportFormats", "To read"),
    Purpose.KEEP: QT_TRANSLATE_NOOP("ExportFormats", "To keep"),
    Purpose.PROCESS: QT_TRANSLATE_NOOP("ExportFormats", "To work with"),
}
_LAYOUTS = {
    Layout.ORIGINAL: QT_TRANSLATE_NOOP("ExportFormats", "As imported"),
    Layout.JEKYLL: "Jekyll",
    Layout.HUGO: "Hugo",
    Layout.HEXO: "Hexo",
    Layout.PELICAN: "Pelican",
    Layout.ZOLA: "Zola",
    Layout.OBSIDIAN: "Obsidian",
}
_PAGE_SIZES = {PageSize.A4: "A4", PageSize.LETTER: QT_TRANSLATE_NOOP("ExportFormats", "Letter")}


def face_of(name: str) -> Face:
    """How a format is shown, known or not."""
    return _FACES.get(name) or Face(Purpose.PROCESS, "format-other", name.upper(), _UNKNOWN, _TITLE)


def grouped(names: tuple[str, ...]) -> list[tuple[Purpose, list[str]]]:
    """The formats by purpose, in the order of the table; those that it does not know come last."""
    order = list(_FACES)
    known = sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    groups = [(purpose, [name for name in known if face_of(name).purpose is purpose]) for purpose in Purpose]
    return [group for group in groups if group[1]]


def say(text: str) -> str:
    """A text of this table in the window's language."""
    return QCoreApplication.translate(_CONTEXT, text)


def purpose_text(purpose: Purpose) -> str:
    """The heading of a group."""
    return say(_PURPOSES[purpose])


def layout_text(layout: Layout) -> str:
    """The name of a layout."""
    return say(_LAYOUTS.get(layout, layout.value))


def page_size_text(size: PageSize) -> str:
    """The name of a paper."""
    return say(_PAGE_SIZES.get(size, size.value))


def title_text(name: str) -> str:
    """The name of a format for people."""
    return say(face_of(name).title)
