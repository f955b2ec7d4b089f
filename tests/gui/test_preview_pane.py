"""The preview pane over a real archive: the latest request wins, and what was left out is said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from fonds.gui.operations import Operations
from fonds.gui.panes.preview import ORDINARY_SIZE, TEXT_SIZES, PreviewPane
from fonds.gui.preview.blocked_list import BlockedList
from fonds.gui.preview.choice import prepare_application
from fonds.gui.preview.find_bar import FindBar
from fonds.gui.preview.link_question import shown_address
from fonds.gui.preview.notice_bar import NoticeBar
from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_again
from fonds.model.post import BodyFormat, PostMetadata
from fonds.services.previewing import Previewer, UnsavedText, paper_colour
from fonds.store.accepting import AcceptedCandidate, insert_candidates
from fonds.store.archive import Archive
from fonds.store.media import link, put_media
from gui.preview_stage import WEB_NOISE, colours_of, png_bytes, web_engine_fault

prepare_application()

TEXTS = {
    "one.md": "---\ntitle: One\n---\nFirst *text* ![a](a.png)\n",
    "two.md": "---\ntitle: Two\n---\nSecond ![x](http://example.org/x.png) ![y](//example.org/y.png)\n",
    "slow.md": "---\ntitle: Slow\n---\n" + "[" * 20_000,
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "a.fonds")
    candidates = [
        read_again(text.encode(), path, "folder", SiteSettings("folder"), "utf-8")
        for path, text in TEXTS.items()
    ]
    with made.writing() as writer:
        ids = insert_candidates(writer, [AcceptedCandidate(candidate) for candidate in candidates])
        link(writer, ids[0], "a.png", put_media(writer, png_bytes("#00c800"), "a.png"))
    yield made
    made.close()


@pytest.fixture
def ids(archive: Archive) -> list[int]:
    with archive.reading() as view:
        return [int(row[0]) for row in view.rows("SELECT id FROM posts ORDER BY id")]


@pytest.fixture
def engine() -> str:
    return "light"


@pytest.fixture
def pane(qtbot: QtBot, archive: Archive, engine: str) -> Iterator[PreviewPane]:
    previewer, operations = Previewer(), Operations()
    made = PreviewPane(lambda: previewer, operations, engine=engine)
    made.resize(700, 500)
    made.set_archive(archive)
    made.show()
    yield made
    made.close_engine()
    previewer.close()
    operations.close()
    made.close()
    made.deleteLater()
    operations.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def text_of(pane: PreviewPane) -> str:
    found = pane.findChild(QTextBrowser)
    return found.toPlainText().strip() if found is not None and found.isVisible() else ""


def notices(pane: PreviewPane) -> NoticeBar:
    found = pane.findChild(NoticeBar)
    assert isinstance(found, NoticeBar)
    return found


def show(qtbot: QtBot, pane: PreviewPane, post_id: int) -> None:
    with qtbot.waitSignal(pane.page_shown, timeout=10_000, check_params_cb=lambda shown: shown == post_id):
        pane.show_post(post_id)


def empty_text(pane: PreviewPane) -> str:
    label = pane.findChild(QLabel, "emptyState")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_nothing_is_selected_at_first(pane: PreviewPane) -> None:
    assert empty_text(pane)
    assert pane.findChild(QTextBrowser) is None


def test_post_is_shown_with_its_image(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[0])
    assert text_of(pane).startswith("One\nFirst text")
    assert empty_text(pane) == ""
    qtbot.waitUntil(lambda: "#00c800" in colours_of(pane))
    assert not notices(pane).isVisible()


def test_only_the_latest_request_is_answered(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[0])
    shown: list[int] = []
    pane.page_shown.connect(shown.append)
    for post_id in (ids[1], ids[2], ids[0], ids[1]):
        pane.show_post(post_id)
    qtbot.waitUntil(lambda: "Second" in text_of(pane), timeout=10_000)
    qtbot.wait(300)
    assert shown == [ids[1]]


def test_old_page_stays_until_the_new_one(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[0])
    pane.show_post(ids[1])
    assert "First text" in text_of(pane)


def test_blocked_addresses_are_listed(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[1])
    bar = notices(pane)
    assert bar.isVisible()
    assert "2 remote" in bar.text
    toggle, copy = bar.findChildren(QPushButton)
    toggle.click()
    listed = bar.findChild(BlockedList)
    assert isinstance(listed, BlockedList)
    addresses = listed.addresses()
    assert addresses == ["http://example.org/x.png", "https://example.org/y.png"]
    copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == addresses
    show(qtbot, pane, ids[0])
    assert not bar.isVisible()


def test_slow_post_is_shown_as_text_and_does_not_hold_up_the_next(
    qtbot: QtBot, pane: PreviewPane, ids: list[int]
) -> None:
    show(qtbot, pane, ids[0])
    pane.show_post(ids[2])
    qtbot.wait(500)
    show(qtbot, pane, ids[1])
    show(qtbot, pane, ids[2])
    assert "took too long" in notices(pane).text
    assert "[[[[" in text_of(pane)


def test_unsaved_text_follows_after_a_pause(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[0])
    shown: list[int] = []
    pane.page_shown.connect(shown.append)
    metadata = PostMetadata(title="New title")
    for number in range(10):
        pane.show_unsaved(ids[0], partial(UnsavedText, f"typed *{number}*", metadata))
    assert shown == []
    qtbot.waitUntil(lambda: text_of(pane) == "New title\ntyped 9", timeout=10_000)
    qtbot.wait(100)
    assert shown == [ids[0]]


def test_selecting_another_post_forgets_what_was_typed(
    qtbot: QtBot, pane: PreviewPane, ids: list[int]
) -> None:
    pane.show_unsaved(ids[0], partial(UnsavedText, "typed", PostMetadata(format=BodyFormat.TEXT)))
    show(qtbot, pane, ids[1])
    qtbot.wait(400)
    assert "Second" in text_of(pane)


def test_post_that_is_gone(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.show_post(4711)
    qtbot.waitUntil(lambda: "4711" in empty_text(pane), timeout=10_000)


def test_nothing_again(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[1])
    pane.show_post(ids[0])
    pane.show_nothing("Nobody here")
    assert empty_text(pane) == "Nobody here"
    assert not notices(pane).isVisible()
    qtbot.wait(300)
    assert empty_text(pane) == "Nobody here"
    pane.set_archive(None)
    pane.show_post(ids[0])
    assert empty_text(pane) not in ("", "Nobody here")


def test_palette_and_text_size_are_followed(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[1])
    with qtbot.waitSignal(pane.page_shown, timeout=10_000):
        pane.set_palette("dark")
    assert paper_colour("dark").lower() in colours_of(pane)
    sizes: list[int] = []
    pane.text_size_changed.connect(sizes.append)
    with qtbot.waitSignal(pane.page_shown, timeout=10_000):
        pane.zoom_in()
    pane.zoom_out()
    pane.zoom_out()
    pane.zoom_reset()
    assert sizes == [18, 17, 16, 17]
    pane.set_text_size(1000)
    assert pane.text_size == TEXT_SIZES[-1]
    pane.zoom_in()
    assert sizes[-1] == TEXT_SIZES[-1]
    pane.set_text_size(ORDINARY_SIZE)


def test_find_bar(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    bar = pane.findChild(FindBar)
    assert isinstance(bar, FindBar)
    pane.find_in_page()
    assert not bar.isVisible()
    show(qtbot, pane, ids[0])
    pane.find_in_page()
    assert bar.isVisible()
    QTest.keyClicks(bar.focusWidget() or bar, "t")
    labels = [label.text() for label in bar.findChildren(QLabel)]
    assert "1 of 3" in labels
    pane.find_next()
    assert "2 of 3" in [label.text() for label in bar.findChildren(QLabel)]
    pane.find_previous()
    assert "1 of 3" in [label.text() for label in bar.findChildren(QLabel)]
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


class Opener(QObject):
    """Takes the place of the system's browser."""

    def __init__(self, opened: list[QUrl]) -> None:
        super().__init__()
        self._opened = opened

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self._opened.append(url)


def question_of(pane: PreviewPane) -> QMessageBox:
    found = pane.findChild(QMessageBox)
    assert isinstance(found, QMessageBox)
    return found


def press(question: QMessageBox, role: QMessageBox.ButtonRole) -> None:
    for button in question.buttons():
        if question.buttonRole(button) == role:
            button.click()


@pytest.mark.parametrize("agreed", [True, False])
def test_link_is_asked_for_before_it_is_opened(
    qtbot: QtBot, pane: PreviewPane, ids: list[int], agreed: bool
) -> None:
    opened: list[QUrl] = []
    receiver = Opener(opened)
    QDesktopServices.setUrlHandler("https", receiver, "open")  # type: ignore[arg-type]
    try:
        show(qtbot, pane, ids[0])
        browser = pane.findChild(QTextBrowser)
        assert isinstance(browser, QTextBrowser)
        browser.anchorClicked.emit(QUrl("https://example.org/路?x=1"))
        question = question_of(pane)
        assert opened == []
        assert "example.org/%E8%B7%AF?x=1" in question.informativeText()
        role = QMessageBox.ButtonRole.AcceptRole if agreed else QMessageBox.ButtonRole.RejectRole
        press(question, role)
        assert opened == ([QUrl("https://example.org/路?x=1")] if agreed else [])
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_other_addresses_are_not_even_asked_for(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    show(qtbot, pane, ids[0])
    browser = pane.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "smb://host/x", "post:///page/1"):
        browser.anchorClicked.emit(QUrl(address))
        assert pane.findChild(QMessageBox) is None


def test_shown_address_hides_no_look_alike() -> None:
    assert shown_address(QUrl("https://аpple.com/")).startswith("https://xn--")
    assert len(shown_address(QUrl("https://e.example/" + "a" * 2000))) == 500


@pytest.mark.webengine
@pytest.mark.qt_log_ignore(WEB_NOISE)
@pytest.mark.parametrize("engine", ["web"])
def test_light_engine_takes_over_from_a_broken_one(qtbot: QtBot, pane: PreviewPane, ids: list[int]) -> None:
    if fault := web_engine_fault():
        pytest.skip(fault)
    engines: list[str] = []
    pane.engine_changed.connect(engines.append)
    show(qtbot, pane, ids[0])
    qtbot.waitUntil(lambda: "#00c800" in colours_of(pane), timeout=20_000)
    assert text_of(pane) == ""
    broken = pane._engine
    assert broken is not None
    with qtbot.waitSignal(pane.page_shown, timeout=20_000):
        broken.broken.emit()
    assert text_of(pane).startswith("One\nFirst text")
    assert engines == ["web", "light"]
    show(qtbot, pane, ids[1])


@pytest.mark.qt_log_ignore(WEB_NOISE)
@pytest.mark.parametrize("engine", ["light", "web"])
def test_a_link_to_another_post_opens_it_in_the_window(
    qtbot: QtBot, pane: PreviewPane, ids: list[int], engine: str
) -> None:
    if engine == "web" and web_engine_fault():
        pytest.skip(web_engine_fault())
    with qtbot.waitSignal(pane.page_shown, timeout=30_000):
        pane.show_unsaved(ids[0], partial(UnsavedText, "[the other](two.md)", PostMetadata()))
    pane.activateWindow()
    pane.focus_page()
    page = QApplication.focusWidget()
    while page is not None and page.focusProxy() is not None:
        page = page.focusProxy()
    assert page is not None
    with qtbot.waitSignal(pane.post_link_clicked, timeout=10_000) as followed:
        if engine == "light":  # Chromium goes to the first link by itself when the page gets the keyboard
            QTest.keyClick(page, Qt.Key.Key_Tab)
        qtbot.wait(300)
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert followed.args == [ids[1]]
    assert not pane.findChildren(QMessageBox), "nothing is asked of a person"
