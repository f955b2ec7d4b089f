"""The order of titles: Chinese by pinyin, numbers by value, and what typed letters lead to."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text.pinyin import pinyin_order
from fonds.text.title_order import Beginning, name_key, names_key, title_key


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
        (
            "爱好",
            "《北京》",
            "长三角",
            "重庆",
            "“地方”",
            "二月",
            "发展",
            "【公告】",
            "上海",
            "西安",
            "长大",
            "重要",
        ),
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
        ("cq", "重庆", True),
        ("zhongq", "重庆", False),
        ("重", "重庆", True),
        ("重", "重要", True),
        ("重庆", "重庆市", True),
        ("银", "银行", True),
        ("zhangd", "长大", True),
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


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("重庆", "chong qing"),
        ("重慶", "chong qing"),
        ("重要", "zhong yao"),
        ("厦门大厦", "xia men da sha"),
        ("长江长大", "chang jiang zhang da"),
        ("市长江边走", "shi zhang jiang bian zou"),
        ("银行行长", "yin hang hang zhang"),
        ("銀行", "yin hang"),
        ("音乐快乐", "yin yue kuai le"),
        ("朝阳朝鲜", "zhao yang chao xian"),
        ("首都成都", "shou du cheng du"),
        ("曾经曾国藩", "ceng jing zeng guo fan"),
        ("效率率领", "xiao lu shuai ling"),
        ("会计开会", "kuai ji kai hui"),
        ("单", "dan"),
    ],
)
def test_words_give_their_characters_a_sound(text: str, sounds: str) -> None:
    order = pinyin_order()
    spoken = order.spoken(text)
    assert " ".join(order.syllable_at(order.ranks[ord(letter)]) for letter in spoken) == sounds


def test_surnames_of_people_sound_as_such() -> None:
    def sound(name: str) -> str:
        key = name_key(name, person=True)
        order = pinyin_order()
        return order.syllable_at((key[0] - 0x40) << 8 | key[1])

    assert [
        sound(name)
        for name in ("曾布", "单雄信", "解缙", "仇英", "乐毅", "长孙无忌", "张衡", "曾经沧海难为水")
    ] == [*("zeng", "shan", "xie", "qiu", "yue", "zhang", "zhang", "ceng")]
    assert name_key("曾布", person=False) != name_key("曾布", person=True)
    assert names_key(["曾布"], people=True) != names_key(["曾布"])


@given(st.text(st.sampled_from("重庆长江大市银行曾经国藩音乐a1 "), max_size=12))
def test_words_keep_the_length_and_what_was_typed_leads_there(text: str) -> None:
    assert len(pinyin_order().spoken(text)) == len(text)
    key = title_key(text)
    for end in range(1, min(len(text), 4) + 1):
        beginning = Beginning(text[:end])
        assert not beginning.ranges or text[:end].isascii() or beginning.begins(key)
