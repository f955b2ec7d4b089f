"""The window: menus, toolbar, search box, the desk with its panes, the status line. It decides which actions make sense
and hands them on; what they do to the archive is in ``archive_actions.py``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QStackedWidget, QToolBar, QToolButton, QWidget

from fonds.base.settings import Settings
from fonds.gui import message_boxes, messages, window_place
from fonds.gui.actions import Actions
from fonds.gui.archive_actions import ArchiveActions
from fonds.gui.archive_door import ArchiveDoor
from fonds.gui.desk import Desk, Pane
from fonds.gui.icons import Icons
from fonds.gui.instance import Instance
from fonds.gui.job import Job
from fonds.gui.language import LanguageChoice
from fonds.gui.operations import Operations
from fonds.gui.panes.preview import ORDINARY_SIZE
from fonds.gui.preview_actions import PreviewActions
from fonds.gui.search_actions import SearchActions
from fonds.gui.theme import GRID, Theme, ThemeMode
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.search_box import SearchBox
from fonds.gui.widgets.status_line import StatusLine
from fonds.model.changes import ChangeSet, UndoState
from fonds.model.query import ScopeKind
from fonds.model.taxonomy import Navigator

if TYPE_CHECKING:
    from fonds.services.archives import Archive

ENGINE_NOTICE = 15_000
"""Milliseconds for which the foot of the window says that the simpler preview is used."""
NEEDS_ARCHIVE = (
    "import_folder",
    "import_files",
    "export",
    "check",
    "close_archive",
    "new_post",
    "select_all",
    "search",
    "find_duplicates",
    "check_front_matter",
)
UNPAINTED = 300
"""Milliseconds after which work begins though the window was not painted (it was started as an icon)."""
SHOWS = {f"show_{pane.value}": pane for pane in Pane}


class MainWindow(QMainWindow):
    """One window, one archive at a time."""

    def __init__(
        self, operations: Operations, theme: Theme, icons: Icons, settings: Settings, instance: Instance
    ) -> None:
        super().__init__()
        self._operations = operations
        self._theme = theme
        self._settings = settings
        self._navigator = Navigator()
        self._beginning = QTimer(self)
        self._beginning.setSingleShot(True)
        self.door = ArchiveDoor(self, operations, settings, instance)
        self.actions_table = Actions(icons, self)
        self.desk = Desk(operations, theme, icons, settings)
        self.search_box = SearchBox(icons, theme)
        self.search_actions = SearchActions(
            self, self.desk, self.search_box, self.actions_table, operations, theme, icons, settings
        )
        self.status_line = StatusLine(icons)
        self._nothing = EmptyState(theme, icons)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.desk)
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.status_line)
        self.actions_table.fill_menus(self.menuBar())
        self._build_toolbar(icons)
        self.archive_actions = ArchiveActions(self, operations, theme, icons, settings)
        self.preview_actions = PreviewActions(self, operations, theme, icons, settings)
        self.setAcceptDrops(True)
        self.setWindowTitle("Fonds")
        self.setMinimumSize(640, 420)
        window_place.restore(self, settings)
        self._connect()
        self._show_archive(None)

    # Building

    def _build_toolbar(self, icons: Icons) -> None:
        bar = QToolBar(self.tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("import_folder", "new_post"):
            bar.addAction(self.actions_table[name])
        bar.addWidget(_spring())
        self.search_box.setMinimumWidth(24 * GRID)
        self.search_box.setMaximumWidth(72 * GRID)
        self.search_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bar.addWidget(self.search_box)
        bar.addWidget(_spring())
        for name in ("show_facets", "show_editor", "show_preview", "export"):
            bar.addAction(self.actions_table[name])
        rest = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if rest is not None:  # Qt's own arrow to what has no room cannot be seen in the dark
            rest.setIcon(icons.icon("rest"))
            rest.setAccessibleName(self.tr("More"))
        self.addToolBar(bar)

    def _connect(self) -> None:
        table = self.actions_table
        for name, pane in SHOWS.items():
            table[name].toggled.connect(partial(self.desk.set_shown, pane))
            table[name].setChecked(self.desk.is_shown(pane))
        self.desk.pane_toggled.connect(self._on_pane_toggled)
        for mode in ThemeMode:
            table[f"theme_{mode.value}"].setChecked(self._theme.mode is mode)
            table[f"theme_{mode.value}"].triggered.connect(partial(self._set_theme, mode))
        self._language = LanguageChoice(table, self._settings, self.desk.notice)
        for density in Density:
            table[f"density_{density.value}"].setChecked(self.desk.list.density is density)
            table[f"density_{density.value}"].triggered.connect(partial(self.desk.list.set_density, density))
        self.desk.list.density_changed.connect(self._on_density_changed)
        table["zoom_in"].triggered.connect(partial(self._zoom, 1))
        table["zoom_out"].triggered.connect(partial(self._zoom, -1))
        table["zoom_reset"].triggered.connect(partial(self._zoom, 0))
        table["full_screen"].toggled.connect(self._set_full_screen)
        table["search"].triggered.connect(self._focus_search)
        table["next_pane"].triggered.connect(partial(self.desk.focus_next_pane, 1))
        table["previous_pane"].triggered.connect(partial(self.desk.focus_next_pane, -1))
        table["next_post"].triggered.connect(partial(self.desk.list.select_next, 1))
        table["previous_post"].triggered.connect(partial(self.desk.list.select_next, -1))
        table["find_in_page"].triggered.connect(self.desk.find_in_post)
        table["save"].triggered.connect(self.desk.save)
        table["quit"].triggered.connect(self.close)
        for name in ("edit_several", "star", "trash", "select_all"):
            self.desk.list.view.addAction(table[name])
        table["select_all"].triggered.connect(self.desk.list.select_all)
        self.search_box.search_changed.connect(self._on_search_changed)
        self.search_box.list_requested.connect(self.desk.list.focus_list)
        self.desk.list.clear_search_requested.connect(self.search_box.clear_search)
        self.desk.list.selection_changed.connect(self._update_actions)
        self.desk.list.post_selected.connect(lambda _post: self._update_actions())
        self.desk.list.list_loaded.connect(lambda _list: self._on_list_loaded())
        self.desk.navigator.counts_loaded.connect(self._on_counts_loaded)
        self.desk.navigator.scope_chosen.connect(lambda _scope: self._update_actions())
        self.desk.dirty_changed.connect(lambda _dirty: self._update_actions())
        self.desk.preview.engine_changed.connect(self._on_engine_changed)
        self.desk.preview.link_hovered.connect(self.status_line.showMessage)
        self.search_actions.hits.told.connect(self.status_line.showMessage)
        self._operations.changed.connect(self._on_changed)
        self._operations.failed.connect(self.tell_failure)
        self._operations.job_started.connect(self._on_job_started)
        self.status_line.cancel_requested.connect(self._operations.cancel_jobs)
        self.archive_actions.connect_table(table)
        self.door.changed.connect(self._show_archive)
        self.door.leaving.connect(self.desk.flush)
        self.door.opening.connect(self._on_archive_opening)
        self.door.failed.connect(self._on_opening_failed)
        self.door.shown_again.connect(self.come_forward)
        self.door.post_asked.connect(self.desk.show_post)
        self._nothing.action_triggered.connect(table["open_archive"].trigger)

    # The archive

    def open_first(self, path: Path | None) -> None:
        """Open the archive that was decided on at the start, or the sample; the window is on the screen already."""
        self._show_opening()
        self._beginning.timeout.connect(partial(self.door.open_first, path))
        self._beginning.timeout.connect(self.desk.complete)
        self._beginning.start(UNPAINTED)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What waits for the first painting begins right after it."""
        super().paintEvent(event)
        if self._beginning.isActive():
            self._beginning.start(0)

    def open_path(self, path: Path) -> None:
        """Open an archive in place of the present one."""
        self.door.open_path(path)

    @property
    def archive(self) -> Archive | None:
        """The archive that is shown."""
        return self.door.archive

    def _show_archive(self, archive: Archive | None) -> None:
        self.archive_actions.set_archive(archive)
        self.search_actions.set_archive(archive)
        self.search_box.set_search("")
        self.desk.set_archive(archive)
        self._stack.setCurrentWidget(self._nothing if archive is None else self.desk)
        self._nothing.tell("new-archive", self.tr("No archive is open."), self.tr("Open archive…"))
        name = "" if archive is None else archive.path.stem
        self.setWindowTitle(f"{name} – Fonds" if name else "Fonds")
        self.setWindowFilePath("" if archive is None else str(archive.path))
        self._navigator = Navigator()
        self.actions_table.show_undo(UndoState())
        self.actions_table.show_recent(self._settings.recent_archives)
        self.search_box.setEnabled(archive is not None)
        self._update_actions()
        if archive is not None:
            self._load_undo_state()
            self.desk.list.focus_list()

    def _on_list_loaded(self) -> None:
        self._show_counts()
        # Loads its libraries while one looks at the list, and not before there is one to look at.
        self.desk.previewer().start()

    def _show_opening(self) -> None:
        """While the first archive is opened, its place is shown, not that there is none."""
        if self.archive is None:
            self.desk.list.show_waiting()
            self._stack.setCurrentWidget(self.desk)

    def _on_archive_opening(self, name: str) -> None:
        self._show_opening()
        self.status_line.show_counts(self.tr("Opening {name}…").replace("{name}", name))

    def _on_opening_failed(self, error: Exception, title: str) -> None:
        if self.archive is None:
            self._stack.setCurrentWidget(self._nothing)
        self._show_counts()
        self.actions_table.show_recent(self._settings.recent_archives)
        self.tell_failure(error, title)

    def _on_engine_changed(self, kind: str) -> None:
        if kind == "light" and self._settings.text("preview.engine") != "light":
            text = self.tr(
                "The web engine cannot start here. Posts are shown by a simpler one; the help says why."
            )
            self.status_line.showMessage(text, ENGINE_NOTICE)

    # What follows from changes

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        self._load_undo_state()

    @property
    def counts(self) -> Navigator:
        """What the archive holds, as last counted."""
        return self._navigator

    def _load_undo_state(self) -> None:
        archive = self.archive
        if archive is not None:
            self._operations.run_read(
                lambda _cancel: _undo_state(archive), self.actions_table.show_undo, channel="undo"
            )

    def _on_counts_loaded(self, counts: Navigator) -> None:
        self._navigator = counts
        scope = self.desk.navigator.scope
        total = counts.trashed if scope.kind is ScopeKind.TRASH else counts.all
        self.desk.list.set_total(total)
        self._show_counts()

    def _show_counts(self) -> None:
        selected = self.desk.list.selection_count()
        text = messages.posts_text(self._navigator.all)
        if selected > 1:
            text = messages.selected_text(selected) + " · " + text
        self.status_line.show_counts(text if self.archive is not None else "")

    def _update_actions(self) -> None:
        table = self.actions_table
        writable = self.archive is not None and not self.archive.read_only
        table.enable(self.archive is not None, *NEEDS_ARCHIVE)
        table.enable(writable, "import_folder", "import_files", "new_post", "edit_several")
        chosen = self.archive is not None and self.desk.list.selection_count() > 0
        in_trash = self.desk.navigator.scope.kind is ScopeKind.TRASH
        table.enable(chosen, "next_post", "previous_post", "find_in_page", "next_hit", "previous_hit")
        table.enable(chosen and writable and not in_trash, "star", "trash")
        table.enable(chosen and writable and in_trash, "restore", "purge")
        table.enable(self.desk.has_unsaved(), "save")
        self._show_counts()

    # Jobs and failures

    def _on_job_started(self, job: Job) -> None:
        self.status_line.begin_work(job.title)
        job.progressed.connect(self.status_line.show_progress)
        job.ended.connect(self._on_job_ended)

    def _on_job_ended(self) -> None:
        if not self._operations.jobs:
            self.status_line.end_work()

    def tell_failure(self, error: Exception, title: str) -> None:
        """Say what went wrong."""
        message_boxes.tell_failure(self, error, title, self.actions_table["open_log"])

    def tell(self, heading: str, text: str) -> None:
        """Say something that needs no answer."""
        message_boxes.tell(self, heading, text)

    # View

    def _on_search_changed(self, text: str) -> None:
        self.desk.list.set_search(text)

    def _focus_search(self) -> None:
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    def _on_pane_toggled(self, name: str, shown: bool) -> None:
        self.actions_table[f"show_{name}"].setChecked(shown)

    def _on_density_changed(self, density: Density) -> None:
        self.actions_table[f"density_{density.value}"].setChecked(True)

    def _set_theme(self, mode: ThemeMode) -> None:
        self._theme.set_mode(mode)
        self._settings.put("theme", mode.value)

    def _zoom(self, steps: int) -> None:
        self._theme.zoom_by(steps)
        self._settings.put("zoom", self._theme.zoom)
        self.desk.preview.set_text_size(round(ORDINARY_SIZE * self._theme.zoom / 100))

    def _set_full_screen(self, full: bool) -> None:
        state = self.windowState()
        flag = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | flag if full else state & ~flag)

    def come_forward(self) -> None:
        """Show the window above the others."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    # Dropping and closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """An archive is opened, anything else is looked at for import."""
        from fonds.services import archives

        found = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if len(found) == 1 and found[0].suffix == archives.EXTENSION and found[0].is_file():
            self.open_path(found[0])
        elif found:
            self.archive_actions.import_sources(found)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; ask when an import is under way."""
        if self._operations.jobs and not message_boxes.may_stop_work(self):
            event.ignore()
            return
        window_place.remember(self, self._settings)
        self.desk.save_layout()
        self.desk.list.remember_look()
        event.accept()

    def shut_down(self) -> None:
        """After the last event: stop work, close the archive and the rendering process."""
        archive = self.archive
        self.desk.flush()
        self.archive_actions.accessions.flush()
        self._operations.close()
        self.desk.close_preview()
        if archive is not None:
            archive.close()
        self.door.archive = None


def _undo_state(archive: Archive) -> UndoState:
    from fonds.services import history  # in the pool

    return history.undo_state(archive)


def _spring() -> QWidget:
    widget = QWidget()
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return widget
