"""The dates of a result: the bars, the way back to all dates, and the posts that have none."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.messages import plural
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.date_histogram import DateHistogram
from fonds.model.facets import Facets
from fonds.model.problems import fill_template
from fonds.model.query_tree import Days, Field, Has, Match, Not, Query
from fonds.text.query_conditions import find_condition, find_days, with_condition_turned, with_days

WITHOUT_DATE = Not(Match(Field.HAS, Has.DATE.value))


class DatePanel(QWidget):
    """A heading, a histogram, and what belongs to them."""

    text_chosen = Signal(str)
    """The search text that is wanted now."""
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = Query("", None)
        self._undated_posts = 0
        self.histogram = DateHistogram(theme, self)
        self._heading = QLabel()
        self._heading.setForegroundRole(self._heading.palette().ColorRole.PlaceholderText)
        self.all_dates = QToolButton()
        self.all_dates.setIcon(icons.icon("close"))
        self.undated = QToolButton()
        self.undated.setCheckable(True)
        self.undated.setIcon(icons.icon("undated"))
        for button in (self.all_dates, self.undated):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = QHBoxLayout()
        line.setContentsMargins(GRID + GRID // 2, 0, GRID // 2, 0)
        line.addWidget(self._heading, 1)
        # Never both: where dates are asked for, there are no posts without one.
        line.addWidget(self.undated)
        line.addWidget(self.all_dates)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.histogram)
        self.histogram.range_chosen.connect(self._on_range_chosen)
        self.histogram.cleared.connect(self._on_cleared)
        self.histogram.left.connect(self.left)
        self.all_dates.clicked.connect(lambda _checked=False: self._on_cleared())
        self.undated.clicked.connect(lambda _checked=False: self._on_undated_clicked())
        theme.changed.connect(self._take_look)
        self._take_look()
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in this order."""
        return self.undated, self.all_dates, self.histogram

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self._heading.setText(self.tr("Dates"))
        self.all_dates.setText(self.tr("All dates"))
        self.all_dates.setToolTip(self.tr("Take the dates out of the search"))
        self.histogram.retranslate()
        self._show_undated()

    def show_facets(self, facets: Facets) -> None:
        """Show the dates of another result."""
        self.histogram.show_months(facets.months)
        self._undated_posts = facets.undated
        self._show_undated()

    def show_query(self, query: Query) -> None:
        """Show whether the search text asks for dates."""
        self._query = query
        self._show_undated()

    def set_stale(self, stale: bool) -> None:
        """Dim the counts, or not any more."""
        self.histogram.set_stale(stale)

    def _show_undated(self) -> None:
        asked = find_condition(self._query, WITHOUT_DATE) is not None
        number = messages.number_text(self._undated_posts)
        said = plural(self.tr("%Ln post(s) without a date", "", self._undated_posts), self._undated_posts)
        self.undated.setText(fill_template(self.tr("No date: {number}"), (("number", number),)))
        self.undated.setToolTip(said)
        self.undated.setAccessibleName(said)
        self.undated.setChecked(asked)
        limited = find_days(self._query) is not None
        shown = {
            self.all_dates: limited,
            self.undated: not limited and (bool(self._undated_posts) or asked),
        }
        for button in sorted(shown, key=lambda button: shown[button]):  # what goes makes room first
            button.setVisible(shown[button])

    def _on_range_chosen(self, first: date, last: date) -> None:
        """A range that is asked for already is let go of."""
        days = Days(Field.DATE, first, last)
        wanted = None if find_days(self._query) == days else days
        self.text_chosen.emit(with_days(self._query.text, wanted))

    def _on_cleared(self) -> None:
        if find_days(self._query) is not None:
            self.text_chosen.emit(with_days(self._query.text, None))
            self.histogram.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undated_clicked(self) -> None:
        self._show_undated()  # the search says whether it is checked
        self.text_chosen.emit(with_condition_turned(self._query.text, WITHOUT_DATE))

    def _take_look(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        self._heading.setMinimumHeight(self.all_dates.sizeHint().height())  # the bars stay where they are
