"""Qt's own rich text as a press, for where Chromium cannot run: the same words, pictures and links, plainly laid out."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QImage,
    QImageReader,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from fonds.base.paths import resource
from fonds.gui.printing.page_layout import page_layout
from fonds.model.printing import MEDIA, PressKind, PrintedSheets, SectionKind, Sheets

SCREEN = 96
"""Dots an inch in which a text document measures."""
DOTS = 600
MAX_PIXELS = 40_000_000
"""Larger pictures are left out: their bytes may unpack to anything."""
_SERIF = ["Noto Serif", "Noto Serif CJK SC", "Songti SC", "SimSun", "serif"]
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ID = re.compile(r'<(?!a\b)([a-z][a-z0-9]*)\b([^<>]*?)\sid="([^"]+)"([^<>]*)>')
_HOLDERS = {
    "p",
    "div",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "span",
    "sup",
    "sub",
    "b",
    "i",
    "em",
    "strong",
    "code",
} | {f"h{level}" for level in range(1, 7)}
"""Elements that a name can stand in; beside others it stands before them."""


class LightPress:
    """Lives as long as its process. ``reason``: why it is not Chromium that prints."""

    def __init__(self, reason: str) -> None:
        self._application = QGuiApplication.instance() or QGuiApplication(["fonds-print"])
        self._reason = reason

    def print(self, sheets: Sheets) -> PrintedSheets:
        """See ``Press``."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(DOTS)
        layout = page_layout(sheets.page_size)
        writer.setPageLayout(layout)
        room = QSizeF(layout.paintRectPixels(SCREEN).size())
        document = _document(sheets, room)
        _paint(document, sheets, writer, room)
        places = _places(document, sheets, layout, room)
        return PrintedSheets(bytes(buffer.data().data()), PressKind.LIGHT, places, self._reason)


class _Document(QTextDocument):
    """Has the sheets' own pictures, and loads nothing else."""

    def __init__(self, sheets: Sheets, room: QSizeF) -> None:
        super().__init__()
        self._sheets = sheets
        self._room = room

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        address = name if isinstance(name, str) else name.toString()
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        if address.startswith("data:image/"):
            data = bytes(QByteArray.fromBase64(address.partition(",")[2].encode("ascii", "replace")).data())
        else:
            data = self._sheets.media.get(address.removeprefix(MEDIA), (b"", ""))[0]
        return _fitted(data, self._room)


def _fitted(data: bytes, room: QSizeF) -> QImage:
    """A picture that says of itself how large it is on the sheet; empty when it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        return QImage()
    limit = QSize(int(room.width()), int(room.height() * 0.8))
    image = reader.read()
    factor = max(image.width() / limit.width(), image.height() / limit.height(), 1.0)
    if factor > 4:  # four dots for one of the screen are as fine as the eye sees
        image = image.scaled(
            limit * 4, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        factor = max(image.width() / limit.width(), image.height() / limit.height(), 1.0)
    image.setDevicePixelRatio(factor)
    return image


def _named(found: re.Match[str]) -> str:
    """An element whose name Qt knows: it takes names from links alone."""
    own, name = f"<{found[1]}{found[2]}{found[4]}>", f'<a name="{found[3]}"></a>'
    return own + name if found[1] in _HOLDERS else name + own


def _document(sheets: Sheets, room: QSizeF) -> QTextDocument:
    document = _Document(sheets, room)
    font = QFont(_SERIF)
    font.setPointSizeF(10.5)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(resource("css", "paper-light.css").read_text(encoding="utf-8"))
    document.setDocumentMargin(0)
    pieces = []
    for number, section in enumerate(sheets.sections):
        html = _ID.sub(_named, section.html)
        start = f'<a name="{escape(section.place)}"></a>' if section.place else ""
        broken = ' style="page-break-before: always"' if number else ""
        if html.startswith("<h1>"):
            html = f"<h1{broken}>{start}{html[4:]}"
        else:
            html = f"<p{broken}>{start}</p>\n{html}"
        if section.kind is SectionKind.TITLE:
            html = f'<div align="center"><br><br><br><br><br><br><br><br>{html}</div>'
        pieces.append(f"{html}\n")
    document.setHtml("".join(pieces))
    document.setPageSize(room)
    return document


def _paint(document: QTextDocument, sheets: Sheets, writer: QPdfWriter, room: QSizeF) -> None:
    painter = QPainter(writer)
    painter.scale(DOTS / SCREEN, DOTS / SCREEN)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(context.palette.ColorRole.Text, Qt.GlobalColor.black)
    titled = bool(sheets.sections) and sheets.sections[0].kind is SectionKind.TITLE
    for index in range(document.pageCount()):
        if index:
            writer.newPage()
        painter.save()
        painter.translate(0, -index * room.height())
        context.clip = QRectF(QPointF(0, index * room.height()), room)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        if not (titled and index == 0):
            _paint_margins(painter, sheets, index, room)
    painter.end()


def _paint_margins(painter: QPainter, sheets: Sheets, index: int, room: QSizeF) -> None:
    font = QFont(_SERIF)
    font.setPixelSize(11)  # the painter is scaled: points would be measured in dots of the paper
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.darkGray)
    number = sheets.first_number + index
    foot = QRectF(0, room.height() + 16, room.width(), 20)
    painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, roman(number) if sheets.roman else str(number))
    head = QRectF(0, -36, room.width(), 20)
    title = painter.fontMetrics().elidedText(
        sheets.title, Qt.TextElideMode.ElideRight, int(room.width() * 0.6)
    )
    painter.drawText(head, Qt.AlignmentFlag.AlignLeft, title)


def _places(
    document: QTextDocument, sheets: Sheets, layout: QPageLayout, room: QSizeF
) -> dict[str, tuple[int, float]]:
    """Where each name of the document is."""
    places: dict[str, tuple[int, float]] = {}
    top = layout.fullRectPoints().height() - layout.paintRectPoints().top()
    block = document.begin()
    while block.isValid():
        names: list[str] = []
        pieces = block.begin()
        while not pieces.atEnd():
            names += pieces.fragment().charFormat().anchorNames()
            pieces += 1
        if names:
            # An empty line at the foot of a page may hold the name of what begins on the next one.
            above = document.documentLayout().blockBoundingRect(block).top()
            index = min(int(above // room.height()), document.pageCount() - 1)
            height = top - (above - index * room.height()) * 72 / SCREEN
            for name in names:
                places.setdefault(name, (index, height))
        block = block.next()
    return places


def roman(number: int) -> str:
    """A number in small Roman numerals."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
