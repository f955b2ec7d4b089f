"""What saving would change in a file whose front matter must be rewritten. Nothing is saved without a yes."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.difference_view import DifferenceView
from fonds.services.editing import RewriteProposal


class SaveDifferenceDialog(QDialog):
    """Shows a file before and after; it is accepted by "Save this" alone."""

    def __init__(
        self, theme: Theme, operations: Operations, proposal: RewriteProposal, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rewrite the front matter"))
        self.resize(820, 560)
        heading = QLabel(self.tr("This is what would change in the file"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        remark = QLabel(
            self.tr(
                "All values that you did not change stay as they are. Comments and spacing that are marked as removed "
                "would be lost. Undo brings the file back as it was."
            )
        )
        remark.setWordWrap(True)
        self.view = DifferenceView(theme, operations)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton(self.tr("Save this"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep_button = buttons.addButton(self.tr("Keep editing"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        layout.addWidget(heading)
        layout.addWidget(remark)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.view.show_texts(
            proposal.before, proposal.after, self.tr("As it is"), self.tr("As it would be saved")
        )
        self.save_button.setAutoDefault(False)
        self.keep_button.setDefault(True)
        self.keep_button.setFocus()
