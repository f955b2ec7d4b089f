"""Opening, making and closing archives in the window, and what happens to the ones that are no good."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from fonds.services import archives
from journeys.stage import OpenWindow, Stage


def message(stage: Stage) -> str:
    """The text of the message box that is open; closes it."""
    found: list[QMessageBox] = []

    def look() -> bool:
        found[:] = [box for box in stage.window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    stage.until(look)
    text = found[0].text() + "\n" + found[0].informativeText()
    found[0].close()
    return text


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "另一个.fonds"
    archives.create_archive(path).close()
    return path


def test_another_archive_takes_the_place_of_the_first(open_window: OpenWindow, other: Path) -> None:
    stage = open_window()
    first = stage.window.archive
    assert first is not None
    stage.drop(other)
    stage.until(lambda: stage.window.archive is not None and stage.window.archive.path == other)
    stage.until(lambda: first.closed)
    assert stage.window.windowTitle().startswith("另一个")
    assert len(stage.ids) == 0
    assert stage.window.actions_table.menu("recent").actions()[0].text() == other.name


def test_closing_leaves_one_file_and_an_empty_window(open_window: OpenWindow, other: Path) -> None:
    stage = open_window(other)
    archive = stage.window.archive
    assert archive is not None
    stage.window.actions_table["close_archive"].trigger()
    stage.until(lambda: archive.closed)
    stage.settle()
    assert stage.window.archive is None
    assert [path.name for path in other.parent.iterdir() if path.name.startswith("另一个")] == [other.name]
    assert not stage.window.actions_table["new_post"].isEnabled()
    stage.close()


def test_what_is_no_archive_is_said_so_and_left_alone(open_window: OpenWindow, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.fonds"
    foreign.write_bytes(b"something else " * 500)
    stage = open_window()
    present = stage.window.archive
    stage.drop(foreign)
    assert "not an archive" in message(stage)
    assert stage.window.archive is present
    assert foreign.read_bytes() == b"something else " * 500


def test_an_archive_that_is_gone_leaves_the_recent_ones(open_window: OpenWindow, other: Path) -> None:
    stage = open_window(other)
    stage.window.actions_table["open_sample"].trigger()
    stage.until(lambda: stage.window.windowTitle().startswith("sample") and stage.operations.idle)
    other.unlink()
    stage.window.actions_table.recent_chosen.emit(other)
    assert "does not exist" in message(stage)
    names = [action.text() for action in stage.window.actions_table.menu("recent").actions()]
    assert other.name not in names


def test_a_new_archive_overwrites_nothing(open_window: OpenWindow, other: Path, tmp_path: Path) -> None:
    stage = open_window()
    before = other.read_bytes()
    stage.window.door.create_path(other)
    assert "already" in message(stage)
    assert other.read_bytes() == before
    stage.window.door.create_path(tmp_path / "new.fonds")
    stage.until(lambda: stage.window.windowTitle().startswith("new"))


def test_check_says_that_all_is_whole(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.window.actions_table["check"].trigger()
    assert "Everything is whole" in message(stage)
