"""Queries over posts that were imported, edited and undone; what completion learns of an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.errors import UserError
from fonds.model.query_tree import Field
from fonds.model.revision import PostEdit
from fonds.services import browsing, editing, history, searching
from fonds.services.archives import Archive
from services.site import import_site, post_named

TEXTS = {
    "2021-01-01-picture.md": "---\ntitle: 图\ntags: [新闻]\nlang: zh-CN\nlayout: post\n---\n![图](a.png)\n",
    "2021-02-01-table.md": "---\ntitle: T\nlayout: post\nmood: calm\n---\n| a | b |\n|---|---|\n| 一 | 二 |\n",
    "2022-03-01-long.md": "---\ntitle: Long\ntags: [新闻, b]\n---\n"
    + "word 汉字 " * 40
    + "\n```\ncode\n```\n",
}


@pytest.fixture(autouse=True)
def site(archive: Archive, tmp_path: Path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: x\n", encoding="utf-8")
    for name, text in TEXTS.items():
        (posts / name).write_text(text, encoding="utf-8")
    import_site(archive, tmp_path / "site")


def titles(archive: Archive, text: str) -> list[str]:
    return [hit.title for hit in searching.search_posts(archive, text).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("has:image", ["图"]),
        ("has:table OR has:code", ["Long", "T"]),
        ("has:link", []),
        ("words:>100", ["Long"]),
        ("words:..4", ["T", "图"]),
        ("layout:post -mood:calm", ["图"]),
        ("accession:1 date:2021", ["T", "图"]),
        ("lang:zh", ["图"]),
        ("source:_posts/2021-0", ["T", "图"]),
        ("has:problem", ["图"]),
    ],
)
def test_facts_come_with_the_import(archive: Archive, text: str, found: list[str]) -> None:
    assert titles(archive, text) == found


def test_facts_follow_edits_and_undo(archive: Archive) -> None:
    number = post_named(archive, "table.md")
    before = browsing.load_post(archive, number).revision_id
    edit = PostEdit(body="[link](https://a.example) 加快推进建设\n")
    editing.save_post(archive, number, edit, before)
    assert titles(archive, "has:link words:7") == ["T"]
    assert titles(archive, "has:table") == []
    assert titles(archive, "is:edited has:revision") == ["T"]
    history.undo(archive)
    assert titles(archive, "has:link OR is:edited") == []
    assert titles(archive, "has:table") == ["T"]


def test_completion_learns_of_the_archive(archive: Archive) -> None:
    def known(field: Field) -> list[tuple[str, int]]:
        return [(value.text, value.count) for value in searching.load_values(archive, field)]

    assert known(Field.TAG) == [("新闻", 2), ("b", 1)]
    assert known(Field.DATE) == [("2022", 1), ("2021", 2)]
    assert known(Field.LANGUAGE) == [("zh-CN", 1)]
    assert known(Field.ACCESSION) == [("1", 3)]
    assert known(Field.SEARCH) == known(Field.COLLECTION) == known(Field.TITLE) == []
    assert [value.text for value in searching.load_keys(archive)] == ["layout", "mood"]


def test_a_text_that_must_be_right_is_refused_with_its_place() -> None:
    assert searching.require_query("a OR b").marks == ()
    with pytest.raises(UserError, match="at character 3, “OR”: OR needs something on either side"):
        searching.require_query("a OR")
