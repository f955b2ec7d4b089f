"""The table: every field of every post, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from fonds.exporters.csv_table import TABLE
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive, create_archive
from services.site import import_site

POST = """---
title: "=SUM(A1)"
date: 2022-01-11 19:09:47 +0800
categories: [新闻, 财经]
tags: [长三角]
views: 12
flag: true
nested: {a: [1, 2]}
---
正文，“引号”,逗号
![](/img/图.png)
"""


def rows_of(archive: Archive, dest: Path) -> list[dict[str, str]]:
    report = exporting.export_posts(archive, dest, None, "", ignore_progress, CancelToken(), "csv")
    data = (dest / TABLE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [int(row["id"]) for row in rows] == list(report.ids)
    assert report.problems == ()
    return rows


def make_archive(folder: Path) -> Archive:
    posts = folder / "site" / "_posts"
    posts.mkdir(parents=True)
    (folder / "site" / "img").mkdir()
    (folder / "site" / "img" / "图.png").write_bytes(b"\x89PNG")
    (posts / "2022-01-11-a.md").write_text(POST, encoding="utf-8")
    (posts / "2021-01-11-b.md").write_text("---\ntitle: 乙\nother: x\n---\n", encoding="utf-8")
    archive = create_archive(folder / "a.fonds")
    import_site(archive, folder / "site")
    return archive


def test_every_field_is_in_it_and_a_formula_is_text(tmp_path: Path) -> None:
    archive = make_archive(tmp_path)
    try:
        older, newer = rows_of(archive, tmp_path / "out")
    finally:
        archive.close()
    assert (older["title"], newer["title"]) == ("乙", "'=SUM(A1)")
    assert (newer["date"], newer["status"]) == ("2022-01-11T19:09:47+08:00", "published")
    assert (json.loads(newer["categories"]), newer["tags"]) == (["新闻", "财经"], "长三角")
    assert (newer["field:views"], newer["field:flag"], newer["field:other"]) == ("12", "true", "")
    assert json.loads(newer["field:nested"]) == {"a": ["1", "2"]}
    assert newer["body"] == POST.partition("---\n")[2].partition("---\n")[2]
    assert (tmp_path / "out" / newer["media"]).read_bytes() == b"\x89PNG"


def test_two_exports_are_the_same_bytes(tmp_path: Path) -> None:
    archive = make_archive(tmp_path)
    try:
        for name in ("one", "two"):
            rows_of(archive, tmp_path / name)
    finally:
        archive.close()
    files = [
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "one", tmp_path / "two")
    ]
    assert files[0] == files[1]
