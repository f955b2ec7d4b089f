"""Scopes, orders and counts."""

from __future__ import annotations

import random
from array import array
from dataclasses import replace
from itertools import pairwise

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.post import UNKNOWN_DATE, DateOrigin, DatePrecision, PostDate, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.model.query import ListRequest, Order, OrderColumn, Scope, ScopeKind
from fonds.model.taxonomy import TermKind
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.lists import find_ids, load_navigator
from fonds.store.posts import insert_candidates, load_summaries, set_trashed
from fonds.store.taxonomy import load_terms
from store.making import START, accept, add_numbered, add_posts, found, make_candidate


@pytest.fixture
def mixed(archive: Archive) -> Archive:
    """Posts 1 to 8 of all sorts; 8 lies in the trash."""
    with archive.writing() as writer:
        accession = begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START)
        candidates = [
            make_candidate(1, title="b", categories=(("体育", "棒球"),), tags=("x",), authors=("甲",)),
            make_candidate(2, title="A", categories=(("体育",), ("体育", "棒球")), tags=("x", "y")),
            make_candidate(3, title="", categories=(), tags=(), status=Status.DRAFT),
            make_candidate(4, title="C", categories=(("体育", "足球"),), tags=("y",), date=UNKNOWN_DATE),
            make_candidate(5, title="c", categories=(("新闻",),), status=Status.UNPUBLISHED),
            make_candidate(6, title="d", date=_new_year(-480)),
            make_candidate(7, title="e", date=_new_year(480)),
            make_candidate(8, title="f", categories=(("体育",),), tags=("x",)),
        ]
        candidates[7] = replace(candidates[7], problems=(Problem(ProblemKind.NO_DATE, "p"),))
        candidates[4] = replace(candidates[4], problems=(Problem(ProblemKind.NO_DATE, "p"),))
        insert_candidates(writer, accept(candidates, accession), when=START)
        set_trashed(writer, [8], START)
    return archive


def _new_year(offset: int) -> PostDate:
    """Midnight UTC of the first day of 2020: still 2019 west of Greenwich."""
    return PostDate(1_577_836_800, offset, DatePrecision.SECOND, DateOrigin.FRONT_MATTER, "")


def _term(archive: Archive, kind: TermKind, *path: str) -> int:
    with archive.reading() as view:
        return next(term.id for term in load_terms(view, kind) if term.path == path)


def test_scopes(mixed: Archive) -> None:
    sports = _term(mixed, TermKind.CATEGORY, "体育")
    baseball = _term(mixed, TermKind.CATEGORY, "体育", "棒球")
    expected = {
        Scope(): {1, 2, 3, 4, 5, 6, 7},
        Scope(ScopeKind.DRAFTS): {3, 5},
        Scope(ScopeKind.TRASH): {8},
        Scope(ScopeKind.PROBLEMS): {5},
        Scope(ScopeKind.CATEGORY, sports): {1, 2, 4},
        Scope(ScopeKind.CATEGORY, baseball): {1, 2},
        Scope(ScopeKind.TAG, _term(mixed, TermKind.TAG, "x")): {1, 2},
        Scope(ScopeKind.AUTHOR, _term(mixed, TermKind.AUTHOR, "甲")): {1},
        Scope(ScopeKind.YEAR, 2019): {6},
        Scope(ScopeKind.YEAR, 2020): {7},
        Scope(ScopeKind.UNDATED): {4},
        Scope(ScopeKind.ACCESSION, 1): {1, 2, 3, 4, 5, 6, 7},
        Scope(ScopeKind.TAG, 999): set(),
    }
    assert {scope: set(found(mixed, scope=scope)) for scope in expected} == expected


def test_the_navigator_counts_the_same(mixed: Archive) -> None:
    with mixed.reading() as view:
        navigator = load_navigator(view)
    counts = (navigator.all, navigator.drafts, navigator.trashed, navigator.problems, navigator.undated)
    assert counts == (7, 2, 1, 1, 1)
    assert navigator.years == ((2022, 4), (2020, 1), (2019, 1))
    assert [(term.path, term.count, term.total) for term in navigator.categories] == [
        (("体育",), 1, 3),
        (("体育", "棒球"), 2, 2),
        (("体育", "足球"), 1, 1),
        (("新闻",), 3, 3),
    ]
    assert [(term.name, term.count) for term in navigator.tags] == [("x", 2), ("y", 2), ("上海", 3)]
    for term in navigator.categories:
        assert len(found(mixed, scope=Scope(ScopeKind.CATEGORY, term.id))) == term.total


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        (OrderColumn.DATE, [6, 7, 1, 2, 3, 5, 4]),
        (OrderColumn.TITLE, [2, 1, 4, 5, 6, 7, 3]),
        (OrderColumn.CATEGORY, [2, 1, 4, 5, 6, 7, 3]),
        (OrderColumn.TAGS, [1, 2, 4, 5, 6, 7, 3]),
    ],
)
def test_orders(mixed: Archive, column: OrderColumn, ascending: list[int]) -> None:
    up = found(mixed, order=Order(column, descending=False))
    down = found(mixed, order=Order(column, descending=True))
    assert up == ascending
    present = ascending[:-1]
    assert down == [*reversed(present), ascending[-1]]


def test_scope_search_and_order_go_together(mixed: Archive) -> None:
    scope = Scope(ScopeKind.TAG, _term(mixed, TermKind.TAG, "x"))
    order = Order(OrderColumn.TITLE, descending=False)
    assert found(mixed, "示范区", scope, order) == [2, 1]
    assert found(mixed, "示范区 不在", scope, order) == []
    assert found(mixed, "示范区", Scope(ScopeKind.TRASH)) == [8]


def test_a_large_archive_gives_the_same_answers_by_every_way(archive: Archive) -> None:
    dice = random.Random(7)
    candidates = [
        make_candidate(
            number,
            "罕见" if number % 50 == 0 else "常见",
            date=PostDate(dice.randrange(2_000_000_000), 0, DatePrecision.SECOND)
            if number % 9
            else UNKNOWN_DATE,
            tags=("少",) if number % 70 == 0 else ("多",),
        )
        for number in range(1, 1500)
    ]
    ids = add_posts(archive, *candidates)
    by_id = dict(zip(ids, candidates, strict=True))
    for text in ("罕见", "常见", ""):
        for tag in ("少", "多"):
            for descending in (True, False):
                scope = Scope(ScopeKind.TAG, _term(archive, TermKind.TAG, tag))
                listed = found(archive, text, scope, Order(descending=descending))
                assert set(listed) == {
                    number
                    for number, candidate in by_id.items()
                    if text in candidate.plain_text and tag in candidate.metadata.tags
                }
                instants = [by_id[number].metadata.date.instant for number in listed]
                dated = [instant for instant in instants if instant is not None]
                assert instants == dated + [None] * (len(instants) - len(dated))
                assert all((a >= b) if descending else (a <= b) for a, b in pairwise(dated))


def test_the_answer_is_an_array(archive: Archive) -> None:
    add_numbered(archive, 3)
    with archive.reading() as view:
        ids = find_ids(view, ListRequest())
        assert isinstance(ids, array)
        assert (ids.typecode, list(ids)) == ("i", [3, 2, 1])
        assert [row.id for row in load_summaries(view, ids)] == [3, 2, 1]


def test_an_empty_archive(archive: Archive) -> None:
    with archive.reading() as view:
        assert load_navigator(view).all == 0
    assert found(archive) == []
    assert found(archive, "任何") == []


def test_a_deep_tree(archive: Archive) -> None:
    deep = tuple(f"c{level}" for level in range(300))
    add_posts(archive, make_candidate(1, categories=(deep,)), make_candidate(2, categories=(deep[:1],)))
    with archive.reading() as view:
        terms = load_terms(view, TermKind.CATEGORY)
    assert len(terms) == 300
    assert (terms[0].total, terms[-1].total, terms[-1].path) == (2, 1, deep)
    assert found(archive, scope=Scope(ScopeKind.CATEGORY, terms[0].id)) == [2, 1]
