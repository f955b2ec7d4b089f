"""What lists are sorted by: names by pinyin, facts by their values, what has none last, each by the way that is cheap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.post import BodyFormat, Status
from fonds.model.query import Grouping, ListRequest, Order, OrderColumn
from fonds.model.taxonomy import TermKind
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.groups import find_list
from fonds.store.lists import find_ids
from fonds.store.orders import WALKED, order_by
from fonds.store.posts import insert_candidates, replace_source
from fonds.store.taxonomy import load_vocabularies
from fonds.store.undo import undo
from store.making import BODY, START, accept, add_posts, found, make_candidate

NAMES = ("上海", "安全", "Apple", "第10章", "重庆", "北京", "第2章", "", "长沙")
SORTED = ["Apple", "安全", "北京", "长沙", "重庆", "第2章", "第10章", "上海", ""]


@pytest.mark.parametrize(
    ("column", "field"),
    [
        (OrderColumn.CATEGORY, "categories"),
        (OrderColumn.TAGS, "tags"),
        (OrderColumn.AUTHORS, "authors"),
    ],
)
def test_names_are_sorted_by_pinyin(archive: Archive, column: OrderColumn, field: str) -> None:
    paths = [((name,) if field == "categories" else name,) if name else () for name in NAMES]
    known = make_candidate().metadata
    metadata = [replace(known, **{field: path}) for path in paths]  # type: ignore[arg-type]
    add_posts(archive, *(make_candidate(number, BODY, some) for number, some in enumerate(metadata)))
    up = found(archive, order=Order(column, descending=False))
    assert [NAMES[number - 1] for number in up] == SORTED
    down = found(archive, order=Order(column, descending=True))
    assert [NAMES[number - 1] for number in down] == [*reversed(SORTED[:-1]), ""]


def test_the_navigator_has_names_in_the_same_order(archive: Archive) -> None:
    paths = [((name,),) for name in NAMES if name]
    nested = (("上海", "浦东"), ("上海", "宝山"))
    add_posts(
        archive,
        *(make_candidate(n, categories=path, tags=path[0], authors=path[0]) for n, path in enumerate(paths)),
        make_candidate(20, categories=nested, tags=()),
    )
    with archive.reading() as view:
        terms = load_vocabularies(view, *TermKind)
    assert [term.name for term in terms[TermKind.TAG]] == SORTED[:-1]
    assert [term.name for term in terms[TermKind.AUTHOR]] == SORTED[:-1]
    categories = [*SORTED[:-1], "宝山", "浦东"]
    assert [term.name for term in terms[TermKind.CATEGORY]] == categories


def test_names_that_differ_in_case_alone_have_one_heading_each(archive: Archive) -> None:
    paths = [
        ("News",),
        ("news",),
        ("News", "体育"),
        ("news", "安全"),
        ("新闻",),
        ("《新闻》",),
        ("新闻", "安全"),
    ]
    categories = [tuple((name,) for name in path) for path in paths]
    add_posts(archive, *(make_candidate(number, categories=path) for number, path in enumerate(categories)))
    request = ListRequest(order=Order(OrderColumn.CATEGORY, False), grouping=Grouping.CATEGORY)
    with archive.reading() as view:
        listed = find_list(view, request)
    headings = [group.category for group in listed.groups]
    assert sorted(str(heading) for heading in headings) == ["News", "news", "《新闻》", "新闻"]
    ends = [*(group.place for group in listed.groups[1:]), len(listed.ids)]
    for group, end in zip(listed.groups, ends, strict=True):
        assert {paths[number - 1][0] for number in listed.ids[group.place : end]} == {group.category}


@pytest.mark.parametrize("languages", [("zh", "", "en", "zh", "de"), tuple(f"x-{n:03d}" for n in range(70))])
def test_languages_are_sorted_however_many_there_are(archive: Archive, languages: tuple[str, ...]) -> None:
    add_posts(
        archive, *(make_candidate(number, language=language) for number, language in enumerate(languages))
    )
    for descending in (False, True):
        order = Order(OrderColumn.LANGUAGE, descending)
        listed = [languages[number - 1] for number in found(archive, order=order)]
        named = sorted((language for language in languages if language), reverse=descending)
        assert listed == [*named, *[""] * languages.count("")]


def test_facts_are_sorted_by_value_and_equal_ones_by_number(archive: Archive) -> None:
    statuses = [Status.PUBLISHED, Status.DRAFT, Status.UNPUBLISHED, Status.DRAFT]
    formats = [BodyFormat.MARKDOWN, BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.HTML]
    candidates = [
        make_candidate(number, status=status, format=body)
        for number, (status, body) in enumerate(zip(statuses, formats, strict=True))
    ]
    with archive.writing() as writer:
        accession = begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START)
        rows = [*accept(candidates[:2], accession), *accept(candidates[2:])]
        insert_candidates(writer, rows, when=START)
    for column, ascending, last in (
        (OrderColumn.STATUS, [2, 4, 1, 3], 0),
        (OrderColumn.FORMAT, [2, 4, 1, 3], 0),
        (OrderColumn.ACCESSION, [1, 2, 3, 4], 2),
    ):
        assert found(archive, order=Order(column, False)) == ascending
        present = ascending[: len(ascending) - last]
        without = ascending[len(ascending) - last :]
        assert found(archive, order=Order(column, True)) == [*reversed(present), *reversed(without)]


@pytest.mark.parametrize("column", sorted({*WALKED, OrderColumn.PATH}))
@pytest.mark.parametrize("descending", [False, True])
def test_indices_have_most_orders(archive: Archive, column: OrderColumn, descending: bool) -> None:
    with archive.reading() as view:
        order = order_by(Order(column, descending))
        trash = "trashed_at" if column in WALKED else "+trashed_at"
        steps = view.rows(f"EXPLAIN QUERY PLAN SELECT id FROM posts WHERE {trash} IS NULL {order}")
    plan = " ".join(step[3] for step in steps)
    assert "COVERING INDEX" in plan
    # Posts of one path are few: putting them in order costs nothing.
    assert ("TEMP B-TREE" in plan.replace("FOR RIGHT PART", "")) is ("RIGHT PART" in plan)
    assert "RIGHT PART" not in plan or column is OrderColumn.PATH


def test_keys_of_names_follow_an_edit_and_its_undo(archive: Archive) -> None:
    first, second = add_posts(archive, make_candidate(1, tags=("安全",)), make_candidate(2, tags=("北京",)))
    order = Order(OrderColumn.TAGS, descending=False)
    assert found(archive, order=order) == [first, second]
    with archive.writing("retag") as writer:
        replace_source(writer, first, replace(make_candidate(1, tags=("重庆",)), source=b"x"), "edit")
    assert found(archive, order=order) == [second, first]
    with archive.writing() as writer:
        undo(writer)
    with archive.reading() as view:
        assert list(find_ids(view, ListRequest(order=order))) == [first, second]
