"""Where a post came from: facts that are only to be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fonds.gui.widgets.field_notes import form_layout, quiet_label
from fonds.model.post import Post


class ProvenanceBox(QWidget):
    """The file, the import and the digest of a post."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._accession, self._digest = QLabel(), QLabel(), QLabel()
        rows = (
            (self.tr("File"), self._path),
            (self.tr("Import"), self._accession),
            (self.tr("Digest"), self._digest),
        )
        form = form_layout()
        for text, label in rows:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(quiet_label(text), label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)

    def show_post(self, post: Post) -> None:
        """Show the facts of a post."""
        self._path.setText(post.source_path or self.tr("Made here"))
        number = str(post.accession_id) if post.accession_id is not None else ""
        self._accession.setText(self.tr("No. {number}").replace("{number}", number) if number else "—")
        digest = post.digest.hex()
        state = self.tr("edited since the import") if post.edited else self.tr("as imported")
        self._digest.setText(f"{digest[:12]}… · {state}")
        self._digest.setToolTip(digest)
