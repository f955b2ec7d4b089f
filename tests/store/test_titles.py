"""Titles in the archive: keys made again after a change of rules, rows found by how their titles begin."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from fonds.model.query import ListRequest, Order, OrderColumn
from fonds.store.archive import Archive
from fonds.store.links import find_by_titles
from fonds.store.lists import find_ids
from fonds.store.posts import load_summaries, set_trashed
from fonds.store.titles import find_beginning
from fonds.text.title_order import names_key, title_key
from store.making import add_posts, make_candidate

TITLES = ("上海", "Apple", "《北京》", "重庆", "第10章", "第2章", "", "安全")
SORTED = ["Apple", "安全", "《北京》", "重庆", "第2章", "第10章", "上海", ""]


def _titles(archive: Archive) -> list[str]:
    order = Order(OrderColumn.TITLE, descending=False)
    with archive.reading() as view:
        return [post.title for post in load_summaries(view, find_ids(view, ListRequest(order=order)))]


def test_titles_are_listed_by_pinyin(archive: Archive) -> None:
    add_posts(archive, *(make_candidate(number, title=title) for number, title in enumerate(TITLES)))
    assert _titles(archive) == SORTED


@pytest.mark.parametrize("damage", ["UPDATE meta SET value = '0'", "DELETE FROM meta"])
def test_keys_of_other_rules_are_made_again_at_opening(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_posts(archive, *(make_candidate(number, title=title) for number, title in enumerate(TITLES)))
        with archive.writing() as writer:
            writer.execute(
                "UPDATE posts SET title_key = lower(title), categories_key = NULL, tags_key = x'00'"
            )
            writer.execute("UPDATE terms SET name_key = x'00'")
            writer.execute(f"{damage} WHERE name = 'title_rules'")
    with Archive.open(path, read_only=True) as archive:
        assert _titles(archive) != SORTED
    with Archive.open(path) as archive:
        assert _titles(archive) == SORTED
        with archive.reading() as view:
            assert view.rows("SELECT DISTINCT categories_key, tags_key, authors_key FROM posts") == [
                (names_key(["新闻"]), names_key(["上海"]), None)
            ]
            assert view.value("SELECT name_key FROM terms WHERE name = '新闻'") == title_key("新闻")
    with Archive.open(path, read_only=True) as archive:
        assert _titles(archive) == SORTED


def test_the_next_row_that_begins_so_is_found_round_the_end(archive: Archive) -> None:
    numbers = add_posts(
        archive, *(make_candidate(number, title=title) for number, title in enumerate(TITLES))
    )
    ids = array("q", numbers)
    with archive.writing() as writer:
        set_trashed(writer, [numbers[7]], 1)
    with archive.reading() as view:
        assert find_beginning(view, ids, "cq", 0) == 3
        assert find_beginning(view, ids, "chongq", 5) == 3
        assert find_beginning(view, ids, "第", 5) == 5
        assert find_beginning(view, ids, "第", 6) == 4
        assert find_beginning(view, ids, "aq", 8) == 7
        assert find_beginning(view, ids, "xyz", 0) == -1
        assert find_beginning(view, array("q"), "a", 0) == -1
        assert find_beginning(view, array("q", numbers[:1]), "a", 0) == -1


def test_a_far_row_is_found_by_the_index(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fonds.store.titles._NEAR", 1)
    numbers = add_posts(
        archive, *(make_candidate(number, title=title) for number, title in enumerate(TITLES))
    )
    with archive.reading() as view:
        assert find_beginning(view, array("q", numbers), "bj", 0) == 2
        assert find_beginning(view, array("q", numbers), "bei", 4) == 2


def test_links_still_tell_titles_apart_by_their_punctuation(archive: Archive) -> None:
    add_posts(
        archive, make_candidate(1, title="C"), make_candidate(2, title="C++"), make_candidate(3, title="c")
    )
    with archive.reading() as view:
        found = find_by_titles(view, ["C", "c++"])
    assert {title: [post.post_id for post in posts] for title, posts in found.items()} == {
        "C": [1, 3],
        "c++": [2],
    }
