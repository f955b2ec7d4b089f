#!/usr/bin/env python3
"""Draws what lies behind the icons of the disk image, at once and twice the size, in the colours of the light palette.

    python3 packaging/macos/background.py [FOLDER]

Finder writes the names below icons in black on a picture, also where the system is dark, so there is one picture.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from macos import dmg_settings

ROOT = Path(__file__).resolve().parent.parent.parent
PALETTE = ROOT / "resources" / "themes" / "light.toml"
LINES = ("Drag Fonds to Applications", "把 Fonds 拖到“应用程序”")
FONTS = ["Helvetica Neue", "PingFang SC", "Noto Sans", "Noto Sans CJK SC"]
TOP = 36
"""Where the first line stands, in points from above."""


def draw(scale: int) -> QImage:
    """The picture; one unit of the window is ``scale`` pixels."""
    roles = tomllib.loads(PALETTE.read_text(encoding="utf-8"))["roles"]
    width, height = dmg_settings.WINDOW
    image = QImage(width * scale, height * scale, QImage.Format.Format_RGB32)
    image.fill(QColor(roles["window"]))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    _write(painter, QColor(roles["text"]), QColor(roles["text_quiet"]))
    _draw_arrow(painter, QColor(roles["accent"]))
    painter.end()
    return image


def _write(painter: QPainter, first: QColor, second: QColor) -> None:
    width = dmg_settings.WINDOW[0]
    top = float(TOP)
    for text, colour, size in ((LINES[0], first, 19), (LINES[1], second, 15)):
        font = QFont(FONTS)
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(0, top, width, size * 1.6), Qt.AlignmentFlag.AlignCenter, text)
        top += size * 1.6


def _draw_arrow(painter: QPainter, colour: QColor) -> None:
    """From the program to the folder, between their icons."""
    (left, height), (right, _) = dmg_settings.PLACES.values()
    gap = dmg_settings.ICON_SIZE * 0.72
    begin, end, tip = left + gap, right - gap, 15
    painter.setPen(QPen(colour, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(begin, height), QPointF(end - tip, height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    corners = [QPointF(end, height), QPointF(end - 22, height - tip), QPointF(end - 22, height + tip)]
    painter.drawPolygon(QPolygonF(corners))


def make_background(folder: Path) -> Path:
    """Write ``background.png`` and, beside it, ``background@2x.png``, which dmgbuild finds by its name; the first."""
    folder.mkdir(parents=True, exist_ok=True)
    for scale, name in ((1, "background.png"), (2, "background@2x.png")):
        if not draw(scale).save(str(folder / name)):
            raise OSError(f"{folder / name} could not be written")
    return folder / "background.png"


def main(arguments: list[str]) -> int:
    """Write both into the folder (``build/macos``)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    print(make_background(Path(arguments[0]) if arguments else ROOT / "build" / "macos"))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
