"""Items of lists: what follows an item, and numbers that count on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text.list_items import continuation, counts_up, list_around, parse_item, renumbered


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- a", "- "),
        ("  * a", "  * "),
        ("9. a", "10. "),
        ("9) a", "10) "),
        ("- [x] a", "- [ ] "),
        ("> > a", "> > "),
        ("　　a", "　　"),
        ("a", ""),
        ("-a", ""),
        ("2021年", ""),
    ],
)
def test_the_next_line_goes_on(line: str, after: str) -> None:
    assert continuation(line) == after


def test_a_list_of_one_number_stays_one() -> None:
    assert continuation("1. b", before="1. a") == "1. "
    assert continuation("1. a", after="1. b") == "1. "
    assert continuation("2. b", before="1. a", after="3. c") == "3. "


def test_numbers_count_up_each_depth_by_itself() -> None:
    lines = ["3. a", "3. b", "    5. x", "    - y", "    9. z", "9. c"]
    assert renumbered(lines) == ["3. a", "4. b", "    5. x", "    - y", "    9. z", "5. c"]
    assert renumbered(["1. a", "    2. b", "3. c"], moved=1) == ["1. a", "    1. b", "2. c"]
    assert renumbered(["9) a", "1) b"]) == ["9) a", "10) b"]
    assert counts_up(["1. a", "2. b"])
    assert not counts_up(["1. a", "1. b"])


def test_a_list_ends_where_text_begins() -> None:
    lines = ["text", "1. a", "   more", "2. b", "", "3. c"]
    assert list_around(lines, 2) == (1, 3)


@given(st.lists(st.from_regex(r"\A {0,4}(?:[0-9]{1,3}\.|-) [a-z]{0,3}\Z"), max_size=20))
def test_numbering_is_stable_and_changes_numbers_alone(lines: list[str]) -> None:
    once = renumbered(lines)
    assert renumbered(once) == once
    for before, after in zip(lines, once, strict=True):
        old, new = parse_item(before), parse_item(after)
        assert old is not None and new is not None
        assert (old.indent, old.bullet, before[old.end :]) == (new.indent, new.bullet, after[new.end :])
