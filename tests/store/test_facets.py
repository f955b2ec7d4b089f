"""The facets of a list: each value's term, added to the search text, finds exactly as many posts as were counted."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.accession import Candidate, ImportSettings
from fonds.model.facets import FacetKind, Facets
from fonds.model.post import UNKNOWN_DATE, DatePrecision, PostDate, Status
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.query_tree import Days, Field
from fonds.services.searching import load_facets
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.posts import insert_candidates, set_trashed
from fonds.text.query_parser import parse_query
from fonds.text.query_writer import with_term
from store.making import START, accept, add_posts, found, make_candidate

NAMES = st.sampled_from(
    [
        "体育",
        "Tech",
        "tech",
        "ＴＥＣＨ",
        "tcp/ip",
        "ip",
        "a*",
        "*",
        "/",
        "no",
        "OR",
        'say "hi"',
        "-x",
        "a:b",
        "(",
        "é",
        "e",
        " x",
    ]
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
FOLDERS = st.sampled_from(
    ["", "_posts/", "_Posts/", "_posts/2021/", "_posts/2022/", "a  b/", "a*b/", "[x]/", "é/", "caf\udce9/", "//", "_posts/2021/x/", "OR/", '"/']
)  # fmt: skip
DATES = st.one_of(
    st.just(UNKNOWN_DATE),
    st.builds(
        lambda instant, offset: PostDate(instant, offset, DatePrecision.SECOND),
        st.sampled_from([-62_135_000_000, -1, 0, 86_399, 1_609_459_199, 1_609_459_200, 253_402_000_000]),
        st.sampled_from([-720, 0, 480, 840]),
    ),
)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Some posts whose names are alike in every way."""
    made = []
    for number in range(draw(st.integers(1, 7))):
        candidate = make_candidate(
            number,
            title=f"示范{number % 2}",
            categories=tuple(draw(st.lists(PATHS, max_size=3))),
            tags=tuple(draw(st.lists(NAMES, max_size=3))),
            authors=tuple(draw(st.lists(NAMES, max_size=2))),
            status=draw(st.sampled_from(list(Status))),
            date=draw(DATES),
        )
        made.append(replace(candidate, path=f"{draw(FOLDERS)}{number}.md"))
    return made


TEXTS = st.sampled_from(
    ["", "示范0", "示范0 OR tag:tech", "-tag:tech", "is:trashed OR -is:trashed", "status:draft"]
)


@settings(max_examples=150, deadline=None)
@given(posts=candidates(), text=TEXTS, limit=st.sampled_from([1, 100]))
def test_each_term_finds_what_is_counted(
    tmp_path_factory: pytest.TempPathFactory, posts: list[Candidate], text: str, limit: int
) -> None:
    with Archive.create(tmp_path_factory.mktemp("facets") / "a.fonds") as archive:
        with archive.writing() as writer:
            numbers = [begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START) for _ in range(2)]
            for place, candidate in enumerate(posts):
                insert_candidates(writer, accept([candidate], (None, *numbers)[place % 3]), when=START)
            set_trashed(writer, [2], START)
        facets = load_facets(archive, ListRequest(search_text=text), limit)
        assert facets.total == len(found(archive, text))
        assert facets.undated == len(found(archive, f"({text}) -has:date" if text else "-has:date"))
        assert sum(month.posts for month in facets.months) == facets.total - facets.undated
        for facet in facets.facets:
            assert 0 < len(facet.values) <= limit
            assert len(facet.values) <= facet.distinct
            counts = [value.posts for value in facet.values]
            assert counts == sorted(counts, reverse=True)
            for value in facet.values:
                node = parse_query(value.term).tree
                assert node is not None
                assert len(found(archive, with_term(text, node))) == value.posts > 0, value
        for month in facets.months:
            if 1 < month.year < 9999:
                last = monthrange(month.year, month.month)[1]
                days = Days(Field.DATE, date(month.year, month.month, 1), date(month.year, month.month, last))
                assert len(found(archive, with_term(text, days))) == month.posts


def _values(facets: Facets, kind: FacetKind) -> list[tuple[str, str, int]]:
    facet = facets.find_facet(kind)
    return [] if facet is None else [(value.label, value.term, value.posts) for value in facet.values]


def test_what_a_facet_says(archive: Archive) -> None:
    add_posts(
        archive,
        make_candidate(1, categories=(("新闻", "体育"), ("新闻", "财经")), tags=("Growth", "上海"), authors=("张三",)),
        make_candidate(2, categories=(("新闻",),), tags=("growth",), status=Status.DRAFT, date=UNKNOWN_DATE),
        make_candidate(3, categories=(("体育",),), tags=()),
    )  # fmt: skip
    facets = load_facets(archive, ListRequest(), 3)
    assert facets.total == 3
    assert _values(facets, FacetKind.CATEGORY) == [
        ("新闻", "category:/新闻", 2),
        ("新闻 / 体育", "category:/新闻/体育", 1),
        ("新闻 / 财经", "category:/新闻/财经", 1),
    ]
    assert _values(facets, FacetKind.TAG) == [("Growth", "tag:Growth", 2), ("上海", "tag:上海", 1)]
    assert _values(facets, FacetKind.AUTHOR) == [("张三", "author:张三", 1)]
    assert _values(facets, FacetKind.STATUS) == [
        ("published", "status:published", 2),
        ("draft", "status:draft", 1),
    ]
    assert _values(facets, FacetKind.SOURCE) == [("_posts", "source:_posts/*", 3)]
    assert facets.find_facet(FacetKind.ACCESSION) is None
    assert [(month.year, month.month, month.posts) for month in facets.months] == [(2022, 1, 2)]
    assert facets.undated == 1
    category = facets.find_facet(FacetKind.CATEGORY)
    assert category is not None
    assert category.distinct == 4
    assert load_facets(archive, ListRequest(search_text="nowhere")) == Facets(0)


def test_folders_are_those_in_which_the_posts_part(archive: Archive) -> None:
    paths = ["_posts/Sport/1.md", "_posts/Sport/2.md", "_posts/old/x/3.md", "_posts/4.md"]
    posts = [replace(make_candidate(number), path=path) for number, path in enumerate(paths)]
    add_posts(archive, *posts)
    facets = load_facets(archive, ListRequest())
    assert _values(facets, FacetKind.SOURCE) == [
        ("_posts/Sport", "source:_posts/sport/*", 2),
        ("_posts/old", "source:_posts/old/*", 1),
    ]
    add_posts(archive, replace(make_candidate(9), path="drafts/9.md"))
    facets = load_facets(archive, ListRequest())
    assert _values(facets, FacetKind.SOURCE) == [
        ("_posts", "source:_posts/*", 4),
        ("drafts", "source:drafts/*", 1),
    ]


def test_places_of_the_navigator_have_facets(archive: Archive) -> None:
    add_posts(archive, make_candidate(1, tags=("a",)), make_candidate(2, tags=("b",)))
    with archive.writing() as writer:
        set_trashed(writer, [2], START)
    trash = load_facets(archive, ListRequest(Scope(ScopeKind.TRASH)))
    assert _values(trash, FacetKind.TAG) == [("b", "tag:b", 1)]
    assert load_facets(archive, ListRequest(Scope(ScopeKind.DRAFTS))).total == 0


def test_what_every_folder_is_another_is_not_counted_by_folders(archive: Archive) -> None:
    posts = [replace(make_candidate(number), path=f"{number}/x.md") for number in range(8200)]
    add_posts(archive, *posts)
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM column_blocks") == 3
        view.memory.columns = None
    facets = load_facets(archive, ListRequest())
    assert facets.total == 8200
    assert facets.find_facet(FacetKind.SOURCE) is None
