#!/usr/bin/env python3
"""Makes the program's icons for every system out of its one drawing: PNGs, a Windows .ico, a macOS .icns.

    python3 packaging/icons.py [FOLDER]

Each size is drawn anew from the SVG, none is a shrunken larger one. Needs PySide6, Pillow and icnsutil (the ``build``
extra), but no display.
"""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "fonds.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512, 1024)
"""Pixels; 20 and 40 are those that Windows shows at 125 %."""
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
BANNER = (328, 628)
GROUND = (228, 236, 240)
ICNS_KEYS = {
    "icp4": 16,
    "icp5": 32,
    "ic11": 32,
    "ic12": 64,
    "ic07": 128,
    "ic13": 256,
    "ic08": 256,
    "ic14": 512,
    "ic09": 512,
    "ic10": 1024,
}
"""Apple's names of the sizes, at once and twofold resolution."""


def make_icons(folder: Path, drawing: Path = DRAWING) -> dict[str, Path]:
    """Write ``fonds-16.png`` … ``fonds-1024.png``, ``fonds.ico``, ``fonds.icns`` and ``setup-banner.bmp`` into
    the folder.

    Returns the paths by file name. The same drawing gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pictures = draw(drawing, SIZES)
    made = {}
    for size, data in pictures.items():
        made[f"fonds-{size}.png"] = folder / f"fonds-{size}.png"
        made[f"fonds-{size}.png"].write_bytes(data)
    made["fonds.ico"] = folder / "fonds.ico"
    _write_ico(made["fonds.ico"], pictures)
    made["setup-banner.bmp"] = folder / "setup-banner.bmp"
    _write_banner(made["setup-banner.bmp"], pictures[256])
    made["fonds.icns"] = folder / "fonds.icns"
    _write_icns(made["fonds.icns"], pictures)
    return made


def draw(drawing: Path, sizes: tuple[int, ...]) -> dict[int, bytes]:
    """The drawing as PNG files of these sizes in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"{drawing} is no drawing that Qt can read")
    pictures = {}
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        pictures[size] = bytes(buffer.data().data())
    return pictures


def _write_ico(path: Path, pictures: dict[int, bytes]) -> None:
    from PIL import Image

    images = [Image.open(BytesIO(pictures[size])) for size in reversed(ICO_SIZES)]
    images[0].save(path, sizes=[(size, size) for size in ICO_SIZES], append_images=images[1:])


def _write_banner(path: Path, icon: bytes) -> None:
    """The strip beside the last page of the setup for Windows, at twofold size, which Windows reads as a BMP only."""
    from PIL import Image

    strip = Image.new("RGB", BANNER, GROUND)
    picture = Image.open(BytesIO(icon)).resize((192, 192))
    strip.paste(picture, ((BANNER[0] - 192) // 2, 96), picture)
    strip.save(path)


def _write_icns(path: Path, pictures: dict[int, bytes]) -> None:
    from icnsutil import IcnsFile

    file = IcnsFile()
    for key, size in ICNS_KEYS.items():
        file.add_media(key, data=pictures[size])
    file.write(str(path), toc=False)


def main(arguments: list[str]) -> int:
    """Write all of them into the folder (``build/icons``) and name them."""
    folder = Path(arguments[0]) if arguments else ROOT / "build" / "icons"
    for path in make_icons(folder).values():
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
