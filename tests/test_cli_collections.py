"""The verb ``collections``: what it lists, makes, changes and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fonds import cli

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def archive(tmp_path: Path, capsys: Captured) -> Path:
    path, posts = tmp_path / "档案.fonds", tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    for number in range(1, 5):
        (posts / f"2022-01-0{number}-p.md").write_text(
            f"---\ntitle: 第{number}\n---\n月食{number}\n", encoding="utf-8"
        )
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["import", str(path), str(tmp_path / "site")]) == 0
    capsys.readouterr()
    return path


def run(capsys: Captured, archive: Path, *arguments: str) -> dict[str, Any]:
    assert cli.run(["collections", str(archive), *arguments, "--json"]) == 0
    values: dict[str, Any] = json.loads(capsys.readouterr().out)
    return values


def test_collections_are_made_filled_and_shown(archive: Path, capsys: Captured) -> None:
    assert run(capsys, archive)["collections"] == []
    made = run(capsys, archive, "create", "News", "2", "1")["created"]
    assert (made["posts"], made["path"]) == (2, ["News"])
    inner = run(capsys, archive, "create", "1998", "--in", "news", "--query", "title:第4")["created"]
    assert inner["path"] == ["News", "1998"]
    assert run(capsys, archive, "add", "News/1998", "3", "4", "999")["add"] == 1
    assert run(capsys, archive, "show", "news")["posts"] == [2, 1, 4, 3]
    listed = run(capsys, archive)["collections"]
    assert [(one["name"], one["posts"], one["posts_with_those_below"]) for one in listed] == [
        ("News", 2, 4),
        ("1998", 2, 2),
    ]
    assert run(capsys, archive, "remove", "news", "1", "3")["remove"] == 2
    assert run(capsys, archive, "show", str(made["id"]))["posts"] == [2, 4]
    assert cli.run(["search", str(archive), "collection:1998", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1
    assert run(capsys, archive, "delete", "News")["deleted"]["name"] == "News"
    assert run(capsys, archive)["collections"] == []
    assert cli.run(["collections", str(archive)]) == 0
    assert capsys.readouterr().out == "0 collections.\n"


def test_what_is_refused(archive: Path, capsys: Captured) -> None:
    for arguments in (
        ("create",),
        ("create", " "),
        ("add", "nothing", "1"),
        ("show", "nothing"),
        ("create", "x", "--in", "nothing"),
        ("burn", "x"),
    ):
        assert cli.run(["collections", str(archive), *arguments]) == 2, arguments
    assert run(capsys, archive, "create", "x")["created"]["posts"] == 0
    assert cli.run(["collections", str(archive), "create", "ＸX"]) == 0
    assert cli.run(["collections", str(archive), "create", "X"]) == 2
    assert cli.run(["collections", str(archive), "add", "x"]) == 2
    assert "already" in capsys.readouterr().err
