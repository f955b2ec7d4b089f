"""What the window does about exports: it opens their dialog, with the posts that are looked at as its choices."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.query import ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QMenu

    from fonds.gui.dialogs.export_dialog import ExportChoice, ExportDialog
    from fonds.gui.main_window import MainWindow
    from fonds.model.export_preset import ExportPreset
    from fonds.model.printing import Printer
    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive


class ExportActions(QObject):
    """Exports of one window. ``show_dialog`` shows a dialog that closes with the archive."""

    def __init__(
        self,
        window: MainWindow,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        show_dialog: Callable[[QDialog], None],
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._theme, self._icons = window, operations, theme, icons
        self._settings, self._show_dialog = settings, show_dialog
        self._archive: Archive | None = None
        self._menu: QMenu | None = None

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self._on_saved(())
        self.load_saved()

    def connect_menu(self, menu: QMenu) -> None:
        """Keep the menu of saved exports."""
        self._menu = menu
        menu.setEnabled(False)

    def load_saved(self) -> None:
        """Look at which exports are kept in the archive, for the menu."""
        archive = self._archive
        if archive is not None:
            self._operations.run_read(
                lambda _cancel: _list_presets(archive), self._on_saved, channel="saved-exports-menu"
            )

    def _on_saved(self, presets: tuple[ExportPreset, ...]) -> None:
        if self._menu is None:
            return
        self._menu.clear()
        self._menu.setEnabled(bool(presets))
        for preset in presets:
            action = self._menu.addAction(preset.name.replace("&", "&&"))
            action.setToolTip(preset.dest)
            action.triggered.connect(partial(self.export_again, preset))

    def export_again(self, preset: ExportPreset, _checked: bool = False) -> None:
        """Make a saved export again, in the dialog."""
        dialog = self.export()
        if dialog is not None:
            dialog.run_preset(preset)

    def export(self) -> ExportDialog | None:
        """Ask what is to go where, and in what form. Returns the dialog, if none is at work."""
        archive = self._archive
        if archive is None:
            return None
        from fonds.gui.dialogs.export_dialog import ExportDialog

        for open_one in self._window.findChildren(ExportDialog):
            if open_one.job is not None:  # it comes back by itself; one that was asked for is wanted now
                open_one.show()
                open_one.raise_()
                open_one.activateWindow()
                return None
            open_one.close()  # its choices are of another selection
        scope = self._window.desk.navigator.scope
        dialog = ExportDialog(
            archive,
            self._choices(archive),
            Path(paths.documents_dir()),
            self._operations,
            self._theme,
            self._icons,
            self._window,
            previewer=self._window.desk.previewer,
            settings=self._settings,
            printing=start_printing,
            collection=scope.value if scope.kind is ScopeKind.COLLECTION else 0,
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater() if dialog.job is None else None)
        dialog.saved.changed.connect(self.load_saved)
        self._show_dialog(dialog)
        return dialog

    def _choices(self, archive: Archive) -> list[ExportChoice]:
        from fonds.gui.dialogs.export_dialog import ExportChoice

        pane = self._window.desk.list
        selected, shown = pane.selection_ids(), pane.model.ids
        searched = pane.request.search_text.strip()
        name = searched or archive.path.stem
        choices = []
        if len(selected):
            choices.append(ExportChoice(self.tr("The selected posts"), selected, len(selected), name))
        if len(shown):
            label = self.tr("The posts in the list")
            if searched:
                label = self.tr("Found: {query}").replace("{query}", searched)
            everywhere = searched if pane.request.scope.kind is ScopeKind.ALL else ""
            variants = pane.request.variants
            choices.append(ExportChoice(label, shown, len(shown), name, query=everywhere, variants=variants))
        whole = self._window.counts.all
        choices.append(ExportChoice(self.tr("All posts of the archive"), None, whole, archive.path.stem))
        return choices


def start_printing(cancel: CancelToken) -> AbstractContextManager[Printer]:
    """What prints pages for an export, in a process of its own."""
    from fonds.gui.printing.process import PrintProcess

    return PrintProcess(cancel)


def _list_presets(archive: Archive) -> tuple[ExportPreset, ...]:
    from fonds.services import export_presets  # the formats are not loaded before the window is painted

    return export_presets.list_presets(archive)
