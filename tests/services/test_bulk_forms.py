"""Bulk edits of how front matter is written: keys renamed in their place, types, dates, titles, mended quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.bulk_edit import (
    HEADER,
    BulkOperation,
    ChangeType,
    MendHeader,
    PlannedPost,
    PlanState,
    RenameKey,
    TitleFromText,
    UniformDates,
    ValueType,
)
from fonds.model.errors import UserError
from fonds.services import browsing, bulk_edit, history
from fonds.services.archives import Archive
from services.site import import_site, numbers, post_named, source_of

FILES = {
    "2022-01-01-yaml.md": "---\r\n# kept\r\ntitle: One\r\nTags: [a, b]  # two\r\ndate: 2022/1/5 8:03:00 +0800\r\n---\r\n\r\nText.\r\n",
    "2022-01-02-json.md": '---\n{"title": "Two", "Tags": ["a"], "n": 1}\n---\nText.\n',
    "2022-01-03-both.md": "---\ntitle: Three\nTags: [x]\ntags: [y]\n---\n",
    "2022-01-04-quotes.md": '---\ntitle: "什么叫"超预期"？"\ntags: 新闻\n---\n<p>正文</p>\n',
    "2022-01-05-untitled.md": "---\ntitle:\ncomments: yes please\n---\n# A **real** heading\n\nText.\n",
    "2022-01-06-nothing.md": "---\ntitle: ''\naliases: one\ncomments: 'yes'\n---\nText.\n",
    "2022-01-07-joined.md": "---\ntitle: J\ndate: 2022-01-07T10:00:00+08:00\naliases: [one]\n---\nText.\n",
}


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Archive:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("timezone: Asia/Shanghai\n", encoding="utf-8")
    for name, text in FILES.items():
        (posts / name).write_bytes(text.encode())
    import_site(archive, posts.parent)
    return archive


def do(archive: Archive, *operations: BulkOperation) -> dict[str, PlannedPost]:
    with bulk_edit.plan(archive, numbers(archive), operations) as made:
        bulk_edit.apply(archive, made)
        rows = made.rows(0, 100)
    with archive.reading() as view:
        names = dict(view.rows("SELECT id, source_path FROM posts"))
    return {Path(names[row.post_id]).stem[11:]: row for row in rows}


def text_of(archive: Archive, name: str) -> str:
    return source_of(archive, post_named(archive, f"{name}.md"))


def test_a_key_is_renamed_where_it_stands_and_understood_then(site: Archive) -> None:
    rows = do(site, RenameKey("Tags", "tags"))
    assert set(rows) == {"yaml", "json", "both"}
    assert rows["both"].state is PlanState.REFUSED
    assert [(change.field, change.before, change.after) for change in rows["yaml"].changes] == [
        (HEADER, "Tags: [a, b]  # two", "tags: [a, b]  # two")
    ]
    assert text_of(site, "yaml") == FILES["2022-01-01-yaml.md"].replace("Tags", "tags")
    assert text_of(site, "json") == FILES["2022-01-02-json.md"].replace("Tags", "tags")
    assert browsing.load_post(site, post_named(site, "yaml.md")).metadata.tags == ("a", "b")
    history.undo(site)
    assert text_of(site, "yaml") == FILES["2022-01-01-yaml.md"]


def test_toml_and_keyed_headers_are_renamed_too(archive: Archive, tmp_path: Path) -> None:
    content = tmp_path / "hugo" / "content"
    content.mkdir(parents=True)
    (content.parent / "hugo.toml").write_text('title = "x"\n', encoding="utf-8")
    text = '+++\ntitle = "T"\n"Mood " = "calm"\n[Extra]\na = 1\n+++\nText.\n'
    (content / "a.md").write_bytes(text.encode())
    import_site(archive, content.parent)
    do(archive, RenameKey("Mood ", "mood"), RenameKey("Extra", "extra"))
    assert text_of(archive, "a") == text.replace('"Mood "', "mood").replace("[Extra]", "[extra]")


def test_types_are_changed_where_the_value_allows_it(site: Archive) -> None:
    rows = do(site, ChangeType("aliases", ValueType.LIST), ChangeType("comments", ValueType.TRUTH))
    assert rows["untitled"].state is PlanState.REFUSED
    assert "aliases: [one]\ncomments: true\n" in text_of(site, "nothing").replace('"', "").replace("'", "")
    assert "joined" not in rows
    do(site, ChangeType("aliases", ValueType.TEXT))
    assert "aliases: one\n" in text_of(site, "joined")
    with pytest.raises(UserError):
        bulk_edit.plan(site, numbers(site), [ChangeType("tags", ValueType.LIST)])
    with pytest.raises(UserError):
        bulk_edit.plan(site, numbers(site), [RenameKey("a", " b")])


def test_dates_come_into_one_form_and_mean_the_same(site: Archive) -> None:
    before = {name: browsing.load_post(site, post_named(site, f"{name}.md")) for name in ("yaml", "joined")}
    rows = do(site, UniformDates())
    assert set(rows) == {"yaml", "joined"}
    assert "date: 2022-01-05 08:03:00 +0800\r\n" in text_of(site, "yaml")
    assert "date: 2022-01-07 10:00:00 +0800\n" in text_of(site, "joined")
    for name, post in before.items():
        date = browsing.load_post(site, post_named(site, f"{name}.md")).metadata.date
        assert (date.instant, date.offset) == (post.metadata.date.instant, post.metadata.date.offset)
    do(site, UniformDates(joined=True))
    assert text_of(site, "joined") == FILES["2022-01-07-joined.md"]


def test_titles_come_from_the_text_or_the_name(site: Archive) -> None:
    rows = do(site, TitleFromText())
    assert set(rows) == {"untitled", "nothing"}
    assert [(change.before, change.after) for change in rows["untitled"].changes] == [("", "A real heading")]
    assert "title: A real heading\n" in text_of(site, "untitled").replace('"', "")
    assert browsing.load_post(site, post_named(site, "nothing.md")).problems == ()
    assert "title: 'Nothing'\n" in text_of(site, "nothing")


def test_what_was_repaired_is_written_as_it_was_read(site: Archive) -> None:
    rows = do(site, MendHeader())
    assert set(rows) == {"quotes"}
    assert text_of(site, "quotes") == FILES["2022-01-04-quotes.md"].replace('"超预期"', '\\"超预期\\"')
    post = browsing.load_post(site, post_named(site, "quotes.md"))
    assert (post.metadata.title, post.problems) == ('什么叫"超预期"？', ())
