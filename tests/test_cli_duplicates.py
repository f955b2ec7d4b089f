"""The verb ``duplicates``: what it finds and how it tells of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fonds import cli

BODY = "长三角一体化示范区建设取得新进展，呈现出新的面貌；各地加快推进重点项目，持续改善营商环境，服务实体经济。\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path, posts = tmp_path / "档案.fonds", tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    for name, text in (
        ("2022-01-10-a.md", f"---\ntitle: 甲\n---\n{BODY}"),
        ("2022-01-11-b.md", f"---\ntitle: 乙\n---\n{BODY}"),
        ("2022-01-12-c.md", f"---\ntitle: 丙\n---\n{BODY.replace('持续', '不断')}"),
        ("2022-01-13-d.md", "---\ntitle: 丁\n---\n别的。\n"),
    ):
        (posts / name).write_text(text, encoding="utf-8")
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["import", str(path), str(tmp_path / "site")]) == 0
    return path


def test_groups_are_told(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.run(["duplicates", str(archive), "--near", "0.6", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"same-bytes": 0, "same-text": 1, "near": 1}
    assert (told["looked_at"], told["read"]) == (4, 4)
    assert [post["title"] for post in told["groups"][0]["posts"]] == ["甲", "乙"]
    assert 0.6 < told["groups"][1]["posts"][1]["similarity"] < 1
    assert cli.run(["duplicates", str(archive), "--near", "1"]) == 0
    out = capsys.readouterr().out
    assert "1 groups among 4 posts" in out
    assert "100%  乙" in out


def test_a_query_narrows_it_and_a_wrong_share_is_refused(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert cli.run(["duplicates", str(archive), "--query", "title:甲", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"] == []
    assert cli.run(["duplicates", str(archive), "--near", "0.1"]) == 2
    assert "from 0.5 to 1" in capsys.readouterr().err
