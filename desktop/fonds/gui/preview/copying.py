"""Copies what is selected on the page, or the whole post, in the form that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from fonds.gui.operations import Operations
from fonds.gui.panes.preview import PreviewPane
from fonds.services.archives import Archive
from fonds.services.post_copies import Copied, copy_page
from fonds.services.previewing import Previewer

CHANNEL = "copy-post"


class Form(StrEnum):
    """In which form a text is copied."""

    RICH = "rich"
    MARKDOWN = "markdown"
    PLAIN = "plain"


class Copying(QObject):
    """Serves one preview."""

    told = Signal(str)
    """That something was copied."""

    def __init__(self, pane: PreviewPane, operations: Operations, previewer: Callable[[], Previewer]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._operations = operations
        self._previewer = previewer

    def copy(self, archive: Archive, form: Form) -> None:
        """Copy; pictures of the archive travel in rich text."""
        engine, post_id = self._pane.engine, self._pane.post_id
        if engine is None or post_id is None:
            return
        previewer = self._previewer()

        def picture(reference: str) -> tuple[bytes, str] | None:
            return previewer.find_media(archive, post_id, reference) if form is Form.RICH else None

        def convert(markup: str, whole: bool) -> None:
            self._operations.run_read(
                lambda _cancel: copy_page(markup, picture),
                lambda copied: self._put(copied, form, whole=whole),
                channel=CHANNEL,
                title=self.tr("Copy the post"),
            )

        def take(selected: str) -> None:
            if selected:
                convert(selected, False)
            else:
                self._pane.render_plainly(lambda page: convert(page.html, True), full=True)

        engine.read_selection(take)

    def _put(self, copied: Copied, form: Form, *, whole: bool) -> None:
        data = QMimeData()
        match form:
            case Form.RICH:
                data.setHtml(copied.html)
                data.setText(copied.plain)
            case Form.MARKDOWN:
                data.setText(copied.markdown)
                data.setData("text/markdown", copied.markdown.encode("utf-8", "replace"))
            case Form.PLAIN:
                data.setText(copied.plain)
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit(self.tr("The post was copied.") if whole else self.tr("The selection was copied."))
