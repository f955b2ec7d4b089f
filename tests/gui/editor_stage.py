"""What the tests of the editor and of the dialogs share: a theme, operations, and a real archive from a small site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.theme import Theme
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.services import archives, browsing, importing
from fonds.services.archives import Archive

QT_NOISE = r"OpenType support missing|propagateSizeHints|does not support (raise|grabbing)|Populating font family aliases"
"""What Qt says of the fonts of a machine, and of a platform without windows."""

POSTS = {
    "2022-01-11-yangtze.md": (
        '---\ntitle: "长三角一体化"\ndate: 2022-01-11 19:09:47 +0800\ncategories: [新闻]\ntags: [长三角, 示范区]\n'
        "layout: post\nextra:\n  - a\n  - b\n---\n# 标题\n\n第一段。\n"
    ),
    "2021-05-01-plain.md": "---\ntitle: Plain\ntags: one\n---\nHello world\r\nsecond\n",
    "2020-02-02-broken.md": '---\ntitle: A\ntags: [one,\n  "a card\n---\nBody\n',
}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    failures: list[str] = []
    made.failed.connect(lambda error, title: failures.append(f"{title}: {error!r}"))
    yield made
    made.close()
    assert not failures


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small Jekyll site."""
    root = tmp_path / "site"
    posts = root / "_posts"
    posts.mkdir(parents=True)
    (root / "_config.yml").write_text("title: A site\ntimezone: Asia/Shanghai\n", encoding="utf-8")
    for name, text in POSTS.items():
        (posts / name).write_bytes(text.encode("utf-8"))
    (root / "old_post").mkdir()
    (root / "old_post" / "2019-01-01-old.md").write_text("---\ntitle: Old\n---\nold\n", encoding="utf-8")
    return root


@pytest.fixture
def archive(tmp_path: Path, site: Path, operations: Operations) -> Iterator[Archive]:
    """An archive with the site's posts; closed after the operations are."""
    made = archives.create_archive(tmp_path / "test.fonds")
    importing.import_source(made, [site], ImportSettings(), ignore_progress, CancelToken())
    yield made
    operations.close()
    made.close()


def id_of(archive: Archive, path: str) -> int:
    """The number of the post that came from a file."""
    ids = browsing.list_posts(archive, ListRequest()).ids
    return next(number for number in ids if browsing.load_post(archive, number).source_path.endswith(path))


@pytest.fixture
def pane(qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, archive: Archive) -> EditorPane:
    made = make_pane(qtbot, operations, theme, icons)
    made.set_archive(archive)
    return made


def make_pane(qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons) -> EditorPane:
    made = EditorPane(operations, theme, icons)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


Open = Callable[[str], int]


@pytest.fixture
def opened(qtbot: QtBot, pane: EditorPane, archive: Archive) -> Open:
    def open_post(name: str) -> int:
        number = id_of(archive, name)
        if pane.post is None or pane.post.id != number:
            with qtbot.waitSignal(pane.shown):
                pane.show_post(number)
        return number

    return open_post


def settle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: operations.idle)


def type_at_end(pane: EditorPane, text: str) -> None:
    pane.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(pane.text, text)


def save(qtbot: QtBot, pane: EditorPane) -> None:
    with qtbot.waitSignal(pane.saved):
        pane.save()


def source(archive: Archive, post_id: int) -> str:
    return browsing.load_post(archive, post_id).source.decode()
