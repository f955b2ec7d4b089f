"""Undo in the window: at once for little, with progress and a way to stop for much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.gui import undoing as undoing_room
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme, ThemeMode
from fonds.gui.undoing import Undoing
from fonds.gui.widgets.status_line import StatusLine
from fonds.model.bulk_edit import AddNames
from fonds.model.changes import ChangeSet
from fonds.services import archives, browsing, bulk_edit, history
from fonds.services.archives import Archive
from fonds.store import undo as undo_room
from services.site import import_site, many, numbers


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


@pytest.fixture
def tagged(tmp_path: Path) -> Iterator[Archive]:
    with archives.create_archive(tmp_path / "a.fonds") as archive:
        import_site(archive, many(tmp_path / "site", 30))
        with bulk_edit.plan(archive, numbers(archive), [AddNames("tags", ("x",))]) as made:
            bulk_edit.apply(archive, made)
        yield archive


def _tags(archive: Archive) -> set[tuple[str, ...]]:
    return {browsing.load_post(archive, number).metadata.tags for number in numbers(archive)}


def test_a_step_is_undone_redone_and_told(
    qtbot: QtBot, qapp: QApplication, operations: Operations, tagged: Archive
) -> None:
    line = StatusLine(Icons(Theme(qapp, ThemeMode.LIGHT)))
    qtbot.addWidget(line)
    undoing = Undoing(operations, line, operations)
    told: list[ChangeSet] = []
    operations.changed.connect(lambda changes, _initiator: told.append(changes))
    undoing.undo(tagged, "Undo")
    undoing.redo(tagged, "Redo")
    undoing.undo(tagged, "Undo", only=history.undo_state(tagged).undo)
    qtbot.waitUntil(lambda: operations.idle)
    assert _tags(tagged) == {()}
    assert [len(changes.changed) for changes in told] == [30, 30, 30]
    failures: list[str] = []
    operations.failed.connect(lambda error, _title: failures.append(error.message))
    undoing.undo(tagged, "Undo", only="something else")
    qtbot.waitUntil(lambda: bool(failures))
    assert "Something else was done since" in failures[0]


def test_a_long_one_shows_itself_and_can_be_stopped(
    qtbot: QtBot,
    qapp: QApplication,
    operations: Operations,
    tagged: Archive,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(undoing_room, "SHOWN_AFTER", 0)
    monkeypatch.setattr(undo_room, "PLAYED_AT_ONCE", 1)
    line = StatusLine(Icons(Theme(qapp, ThemeMode.LIGHT)))
    qtbot.addWidget(line)
    line.show()
    undoing = Undoing(operations, line, operations)
    with tagged.writing():  # which it waits for: so it is under way for certain
        undoing.undo(tagged, "Undo")
        qtbot.waitUntil(line._cancel.isVisible)
        line._cancel.click()
    qtbot.waitUntil(lambda: operations.idle)
    assert _tags(tagged) == {("x",)}
    assert not line._cancel.isVisible()
    undoing.undo(tagged, "Undo")
    qtbot.waitUntil(lambda: operations.idle)
    assert _tags(tagged) == {()}
