"""Every form of date that was met, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import DateOrigin, DatePrecision
from fonds.text.dates import date_from_name, find_zone, parse_date


def zone(name: str) -> tzinfo:
    found = find_zone(name)
    assert found is not None
    return found


SHANGHAI = zone("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-01-11 19:09:47 +0800", "2022-01-11T19:09:47+08:00"),
        ("2022-01-11 19:09:47 +08:00", "2022-01-11T19:09:47+08:00"),
        ("2022-01-11 19:09:47 +8", "2022-01-11T19:09:47+08:00"),
        ("2014-02-15 10:20:30 -0500", "2014-02-15T10:20:30-05:00"),
        ("2022-01-11T19:09:47Z", "2022-01-11T19:09:47+00:00"),
        ("2022-01-11T19:09:47.123456+08:00", "2022-01-11T19:09:47+08:00"),
        ("2022-01-11 19:09:47", "2022-01-11T19:09:47+08:00"),
        ("2022-01-11 19:09", "2022-01-11T19:09+08:00"),
        ("2022-01-11", "2022-01-11"),
        ("2015-11-3", "2015-11-03"),
        ("2015-11-3 9:30:00", "2015-11-03T09:30:00+08:00"),
        ("\xa02017-03-01", "2017-03-01"),
        ("  2022-01-11  19:09:47 ", "2022-01-11T19:09:47+08:00"),
        ("2013/7/13 20:46:25", "2013-07-13T20:46:25+08:00"),
        ("2013.07.13", "2013-07-13"),
        ("20220111", "2022-01-11"),
        ("20220111190947", "2022-01-11T19:09:47+08:00"),
        ("20220111T190947Z", "2022-01-11T19:09:47+00:00"),
        ("2022年1月11日", "2022-01-11"),
        ("2022年1月11日 19:09", "2022-01-11T19:09+08:00"),
        ("2022年01月11日19时09分47秒", "2022-01-11T19:09:47+08:00"),
        ("2022年1月", "2022-01"),
        ("2022-01", "2022-01"),
        ("2022-1", "2022-01"),
        ("2022", "2022"),
        ("２０２２年", "2022"),
        ("Tue, 11 Jan 2022 19:09:47 +0800", "2022-01-11T19:09:47+08:00"),
        ("Tue, 11 Jan 2022 19:09:47 GMT", "2022-01-11T19:09:47+00:00"),
        ("11 January 2022", "2022-01-11"),
        ("Jan 11, 2022", "2022-01-11"),
        ("January 11th, 2022 at 7:09 PM", "2022-01-11T19:09+08:00"),
        ("Jan 11, 2022 12:00 am", "2022-01-11T00:00+08:00"),
        ("Tue Jan 11 19:09:47 2022", "2022-01-11T19:09:47+08:00"),
        ("Tue Jan 11 19:09:47 CST 2022", "2022-01-11T19:09:47+08:00"),
        ("2022-01-11 19:09:47 PST", "2022-01-11T19:09:47-08:00"),
        ("2022-01-11 19:09:47 UTC", "2022-01-11T19:09:47+00:00"),
        ("2022-01-11 19:09:47 GMT+0800 (China Standard Time)", "2022-01-11T19:09:47+08:00"),
        ("2016-12-31 23:59:60 +0000", "2017-01-01T00:00:00+00:00"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_the_usual_forms(text: str, expected: str) -> None:
    date = parse_date(text, SHANGHAI, DateOrigin.FRONT_MATTER)
    assert date is not None
    assert date.iso_text() == expected
    assert (date.text, date.origin) == (text, DateOrigin.FRONT_MATTER)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", " +0800", "2017-02-29 11:00:00", "2017-02-29", "2022-13-01", "2022-00-10", "2022-01-32", "2022-01-11 25:00:00",
        "2022-01-11 19:60", "2022-01-11 19:09:47 +2400", "2022-01-11 19:09:47 +0860", "2022-01-11 19:09:47 XYZ", "yesterday",
        "{{ date }}", "0000-01-01", "20221332", "2022-01-11 13:00 pm", "2022-01/11", "99999-01-01",
        "2022-01-11 19:09:47 +0800 and more",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text, SHANGHAI, DateOrigin.FRONT_MATTER) is None


def test_local_time_follows_the_zone_through_the_year() -> None:
    berlin = zone("Europe/Berlin")
    winter = parse_date("2022-01-11 12:00:00", berlin, DateOrigin.FRONT_MATTER)
    summer = parse_date("2022-07-11 12:00:00", berlin, DateOrigin.FRONT_MATTER)
    assert winter is not None and summer is not None
    assert (winter.offset, summer.offset) == (60, 120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-01-11", "2022-01-11"),
        ("2017-2-5", "2017-02-05"),
        ("08-10-18", "2008-10-18"),
        ("69-1-1", "1969-01-01"),
        ("68-12-31", "2068-12-31"),
    ],
)
def test_dates_in_names(text: str, expected: str) -> None:
    date = date_from_name(text, SHANGHAI)
    assert date is not None
    assert (date.iso_text(), date.origin, date.precision) == (
        expected,
        DateOrigin.FILE_NAME,
        DatePrecision.DAY,
    )


@pytest.mark.parametrize("text", ["2017-02-29", "2017-13-1", "2017-1", "a-b-c", "²017-1-1", ""])
def test_names_that_hold_no_date(text: str) -> None:
    assert date_from_name(text, SHANGHAI) is None


@pytest.mark.parametrize("name", ["Asia/Shanghai", "Europe/Berlin", "UTC", "Etc/GMT+5", "+08:00", "UTC-3"])
def test_known_zones(name: str) -> None:
    assert find_zone(name) is not None


@pytest.mark.parametrize(
    "name", ["", "  ", "Mars/Olympus", "/etc/passwd", "../../etc/passwd", "Asia", "a\0b", "+99:00", "中国"]
)
def test_unknown_zones(name: str) -> None:
    assert find_zone(name) is None


@given(
    st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)),
    st.integers(-14 * 60, 14 * 60),
)
def test_what_is_written_is_read(moment: datetime, offset: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    sign = "-" if offset < 0 else "+"
    text = f"{aware:%m-%d %H:%M:%S} {sign}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    date = parse_date(f"{aware.year:04d}-{text}", UTC, DateOrigin.ENTERED)
    assert date is not None
    assert date.moment == aware
    assert date.offset == offset


@given(st.text("0123456789-:/. TZ+年月日JanPM,", max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    date = parse_date(text, SHANGHAI, DateOrigin.FRONT_MATTER)
    assert date is None or date.moment is not None
