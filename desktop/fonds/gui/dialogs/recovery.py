"""The unsaved changes that were kept as drafts: after a crash, or whenever one asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import instant_text, joined, plural
from fonds.gui.theme import GRID
from fonds.services import browsing, editing
from fonds.services.archives import Archive


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A post with unsaved changes; ``saved_at`` is in seconds UTC."""

    post_id: int
    title: str
    saved_at: int


def find_kept_drafts(archive: Archive) -> tuple[KeptDraft, ...]:
    """Every post with unsaved changes, the latest first; for a reading thread."""
    drafts = {draft.post_id: draft for draft in editing.find_drafts(archive)}
    titles = {summary.id: summary.title for summary in browsing.load_summaries(archive, list(drafts))}
    return tuple(
        KeptDraft(draft.post_id, draft.edit.metadata.title or titles[draft.post_id], draft.saved_at)
        for draft in drafts.values()
        if draft.post_id in titles
    )


class RecoveryDialog(QDialog):
    """Lists the drafts; opening one shows its post with the unsaved changes in it."""

    show_post = Signal(int)

    def __init__(self, drafts: tuple[KeptDraft, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved changes"))
        self.resize(520, 360)
        count = len(drafts)
        heading = QLabel(plural(self.tr("%Ln post(s) (has|have) unsaved changes", "", count), count))
        heading.setWordWrap(True)
        remark = QLabel(self.tr("They are safe in the archive. Open a post to save or to discard them."))
        remark.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Posts with unsaved changes"))
        for draft in drafts:
            item = QListWidgetItem(joined([draft.title, instant_text(draft.saved_at)]))
            item.setData(Qt.ItemDataRole.UserRole, draft.post_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._open())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setDefault(True)
        self.open_button.setEnabled(count > 0)
        self.open_button.clicked.connect(lambda _checked=False: self._open())
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        for widget in (heading, remark):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.list.setFocus()

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.show_post.emit(int(item.data(Qt.ItemDataRole.UserRole)))
