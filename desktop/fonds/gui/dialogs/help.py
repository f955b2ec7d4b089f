"""The help pages inside the program: the same Markdown files that lie in ``resources/help``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from fonds.base.paths import resource
from fonds.gui.messages import spoken_language
from fonds.gui.theme import GRID

PAGES = (
    "index",
    "import",
    "accessions",
    "edit",
    "write",
    "reading",
    "bulk-edit",
    "duplicates",
    "front-matter-check",
    "search",
    "collections",
    "trash-undo",
    "history",
    "export",
    "export-formats",
    "archive-file",
    "privacy",
    "keyboard",
    "command-line",
    "install",
    "troubleshooting",
)
"""In the order of the list that ends the first page."""


class HelpDialog(QDialog):
    """A list of pages, and the page. Links between pages work; others open in the system's browser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fonds help"))
        self.resize(920, 680)
        self.pages = QListWidget()
        self.pages.setAccessibleName(self.tr("Help pages"))
        self.pages.setFixedWidth(26 * GRID)
        self.page = _PageView()
        self.page.setAccessibleName(self.tr("Help page"))
        self.page.page_asked.connect(self.show_page)
        for name in PAGES:
            self.pages.addItem(_title_of(_file_of(name)))
        self.pages.currentRowChanged.connect(self._on_row_changed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.pages)
        row.addWidget(self.page, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self.show_page("index")

    def show_page(self, name: str) -> None:
        """Show a page by its file's name without ``.md``."""
        self.pages.setCurrentRow(PAGES.index(name) if name in PAGES else 0)

    def _on_row_changed(self, row: int) -> None:
        self.page.show_file(_file_of(PAGES[max(row, 0)]))


class _PageView(QTextBrowser):
    """A page, which asks for another rather than opening it."""

    page_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link_clicked)
        self.document().setDocumentMargin(3 * GRID)

    def show_file(self, path: Path) -> None:
        """Show a file."""
        self.setSearchPaths([str(path.parent), str(resource("help"))])
        text = path.read_text(encoding="utf-8")
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures no wider than the page."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        path = resource("help", QUrl(name).path())
        picture = QImage(str(path)) if path.is_file() else QImage()
        room = self.viewport().width() - 8 * GRID
        if picture.isNull() or picture.width() <= room:
            return found if picture.isNull() else picture
        return picture.scaledToWidth(max(room, 16 * GRID), Qt.TransformationMode.SmoothTransformation)

    def _on_link_clicked(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)
            return
        name = Path(url.path()).stem
        if name in PAGES:
            self.page_asked.emit(name)
        elif url.fragment():
            self.scrollToAnchor(url.fragment())


def _file_of(name: str) -> Path:
    """The page in the person's language, or in English."""
    own = resource("help", spoken_language(), f"{name}.md")
    return own if own.is_file() else resource("help", f"{name}.md")


def _title_of(path: Path) -> str:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return path.stem
