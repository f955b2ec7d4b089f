"""Takes the pictures of the help page of formats: what is exported from the sample archive, each in a reader of its own.

Run ``python packaging/pictures_of_formats.py [FOLDER]`` as anybody who may start the readers: Chromium, poppler, LibreOffice,
FBReader under Xvfb, Kiwix's server. What is missing is told, and its picture stays as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

ROOT = Path(__file__).resolve().parent.parent
FOUND = quote("编目")
WIDTH, HEIGHT = 760, 520
GAP = 12
SHEETS = (2, 6)
"""The pages of a document that are shown."""
PORT = 18643
DISPLAY = ":191"
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><match target="pattern">
<edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK SC</string></edit></match></fontconfig>
"""
"""FBReader takes one font for all, which has to have Chinese characters."""
_GRAB = """import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""
LARGEST = 80_000
"""Bytes of a picture."""


def main() -> int:
    """Export, and take all pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "help" / "pictures"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application = QGuiApplication([])
    with tempfile.TemporaryDirectory(prefix="formats-") as name:
        work = Path(name)
        _export_all(work)
        pictures: dict[str, Callable[[], QImage]] = {
            "site": lambda: _page(work, f"file://{work}/site/search.html?q={FOUND}"),
            "html": lambda: _page(work, f"file://{work}/out.html", 3300),
            "finding-aid": lambda: _page(work, f"file://{work}/finding-aid/finding-aid.html", 740),
            "feed": lambda: _page(work, f"file://{work}/feed/feed.atom"),
            "epub": lambda: _book(work),
            "pdf": lambda: _sheets(work, work / "out.pdf"),
            "docx": lambda: _document(work, "docx"),
            "odt": lambda: _document(work, "odt"),
            "zim": lambda: _library(work),
        }
        for form, take in pictures.items():
            try:
                image = take()
            except FileNotFoundError as missing:
                print(f"{form}: {missing.filename} is not installed")
                continue
            _keep(image, target / f"format-{form}.png")
    return 0


def _export_all(work: Path) -> None:
    fonds = [sys.executable, "-m", "fonds"]
    variables = {**os.environ, "FONDS_HOME": str(work / "home")}
    archive = work / "sample.fonds"
    _run([*fonds, "new", str(archive)], variables)
    _run([*fonds, "import", str(archive), str(ROOT / "resources" / "sample")], variables)
    for form in ("site", "finding-aid", "feed", "html", "epub", "pdf", "docx", "odt", "zim"):
        dest = work / (form if form in ("site", "finding-aid", "feed") else f"out.{form}")
        command = [*fonds, "export", str(archive), str(dest), "--format", form, "--title", "示例档案"]
        _run(command, variables)


def _run(command: Sequence[str], variables: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr}")


def _page(work: Path, address: str, top: int = 0) -> QImage:
    """A page in Chromium, from so many pixels below its top."""
    picture = work / "page.png"
    picture.unlink(missing_ok=True)
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    options += [f"--user-data-dir={work}/chromium", "--virtual-time-budget=8000"]
    size = f"--window-size={WIDTH},{top + HEIGHT + 90}"  # it counts a bar that it does not draw
    _run(["chromium", *options, size, f"--screenshot={picture}", address])
    return QImage(str(picture)).copy(QRect(0, top, WIDTH, HEIGHT))


def _sheets(work: Path, document: Path) -> QImage:
    """Some pages of a PDF, side by side."""
    pages = []
    for number in SHEETS:
        sheet = work / f"sheet-{document.stem}-{number}"
        one = ["-f", str(number), "-l", str(number), "-singlefile"]
        _run(["pdftoppm", "-png", "-r", "80", *one, str(document), str(sheet)])
        pages.append(QImage(f"{sheet}.png"))
    width = (WIDTH - GAP * (len(pages) + 1)) // len(pages)
    pages = [page.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) for page in pages]
    image = QImage(WIDTH, max(page.height() for page in pages) + 2 * GAP, QImage.Format.Format_RGB32)
    image.fill(QColor("#8a8d91"))
    painter = QPainter(image)
    for number, page in enumerate(pages):
        painter.drawImage(GAP + number * (width + GAP), GAP, page)
    painter.end()
    return image


def _document(work: Path, form: str) -> QImage:
    """A document as LibreOffice lays it out."""
    profile = f"-env:UserInstallation=file://{work}/office"
    folder = work / f"office-{form}"
    _run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(work / f"out.{form}"),
        ]
    )
    shutil.move(folder / "out.pdf", work / f"{form}-sheets.pdf")
    return _sheets(work, work / f"{form}-sheets.pdf")


def _book(work: Path) -> QImage:
    """A page of the book in FBReader."""
    fonts = work / "fonts.conf"
    fonts.write_text(_FONTS, encoding="utf-8")
    variables = {
        **os.environ,
        "DISPLAY": DISPLAY,
        "HOME": str(work / "reader"),
        "FONTCONFIG_FILE": str(fonts),
    }
    with _living(["Xvfb", DISPLAY, "-screen", "0", "800x560x24"]):
        time.sleep(2)
        with _living(["fbreader", str(work / "out.epub")], variables):
            time.sleep(8)
            for _ in range(9):
                _run(["xdotool", "key", "Next"], variables)
                time.sleep(0.5)
            time.sleep(1)
            picture = work / "screen.png"
            _run([sys.executable, "-c", _GRAB, str(picture)], {**variables, "QT_QPA_PLATFORM": "xcb"})
    return QImage(str(picture))


def _library(work: Path) -> QImage:
    """What Kiwix's server finds in the library."""
    with _living(["kiwix-serve", "-i", "127.0.0.1", "-p", str(PORT), str(work / "out.zim")]):
        time.sleep(2)
        return _page(work, f"http://127.0.0.1:{PORT}/search?content=out&pattern={FOUND}")


@contextmanager
def _living(command: Sequence[str], variables: dict[str, str] | None = None) -> Iterator[None]:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, env=variables, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _keep(image: QImage, path: Path) -> None:
    """Write a picture in few colours, so that it stays small."""
    if image.isNull():
        raise SystemExit(f"{path.stem} is empty")
    for _ in range(4):
        image.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither).save(
            str(path)
        )
        if path.stat().st_size <= LARGEST:
            break
        image = image.scaledToWidth(image.width() * 9 // 10, Qt.TransformationMode.SmoothTransformation)
    print(path.stem, path.stat().st_size)


if __name__ == "__main__":
    sys.exit(main())
