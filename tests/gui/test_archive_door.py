"""The door opens one archive at a time, and none stays open that nobody took; the claim on it needs no socket."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.archive_door import ArchiveDoor
from fonds.gui.instance import Instance
from fonds.gui.operations import Operations
from fonds.services import archives

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


@pytest.fixture
def door(qtbot: QtBot, operations: Operations, tmp_path: Path) -> Iterator[ArchiveDoor]:
    window = QWidget()
    qtbot.addWidget(window)
    instance = Instance(window)
    made = ArchiveDoor(window, operations, Settings(tmp_path / "settings.json"), instance)
    yield made
    operations.close()
    if made.archive is not None:
        made.archive.close()
    instance.release()


def _made(path: Path) -> Path:
    archives.create_archive(path).close()
    return path


def _companions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(("-wal", "-shm")))


def test_an_archive_that_was_overtaken_is_closed(
    door: ArchiveDoor, operations: Operations, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = _made(tmp_path / "first.fonds"), _made(tmp_path / "second.fonds")
    door.open_path(first)
    door.open_path(second)
    qtbot.waitUntil(lambda: door.archive is not None and operations.idle)
    assert door.archive is not None
    assert door.archive.path == second
    assert not [name for name in _companions(tmp_path) if name.startswith("first")]


def test_an_opening_that_the_end_overtakes_leaves_one_file(
    door: ArchiveDoor, operations: Operations, tmp_path: Path
) -> None:
    door.open_path(_made(tmp_path / "late.fonds"))
    operations.close()
    assert door.archive is None
    assert _companions(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="needs Linux: elsewhere sockets have no folder")
def test_where_no_socket_can_be_made_an_archive_is_claimed_all_the_same(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    ours, theirs = Instance(), Instance()
    path = _made(tmp_path / "a.fonds")
    assert ours.claim(path)
    assert ours.claim(path)
    assert not theirs.claim(path)
    ours.release()
    assert theirs.claim(path)
    theirs.release()
