"""Finding and replacing in a text: words, expressions, what is wrong with them, and an end in any case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text import find_pattern
from fonds.text.find_pattern import FindRequest, WrongPattern, find_all, replacement_at, replacements


def found(text: str, request: FindRequest) -> list[str]:
    return [text[start:end] for start, end in find_all(text, request).spans]


def replaced(text: str, request: FindRequest, template: str) -> str:
    for start, end, new in reversed(replacements(text, request, template)):
        text = text[:start] + new + text[end:]
    return text


def test_words_are_found_as_they_are_written() -> None:
    assert found("a.b A.B axb", FindRequest("a.b")) == ["a.b", "A.B"]
    assert found("a.b A.B", FindRequest("a.b", match_case=True)) == ["a.b"]
    assert replaced("a.b", FindRequest("."), r"\1") == r"a\1b"


def test_whole_words_and_chinese() -> None:
    assert found("cat category cat's", FindRequest("cat", whole_words=True)) == ["cat", "cat"]
    assert found("示范区示范", FindRequest("示范", whole_words=True)) == ["示范", "示范"]
    assert found("A股市场 NASA股", FindRequest("A股", whole_words=True)) == ["A股"]


def test_expressions_with_groups() -> None:
    dates = FindRequest(r"(\d+)年(?P<month>\d+)月", is_regex=True)
    assert replaced("2021年5月 2022年11月", dates, r"\g<month>/\1") == "5/2021 11/2022"
    assert replaced("a\nb", FindRequest("^", is_regex=True), "> ") == "> a\n> b"
    assert replaced("a\n\nb", FindRequest(r"\n+", is_regex=True), r"\n") == "a\nb"


def test_a_part_is_looked_through() -> None:
    assert find_all("aaaa", FindRequest("a"), 1, 3).spans == ((1, 2), (2, 3))


@pytest.mark.parametrize(
    ("pattern", "place", "reason"),
    [("a(b", 3, "missing )"), ("[a", 2, "unterminated character set"), ("*a", 0, "nothing to repeat")],
)
def test_a_wrong_expression_is_told_where_and_why(pattern: str, place: int, reason: str) -> None:
    with pytest.raises(WrongPattern) as caught:
        find_all("x", FindRequest(pattern, is_regex=True))
    assert (caught.value.place, caught.value.reason) == (place, reason)


@pytest.mark.parametrize("template", [r"\2", r"\g<none>", "\\", r"\q"])
def test_a_wrong_replacement_is_told_before_anything_is_replaced(template: str) -> None:
    with pytest.raises(WrongPattern) as caught:
        replacements("aaa", FindRequest("(a)", is_regex=True), template)
    assert caught.value.replacement


def test_an_expression_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_pattern, "SECONDS", 0.05)
    endless = FindRequest("(a+)+b", is_regex=True)
    assert find_all("a" * 20_000, endless).late
    with pytest.raises(TimeoutError):
        replacements("a" * 20_000, endless, "x")


def test_more_hits_than_anyone_wants_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_pattern, "MOST", 10)
    result = find_all("a" * 50, FindRequest("a"))
    assert result.cut and len(result.spans) == 10


def test_one_place_is_replaced_only_where_it_was_found() -> None:
    request = FindRequest(r"(\w)b", is_regex=True)
    assert replacement_at("ab cb", request, r"\1", (3, 5)) == "c"
    assert replacement_at("ab cb", request, r"\1", (2, 5)) is None


@given(
    pattern=st.text(alphabet="ab()[]*+?|\\^$.{}1,示", max_size=8),
    text=st.text(alphabet="ab示\n", max_size=20),
)
def test_any_expression_answers(pattern: str, text: str) -> None:
    request = FindRequest(pattern, is_regex=True)
    try:
        spans = find_all(text, request).spans
    except WrongPattern as wrong:
        assert wrong.reason
        return
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert replaced(text, request, r"\g<0>") == text
