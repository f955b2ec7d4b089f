"""A table of problems that can be searched: what kind, where, and the sentence that tells it. For any number of them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import describe_problem, number_text, of_text, problem_place
from fonds.gui.problem_names import kind_text
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_table import calm
from fonds.model.problems import Problem, ProblemKind

Index = QModelIndex | QPersistentModelIndex
FILTER_DELAY = 150
SHOWN_LENGTH = 300
"""Characters of a sentence that a row shows; a long path or value in it would only be cut by the edge."""
SLICE = 2000
"""So many problems are looked at for a filter before the window may do something else."""


class ProblemModel(QAbstractTableModel):
    """The problems that pass the filter, in their order. Of very many, those that pass come in one after the other."""

    filtered = Signal()
    """More of the problems were looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Problem] = ()
        self._kinds: Collection[ProblemKind] = ()
        self._shown: range | array[int] = range(0)
        self._wanted: tuple[str, ProblemKind | None] = ("", None)
        self._looked = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def set_problems(self, problems: Sequence[Problem], kinds: Collection[ProblemKind] | None = None) -> None:
        """Show these, which must not change any more. ``kinds`` are theirs, where that is known."""
        self._timer.stop()
        self.beginResetModel()
        self._all = problems
        self._kinds = {problem.kind for problem in problems} if kinds is None else kinds
        self._shown = range(len(problems))
        self.endResetModel()

    def filter(self, words: str, kind: ProblemKind | None) -> None:
        """Show those of a kind whose path or sentence holds the words."""
        self._timer.stop()
        self._wanted = (words.casefold(), kind)
        everything = not words and kind is None
        self.beginResetModel()
        self._shown = range(len(self._all)) if everything else array("q")
        self._looked = len(self._all) if everything else 0
        self.endResetModel()
        self._look()

    def _look(self) -> None:
        """Look at the next problems, and show those that pass."""
        end = min(self._looked + SLICE, len(self._all))
        found = [place for place in range(self._looked, end) if self._passes(self._all[place])]
        self._looked = end
        if found and isinstance(self._shown, array):
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(found) - 1)
            self._shown.extend(found)
            self.endInsertRows()
        if self._looked < len(self._all):
            self._timer.start(0)
        self.filtered.emit()

    def _passes(self, problem: Problem) -> bool:
        words, kind = self._wanted
        return (kind is None or problem.kind is kind) and (
            not words or words in f"{problem.path}\n{describe_problem(problem)}".casefold()
        )

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def kinds(self) -> list[ProblemKind]:
        """The kinds there are, in the order of the list of kinds."""
        return [kind for kind in ProblemKind if kind in self._kinds]

    def problem(self, row: int) -> Problem:
        """The problem of a row."""
        return self._all[self._shown[row]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem = self.problem(index.row())
        text = problem_place(problem) if index.column() == 0 else describe_problem(problem)
        if role == Qt.ItemDataRole.DisplayRole:
            return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("File") if section == 0 else self.tr("Problem")
        return None


class ProblemTable(QWidget):
    """The table with its filter. ``activated`` comes on a double-click or Enter."""

    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemModel(self)
        self.model.filtered.connect(self._show_count)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter by file or text"))
        self.words.setAccessibleName(self.tr("Filter the problems"))
        self.words.setClearButtonEnabled(True)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of problem"))
        self._count = QLabel()
        self.view = _View()
        self.view.setModel(self.model)
        self.view.horizontalHeader().resizeSection(0, 42 * self.fontMetrics().horizontalAdvance("x"))
        self.view.setAccessibleName(self.tr("Problems"))
        self.view.activated.connect(lambda index: self.activated.emit(self.model.problem(index.row())))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_DELAY)
        self._timer.timeout.connect(self._apply_filter)
        self.words.textChanged.connect(lambda _text: self._timer.start())
        self.kinds.activated.connect(lambda _index: self._apply_filter())
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.words, 1)
        row.addWidget(self.kinds)
        row.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    def set_problems(self, problems: Sequence[Problem], kinds: Collection[ProblemKind] | None = None) -> None:
        """Show these problems, unfiltered."""
        self.model.set_problems(problems, kinds)
        self.words.clear()
        self.kinds.clear()
        self.kinds.addItem(self.tr("All kinds"), "")
        for kind in self.model.kinds():
            self.kinds.addItem(kind_text(kind), kind.value)
        self._show_count()

    def _apply_filter(self) -> None:
        value = self.kinds.currentData()
        self.model.filter(self.words.text(), ProblemKind(value) if value else None)

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self._count.setText(number_text(total) if shown == total else of_text(shown, total))


class _View(QTableView):
    """Two columns with rows of one height; Ctrl+C copies the chosen rows."""

    def __init__(self) -> None:
        super().__init__()
        calm(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        model = self.model()
        if not isinstance(model, ProblemModel):
            return
        rows = (model.problem(index.row()) for index in self.selectionModel().selectedRows())
        QGuiApplication.clipboard().setText(
            "\n".join(f"{problem_place(row)}\t{describe_problem(row)}" for row in rows)
        )
