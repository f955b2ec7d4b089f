"""Which characters match each other: the rule, and that it does not grow through chains."""

from __future__ import annotations

import pytest

from fonds.text import variants
from fonds.text.variants import variants_of

ALL = variants._variants()


@pytest.mark.parametrize(
    ("character", "others"),
    [
        ("发", "發髮"),
        ("發", "发"),
        ("髮", "发"),
        ("后", "後"),
        ("後", "后"),
        ("干", "乾幹榦"),
        ("乾", "干"),
        ("幹", "干"),
        ("台", "臺檯颱枱"),
        ("臺", "台"),
        ("檯", "台枱"),
        ("里", "裡裏哩"),
        ("裡", "里裏"),
        ("裏", "里裡"),
        ("云", "雲"),
        ("面", "麵麪麫麺"),
        ("着", "著"),
        ("著", "着"),
        ("箸", ""),
        ("只", "隻祇衹"),
        ("为", "為爲"),
        ("為", "为爲"),
        ("说", "說説"),
        ("产", "產産"),
        ("産", "产產"),
        ("录", "彔錄録"),
        ("録", "录錄"),
        ("坐", ""),
        ("座", ""),
        ("炼", "煉鍊𫔀"),
        ("中", ""),
        ("ひ", ""),
        ("a", ""),
        ("", ""),
    ],
)
def test_what_matches_a_character(character: str, others: str) -> None:
    found = variants_of(character)
    assert found[:1] == character
    assert set(found[1:]) == set(others)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("头发", "頭髮"),
        ("发展", "發展"),
        ("皇后", "皇后"),
        ("以后", "以後"),
        ("干燥", "乾燥"),
        ("干部", "幹部"),
        ("干涉", "干涉"),
        ("台风", "颱風"),
        ("台湾", "臺灣"),
        ("台湾", "台灣"),
        ("公里", "公里"),
        ("这里", "這裡"),
        ("这里", "這裏"),
        ("面包", "麵包"),
        ("理发", "理髮"),
        ("钟表", "鐘錶"),
        ("想象", "想像"),
        ("了解", "瞭解"),
        ("征求", "徵求"),
        ("答复", "答覆"),
        ("计划", "計畫"),
        ("钱钟书", "錢鍾書"),
        ("云南", "雲南"),
        ("历史", "歷史"),
        ("日历", "日曆"),
        ("记录", "記録"),
        ("群众", "羣衆"),
        ("峰会", "峯會"),
    ],
)
def test_words_match_in_both_scripts(simplified: str, traditional: str) -> None:
    assert len(simplified) == len(traditional)
    for one, other in zip(simplified, traditional, strict=True):
        assert other in variants_of(one)
        assert one in variants_of(other)


@pytest.mark.parametrize(
    "pair", ["發髮", "乾幹", "臺颱", "鐘鍾", "歷曆", "復複", "隻祇", "瀋沉", "炼链", "着箸"]
)
def test_two_characters_do_not_match_through_a_third(pair: str) -> None:
    assert pair[1] not in variants_of(pair[0])


def test_each_matches_those_that_match_it() -> None:
    for character, matching in ALL.items():
        assert matching[0] == character
        assert len(set(matching)) == len(matching) <= 6
        for other in matching:
            assert character in variants_of(other)


def test_only_ideographs_have_variants_and_most_of_the_common_ones_do() -> None:
    assert all(character >= "\u3400" and not "\uf900" <= character <= "\ufaff" for character in ALL)
    assert 8000 < len(ALL) < 9000
