"""The line below a title."""

from __future__ import annotations

from dataclasses import replace

from fonds.model.post import DateOrigin, DatePrecision, PostDate, PostMetadata
from fonds.text.meta_line import date_text, meta_line


def test_meta_line_names_what_is_known() -> None:
    day = PostDate(0, 480, DatePrecision.DAY, DateOrigin.ENTERED, "1970-01-01")
    metadata = PostMetadata(date=day, authors=("A",), categories=(("Sports", "Ball"),), tags=("x", "y"))
    assert meta_line(metadata) == ("1970-01-01", "A", "Sports › Ball", "#x", "#y")
    assert meta_line(PostMetadata()) == ()


def test_date_is_no_finer_than_known() -> None:
    date = PostDate(0, -210, DatePrecision.SECOND, DateOrigin.ENTERED, "t")
    assert date_text(date) == "1969-12-31 20:30 -03:30"
    assert date_text(replace(date, precision=DatePrecision.YEAR)) == "1969"
    assert date_text(PostDate(text="some day")) == "some day"
