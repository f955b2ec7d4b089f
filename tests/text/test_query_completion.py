"""What is offered for the word at the cursor, and what becomes of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.query_tree import Field, QueryFault
from fonds.model.suggestion import KnownValue
from fonds.text.query_check import (
    asks_for_collections,
    asks_for_keys,
    asks_for_searches,
    mark_unknown,
    mark_unknown_collections,
    mark_unknown_keys,
    mark_unknown_searches,
)
from fonds.text.query_completion import (
    Place,
    place_at,
    replaced,
    suggest_names,
    suggest_values,
    value_text,
)
from fonds.text.query_names import known_values, plain_value
from fonds.text.query_parser import parse_query

TAGS = tuple(
    map(KnownValue, ["新闻", "上海新闻", "green growth", "C*", "OR", 'say "hi"', "a（b）", "Growth"])
)
KEYS = (KnownValue("layout", 9), KnownValue("tags", 2), KnownValue("来源", 2))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("|", None),
        ("ta|", Place(0, 2, "ta")),
        ("a -ta|g b", Place(3, 3, "ta")),
        ("a |", None),
        ("tag:|", Place(4, 0, "", Field.TAG)),
        ("标签：新|闻", Place(3, 2, "新", Field.TAG)),
        ('x tag:"green g|" y', Place(6, 9, "green g", Field.TAG)),
        ("tag:“绿|", Place(4, 2, "绿", Field.TAG)),
        ("t|ag:x", Place(0, 4, "t")),
        ("layout:po|", None),
        ('"a b|"', None),
        ("(a OR date:20|)", Place(11, 2, "20", Field.DATE)),
    ],
)
def test_the_place_at_the_cursor(typed: str, place: Place | None) -> None:
    assert place_at(typed.replace("|", ""), typed.index("|")) == place


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ta", ["tag:", "tags:"]),
        ("TA", ["tag:", "tags:"]),
        ("标", ["标题:", "标签:"]),
        ("categories", ["category:"]),
        ("lay", ["layout:"]),
        ("来源", ["来源:", "来源:"]),
        ("@", ["@layout:", "@tags:", "@来源:"]),
        ("＠ta", ["@tags:"]),
        ("zz", []),
    ],
)
def test_names(typed: str, shown: list[str]) -> None:
    assert [item.shown for item in suggest_names(typed, KEYS)] == shown


def test_a_lone_colon_asks_for_all_fields() -> None:
    place = place_at("a :", 3)
    assert place is not None
    shown = [item.shown for item in suggest_names(place.typed, ())]
    assert {"title:", "tag:", "search:"} <= set(shown)
    assert all(name.isascii() for name in shown)
    assert replaced("a :", place, suggest_names(":", ())[0]) == ("a title:", 8)


def test_a_key_called_like_a_field_is_written_with_its_sign() -> None:
    assert [item.text for item in suggest_names("tags", KEYS)] == ["tag:", "@tags:"]


def test_values_that_begin_so_come_first() -> None:
    assert [item.shown for item in suggest_values(Field.TAG, "新", TAGS)] == ["新闻", "上海新闻"]
    assert [item.shown for item in suggest_values(Field.TAG, "ｇr", TAGS)] == ["green growth", "Growth"]


@pytest.mark.parametrize("tag", TAGS)
def test_a_value_means_itself(tag: KnownValue) -> None:
    written = f"tag:{value_text(Field.TAG, tag.text)}"
    assert parse_query(written).marks == ()
    assert parse_query(written).tree == parse_query('tag:"' + tag.text.replace('"', '""') + '"').tree


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("tag:新|", "tag:新闻 |"),
        ("a -tag:新| b", "a -tag:新闻 |b"),
        ("(tag:新|) b", "(tag:新闻|) b"),
        ("tag:|", "tag:新闻 |"),
    ],
)
def test_only_the_word_at_the_cursor_is_replaced(typed: str, after: str) -> None:
    text, cursor = typed.replace("|", ""), typed.index("|")
    place = place_at(text, cursor)
    assert place is not None
    (suggestion, *_) = suggest_values(Field.TAG, place.typed, TAGS)
    new, at = replaced(text, place, suggestion)
    assert f"{new[:at]}|{new[at:]}" == after


def test_names_that_nothing_has() -> None:
    query = parse_query("lay:x (Layout:y OR -@tags:z) tag:b NONE:c")
    assert asks_for_keys(query)
    marks = mark_unknown_keys(query, {"layout", "tags"})
    assert [query.text[mark.start : mark.start + mark.length] for mark in marks] == ["lay:", "NONE:"]
    assert marks[1].sentence == "“NONE” is no field, and no post has it in its front matter."
    assert not asks_for_keys(parse_query("tag:b a"))


@given(st.text(alphabet='ta:g"“() -新OR*', max_size=20), st.integers(0, 20))
def test_any_cursor_in_any_text(text: str, cursor: int) -> None:
    place = place_at(text, min(cursor, len(text)))
    if place is not None:
        assert 0 <= place.start <= place.start + place.length <= len(text)
        for suggestion in suggest_names(place.typed, KEYS):
            assert suggestion.text in replaced(text, place, suggestion)[0]


def test_a_chinese_window_offers_chinese_names_first() -> None:
    shown = [item.shown for item in suggest_names(":", (), chinese=True)]
    assert "标签:" in shown
    assert "tag:" not in shown
    assert len(shown) == len(suggest_names(":", ()))


def test_fixed_values_have_chinese_names_that_are_understood() -> None:
    assert known_values(Field.STATUS, chinese=True) == ("已发布", "草稿", "未发布", "待发布", "已过期")
    assert [plain_value(Field.IS, name) for name in known_values(Field.IS, chinese=True)] == list(
        known_values(Field.IS)
    )
    assert plain_value(Field.TAG, "草稿") == "草稿"


def test_a_wrong_value_is_answered_in_the_language_of_the_name() -> None:
    for text, known in (("状态:x", "已发布"), ("status:x", "published")):
        (mark,) = parse_query(text).marks
        assert dict(mark.details)["known"].startswith(known)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("collection:news", []),
        ('collection:"ＮＥＷＳ/1998" 月食', []),
        ("collection:1998", []),
        ("collection:/1998", ["/1998"]),
        ("collection:/new*", []),
        ("collection:199*", []),
        ("collection:98", ["98"]),
        ('专辑:"nothing" OR -collection:news', ['"nothing"']),
        ("tag:nothing", []),
    ],
)
def test_collections_that_there_are_none_of_are_marked(text: str, wrong: list[str]) -> None:
    query = parse_query(text)
    marks = mark_unknown_collections(query, {"news", "news/1998"})
    assert [text[mark.start : mark.start + mark.length] for mark in marks] == wrong
    assert asks_for_collections(query) == ("tag" not in text)


@pytest.mark.parametrize(
    ("text", "wrong", "sentences"),
    [
        ("search:月食 a", [], []),
        ("search:ＥＣＬＩＰＳＥ", [], []),
        ("月食 -search:日食", ["日食"], ["There is no saved search “日食”."]),
        (
            "search:eclipses OR 搜索:“月食 2”",
            ["eclipses", "“月食 2”"],
            [
                "There is no saved search “eclipses”; but there is “Eclipse”.",
                "There is no saved search “月食 2”; but there is “月食”.",
            ],
        ),
        ("tag:nothing", [], []),
    ],
)
def test_saved_searches_that_there_are_none_of_are_marked(
    text: str, wrong: list[str], sentences: list[str]
) -> None:
    query = parse_query(text)
    marks = mark_unknown_searches(query, ["Eclipse", "月食", "Reports"])
    assert [text[mark.start : mark.start + mark.length] for mark in marks] == wrong
    assert [mark.sentence for mark in marks] == sentences
    assert asks_for_searches(query) == ("tag" not in text)


def test_nothing_is_called_unknown_before_the_names_are_known() -> None:
    query = parse_query("lay:x collection:y search:z")
    assert mark_unknown(query, lambda _field: None) == ()
    assert [mark.fault for mark in mark_unknown(query, lambda _field: ())] == [
        QueryFault.UNKNOWN_KEY,
        QueryFault.UNKNOWN_COLLECTION,
        QueryFault.UNKNOWN_SEARCH,
    ]
