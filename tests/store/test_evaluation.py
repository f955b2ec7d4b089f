"""What large archives are asked in other ways than small ones: each finds the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fonds.model.accession import Candidate
from fonds.model.errors import Cancelled
from fonds.model.post import UNKNOWN_DATE, Status
from fonds.model.progress import CancelToken
from fonds.model.query import Grouping, ListRequest, Order, OrderColumn, Scope, ScopeKind
from fonds.model.taxonomy import TermKind
from fonds.store.archive import Archive
from fonds.store.columns import load_columns
from fonds.store.groups import find_list
from fonds.store.lists import count_ids, find_ids
from fonds.store.orders import order_by
from fonds.store.posts import replace_source, set_trashed
from fonds.store.taxonomy import load_terms
from fonds.store.undo import undo
from store.making import START, add_posts, found, make_candidate, run_python

POSTS = 6000
KEYED = [*(OrderColumn.TITLE, OrderColumn.CATEGORY, OrderColumn.TAGS, OrderColumn.AUTHORS, OrderColumn.PATH)]


def _candidate(number: int) -> Candidate:
    made = make_candidate(
        number,
        f"正文{number % 7}",
        title="" if number % 50 == 0 else f"题{number * 7919 % 100}",
        categories=(("甲", f"乙{number % 4}"),) if number % 3 else (),
        tags=("常",) if number % 10 else ("常", "稀"),
        authors=(f"人{number % 5}",) if number % 2 else (),
        status=list(Status)[number % 5],
        fields=(("layout", "post"), ("Kind", "  Ａ b") if number % 2 else ("kind", "a B")),
    )
    made = replace(
        made, path=f"{number % 3}/{number}.md", words=number * 31 % 997, modified_at=START + number % 13
    )
    if number % 9 == 0:
        made = replace(made, metadata=replace(made.metadata, date=UNKNOWN_DATE))
    return made


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of POSTS posts, every hundredth of them in the trash."""
    with Archive.create(tmp_path_factory.mktemp("large") / "a.fonds") as archive:
        add_posts(archive, *map(_candidate, range(1, POSTS + 1)))
        with archive.writing() as writer:
            set_trashed(writer, list(range(100, POSTS + 1, 100)), START)
        yield archive


@pytest.mark.parametrize("column", KEYED)
@pytest.mark.parametrize("descending", [False, True])
def test_the_whole_order_is_that_of_the_database(
    large: Archive, column: OrderColumn, descending: bool
) -> None:
    order = Order(column, descending)
    for text, condition in (
        ("", "trashed_at IS NULL"),
        ("words:<400", "trashed_at IS NULL AND word_count < 400"),
        ("is:trashed OR words:<400", "trashed_at IS NOT NULL OR word_count < 400"),
    ):
        with large.reading() as view:
            right = [row[0] for row in view.rows(f"SELECT id FROM posts WHERE {condition} {order_by(order)}")]
        assert found(large, text, order=order) == right, text


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (OrderColumn.DATE, "instant"),
        (OrderColumn.MODIFIED, "modified_at"),
        (OrderColumn.WORDS, "word_count"),
        (OrderColumn.STATUS, "status"),
        (OrderColumn.LANGUAGE, "nullif(language, '')"),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_columns_are_sorted_as_the_database_would(
    large: Archive, column: OrderColumn, value: str, descending: bool
) -> None:
    direction = "DESC" if descending else "ASC"
    statement = f"SELECT id FROM posts WHERE trashed_at IS NULL ORDER BY {value} {direction} NULLS LAST, id {direction}"
    with large.reading() as view:
        right = [row[0] for row in view.rows(statement)]
    assert found(large, order=Order(column, descending)) == right


def test_terms_of_many_and_of_few_are_found(large: Archive) -> None:
    listed = [number for number in range(1, POSTS + 1) if number % 100]
    assert len(found(large, "tag:常")) == len(listed)
    assert sorted(found(large, "tag:稀")) == [number for number in listed if number % 10 == 0]
    assert sorted(found(large, "category:/甲")) == [number for number in listed if number % 3]
    assert sorted(found(large, "category:乙1 OR category:乙2")) == [
        number for number in listed if number % 3 and number % 4 in (1, 2)
    ]


def test_keys_are_found_among_few_and_among_many(large: Archive) -> None:
    for text in ('kind:"a b"', "kind:a*", "kind:*", "layout:post", "LAYOUT:P*"):
        assert len(found(large, text)) == POSTS * 99 // 100, text
        assert len(found(large, f"tag:稀 {text}")) == POSTS * 9 // 100, text
    assert found(large, "layout:pos") == found(large, "kind:post") == found(large, "layout:posts*") == []


def test_paths_are_found_by_folders_and_by_patterns(large: Archive) -> None:
    listed = [number for number in range(1, POSTS + 1) if number % 100]
    for text in ("source:1/*", "source:1/", "source:1/*.md", "source:*1/*.md -source:2/*"):
        assert sorted(found(large, text)) == [number for number in listed if number % 3 == 1], text


def test_headings_stand_where_their_posts_begin(large: Archive) -> None:
    for text in ("", "words:<400", "is:trashed OR words:<400", "tag:稀"):
        for grouping in (Grouping.CATEGORY, Grouping.DAY, Grouping.MONTH):
            column = grouping.column
            assert column is not None
            request = ListRequest(search_text=text, order=Order(column, descending=False), grouping=grouping)
            with large.reading() as view:
                listed = find_list(view, request)
                names = dict(view.rows("SELECT id, categories_text FROM posts"))
            assert listed.ids == _ids(large, request)
            ends = [*(group.place for group in listed.groups[1:]), len(listed.ids)]
            for group, end in zip(listed.groups, ends, strict=True):
                for post in listed.ids[group.place : end]:
                    if grouping is Grouping.CATEGORY:
                        assert names[post] == group.category
                    else:
                        assert (group.day is None) is (post % 9 == 0)


def _ids(archive: Archive, request: ListRequest) -> object:
    with archive.reading() as view:
        return find_ids(view, request)


def test_counting_stops_at_its_limit(large: Archive) -> None:
    with large.reading() as view:
        assert count_ids(view, ListRequest(search_text="tag:稀"), 10_000) == POSTS * 9 // 100
        assert count_ids(view, ListRequest(search_text="tag:稀"), 7) == 7
        assert count_ids(view, ListRequest(search_text="nowhere"), 7) == 0


def test_a_cancelled_search_stops(large: Archive) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled), large.reading(cancel) as view:
        load_columns(view)
        cancel.cancel()
        find_ids(view, ListRequest(search_text="tag:常"))


def test_a_place_holds_its_very_term(archive: Archive) -> None:
    """A search does not tell names apart that fold to the same; the navigator does."""
    add_posts(
        archive,
        make_candidate(1, categories=(("Tech", "x"),), tags=("Growth",)),
        make_candidate(2, categories=(("tech", "X"),), tags=("growth",)),
        make_candidate(3, categories=(("其他",),), tags=("其他",)),
    )
    assert found(archive, "tag:growth") == found(archive, "category:/tech") == [2, 1]
    with archive.reading() as view:
        places = {
            (kind, term.path): term.id
            for kind in (TermKind.CATEGORY, TermKind.TAG)
            for term in load_terms(view, kind)
        }
    for (kind, path), listed in {
        (TermKind.CATEGORY, ("Tech",)): [1],
        (TermKind.CATEGORY, ("tech",)): [2],
        (TermKind.CATEGORY, ("Tech", "x")): [1],
        (TermKind.CATEGORY, ("其他",)): [3],
        (TermKind.TAG, ("Growth",)): [1],
        (TermKind.TAG, ("growth",)): [2],
        (TermKind.TAG, ("其他",)): [3],
    }.items():
        scope = Scope(ScopeKind(kind.value), places[kind, path])
        assert found(archive, scope=scope) == listed
    for scope in (Scope(ScopeKind.CATEGORY, 99), Scope(ScopeKind.YEAR, 0), Scope(ScopeKind.YEAR, 10_000)):
        assert found(archive, scope=scope) == []


def test_numbers_beyond_a_column_are_no_error(archive: Archive) -> None:
    add_posts(archive, make_candidate(1))
    assert found(archive, "words:>999999999999999 OR accession:999999999999999") == []
    assert found(archive, "words:<999999999999999 date:0001..9999 modified:..9999") == [1]
    assert found(archive, "date:<0002") == found(archive, "modified:<0002") == []


def test_an_archive_opened_for_reading_is_found_in(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_posts(archive, make_candidate(1))
    with Archive.open(path, read_only=True) as archive:
        assert found(archive, "tag:上海") == found(archive, "示范") == [1]


def test_what_was_found_is_not_remembered_when_something_changes(archive: Archive) -> None:
    add_posts(archive, make_candidate(1, fields=(("k", "v"),)), make_candidate(2))
    for text in ("示范", "has:draft", "k:v", "search:mine", "tag:上海 -has:draft", "collection:c"):
        before = found(archive, text)
        assert found(archive, text) == before
        with archive.reading() as view:
            remembered = len(load_columns(view).found)
        assert remembered <= 3
    assert (found(archive, "示范"), found(archive, "has:draft")) == ([2, 1], [])
    with archive.writing() as writer:
        for statement in (
            "INSERT INTO drafts (post_id, base_revision, edit, saved_at) VALUES (2, 2, '{}', 0)",
            "INSERT INTO saved_searches (name, query, position) VALUES ('mine', 'k:v', 0)",
            "INSERT INTO collections (id, parent_id, position, name) VALUES (1, 0, 0, 'c')",
            "INSERT INTO collection_posts (collection_id, post_id, position) VALUES (1, 1, 0)",
        ):
            writer.execute(statement)
    assert found(archive, "has:draft") == [2]
    assert found(archive, "search:mine") == found(archive, "collection:c") == [1]
    assert found(archive, "tag:上海 -has:draft") == [1]
    with archive.writing("edit") as writer:
        edited = replace(make_candidate(1, "别的", title="别的"), source=b"x")
        replace_source(writer, 1, edited, "edit", when=START)
    assert found(archive, "示范") == [2]
    with archive.writing() as writer:
        undo(writer)
    assert found(archive, "示范") == [2, 1]


FIRST_LIST = """
import sys
from pathlib import Path
from fonds.model.query import ListRequest
from fonds.services import archives, browsing

archive = archives.open_archive(Path(sys.argv[1]))
listed = browsing.list_posts(archive, ListRequest())
browsing.load_navigator(archive)
browsing.load_summaries(archive, listed.ids)
assert "numpy" not in sys.modules
assert list(listed.ids) == list(browsing.list_posts(archive, ListRequest(search_text="示范")).ids)
assert "numpy" in sys.modules
assert listed.ids == browsing.list_posts(archive, ListRequest()).ids
archive.close()
print(*listed.ids)
"""


def test_the_first_list_does_not_wait_for_numpy(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_posts(archive, make_candidate(1), make_candidate(3), make_candidate(2))
    done = run_python(FIRST_LIST, path)
    assert done.stdout.split() == ["2", "3", "1"], done.stderr
