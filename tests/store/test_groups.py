"""Where headings stand: by the posts' own days, before 1970 too, undated ones and several categories."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

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


@pytest.mark.parametrize("offsets", [(0,), (480,), (-300,), (480, 0, -720)])
@pytest.mark.parametrize("descending", [False, True])
def test_headings_by_day_are_those_that_a_pass_over_all_posts_finds(
    archive: Archive, offsets: tuple[int, ...], descending: bool
) -> None:
    dice = random.Random(5)
    dates = [
        PostDate(dice.randrange(-300_000, 1_000_000), dice.choice(offsets), DatePrecision.SECOND)
        for _ in range(300)
    ]
    dates += [UNKNOWN_DATE, UNKNOWN_DATE]
    add_posts(archive, *(make_candidate(number, date=known) for number, known in enumerate(dates)))
    request = ListRequest(order=Order(descending=descending), grouping=Grouping.DAY)
    with archive.reading() as view:
        listed = find_list(view, request)
        assert listed.ids == find_list(view, replace(request, grouping=Grouping.NONE)).ids
    expected: list[tuple[int, object]] = []
    for place, post in enumerate(listed.ids):
        known = dates[post - 1]
        day: date | None = None
        if known.instant is not None:
            day = datetime.fromtimestamp(known.instant + 60 * known.offset, UTC).date()
        if not expected or expected[-1][1] != day:
            expected.append((place, day))
    assert [(group.place, group.day) for group in listed.groups] == expected
