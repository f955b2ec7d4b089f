"""The window puts changed posts into the text index when nothing else is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fonds.gui import index_care
from fonds.gui.index_care import IndexCare
from fonds.gui.operations import EVERYTHING_CHANGED, Operations
from fonds.store.archive import Archive
from fonds.store.pending_marks import MOST_WAITING, count_waiting
from store.making import add_numbered


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


def _waiting(archive: Archive) -> int:
    with archive.reading() as view:
        return count_waiting(view)


def test_many_posts_that_wait_are_folded_some_time_after_a_change(
    operations: Operations, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_care, "REST", 20)
    with Archive.create(tmp_path / "a.fonds") as archive:
        care = IndexCare(operations)
        care.set_archive(archive)
        add_numbered(archive, 10)
        operations.run_write(lambda: EVERYTHING_CHANGED, title="")
        qtbot.wait(200)
        assert _waiting(archive) == 10  # so few are found as fast
        add_numbered(archive, MOST_WAITING)
        operations.run_write(lambda: EVERYTHING_CHANGED, title="")
        qtbot.waitUntil(lambda: _waiting(archive) == 0, timeout=20_000)
        care.set_archive(None)
        qtbot.waitUntil(lambda: operations.idle)


def test_an_archive_that_can_only_be_read_is_left_alone(
    operations: Operations, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_care, "REST", 1)
    with Archive.create(tmp_path / "a.fonds") as archive:
        add_numbered(archive, 3)
    with Archive.open(tmp_path / "a.fonds", read_only=True) as archive:
        care = IndexCare(operations)
        care.set_archive(archive)
        operations.changed.emit(EVERYTHING_CHANGED, None)
        qtbot.wait(50)
        assert operations.idle
        care.set_archive(None)
