"""Months become bars of one width: months, years, or more of them, with nothing left out and nothing invented."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fonds.gui.models.date_bars import MOST_BARS, days_text, make_bars
from fonds.model.facets import MonthCount

SPANS = st.dictionaries(
    st.tuples(st.integers(1, 9999), st.integers(1, 12)), st.integers(1, 10**6), max_size=40
)


def test_few_months_are_months_and_empty_ones_are_there() -> None:
    bars = make_bars([MonthCount(2021, 11, 3), MonthCount(2022, 2, 5)])
    assert [(days_text(bar.first, bar.last), bar.posts) for bar in bars] == [
        ("2021-11", 3),
        ("2021-12", 0),
        ("2022-01", 0),
        ("2022-02", 5),
    ]
    assert bars[-1].last == date(2022, 2, 28)


def test_many_months_are_years() -> None:
    bars = make_bars([MonthCount(2010, 5, 1), MonthCount(2010, 6, 1), MonthCount(2026, 1, 7)])
    assert len(bars) == 17 and bars[0].posts == 2
    assert (bars[-1].first, bars[-1].last) == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_range_is_named_by_its_ends() -> None:
    assert days_text(date(2021, 3, 1), date(2022, 1, 31)) == "2021-03 – 2022-01"
    assert days_text(date(2010, 1, 1), date(2019, 12, 31)) == "2010 – 2019"
    assert days_text(date(2021, 1, 1), date(2021, 12, 31)) == "2021"
    assert days_text(date(2021, 1, 1), date(2021, 1, 31)) == "2021-01"


@given(SPANS)
def test_every_post_is_in_the_bar_of_its_month(found: dict[tuple[int, int], int]) -> None:
    months = [MonthCount(year, month, posts) for (year, month), posts in sorted(found.items())]
    bars = make_bars(months)
    assert len(bars) <= MOST_BARS + 1
    assert sum(bar.posts for bar in bars) == sum(found.values())
    for before, after in pairwise(bars):
        assert (after.first - before.last).days == 1
    for month in months:
        day = date(month.year, month.month, 1)
        assert any(bar.first <= day <= bar.last and bar.posts >= month.posts for bar in bars)
