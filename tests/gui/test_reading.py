"""Reading in the real window, with the light engine: look, views, links, copies, paper, and scrolling with the editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTextBrowser, QToolButton

from fonds.base.settings import Settings
from fonds.gui.dialogs.print_preview import PrintPreviewDialog
from fonds.gui.preview.blocked_list import BlockedList
from fonds.gui.preview.look_popup import LookPopup
from fonds.gui.preview.media_opening import file_name, safe_name
from fonds.gui.preview.reading_look import ReadingLook, keep_look, load_look
from fonds.gui.preview.scroll_together import Leader
from fonds.gui.preview.visits import Visits
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, importing
from fonds.services.previewing import ResourceKind, paper_colour
from gui.editor_stage import QT_NOISE
from gui.preview_stage import colours_of
from gui.test_preview_pane import Opener, press
from journeys.stage import OpenWindow, Stage, open_window

__all__ = ["open_window"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

LONG = "\n\n".join(f"## 第{number}节\n\n" + "示范区建设全面推进。" * 12 for number in range(60))
FILES = {
    "_config.yml": "title: t\n",
    "_posts/2022-01-11-one.md": f"---\ntitle: 第一篇\n---\n[two](/2022/01/12/two.html) ![x](http://e.example/x.png)\n\n{LONG}\n",
    "_posts/2022-01-12-two.md": '---\ntitle: 第二篇\n---\n# Head\n\nsecond **text**\n\n<audio src="/a.mp3"></audio>\n',
    "a.mp3": "ID3 sound",
}


@pytest.fixture
def stage(tmp_path: Path, open_window: OpenWindow) -> Iterator[Stage]:
    root = tmp_path / "site"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    path = tmp_path / "a.fonds"
    archive = archives.create_archive(path)
    importing.import_source(
        archive, [root], ImportSettings(generator="jekyll"), ignore_progress, CancelToken()
    )
    archive.close()
    stage = open_window(path)
    show(stage, "第一篇")
    yield stage


def number_of(stage: Stage, title: str) -> int:
    archive = stage.window.archive
    assert archive is not None
    with archive.reading() as view:
        return int(str(view.value("SELECT id FROM posts WHERE title = ?", (title,))))


def show(stage: Stage, title: str) -> None:
    stage.window.desk.show_post(number_of(stage, title))
    stage.until(lambda: title in stage.preview_text())
    stage.settle()


def browser_of(stage: Stage) -> QTextBrowser:
    found = stage.window.desk.preview.findChild(QTextBrowser)
    assert isinstance(found, QTextBrowser)
    return found


def trigger(stage: Stage, name: str) -> None:
    action = stage.window.actions_table[name]
    assert action.isEnabled(), name
    action.trigger()


def test_the_look_is_chosen_seen_and_remembered(stage: Stage) -> None:
    trigger(stage, "reading_look")
    popup = stage.window.findChild(LookPopup)
    assert isinstance(popup, LookPopup)
    assert [button.objectName() for button in popup.themes.buttons() if button.isChecked()] == ["window"]
    for button in popup.findChildren(QToolButton):
        assert button.accessibleName()
    for group, name in ((popup.themes, "sepia"), (popup.faces, "serif"), (popup.widths, "narrow")):
        next(button for button in group.buttons() if button.objectName() == name).click()
    pane = stage.window.desk.preview
    stage.until(lambda: paper_colour("sepia").lower() in colours_of(browser_of(stage)))
    popup.larger.click()
    assert popup.size_label.text() == "18"
    popup.close()
    stage.settle()
    font = browser_of(stage).document().begin().begin().fragment().charFormat().font()
    assert "Noto Serif CJK SC" in font.families()
    settings = stage.window._settings
    assert load_look(settings) == ReadingLook("sepia", True, "narrow")
    assert settings.number("preview.text_size") == 18
    pane.set_palette("dark")
    stage.settle()
    assert paper_colour("sepia").lower() in colours_of(browser_of(stage))


def test_a_look_that_is_none_is_the_ordinary_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    settings.put("preview.theme", "neon")
    settings.put("preview.width", "0")
    assert load_look(settings) == ReadingLook()
    keep_look(settings, ReadingLook("dark", width="full"))
    assert load_look(settings) == ReadingLook("dark", False, "full")
    assert ReadingLook().palette("dark") == "dark"
    assert ReadingLook("light").palette("dark") == "light"


def test_views_of_the_file(stage: Stage) -> None:
    actions = stage.window.preview_actions
    trigger(stage, "view_source")
    stage.until(lambda: actions.source is not None and "title: 第一篇" in actions.source.text.text())
    view = actions.source
    assert view is not None
    assert view.isVisible()
    assert view.text.isReadOnly()
    stage.until(lambda: not view.loading)
    assert view.text.text() == FILES["_posts/2022-01-11-one.md"]
    assert "UTF-8" in view.facts.text()
    assert not stage.window.actions_table["print"].isEnabled()
    stage.window.desk.find_in_post()
    stage.window.desk.show_post(number_of(stage, "第二篇"))
    stage.until(lambda: "title: 第二篇" in view.text.text())
    trigger(stage, "view_original")
    assert actions.header.views.currentData() == "original"
    stage.until(lambda: view.facts.text().startswith("As imported"))
    actions.header.views.setCurrentIndex(0)
    stage.until(lambda: "second text" in stage.preview_text())
    assert not view.isVisible()


def test_back_and_forward(stage: Stage) -> None:
    table, desk = stage.window.actions_table, stage.window.desk
    assert not table["go_back"].isEnabled()
    one, two = number_of(stage, "第一篇"), number_of(stage, "第二篇")
    browser_of(stage).anchorClicked.emit(QUrl(f"post:///open/{two}"))
    stage.until(lambda: "second text" in stage.preview_text())
    assert not table["go_forward"].isEnabled()
    trigger(stage, "go_back")
    stage.until(lambda: desk.preview.post_id == one and "第一篇" in stage.preview_text())
    assert list(desk.list.selection_ids()) == [one]
    trigger(stage, "go_forward")
    stage.until(lambda: "second text" in stage.preview_text())
    assert not table["go_forward"].isEnabled()


def test_a_published_address_is_a_link_to_the_post(stage: Stage) -> None:
    assert f"post:///open/{number_of(stage, '第二篇')}" in browser_of(stage).toHtml()


@pytest.mark.parametrize("form", ["rich", "markdown", "plain"])
def test_the_post_is_copied(stage: Stage, form: str) -> None:
    show(stage, "第二篇")
    QGuiApplication.clipboard().clear()
    trigger(stage, f"copy_{form}")
    stage.until(lambda: QGuiApplication.clipboard().text())
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasHtml() == (form == "rich")
    if form == "rich":
        assert "<h1>Head</h1>" in data.html()
        assert "<strong>text</strong>" in data.html()
    expected = "# Head" if form == "markdown" else "Head"
    assert expected in data.text().splitlines()
    assert "second " in data.text()


def test_the_selection_is_copied(stage: Stage) -> None:
    show(stage, "第二篇")
    browser_of(stage).find("second text")
    trigger(stage, "copy_markdown")
    stage.until(lambda: QGuiApplication.clipboard().text() == "second **text**")


def test_remote_addresses_are_listed_with_their_kinds(stage: Stage) -> None:
    stage.click(stage.window.desk.preview, "Show list")
    listed = stage.window.desk.preview.findChild(BlockedList)
    assert isinstance(listed, BlockedList)
    assert listed.addresses() == ["http://e.example/x.png"]
    kind = listed.item(0, 0)
    assert kind is not None
    assert kind.text() == "Picture"
    listed.copy_chosen()
    assert QGuiApplication.clipboard().text() == "http://e.example/x.png"
    listed.show_addresses(["a"] * 2000, list(ResourceKind))
    assert listed.rowCount() == 1000


def test_paper_is_shown_and_kept(stage: Stage, tmp_path: Path) -> None:
    trigger(stage, "print_preview")
    dialog = stage.dialog(PrintPreviewDialog)
    stage.until(lambda: dialog.pdf)
    first = dialog.pdf
    assert first.startswith(b"%PDF-")
    assert dialog.told.text().endswith("pages")
    dialog.turned.setCurrentIndex(1)
    stage.until(lambda: dialog.pdf != first)
    dialog.save(tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == dialog.pdf
    dialog.save(tmp_path / "none" / "x.pdf")
    assert not dialog.told.text().startswith("Saved")
    stage.leave(dialog)


def test_the_post_is_printed(stage: Stage, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    told: list[str] = []
    printing = stage.window.preview_actions._printer()
    printing.told.connect(told.append)
    printing.print_on(printer)
    stage.until(lambda: told)
    assert told == ["Printed."]
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")


def test_sound_is_opened_outside_after_a_question(stage: Stage) -> None:
    opened: list[QUrl] = []
    receiver = Opener(opened)
    QDesktopServices.setUrlHandler("file", receiver, "open")  # type: ignore[arg-type]
    try:
        show(stage, "第二篇")
        browser_of(stage).anchorClicked.emit(QUrl("post:///media/%2Fa.mp3"))
        question = stage.window.desk.preview.findChild(QMessageBox)
        assert isinstance(question, QMessageBox)
        assert question.informativeText() == "a.mp3"
        assert opened == []
        press(question, QMessageBox.ButtonRole.AcceptRole)
        stage.until(lambda: opened)
        path = Path(opened[0].toLocalFile())
        assert (path.name, path.read_text()) == ("a.mp3", "ID3 sound")
    finally:
        QDesktopServices.unsetUrlHandler("file")


@pytest.mark.parametrize(
    ("reference", "kind", "name"),
    [
        ("/x/声音.mp3?v=1", "audio/mpeg", "声音.mp3"),
        ("../../etc/run.exe", "video/mp4", "run.mp4"),
        ("a<b>:c.desktop", "audio/x-wav", "a_b_c.wav"),
        ("...", "image/png", "file.png"),
        ("\x1f7\x1fdeep/b.ogg", "audio/ogg", "b.ogg"),
    ],
)
def test_a_file_outside_is_named_for_what_it_is(reference: str, kind: str, name: str) -> None:
    assert safe_name(file_name(reference), kind) == name


# Scrolling together


def lines(stage: Stage) -> tuple[float, float]:
    together = stage.window.preview_actions.together
    assert together is not None
    return together._where()


def page_line(stage: Stage) -> float:
    found: list[float] = []
    pane = stage.window.desk.preview
    pane.scrolled.connect(lambda line, _place: found.append(line))
    browser = browser_of(stage)
    browser.verticalScrollBar().valueChanged.emit(browser.verticalScrollBar().value())
    return found[-1]


def test_the_page_follows_the_text_and_the_text_the_page(stage: Stage) -> None:
    text, page = stage.window.desk.editor.text, browser_of(stage)
    bar, seen = text.verticalScrollBar(), page.verticalScrollBar()
    together = stage.window.preview_actions.together
    assert together is not None
    stage.until(lambda: together.leader is Leader.NOBODY)
    for share in (0.3, 0.6):
        bar.setValue(int(bar.maximum() * share))
        stage.bot.wait(60)
        value = bar.value()  # Qt moves it while it lays out what is above
        bar.setValue(value + 1)
        value = bar.value()
        stage.bot.wait(120)
        assert together.leader is Leader.TEXT
        assert abs(page_line(stage) - lines(stage)[0]) < 2
        assert bar.value() == value, "the page does not push back"
    stage.until(lambda: (bar.setValue(bar.maximum()), seen.value() == seen.maximum())[1])  # type: ignore[func-returns-value]
    bar.setValue(0)
    stage.until(lambda: seen.value() == 0)
    stage.until(lambda: together.leader is Leader.NOBODY)
    value = seen.maximum() // 2
    seen.setValue(value)
    stage.until(lambda: together.leader is Leader.PAGE)
    stage.bot.wait(120)
    assert bar.value() > bar.maximum() // 4
    assert seen.value() == value
    assert abs(page_line(stage) - lines(stage)[0]) < 3
    seen.setValue(0)
    stage.until(lambda: bar.value() == 0)


def test_each_goes_alone_when_that_is_wanted(stage: Stage) -> None:
    trigger(stage, "scroll_together")
    assert not stage.window._settings.flag("preview.scroll_together", True)
    stage.window.desk.editor.text.verticalScrollBar().setValue(100)
    stage.bot.wait(150)
    assert browser_of(stage).verticalScrollBar().value() == 0
    trigger(stage, "scroll_together")
    stage.until(lambda: browser_of(stage).verticalScrollBar().value() > 0)


def test_typing_moves_no_text(stage: Stage) -> None:
    text = stage.window.desk.editor.text
    text.verticalScrollBar().setValue(60)
    stage.settle()
    cursor = text.cursorForPosition(text.viewport().rect().center())
    text.setTextCursor(cursor)
    text.setFocus()
    before = text.verticalScrollBar().value()
    with stage.bot.waitSignal(stage.window.desk.preview.page_shown, timeout=10_000):
        QTest.keyClicks(text, "abc")
    stage.bot.wait(200)
    assert text.verticalScrollBar().value() == before
    assert abs(page_line(stage) - lines(stage)[0]) < 2


# Visits


def test_visits_forget_what_was_only_run_past() -> None:
    now = [0.0]
    visits = Visits(lambda: now[0])
    for post, stayed in ((1, 2.0), (2, 0.1), (3, 0.1), (4, 2.0), (4, 1.0), (5, 2.0)):
        visits.arrive(post)
        now[0] += stayed
    assert [visits.go(-1), visits.go(-1), visits.go(-1)] == [4, 1, 0]
    assert (visits.can_go_back, visits.can_go_forward) == (False, True)
    visits.arrive(1)
    assert visits.go(1) == 4
    visits.arrive(9)
    visits.keep()
    visits.arrive(10)
    assert (visits.go(-1), visits.can_go_forward) == (9, True)
    visits.clear()
    assert (visits.can_go_back, visits.can_go_forward) == (False, False)
