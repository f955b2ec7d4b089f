"""The verb ``front-matter``: what it tells, and that the options of ``edit`` which it tells mend it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from fonds import cli


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path, posts = tmp_path / "档案.fonds", tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    for name, text in (
        (
            "2022-01-10-a.md",
            "---\ntitle: 甲\ndate: 2022-01-10 08:00:00 +0800\ntags: [Tea, 新闻]\n---\n正文\n",
        ),
        ("2022-01-11-b.md", "---\ntitle: 乙\ndate: 2022-01-11T08:00:00+08:00\ntags: [tea]\n---\n"),
        ("2022-01-12-c.md", "---\ntitle: ''\ndate: 2022-01-12 08:00\nTags: [新闻]\n---\n# 丙\n"),
        (
            "2022-01-13-d.md",
            '---\ntitle: "a "b" c"\ndate: 2022-01-13 08:00:00 +0800\ntags: [Tea]\n---\n[x](y.md)\n',
        ),
    ):
        (posts / name).write_text(text, encoding="utf-8")
    assert cli.run(["new", str(path)]) == 0
    assert cli.run(["import", str(path), str(tmp_path / "site")]) == 1
    return path


def test_findings_are_told_and_mended_by_what_is_told(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert cli.run(["front-matter", str(archive), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["looked_at"] == 4
    kinds = [each["kind"] for each in told["findings"]]
    assert kinds == [
        *(
            "header-repaired",
            "date-no-offset",
            "title-missing",
            "key-spelling",
            "tag-spelling",
            "link-broken",
        ),
        "date-form",
    ]
    options = [option for each in told["findings"] for option in each["fix"]]
    for option in options:
        assert cli.run(["edit", str(archive), "--query", "", *shlex.split(option)]) == 0
    capsys.readouterr()
    assert cli.run(["front-matter", str(archive)]) == 1
    out = capsys.readouterr().out
    assert "1 findings among 4 posts; 0 are ignored." in out
    assert "y.md" in out
    assert cli.run(["front-matter", str(archive), "--no-links"]) == 0


def test_a_report_and_wrong_options(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.csv"
    assert cli.run(["front-matter", str(archive), "--query", "title:甲", "--report", str(report)]) == 0
    assert report.read_text("utf-8-sig").startswith("severity,")
    assert cli.run(["front-matter", str(archive), "--report", str(tmp_path / "r.xls")]) == 2
    assert cli.run(["front-matter", str(archive), "--query", "date:x"]) == 2
    for wrong in (["--change-type", "a=number"], ["--uniform-dates", "x"], ["--rename-key", "a"]):
        assert cli.run(["edit", str(archive), "--query", "", *wrong]) == 2
