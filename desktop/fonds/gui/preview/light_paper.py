"""A page of Qt's own rich text on paper: laid out anew for the sheet, with the pictures that the view has already."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPdfWriter, QTextDocument

SCREEN = 96
"""Dots an inch of a style sheet's pixels."""
PDF_DOTS = 600
_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="(post:///media/[^"]*)"')


def write_pdf(document: QTextDocument, layout: QPageLayout) -> bytes:
    """The document as PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DOTS)
    writer.setPageLayout(layout)
    print_document(document, writer)
    return bytes(buffer.data().data())


def print_document(document: QTextDocument, device: QPagedPaintDevice) -> None:
    """Print onto a device, within the margins of its page."""
    room = device.pageLayout().paintRectPixels(SCREEN).size()
    document.setPageSize(QSizeF(room))
    document.print_(device)


def paper_document(html: str, shown: QTextDocument) -> QTextDocument:
    """A document for paper; pictures come from the one that is shown."""
    document = _Silent()
    for address in dict.fromkeys(_SOURCE.findall(html)):
        url = QUrl(address)
        picture = shown.resource(QTextDocument.ResourceType.ImageResource.value, url)
        if picture is not None:
            document.addResource(QTextDocument.ResourceType.ImageResource.value, url, picture)
    document.setHtml(html)
    document.setDocumentMargin(0)
    frame = document.rootFrame().frameFormat()
    frame.setMargin(0)
    document.rootFrame().setFrameFormat(frame)
    return document


def page_layout(a4: bool = True) -> QPageLayout:
    """The sheet that is offered first: A4, or Letter, with margins of 18 millimetres."""
    from PySide6.QtGui import QPageSize

    size = QPageSize(QPageSize.PageSizeId.A4 if a4 else QPageSize.PageSizeId.Letter)
    margins = QMarginsF(18, 18, 18, 18)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


class _Silent(QTextDocument):
    """Loads nothing of its own."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None
