"""The web engine: it shows pages and the archive's images, goes nowhere, and runs nothing."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable, Iterator

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fonds.gui.preview.choice import prepare_application
from fonds.gui.preview.engine import Media
from fonds.model.post import BodyFormat
from fonds.render.hit_marks import mark_hits
from fonds.render.page import build_page
from fonds.render.request import Look, RenderedPage, RenderRequest
from fonds.text.hit_marking import finder_for
from fonds.text.query_parser import parse_query
from gui.preview_stage import (
    WEB_NOISE,
    ListeningServer,
    colours_of,
    hostile_body,
    png_bytes,
    web_engine_fault,
)

prepare_application()

pytestmark = [pytest.mark.webengine, pytest.mark.qt_log_ignore(WEB_NOISE)]

pytest.importorskip("PySide6.QtWebEngineWidgets")

from fonds.gui.preview.scheme import ALLOWED_ATTRIBUTES, register_scheme  # noqa: E402
from fonds.gui.preview.web import LockedPage, WebEngine  # noqa: E402

PATIENCE = 20_000


@pytest.fixture(autouse=True, scope="module")
def _chromium() -> None:
    if fault := web_engine_fault():
        pytest.skip(fault)


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[WebEngine]:
    made = WebEngine()
    widget = made.widget()
    widget.resize(500, 400)
    widget.show()
    yield made
    made.close()
    widget.close()
    widget.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def server() -> Iterator[ListeningServer]:
    made = ListeningServer()
    yield made
    made.close()


def show(qtbot: QtBot, engine: WebEngine, page: RenderedPage, *, keep_place: bool = False) -> None:
    with qtbot.waitSignal(engine.painted, timeout=PATIENCE):
        engine.show_page(page, keep_place=keep_place)


def locked_page(engine: WebEngine) -> LockedPage:
    page = engine._page
    assert page is not None
    return page


def text_of(qtbot: QtBot, engine: WebEngine) -> str:
    answers: list[str] = []
    locked_page(engine).toPlainText(answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
    return answers[0]


def request(body: str, format: BodyFormat = BodyFormat.HTML, palette: str = "light") -> RenderedPage:  # noqa: A002
    return build_page(RenderRequest(body, format, title="Title", look=Look(palette)))


def test_nothing_is_started_before_the_first_page(qtbot: QtBot, engine: WebEngine) -> None:
    assert engine._page is None
    engine.set_paper("#102030")
    assert colours_of(engine.widget()) == {"#102030"}


def test_page_is_shown(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, request("<p>正文 text</p>"))
    text = text_of(qtbot, engine)
    assert "Title" in text
    assert "正文 text" in text


def test_page_above_two_megabytes_is_shown(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, request("<p>word word word word</p>" * 100_000 + "<p>the end</p>"))
    assert text_of(qtbot, engine).rstrip().endswith("the end")


def test_images_come_from_the_loader(qtbot: QtBot, engine: WebEngine) -> None:
    asked: list[str] = []

    def load(reference: str, answer: Callable[[Media], None]) -> None:
        asked.append(reference)
        found = (png_bytes("#00c800"), "image/png") if "图" in reference else None
        QTimer.singleShot(5, lambda: answer(found))

    engine.set_media_loader(load)
    show(qtbot, engine, request('<img src="../图/a b.png?x=1"><img src="missing.png">'))
    qtbot.waitUntil(lambda: "#00c800" in colours_of(engine.widget()), timeout=PATIENCE)
    assert sorted(asked) == ["../图/a b.png?x=1", "missing.png"]


def test_answer_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, engine: WebEngine) -> None:
    answers: list[Callable[[Media], None]] = []
    engine.set_media_loader(lambda reference, answer: answers.append(answer))
    engine.show_page(request('<img src="a.png">'))
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
    show(qtbot, engine, request("<p>other</p>"))
    answers[0]((png_bytes("#00c800"), "image/png"))
    answers[0](None)
    assert "other" in text_of(qtbot, engine)


@pytest.mark.parametrize("layer", ["sanitised", "raw", "raw with policy"])
def test_hostile_page_reaches_nobody_and_runs_nothing(
    qtbot: QtBot, engine: WebEngine, server: ListeningServer, layer: str
) -> None:
    body = hostile_body(server.address)
    page = request(body)
    if layer == "raw":
        page = RenderedPage(f"<!DOCTYPE html><html><head>{body}</html>")
    elif layer == "raw with policy":
        policy = re.search(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", page.html)
        assert policy is not None
        page = RenderedPage(f"<!DOCTYPE html><html><head>{policy.group()}{body}</html>")
    show(qtbot, engine, page)
    qtbot.wait(700)
    assert server.paths == []
    assert "last words" in text_of(qtbot, engine)
    assert locked_page(engine).title() in ("quiet", "Title")
    assert locked_page(engine).url() == locked_page(engine).expected
    refused = engine.interceptor.refused
    assert bool(refused) == (layer == "raw")
    with urllib.request.urlopen(server.address + "/proof") as answer:
        assert answer.status == 200
    assert server.paths == ["/proof"]


def test_main_world_scripts_are_off(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, RenderedPage("<title>still</title><p>x<script>document.title='ran'</script>"))
    answers: list[object] = []
    locked_page(engine).runJavaScript("document.title = 'ran'; 7", 0, answers.append)
    qtbot.wait(200)
    assert locked_page(engine).title() == "still"
    assert answers in ([], [None], [""])


def test_every_setting_is_off_but_the_named(qtbot: QtBot, engine: WebEngine) -> None:
    engine.warm_up()
    page = locked_page(engine)
    attributes = type(next(iter(ALLOWED_ATTRIBUTES)))
    for attribute in attributes:
        assert page.settings().testAttribute(attribute) is (attribute in ALLOWED_ATTRIBUTES), attribute
    assert page.profile().isOffTheRecord()
    assert attributes.JavascriptEnabled not in ALLOWED_ATTRIBUTES


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
        "data:text/html,x",
        "post:///page/999",
        "chrome://version",
        "about:blank",
    ],
)
def test_navigation_is_refused(qtbot: QtBot, engine: WebEngine, address: str) -> None:
    show(qtbot, engine, request("<p>here</p>"))
    page = locked_page(engine)
    kind = type(page).NavigationType
    left: list[QUrl] = []
    engine.link_clicked.connect(left.append)
    for way in kind:
        assert not page.acceptNavigationRequest(QUrl(address), way, True)
        assert not page.acceptNavigationRequest(page.expected, way, False)
    if address != "about:blank":  # which Chromium lets the program itself load, and nobody else
        page.load(QUrl(address))
        qtbot.wait(150)
    assert "here" in text_of(qtbot, engine)
    assert left == [QUrl(address)]


def click(
    engine: WebEngine, qtbot: QtBot, where: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    proxy = engine.widget().focusProxy()
    assert proxy is not None
    target = proxy.focusProxy() or proxy
    QTest.mouseClick(target, button, Qt.KeyboardModifier.NoModifier, where)


BIG_LINK = (
    '<body style="margin:0"><a href="{}" style="display:block;width:500px;height:400px">link</a><p id="x">x'
)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_clicked_link_is_told_and_not_followed(
    qtbot: QtBot, engine: WebEngine, server: ListeningServer, button: Qt.MouseButton
) -> None:
    show(qtbot, engine, RenderedPage(BIG_LINK.format(server.address + "/x?y=1")))
    with qtbot.waitSignal(engine.link_clicked, timeout=PATIENCE) as caught:
        click(engine, qtbot, QPoint(50, 50), button)
    assert caught.args is not None
    assert caught.args[0] == QUrl(server.address + "/x?y=1")
    qtbot.wait(200)
    assert server.paths == []
    assert "link" in text_of(qtbot, engine)


def test_anchor_of_the_page_is_followed(qtbot: QtBot, engine: WebEngine) -> None:
    body = BIG_LINK.format("#end") + "<p>filler" * 200 + '<p id="end">end'
    show(qtbot, engine, RenderedPage(body))
    click(engine, qtbot, QPoint(50, 50))
    qtbot.waitUntil(lambda: locked_page(engine).scrollPosition().y() > 500, timeout=PATIENCE)


def test_change_of_the_same_post_keeps_the_place(qtbot: QtBot, engine: WebEngine) -> None:
    filler = "<p>filler</p>" * 300
    show(qtbot, engine, request(filler + '<p id="here">x</p>' + filler))
    page = locked_page(engine)
    page.load(QUrl(page.expected.toString() + "#here"))
    qtbot.waitUntil(lambda: page.scrollPosition().y() > 500, timeout=PATIENCE)
    before = page.scrollPosition().y()
    show(qtbot, engine, request(filler + '<p id="here">changed</p>' + filler), keep_place=True)
    qtbot.waitUntil(lambda: abs(page.scrollPosition().y() - before) < 5, timeout=PATIENCE)
    assert "changed" in text_of(qtbot, engine)
    show(qtbot, engine, request(filler))
    qtbot.waitUntil(lambda: page.scrollPosition().y() == 0, timeout=PATIENCE)


def test_dark_page_never_flashes(qtbot: QtBot, engine: WebEngine) -> None:
    seen: set[str] = set()
    timer = QTimer()
    timer.setInterval(3)
    timer.timeout.connect(lambda: seen.update(colours_of(engine.widget(), 16)))
    engine.set_paper(request("", palette="dark").paper)
    timer.start()
    first = request("<p>x</p>", palette="dark")
    for number in range(4):
        show(qtbot, engine, request(f"<p>{number}</p>", palette="dark"))
    qtbot.wait(100)
    timer.stop()
    assert first.paper.lower() in seen
    assert not {"#ffffff", "#000000", "#121212"} & seen


def test_rapid_pages_end_with_the_last(qtbot: QtBot, engine: WebEngine) -> None:
    for number in range(20):
        engine.show_page(request(f"<p>number {number}</p>"))
        qtbot.wait(7)
    qtbot.waitUntil(lambda: "number 19" in text_of(qtbot, engine), timeout=PATIENCE)


def test_find_counts_hits(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, request("<p>示范区 a 示范区 b 示范区</p>"))
    with qtbot.waitSignal(engine.found, timeout=PATIENCE, check_params_cb=lambda number, count: count == 3):
        engine.find_text("示范区")
    with qtbot.waitSignal(engine.found, timeout=PATIENCE, check_params_cb=lambda number, count: number == 2):
        engine.find_text("示范区")
    engine.find_text("")


def test_hits_are_gone_to_without_loading_the_page_again(qtbot: QtBot, engine: WebEngine) -> None:
    body = "<p>示范</p>" + "<p>x</p>" * 200 + "<p>示范</p>"
    page = mark_hits(request(body), finder_for(parse_query("示范").tree))
    assert page.hits == 2
    show(qtbot, engine, page)
    painted: list[bool] = []
    engine.painted.connect(lambda: painted.append(True))
    engine.show_hit(2)
    qtbot.waitUntil(lambda: locked_page(engine).scrollPosition().y() > 500, timeout=PATIENCE)
    engine.show_hit(1)
    qtbot.waitUntil(lambda: locked_page(engine).scrollPosition().y() < 100, timeout=PATIENCE)
    engine.show_hit(2)
    qtbot.waitUntil(lambda: locked_page(engine).scrollPosition().y() > 500, timeout=PATIENCE)
    assert painted == []
    # A change of the same post keeps the place, and another post begins at its top.
    show(qtbot, engine, page, keep_place=True)
    qtbot.waitUntil(lambda: locked_page(engine).scrollPosition().y() > 500, timeout=PATIENCE)
    show(qtbot, engine, request("<p>y</p>" * 200))
    qtbot.waitUntil(lambda: locked_page(engine).scrollPosition().y() == 0, timeout=PATIENCE)


def test_focus_stays_where_it_was(qtbot: QtBot, engine: WebEngine) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    show(qtbot, engine, request("<input autofocus><p>x</p>"))
    qtbot.wait(50)
    assert other.hasFocus()


def kill_renderer(engine: WebEngine) -> None:
    psutil.Process(locked_page(engine).renderProcessPid()).kill()


def test_crash_of_chromium_is_mended_then_given_up(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, request("<p>still here</p>"))
    for _ in range(2):
        with qtbot.waitSignal(engine.painted, timeout=PATIENCE):
            kill_renderer(engine)
        assert "still here" in text_of(qtbot, engine)
    with qtbot.waitSignal(engine.broken, timeout=PATIENCE):
        kill_renderer(engine)


def test_cleared_engine_forgets_the_page(qtbot: QtBot, engine: WebEngine) -> None:
    show(qtbot, engine, request("<p>secret</p>"))
    engine.clear()
    qtbot.waitUntil(lambda: text_of(qtbot, engine).strip() == "", timeout=PATIENCE)


def test_scheme_is_registered_once() -> None:
    assert register_scheme()
    assert register_scheme()
