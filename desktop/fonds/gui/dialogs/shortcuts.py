"""Every action and its keys, to be searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.theme import GRID
from fonds.gui.widgets.writing_keys import WRITING_KEYS


class ShortcutsDialog(QDialog):
    """Two columns: what it does, and the keys."""

    def __init__(
        self,
        actions: Sequence[QAction],
        further: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``further`` are (what it does, keys) of what is no action: the keys of the editor, say."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard"))
        self.resize(520, 560)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Search actions and keys"))
        self.words.setAccessibleName(self.tr("Search actions and keys"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._on_words_changed)
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(self.tr("Actions and keys"))
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 22 * self.fontMetrics().horizontalAdvance("x"))
        self._fill([*(_describe(action) for action in actions if action.text()), *further])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)

    def shown_rows(self) -> int:
        """How many rows pass the search."""
        return sum(not self.table.isRowHidden(row) for row in range(self.table.rowCount()))

    def _fill(self, rows: Sequence[tuple[str, str]]) -> None:
        self.table.setRowCount(len(rows))
        for number, (text, keys) in enumerate(rows):
            self.table.setItem(number, 0, QTableWidgetItem(text))
            self.table.setItem(number, 1, QTableWidgetItem(keys))

    def _on_words_changed(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.table.rowCount()):
            cells = (self.table.item(row, column) for column in range(2))
            content = " ".join(cell.text() for cell in cells if cell is not None).casefold()
            self.table.setRowHidden(row, not all(word in content for word in words))


def editor_keys() -> list[tuple[str, str]]:
    """The keys of the text editor and of the token fields, which are no actions of the window."""
    translate = QCoreApplication.translate
    rows = [
        (translate("EditorKeys", "Go on with a list, a quotation or an indentation"), "Return"),
        (translate("EditorKeys", "Start a plain new line"), "Shift+Return"),
        (translate("EditorKeys", "Indent the line or the selection"), "Tab"),
        (translate("EditorKeys", "Take the indentation back"), "Shift+Tab"),
        (translate("EditorKeys", "Undo typing"), "Ctrl+Z"),
        (translate("EditorKeys", "Redo typing"), "Ctrl+Shift+Z"),
        (translate("EditorKeys", "Choose a tag in an empty tag field"), "Left"),
        (translate("EditorKeys", "Edit the chosen tag"), "F2"),
        (translate("EditorKeys", "Remove the chosen tag"), "Del"),
    ]
    rows += [(translate("EditorKeys", key.text).rstrip("…"), key.keys[0]) for key in WRITING_KEYS if key.keys]
    native = QKeySequence.SequenceFormat.NativeText
    return [(text, QKeySequence(keys).toString(native)) for text, keys in rows]


def _describe(action: QAction) -> tuple[str, str]:
    native = QKeySequence.SequenceFormat.NativeText
    keys = ", ".join(sequence.toString(native) for sequence in action.shortcuts() if _is_common(sequence))
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…"), keys


def _is_common(keys: QKeySequence) -> bool:
    """Whether ordinary keyboards have it: keys such as "Undo" and "Open" stand behind the function keys in Qt's order."""
    # The stubs do not know that a sequence has items.
    combinations = [keys[place] for place in range(keys.count())]  # type: ignore[index]
    return all(combination.key() <= Qt.Key.Key_F12 for combination in combinations)
