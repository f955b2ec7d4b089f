"""How alike texts are: what makes no difference, what does, and that signatures find what is alike."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text.similarity import (
    CROWD,
    SHINGLE,
    SHORT,
    VALUES,
    Hashes,
    jaccard,
    likely_pairs,
    shingles,
    signature,
    text_digest,
    token_hashes,
)

CHINESE = (
    "长三角一体化示范区建设取得新进展，呈现出新的面貌；各地加快推进重点项目，持续改善营商环境，服务实体经济。"
)
ENGLISH = (
    "The committee published its report on Tuesday and asked the members to read each of the chapters "
    "with care before the meeting that is to be held in the old town hall next week."
)


def runs(text: str) -> Hashes:
    return shingles(token_hashes([text])[0])


def digest(text: str, title: str = "") -> bytes:
    tokens, title_tokens = token_hashes([text, title])
    return text_digest(tokens, title_tokens)


def alike(one: str, other: str) -> float:
    return jaccard(runs(one), runs(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CHINESE, CHINESE.replace("，", ",\n  ").replace("；", "。")),
        (CHINESE + " A股2024", CHINESE + "Ａ股２０２４"),
        (ENGLISH, ENGLISH.upper().replace(" ", "\n\n").replace(".", "!")),
        (ENGLISH + " café", ENGLISH + " CAFE\u0301"),
    ],
)
def test_space_width_case_and_punctuation_make_no_difference(one: str, other: str) -> None:
    assert digest(one) == digest(other)
    assert alike(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CHINESE, CHINESE.replace("新", "旧", 1)),
        (ENGLISH, ENGLISH.replace("Tuesday", "Monday")),
        (ENGLISH + " 1.5", ENGLISH + " 15"),
        (ENGLISH + " over all", ENGLISH + " overall"),
    ],
)
def test_another_character_word_or_number_does(one: str, other: str) -> None:
    assert digest(one) != digest(other)
    assert 0.5 < alike(one, other) < 1.0


def test_one_changed_token_weighs_the_same_in_chinese_and_english() -> None:
    han = [chr(0x4E00 + number) for number in range(100)]
    words = [f"w{number}" for number in range(100)]
    changed = [*range(20, 100, 30)]
    for tokens, glue in ((han, ""), (words, " ")):
        other = [
            "X1" if place in changed and glue else "龘" if place in changed else token
            for place, token in enumerate(tokens)
        ]
        lost = len(changed) * SHINGLE
        total = len(tokens) - SHINGLE + 1
        assert alike(glue.join(tokens), glue.join(other)) == pytest.approx((total - lost) / (total + lost))


def test_a_short_text_is_the_same_only_under_the_same_title() -> None:
    assert digest("图略", "甲") != digest("图略", "乙")
    assert digest("图略", "甲") == digest("图略。", "甲！")
    assert digest(CHINESE, "甲") == digest(CHINESE, "乙")
    assert digest("", "") == b""
    assert len(runs("一二三四五六七八九十" * 2)) == 0
    assert len(token_hashes(["一二三四五六七八九十" * 2])[0]) < SHORT


def test_texts_are_hashed_alike_whatever_stands_beside_them() -> None:
    (alone,) = token_hashes([ENGLISH])
    _, beside, _ = token_hashes(["other words first", ENGLISH, CHINESE])
    assert alone.tolist() == beside.tolist()


def test_hostile_texts_have_an_answer() -> None:
    for text in (
        "",
        "\ud800\udfff" * 50,
        "\x00" * 100,
        "#" * 5000,
        "字" * 50_000,
        "a " * 20_000,
        "\u200b" * 99,
    ):
        found = signature(runs(text))
        assert found.shape == (VALUES,)
    assert len(runs("字" * 50_000)) == 1


@given(st.lists(st.integers(0, 40), max_size=60), st.lists(st.integers(0, 40), max_size=60))
def test_likeness_is_that_of_the_sets(one: list[int], other: list[int]) -> None:
    a, b = np.unique(np.array(one, np.uint64)), np.unique(np.array(other, np.uint64))
    union = set(one) | set(other)
    wanted = len(set(one) & set(other)) / len(union) if one and other else 0.0
    assert jaccard(a, b) == pytest.approx(wanted)


def test_signatures_tell_how_alike_texts_are_and_find_the_pairs() -> None:
    dice = random.Random(7)
    texts = ["".join(chr(0x4E00 + dice.randrange(3000)) for _ in range(400)) for _ in range(300)]
    for place in range(0, 60, 2):  # every other one is a copy with some characters changed
        copy = list(texts[place])
        for spot in dice.sample(range(400), place // 4):
            copy[spot] = "龘"
        texts[place + 1] = "".join(copy)
    sets = [shingles(tokens) for tokens in token_hashes(texts)]
    signatures = np.stack([signature(one) for one in sets])
    for place in range(0, 60, 2):
        guess = (signatures[place] == signatures[place + 1]).mean()
        assert guess == pytest.approx(jaccard(sets[place], sets[place + 1]), abs=0.17)
    found = {tuple(pair) for pairs in likely_pairs(signatures, 0.7) for pair in pairs.tolist()}
    wanted = {(n, n + 1) for n in range(0, 60, 2) if jaccard(sets[n], sets[n + 1]) >= 0.7}
    assert wanted <= found <= {(n, n + 1) for n in range(0, 60, 2)}


def test_a_crowd_hangs_together_though_not_all_pairs_are_named() -> None:
    signatures = np.tile(signature(runs(CHINESE)), (CROWD * 3, 1))
    first = next(likely_pairs(signatures, 0.8))
    assert len(first) < CROWD * 3 * CROWD
    assert {int(place) for pair in first for place in pair} == set(range(CROWD * 3))
