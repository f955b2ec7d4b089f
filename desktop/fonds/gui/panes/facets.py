"""The counts of the present result, to narrow it by: what it has in common, and when it is from. It asks for counts and
for another search text; it loads nothing and searches for nothing itself.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.models.facet_rows import NODE_ROLE, FacetRows
from fonds.gui.models.facet_tree import FacetNode, Mark, build_overview, build_values, kind_title
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.date_panel import DatePanel
from fonds.gui.widgets.facet_view import FacetView
from fonds.gui.widgets.ways_out import WaysOut
from fonds.model.facets import Facet, FacetKind, Facets
from fonds.model.problems import fill_template
from fonds.model.query_tree import Node, Query, negated
from fonds.text.query_conditions import with_condition_turned, without_condition

_FOLDED = "facets.folded"


class FilterLine(QLineEdit):
    """A line that keeps few of many values; Down leads to them, Esc goes back."""

    list_requested = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FacetsPane(QWidget):
    """Dates as bars, and the most frequent values of each kind."""

    text_chosen = Signal(str)
    """The search text that is wanted now."""
    kind_chosen = Signal()
    """Other values than those loaded are wanted: ``kind`` says which."""
    closed = Signal()
    left = Signal()
    """The keyboard should go back to the search box."""

    def __init__(self, theme: Theme, icons: Icons, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._settings = settings
        self._facets: Facets | None = None
        self._query = Query("", None)
        self._kind: FacetKind | None = None
        self._folded = set(settings.texts(_FOLDED))
        self._filling = False
        self._model = FacetRows(self)
        self.view = FacetView(self._model, theme, icons, self)
        self.dates = DatePanel(theme, icons, self)
        self.ways_out = WaysOut(icons, self)
        self._heading = QLabel()
        self._close = QToolButton()
        self._close.setIcon(icons.icon("close"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._back = QToolButton()
        self._back.setIcon(icons.icon("back"))
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter = FilterLine()
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._few = QLabel()
        self._note = QLabel()
        for label in (self._few, self._note):
            label.setWordWrap(True)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._note.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID, GRID)
        self._build()
        self._connect()
        self.setFocusProxy(self.view)
        theme.changed.connect(self._take_look)
        self._take_look()
        self.retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, 0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._close)
        self._values_head = QWidget()
        head = QVBoxLayout(self._values_head)
        head.setContentsMargins(GRID, 0, GRID, GRID // 2)
        head.setSpacing(GRID // 2)
        head.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.filter)
        head.addWidget(self._few)
        self._values_head.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(top)
        layout.addWidget(self._note)
        layout.addWidget(self.ways_out)
        layout.addWidget(self.dates)
        layout.addWidget(self._values_head)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.view.row_pressed.connect(self._on_row_pressed)
        self.view.row_removed.connect(lambda node: self._choose_without(node.condition, node.mark))
        self.view.menu_asked.connect(self._show_menu)
        self.view.left.connect(self._on_left)
        self.view.expanded.connect(partial(self._on_folding_changed, True))
        self.view.collapsed.connect(partial(self._on_folding_changed, False))
        self.dates.text_chosen.connect(self.text_chosen)
        self.dates.left.connect(self.left)
        self.ways_out.text_chosen.connect(self.text_chosen)
        self.filter.textChanged.connect(lambda _text: self._fill())
        self.filter.list_requested.connect(self._focus_first_row)
        self.filter.left.connect(self.show_overview)
        self._back.clicked.connect(lambda _checked=False: self.show_overview())
        self._close.clicked.connect(lambda _checked=False: self.closed.emit())

    def _take_look(self) -> None:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(bold)

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self._heading.setText(self.tr("Narrow down"))
        self.view.setAccessibleName(self.tr("What the posts have in common"))
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the values"))
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        self.dates.retranslate()
        self.ways_out.show_query(self._query)
        self._fill()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in this order."""
        return (*self.ways_out.stops, *self.dates.stops, self._back, self.filter, self.view, self._close)

    # What is shown

    @property
    def kind(self) -> FacetKind | None:
        """The kind whose values are all shown; None while the first ones of every kind are."""
        return self._kind

    @property
    def facets(self) -> Facets | None:
        """The counts that are shown."""
        return self._facets

    @property
    def note(self) -> str:
        """What is said in words; "" when counts say all."""
        return self._note.text() or self._few.text()

    @property
    def rows(self) -> tuple[FacetNode, ...]:
        """The rows, headings first."""
        return self._model.nodes

    def show_facets(self, facets: Facets | None) -> None:
        """Show the counts of another result; None while they are being counted for the first time."""
        self._facets = facets
        self.dates.show_facets(facets or Facets(0))
        self.set_stale(False)
        self._fill()

    def show_query(self, query: Query) -> None:
        """Mark what the search text asks for."""
        before, self._query = self._query, query
        if [term.node for term in query.terms] != [term.node for term in before.terms]:
            self._fill()  # words alone mark nothing
        self.dates.show_query(query)
        self.ways_out.show_query(query)

    def set_stale(self, stale: bool) -> None:
        """Dim the counts, or not any more."""
        self.view.set_stale(stale)
        self.dates.set_stale(stale)

    def show_values(self, kind: FacetKind) -> None:
        """Show all values of one kind, and a line to filter them."""
        self._kind = kind
        self.filter.clear()
        self._fill()
        self.kind_chosen.emit()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_overview(self) -> None:
        """Show the first values of each kind again."""
        left, self._kind = self._kind, None
        self.filter.clear()
        self._fill()
        self.kind_chosen.emit()
        if left is not None:
            for key in (f"more:{left}", f"section:{left}"):
                if (index := self._model.index_of(key)).isValid():
                    self.view.setCurrentIndex(index)
                    break
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_rows(self) -> None:
        """Give the rows the keyboard."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        """Make the rows again, with the current one and the place as they were."""
        node = self._model.node_at(self.view.currentIndex())
        top = self.view.verticalScrollBar().value()
        self._filling = True
        try:
            self._model.set_tree(self._make_rows())
            for section in self._model.nodes:
                if section.is_section:
                    self.view.setExpanded(self._model.index_of(section.key), section.key not in self._folded)
            if node is not None:
                self._restore(node)
            self._choose_first_row()
            self.view.verticalScrollBar().setValue(top)
        finally:
            self._filling = False
        self._show_note()

    def _make_rows(self) -> list[FacetNode]:
        if self._facets is None or not self._facets.total:
            return []
        if self._kind is None:
            return build_overview(self._facets, self._query)
        facet = self._facets.find_facet(self._kind) or Facet(self._kind, (), 0)
        return build_values(facet, self._query, self.filter.text())

    def _restore(self, node: FacetNode) -> None:
        """The row of before, else the heading of its kind."""
        for key in (node.key, f"section:{node.kind}"):
            if (index := self._model.index_of(key)).isValid():
                self.view.setCurrentIndex(index)
                return

    def _show_note(self) -> None:
        facets, kind = self._facets, self._kind
        found = facets is not None and bool(facets.total)
        text = ""
        if facets is None:
            text = self.tr("Counting…")
        elif not found:
            text = self.tr("Nothing was found, so there is nothing to narrow down.")
        stuck = facets is not None and not found and bool(self._query.text.strip())
        if not stuck and any(button.hasFocus() for button in self.ways_out.stops):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ways_out.setVisible(stuck)
        few = self._describe_few()
        for label, words in ((self._note, text), (self._few, few)):
            label.setText(words)
            label.setVisible(bool(words))
        self.dates.setVisible(found)
        self._values_head.setVisible(found and kind is not None)
        if kind is not None:
            self._back.setText(kind_title(kind))
            self._back.setAccessibleName(self.tr("Back from {kind}").replace("{kind}", kind_title(kind)))

    def _describe_few(self) -> str:
        """How many values of the kind are shown, where these are not all."""
        facet = None if self._facets is None or self._kind is None else self._facets.find_facet(self._kind)
        if facet is None or len(facet.values) >= facet.distinct:
            return ""
        shown, every = messages.number_text(len(facet.values)), messages.number_text(facet.distinct)
        return fill_template(
            self.tr("The {shown} most frequent of {all}"), (("shown", shown), ("all", every))
        )

    # What people do

    def _on_row_pressed(self, node: FacetNode, opposite: bool) -> None:
        if node.is_more:
            self.show_values(node.kind)
        elif node.mark is not Mark.NONE and not opposite:
            self._choose_without(node.condition, node.mark)
        elif node.condition is not None:
            self._choose(negated(node.condition) if opposite else node.condition)

    def _choose(self, condition: Node) -> None:
        self.text_chosen.emit(with_condition_turned(self._query.text, condition))

    def _choose_without(self, condition: Node | None, mark: Mark) -> None:
        if condition is not None:
            asked = negated(condition) if mark is Mark.EXCLUDED else condition
            self.text_chosen.emit(without_condition(self._query.text, asked))

    def build_menu(self, node: FacetNode) -> QMenu:
        """What can be done with a value; the menu deletes itself when it is closed."""
        menu = QMenu(self)
        condition = node.condition
        if node.mark is not Mark.NONE:
            menu.addAction(self._icons.icon("close"), self.tr("Take out of the search")).triggered.connect(
                lambda _checked=False: self._choose_without(condition, node.mark)
            )
        if condition is not None and node.mark is not Mark.WANTED:
            menu.addAction(self._icons.icon("check"), self.tr("Ask for it")).triggered.connect(
                lambda _checked=False: self._choose(condition)
            )
        if condition is not None and node.mark is not Mark.EXCLUDED:
            menu.addAction(self._icons.icon("excluded"), self.tr("Leave it out")).triggered.connect(
                lambda _checked=False: self._choose(negated(condition))
            )
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show_menu(self, node: FacetNode, place: QPoint) -> None:
        self.build_menu(node).popup(place)

    def _on_left(self) -> None:
        if self._kind is not None:
            self.show_overview()
        else:
            self.left.emit()

    def _choose_first_row(self) -> None:
        """There always is a row that keys are meant for: the first value, where none was chosen."""
        value = next((row for row in self._model.nodes if not row.is_section), None)
        if value is not None and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._model.index_of(value.key))

    def _focus_first_row(self) -> None:
        self.view.setCurrentIndex(self._model.index(0, 0))
        self.focus_rows()

    def _on_folding_changed(self, opened: bool, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if isinstance(node, FacetNode) and not self._filling:
            (self._folded.discard if opened else self._folded.add)(node.key)
            self._settings.put(_FOLDED, sorted(self._folded))
