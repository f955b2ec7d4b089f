"""A collection, chosen by typing some of its name; one that is not there yet can be made at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.theme import GRID
from fonds.gui.widgets.dialog_button import add_button
from fonds.model.collection import Collection
from fonds.text.folding import fold_name

LONGEST_NAME = 200
MOST_SHOWN = 200
"""Rows: whoever has more types on."""
_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CollectionChooser(QDialog):
    """A field to type in, and the collections that hold what is typed. Either ``chosen`` or ``new_asked`` is emitted, and
    the dialog closes."""

    chosen = Signal(int)
    new_asked = Signal(object, int)
    """The names of the collections that are to be made, each in the one before it, and the number of the one that the
    first is to lie in (0: at the root)."""

    def __init__(
        self,
        title: str,
        collections: Sequence[Collection],
        icons: Icons,
        parent: QWidget | None = None,
        *,
        may_make: bool = True,
        accept_text: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._collections, self._icons, self._may_make = tuple(collections), icons, may_make
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setMinimumWidth(48 * GRID)
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        hint = self.tr("Find a collection, or name a new one") if may_make else self.tr("Find a collection")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Collections"))
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(30 * GRID)
        self.hint = QLabel(self.tr("“News / 1998” makes 1998 in News."))
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setEnabled(False)
        self.hint.setVisible(may_make)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = add_button(
            self._buttons,
            accept_text or self.tr("Add"),
            QDialogButtonBox.ButtonRole.AcceptRole,
            self._take,
        )
        self.accept_button.setDefault(True)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (self.field, self.list, self.hint, self._buttons):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._fill)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.currentRowChanged.connect(lambda row: self.accept_button.setEnabled(row >= 0))
        self._fill()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through the list while one types."""
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _WALKS:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        text = self.field.text().strip()
        wanted = "/".join(fold_name(part) for part in text.split("/"))
        self.list.clear()
        begun: list[Collection] = []
        holding: list[Collection] = []
        for one in self._collections:
            path = "/".join(map(fold_name, one.path))
            if fold_name(one.name).startswith(wanted) or path == wanted:
                begun.append(one)
            elif wanted in path:
                holding.append(one)
        shown = [*begun, *holding] if wanted else list(self._collections)
        for one in shown[:MOST_SHOWN]:
            item = QListWidgetItem(self._icons.icon("collection"), " / ".join(one.path))
            item.setToolTip(messages.posts_text(one.total))
            item.setData(_CHOICE, one.id)
            self.list.addItem(item)
        parent, names = self._place_of(text)
        exact = any("/".join(map(fold_name, one.path)) == wanted for one in self._collections)
        if names and self._may_make and not exact:
            text = (
                self.tr("Make a new collection “{name}”")
                if len(names) == 1
                else self.tr("Make new collections “{name}”")
            ).replace("{name}", " / ".join(names))
            item = QListWidgetItem(self._icons.icon("add"), text)
            item.setData(_CHOICE, -1)
            item.setData(_NEW, (names, parent))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.accept_button.setEnabled(self.list.count() > 0)

    def _place_of(self, text: str) -> tuple[int, tuple[str, ...]]:
        """What is there of a path, and the names of what is not."""
        names = [" ".join(part.split()) for part in text.split("/") if part.strip()]
        known = {tuple(map(fold_name, one.path)): one.id for one in self._collections}
        for length in range(len(names) - 1, 0, -1):
            parent = known.get(tuple(map(fold_name, names[:length])))
            if parent is not None:
                return parent, tuple(names[length:])
        return 0, tuple(names)

    def _take(self) -> None:
        if self.list.currentRow() < 0:
            return
        item = self.list.currentItem()
        number = int(item.data(_CHOICE))
        if number > 0:
            self.chosen.emit(number)
        else:
            names, parent = item.data(_NEW)
            self.new_asked.emit(tuple(names), parent)
        self.accept()


_CHOICE = Qt.ItemDataRole.UserRole
_NEW = Qt.ItemDataRole.UserRole + 1
