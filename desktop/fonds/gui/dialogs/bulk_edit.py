"""Editing several posts: what is to be done, a table of before and after that follows it, then Apply.

Nothing is changed before Apply is pressed; what is applied is what the table shows.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.bulk_messages import counts_text
from fonds.gui.dialogs.dialog_job import DialogJob
from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error, plural
from fonds.gui.models.planned_posts import AFTER, BEFORE, PlannedPostsModel
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.bulk_operation_row import BulkOperationRow
from fonds.gui.widgets.calm_table import calm
from fonds.gui.widgets.change_delegate import ChangeDelegate
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.bulk_edit import BulkOperation, BulkOutcome
from fonds.model.changes import ChangeSet
from fonds.model.progress import CancelToken
from fonds.services import bulk_edit
from fonds.services.archives import Archive
from fonds.services.bulk_edit import BulkPlan

PAUSE = 350
"""Milliseconds for which the operations must rest before it is looked what they would do."""
REFRESH = 150
"""Milliseconds between two looks at how far that is."""


FIRST_ROWS = 200
LATER_TICKS = 7
"""Once so many rows are there, the table grows only at each seventh look."""


class BulkEditDialog(QDialog):
    """``choices`` are names of sets of posts, and their ids; the first is chosen."""

    applied = Signal(object, str)
    """The BulkOutcome, and the name of the step that undoes it."""
    difference_asked = Signal(object, int)
    """The plan and the post whose whole file is to be compared."""

    def __init__(
        self,
        archive: Archive,
        choices: Sequence[tuple[str, array[int] | list[int]]],
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive, self._operations, self._icons = archive, operations, icons
        self._choices = choices
        self._plan: BulkPlan | None = None
        self._planning: CancelToken | None = None
        self._ready = False
        self._ticks = 0
        self.setWindowTitle(self.tr("Edit several posts"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1080, 640)
        self.notice = NoticeBar(theme, icons)
        self.which = QComboBox()
        self.which.addItems([name for name, _ in choices])
        self.which.setAccessibleName(self.tr("Which posts"))
        self.rows: list[BulkOperationRow] = []
        self.add_button = QPushButton(icons.icon("add"), self.tr("Add a row"))
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.only_problems = QCheckBox(self.tr("Only problems"))
        self.rewriting = QCheckBox(self.tr("Rewrite front matter where needed"))
        self.model = PlannedPostsModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Before and after"))
        self.table.setItemDelegate(ChangeDelegate(theme, BEFORE, AFTER, self.table))
        self.progress = ProgressPanel()
        self._work = DialogJob(operations, self.progress, self.notice)
        self._work.started.connect(self._on_started)
        self._work.left.connect(self._ask_again)
        self._pause, self._ticker = QTimer(self), QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._ticker.setInterval(REFRESH)
        self._build()
        self._connect()
        self.add_row()

    # What is to be done

    def add_row(self, operation: BulkOperation | None = None) -> BulkOperationRow:
        """One more operation."""
        row = BulkOperationRow(self._icons)
        self.rows.append(row)
        self._rows_layout.addWidget(row)
        row.changed.connect(self._on_operations_changed)
        row.removed.connect(lambda: self._remove_row(row))
        if operation is not None:
            row.show_operation(operation)
        row.first.setFocus()
        return row

    def show_operations(self, operations: Sequence[BulkOperation]) -> None:
        """Begin with these."""
        for row in tuple(self.rows):
            self._remove_row(row)
        for operation in operations:
            self.add_row(operation)

    def _remove_row(self, row: BulkOperationRow) -> None:
        if row in self.rows:
            self.rows.remove(row)
            self._rows_layout.removeWidget(row)
            row.hide()  # it goes only with the next turn of the event loop
            row.deleteLater()
            self._on_operations_changed()

    def _on_operations_changed(self) -> None:
        self._forget_plan()
        self.counts.setText(self.tr("Looking at the posts…") if self._wanted() else self._invitation())
        self._pause.start()

    def _wanted(self) -> tuple[BulkOperation, ...]:
        found = (row.operation() for row in self.rows)
        return tuple(operation for operation in found if operation is not None)

    def _invitation(self) -> str:
        return self.tr("Say what is to be done: what it would do is shown here first.")

    # The plan

    def _on_rested(self) -> None:
        wanted = self._wanted()
        if not wanted or self._work.running:
            return
        archive, ids = self._archive, list(self._choices[self.which.currentIndex()][1])
        self.notice.dismiss()
        plan = self._plan = BulkPlan(wanted, len(ids))
        self._show_plan()
        self._ticker.start()
        self._planning = self._operations.run_read(
            lambda cancel: bulk_edit.plan(archive, ids, wanted, cancel=cancel, into=plan),
            self._on_planned,
            channel=f"bulk-{id(self)}",
            on_failed=self._on_plan_failed,
        )

    def _show_plan(self) -> None:
        self.model.show_plan(self._plan, problems=self.only_problems.isChecked())
        self._update()

    def _on_tick(self) -> None:
        # Rows that nobody sees have the whole table painted again all the same.
        self._ticks += 1
        if self._ready or self.model.rowCount() < FIRST_ROWS or self._ticks % LATER_TICKS == 0:
            self.model.refresh()
        self._update()

    def _on_planned(self, plan: BulkPlan) -> None:
        if plan is self._plan:
            self._ready = True
            self._ticker.stop()
            self._on_tick()

    def _on_plan_failed(self, error: Exception) -> None:
        self._forget_plan()
        self.counts.setText(self._invitation())
        self.notice.tell(NoticeKind.ERROR, describe_error(error))

    def _forget_plan(self) -> None:
        if self._planning is not None:
            self._planning.cancel()
        self._ticker.stop()
        self._ready, self._planning = False, None
        self.model.show_plan(None, problems=False)
        if self._plan is not None:
            self._plan.close()
        self._plan = None
        self._update()

    def _update(self) -> None:
        plan = self._plan
        total = 0
        if plan is not None:
            counts = plan.counts
            self.counts.setText(counts_text(counts, plan.total if not self._ready else counts.looked_at))
            total = counts.changes + (counts.rewrites if self.rewriting.isChecked() else 0)
            self.rewriting.setVisible(counts.rewrites > 0)
        self.apply_button.setEnabled(self._ready and total > 0)
        text = self.tr("Change %Ln post(s)", "", total) if total else self.tr("Change posts")
        self.apply_button.setText(plural(text, total))

    # Doing it

    def start(self) -> None:
        """Apply the plan."""
        archive, plan, rewriting = self._archive, self._plan, self.rewriting.isChecked()
        if plan is None or not self._ready or self._work.running:
            return
        self._work.run(
            lambda progress, cancel: bulk_edit.apply(archive, plan, progress, cancel, rewriting=rewriting),
            self._on_done,
            title=self.tr("Edit several posts"),
            says=(self.tr("Editing…"), self.tr("If you cancel, everything stays as it was.")),
            writes=True,
        )

    def reject(self) -> None:
        """Close; an edit under way is cancelled, and what it did is taken back."""
        if self._work.cancel():
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Let the plan go with the dialog."""
        self._pause.stop()
        self._forget_plan()
        super().done(result)

    def _on_done(self, result: tuple[BulkOutcome, ChangeSet]) -> None:
        outcome, changes = result
        self.applied.emit(outcome, changes.step)
        self.accept()

    def _on_started(self) -> None:
        self._stack.setCurrentWidget(self.progress)
        self.apply_button.hide()
        self.cancel_button.setFocus()

    def _ask_again(self) -> None:
        self._stack.setCurrentIndex(0)
        self.apply_button.show()
        self.cancel_button.setEnabled(True)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None and self._plan is not None:
            self.difference_asked.emit(self._plan, row.post_id)

    # Its parts

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self.add_row())
        self.which.currentIndexChanged.connect(lambda _index: self._on_operations_changed())
        self.only_problems.toggled.connect(lambda _on: self._show_plan())
        self.rewriting.toggled.connect(lambda _on: self._update())
        self.table.activated.connect(self._on_activated)
        self._pause.timeout.connect(self._on_rested)
        self._ticker.timeout.connect(self._on_tick)

    def _build(self) -> None:
        calm(self.table)
        heading = self.table.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((220, 120, 240, 240)):
            heading.resizeSection(column, width)
        self.rewriting.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._page())
        self._stack.addWidget(self.progress)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.apply_button, self.cancel_button = (
            QPushButton(self.tr("Change posts")),
            QPushButton(self.tr("Cancel")),
        )
        for button, where in ((self.apply_button, role.AcceptRole), (self.cancel_button, role.RejectRole)):
            button.setAutoDefault(False)
            self.buttons.addButton(button, where)
        self.apply_button.setEnabled(False)
        self.apply_button.clicked.connect(lambda: self.start())
        self.cancel_button.clicked.connect(lambda: self.reject())
        frame_dialog(self, self.notice, self._stack, self.buttons, growing=self._stack)

    def _page(self) -> QWidget:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(self.which)
        top.addStretch(1)
        self.add_button.setAutoDefault(False)
        top.addWidget(self.add_button)
        inner.addLayout(top)
        self._rows_layout = QVBoxLayout()
        self._rows_layout.setSpacing(GRID // 2)
        inner.addLayout(self._rows_layout)
        line = QHBoxLayout()
        line.addWidget(self.counts, 1)
        line.addWidget(self.rewriting)
        line.addWidget(self.only_problems)
        inner.addLayout(line)
        inner.addWidget(self.table, 1)
        return page
