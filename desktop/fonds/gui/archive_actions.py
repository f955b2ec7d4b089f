"""What the window's actions do to the archive: each asks what must be asked, and hands the work to Operations.

A dialog is loaded when it is first asked for: the window is on the screen a fifth of a second sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui import messages
from fonds.gui.accession_actions import AccessionActions
from fonds.gui.actions import Actions
from fonds.gui.arranging import Arranging
from fonds.gui.bulk_actions import BulkActions
from fonds.gui.dropping_actions import DroppingActions
from fonds.gui.duplicate_actions import DuplicateActions
from fonds.gui.export_actions import ExportActions
from fonds.gui.front_matter_actions import FrontMatterActions
from fonds.gui.history_actions import HistoryActions
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.undoing import Undoing
from fonds.model.changes import ChangeSet
from fonds.model.query import ScopeKind
from fonds.model.taxonomy import TermKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.model.revision import PurgeSizes
    from fonds.services import editing
    from fonds.services.archives import Archive, CheckReport


class ArchiveActions(QObject):
    """The verbs of one window."""

    def __init__(
        self, window: MainWindow, operations: Operations, theme: Theme, icons: Icons, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._operations = operations
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._archive: Archive | None = None
        self._dialogs: list[QDialog] = []
        self.accessions = AccessionActions(
            window, window.desk, operations, theme, icons, settings, self._show
        )
        self.arranging = Arranging(window, operations, theme, icons, settings, self._show)
        self.exports = ExportActions(window, operations, theme, icons, settings, self._show)
        self.undoing = Undoing(operations, window.status_line, self)
        self.bulk = BulkActions(window, operations, theme, icons, self._show, self.undoing)
        self.dropping = DroppingActions(window, operations, self.arranging.tree.drops, self.bulk)
        self.duplicates = DuplicateActions(window, operations, theme, icons, self._show)
        self.history = HistoryActions(window, operations, theme, icons, self._show)
        self.front_matter = FrontMatterActions(window, operations, theme, icons, self._show, self.bulk)

    def connect_table(self, table: Actions) -> None:
        """Connect every action that is ours."""
        for name, slot in (
            ("new_archive", self.new_archive),
            ("open_archive", self.open_archive),
            ("open_sample", self._window.door.open_sample),
            ("import_folder", self.import_folder),
            ("import_files", self.import_files),
            ("export", self.exports.export),
            ("check", self.check),
            ("close_archive", self._window.door.close),
            ("undo", self.undo),
            ("redo", self.redo),
            ("new_post", self.new_post),
            ("edit_several", self.bulk.edit_several),
            ("find_duplicates", self.duplicates.find_duplicates),
            ("check_front_matter", self.front_matter.check_front_matter),
            ("star", self.star),
            ("trash", self.trash),
            ("restore", self.restore),
            ("purge", self.purge),
            ("help", self.show_help),
            ("shortcuts", self.show_shortcuts),
            ("open_log", open_log),
            ("about", self.show_about),
        ):
            table[name].triggered.connect(lambda _checked=False, slot=slot: slot())
        table.recent_chosen.connect(self._window.open_path)
        self.exports.connect_menu(table.menu("export_again"))
        self.accessions.connect_table(table)
        self.history.connect_table(table)
        self._window.door.leaving.connect(self.accessions.flush)
        pane = self._desk.list
        pane.trash_requested.connect(self.trash)
        pane.restore_requested.connect(self.restore)
        pane.purge_requested.connect(self.purge)
        pane.export_requested.connect(self.exports.export)
        pane.import_requested.connect(self.import_folder)

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive; dialogs of the one before close."""
        self._archive = archive
        if archive is not None:
            archive.who = self._settings.text("import.who") or None  # else as the system says
        for dialog in tuple(self._dialogs):
            dialog.close()
        self.accessions.set_archive(archive)
        self.arranging.set_archive(archive)
        self.bulk.set_archive(archive)
        self.dropping.set_archive(archive)
        self.exports.set_archive(archive)
        self.duplicates.set_archive(archive)
        self.history.set_archive(archive)
        self.front_matter.set_archive(archive)

    # Archives

    def new_archive(self) -> None:
        """Ask for a place, and make an archive there."""
        from PySide6.QtWidgets import QFileDialog

        from fonds.services import archives

        suggestion = paths.documents_dir() / (self.tr("Archive") + archives.EXTENSION)
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("New archive"),
            str(suggestion),
            self._filter(),
            # Making an archive never overwrites: the store refuses, and says so.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            path = Path(name)
            self._window.door.create_path(path if path.suffix else path.with_suffix(archives.EXTENSION))

    def open_archive(self) -> None:
        """Ask for an archive, and open it."""
        from PySide6.QtWidgets import QFileDialog

        folder = self._archive.path.parent if self._archive is not None else paths.documents_dir()
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open archive"), str(folder), self._filter()
        )
        if name:
            self._window.open_path(Path(name))

    def check(self) -> None:
        """Check that everything is whole, in the background, and say what was found."""
        from fonds.services import archives

        archive = self._archive
        if archive is not None:
            self._operations.run_job(
                lambda progress, cancel: archives.check_archive(archive, progress, cancel),
                title=self.tr("Check the archive"),
                on_done=self._on_checked,
            )

    def _on_checked(self, report: CheckReport) -> None:
        from fonds.gui.phrases import phrase

        if report.problems:
            heading = messages.plural(
                self.tr("%Ln problem(s) found", "", len(report.problems)), len(report.problems)
            )
            self._window.tell(heading, "\n".join(map(phrase, report.problems[:20])))
        else:
            looked = self.tr("{posts} posts, {revisions} revisions and {media} media files were checked.")
            for name, count in (
                ("posts", report.posts),
                ("revisions", report.revisions),
                ("media", report.media),
            ):
                looked = looked.replace("{" + name + "}", messages.number_text(count))
            self._window.tell(self.tr("Everything is whole."), looked)

    def _filter(self) -> str:
        from fonds.services import archives

        return self.tr("Fonds archives") + f" (*{archives.EXTENSION})"

    # In and out

    def import_folder(self) -> None:
        """Ask for a folder, and show what is in it."""
        from PySide6.QtWidgets import QFileDialog

        start = self._settings.text("import.folder", str(paths.documents_dir()))
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import folder"), start)
        if name:
            self._settings.put("import.folder", str(Path(name).parent))
            self.import_sources([Path(name)])

    def import_files(self) -> None:
        """Ask for files or packed folders, and show what is in them."""
        from PySide6.QtWidgets import QFileDialog

        from fonds.services.sources import DOCUMENT_SUFFIXES, PACKED_SUFFIXES

        start = self._settings.text("import.folder", str(paths.documents_dir()))
        filters = (
            _filter_of(self.tr("Documents and packed folders"), (*DOCUMENT_SUFFIXES, *PACKED_SUFFIXES)),
            _filter_of(self.tr("Packed folders"), PACKED_SUFFIXES),
            self.tr("All files") + " (*)",
        )
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Import files"), start, ";;".join(filters)
        )
        if names:
            self._settings.put("import.folder", str(Path(names[0]).parent))
            self.import_sources([Path(name) for name in names])

    def import_sources(self, sources: Sequence[Path]) -> None:
        """Show what is in folders and files, and import them if that is wanted."""
        from fonds.base.person import own_name

        archive = self._archive
        if archive is None or archive.read_only:
            self._window.tell(
                self.tr("There is no archive to import into."), self.tr("Open or make an archive first.")
            )
            return
        from fonds.gui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(
            archive,
            sources,
            self._operations,
            self._theme,
            self._icons,
            self._window,
            who=self._settings.text("import.who", own_name()),
        )
        dialog.who_given.connect(partial(self._settings.put, "import.who"))
        dialog.review_asked.connect(self.accessions.review_conflicts)
        dialog.show_post.connect(self._desk.show_post)
        self._show(dialog)

    # Posts

    def new_post(self) -> None:
        """Make a post where the list stands, and open it in the editor."""
        archive = self._archive
        if archive is None or archive.read_only:
            return
        scope = self._desk.navigator.scope
        kinds = {ScopeKind.CATEGORY: TermKind.CATEGORY, ScopeKind.TAG: TermKind.TAG}

        def work() -> tuple[int, ChangeSet]:
            from fonds.model.revision import NewPost
            from fonds.services import browsing, editing

            new = NewPost()
            kind = kinds.get(scope.kind)
            for term in browsing.load_terms(archive, kind) if kind else ():
                if term.id == scope.value:
                    is_tag = kind is TermKind.TAG
                    new = NewPost(tags=(term.name,)) if is_tag else NewPost(categories=(term.path,))
            return editing.create_post(archive, new)

        self._operations.run_write(work, title=self.tr("New post"), on_done=self._on_post_made)

    def _on_post_made(self, post_id: int) -> None:
        self._window.search_box.clear_search()
        self._desk.open_new_post(post_id)

    def star(self) -> None:
        """Give the selected posts a star; where all have one, take it away."""
        from fonds.services import starring

        self._with_selection(starring.toggle_stars, self.tr("Add or remove star"))

    def trash(self) -> None:
        """Move the selected posts to the trash; undo brings them back."""
        from fonds.services import editing

        self._with_selection(editing.trash_posts, self.tr("Move to trash"))

    def restore(self) -> None:
        """Take the selected posts out of the trash."""
        from fonds.services import editing

        self._with_selection(editing.restore_posts, self.tr("Restore"))

    def purge(self) -> None:
        """Delete the selected posts for good, after a question that says how much that is."""
        from fonds.services import editing

        archive, ids = self._archive, list(self._desk.list.selection_ids())
        if archive is None or not ids:
            return
        self._operations.run_read(
            lambda _cancel: editing.purge_size(archive, ids), partial(self._ask_purge, ids), channel="purge"
        )

    def _ask_purge(self, ids: list[int], sizes: PurgeSizes) -> None:
        from fonds.gui.dialogs.purge import PurgeDialog
        from fonds.services import editing

        archive = self._archive
        if archive is not None and PurgeDialog(len(ids), sizes, self._window).ask():
            self._operations.run_write(
                lambda: editing.purge_posts(archive, ids), title=self.tr("Delete permanently")
            )

    def _with_selection(self, change: editing.PostsChange, title: str) -> None:
        archive, ids = self._archive, list(self._desk.list.selection_ids())
        if archive is not None and ids and not archive.read_only:
            self._operations.run_write(lambda: change(archive, ids), title=title)

    def undo(self) -> None:
        """Take the last saved change back."""
        if self._archive is not None:
            self.undoing.undo(self._archive, self.tr("Undo"))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._archive is not None:
            self.undoing.redo(self._archive, self.tr("Redo"))

    # Help

    def show_help(self) -> None:
        """The help pages."""
        from fonds.gui.dialogs.help import HelpDialog

        self._show(HelpDialog(self._window))

    def show_shortcuts(self) -> None:
        """All keys."""
        from fonds.gui.dialogs.shortcuts import ShortcutsDialog, editor_keys

        table = self._window.actions_table
        actions = [table[name] for name in table.names()]
        self._show(ShortcutsDialog(actions, editor_keys(), self._window))

    def show_about(self) -> None:
        """Versions, licences and places."""
        from fonds.gui.dialogs.about import AboutDialog

        path = "" if self._archive is None else str(self._archive.path)
        self._show(AboutDialog(self._theme, path, self._window))

    def _show(self, dialog: QDialog) -> None:
        self._dialogs.append(dialog)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.show()

    def _forget(self, dialog: QDialog) -> None:
        if dialog in self._dialogs:
            self._dialogs.remove(dialog)


def _filter_of(label: str, suffixes: Sequence[str]) -> str:
    return f"{label} ({' '.join('*' + suffix for suffix in suffixes)})"


def open_log() -> None:
    """Show the folder of the log in the system's file manager."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_dir())))
