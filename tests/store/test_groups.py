"""Where headings stand: by the posts' own days, before 1970 too, undated ones and several categories."""

from __future__ import annotations

from datetime import date

from fonds.model.post import UNKNOWN_DATE, DateOrigin, DatePrecision, PostDate
from fonds.model.query import Grouping, ListRequest, Order, OrderColumn
from fonds.store.archive import Archive
from fonds.store.groups import find_list
from fonds.store.lists import find_ids
from store.making import add_posts, make_candidate


def _at(instant: int, offset: int = 0) -> PostDate:
    return PostDate(instant, offset, DatePrecision.SECOND, DateOrigin.FRONT_MATTER, "")


def test_days_and_months_are_those_of_the_posts_own_offset(archive: Archive) -> None:
    new_year = 1_577_836_800
    add_posts(
        archive,
        make_candidate(1, date=_at(new_year, -60)),
        make_candidate(2, date=_at(new_year + 5, 60)),
        make_candidate(3, date=_at(new_year + 86_400)),
        make_candidate(4, date=UNKNOWN_DATE),
        make_candidate(5, date=_at(-1)),
        make_candidate(6, date=_at(-62_135_596_800)),
    )
    found = {}
    for grouping in (Grouping.DAY, Grouping.MONTH):
        request = ListRequest(order=Order(OrderColumn.DATE, descending=False), grouping=grouping)
        with archive.reading() as view:
            made = find_list(view, request)
            assert made.ids == find_ids(view, request)
        found[grouping] = [(group.place, group.day) for group in made.groups]
    assert found[Grouping.DAY] == [
        (0, date(1, 1, 1)),
        (1, date(1969, 12, 31)),
        (2, date(2019, 12, 31)),
        (3, date(2020, 1, 1)),
        (4, date(2020, 1, 2)),
        (5, None),
    ]
    assert found[Grouping.MONTH] == [
        (0, date(1, 1, 1)),
        (1, date(1969, 12, 1)),
        (2, date(2019, 12, 1)),
        (3, date(2020, 1, 1)),
        (5, None),
    ]


def test_categories_stand_by_the_first_of_each_post(archive: Archive) -> None:
    add_posts(
        archive,
        make_candidate(1, categories=(("A",), ("Z",))),
        make_candidate(2, categories=(("A", "B"),)),
        make_candidate(3, categories=(("A",),)),
        make_candidate(4, categories=()),
    )
    order = Order(OrderColumn.CATEGORY, descending=False)
    with archive.reading() as view:
        made = find_list(view, ListRequest(order=order, grouping=Grouping.CATEGORY))
        assert [group.category for group in made.groups] == ["A", "A / B", None]
        assert [group.place for group in made.groups] == [0, 2, 3]
        other = find_list(view, ListRequest(order=Order(), grouping=Grouping.CATEGORY))
        assert other.groups == ()
