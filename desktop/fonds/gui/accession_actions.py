"""What the window does with imports of the past: shows them, exports their reports, resumes and withdraws them, and lets a
person decide on conflicts. Dialogs are loaded when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui import import_messages
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.undo_offer import UndoOffer
from fonds.gui.widgets.notice_bar import NoticeKind
from fonds.model.changes import ChangeSet
from fonds.model.query import ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.dialogs.accession import AccessionDialog
    from fonds.model.accession import Accession, Withdrawal
    from fonds.services.archives import Archive

_NOT_NOW = "import.not_now"
_CHANNELS = ("imports", "import-menu", "import-broken", "conflicts")
_REMEMBERED = 50
"""Of so many interrupted imports it is remembered that they shall not be resumed now."""


class AccessionActions(QObject):
    """The verbs of imports, for one window. ``show_dialog`` shows a dialog and closes it with the archive."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        show_dialog: Callable[[QDialog], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._operations = operations
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._show_dialog = show_dialog
        self._archive: Archive | None = None
        self._table: Actions | None = None
        self._pages: dict[int, AccessionDialog] = {}
        self._offer = UndoOffer(desk.notice, operations, self)
        desk.navigator.import_opened.connect(self.show_import)
        desk.navigator.import_menu_asked.connect(self._ask_menu)
        desk.compare_asked.connect(lambda post_id: self.review_conflicts(post_id=post_id))
        operations.changed.connect(self._on_changed)

    def connect_table(self, table: Actions) -> None:
        """Connect the actions that are ours."""
        self._table = table
        table["import_page"].triggered.connect(lambda _checked=False: self.show_chosen_import())
        table["review_conflicts"].triggered.connect(lambda _checked=False: self.review_conflicts())

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive; offer to resume an import that was broken off in it."""
        self._archive = archive
        for channel in _CHANNELS:
            self._operations.cancel_channel(channel)
        if self._table is not None:
            self._table.enable(archive is not None, "import_page")
            self._table.enable(False, "review_conflicts")
        if archive is None:
            return
        self._count_conflicts()
        if not archive.read_only:
            self._operations.run_read(
                lambda _cancel: _find_interrupted(archive),
                self._offer_resuming,
                channel="import-broken",
            )

    def flush(self) -> None:
        """Keep what was written on the pages of imports, now: the archive is about to be left."""
        for page in self._pages.values():
            page.save_description(leaving=True)

    # One import

    def show_chosen_import(self) -> None:
        """The page of the import that the navigator stands on, else of the last one."""
        scope, archive = self._desk.navigator.scope, self._archive
        if scope.kind is ScopeKind.ACCESSION:
            self.show_import(scope.value)
        elif archive is not None:
            from fonds.services import accessions

            self._operations.run_read(
                lambda _cancel: accessions.list_accessions(archive), self._on_listed, channel="imports"
            )

    def _on_listed(self, found: tuple[Accession, ...]) -> None:
        if found:
            self.show_import(found[0].id)
        else:
            self._desk.notice.tell(
                NoticeKind.INFO,
                self.tr("Nothing was imported into this archive yet."),
                [(self.tr("Close"), self._desk.notice.dismiss)],
            )

    def show_import(self, number: int, *, note: bool = False) -> None:
        """The page of an import; ``note``: to write down what is to be said of it."""
        from fonds.gui.dialogs.accession import AccessionDialog

        if self._archive is None:
            return
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = AccessionDialog(
                self._archive, number, self._operations, self._theme, self._icons, self._window
            )
            page.finished.connect(lambda _result: self._pages.pop(number, None))
            page.show_post.connect(self._desk.show_post)
            page.export_asked.connect(self.export_report)
            page.withdraw_asked.connect(self.withdraw)
            page.resume_asked.connect(self.resume)
            page.review_asked.connect(self.review_conflicts)
            self._show_dialog(page)
        else:
            page.raise_()
            page.activateWindow()
        if note:
            page.focus_note()

    def export_report(self, number: int) -> None:
        """Ask for a file, and write the report there as its ending says."""
        from PySide6.QtWidgets import QFileDialog

        filters = {
            self.tr("Web page (*.html)"): "html",
            self.tr("Table (*.csv)"): "csv",
            self.tr("JSON (*.json)"): "json",
        }
        folder = self._settings.text("import.reports", str(paths.documents_dir()))
        dialog = QFileDialog(self._window, self.tr("Export the report"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(filters))
        dialog.selectFile(self.tr("import-{number}").replace("{number}", str(number)))
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(filters.get(kind, "html")))
        dialog.fileSelected.connect(partial(self._on_report_file_chosen, number))
        dialog.open()

    def _on_report_file_chosen(self, number: int, name: str) -> None:
        self._settings.put("import.reports", str(Path(name).parent))
        self.write_report(number, Path(name))

    def write_report(self, number: int, path: Path) -> None:
        """Write the report of an import in the background, in the format that the file's ending says, else as a page."""
        from fonds.services import accession_reports

        archive, ending = self._archive, path.suffix[1:].lower()
        if archive is None:
            return
        format_name = ending if ending in accession_reports.FORMATS else accession_reports.FORMATS[0]
        done = self.tr("The report was written to {path}.").replace("{path}", str(path))
        self._operations.run_job(
            lambda progress, cancel: accession_reports.export_report(
                archive, number, path, format_name, progress, cancel, import_messages.report_words()
            ),
            title=self.tr("Export the report"),
            on_done=lambda _nothing: self._tell_quietly(done),
        )

    def resume(self, number: int) -> None:
        """Go on with an import that did not come to its end."""
        archive = self._archive
        if archive is None or self._is_working():
            return
        from fonds.gui.dialogs.import_dialog import ImportDialog

        self._desk.notice.dismiss()
        dialog = ImportDialog(
            archive, (), self._operations, self._theme, self._icons, self._window, resume=number
        )
        dialog.show_post.connect(self._desk.show_post)
        dialog.review_asked.connect(self.review_conflicts)
        self._show_dialog(dialog)

    def withdraw(self, number: int) -> None:
        """Say what withdrawing an import means, and do it if that is wanted."""
        if self._archive is None or self._is_working():
            return
        from fonds.gui.dialogs.withdraw import WithdrawDialog

        self._desk.flush()
        dialog = WithdrawDialog(
            self._archive, number, self._operations, self._theme, self._icons, self._window
        )
        dialog.withdrawn.connect(self._on_withdrawn)
        self._show_dialog(dialog)

    def _on_withdrawn(self, done: Withdrawal, step: str) -> None:
        undo = (self.tr("Undo"), partial(self._undo, step))
        self._offer.tell(import_messages.withdrawn_text(done), step, undo)

    def _undo(self, step: str) -> None:
        archive = self._archive
        self._desk.notice.dismiss()
        if archive is not None:
            from fonds.services import history

            self._operations.run_write(lambda: history.undo(archive, only=step), title=self.tr("Undo"))

    def _is_working(self) -> bool:
        """Whether something is written just now that must end first; then that is said."""
        working = any(job.writes for job in self._operations.jobs)
        if working:
            self._tell_quietly(self.tr("Wait until the import that is under way has ended, or cancel it."))
        return working

    # An import that was broken off

    def _offer_resuming(self, found: Accession | None) -> None:
        archive = self._archive
        if found is None or archive is None or self._key(archive, found) in self._settings.texts(_NOT_NOW):
            return
        if any(job.writes for job in self._operations.jobs):
            return  # it is that one
        self._desk.notice.tell(
            NoticeKind.INFO,
            import_messages.interrupted_text(found),
            [
                (self.tr("Resume"), partial(self.resume, found.id)),
                (self.tr("Not now"), partial(self._on_not_now, archive, found)),
            ],
        )

    def _on_not_now(self, archive: Archive, found: Accession) -> None:
        self._desk.notice.dismiss()
        before = [key for key in self._settings.texts(_NOT_NOW) if key != self._key(archive, found)]
        self._settings.put(_NOT_NOW, [*before, self._key(archive, found)][-_REMEMBERED:])

    def _key(self, archive: Archive, found: Accession) -> str:
        return f"{archive.path}#{found.id}#{found.started_at}"

    # Conflicts

    def review_conflicts(self, accession: int | None = None, *, post_id: int = 0) -> None:
        """Compare posts that were edited here with what their source says now, all or those of one import."""
        archive = self._archive
        if archive is None:
            return
        from fonds.gui.dialogs.conflict_review import ConflictReviewDialog

        for open_one in self._window.findChildren(ConflictReviewDialog):
            if open_one.isVisible():
                open_one.close()
        dialog = ConflictReviewDialog(
            archive,
            self._operations,
            self._theme,
            self._icons,
            self._desk.flush,
            accession=accession,
            post_id=post_id,
            parent=self._window,
        )
        dialog.open_asked.connect(self._desk.open_post)
        self._show_dialog(dialog)

    def _count_conflicts(self) -> None:
        archive = self._archive
        if archive is not None:
            self._operations.run_read(
                lambda _cancel: _count_conflicts(archive), self._on_counted, channel="conflicts"
            )

    def _on_counted(self, count: int) -> None:
        if self._table is not None:
            self._table.enable(count > 0, "review_conflicts")

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.moves_lists:
            self._count_conflicts()

    # Small parts

    def _ask_menu(self, number: int, place: QPoint) -> None:
        archive = self._archive
        if archive is not None:
            from fonds.services import accessions

            self._operations.run_read(
                lambda _cancel: accessions.load_accession(archive, number),
                partial(self._show_menu, place),
                channel="import-menu",
            )

    def _show_menu(self, place: QPoint, accession: Accession) -> None:
        from fonds.model.accession import AccessionState

        menu = QMenu(self._window)
        archive = self._archive
        writable = archive is not None and not archive.read_only
        standing = accession.state is not AccessionState.WITHDRAWN
        for text, icon, action, enabled in (
            (self.tr("Show import…"), "history", partial(self.show_import, accession.id), True),
            (
                self.tr("Edit note…"),
                "edit",
                partial(self.show_import, accession.id, note=True),
                writable,
            ),
            (self.tr("Export report…"), "export", partial(self.export_report, accession.id), True),
            (self.tr("Resume"), "import", partial(self.resume, accession.id), accession.resumable),
            (self.tr("Withdraw…"), "withdrawn", partial(self.withdraw, accession.id), standing),
        ):
            entry = menu.addAction(self._icons.icon(icon), text)
            entry.triggered.connect(lambda _checked=False, action=action: action())
            entry.setEnabled(enabled and (writable or icon in ("history", "export")))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _tell_quietly(self, sentence: str) -> None:
        notice = self._desk.notice
        notice.tell(NoticeKind.INFO, sentence, [(self.tr("Close"), notice.dismiss)])


# Asked for as soon as an archive is open: loaded in the pool.


def _find_interrupted(archive: Archive) -> Accession | None:
    from fonds.services import accessions

    return accessions.interrupted_accession(archive)


def _count_conflicts(archive: Archive) -> int:
    from fonds.services import conflicts

    return conflicts.count_conflicts(archive)
