"""The one question before something is deleted for good."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from fonds.gui.history_messages import purge_text
from fonds.gui.messages import file_size_text, plural
from fonds.gui.theme import GRID
from fonds.model.revision import PurgeSizes


class PurgeDialog(QMessageBox):
    """Says how much goes and that it does not come back. Enter and Esc both cancel."""

    def __init__(self, posts: int, sizes: PurgeSizes | None = None, parent: QWidget | None = None) -> None:
        """``sizes`` is None when it is not known how much goes."""
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Delete for good"))
        self.setText(plural(self.tr("Delete %Ln post(s) for good?", "", posts), posts))
        sentences = [
            self.tr("All revisions go too, and the media that no other post uses."),
            self.tr("This cannot be undone."),
            self.tr("Neither can what was done before, up to the last change of these posts."),
        ]
        if sizes is not None:
            freed = self.tr("{size} of the archive become free.")
            sentences[0] = self.tr("With them go {what}.").replace("{what}", purge_text(sizes))
            sentences.insert(1, freed.replace("{size}", file_size_text(sizes.freed)))
        self.setInformativeText(" ".join(sentences))
        label = self.findChild(QLabel, "qt_msgbox_informativelabel")
        if label is not None:  # Qt would make the question as narrow as its buttons
            label.setMinimumWidth(GRID * 45)
        self.delete_button = QPushButton(plural(self.tr("Delete %Ln post(s)", "", posts), posts))
        self.addButton(self.delete_button, QMessageBox.ButtonRole.DestructiveRole)
        self.cancel_button = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.cancel_button)
        self.setEscapeButton(self.cancel_button)

    def ask(self) -> bool:
        """Show the question; True when it shall be done."""
        self.exec()
        return self.clickedButton() is self.delete_button
