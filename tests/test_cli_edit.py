"""The verb ``edit``: what it shows and changes, and its exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fonds import cli
from services.site import make_site


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with three posts; the header of one cannot be read."""
    path = tmp_path / "档案.fonds"
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["import", str(path), str(make_site(tmp_path / "site"))]) == 1
    return path


def edit(capsys: pytest.CaptureFixture[str], archive: Path, *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = cli.run(["edit", str(archive), "--json", *arguments])
    return status, json.loads(capsys.readouterr().out)


def found(capsys: pytest.CaptureFixture[str], archive: Path, text: str) -> int:
    capsys.readouterr()
    assert cli.run(["search", str(archive), text, "--json"]) == 0
    return int(json.loads(capsys.readouterr().out)["total"])


def test_a_dry_run_shows_before_and_after_and_changes_nothing(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = archive.read_bytes()
    arguments = ("--query", "", "--add-tag", "复核", "--set", "note=a=b", "--dry-run")
    status, told = edit(capsys, archive, *arguments)
    assert (status, told["would_change"], told["refused"]) == (1, 2, 1)
    states = {post["title"]: post["state"] for post in told["posts"]}
    assert sorted(states.values()) == ["change", "change", "refused"]
    tea = next(post for post in told["posts"] if post["title"] == "Tea")
    assert {change["field"]: (change["before"], change["after"]) for change in tea["changes"]} == {
        "tags": ("green, tea", "green, tea, 复核"),
        "note": ("", "a=b"),
    }
    assert archive.read_bytes() == before


def test_operations_are_done_in_their_order_as_one_step(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = edit(
        capsys,
        archive,
        *("--query", "tag:tea", "--replace", r"title=^T=Green \g<0>", "--regex", "--ignore-case"),
        *("--map", "tags=tea=茶", "--remove-tag", "green", "--add-category", "drinks"),
        *("--replace", r"body=body=A\=B"),
    )
    assert (status, told["changed"]) == (0, 1)
    assert found(capsys, archive, 'title:"Green Tea" tag:茶 -tag:green category:drinks') == 1
    capsys.readouterr()
    assert cli.run(["show", str(archive), str(told["posts"][0]["id"])]) == 0
    assert "A=B." in capsys.readouterr().out


def test_categories_move_and_dates_shift(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--query", "category:news", "--move-category", "news=新闻", "--shift-date", "+1d")
    status, told = edit(capsys, archive, *options)
    assert (status, told["changed"]) == (0, 1)
    after = {change["field"]: change["after"] for change in told["posts"][0]["changes"]}
    assert after == {"date": "2022-01-12 19:09:47 +0800", "categories": "新闻"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--query", ""),
        ("--query", "", "--set", "x"),
        ("--query", "", "--shift-date", "soon"),
        ("--query", "", "--time-zone", "Nowhere"),
        ("--query", "", "--replace", "body=(=x", "--regex"),
        ("--query", "(", "--add-tag", "x"),
        ("--add-tag", "x"),
    ],
)
def test_wrong_usage_is_told(
    archive: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert cli.run(["edit", str(archive), *arguments]) == 2
    assert capsys.readouterr().err


def test_a_person_reads_lines(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.run(["edit", str(archive), "--query", "", "--time-zone", "+08:00"]) in (0, 1)
    assert cli.run(["edit", str(archive), "--query", "tag:tea", "--add-tag", "x", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "tags: green, tea → green, tea, x" in told
    assert told.endswith("Would edit 1 of 1 posts; 0 cannot be.\n")
