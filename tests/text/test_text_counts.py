"""The length of a text: Chinese characters are words, and pieces add up to the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text import text_counts
from fonds.text.text_counts import TextCounts, count_text


def test_chinese_characters_are_words() -> None:
    assert count_text("示范区，ok 2021年 don't\n") == TextCounts(18, 16, 7, 2)
    assert count_text("") == TextCounts(0, 0, 0, 1)


@given(st.text(alphabet="a示 \n，1", max_size=80))
def test_pieces_add_up(text: str) -> None:
    whole = count_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_counts, "PIECE", 3)
        assert count_text(text) == whole


def test_whoever_waits_no_more_ends_it() -> None:
    def stop() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        count_text("a\n", stop)
