"""The verb ``export``: which posts, how, and by a saved name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fonds import cli
from services.site import make_site


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.fonds"
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["import", str(path), str(make_site(tmp_path / "site"))]) in (0, 1)
    assert cli.run(["collections", str(path), "create", "第一", "3", "1"]) == 0
    return path


def asked(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    capsys.readouterr()
    status = cli.run(["export", *map(str, arguments), "--json"])
    out = capsys.readouterr().out
    return status, json.loads(out) if out else None


def test_posts_are_chosen_by_number_collection_or_query(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, (arguments, wanted) in enumerate(
        [
            (("--ids", "1,3"), [1, 3]),
            (("--ids", "2-3,1,2"), [1, 2, 3]),
            (("--ids", "3-900"), [3]),
            (("--collection", "第一"), [1, 3]),
            (("--collection", "1"), [1, 3]),
            (("--query", "title:Tea"), [2]),
            ((), [1, 2, 3]),
        ]
    ):
        status, report = asked(capsys, archive, tmp_path / f"out{place}", *arguments)
        assert (status, sorted(report["ids"])) == (0, wanted)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--ids", "x"), ("--ids", "5-1"), ("--ids", "1,,2"), ("--ids", "1-99999999999999999"), ("--ids", "-1"), ("--ids", "77"),
        ("--ids", "1", "--query", "x"), ("--collection", "none"), ("--layout", "word"), ("--since-last",),
        ("--preset", "none"), ("--remove-preset", "none"), ("--preset", "none", "--query", "x"), ("--save-preset", " "),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_wrong_usage(
    archive: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    before = sorted(tmp_path.iterdir())
    assert cli.run(["export", str(archive), str(tmp_path / "out"), *arguments]) == 2
    assert sorted(tmp_path.iterdir()) == before


def test_a_destination_is_needed(archive: Path) -> None:
    assert cli.run(["export", str(archive)]) == 2


def test_a_title_and_the_history_reach_the_format(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = asked(capsys, archive, tmp_path / "out", "--format", "jsonl", "--title", "全宗", "--history")
    head = json.loads((tmp_path / "out" / "export.json").read_text(encoding="utf-8"))
    assert (status, head["title"], head["history"], head["posts"]) == (0, "全宗", True, 3)


def test_an_export_is_saved_made_again_and_forgotten(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, done = asked(
        capsys, archive, tmp_path / "out", "--save-preset", "每月", "--collection", "第一", "--title", "t"
    )
    assert (status, sorted(done["report"]["ids"]), done["preset"]) == (0, [1, 3], "每月")
    status, done = asked(capsys, archive, "--preset", "每月", "--since-last")
    assert (status, done["report"], done["removed"]) == (0, None, [])
    assert cli.run(["collections", str(archive), "add", "第一", "2"]) == 0
    assert cli.run(["collections", str(archive), "remove", "第一", "3"]) == 0
    status, done = asked(capsys, archive, "--preset", "每月", "--since-last")
    assert (status, done["report"]["ids"], Path(done["report"]["dest"]).name) == (0, [2], "out-2")
    assert [one["id"] for one in done["removed"]] == [3]
    status, done = asked(capsys, archive, tmp_path / "there", "--preset", "每月")
    assert (status, Path(done["report"]["dest"]).name, sorted(done["report"]["ids"])) == (0, "there", [1, 2])
    status, listed = asked(capsys, archive, "--list-presets")
    assert [(one["name"], one["format"], one["posts"]) for one in listed["presets"]] == [
        ("每月", "front-matter", 2)
    ]
    assert cli.run(["export", str(archive), "--list-presets"]) == 0
    assert "1 saved exports." in capsys.readouterr().out
    assert cli.run(["export", str(archive), str(tmp_path / "new"), "--save-preset", "每月"]) == 0
    assert asked(capsys, archive, "--list-presets")[1]["presets"][0]["posts"] == 3
    assert asked(capsys, archive, "--remove-preset", "每月") == (0, {"removed": "每月"})
    assert asked(capsys, archive, "--list-presets") == (0, {"presets": []})


def test_a_new_archive_and_an_import_of_lines(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, archive, tmp_path / "part.fonds", "--format", "fonds", "--ids", "2")[0] == 0
    assert cli.run(["check", str(tmp_path / "part.fonds")]) == 0
    assert asked(capsys, archive, tmp_path / "lines", "--format", "jsonl")[0] == 0
    other = tmp_path / "b.fonds"
    assert cli.run(["new", str(other)]) == 0
    assert cli.run(["import", str(other), str(tmp_path / "lines")]) == 0
    assert cli.run(["check", str(other)]) == 0
    assert cli.run(["search", str(other), "title:Tea"]) == 0
