"""Single differences are taken back: each alone, and all of them together give the older text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fonds.text.differences import find_differences
from fonds.text.hunks import hunks_of, take_back

_LINES = st.lists(st.sampled_from(["甲\n", "乙\n", "丙 c\n", "\n", "丁\r\n", "戊\r"]), max_size=14)
_TEXTS = st.builds(lambda lines, last: "".join(lines) + last, _LINES, st.sampled_from(["", "末", "末尾"]))


@given(_TEXTS, _TEXTS)
def test_all_taken_back_is_the_older_text(before: str, after: str) -> None:
    differences = find_differences(before, after)
    hunks = hunks_of(differences)
    assert [hunk.row for hunk in hunks] == list(differences.places)
    assert take_back(before, after, hunks) == before
    assert take_back(before, after, ()) == after


@given(_TEXTS, _TEXTS, st.data())
def test_one_taken_back_leaves_the_others(before: str, after: str, data: st.DataObject) -> None:
    hunks = hunks_of(find_differences(before, after))
    if not hunks:
        return
    chosen = data.draw(st.sampled_from(hunks))
    made = take_back(before, after, [chosen])
    assert len(hunks_of(find_differences(before, made))) <= len(hunks) - 1 or made == after


def test_a_line_of_chinese_alone() -> None:
    before = "---\ntitle: 旧\n---\n第一段。\n\n第二段。\n\n第三段。\n"
    after = before.replace("旧", "新").replace("第三", "第肆")
    first, second = hunks_of(find_differences(before, after))
    assert take_back(before, after, [first]) == before.replace("第三", "第肆")
    assert take_back(before, after, [second]) == before.replace("旧", "新")


def test_a_last_line_without_an_end_does_not_run_into_the_next() -> None:
    before, after = "甲", "甲\n乙\n"
    assert take_back(before, after, hunks_of(find_differences(before, after))) == before
    removed, added = "一\n二\n", "一"
    assert take_back(removed, added, hunks_of(find_differences(removed, added))) == removed
