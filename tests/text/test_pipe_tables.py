"""Tables of pipes: their columns stand below one another, Chinese ones too, and no cell is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text.pipe_tables import align_table, columns_of, find_table


def test_columns_count_chinese_twice() -> None:
    assert columns_of("ab") == 2
    assert columns_of("示范ab。") == 8
    assert columns_of("e\u0301") == 1
    assert columns_of("Ａ") == 2


def test_columns_stand_below_one_another() -> None:
    found = align_table(["|名称|n|", "|:-|-:|", "|长三角示范区|12|", "|a\\|b|`x|y`|"])
    assert found == [
        "| 名称         |     n |",
        "| :----------- | ----: |",
        "| 长三角示范区 |    12 |",
        "| a\\|b         | `x|y` |",
    ]


def test_a_table_without_outer_pipes_and_with_missing_cells() -> None:
    assert align_table(["  a | b", "  :-: | ---", "  longer"]) == [
        "  |   a    | b   |",
        "  | :----: | --- |",
        "  | longer |     |",
    ]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("x\na|b\n-|-\n1|2\n\ny", 3, (1, 3)),
        ("x\na|b\n-|-\n1|2\n\ny", 1, (1, 3)),
        ("a|b\nc|d", 0, None),
        ("x\ny", 0, None),
        ("|a|\n|-|", 1, (0, 1)),
    ],
)
def test_the_table_around_a_line(text: str, place: int, found: tuple[int, int] | None) -> None:
    assert find_table(text.split("\n"), place) == found


CELLS = st.lists(st.text(alphabet="ab示“` \\:-", max_size=8), min_size=2, max_size=4)


@given(
    head=CELLS,
    rows=st.lists(CELLS, max_size=4),
    rule=st.lists(st.sampled_from(["-", ":-", "--:", ":-:"]), min_size=2, max_size=4),
)
def test_aligning_twice_changes_nothing_more(head: list[str], rule: list[str], rows: list[list[str]]) -> None:
    once = align_table(["|" + "|".join(cells) + "|" for cells in (head, rule, *rows)])
    assert align_table(once) == once


def test_a_hostile_rule_takes_no_time() -> None:
    line = "|" + ":-" * 2000 + "x"
    assert find_table(["a|b", line], 1) is None
    assert find_table(["a|b", "|" + " - " * 1500 + "x"], 0) is None
