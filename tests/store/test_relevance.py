"""The order of relevance: more hits in shorter posts and in titles first, the newer one among equals."""

from __future__ import annotations

from dataclasses import replace

from fonds.model.post import UNKNOWN_DATE
from fonds.model.query import Order, OrderColumn
from fonds.store.archive import Archive
from store.making import add_posts, found, make_candidate

BEST_FIRST = Order(OrderColumn.RELEVANCE)


def _add(archive: Archive, *texts: tuple[str, str]) -> None:
    posts = (make_candidate(number, body, title=title) for number, (title, body) in enumerate(texts, 1))
    add_posts(archive, *(replace(post, words=len(post.plain_text)) for post in posts))


def test_hits_length_and_titles_tell(archive: Archive) -> None:
    _add(
        archive,
        ("甲", "示范。" + "别的。" * 200),
        ("乙", "示范。" + "别的。" * 20),
        ("丙", "示范。示范。示范。" + "别的。" * 20),
        ("示范", "别的。" * 20),
        ("丁", "别的。" * 20),
    )
    assert found(archive, "示范", order=BEST_FIRST) == [4, 3, 2, 1]
    assert found(archive, "示范", order=Order(OrderColumn.RELEVANCE, descending=False)) == [1, 2, 3, 4]
    assert found(archive, "body:示范", order=BEST_FIRST) == [3, 2, 1]
    assert found(archive, "示范 -甲", order=BEST_FIRST) == [4, 3, 2]


def test_a_rare_word_tells_more_than_a_common_one(archive: Archive) -> None:
    _add(archive, ("甲", "稀有。普通。别的。"), *(("乙", "普通。普通。别的。"),) * 6)
    assert found(archive, "普通 OR 稀有", order=BEST_FIRST)[0] == 1


def test_the_newer_comes_first_among_equals(archive: Archive) -> None:
    add_posts(
        archive, make_candidate(3), make_candidate(9), make_candidate(5), make_candidate(1, date=UNKNOWN_DATE)
    )
    assert found(archive, "示范", order=BEST_FIRST) == [2, 3, 1, 4]


def test_without_words_the_newest_comes_first(archive: Archive) -> None:
    add_posts(
        archive, make_candidate(3), make_candidate(9), make_candidate(5), make_candidate(1, date=UNKNOWN_DATE)
    )
    for text in ("", "tag:上海", "-别处", "nowhere OR tag:上海"):
        assert found(archive, text, order=BEST_FIRST) == [2, 3, 1, 4]
    assert found(archive, "nowhere", order=BEST_FIRST) == []


def test_words_of_a_saved_search_tell(archive: Archive) -> None:
    _add(archive, ("甲", "示范。示范。"), ("乙", "示范。别的。"))
    with archive.writing() as writer:
        writer.execute("INSERT INTO saved_searches (name, query, position) VALUES ('mine', '示范', 0)")
    assert found(archive, "search:mine", order=BEST_FIRST) == [1, 2]
