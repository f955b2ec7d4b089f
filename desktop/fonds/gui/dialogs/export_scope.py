"""Which posts: what is selected, what the list shows, a collection, or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import joined, posts_text
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.model.collection import Collection
from fonds.model.query import ListRequest, Order, OrderColumn, Scope, ScopeKind

Which = Sequence[int] | ListRequest | None
"""Posts by number, those of a list, or all outside the trash."""
_BY_HAND = Order(OrderColumn.HAND, descending=False)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One answer to "which posts": what it is called, which they are, how many, a name for what comes of them, and the
    number of the collection that they are, if they are one. ``query``: they are all that this finds, with ``variants`` of
    Chinese characters."""

    label: str
    which: Which
    count: int
    name: str = ""
    collection: int = 0
    query: str = ""
    variants: bool = True


class ExportScopeBox(QWidget):
    """One choice is made, if there are any posts."""

    changed = Signal()

    def __init__(self, choices: Sequence[ExportChoice]) -> None:
        super().__init__()
        self.choices = [choice for choice in choices if choice.count]
        self.group = QButtonGroup(self)
        self.collection_button = QRadioButton(self.tr("A collection:"))
        self.collection = CalmComboBox()
        self.collection.setAccessibleName(self.tr("Collection"))
        self.collection.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.collection.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.collection.setMinimumContentsLength(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for number, choice in enumerate(self.choices):
            button = QRadioButton(joined([choice.label, posts_text(choice.count)]))
            button.setChecked(number == 0)
            self.group.addButton(button, number)
            layout.addWidget(button)
        if not self.choices:
            layout.addWidget(QLabel(self.tr("There are no posts to export.")))
        self.group.addButton(self.collection_button, len(self.choices))
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.collection_button)
        row.addWidget(self.collection, 1)
        layout.addWidget(self._row)
        self._row.hide()
        self.group.idToggled.connect(self._on_toggled)
        self.collection.activated.connect(lambda _index: self._on_collection_activated())

    @property
    def choice(self) -> ExportChoice | None:
        """What is chosen."""
        number = self.group.checkedId()
        if 0 <= number < len(self.choices):
            return self.choices[number]
        found = self.collection.currentData()
        return found if isinstance(found, ExportChoice) and number >= 0 else None

    def show_collections(self, collections: Sequence[Collection], present: int = 0) -> None:
        """Offer the collections that have posts; ``present`` is the number of the one that the window shows."""
        self.collection.clear()
        for one in collections:
            if one.total:
                path = " / ".join(one.path)
                request = ListRequest(scope=Scope(ScopeKind.COLLECTION, one.id), order=_BY_HAND)
                choice = ExportChoice(path, request, one.total, one.name, one.id)
                self.collection.addItem(joined([path, posts_text(one.total)]), choice)
                if one.id == present:
                    self.collection.setCurrentIndex(self.collection.count() - 1)
        self._row.setVisible(self.collection.count() > 0)

    def _on_toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self.changed.emit()

    def _on_collection_activated(self) -> None:
        if self.collection_button.isChecked():
            self.changed.emit()
        else:
            self.collection_button.setChecked(True)
