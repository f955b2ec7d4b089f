"""What the editor says above a post whose source changed after the post was edited here: that there is something to decide."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from fonds.gui.operations import Operations
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.model.accession import Conflict
from fonds.model.changes import ChangeSet
from fonds.services import conflicts
from fonds.services.archives import Archive


class SourceNotice(QObject):
    """Fills a notice bar of its own, beside the editor's, which tells of what is typed."""

    compare_asked = Signal(int)
    """Both texts of a post are to be compared."""

    def __init__(self, bar: NoticeBar, operations: Operations) -> None:
        super().__init__(bar)
        self._bar = bar
        self._operations = operations
        self._archive: Archive | None = None
        self._post_id = 0
        self._channel = f"source-notice-{id(self)}"
        operations.changed.connect(self._on_changed)

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self._post_id = 0
        self._operations.cancel_channel(self._channel)
        self._bar.dismiss()

    def show_post(self, post_id: int) -> None:
        """Say what there is to say of the post that is shown now."""
        if post_id != self._post_id:
            self._bar.dismiss()
        self._post_id = post_id
        archive = self._archive
        if archive is not None:
            self._operations.run_read(
                lambda _cancel: conflicts.find_conflict(archive, post_id), self._tell, channel=self._channel
            )

    def _tell(self, conflict: Conflict | None) -> None:
        if conflict is None:
            self._bar.dismiss()
        elif not self._bar.sentence:
            self._bar.tell(
                NoticeKind.WARNING,
                self.tr("The source of this post changed after you edited it."),
                [(self.tr("Compare…"), partial(self.compare_asked.emit, conflict.post_id))],
            )

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if self._post_id and changes.moves_lists:
            self.show_post(self._post_id)
