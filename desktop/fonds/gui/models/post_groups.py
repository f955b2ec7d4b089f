"""Headings among the rows of the post list: which row is a heading, and which post stands in a row.

Posts are told apart by their place in the list, headings are rows of their own: with G headings, a place is found for a
row in log G steps, and nothing is kept for a row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale

from fonds.gui import messages
from fonds.model.query import Grouping, PostGroup

MOST_HEADINGS = 50_000
"""With more, the list is shown without: each heading is a row of its own height, which Qt keeps one by one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says."""

    text: str
    posts: int


class PostGroups:
    """Where the headings of one list stand."""

    def __init__(
        self, groups: Sequence[PostGroup] = (), posts: int = 0, grouping: Grouping = Grouping.NONE
    ) -> None:
        self._groups = groups if len(groups) <= MOST_HEADINGS else ()
        self._grouping = grouping
        self._posts = posts
        self._places = [group.place for group in self._groups]
        self.rows = [place + before for before, place in enumerate(self._places)]
        """The rows that are headings, ascending."""

    @property
    def row_count(self) -> int:
        """Posts and headings."""
        return self._posts + len(self.rows)

    def row_of(self, place: int) -> int:
        """The row of the post at a place."""
        return place + bisect_right(self._places, place)

    def place_of(self, row: int) -> int:
        """The place of the post in a row; -1 for a heading."""
        if not self.rows:
            return row
        before = bisect_left(self.rows, row)
        return -1 if before < len(self.rows) and self.rows[before] == row else row - before

    def places_between(self, first_row: int, last_row: int) -> tuple[int, int]:
        """The first and the last place among some rows; the first is greater when there are headings alone."""
        return first_row - bisect_left(self.rows, first_row), last_row - bisect_right(self.rows, last_row)

    def heading_at(self, row: int) -> Heading | None:
        """What the heading in a row says; None for a post."""
        found = bisect_left(self.rows, row)
        if found == len(self.rows) or self.rows[found] != row:
            return None
        end = self._places[found + 1] if found + 1 < len(self._places) else self._posts
        return Heading(heading_text(self._groups[found], self._grouping), end - self._places[found])


def heading_text(group: PostGroup, grouping: Grouping) -> str:
    """The day, month or category of a group, in words."""
    if grouping is Grouping.CATEGORY:
        return group.category or messages.translate("PostList", "No category")
    if group.day is None:
        return messages.translate("PostList", "No date")
    day = QDate(group.day.year, group.day.month, group.day.day)
    if grouping is Grouping.MONTH:
        return QLocale().toString(day, month_pattern(QLocale()))
    return QLocale().toString(day, QLocale.FormatType.LongFormat)


def month_pattern(locale: QLocale) -> str:
    """How a locale writes a month of a year, in Qt's letters: ``yyyy年M月`` where the year comes first."""
    long = locale.dateFormat(QLocale.FormatType.LongFormat)
    return long[: long.index("d")].rstrip(" ,.-/'") if long.startswith("yyyy") else "MMMM yyyy"
