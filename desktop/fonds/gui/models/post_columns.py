"""The columns of the post list: which there are, what they are called, what a cell says."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from fonds.gui import messages
from fonds.model.query import OrderColumn

if TYPE_CHECKING:
    from fonds.model.post import PostSummary


class Column(IntEnum):
    """The columns of the table; all other densities show the first alone."""

    TITLE = 0
    DATE = 1
    CATEGORY = 2
    TAGS = 3
    AUTHORS = 4
    PATH = 5
    STATUS = 6
    FORMAT = 7
    LANGUAGE = 8
    WORDS = 9
    MODIFIED = 10
    ACCESSION = 11
    RATING = 12
    COLLECTIONS = 13


FIRST_COLUMNS = (Column.DATE, Column.CATEGORY, Column.TAGS)
"""What stands beside the title until other columns are chosen."""
WIDTHS = {
    Column.DATE: 96,
    Column.CATEGORY: 120,
    Column.TAGS: 160,
    Column.AUTHORS: 120,
    Column.PATH: 240,
    Column.STATUS: 104,
    Column.FORMAT: 96,
    Column.LANGUAGE: 88,
    Column.WORDS: 80,
    Column.MODIFIED: 136,
    Column.ACCESSION: 80,
    Column.RATING: 112,
    Column.COLLECTIONS: 160,
}
"""Pixels, for the first time."""
ORDER_OF_COLUMN: dict[Column, OrderColumn] = {
    column: OrderColumn[column.name] for column in Column if column is not Column.COLLECTIONS
}
"""A post may lie in several collections, and each has its own order."""
COLUMN_OF_ORDER = {order: column for column, order in ORDER_OF_COLUMN.items()}


def column_title(column: Column) -> str:
    """The heading of a column."""
    match column:
        case Column.TITLE:
            return messages.translate("PostList", "Title")
        case Column.DATE:
            return messages.translate("PostList", "Date")
        case Column.CATEGORY:
            return messages.translate("PostList", "Category")
        case Column.TAGS:
            return messages.translate("PostList", "Tags")
        case Column.AUTHORS:
            return messages.translate("PostList", "Authors")
        case Column.PATH:
            return messages.translate("PostList", "Source path")
        case Column.STATUS:
            return messages.translate("PostList", "Status")
        case Column.FORMAT:
            return messages.translate("PostList", "Format")
        case Column.LANGUAGE:
            return messages.translate("PostList", "Language")
        case Column.WORDS:
            return messages.translate("PostList", "Words")
        case Column.MODIFIED:
            return messages.translate("PostList", "Last change")
        case Column.ACCESSION:
            return messages.translate("PostList", "Import")
        case Column.RATING:
            return messages.translate("PostList", "Rating")
        case Column.COLLECTIONS:
            return messages.translate("PostList", "Collections")


def cell_text(summary: PostSummary, column: int) -> str:
    """What a cell of the table shows."""
    match column:
        case Column.TITLE:
            return title_text(summary)
        case Column.DATE:
            return messages.date_text(summary.date)
        case Column.CATEGORY:
            return ", ".join(summary.categories)
        case Column.TAGS:
            return ", ".join(summary.tags)
        case Column.AUTHORS:
            return ", ".join(summary.authors)
        case Column.PATH:
            return summary.source_path
        case Column.STATUS:
            return messages.status_text(summary.status)
        case Column.FORMAT:
            return messages.format_text(summary.format)
        case Column.LANGUAGE:
            return summary.language
        case Column.WORDS:
            return messages.number_text(summary.words)
        case Column.MODIFIED:
            return messages.instant_text(summary.modified_at)
        case Column.RATING:
            return "★" * summary.rating
        case Column.COLLECTIONS:
            return ", ".join(name for _, name in summary.collections)
        case _:
            return "" if summary.accession_id is None else str(summary.accession_id)


def title_text(summary: PostSummary) -> str:
    """The title in one line; a post without one says so."""
    return " ".join(summary.title.split()) or messages.translate("PostList", "Untitled")


def accessible_text(summary: PostSummary) -> str:
    """A row as it is read aloud."""
    marks = [
        messages.translate("PostList", "starred") if summary.starred else "",
        messages.translate("PostList", "rated {rating} of 5").replace("{rating}", str(summary.rating))
        if summary.rating
        else "",
        messages.translate("PostList", "has a note") if summary.has_note else "",
        messages.translate("PostList", "in the trash") if summary.trashed else "",
        messages.translate("PostList", "has a problem") if summary.has_problem else "",
        messages.translate("PostList", "has unsaved text") if summary.has_draft else "",
    ]
    parts = [title_text(summary), messages.date_text(summary.date), messages.status_text(summary.status)]
    return ", ".join(part for part in [*parts, *summary.categories, *marks] if part)
