"""Exports that are kept by name in the archive: a menu to keep the one at hand, and to make, rename or remove the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from fonds.gui.dialogs.export_format_names import title_text
from fonds.gui.dialogs.export_scope import ExportChoice
from fonds.gui.dialogs.saved_search import SavedSearchDialog
from fonds.gui.messages import describe_error, instant_text, joined
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model import export_preset
from fonds.model.changes import NOTHING_CHANGED
from fonds.model.export_preset import ExportPreset
from fonds.model.query import ListRequest
from fonds.services import export_presets
from fonds.services.archives import Archive


class SavedExportsButton(QPushButton):
    """Opens the menu. ``present`` gives what is chosen now as a kept export without a name, None when it is not whole."""

    run_asked = Signal(object, bool)
    """``(ExportPreset, since_last)``: it is to be made again."""
    changed = Signal()
    """The kept exports are known, or others than before."""
    failed = Signal(object)
    """Something could not be done: the exception."""

    def __init__(
        self,
        archive: Archive,
        operations: Operations,
        theme: Theme,
        present: Callable[[], ExportPreset | None],
    ) -> None:
        super().__init__(self.tr("Saved exports"))
        self._archive, self._operations, self._theme = archive, operations, theme
        self._present = present
        self.presets: tuple[ExportPreset, ...] = ()
        self.setAutoDefault(False)
        self.entries = QMenu(self)
        self.entries.aboutToShow.connect(self._fill)
        self.setMenu(self.entries)
        self.load()

    def load(self) -> None:
        """Look again at what is kept."""
        archive = self._archive
        self._operations.run_read(
            lambda _cancel: export_presets.list_presets(archive), self._on_loaded, channel="saved-exports"
        )

    def ask_save(self) -> None:
        """Ask for a name, and keep what is chosen now."""
        preset = self._present()
        if preset is not None and not self._archive.read_only:
            self._ask_name(
                self.tr("Save the export"),
                preset.name,
                joined([title_text(preset.format), preset.dest]),
                partial(self._save, preset),
            )

    def ask_rename(self, preset: ExportPreset) -> None:
        """Ask for another name."""
        self._ask_name(
            self.tr("Rename the saved export"), preset.name, preset.dest, partial(self._rename, preset)
        )

    def remove(self, preset: ExportPreset) -> None:
        """Forget it; what it gave out stays."""
        archive = self._archive
        self._operations.run_write(
            lambda: (export_presets.remove_preset(archive, preset.id), NOTHING_CHANGED),
            title=self.tr("Remove the saved export"),
            on_done=lambda _removed: self.load(),
            on_failed=self.failed.emit,
        )

    def _on_loaded(self, presets: tuple[ExportPreset, ...]) -> None:
        self.presets = presets
        self.changed.emit()

    def _fill(self) -> None:
        menu, writable = self.entries, not self._archive.read_only
        menu.clear()
        save = menu.addAction(self.tr("Save this export…"), self.ask_save)
        save.setEnabled(writable and self._present() is not None)
        menu.addSeparator()
        for preset in self.presets:
            self._add(menu.addMenu(preset.name.replace("&", "&&")), preset, writable=writable)

    def _add(self, menu: QMenu, preset: ExportPreset, *, writable: bool) -> None:
        never = self.tr("never made")
        last = never if preset.exported_at is None else instant_text(preset.exported_at)
        menu.addAction(joined([title_text(preset.format), last])).setEnabled(False)
        menu.addAction(self.tr("Export again"), partial(self.run_asked.emit, preset, False))
        if preset.format in export_presets.SINCE_LAST:
            menu.addAction(self.tr("Export only what is new"), partial(self.run_asked.emit, preset, True))
        menu.addSeparator()
        menu.addAction(self.tr("Rename…"), partial(self.ask_rename, preset)).setEnabled(writable)
        menu.addAction(self.tr("Remove"), partial(self.remove, preset)).setEnabled(writable)

    def _ask_name(
        self, title: str, name: str, below: str, keep: Callable[[SavedSearchDialog, str], None]
    ) -> None:
        dialog = SavedSearchDialog(self._theme, title, name, below, self)
        dialog.query.setAccessibleName(self.tr("What is exported"))
        dialog.name_given.connect(partial(keep, dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _save(self, preset: ExportPreset, dialog: SavedSearchDialog, name: str) -> None:
        archive = self._archive
        named = ExportPreset(0, name, preset.format, preset.dest, preset.choice, preset.options)
        self._keep(dialog, lambda: export_presets.save_preset(archive, named))

    def _rename(self, preset: ExportPreset, dialog: SavedSearchDialog, name: str) -> None:
        archive = self._archive
        self._keep(dialog, lambda: export_presets.rename_preset(archive, preset.id, name))

    def _keep(self, dialog: SavedSearchDialog, work: Callable[[], ExportPreset]) -> None:
        def done(_preset: ExportPreset) -> None:
            dialog.accept()
            self.load()

        self._operations.run_write(
            lambda: (work(), NOTHING_CHANGED),
            title=dialog.windowTitle(),
            on_done=done,
            on_failed=lambda error: dialog.tell_wrong(describe_error(error)),
        )


def kept_choice(choice: ExportChoice) -> export_preset.ExportChoice:
    """What is kept of an answer to "which posts": a collection, what was searched for, all, or these very posts."""
    if choice.collection:
        return export_preset.ExportChoice(collection=choice.collection)
    if choice.which is None or choice.query:
        return export_preset.ExportChoice(query=choice.query, variants=choice.variants)
    ids = () if isinstance(choice.which, ListRequest) else tuple(choice.which)
    return export_preset.ExportChoice(ids=ids)
