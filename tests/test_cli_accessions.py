"""The verb ``accessions``: what it prints, writes and changes, and its exit statuses."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from fonds import cli
from fonds.model.progress import Progress
from services.site import make_site


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one import of three posts, by somebody, with a note."""
    path = tmp_path / "档案.fonds"
    site = make_site(tmp_path / "site")
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["import", str(path), str(site), "--who", "陈静", "--note", "旧服务器"]) == 1
    return path


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = cli.run([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_imports_are_listed_and_shown(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([str(archive)], [str(archive), "list"]):
        status, listed = as_json(capsys, "accessions", *arguments)
        assert (status, [item["accession"] for item in listed["accessions"]]) == (0, [1])
    status, shown = as_json(capsys, "accessions", str(archive), "show", "1")
    assert (status, shown) == (0, listed["accessions"][0])
    assert (shown["who"], shown["note"], shown["counts"]["added"]) == ("陈静", "旧服务器", 3)
    assert cli.run(["accessions", str(archive), "show", "1"]) == 0
    told = capsys.readouterr().out
    assert "陈静" in told and "3 of 3 byte-identical" in told
    assert cli.run(["accessions", "--json", str(archive), "list"]) == 0
    assert json.loads(capsys.readouterr().out) == listed


def test_a_report_goes_to_a_file_or_to_the_output(
    archive: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    for path in (page, table):
        assert cli.run(["accessions", str(archive), "report", "1", "-o", str(path)]) == 0
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert table.read_bytes().startswith(b"\xef\xbb\xbfnumber,")
    capsysbinary.readouterr()
    assert cli.run(["accessions", str(archive), "report", "1", "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["accession"] == 1
    assert cli.run(["accessions", str(archive), "report", "1", "--format", "csv", "-o", str(page)]) == 0
    assert page.read_bytes() == table.read_bytes()


def test_an_import_is_described_anew(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, values = as_json(capsys, "accessions", str(archive), "describe", "1", "--note", "更正")
    assert (status, values) == (0, {"accession": 1, "who": "陈静", "note": "更正"})
    assert as_json(capsys, "accessions", str(archive), "show", "1")[1]["note"] == "更正"


def test_an_import_is_withdrawn_once(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, plan = as_json(capsys, "accessions", str(archive), "withdraw", "1", "--dry-run")
    assert (status, plan["trashed"], plan["dry_run"]) == (0, 3, True)
    assert as_json(capsys, "info", str(archive))[1]["trashed"] == 0
    status, done = as_json(capsys, "accessions", str(archive), "withdraw", "1")
    assert (status, done["trashed"], done["dry_run"]) == (0, 3, False)
    assert as_json(capsys, "info", str(archive))[1]["trashed"] == 3
    assert as_json(capsys, "accessions", str(archive), "list")[1]["accessions"][0]["state"] == "withdrawn"
    assert cli.run(["accessions", str(archive), "withdraw", "1"]) == 2
    assert "withdrawn already" in capsys.readouterr().err


@pytest.mark.skipif(
    sys.platform == "win32", reason="needs POSIX: on Windows Ctrl+C cannot be sent to one process"
)
def test_a_source_that_was_named_from_here_is_resumed_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.fonds"
    make_site(tmp_path / "here" / "site")
    assert cli.run(["new", str(path)]) == 0
    monkeypatch.chdir(tmp_path / "here")

    def interrupt(self: object, progress: Progress) -> None:
        if progress.stage == "importing":
            monkeypatch.undo()
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("fonds.cli_terminal.Terminal.show", interrupt)
    status, stopped = as_json(capsys, "import", str(path), "site")
    assert (status, stopped["cancelled"], stopped["accession"]) == (1, True, 1)
    monkeypatch.chdir(tmp_path)
    status, whole = as_json(capsys, "accessions", str(path), "resume", "1")
    assert (whole["cancelled"], whole["found"], whole["accession"]) == (False, 3, 1)
    assert whole["sources"] == [str(tmp_path / "here" / "site")]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["show"], 2),
        (["show", "99"], 2),
        (["show", "one"], 2),
        (["report", "99"], 2),
        (["report", "1", "--format", "docx"], 2),
        (["report", "1", "-o", ""], 2),
        (["report", "1", "-o", "{archive}"], 2),
        (["report", "1", "-o", "{archive}/no/x.html"], 3),
        (["resume", "1"], 2),
        (["describe", "99", "--note", "x"], 2),
        (["withdraw", str(2**70)], 2),
        (["purge", "1"], 2),
    ],
)
def test_exit_statuses(
    archive: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    filled = [argument.format(archive=archive) for argument in arguments]
    assert cli.run(["accessions", str(archive), *filled]) == status
    assert capsys.readouterr().err
    assert cli.run(["check", str(archive)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a system with /dev/full")
def test_a_report_to_a_device_does_not_replace_it(archive: Path, tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to(os.devnull)
    assert cli.run(["accessions", str(archive), "report", "1", "-o", str(link)]) == 0
    assert link.is_symlink() and not Path(os.devnull).is_file()
