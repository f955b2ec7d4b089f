"""Find and replace is Python's; wrong expressions are told, and slow ones end."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.text.replacing import TooSlow, check_replacement, replace_in

LETTERS = st.text("ab\n示 .*(", max_size=20)


@given(LETTERS, st.text("ab\n示 .*(", min_size=1, max_size=3), LETTERS)
def test_a_text_is_replaced_as_python_does(text: str, find: str, new: str) -> None:
    assert replace_in(text, find, new, is_regex=False) == (text.replace(find, new), text.count(find))
    folded = re.subn(re.escape(find), lambda _: new, text, flags=re.IGNORECASE)
    assert replace_in(text, find, new, is_regex=False, match_case=False) == folded


@given(
    st.text("ab1示\n ", max_size=30),
    st.sampled_from(
        [
            "a+",
            "(a)(b)?",
            r"\d",
            r"\b",
            "^",
            "$",
            "a*",
            "(?P<x>[ab])1",
            r"\s+$",
            "示|a",
            "(?<=a)b",
            "a??",
            "x*",
        ]
    ),
    st.sampled_from(["", "<\\g<0>>", "z", "\\n"]),
    st.booleans(),
)
def test_an_expression_is_pythons(text: str, find: str, new: str, match_case: bool) -> None:
    flags = re.MULTILINE | (0 if match_case else re.IGNORECASE)
    expected = re.subn(find, new, text, flags=flags)
    assert replace_in(text, find, new, is_regex=True, match_case=match_case) == expected


@pytest.mark.parametrize(
    ("find", "place"), [("(a", "3"), ("ab)", "3"), ("[", "2"), ("*a", "1"), ("a**(", "3"), ("(?P<x", "6")]
)
def test_a_wrong_expression_is_told_with_its_place(find: str, place: str) -> None:
    with pytest.raises(UserError, match="wrong at character") as caught:
        check_replacement(find, "", is_regex=True)
    assert caught.value.field == "find"
    assert dict(caught.value.details)["place"] == place
    assert dict(caught.value.details)["reason"]


@pytest.mark.parametrize("new", ["\\1", "\\g<name>", "\\g<"])
def test_a_replacement_that_names_no_group_is_told(new: str) -> None:
    with pytest.raises(UserError, match="replacement is wrong") as caught:
        check_replacement("a", new, is_regex=True)
    assert caught.value.field == "replacement"
    check_replacement("a", new, is_regex=False)


def test_nothing_to_find_is_told() -> None:
    for is_regex in (True, False):
        with pytest.raises(UserError, match="nothing to find"):
            check_replacement("", "x", is_regex=is_regex)


def test_a_search_that_would_not_end_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(TooSlow):
        replace_in("x" * 40 + "y", r"(?:(x|xx)+)+(?=z)\1", "", is_regex=True)
    assert time.monotonic() - began < 30


@given(st.text(max_size=8), st.text(max_size=6), st.booleans())
def test_any_expression_works_or_is_told(find: str, new: str, match_case: bool) -> None:
    try:
        check_replacement(find, new, is_regex=True, match_case=match_case)
        replace_in("abc\n示范区 (1)", find, new, is_regex=True, match_case=match_case)
    except UserError as fault:
        assert fault.field in ("find", "replacement")
