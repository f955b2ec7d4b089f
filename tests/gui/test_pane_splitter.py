"""Panes share the window's width: what has no room goes and comes back, what a person hid stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.pane_splitter import NARROWEST, Pane, PaneSplitter

USUAL = set(Pane) - {Pane.FACETS}
"""What is seen by one who asked for nothing."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


FRAMES: list[QWidget] = []


@pytest.fixture(autouse=True)
def _frames(qtbot: QtBot) -> Iterator[None]:
    """Nobody but us holds the frames."""
    yield
    FRAMES.clear()


def make(qtbot: QtBot, settings: Settings, width: int) -> PaneSplitter:
    # Inside a widget, as in the window: a splitter that is a window itself refuses to be narrow.
    frame = QWidget()
    FRAMES.append(frame)
    splitter = PaneSplitter({pane: QWidget() for pane in Pane}, settings)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(splitter)
    qtbot.addWidget(frame)
    frame.resize(width, 300)
    frame.show()
    return splitter


def resize(splitter: PaneSplitter, width: int) -> None:
    splitter.window().resize(width, 300)


def seen(splitter: PaneSplitter) -> set[Pane]:
    return {pane for pane in Pane if splitter.is_seen(pane)}


def test_all_are_seen_where_there_is_room(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 1200)
    assert seen(splitter) == USUAL
    for pane, width in zip(Pane, splitter.sizes(), strict=True):
        assert width >= NARROWEST[pane] or pane is Pane.FACETS


def test_a_narrow_window_keeps_list_and_preview_and_gives_back_the_rest(
    qtbot: QtBot, settings: Settings
) -> None:
    splitter = make(qtbot, settings, 1200)
    resize(splitter, 520)
    assert seen(splitter) == {Pane.LIST, Pane.PREVIEW}
    resize(splitter, 240)
    assert seen(splitter) == {Pane.LIST}
    resize(splitter, 1200)
    assert seen(splitter) == USUAL


def test_nothing_is_ever_wider_than_the_window(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 1200)
    for width in range(1200, 300, -37):
        resize(splitter, width)
        shown = [pane for pane in Pane if splitter.is_seen(pane)]
        assert sum(NARROWEST[pane] for pane in shown) <= width
        assert sum(splitter.sizes()) <= width


def test_the_pane_asked_for_takes_anothers_place(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 560)
    appeared: list[str] = []
    splitter.appeared.connect(appeared.append)
    splitter.want(Pane.EDITOR, True)
    assert seen(splitter) == {Pane.LIST, Pane.EDITOR}
    assert appeared == ["editor"]


def test_what_was_hidden_stays_hidden_in_the_next_window(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 1200)
    splitter.want(Pane.NAVIGATOR, False)
    assert not splitter.is_wanted(Pane.NAVIGATOR)
    again = make(qtbot, Settings(settings.path), 1200)
    assert seen(again) == USUAL - {Pane.NAVIGATOR}


def test_the_last_pane_stays(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 1200)
    told: list[tuple[str, bool]] = []
    splitter.toggled.connect(lambda name, shown: told.append((name, shown)))
    for pane in Pane:
        splitter.want(pane, False)
    assert seen(splitter) == {Pane.PREVIEW}
    assert told[-1] == ("preview", True)


def test_counts_are_there_for_who_asks_for_them_and_stay(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 1500)
    appeared: list[str] = []
    splitter.appeared.connect(appeared.append)
    splitter.want(Pane.FACETS, True)
    assert seen(splitter) == set(Pane) and appeared == ["facets"]
    again = make(qtbot, Settings(settings.path), 900)
    assert seen(again) == set(Pane) - {Pane.EDITOR}
    resize(again, 430)
    assert seen(again) == {Pane.LIST, Pane.FACETS}
    again.want(Pane.FACETS, False)
    assert seen(again) == {Pane.LIST, Pane.NAVIGATOR}
    assert seen(make(qtbot, Settings(settings.path), 1500)) == USUAL


def test_counts_alone_are_no_window(qtbot: QtBot, settings: Settings) -> None:
    splitter = make(qtbot, settings, 1500)
    splitter.want(Pane.FACETS, True)
    for pane in (Pane.NAVIGATOR, Pane.EDITOR, Pane.PREVIEW, Pane.LIST):
        splitter.want(pane, False)
    assert seen(splitter) == {Pane.FACETS, Pane.LIST}
