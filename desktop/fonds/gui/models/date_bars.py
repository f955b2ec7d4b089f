"""The months of a result as bars of one width each: months, years, or more years where the range is long. No widget here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from fonds.gui.messages import translate
from fonds.model.facets import MonthCount
from fonds.model.problems import fill_template

MOST_MONTHS = 36
MOST_BARS = 60
_YEARS_PER_BAR = (1, 10, 100, 1000)


@dataclass(frozen=True, slots=True)
class DateBar:
    """A bar: its first and its last day, and how many posts have their date there."""

    first: date
    last: date
    posts: int


def make_bars(months: Sequence[MonthCount]) -> tuple[DateBar, ...]:
    """All bars from the first month that has posts to the last, those without posts between them too."""
    if not months:
        return ()
    span = _month_number(months[-1]) - _month_number(months[0]) + 1
    if span <= MOST_MONTHS:
        return _bars_of(months, 1)
    years = months[-1].year - months[0].year + 1
    return _bars_of(months, 12 * next(step for step in _YEARS_PER_BAR if years <= step * MOST_BARS))


def days_text(first: date, last: date) -> str:
    """``2021-06``, ``2021``, ``2021-03 – 2022-01``: whole months from the first to the last."""
    begin, end = _month_text(first), _month_text(last)
    if first.month == 1 and last.month == 12:
        begin, end = begin[:4], end[:4]
    if begin == end:
        return begin
    text = translate("Dates", "{first} – {last}")
    return fill_template(text, (("first", begin), ("last", end)))


def _bars_of(months: Sequence[MonthCount], width: int) -> tuple[DateBar, ...]:
    """Bars of ``width`` months."""
    posts: dict[int, int] = {}
    for month in months:
        number = _month_number(month) // width
        posts[number] = posts.get(number, 0) + month.posts
    places = range(min(posts), max(posts) + 1)
    return tuple(
        DateBar(_first_day(place * width), _last_day((place + 1) * width), posts.get(place, 0))
        for place in places
    )


def _month_number(month: MonthCount) -> int:
    return 12 * month.year + month.month - 1


def _first_day(number: int) -> date:
    return date(max(MINYEAR, number // 12), number % 12 + 1, 1)


def _last_day(number: int) -> date:
    """The day before the month with this number begins."""
    year = number // 12
    return date.max if year > MAXYEAR else date(year, number % 12 + 1, 1) - timedelta(days=1)


def _month_text(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"
