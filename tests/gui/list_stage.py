"""What the tests of the list and the navigator share: an archive of some hundred posts, imported once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.post_list import PostListPane
from fonds.gui.theme import Theme
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, importing
from fonds.services.archives import Archive

POSTS = 300
"""Posts of the site; every tenth a draft, one broken, one without a date."""


@pytest.fixture(scope="session")
def stocked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive file with POSTS posts, closed."""
    folder = tmp_path_factory.mktemp("stock")
    posts = folder / "site" / "_posts"
    posts.mkdir(parents=True)
    (folder / "site" / "_config.yml").write_text("title: Stock\n", encoding="utf-8")
    for number in range(POSTS - 1):
        (posts / f"{2015 + number // 60}-01-{number % 28 + 1:02d}-post-{number}.md").write_text(
            source(number), encoding="utf-8"
        )
    (posts / "2014-01-01-broken.md").write_text("---\ntitle: [never closed\n---\nBody\n", encoding="utf-8")
    path = folder / "stock.fonds"
    made = archives.create_archive(path)
    importing.import_source(made, [folder / "site"], ImportSettings(), ignore_progress, CancelToken())
    made.close()
    return path


def source(number: int) -> str:
    """One post of the site, as its file has it."""
    title = f"示范区 第{number:03d}篇" if number % 2 else f"Harvest report {number:03d}"
    draft = "published: false\n" if number % 10 == 0 else ""
    category = "新闻" if number % 3 else "Reports"
    date = f"{2015 + number // 60}-01-{number % 28 + 1:02d} 08:00:{number % 60:02d} +0800"
    return (
        f'---\ntitle: "{title}"\ndate: {date}\ncategories: [{category}]\ntags: [标签{number % 50}, shared]\n{draft}---\n'
        f"Paragraph {number}, 加快推进建设。\n"
    )


@pytest.fixture
def stock(tmp_path: Path, stocked_file: Path, operations: Operations) -> Iterator[Archive]:
    """The stocked archive, open for writing; closed after the operations are."""
    path = tmp_path / "stock.fonds"
    shutil.copyfile(stocked_file, path)
    made = archives.open_archive(path)
    yield made
    operations.close()
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def pane(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, settings: Settings, stock: Archive
) -> Iterator[PostListPane]:
    """The list pane in sight, with the stocked archive loaded."""
    made = PostListPane(operations, theme, icons, settings)
    qtbot.addWidget(made)
    made.resize(480, 640)
    made.show()
    made.set_archive(stock)
    made.set_total(POSTS)
    settle(qtbot, operations)
    yield made
    made.set_archive(None)


def titles(pane: PostListPane, rows: Sequence[int]) -> list[str]:
    """The titles of some rows, which must be loaded."""
    found = []
    for row in rows:
        summary = pane.model.summary_at(row)
        assert summary is not None
        found.append(summary.title)
    return found


def selected(pane: PostListPane) -> list[int]:
    """The ids of the selected posts."""
    return list(pane.selection_ids())


def settle(qtbot: QtBot, operations: Operations) -> None:
    """Wait until every answer has come, also to what is asked for only after painting, and because of an answer."""
    for _ in range(4):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: operations.idle, timeout=10_000)


def nameless_controls(root: QWidget) -> list[str]:
    """The controls in sight below a widget that a screen reader has no name for."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or widget.focusPolicy().value == 0:
            continue
        if isinstance(widget.parent(), QAbstractItemView):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}".strip())
    return found
