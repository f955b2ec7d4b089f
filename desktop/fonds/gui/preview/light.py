"""The light engine: Qt's own rich text. It knows no network at all; images are asked of the archive, then put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from fonds.gui.preview.engine import Media, MediaLoader
from fonds.gui.preview.light_building import AT_ONCE, LightBuilding
from fonds.gui.preview.light_lines import LightLines
from fonds.gui.preview.light_paper import paper_document, print_document, write_pdf
from fonds.gui.preview.light_selection import selected_html
from fonds.services.previewing import ANCHOR, LINE, EngineKind, RenderedPage, media_reference

if TYPE_CHECKING:
    from PySide6.QtGui import QPageLayout
    from PySide6.QtPrintSupport import QPrinter

COLUMNS = {
    "narrow": {"han": 30, "latin": 27},
    "medium": {"han": 40, "latin": 35},
    "wide": {"han": 54, "latin": 48},
    "full": {"han": 10_000, "latin": 10_000},
}
"""The widest column, in squares of the text's size: for the medium width 40 Chinese or about 72 Latin characters."""
MARGIN = 24
MAX_IMAGES = 200
_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="(post:///media/[^"]*)"')
_TEXT_SIZE = re.compile(r"body \{[^}]*font-size: (\d+)px")
_WIDTH = re.compile(r'<body class="(narrow|medium|wide|full)"')
_SCRIPT = re.compile(r'<article class="page (han|latin)"')
_READING = re.compile(r"<rt\b[^>]*>(.*?)(?=</rt>|<rt\b|<rp\b|</ruby>)", re.DOTALL)
_FORMATS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/x-icon"})
"""Raster images only: a vector image is a program of a kind."""


class _Browser(QTextBrowser):
    """A text browser that loads nothing but what was put in, in a column of a readable width."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.widest = 680
        self.waiting = False
        self._fresh: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Called for whatever the document lacks: nothing is fetched, ever. Small inline images are decoded."""
        address = QUrl(name).toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and address.startswith("data:image/"):
            data = QByteArray.fromBase64(address.partition(",")[2].encode("ascii", "replace"))
            return self.fitted(bytes(data.data()))
        return QImage()

    def fitted(self, data: bytes) -> QImage:
        """An image no wider than the column; empty when it cannot be read."""
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        size, width = reader.size(), self.column()
        if size.isValid() and size.width() > width:
            reader.setScaledSize(size.scaled(QSize(width, size.height()), Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        return image if image.width() <= width else image.scaledToWidth(width)

    def column(self) -> int:
        """The width of the text, in pixels."""
        return max(120, min(self.widest, self.viewport().width() - 2 * MARGIN))

    def fresh_document(self) -> QTextDocument:
        """An empty document of this view's width, which asks this view for what it lacks."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.document().defaultFont())
        document.setTextWidth(self.viewport().width())
        self._fit(document)
        return document

    def take_document(self, document: QTextDocument) -> None:
        """Show a ``fresh_document``, and let the one before go. (Qt itself lets go of the first, which it made.)"""
        before, self._fresh = self._fresh, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()

    def fit_column(self) -> None:
        """Put the column in the middle."""
        self._fit(self.document())

    def _fit(self, document: QTextDocument) -> None:
        side = max(MARGIN, (self.viewport().width() - self.column()) // 2)
        frame = document.rootFrame()
        form = frame.frameFormat()
        if form.leftMargin() != side:
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(MARGIN)
            form.setBottomMargin(2 * MARGIN)
            frame.setFrameFormat(form)

    def stand_out(self, name: str) -> None:
        """Paint the text that has this name as what is selected is painted."""
        hint = QTextEdit.ExtraSelection()
        hint.format.setBackground(self.palette().color(QPalette.ColorRole.Highlight))
        hint.format.setForeground(self.palette().color(QPalette.ColorRole.HighlightedText))
        hint.cursor = self._named(name)
        self.setExtraSelections([hint] if hint.cursor.hasSelection() else [])

    def _named(self, name: str) -> QTextCursor:
        """The text that has a name. Qt gives the name to the first character, and the look to all of it."""
        cursor, first = QTextCursor(self.document()), QTextCharFormat()
        block = self.document().begin()
        while block.isValid() and not cursor.hasSelection():
            for piece in _pieces(block):
                look = piece.charFormat()
                if cursor.hasSelection() and (look.anchorNames() or look.background() != first.background()):
                    break
                if not cursor.hasSelection():
                    if name not in look.anchorNames():
                        continue
                    first = look
                    cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
            block = block.next()
        return cursor

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_column()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.waiting:
            self.waiting = False
            self.painted.emit()


class LightEngine(QObject):
    """See ``PreviewEngine``."""

    painted = Signal()
    link_clicked = Signal(QUrl)
    link_hovered = Signal(str)
    found = Signal(int, int)
    broken = Signal()
    scrolled = Signal(float, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: LightLines | None = None
        self._putting = False
        self._last_line = 0
        self._browser = _Browser()
        self._browser.setAccessibleName(self.tr("Preview of the post"))
        self._browser.anchorClicked.connect(self._on_anchor_clicked)
        self._browser.highlighted.connect(self._on_highlighted)
        self._browser.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._browser.painted.connect(self.painted, Qt.ConnectionType.QueuedConnection)
        self._load_media: MediaLoader | None = None
        self._number = 0
        self._building: LightBuilding | None = None

    @property
    def kind(self) -> EngineKind:
        return EngineKind.LIGHT

    def widget(self) -> QWidget:
        return self._browser

    def warm_up(self) -> None:
        """Nothing to do."""

    def show_page(self, page: RenderedPage, *, keep_place: bool = False) -> None:
        self._stop_building()
        if page.paper:
            self.set_paper(page.paper)
        size = _TEXT_SIZE.search(page.html)
        script = _SCRIPT.search(page.html)
        width = _WIDTH.search(page.html)
        letters = COLUMNS[width[1] if width else "medium"][script[1] if script else "latin"]
        self._browser.widest = letters * (int(size.group(1)) if size else 17)
        html = _with_readings(page.html)
        if len(html) <= AT_ONCE:
            self._put(page, lambda: self._browser.setHtml(html), keep_place)
            return
        put = partial(self._put_document, page, keep_place)
        self._building = LightBuilding(self._browser.fresh_document(), html, put, self)

    def _put_document(self, page: RenderedPage, keep_place: bool, document: QTextDocument) -> None:
        self._building = None
        self._put(page, partial(self._browser.take_document, document), keep_place)

    def _put(self, page: RenderedPage, put: Callable[[], None], keep_place: bool) -> None:
        """Put a page on the screen."""
        bar = self._browser.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self._putting = True  # what scrolls now is nobody's scrolling
        self._lines = None
        put()
        self._browser.fit_column()
        bar.setValue(place)
        self._lines, self._putting = None, False
        last = page.html.rpartition(f'<a name="{LINE}')[2].partition('"')[0]
        self._last_line = int(last) if last.isascii() and last.isdigit() else 0
        self._browser.waiting = True
        self._browser.viewport().update()
        for address in list(dict.fromkeys(_SOURCE.findall(page.html)))[:MAX_IMAGES]:
            self._ask_for(address)

    def set_paper(self, colour: str) -> None:
        palette = self._browser.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colour))
        self._browser.setPalette(palette)

    def _stop_building(self) -> None:
        """What was to come is no longer wanted: slices of a page, and images."""
        self._number += 1
        building, self._building = self._building, None
        if building is not None:
            building.stop()

    def clear(self) -> None:
        self._stop_building()
        self._lines = None
        self._browser.clear()

    def set_media_loader(self, load: MediaLoader) -> None:
        self._load_media = load

    def find_text(self, text: str, *, backward: bool = False) -> None:
        count, number = self._count_hits(text), 0
        cursor = self._browser.textCursor()
        if not text or not count:
            cursor.clearSelection()
            self._browser.setTextCursor(cursor)
            self.found.emit(0, 0)
            return
        flag = QTextDocument.FindFlag.FindBackward if backward else QTextDocument.FindFlag(0)
        if not self._browser.find(text, flag):
            end = QTextCursor.MoveOperation.End if backward else QTextCursor.MoveOperation.Start
            self._browser.moveCursor(end)
            self._browser.find(text, flag)
        number = self._count_hits(text, self._browser.textCursor().selectionEnd())
        self.found.emit(number, count)

    def show_hit(self, number: int) -> None:
        name = f"{ANCHOR}{number}"
        self._browser.scrollToAnchor(name)
        self._browser.stand_out(name)

    def show_line(self, line: float, place: float) -> None:
        bar, height = self._browser.verticalScrollBar(), self._browser.viewport().height()
        top = round(self._found_lines().top_of(line) - place * height)
        bar.setValue(bar.maximum() if place >= 1 else top)

    def read_selection(self, answer: Callable[[str], None]) -> None:
        answer(selected_html(self._browser.textCursor()))

    def make_pdf(self, page: RenderedPage, layout: QPageLayout, answer: Callable[[bytes], None]) -> None:
        answer(write_pdf(paper_document(_with_readings(page.html), self._browser.document()), layout))

    def print_page(self, page: RenderedPage, printer: QPrinter, done: Callable[[bool], None]) -> None:
        print_document(paper_document(_with_readings(page.html), self._browser.document()), printer)
        done(True)

    def copy(self) -> None:
        self._browser.copy()

    def select_all(self) -> None:
        self._browser.selectAll()

    def close(self) -> None:
        self._stop_building()
        self._browser.setParent(None)
        self._browser.deleteLater()

    def _found_lines(self) -> LightLines:
        if self._lines is None:
            self._lines = LightLines(self._browser.document(), self._last_line)
        return self._lines

    def _on_scrolled(self, value: int) -> None:
        bar = self._browser.verticalScrollBar()
        place = value / bar.maximum() if bar.maximum() else 0.0
        if self._browser.isVisible() and not self._putting:
            line = self._found_lines().line_at(value + place * self._browser.viewport().height())
            self.scrolled.emit(line, place)

    def _count_hits(self, text: str, end: int | None = None) -> int:
        plain = self._browser.document().toPlainText()[:end].casefold()
        return plain.count(text.casefold()) if text else 0

    def _ask_for(self, address: str) -> None:
        reference = media_reference(address)
        if reference is None or self._load_media is None:
            return
        number = self._number

        def answer(media: Media) -> None:
            if number == self._number and media is not None and media[1] in _FORMATS:
                self._put_image(address, media[0])

        self._load_media(reference, answer)

    def _put_image(self, address: str, data: bytes) -> None:
        image = self._browser.fitted(data)
        if image.isNull():
            return
        document = self._browser.document()
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), image)
        document.markContentsDirty(0, document.characterCount())

    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme() or url.host():
            self.link_clicked.emit(url)
        elif url.hasFragment():
            self._browser.scrollToAnchor(url.fragment())

    def _on_highlighted(self, url: QUrl) -> None:
        self.link_hovered.emit(url.toString() if url.scheme() not in ("", "post") else "")


def _pieces(block: QTextBlock) -> Iterator[QTextFragment]:
    """The pieces of a paragraph that are of one look each."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def _with_readings(html: str) -> str:
    """Readings of characters in brackets behind them: Qt's rich text cannot set them above."""
    return html if "<rp" in html else _READING.sub(r"(\1)", html)
