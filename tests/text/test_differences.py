"""Differences of texts: complete, bounded, and marked by character."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fonds.text.differences import MAX_LINES, Row, RowKind, find_differences

_PIECES = st.lists(st.sampled_from(["a", "b", "示范区", "\n", "\r\n", "\r", " ", "x: y"]), max_size=40)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def kinds(rows: tuple[Row, ...]) -> str:
    return "".join({"same": "=", "removed": "-", "added": "+", "skipped": "."}[row.kind] for row in rows)


def test_the_changed_characters_of_a_chinese_line_are_marked() -> None:
    found = find_differences("a\ntitle: 示范区成绩单\nz\n", "a\ntitle: 示范区的成绩单\nz\n")
    assert kinds(found.rows) == "=-+="
    assert found.rows[2].marks == ((10, 11),)
    assert (found.rows[1].before, found.rows[2].after, found.rows[3].after) == (2, 2, 3)
    assert found.places == (1,)


def test_equal_texts_have_no_rows() -> None:
    assert find_differences("a\n", "a\n").rows == ()


def test_a_changed_line_end_is_a_difference() -> None:
    found = find_differences("a\r\nb\n", "a\nb\n")
    assert [row.text for row in found.rows] == ["a\r\n", "a\n", "b\n"]


def test_unchanged_lines_far_away_are_one_row() -> None:
    before = "".join(f"{n}\n" for n in range(100))
    found = find_differences(before, before.replace("\n50\n", "\nfifty\n"))
    assert kinds(found.rows) == ".===-+===."
    assert (found.rows[0].count, found.rows[-1].count) == (47, 46)


def test_a_moved_line_keeps_the_others_in_place() -> None:
    found = find_differences("a\nb\nc\nd\n", "b\nc\nd\na\n")
    assert kinds(found.rows) == "-===+"


def test_more_than_can_be_shown_is_cut_and_told() -> None:
    before = "".join(f"{n}\n" for n in range(MAX_LINES * 3))
    found = find_differences(before, before.replace("\n", " x\n"))
    assert found.cut
    assert len(found.rows) == 2 * MAX_LINES


def test_a_change_in_a_very_large_text_is_found_alone() -> None:
    before = "".join(f"第 {n} 行\n" for n in range(300_000))
    found = find_differences(before, before.replace("第 150000 行", "第 150000 排"))
    assert kinds(found.rows) == ".===-+===."
    assert found.rows[4].before == 150_001


@given(_PIECES, _PIECES, st.booleans())
def test_the_rows_hold_both_texts(one: list[str], other: list[str], longer: bool) -> None:
    before, after = "".join(one) * (3 if longer else 1), "".join(other)
    rows = find_differences(before, after, context=10_000).rows
    if before == after:
        return
    old = [row for row in rows if row.kind is not RowKind.ADDED]
    new = [row for row in rows if row.kind is not RowKind.REMOVED]
    assert [row.text for row in old] == _LINE.findall(before)
    assert [row.text for row in new] == _LINE.findall(after)
    assert [row.before for row in old] == list(range(1, len(old) + 1))
    assert [row.after for row in new] == list(range(1, len(new) + 1))
    for row in rows:
        assert all(0 <= start < end <= len(row.text) for start, end in row.marks)


@given(_PIECES, _PIECES)
def test_what_is_left_out_is_counted(one: list[str], other: list[str]) -> None:
    before, after = "".join(one), "".join(other)
    rows = find_differences(before, after, context=1).rows
    if before != after:
        lines = sum(
            row.count if row.kind is RowKind.SKIPPED else row.kind is not RowKind.ADDED for row in rows
        )
        assert lines == len(_LINE.findall(before))
