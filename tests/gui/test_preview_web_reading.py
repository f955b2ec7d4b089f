"""The web engine for somebody who reads: lines, selections, paper and sound, and what a hostile page can make of it."""

from __future__ import annotations

import struct
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize
from pytestqt.qtbot import QtBot

from fonds.gui.preview.choice import prepare_application
from fonds.render.page import build_page
from fonds.render.request import Look, RenderedPage, RenderRequest
from gui.preview_stage import WEB_NOISE, ListeningServer, hostile_body

prepare_application()

pytestmark = [pytest.mark.webengine, pytest.mark.qt_log_ignore(WEB_NOISE)]

pytest.importorskip("PySide6.QtWebEngineWidgets")

from PySide6.QtPdf import QPdfDocument  # noqa: E402

from fonds.gui.preview.light_paper import page_layout  # noqa: E402
from fonds.gui.preview.web import WebEngine  # noqa: E402
from gui.test_preview_web import (  # noqa: E402
    PATIENCE,
    _chromium,
    click,
    engine,
    locked_page,
    request,
    server,
    show,
)

__all__ = ["_chromium", "engine", "server"]

LINES = "\n\n".join(f"## Part {number}\n\n" + "some words here " * 30 for number in range(80))


def lined(palette: str = "light") -> RenderedPage:
    return build_page(RenderRequest(LINES, look=Look(palette, line_marks=True)))


def test_page_is_scrolled_to_a_line_and_says_where_it_is(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, lined())
    told: list[tuple[float, float]] = []
    engine.scrolled.connect(lambda line, place: told.append((line, place)))
    for line, place in ((100.0, 0.3), (200.0, 0.6), (0.0, 0.0)):
        told.clear()
        engine.show_line(line, place)
        qtbot.waitUntil(partial(any, told), timeout=PATIENCE)
        qtbot.wait(100)
        assert abs(told[-1][0] - line) < 8, "the part of the page that was left differs a little"
    assert locked_page(engine).scrollPosition().y() == 0
    engine.show_line(10_000.0, 1.0)
    page = locked_page(engine)
    qtbot.waitUntil(lambda: page.scrollPosition().y() > page.contentsSize().height() - 500, timeout=PATIENCE)


def test_scrolling_asks_a_hostile_page_in_vain(
    qtbot: QtBot, engine: WebEngine, server: ListeningServer
) -> None:
    marks = (
        "<span data-line='x'></span><form name='querySelectorAll'></form><img name='getElementById'>"
        "<span data-line='5\"];alert(1)'></span><p data-line=1>x</p>" + "<p>filler</p>" * 300
    )
    show(qtbot, engine, RenderedPage(f"<title>quiet</title>{marks}{hostile_body(server.address)}"))
    told: list[object] = []
    engine.scrolled.connect(lambda line, place: told.append((line, place)))
    engine.show_line(3.0, 0.5)
    page = locked_page(engine)
    page.runJavaScript("window.scrollTo(0, 900)", 1)
    qtbot.wait(500)
    assert page.title() == "quiet"
    assert server.paths == []


def test_selection_is_told_as_markup(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, request("<p>one <b>two</b></p>"))
    answers: list[str] = []
    engine.read_selection(answers.append)
    assert answers == [""]
    engine.widget().activateWindow()
    click(engine, qtbot, QPoint(60, 200))
    engine.select_all()
    qtbot.waitUntil(locked_page(engine).hasSelection, timeout=PATIENCE)
    engine.read_selection(answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=PATIENCE)
    assert "one <b>two</b>" in answers[1]


def test_page_becomes_pdf_on_white_paper(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, lined("dark"))
    answers: list[bytes] = []
    engine.make_pdf(lined(), page_layout(), answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(answers[0])
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.pageCount() > 3
    image = document.render(0, QSize(400, 560))
    for place in ((200, 4), (200, 300), (50, 500)):
        assert image.pixelColor(*place).lightness() > 250 or image.pixelColor(*place).alpha() == 0
    assert "Part 0" in document.getAllText(0).text()
    document.close()


def test_sound_of_the_archive_can_be_played(qtbot: QtBot, engine: WebEngine) -> None:
    sound = (
        b"RIFF"
        + struct.pack("<I", 36 + 8000)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    )
    data = sound + b"data" + struct.pack("<I", 8000) + b"\x80" * 8000
    engine.set_media_loader(lambda reference, answer: answer((data, "audio/wav")))
    show(qtbot, engine, request('<audio src="a.wav"></audio>'))
    answers: list[object] = []

    def ask() -> bool:
        script = "document.querySelector('audio').duration || 0"
        locked_page(engine).runJavaScript(script, 1, answers.append)
        return any(isinstance(answer, float | int) and answer >= 0.9 for answer in answers)

    qtbot.waitUntil(ask, timeout=PATIENCE)
