"""Conditions are put in and taken out so that the text is read as what was meant, whatever it was before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.query_tree import Days, Field, Match, Node, all_of, negated
from fonds.text.query_conditions import (
    find_condition,
    find_days,
    with_condition,
    with_condition_turned,
    with_days,
    without_condition,
)
from fonds.text.query_parser import parse_query

TAG = Match(Field.TAG, "新闻")
YEAR = Days(Field.DATE, date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "tag:新闻"),
        ("示范区", "示范区 tag:新闻"),
        ("a OR b", "(a OR b) tag:新闻"),
        ('示范区 "开', "示范区 开 tag:新闻"),
        ("(a b", "a b tag:新闻"),
        ("示范区 OR", "示范区 tag:新闻"),
        ("示范区 NOT", "示范区 tag:新闻"),
        ("示范区 -", "示范区 - tag:新闻"),
    ],
)
def test_a_condition_holds_for_all_of_the_text(before: str, after: str) -> None:
    assert with_condition(before, TAG) == after


@given(st.text(alphabet='ab "“”()-:.*tagOR新NOT\t', max_size=24))
def test_whatever_was_typed_keeps_its_meaning(text: str) -> None:
    tree = parse_query(text).tree
    longer = with_condition(text, TAG)
    assert parse_query(longer).tree == all_of(part for part in (tree, TAG) if part is not None)


def test_a_second_time_takes_it_out_however_it_is_written() -> None:
    for text in ("x tag:新闻", 'x tag:"新闻"', "标签：新闻 x", "x tag:新闻 TAG:新闻"):
        assert with_condition_turned(text, TAG) == "x"
    assert find_condition(parse_query("tag:Ａ"), Match(Field.TAG, "a")) is not None
    assert find_condition(parse_query("tag:新*"), Match(Field.TAG, "新")) is None
    assert find_condition(parse_query("tag:新闻 OR x"), TAG) is None


def test_the_opposite_gives_way() -> None:
    text = with_condition_turned("x tag:新闻", negated(TAG))
    assert text == "x -tag:新闻"
    assert with_condition_turned(text, TAG) == "x tag:新闻"
    assert without_condition(text, negated(TAG)) == "x"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "date:2021"),
        ("x date:2020", "x date:2021"),
        ("date:2020 x date:>2019", "x date:2021"),
        ("date:2020 OR x", "(date:2020 OR x) date:2021"),
        ("x -date:2020 modified:2020", "x -date:2020 modified:2020 date:2021"),
    ],
)
def test_other_dates_take_the_place_of_the_old_ones(before: str, after: str) -> None:
    assert with_days(before, YEAR) == after
    assert find_days(parse_query(after)) == YEAR
    assert find_days(parse_query(with_days(before, None))) is None


def test_what_has_no_room_leaves_the_text_as_it_is() -> None:
    full = " ".join(f"tag:{number}" for number in range(2000))
    known: list[Node] = [term.node for term in parse_query(full).terms]
    assert len(known) < 2000
    assert with_condition(full, TAG) == full
