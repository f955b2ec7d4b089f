"""The rows of the post list: an array of ids, and only those summaries that are looked at.

Nothing here takes a pass over the rows: a list of a million posts is set in the time of one reset. Summaries come in
pages from the read pool; until a page is there, its rows are blank. Posts are named by their place in the list; with
headings between them, ``groups`` says which row that is.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from fonds.gui.models.post_columns import Column, accessible_text, cell_text, column_title
from fonds.gui.models.post_groups import Heading, PostGroups
from fonds.gui.operations import Operations
from fonds.model.progress import CancelToken

if TYPE_CHECKING:
    from fonds.model.post import PostSummary

PAGE = 128
KEPT_PAGES = 16
"""Some forty screens. What is kept is walked by the interpreter's collector again and again, which holds up the window: a
page is some five hundred objects."""
IN_FLIGHT = 1
WANTED_PAGES = 6
"""Older wishes than these are forgotten: their rows were scrolled past."""

SCREENS_AHEAD = 4
"""A key that is held goes down some tens of screens a second."""

SUMMARY_ROLE = Qt.ItemDataRole.UserRole

_POST_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
"""Made once: Qt asks for each cell that it paints."""
_ROLES = (SUMMARY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)

SummaryLoader = Callable[[Sequence[int]], Sequence["PostSummary"]]
"""Summaries in the order of the ids asked for; those that are gone are left out. Called in the read pool."""

AnyIndex = QModelIndex | QPersistentModelIndex


class PostListModel(QAbstractTableModel):
    """A virtual table of posts. ``data(index, SUMMARY_ROLE)`` is the PostSummary, a heading, or None until it is
    loaded."""

    page_loaded = Signal(int, int)
    """``(first row, last row)`` whose summaries have just come in."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._load: SummaryLoader | None = None
        self._ids: array[int] = array("i")
        self._count = 0
        self._groups = PostGroups()
        self._generation = 0
        self._pages: OrderedDict[int, tuple[PostSummary | None, ...]] = OrderedDict()
        self._wanted: list[int] = []
        self._in_flight: dict[int, CancelToken] = {}
        self._again: set[int] = set()
        # What is asked for while the list is painted is begun after that: two threads that compute hold each other up.
        self._begin = QTimer(self, singleShot=True, interval=0)
        self._begin.timeout.connect(self._start_next)

    def set_loader(self, load: SummaryLoader | None) -> None:
        """Where summaries come from; the rows are emptied."""
        self._load = load
        self.set_ids(array("i"))

    @property
    def ids(self) -> array[int]:
        """The ids in order; not to be changed."""
        return self._ids

    @property
    def count(self) -> int:
        """How many posts there are."""
        return self._count

    @property
    def groups(self) -> PostGroups:
        """Which rows are headings."""
        return self._groups

    def set_ids(
        self,
        ids: array[int],
        first_summaries: Sequence[PostSummary] = (),
        first_row: int = 0,
        groups: PostGroups | None = None,
    ) -> None:
        """Show other posts. Summaries that are at hand for the page that begins at ``first_row`` spare a blank moment."""
        self.beginResetModel()
        self._generation += 1
        for token in self._in_flight.values():
            token.cancel()
        self._in_flight.clear()
        self._wanted.clear()
        self._again.clear()
        self._pages.clear()
        self._ids = ids
        self._count = len(ids)
        self._groups = groups or PostGroups((), len(ids))
        if first_summaries:
            page = first_row // PAGE
            self._pages[page] = self._arranged(page, first_summaries)
        self.endResetModel()

    def refresh(self, ids: Iterable[int]) -> None:
        """Load the summaries of these posts again, where they are loaded; the old ones stay until then."""
        wanted = set(ids)
        for page, rows in list(self._pages.items()):
            if any(row is not None and row.id in wanted for row in rows):
                self._ask_again(page)

    def refresh_all(self) -> None:
        """Load every loaded summary again."""
        for page in list(self._pages):
            self._ask_again(page)

    def id_at(self, row: int) -> int:
        """The post of a row; 0 when there is no such row."""
        return self._ids[row] if 0 <= row < self._count else 0

    def row_of(self, post_id: int) -> int:
        """The row of a post, or -1. Walks the array (about 10 ms for a million)."""
        try:
            return self._ids.index(post_id)
        except ValueError:
            return -1

    def summary_at(self, row: int) -> PostSummary | None:
        """The summary of a row, or None while it is loaded; asking for it starts the load."""
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def entry_at(self, row: int) -> PostSummary | Heading | None:
        """What stands in a row of the table, headings counted."""
        place = self._groups.place_of(row)
        return self._groups.heading_at(row) if place < 0 else self.summary_at(place)

    def prefetch(self, top: int, rows: int) -> None:
        """Load the pages of a screen before the rows in sight, of some screens after them, and first of all their own,
        if they are not there. What is asked for last is loaded first."""
        for first, last in ((top - rows, top), (top + rows, top + SCREENS_AHEAD * rows), (top, top + rows)):
            for page in range(max(0, first) // PAGE, min(last, self._count - 1) // PAGE + 1):
                if page not in self._pages:
                    self._ask(page)

    # Loading

    def _ask(self, page: int) -> None:
        if self._load is None or page in self._in_flight:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-WANTED_PAGES]
        self._begin.start()

    def _ask_again(self, page: int) -> None:
        if page in self._in_flight:
            self._again.add(page)
        else:
            self._ask(page)

    def _start_next(self) -> None:
        load = self._load
        while load is not None and self._wanted and len(self._in_flight) < IN_FLIGHT:
            page = self._wanted.pop()
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            self._in_flight[page] = self._operations.run_read(
                partial(_load_page, load, ids),
                partial(self._on_page_loaded, page, self._generation),
                on_failed=partial(self._on_page_failed, page, self._generation),
            )

    def _on_page_loaded(self, page: int, generation: int, summaries: Sequence[PostSummary]) -> None:
        if generation != self._generation:
            return
        self._in_flight.pop(page, None)
        self._pages[page] = self._arranged(page, summaries)
        self._pages.move_to_end(page)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min((page + 1) * PAGE, self._count) - 1
        rows = self._groups.row_of(first), self._groups.row_of(last)
        self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[1], len(Column) - 1))
        self.page_loaded.emit(first, last)
        if page in self._again:
            self._again.discard(page)
            self._ask(page)
        self._begin.start()

    def _on_page_failed(self, page: int, generation: int, failure: Exception) -> None:
        """Blank rows are the sign in the list; the failure itself is told by the window, once for this page."""
        if generation != self._generation:
            return
        self._in_flight.pop(page, None)
        self._pages[page] = (None,) * PAGE
        self._operations.failed.emit(failure, "")

    def _arranged(self, page: int, summaries: Sequence[PostSummary]) -> tuple[PostSummary | None, ...]:
        """The summaries by row; None for a post that is gone."""
        by_id = {summary.id: summary for summary in summaries}
        return tuple(by_id.get(post_id) for post_id in self._ids[page * PAGE : (page + 1) * PAGE])

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._groups.row_count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _ROLES:
            return None
        place = self._groups.place_of(index.row())
        if place < 0:
            heading = self._groups.heading_at(index.row())
            return heading if role == SUMMARY_ROLE or heading is None else heading.text
        summary = self.summary_at(place)
        if role == SUMMARY_ROLE or summary is None:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(summary, index.column())
        return accessible_text(summary)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading can be neither chosen nor stepped on."""
        if index.isValid() and self._groups.place_of(index.row()) < 0:
            return Qt.ItemFlag.ItemNeverHasChildren
        return _POST_FLAGS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def _load_page(load: SummaryLoader, ids: array[int], cancel: CancelToken) -> Sequence[PostSummary]:
    cancel.raise_if_cancelled()
    return load(ids)
