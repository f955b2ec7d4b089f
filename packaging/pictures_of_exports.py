"""The picture of an export: what was found, as a book, before anything is written."""

from __future__ import annotations

from picture_stage import MOMENT, Studio

FOUND = "编目"
BOOK = "~/编目.epub"
SHOWN = (920, 680)


def take_exports(studio: Studio) -> None:
    """Search, ask for an export, choose the book."""
    from fonds.gui.dialogs.export_dialog import ExportDialog

    studio.window.search_box.setText(FOUND)
    studio.until(lambda: studio.desk.list.request.search_text == FOUND)
    studio.settle()
    studio.trigger("export")
    dialog = studio.dialog(ExportDialog)
    dialog.resize(*SHOWN)
    dialog.scope.group.button(len(dialog.scope.choices) - 2).setChecked(True)
    dialog.formats.choose("epub")
    dialog.destination.setText(BOOK)
    studio.until(lambda: dialog.place.usable)
    studio.until(lambda: dialog.preview.tabs.tabText(0) == dialog.preview.tr("First post"))
    studio.settle()
    studio.wait(MOMENT)
    studio.take_widget("export", dialog)
    dialog.close()
    studio.window.search_box.clear_search()
    studio.settle()
