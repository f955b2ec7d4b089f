"""A long page that is put together in slices is the page that is put in at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from fonds.gui.preview.light import LightEngine
from fonds.gui.preview.light_building import AT_ONCE, slices_of
from fonds.model.post import BodyFormat
from fonds.render.page import build_page
from fonds.render.request import EngineKind, Look, RenderedPage, RenderRequest

PARTS = (
    "# Heading {n}\n\nSome *words* of 示范区 and `code` with [a link](https://example.org/{n}).\n\n",
    "- one\n- two\n    - three {n}\n\n1. first\n2. second\n\n",
    "> quoted {n}\n\n",
    "```python\nprint({n})\n```\n\n",
    "| a | b |\n|---|---|\n| {n} | 二 |\n\n",
    "plain {n}\n\n---\n\n",
    "<div>raw <b>{n}</b></div>\n\n",
)
Described = list[tuple[object, ...]]


def page_of(count: int, first: str = "") -> RenderedPage:
    """The page of a text of so many parts."""
    body = first + "".join(PARTS[n % len(PARTS)].replace("{n}", str(n)) for n in range(count))
    look = Look(engine=EngineKind.LIGHT, line_marks=True)
    return build_page(RenderRequest(body=body, format=BodyFormat.MARKDOWN, title="Long", look=look))


def described(document: QTextDocument) -> Described:
    """The paragraphs of a document and the looks of their pieces; blanks at their ends do not count."""
    found: Described = []
    block = document.begin()
    while block.isValid():
        form, listed = block.blockFormat(), block.textList()
        pieces = []
        place = block.begin()
        while not place.atEnd():
            piece = place.fragment()
            look = piece.charFormat()
            if piece.text().strip():
                pieces.append(
                    (
                        piece.text().rstrip(),
                        look.font().toString(),
                        look.foreground().color().name(),
                        look.background().color().name(),
                        tuple(look.anchorNames()),
                        look.anchorHref(),
                    )
                )
            place += 1
        found.append(
            (
                block.text().rstrip(),
                form.topMargin(),
                form.bottomMargin(),
                form.leftMargin(),
                form.indent(),
                form.lineHeight(),
                form.background().color().name(),
                listed.itemNumber(block) if listed else None,
                tuple(pieces),
            )
        )
        block = block.next()
    return found


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[LightEngine]:
    made = LightEngine()
    qtbot.addWidget(made.widget())
    made.widget().resize(500, 400)
    made.widget().show()
    yield made
    made.close()


def document_of(engine: LightEngine) -> QTextDocument:
    """The document that is shown."""
    browser = engine.widget()
    assert isinstance(browser, QTextBrowser)
    return browser.document()


@pytest.mark.parametrize("count", [1, 8, 150, 400])
def test_slices_make_the_document_that_the_whole_page_makes(qtbot: QtBot, count: int) -> None:
    page = page_of(count)
    at_once, in_slices = QTextDocument(), QTextDocument()
    at_once.setHtml(page.html)
    slices = list(slices_of(page.html))
    for put in slices:
        put(in_slices)
    assert described(in_slices) == described(at_once)
    assert (len(slices) > 5) == (count > 100)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\nlast"])
@pytest.mark.parametrize("count", [0, 1, 900])
def test_the_lines_of_a_plain_text_stand_as_in_one_piece(qtbot: QtBot, count: int, end: str) -> None:
    body = "".join(f"line {n} of 示范区 <{n}>\n\n  indented\n" for n in range(count)) + end
    look = Look(engine=EngineKind.LIGHT, line_marks=True)
    page = build_page(RenderRequest(body=body, format=BodyFormat.TEXT, title="Plain", look=look))
    at_once, in_slices = QTextDocument(), QTextDocument()
    at_once.setHtml(page.html)
    slices = list(slices_of(page.html))
    for put in slices:
        put(in_slices)
    assert described(in_slices) == described(at_once)
    assert (len(slices) > 5) == (count > 100)


def test_a_page_without_our_frame_is_put_in_whole(qtbot: QtBot) -> None:
    document = QTextDocument()
    (put,) = slices_of("<p>one</p><p>two</p>")
    put(document)
    assert document.toPlainText() == "one\ntwo"


def test_the_page_before_stays_until_the_long_one_is_whole(qtbot: QtBot, engine: LightEngine) -> None:
    with qtbot.waitSignal(engine.painted):
        engine.show_page(page_of(3, "short\n\n"))
    long = page_of(300, "long\n\n")
    assert len(long.html) > AT_ONCE
    with qtbot.waitSignal(engine.painted, timeout=20_000):
        engine.show_page(long)
        assert "short" in document_of(engine).toPlainText()
    assert "long" in document_of(engine).toPlainText()


def test_a_later_page_ends_the_building_of_the_one_before(qtbot: QtBot, engine: LightEngine) -> None:
    engine.show_page(page_of(300, "first\n\n"))
    engine.show_page(page_of(300, "second\n\n"))
    qtbot.wait(20)
    with qtbot.waitSignal(engine.painted, timeout=20_000):
        engine.show_page(page_of(300, "third\n\n"))
    assert "third" in document_of(engine).toPlainText()
    with qtbot.waitSignal(engine.painted, timeout=20_000):
        engine.show_page(page_of(2, "fourth\n\n"))
    qtbot.wait(100)
    assert "fourth" in document_of(engine).toPlainText()


def test_a_longer_page_of_the_same_post_keeps_its_place(qtbot: QtBot, engine: LightEngine) -> None:
    browser = engine.widget()
    assert isinstance(browser, QTextBrowser)
    with qtbot.waitSignal(engine.painted, timeout=20_000):
        engine.show_page(page_of(300))
    browser.verticalScrollBar().setValue(1200)
    scrolled: list[float] = []
    engine.scrolled.connect(lambda line, _place: scrolled.append(line))
    with qtbot.waitSignal(engine.painted, timeout=20_000):
        engine.show_page(page_of(310), keep_place=True)
    assert browser.verticalScrollBar().value() == 1200
    assert scrolled == []
    engine.show_line(900.0, 0.5)
    assert browser.verticalScrollBar().value() > 1200


def test_nothing_comes_after_it_was_cleared(qtbot: QtBot, engine: LightEngine) -> None:
    engine.show_page(page_of(300))
    engine.clear()
    qtbot.wait(300)
    assert document_of(engine).toPlainText() == ""
