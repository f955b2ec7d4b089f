"""An exported site in Chromium, opened from its folder: it is read and searched, and asks nothing of any network."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import newslike
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.preview.choice import prepare_application
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, exporting
from fonds.text.segmentation import UNSPACED
from fonds.text.tokens import fold_characters
from fonds.text.variants import variants_of
from gui.preview_stage import WEB_NOISE, ListeningServer, web_engine_fault
from services.site import import_site

prepare_application()

pytestmark = [pytest.mark.webengine, pytest.mark.qt_log_ignore(WEB_NOISE)]

pytest.importorskip("PySide6.QtWebEngineWidgets")

from PySide6.QtWebEngineCore import (  # noqa: E402
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: E402

PATIENCE = 20_000
BODIES = {
    "plain": "长三角生态绿色一体化发展示范区建设，示范引领。A股2024上涨。",
    "traditional": "長三角示範區，頭髮與發展。",
    "apart": "示，范不相连。长三角，一体化。",
    "latin": "Café society; the naïve Growth of growth-funds. ＡＢＣ１２３ straße",
    "decomposed": "Cafe\u0301 noir et ガイド、カ\u3099イト ｶﾞｲﾄﾞ",
    "astral": "𠀀𠀁古字。𠀁a",
    "code": "```\nx_y = foo(bar) # 示范代码\n```",
}
TITLES = {"plain": "示范区", "hostile": "</script><img src=x onerror=\"document.title='ran'\">"}


class Watcher(QWebEngineUrlRequestInterceptor):
    """Notes what Chromium asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        self.addresses.append(info.requestUrl().toString())


class Page(QWebEnginePage):
    """A page whose script must not complain."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.complaints: list[str] = []

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        self.complaints.append(f"{source}:{line} {message}")


class Browser:
    """A view with what the tests do in it."""

    def __init__(self, qtbot: QtBot, site: Path) -> None:
        self.qtbot = qtbot
        self.site = site
        self.watcher = Watcher()
        self.profile = QWebEngineProfile()
        self.profile.setUrlRequestInterceptor(self.watcher)
        self.page = Page(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(900, 700)
        self.view.show()

    def open(self, name: str) -> None:
        with self.qtbot.waitSignal(self.page.loadFinished, timeout=PATIENCE):
            self.page.load(QUrl.fromLocalFile(str(self.site / name)))

    def ask(self, code: str) -> object:
        answers: list[object] = []
        self.page.runJavaScript(f"JSON.stringify({code})", 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
        return json.loads(str(answers[0])) if answers[0] else None

    def wait_for(self, code: str) -> None:
        self.qtbot.waitUntil(lambda: self.ask(code) is True, timeout=PATIENCE)

    def search(self, words: str) -> list[str]:
        """The titles of the posts that are found."""
        self.ask(
            f"(() => {{ const box = document.getElementById('site-query'); box.value = {json.dumps(words)};"
            "box.dispatchEvent(new Event('input')); return true })()"
        )
        self.wait_for(f"document.getElementById('site-results').dataset.done === {json.dumps(words)}")
        found = self.ask(
            "[...document.querySelectorAll('#site-results a.hit')].map((link) => link.textContent)"
        )
        assert isinstance(found, list)
        return sorted(map(str, found))

    def search_all(self, words: str) -> tuple[set[str], int]:
        """The titles on the first page of results, and how many there are in all."""
        found = self.search(words)
        status = str(self.ask("document.getElementById('site-status').textContent"))
        number = re.match(r"\d+", status)
        return set(found), int(number[0]) if number else 0

    def press(self, key: Qt.Key) -> None:
        target = self.view.focusProxy()
        assert target is not None
        QTest.keyClick(target, key)

    def close(self) -> None:
        self.view.close()
        self.page.deleteLater()
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.profile.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True, scope="module")
def _chromium() -> None:
    if fault := web_engine_fault():
        pytest.skip(fault)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    posts = folder / "source" / "_posts"
    posts.mkdir(parents=True)
    for number, name in enumerate({**TITLES, **BODIES}):
        title = json.dumps(TITLES.get(name, name))
        header = f"---\ntitle: {title}\nlang: zh-CN\ntags: [t{number}]\n---\n"
        body = BODIES.get(name, "<p>hostile</p>")
        (posts / f"2022-01-{number + 1:02}-{name}.md").write_text(f"{header}{body}\n", encoding="utf-8")
    archive = archives.create_archive(folder / "a.fonds")
    try:
        import_site(archive, folder / "source")
        exporting.export_posts(archive, folder / "网 站#1%", None, "", ignore_progress, CancelToken(), "site")
    finally:
        archive.close()
    return folder / "网 站#1%"


@pytest.fixture
def browser(qtbot: QtBot, site: Path) -> Iterator[Browser]:
    made = Browser(qtbot, site)
    yield made
    assert made.page.complaints == []
    assert {address.partition(":")[0] for address in made.watcher.addresses} <= {"file", "data"}
    made.close()


def test_it_is_read_and_searched(browser: Browser) -> None:
    browser.open("index.html")
    browser.ask(
        "[...document.querySelectorAll('.contents a')].find((a) => a.textContent === '示范区').click()"
    )
    browser.wait_for("document.querySelector('article h1')?.textContent === '示范区'")
    browser.ask("history.back()")
    browser.wait_for("document.querySelectorAll('.contents a').length === 8")
    browser.ask("document.activeElement.blur()")
    browser.press(Qt.Key.Key_Slash)
    browser.wait_for("document.activeElement.name === 'q'")
    browser.ask("(document.activeElement.value = '范区') && true")
    browser.press(Qt.Key.Key_Return)
    browser.wait_for("document.getElementById('site-status')?.textContent === '2 篇'")
    marked = browser.ask("[...document.querySelectorAll('.snippet mark')].map((mark) => mark.textContent)")
    assert marked == ["範區", "范区"]
    browser.press(Qt.Key.Key_Down)
    browser.press(Qt.Key.Key_Down)
    browser.wait_for("document.activeElement.textContent === '示范区'")
    browser.press(Qt.Key.Key_Return)
    browser.wait_for("document.querySelector('article h1')?.textContent === '示范区'")
    browser.ask("history.back()")
    browser.wait_for("document.getElementById('site-status')?.textContent === '2 篇'")


QUERIES = {
    "示范": ["code", "traditional", "示范区"],
    "范": ["apart", "code", "traditional", "示范区"],
    "示范区": ["traditional", "示范区"],
    "示範區": ["traditional", "示范区"],
    "髮": ["traditional", "示范区"],
    "发": ["traditional", "示范区"],
    "长三角生态绿色一体化发展示范区建设": ["示范区"],
    "长三角一体化": [],
    "长三角 一体化": ["apart", "示范区"],
    "A股2024": ["示范区"],
    "股20": ["示范区"],
    "a": ["apart", "astral", "latin", "示范区"],
    "ＣＡＦÉ": ["decomposed", "latin"],
    "grow": ["latin"],
    "row": [],
    "growth funds": ["latin"],
    '"growth fund"': [],
    '"growth funds"': ["latin"],
    "“growth of growth”": ["latin"],
    '"of growth-funds"': ["latin"],
    "abc123": ["latin"],
    "ガイド": ["decomposed"],
    "ガイト": ["decomposed"],
    "ｶﾞｲﾄﾞ": ["decomposed"],
    "𠀁": ["astral"],
    "𠀀𠀁": ["astral"],
    "𠀁古字": ["astral"],
    "t2": ["traditional"],
    "foo(bar)": ["code"],
    "bar 示范": ["code"],
    "示.范": ["apart"],
    "ж示范": [],
}


def test_it_finds_what_is_there_and_nothing_else(browser: Browser) -> None:
    browser.open("search.html")
    browser.wait_for("typeof fonds === 'object' && document.activeElement.id === 'site-query'")
    assert {words: browser.search(words) for words in QUERIES} == QUERIES
    browser.ask(
        "(() => { const box = document.getElementById('site-query'); box.value = '.*]';"
        "box.dispatchEvent(new Event('input')); return true })()"
    )
    browser.wait_for("document.getElementById('site-status').textContent === ''")


def test_every_pair_of_characters_is_found(browser: Browser) -> None:
    texts = {TITLES.get(name, name): f"{TITLES.get(name, name)}|{body}" for name, body in BODIES.items()}
    runs = {
        title: re.findall(f"[{UNSPACED}]+", fold_characters(text))
        for title, text in texts.items()
        if title != "decomposed"
    }
    browser.open("search.html")
    for title, own in runs.items():
        for run in own[:4]:
            for begin in range(min(4, len(run) - 1)):
                assert title in browser.search(run[begin : begin + 2])


def test_it_agrees_with_reading_all_texts(browser: Browser, tmp_path: Path) -> None:
    """Pieces cut out of posts anywhere: what the search finds is what a look at every text finds."""
    posts = tmp_path / "source" / "_posts"
    posts.mkdir(parents=True)
    for post in newslike.make_posts(40, 11, seeds=False):
        header = f"---\ntitle: {json.dumps(f'{post.number} {post.title}')}\n---\n"
        (posts / f"2022-01-01-{post.number}.txt").write_text(header + post.body[:1500], encoding="utf-8")
    archive = archives.create_archive(tmp_path / "a.fonds")
    try:
        import_site(archive, tmp_path / "source")
        exporting.export_posts(archive, tmp_path / "site", None, "", ignore_progress, CancelToken(), "site")
    finally:
        archive.close()
    rows: list[list[str]] = []
    for path in (tmp_path / "site" / "search" / "texts").rglob("*.js"):
        rows += json.loads(f"[{path.read_text(encoding='utf-8')[len('fonds.texts(') : -3]}]")[1]
    assert len(rows) == 40
    browser.site = tmp_path / "site"
    browser.open("search.html")
    dice = random.Random(5)
    for _ in range(40):
        text = dice.choice(rows)[4]
        begin = dice.randrange(len(text))
        cut = text[begin : begin + dice.choice((1, 2, 3, 5, 9, 14))]
        quoted = dice.random() < 0.5 or " " in cut or "\n" in cut
        words = f'"{cut}"' if quoted else cut
        folded = folded_text(cut).strip()
        if folded and '"' not in cut:
            expected = {
                row[2] for row in rows if any(has(folded_text(field), folded, quoted) for field in row[2:])
            }
            found, count = browser.search_all(words)
            assert (count, found <= expected, len(found)) == (len(expected), True, min(20, len(expected))), (
                words
            )


def folded_text(text: str) -> str:
    bare = re.sub(
        "[\u0300-\u036f]", "", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    )
    return re.sub(f"[^0-9a-z{UNSPACED}]+", " ", bare)


def has(text: str, words: str, whole: bool) -> bool:
    before = r"(?<![0-9a-z])" if re.match("[0-9a-z]", words) else ""
    after = r"(?![0-9a-z])" if whole and re.search(r"[0-9a-z]\Z", words) else ""
    middle = "".join(
        f"[{variants_of(letter)}]" if letter > "\u3000" else re.escape(letter) for letter in words
    )
    return re.search(before + middle + after, text) is not None


def test_hostile_title_is_words(browser: Browser) -> None:
    browser.open("search.html")
    assert browser.search("onerror") == [TITLES["hostile"]]
    assert browser.ask("document.querySelectorAll('#site-results img, #site-results script').length") == 0
    browser.ask("document.querySelector('#site-results a').click()")
    browser.wait_for("document.querySelector('article h1') !== null")
    assert browser.ask("document.querySelector('article h1').textContent") == TITLES["hostile"]
    assert str(browser.ask("document.title")).startswith("</script>")


def test_the_switch_of_colours_lasts(browser: Browser) -> None:
    browser.open("index.html")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    seen = [browser.ask(colour)]
    for _ in range(2):
        browser.ask("document.querySelector('.site-colours').click()")
        seen.append(browser.ask(colour))
    assert seen[1] != seen[2]
    browser.open("years/index.html")
    assert browser.ask(colour) == seen[2]
    browser.ask("localStorage.clear()")


def test_the_policy_holds(qtbot: QtBot, site: Path, browser: Browser) -> None:
    """What a page would be made to do, had something got through to it."""
    server = ListeningServer()
    try:
        browser.open("index.html")
        browser.ask(
            "(() => { const add = (name, what) => document.body.append(Object.assign(document.createElement(name), what));"
            f"add('img', {{src: '{server.address}/a.png'}}); add('script', {{src: '{server.address}/b.js'}});"
            "add('script', {textContent: 'document.title = 1'}); document.body.insertAdjacentHTML('beforeend',"
            "'<img src=x onerror=\"document.title = 2\">'); return true })()"
        )
        qtbot.wait(500)
        assert server.paths == []
        assert browser.ask("document.title") not in ("1", "2")
        refused = [line for line in browser.page.complaints if "Content Security Policy" in line]
        assert len(refused) >= 4
        browser.page.complaints.clear()
        assert any("http" in address for address in browser.watcher.addresses) is False
    finally:
        server.close()
