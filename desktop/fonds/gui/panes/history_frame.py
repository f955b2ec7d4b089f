"""The parts of the history and how they lie: the revisions above, below them what two of them differ in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.messages import joined, plural, translate
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.calm_table import calm
from fonds.gui.widgets.difference_view import DifferenceView
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.field_differences import FieldDifferencesView
from fonds.gui.widgets.flow_layout import FlowLayout
from fonds.gui.widgets.notice_bar import NoticeBar
from fonds.gui.widgets.side_by_side import SideBySideView
from fonds.services.revision_history import Comparison
from fonds.text.differences import Differences


class Side(StrEnum):
    """What a chosen revision is compared with."""

    BEFORE = "before"
    CURRENT = "current"


class Manner(StrEnum):
    """How differences are shown."""

    INLINE = "inline"
    BESIDE = "beside"
    FIELDS = "fields"


class HistoryFrame(QWidget):
    """Holds the widgets; knows nothing of archives."""

    left = Signal()
    """The person wants to see the page again."""

    def __init__(self, operations: Operations, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.notice = NoticeBar(theme, icons)
        self._title = ""
        self._shown_so: dict[Manner, Callable[[], None]] = {}
        self.heading, self.count = QLabel(), QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setMinimumWidth(1)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.list = QTableView()
        calm(self.list)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(GRID * 10)
        self.list.setAccessibleName(self.tr("Revisions"))
        self.side = self._combo(
            self.tr("Compare with"),
            ((Side.BEFORE, self.tr("With the one before")), (Side.CURRENT, self.tr("With the current one"))),
        )
        self.manner = self._combo(
            self.tr("How to show the differences"),
            (
                (Manner.BESIDE, self.tr("Side by side")),
                (Manner.INLINE, self.tr("Below each other")),
                (Manner.FIELDS, self.tr("Metadata")),
            ),
        )
        self.take_back_button = self._tool(icons, "undo", self.tr("Take this change back"))
        self.take_back_button.setToolTip(
            self.tr("The change that F7 went to. Only changes of the current revision can be taken back.")
        )
        self.restore_button = QPushButton(self.tr("Restore this revision"))
        self.export_button = self._tool(icons, "export", self.tr("Export this revision…"))
        self.inline = DifferenceView(theme, operations)
        self.beside = SideBySideView(theme, operations)
        self.fields = FieldDifferencesView(icons)
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.empty = EmptyState(theme, icons)
        self.alone = EmptyState(theme, icons)
        self._differences = QStackedWidget()
        for view in (self.beside, self.inline, self.fields, self.alone):
            self._differences.addWidget(view)
        self._close = self._tool(icons, "close", self.tr("Back to the page"))
        self._close.clicked.connect(self.left)
        self._build()
        self.setFocusProxy(self.list)

    def _combo(self, name: str, items: Sequence[tuple[StrEnum, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        for value, text in items:
            combo.addItem(text, value)
        return combo

    def _tool(self, icons: Icons, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(GRID * 2, GRID // 2, GRID, GRID // 2)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.heading)
        names.addWidget(self.count)
        top.addLayout(names, 1)
        for button in (self.restore_button, self.export_button, self._close):
            top.addWidget(button)
        tools = QWidget()
        row = FlowLayout(tools, spacing=GRID, tail=0)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.side,
            self.manner,
            self.take_back_button,
            QWidget(),  # takes what is left of the line
        ):
            row.addWidget(widget)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(tools)
        column.addWidget(self._differences, 1)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(below)
        self._splitter.setSizes([190, 470])
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(self.notice)
        inside.addWidget(self._splitter, 1)
        self._page = page
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def fit_columns(self) -> None:
        """Give the columns their first widths; to be called once there is a model."""
        bold = QFont(self.font())
        bold.setBold(True)  # as the current revision stands there
        letter = QFontMetrics(bold).horizontalAdvance("x")
        for column, width in enumerate((22, 20, 14, 20)):
            self.list.horizontalHeader().resizeSection(column, width * letter)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Choose these rows without telling of it."""
        model, chosen = self.list.model(), QItemSelection()
        last = model.columnCount() - 1
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, last))
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            selection.setCurrentIndex(model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.blockSignals(False)
        self.list.viewport().update()

    def show_nothing(self, sentence: str) -> None:
        """Show a sentence in place of a post."""
        self.empty.tell("history", sentence)
        self._stack.setCurrentWidget(self.empty)

    def show_heading(self, title: str, count: int, *, trashed: bool) -> None:
        """Show whose history this is."""
        self._stack.setCurrentWidget(self._page)
        self._title = title or self.tr("Without a title")
        self.heading.setToolTip(title)
        self._elide()
        text = plural(translate("History", "%Ln revision(s)", None, count), count)
        self.count.setText(joined([text, self.tr("in the trash") if trashed else ""]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.heading.width(), 40)
        cut = self.heading.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.heading.setText(cut)

    def show_comparison(
        self, found: Comparison, differences: Differences, titles: tuple[str, str], *, offered: bool
    ) -> None:
        """Show what differs, in the manner that is chosen; in another one when that is asked for."""
        self._shown_so = {
            Manner.INLINE: partial(_show_in, self.inline, differences, titles, offered),
            Manner.BESIDE: partial(_show_in, self.beside, differences, titles, offered),
            Manner.FIELDS: partial(
                self.fields.show_fields, found.fields, *titles, offered=offered, readable=found.readable
            ),
        }
        self.show_manner()

    def show_alone(self, sentence: str) -> None:
        """Say why there is nothing to compare a revision with."""
        self._shown_so = {}
        self.alone.tell("history", sentence)
        self._differences.setCurrentWidget(self.alone)
        for widget in (self.manner, self.take_back_button):
            widget.setEnabled(False)

    def show_manner(self) -> None:
        """Show the differences as is chosen."""
        self.manner.setEnabled(True)
        views = {Manner.INLINE: self.inline, Manner.BESIDE: self.beside, Manner.FIELDS: self.fields}
        manner = Manner(self.manner.currentData())
        if manner in self._shown_so:
            self._shown_so.pop(manner)()
        self._differences.setCurrentWidget(views[manner])
        self.take_back_button.setVisible(self.manner.currentData() != Manner.FIELDS)


def _show_in(
    view: DifferenceView | SideBySideView, differences: Differences, titles: tuple[str, str], offered: bool
) -> None:
    view.show_differences(differences, *titles)
    view.offer_taking_back(offered)
