"""Names that are probably one, and forms of dates."""

from __future__ import annotations

import pytest

from fonds.text.date_forms import DateForm, form_of, has_offset
from fonds.text.near_names import differ_in_variants, is_slip, plain_key, plain_name


def test_what_does_not_count_in_keys_and_names() -> None:
    assert (
        len({plain_key(key) for key in ("Cover-Image", "cover_image", "ｃｏｖｅｒ image", "coverImage")}) == 1
    )
    assert plain_name("檢索") == plain_name("检索")
    assert plain_name("Ｔｅａ ") == plain_name("tea")
    assert plain_name("c++") != plain_name("c")
    assert plain_name("-") != plain_name("_")
    assert plain_name("café") != plain_name("cafe")
    assert differ_in_variants(["檢索", "检索"])
    assert not differ_in_variants(["Tea", "tea"])


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("titel", "title", True),
        ("descripton", "description", True),
        ("sutitle", "subtitle", True),
        ("image", "images", False),
        ("image1", "image2", False),
        ("tag", "tab", False),
        ("author", "authors", False),
        ("layout", "layout", False),
        ("weight", "height", False),
        ("slug", "summary", False),
    ],
)
def test_a_slip_is_one_letter_of_a_word(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


@pytest.mark.parametrize(
    ("text", "form", "offset"),
    [
        ("2022-01-11 19:09:47 +0800", DateForm.BLANK, True),
        ("2022-01-11 19:09", DateForm.BLANK, False),
        ("2022-01-11T19:09:47+08:00", DateForm.JOINED, True),
        ("2022-01-11T19:09:47Z", DateForm.JOINED, True),
        ("2022-01-11T19:09:47", DateForm.JOINED, False),
        ("2022-01-11", DateForm.DAY, False),
        ("2022/1/11 8:05", DateForm.OTHER, False),
        ("2022年1月11日 8时05分", DateForm.OTHER, False),
        ("Tue, 11 Jan 2022 19:09:47 GMT", DateForm.OTHER, True),
        ("Tue Jan 11 19:09:47 CST 2022", DateForm.OTHER, True),
        ("20220111190947", DateForm.OTHER, False),
        ("", DateForm.OTHER, False),
    ],
)
def test_forms_of_dates(text: str, form: DateForm, offset: bool) -> None:
    assert form_of(text) is form
    assert has_offset(text) is offset
