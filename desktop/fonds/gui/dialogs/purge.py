"""The one question before something is deleted for good."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from fonds.gui.messages import file_size_text, plural


class PurgeDialog(QMessageBox):
    """Says how much goes and that it does not come back. Enter and Esc both cancel."""

    def __init__(self, posts: int, size: int | None = None, parent: QWidget | None = None) -> None:
        """``size`` is in bytes, revisions and media included; None when it is not known."""
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Delete for good"))
        self.setText(plural(self.tr("Delete %Ln post(s) for good?", "", posts), posts))
        sentences = [
            self.tr("All revisions go too, and the media that no other post uses."),
            self.tr("This cannot be undone."),
        ]
        if size is not None:
            sentences.insert(0, self.tr("{size} are deleted.").replace("{size}", file_size_text(size)))
        self.setInformativeText(" ".join(sentences))
        self.delete_button = QPushButton(plural(self.tr("Delete %Ln post(s)", "", posts), posts))
        self.addButton(self.delete_button, QMessageBox.ButtonRole.DestructiveRole)
        self.cancel_button = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.cancel_button)
        self.setEscapeButton(self.cancel_button)

    def ask(self) -> bool:
        """Show the question; True when it shall be done."""
        self.exec()
        return self.clickedButton() is self.delete_button
