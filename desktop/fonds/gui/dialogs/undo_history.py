"""All steps that can be undone or redone, the newest first, and the way back behind several at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QTableView, QWidget

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error, instant_text, plural
from fonds.gui.operations import Operations
from fonds.gui.phrases import step_sentence
from fonds.gui.theme import Theme
from fonds.gui.widgets.calm_table import calm
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.model.changes import ChangeSet
from fonds.model.steps import KeptStep
from fonds.services import history
from fonds.services.archives import Archive

Index = QModelIndex | QPersistentModelIndex
_ACTION = QDialogButtonBox.ButtonRole.ActionRole


class StepsModel(QAbstractTableModel):
    """The steps as rows. Those that were undone stand above the others, in grey."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Sequence[KeptStep] = ()
        self._headings = (self.tr("Step"), self.tr("When"), self.tr("Who"), self.tr("State"))
        self._undone = self.tr("undone")

    def show(self, steps: Sequence[KeptStep]) -> None:
        """Show these."""
        self.beginResetModel()
        self._steps = steps
        self.endResetModel()

    def step(self, row: int) -> KeptStep | None:
        """The step of a row."""
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def count_to(self, row: int) -> int:
        """How many steps are undone or redone by going to this one."""
        step = self.step(row)
        if step is None:
            return 0
        if step.undone:
            return sum(one.undone and one.id <= step.id for one in self._steps)
        return sum(not one.undone and one.id >= step.id for one in self._steps)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        step = self.step(index.row())
        if step is None:
            return None
        if role == Qt.ItemDataRole.ForegroundRole and step.undone:
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        match index.column():
            case 0:
                return step_sentence(step.step)
            case 1:
                return instant_text(step.made_at)
            case 2:
                return step.who
            case _:
                return self._undone if step.undone else ""


class UndoHistoryDialog(QDialog):
    """The list, and a button whose question says how many steps it takes back."""

    loaded = Signal()
    """The steps are on the screen."""

    def __init__(
        self,
        archive: Archive,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive, self._operations = archive, operations
        self.setWindowTitle(self.tr("Undo history"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 480)
        self.notice = NoticeBar(theme, icons)
        self.remark = QLabel(
            self.tr(
                "The newest step stands first. To go back, all steps above the chosen one are undone with it."
            )
        )
        self.remark.setWordWrap(True)
        self.model = StepsModel(self)
        self.table = QTableView()
        calm(self.table)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(self.tr("Steps"))
        letter = self.fontMetrics().horizontalAdvance("x")
        for column, width in enumerate((44, 22, 16)):
            self.table.horizontalHeader().resizeSection(column, width * letter)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go_button = add_button(self.buttons, self.tr("Go back…"), _ACTION, self.ask)
        self.go_button.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self.table.activated.connect(lambda _index: self.ask())
        frame_dialog(self, self.notice, self.remark, self.table, self.buttons, growing=self.table)
        operations.changed.connect(lambda *_: self.load())
        self.load()

    def load(self) -> None:
        """Show the steps as they are now."""
        archive = self._archive
        self._operations.run_read(
            lambda _cancel: history.list_steps(archive),
            self._on_loaded,
            channel=f"undo-history-{id(self)}",
            on_failed=self._on_failed,
        )

    def _on_loaded(self, steps: Sequence[KeptStep]) -> None:
        self.model.show(steps)
        done = next((row for row, step in enumerate(steps) if not step.undone), 0)
        if steps:
            self.table.setCurrentIndex(self.model.index(done, 0))
        self._enable()
        self.loaded.emit()

    def _enable(self) -> None:
        step = self.model.step(self.table.currentIndex().row())
        self.go_button.setEnabled(step is not None and not self._archive.read_only)
        again = step is not None and step.undone
        self.go_button.setText(self.tr("Redo up to here…") if again else self.tr("Undo down to here…"))

    def ask(self) -> None:
        """Say how much going to the chosen step would undo or redo."""
        row = self.table.currentIndex().row()
        step, count = self.model.step(row), self.model.count_to(row)
        if step is None or self._archive.read_only:
            return
        if step.undone:
            text = plural(self.tr("%Ln step(s) would be made again, up to: {step}", "", count), count)
        else:
            text = plural(self.tr("%Ln step(s) would be undone, down to: {step}", "", count), count)
        do = self.tr("Redo") if step.undone else self.tr("Undo")
        self.notice.tell(
            NoticeKind.WARNING,
            text.replace("{step}", step_sentence(step.step)),
            ((do, partial(self.go_to, step.id)), (self.tr("Not now"), self.notice.dismiss)),
        )
        self.notice.buttons()[1].setFocus()

    def go_to(self, step_id: int) -> None:
        """Undo down to a step, or redo up to it, in the background; it can be cancelled, and then nothing has changed."""
        archive = self._archive
        self.notice.dismiss()
        self._operations.run_job(
            lambda progress, cancel: history.go_to(archive, step_id, progress, cancel),
            title=self.tr("Undo"),
            writes=True,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )

    def _on_done(self, result: tuple[int, ChangeSet]) -> None:
        count = result[0]
        self.notice.tell(NoticeKind.INFO, plural(self.tr("%Ln step(s) done.", "", count), count))

    def _on_failed(self, error: Exception) -> None:
        self.notice.tell(NoticeKind.ERROR, describe_error(error))
