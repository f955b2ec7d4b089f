"""The order of titles: Chinese by pinyin, numbers by value, and what typed letters lead to."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text.pinyin import pinyin_order
from fonds.text.title_order import Beginning, title_key


def _key(title: str) -> bytes:
    key = title_key(title)
    assert key is not None
    return key


@pytest.mark.parametrize(
    "titles",
    [
        (
            "9",
            "10",
            "2024 A",
            "Apple",
            "apple pie",
            "Ａ股大涨",
            "zebra",
            "Жук",
            "安全",
            "中国",
            "ひらがな",
            "한국",
        ),
        ("第2章", "第10章", "第100章"),
        ("爱好", "《北京》", "长三角", "“地方”", "二月", "发展", "【公告】", "上海", "西安", "重庆"),
        ("妈妈", "麻烦", "马路", "骂人"),
        ("藝", "銀", "中"),
        ("eclair", "Éclair", "eclairs"),
        ("和平", "平安", "平安夜", "平和"),
        ("C", "C sharp", "Cat"),
    ],
)
def test_titles_are_sorted_as_people_expect(titles: tuple[str, ...]) -> None:
    shuffled = list(titles)
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=_key) == list(titles)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ", "abc"),
        ("《中国》", "中国"),
        ("“安全”", "「安全」"),
        ("a - b", "A: b"),
        ("第007篇", "第7篇"),
        ("カナ", "かな"),
    ],
)
def test_some_titles_are_equal(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize("title", ["", " ", "\t\n"])
def test_no_title_has_no_key(title: str) -> None:
    assert title_key(title) is None


def test_a_title_of_marks_alone_comes_first() -> None:
    assert b"" < _key("——") < _key("0")
    assert _key("!") != _key("?")


@given(st.text(st.characters(), max_size=400))
def test_every_text_has_a_bounded_key_and_begins_as_itself(text: str) -> None:
    key = title_key(text)
    assert key is None or 0 < len(key) <= 400
    beginning = Beginning(text)
    if beginning.ranges and len(text) <= 20:
        assert beginning.begins(key)


def test_the_order_holds_every_common_character_once() -> None:
    order = pinyin_order()
    assert all(code in order.ranks for code in range(0x4E00, 0x9FA6))
    assert sorted(order.ranks.values()) == list(range(len(order.ranks)))
    assert [order.syllable_at(order.ranks[ord(letter)]) for letter in "中國绿地长曾"] == [
        *("zhong", "guo", "lu", "di", "chang", "ceng")
    ]
    assert order.ranks_of_initial("u") == range(
        order.ranks_of_initial("t").stop, order.ranks_of_initial("w").start
    )


@pytest.mark.parametrize(
    ("typed", "title", "begins"),
    [
        ("z", "《中国》", True),
        ("zg", "中国", True),
        ("zhongg", "中国人", True),
        ("zhong guo", "中国", True),
        ("zh", "中华", True),
        ("zgr", "中国", False),
        ("lv", "绿色", True),
        ("agd", "A股大涨", True),
        ("har", "Harvest", True),
        ("the c", "The cat", True),
        ("xian", "西安", True),
        ("bj", "上海", False),
        ("示范", "“示范区”", True),
        ("示范", "范示", False),
        ("report 28", "Report 280", True),
        ("第007", "第071篇", False),
        ("第00", "第007篇", True),
        ("20", "2021年", True),
        ("é", "Eclair", True),
        ("!", "中国", False),
    ],
)
def test_typed_letters_and_pinyin_lead_to_titles(typed: str, title: str, begins: bool) -> None:
    assert Beginning(typed).begins(title_key(title)) is begins
