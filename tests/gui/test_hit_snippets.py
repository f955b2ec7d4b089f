"""Where the row of a found post begins."""

from __future__ import annotations

import pytest

from fonds.gui.hit_snippets import begun_later
from fonds.model.hits import Snippet


@pytest.mark.parametrize(
    ("text", "hit", "shown"),
    [
        ("示范区建设取得新进展、呈现新面貌", "新面貌", "…取得新进展、呈现新面貌"),
        ("binding, archives, paper", "paper", "…archives, paper"),
        ("keep one stroke on paper", "paper", "…stroke on paper"),
        ("see it as a whole paper", "paper", "…a whole paper"),
        ("archives, paper", "paper", "archives, paper"),
        ("a veryveryveryverylongword paper", "paper", "…ongword paper"),
        ("公告20210年之后的示范区", "示范区", "…20210年之后的示范区"),
        ("paper", "paper", "paper"),
    ],
)
def test_a_row_begins_shortly_before_the_first_hit_and_with_a_whole_word(
    text: str, hit: str, shown: str
) -> None:
    start = text.index(hit)
    snippet = begun_later(Snippet(text, ((start, start + len(hit)),)))
    assert snippet.text == shown
    assert [snippet.text[begin:end] for begin, end in snippet.marks] == [hit]


def test_a_text_without_a_hit_is_let_be() -> None:
    assert begun_later(Snippet("示范区")) == Snippet("示范区")
