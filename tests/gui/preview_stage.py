"""What the tests of the preview share: a listening server, a hostile page, and whether Chromium starts here at all."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QWidget

WEB_NOISE = (
    r"RHI|QRhi|Vulkan|GBM|OpenGL|GPU|dbus|propagateSizeHints|Failed to (create|load|initialize)|"
    r"libva|Path override|Sandboxing disabled|software rendering|QtWebEngine|backend|Compositor|render process"
)
"""What Chromium says on a machine without a graphics card."""


class ListeningServer:
    """Counts every connection that reaches it, whatever is asked."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        paths = self.paths

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paths.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def hostile_body(address: str) -> str:
    """Every way we know in which HTML fetches something or runs something, without anybody's click."""
    bare = address.removeprefix("http:")
    return f"""
    <title>quiet</title><base href="{address}/base/"><meta http-equiv="refresh" content="0;url={address}/refresh">
    <link rel="stylesheet" href="{address}/sheet.css"><link rel="icon" href="{address}/icon.png">
    <link rel="preload" as="image" href="{address}/preload.png"><link rel="prefetch" href="{address}/prefetch">
    <link rel="dns-prefetch" href="{address}"><link rel="preconnect" href="{address}">
    <style>@import "{address}/import.css"; body {{ background: url({address}/css.png) }}
    @font-face {{ font-family: x; src: url({address}/font.woff) }} p {{ font-family: x }}</style>
    <p style="background: url({address}/inline.png)">paragraph</p><p>last words</p>
    <img src="{address}/img.png"><img srcset="{address}/set.png 1x, {bare}/set2.png 2x"><img src="{bare}/bare.png">
    <img src="relative.png" onerror="document.title='ran'"><input type="image" src="{address}/input.png">
    <picture><source srcset="{address}/source.webp"><img src="{address}/picture.png"></picture>
    <iframe src="{address}/frame"></iframe><iframe srcdoc="<img src='{address}/srcdoc.png'>"></iframe>
    <video src="{address}/video.mp4" poster="{address}/poster.png" autoplay></video>
    <audio autoplay><source src="{address}/audio.mp3"></audio><track src="{address}/track.vtt">
    <object data="{address}/object.swf"></object><embed src="{address}/embed.swf">
    <svg><image href="{address}/svg.png"/><image xlink:href="{address}/svg2.png"/><use href="{address}/use.svg#x"/></svg>
    <table background="{address}/table.png"><tr><td background="{address}/cell.png">cell</td></tr></table>
    <form action="{address}/form" method="post"><input name="a" autofocus onfocus="this.form.submit()"></form>
    <script>document.title = 'ran'; fetch('{address}/fetch'); new Image().src = '{address}/script.png';
    navigator.sendBeacon('{address}/beacon'); location = '{address}/location'; window.open('{address}/window');</script>
    <script src="{address}/script.js"></script><body onload="document.title='ran'">
    <a href="javascript:document.title='ran'">script link</a><a href="{address}/link" ping="{address}/ping">link</a>
    """


@cache
def web_engine_fault() -> str:
    """Why Chromium cannot be started here; empty when it can. Tried apart, for it may end its process."""
    script = (
        "from fonds.gui.preview.choice import prepare_application, make_engine\n"
        "from fonds.services.previewing import RenderedPage\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "prepare_application()\n"
        "app = QApplication([])\n"
        "engine = make_engine('web')\n"
        "assert engine.kind.value == 'web', 'not available'\n"
        "engine.widget().show()\n"
        "engine.painted.connect(lambda: app.exit(0))\n"
        "QTimer.singleShot(40000, lambda: app.exit(9))\n"
        "engine.show_page(RenderedPage('<p>x'))\n"
        "import sys, os\n"
        "code = app.exec()\n"
        "os._exit(code)\n"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "Chromium does not start here within a minute"
    if done.returncode:
        return f"Chromium does not start here (status {done.returncode}): {done.stderr.strip()[-300:]}"
    return ""


def png_bytes(colour: str, width: int = 40, height: int = 30) -> bytes:
    """A PNG image of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def colours_of(widget: QWidget, step: int = 4) -> set[str]:
    """The colours to be seen on a widget, at every few pixels."""
    grabbed: QPixmap = widget.grab()
    image = grabbed.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }
