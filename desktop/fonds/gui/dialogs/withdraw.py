"""Withdrawing an import: what it would do, then how far it is. Nothing is changed before Withdraw is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.dialogs.dialog_job import DialogJob
from fonds.gui.icons import Icons
from fonds.gui.import_messages import withdrawal_sentences
from fonds.gui.job import Job
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.accession import Withdrawal
from fonds.model.changes import ChangeSet
from fonds.services import accessions
from fonds.services.archives import Archive


class WithdrawDialog(QDialog):
    """Says what withdrawing means for this import, and does it."""

    withdrawn = Signal(object, str)
    """The Withdrawal that was made, and the name of the step that undoes it."""

    def __init__(
        self,
        archive: Archive,
        number: int,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._number = number
        self.setWindowTitle(self.tr("Withdraw import"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # a closed one must not go on reading
        self.resize(520, 220)
        self.notice = NoticeBar(theme, icons)
        self.heading = QLabel(self.tr("Withdraw import {number}?").replace("{number}", str(number)))
        self.sentences = QLabel(self.tr("Looking at what would happen…"))
        self.remark = QLabel(
            self.tr("The files of the source are not touched. Undo takes the withdrawal back.")
        )
        self.progress = ProgressPanel()
        self.buttons = QDialogButtonBox()
        self._work = DialogJob(operations, self.progress, self.notice)
        self._work.started.connect(self._on_started)
        self._work.left.connect(self._ask_again)
        self._build()
        operations.run_read(
            lambda _cancel: accessions.foresee_withdrawal(archive, number),
            self._on_foreseen,
            on_failed=self._on_failed,
        )

    @property
    def job(self) -> Job | None:
        """The withdrawal under way."""
        return self._work.job

    def start(self) -> None:
        """Withdraw the import."""
        archive, number = self._archive, self._number
        self._work.run(
            lambda progress, cancel: accessions.withdraw_accession(archive, number, progress, cancel),
            self._on_done,
            title=self.tr("Withdraw import"),
            says=(self.tr("Withdrawing…"), self.tr("If you cancel, everything stays as it was.")),
            writes=True,
            on_failed=self._on_failed,
        )

    def reject(self) -> None:
        """Close; a withdrawal under way is cancelled, and what it did is taken back."""
        if self._work.cancel():
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def _on_foreseen(self, plan: Withdrawal) -> None:
        self.sentences.setText("\n".join(withdrawal_sentences(plan)))
        self.withdraw_button.setEnabled(True)

    def _on_done(self, result: tuple[Withdrawal, ChangeSet]) -> None:
        withdrawal, changes = result
        self.withdrawn.emit(withdrawal, changes.step)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._work.tell_failure(error)
        self.withdraw_button.setEnabled(False)
        self.sentences.clear()

    def _on_started(self) -> None:
        self._stack.setCurrentWidget(self.progress)
        self.withdraw_button.hide()
        self.cancel_button.setFocus()

    def _ask_again(self) -> None:
        self._stack.setCurrentIndex(0)
        self.withdraw_button.show()
        self.cancel_button.setEnabled(True)

    def _build(self) -> None:
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        for label in (self.heading, self.sentences, self.remark):
            label.setWordWrap(True)
            inner.addWidget(label)
        inner.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.progress)
        role = QDialogButtonBox.ButtonRole
        self.withdraw_button = QPushButton(self.tr("Withdraw"))
        self.withdraw_button.setEnabled(False)
        self.withdraw_button.setAutoDefault(False)
        self.buttons.addButton(self.withdraw_button, role.AcceptRole)
        self.withdraw_button.clicked.connect(lambda: self.start())
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.buttons.addButton(self.cancel_button, role.RejectRole)
        self.cancel_button.clicked.connect(lambda: self.reject())
        self.cancel_button.setDefault(True)
        frame_dialog(self, self.notice, self._stack, self.buttons, growing=self._stack)
