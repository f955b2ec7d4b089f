"""The verb ``log``: what was done, for people and for programs, and whether the record is whole."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from fonds.cli import run
from services.site import make_site


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "a.fonds"
    assert run(["new", str(path)]) == 0
    assert run(["import", str(path), str(make_site(tmp_path / "site")), "--who", "陈静"]) in (0, 1)
    assert run(["edit", str(path), "--query", "", "--add-tag", "x"]) in (0, 1)
    assert run(["export", str(path), str(tmp_path / "out")]) == 0
    capsys.readouterr()
    return path


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_newest_comes_first_with_who_and_what(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", str(archive), "--json"]) == 0
    found = _json(capsys)
    verbs = [entry["verb"] for entry in found["entries"]]
    assert verbs == ["export", "edit-posts", "import", "import-begin", "new-archive"]
    assert found["entries"][2]["who"] == "陈静"
    assert found["head"]["hash"] == found["entries"][0]["hash"]
    assert run(["log", str(archive), "--limit", "1"]) == 0
    out = capsys.readouterr().out
    assert "Export 3 posts" in out
    assert "5 entries; the last has the hash " in out
    assert "Import" not in out
    assert run(["log", str(archive), "--text", "陈静", "--json"]) == 0
    assert _json(capsys)["total"] == 2


def test_a_broken_entry_is_named_by_log_and_check(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", str(archive), "--verify"]) == 0
    assert "All 5 entries follow each other" in capsys.readouterr().out
    database = sqlite3.connect(archive)
    database.execute("DROP TRIGGER activity_is_not_changed")
    database.execute("UPDATE activity SET who = 'nobody' WHERE number = 3")
    database.commit()
    database.close()
    assert run(["log", str(archive), "--verify", "--json"]) == 1
    found = _json(capsys)
    assert (found["whole"], found["broken"], found["fault"]) == (False, 3, "was changed")
    assert run(["check", str(archive)]) == 1
    assert "Entry 3 of the activity log was changed." in capsys.readouterr().out


def test_a_check_is_entered_when_asked_for(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = archive.read_bytes()
    assert run(["check", str(archive)]) == 0
    assert archive.read_bytes() == before
    assert run(["check", str(archive), "--log"]) == 0
    capsys.readouterr()
    assert run(["log", str(archive), "--limit", "1", "--json"]) == 0
    assert _json(capsys)["entries"][0]["verb"] == "check"


def test_all_is_written_to_a_file(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", str(archive), "--export", str(tmp_path / "log.csv")]) == 0
    assert "Wrote 5 entries" in capsys.readouterr().out
    lines = (tmp_path / "log.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "number,time,who,verb,what,detail,previous,hash"
    assert len(lines) == 6
