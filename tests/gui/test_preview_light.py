"""The light engine: the same pages in Qt's rich text, with the archive's images and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from fonds.gui.preview.choice import LIGHT, make_engine
from fonds.gui.preview.engine import Media
from fonds.gui.preview.light import LightEngine
from fonds.model.post import BodyFormat
from fonds.render.hit_marks import mark_hits
from fonds.render.page import build_page
from fonds.render.request import EngineKind, Look, RenderedPage, RenderRequest
from fonds.text.hit_marking import finder_for
from fonds.text.query_parser import parse_query
from gui.preview_stage import ListeningServer, colours_of, hostile_body, png_bytes


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[LightEngine]:
    made = LightEngine()
    made.widget().resize(700, 500)
    made.widget().show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def server() -> Iterator[ListeningServer]:
    made = ListeningServer()
    yield made
    made.close()


def browser(engine: LightEngine) -> QTextBrowser:
    widget = engine.widget()
    assert isinstance(widget, QTextBrowser)
    return widget


def request(body: str, palette: str = "light", title: str = "Title") -> RenderedPage:
    look = Look(palette, 17, EngineKind.LIGHT)
    return build_page(RenderRequest(body, BodyFormat.HTML, title=title, look=look))


def show(qtbot: QtBot, engine: LightEngine, page: RenderedPage, *, keep_place: bool = False) -> None:
    with qtbot.waitSignal(engine.painted, timeout=5000):
        engine.show_page(page, keep_place=keep_place)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_page_is_shown_in_its_palette(qtbot: QtBot, engine: LightEngine, palette: str) -> None:
    page = request("<p>正文 text</p>", palette)
    show(qtbot, engine, page)
    assert browser(engine).toPlainText().strip() == "Title\n正文 text"
    colours = colours_of(engine.widget())
    assert page.paper.lower() in colours
    assert ("#ffffff" in colours) == (palette == "light")


@pytest.mark.parametrize("raw", [True, False])
def test_hostile_page_reaches_nobody(
    qtbot: QtBot, engine: LightEngine, server: ListeningServer, raw: bool
) -> None:
    body = hostile_body(server.address)
    show(qtbot, engine, RenderedPage(f"<html><head>{body}</html>") if raw else request(body))
    qtbot.wait(300)
    assert server.paths == []
    assert raw or "last words" in browser(engine).toPlainText()


def test_images_come_from_the_loader_and_fit_the_column(qtbot: QtBot, engine: LightEngine) -> None:
    asked: list[str] = []

    def load(reference: str, answer: Callable[[Media], None]) -> None:
        asked.append(reference)
        QTimer.singleShot(
            5,
            lambda: answer((png_bytes("#00c800", 3000, 90), "image/png") if reference == "a b.png" else None),
        )

    engine.set_media_loader(load)
    show(qtbot, engine, request('<p><img src="a b.png"><img src="missing.png"><img src="a b.png"></p>'))
    qtbot.waitUntil(lambda: "#00c800" in colours_of(engine.widget()))
    assert asked == ["a b.png", "missing.png"]
    assert browser(engine).horizontalScrollBar().maximum() == 0


def test_late_image_of_another_page_is_dropped(qtbot: QtBot, engine: LightEngine) -> None:
    answers: list[Callable[[Media], None]] = []
    engine.set_media_loader(lambda reference, answer: answers.append(answer))
    show(qtbot, engine, request('<img src="a.png">'))
    show(qtbot, engine, request('<img src="a.png">'))
    answers[0]((png_bytes("#00c800"), "image/png"))
    answers[1]((b"not an image", "image/png"))
    answers[1](
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>", "image/svg+xml")
    )
    qtbot.wait(50)
    assert "#00c800" not in colours_of(engine.widget())
    answers[1]((png_bytes("#00c800"), "image/png"))
    qtbot.waitUntil(lambda: "#00c800" in colours_of(engine.widget()))


def test_inline_raster_image(qtbot: QtBot, engine: LightEngine) -> None:
    import base64

    data = base64.b64encode(png_bytes("#00c800")).decode()
    show(qtbot, engine, request(f'<img src="data:image/png;base64,{data}">'))
    qtbot.waitUntil(lambda: "#00c800" in colours_of(engine.widget()))


def test_links_are_told_and_anchors_followed(qtbot: QtBot, engine: LightEngine) -> None:
    filler = "<p>filler</p>" * 100
    show(qtbot, engine, request(f'<a href="#end">down</a>{filler}<p id="end">end</p>{filler}'))
    left: list[QUrl] = []
    engine.link_clicked.connect(left.append)
    browser(engine).anchorClicked.emit(QUrl("https://example.org/x"))
    assert left == [QUrl("https://example.org/x")]
    browser(engine).anchorClicked.emit(QUrl("#end"))
    assert browser(engine).verticalScrollBar().value() > 500
    assert left == [QUrl("https://example.org/x")]


def test_change_of_the_same_post_keeps_the_place(qtbot: QtBot, engine: LightEngine) -> None:
    filler = "<p>filler</p>" * 200
    show(qtbot, engine, request(filler))
    bar = browser(engine).verticalScrollBar()
    bar.setValue(900)
    show(qtbot, engine, request(filler + "<p>more</p>"), keep_place=True)
    assert bar.value() == 900
    show(qtbot, engine, request(filler))
    assert bar.value() == 0


def test_find_counts_goes_round_and_back(qtbot: QtBot, engine: LightEngine) -> None:
    show(qtbot, engine, request("<p>示范区 a 示范区 b 示范区</p>"))
    hits: list[tuple[int, int]] = []
    engine.found.connect(lambda number, count: hits.append((number, count)))
    for _ in range(4):
        engine.find_text("示范区")
    engine.find_text("示范区", backward=True)
    engine.find_text("none")
    engine.find_text("")
    assert hits == [(1, 3), (2, 3), (3, 3), (1, 3), (3, 3), (0, 0), (0, 0)]
    assert not browser(engine).textCursor().hasSelection()


def test_column_is_measured_and_in_the_middle(qtbot: QtBot, engine: LightEngine) -> None:
    engine.widget().resize(1200, 500)
    show(qtbot, engine, request("<p>" + "示范区建设" * 50 + "</p>", title=""))
    block = browser(engine).document().begin()
    while not block.text().startswith("示"):
        block = block.next()
    line = block.layout().lineAt(0)
    assert 38 <= line.textLength() <= 42
    left = browser(engine).document().rootFrame().frameFormat().leftMargin()
    assert left == pytest.approx((1200 - 40 * 17) / 2, abs=15)


def test_selection_is_copied(qtbot: QtBot, engine: LightEngine) -> None:
    show(qtbot, engine, request("<p>copied</p>", title=""))
    engine.select_all()
    assert browser(engine).textCursor().selectedText().strip() == "copied"
    browser(engine).moveCursor(QTextCursor.MoveOperation.Start)
    engine.clear()
    assert browser(engine).toPlainText() == ""


def test_setting_takes_the_light_engine(qtbot: QtBot) -> None:
    engine = make_engine(LIGHT)
    assert engine.kind is EngineKind.LIGHT
    engine.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_light_engine_where_chromium_is_missing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in ("fonds.gui.preview.web", "fonds.gui.preview.scheme"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    for name in ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"):
        monkeypatch.setitem(sys.modules, name, None)
    engine = make_engine()
    assert engine.kind is EngineKind.LIGHT
    engine.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    "body",
    [
        "<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>だ</p>",
        "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字(じ)だ</p>",
    ],
)
def test_readings_stand_in_brackets(qtbot: QtBot, engine: LightEngine, body: str) -> None:
    show(qtbot, engine, request(body))
    assert "漢(かん)字(じ)だ" in browser(engine).toPlainText()


def test_hits_are_gone_to_and_stand_out_whole(qtbot: QtBot, engine: LightEngine) -> None:
    finder = finder_for(parse_query("示范区").tree)
    page = mark_hits(request("<p>示范区</p>" + "<p>x</p>" * 200 + "<p>在示<b>范</b>区示范区</p>"), finder)
    show(qtbot, engine, page)
    view = browser(engine)
    for number in (1, 2, 3):
        engine.show_hit(number)
        (hint,) = view.extraSelections()
        assert hint.cursor.selectedText() == "示范区"
        assert (view.verticalScrollBar().value() > 500) == (number > 1)
    engine.show_hit(9)
    assert view.extraSelections() == []
