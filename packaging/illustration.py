"""Draws the icon at the one size that formats of libraries want, which the program, without a window, cannot draw itself.

Run ``python packaging/illustration.py`` after the icon has changed.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZE = 48


def main() -> None:
    """Write the picture."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "fonds.svg")).render(painter)
    painter.end()
    image.save(str(ICONS / f"fonds-{SIZE}.png"))


if __name__ == "__main__":
    main()
