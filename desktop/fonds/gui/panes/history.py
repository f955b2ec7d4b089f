"""The history of one post: its revisions, any two of them compared, and what is taken back from them.

Rule: nothing is written here without a click, and everything that is can be undone by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from fonds.gui.history_messages import alone_text, revision_name
from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error
from fonds.gui.models.revision_rows import RevisionRowsModel
from fonds.gui.operations import Operations
from fonds.gui.panes.history_frame import HistoryFrame, Manner, Side
from fonds.gui.theme import Theme
from fonds.gui.widgets.notice_bar import Choice, NoticeKind
from fonds.model.changes import ChangeSet
from fonds.services import history as undoing
from fonds.services import revision_history
from fonds.services.revision_history import Comparison, History
from fonds.text.differences import Differences, find_differences
from fonds.text.hunks import hunks_of, take_back
from fonds.text.names import safe_path_part

if TYPE_CHECKING:
    from fonds.model.revision import Revision
    from fonds.services.archives import Archive

Found = tuple[Comparison, Differences]


class HistoryPane(HistoryFrame):
    """``flush`` keeps what was typed in the editor, so that it is not passed over."""

    compared = Signal()
    """Two revisions are on the screen."""

    def __init__(self, operations: Operations, theme: Theme, icons: Icons, flush: Callable[[], None]) -> None:
        super().__init__(operations, theme, icons)
        self._operations, self._flush = operations, flush
        self._archive: Archive | None = None
        self._history: History | None = None
        self._shown: Found | None = None
        self._wanted = 0
        self.model = RevisionRowsModel(self)
        self.list.setModel(self.model)
        self.fit_columns()
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._compare())
        self.side.activated.connect(lambda _index: self._compare())
        self.manner.activated.connect(lambda _index: self.show_manner())
        self.restore_button.clicked.connect(self.restore)
        self.export_button.clicked.connect(self._ask_export)
        self.take_back_button.clicked.connect(self._take_back_current)
        self.inline.take_back_asked.connect(self.take_back)
        self.beside.take_back_asked.connect(self.take_back)
        self.fields.take_back_asked.connect(self.take_field_back)
        operations.changed.connect(self._on_archive_changed)

    # What is shown

    def set_archive(self, archive: Archive | None) -> None:
        """Show posts of this archive."""
        self._archive = archive
        self.show_post(0)

    @property
    def post(self) -> int:
        """The post whose history is shown, or loaded; 0 for none."""
        return self._wanted

    @property
    def history(self) -> History | None:
        """What is shown."""
        return self._history

    def show_post(self, post_id: int) -> None:
        """Show the revisions of a post."""
        if post_id != self._wanted:
            self.notice.dismiss()
        self._wanted = post_id
        archive = self._archive
        if archive is None or not post_id:
            self._history = self._shown = None
            self.model.show(None)
            self.show_nothing(self.tr("No post is selected."))
            return
        self._operations.run_read(
            lambda _cancel: revision_history.load_history(archive, post_id),
            self._on_loaded,
            channel="history",
            on_failed=lambda error: self.show_nothing(describe_error(error)),
        )

    def _on_archive_changed(self, changes: ChangeSet, initiator: object) -> None:
        concerned = changes.many or self._wanted in changes.added | changes.changed | changes.removed
        if concerned and self._wanted and self.isVisible():
            self.show_post(self._wanted)

    def _on_loaded(self, history: History) -> None:
        chosen = [one.id for one in self._chosen()] if self._same_post(history) else []
        stood = self._history.head if self._same_post(history) and self._history is not None else 0
        self._history = history
        self.model.show(history)
        self.show_heading(history.title, len(history.revisions), trashed=history.trashed)
        if not chosen or (chosen == [stood] and stood != history.head):
            chosen = [history.head]
        self.select_rows([row for row in map(self.model.row_of, chosen) if row >= 0] or [0])
        self._compare()

    def _same_post(self, history: History) -> bool:
        return self._history is not None and self._history.post_id == history.post_id

    def _chosen(self) -> list[Revision]:
        """The chosen revisions, the newest first."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [one for row in rows if (one := self.model.revision(row)) is not None]

    def _pair(self) -> tuple[Revision, Revision] | None:
        """The revisions to compare, the older first."""
        chosen, history = self._chosen(), self._history
        if history is None or not chosen:
            return None
        newest, oldest = chosen[0], chosen[-1]
        if len(chosen) > 1:
            return oldest, newest
        head = history.find(history.head)
        before = history.before(newest)
        if self.side.currentData() == Side.CURRENT and head is not None and newest.id != head.id:
            return newest, head
        return None if before is None else (before, newest)

    def _compare(self) -> None:
        archive, pair, post = self._archive, self._pair(), self._wanted
        self._enable()
        if archive is None or pair is None:
            self._operations.cancel_channel("history-compare")
            if chosen := self._chosen():
                self._shown = None
                only = len(self._history.revisions) == 1 if self._history is not None else False
                self.show_alone(alone_text(chosen[0], only=only))
                self._enable()
                self.compared.emit()
            return
        one, other = pair[0].id, pair[1].id

        def work(_cancel: object) -> Found:
            found = revision_history.compare_revisions(archive, post, one, other)
            return found, find_differences(found.before_text, found.after_text)

        self._operations.run_read(
            work,
            self._on_compared,
            channel="history-compare",
            on_failed=lambda error: self.notice.tell(NoticeKind.ERROR, describe_error(error)),
        )

    def _on_compared(self, found: Found) -> None:
        history = self._history
        if history is None:
            return
        self._shown = found
        comparison, differences = found
        titles = [self._name_of(history, number) for number in (comparison.before, comparison.after)]
        offered = self._may_take_back()
        self.show_comparison(comparison, differences, (titles[0], titles[1]), offered=offered)
        self._enable()
        self.compared.emit()

    def _name_of(self, history: History, revision_id: int) -> str:
        revision = history.find(revision_id)
        if revision is None:
            return ""
        return revision_name(revision, history.head)

    def _writable(self) -> bool:
        history, archive = self._history, self._archive
        return history is not None and archive is not None and not archive.read_only and not history.trashed

    def _may_take_back(self) -> bool:
        """Single changes can be taken out of the revision that stands, and of no other."""
        history, shown = self._history, self._shown
        return (
            self._writable()
            and history is not None
            and shown is not None
            and shown[0].after == history.head
            and shown[0].before != history.head
        )

    def _enable(self) -> None:
        chosen, history = self._chosen(), self._history
        one = len(chosen) == 1
        self.restore_button.setEnabled(
            one and self._writable() and history is not None and chosen[0].id != history.head
        )
        self.export_button.setEnabled(one)
        self.side.setEnabled(one and history is not None and len(history.revisions) > 1)
        several = self._may_take_back() and self._shown is not None and bool(self._shown[1].places)
        self.take_back_button.setEnabled(several)

    # Taking back

    def restore(self) -> None:
        """Make the chosen revision the one that stands, as a new revision."""
        chosen, history, archive = self._chosen(), self._history, self._archive
        if archive is None or history is None or len(chosen) != 1:
            return
        post, head, revision = history.post_id, history.head, chosen[0].id
        self._write(lambda: revision_history.restore_revision(archive, post, revision, head))

    def take_back(self, number: int) -> None:
        """Put the lines of one difference back as they are in the older revision."""
        history, archive, shown = self._history, self._archive, self._shown
        if archive is None or history is None or shown is None or not self._may_take_back():
            return
        comparison, differences = shown
        hunks = hunks_of(differences)
        if not 0 <= number < len(hunks):
            return
        post, head, hunk = history.post_id, history.head, hunks[number]

        def work() -> ChangeSet:
            text = take_back(comparison.before_text, comparison.after_text, [hunk])
            return revision_history.restore_text(archive, post, text, head)

        self._write(work)

    def _take_back_current(self) -> None:
        manner = self.manner.currentData()
        place = self.inline.place if manner == Manner.INLINE else self.beside.place
        self.take_back(max(place, 0))

    def take_field_back(self, field: str) -> None:
        """Give one field the value of the older revision again."""
        history, archive, shown = self._history, self._archive, self._shown
        if archive is None or history is None or shown is None or not self._may_take_back():
            return
        post, head, revision = history.post_id, history.head, shown[0].before
        self._write(lambda: revision_history.restore_field(archive, post, revision, field, head))

    def _write(self, work: Callable[[], ChangeSet]) -> None:
        self._flush()  # text that was typed and not saved becomes a draft first, and is then told of
        self.notice.dismiss()
        self._operations.run_write(
            work,
            title=self.tr("Take back"),
            initiator=self,
            on_done=self._on_written,
            on_failed=lambda error: self.notice.tell(NoticeKind.ERROR, describe_error(error)),
        )

    def _on_written(self, changes: ChangeSet) -> None:
        if changes.empty:
            self.notice.tell(NoticeKind.INFO, self.tr("The post is like that already."))
            return
        choices: tuple[Choice, ...] = ((self.tr("Undo"), partial(self._undo, changes.step)),)
        self.notice.tell(NoticeKind.INFO, self.tr("A new revision was made. Nothing was lost."), choices)

    def _undo(self, step: str) -> None:
        archive = self._archive
        if archive is not None:
            self.notice.dismiss()
            self._operations.run_write(
                lambda: undoing.undo(archive, only=step),
                title=self.tr("Undo"),
                on_failed=lambda error: self.notice.tell(NoticeKind.ERROR, describe_error(error)),
            )

    # Handing out

    def _ask_export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from fonds.base import paths

        chosen, history = self._chosen(), self._history
        if history is None or len(chosen) != 1:
            return
        name = f"{safe_path_part(history.title) or history.post_id}-{chosen[0].number}"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the revision"), str(paths.documents_dir() / name)
        )
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write the bytes of the chosen revision to a file."""
        chosen, history, archive = self._chosen(), self._history, self._archive
        if archive is None or history is None or len(chosen) != 1:
            return
        post, revision = history.post_id, chosen[0].id

        def work() -> tuple[int, ChangeSet]:
            return revision_history.export_revision(archive, post, revision, path), ChangeSet()

        self._operations.run_write(
            work,
            title=self.tr("Export the revision"),
            on_done=lambda _size: self.notice.tell(
                NoticeKind.INFO, self.tr("Written to {path}.").replace("{path}", str(path))
            ),
            on_failed=lambda error: self.notice.tell(NoticeKind.ERROR, describe_error(error)),
        )
