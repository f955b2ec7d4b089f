"""The split for the index, against brute force."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.text.segmentation import (
    SENTINEL,
    ends_unspaced,
    fold_width,
    segment_for_index,
    segment_for_query,
)

CHARACTERS = "示范区建设一体化ガかハ한국어々ー〇𠀀𰀀，。、“”（）· \n\tAbz059éａＢ９-_'\"<&"
CJK = [character for character in CHARACTERS if ends_unspaced(character)]
TEXTS = st.text(alphabet=CHARACTERS, max_size=60)


def test_each_character_stands_alone_and_runs_end() -> None:
    assert segment_for_index("起坐，站A股2024年").split() == [
        *("起", "坐", SENTINEL, "，", "站", SENTINEL, "A", "股", SENTINEL, "2024", "年", SENTINEL)
    ]


def test_a_query_may_go_on_at_its_end() -> None:
    assert segment_for_query(" A股 ").split() == ["A", "股"]
    assert segment_for_query("坐。").split() == ["坐", SENTINEL, "。"]


def test_alphabetic_text_is_left_as_it_is() -> None:
    text = "The café opens at 9:30, naïvely.\n"
    assert segment_for_index(text) == text


@pytest.mark.parametrize(
    ("wide", "usual"),
    [
        ("ＡＢＣ１２３", "ABC123"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("か\u3099", "が"),
        ("\uf900", "豈"),
        ("⽂", "文"),
        ("ﬁ", "fi"),
    ],
)
def test_width_and_compatibility_forms_are_folded(wide: str, usual: str) -> None:
    assert fold_width(wide) == usual
    assert segment_for_index(wide) == segment_for_index(usual)


def test_every_unspaced_character_is_a_word_to_the_tokenizer() -> None:
    candidates = [
        chr(code)
        for code in (
            *range(0x1100, 0xD800),
            *range(0xE000, 0x10000),
            *range(0x1B000, 0x1B170),
            *range(0x20000, 0x32000, 7),
        )
    ]
    chosen = [
        character
        for character in candidates
        if ends_unspaced(character)
        and unicodedata.category(character) != "Cn"
        and fold_width(character) == character
    ]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
        database.executemany("INSERT INTO t (x) VALUES (?)", [(character,) for character in chosen])
        known = {row[0] for row in database.execute("SELECT term FROM v")}
    assert len(chosen) > 45_000
    assert [character for character in chosen if character not in known] == []


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=12),
    query=st.text(alphabet=CJK, min_size=1, max_size=8),
    cut=st.tuples(st.integers(0, 11), st.integers(0, 59), st.integers(1, 8)),
)
def test_any_run_of_unspaced_text_is_found_exactly(
    texts: list[str], query: str, cut: tuple[int, int, int]
) -> None:
    piece = texts[cut[0] % len(texts)][cut[1] :][: cut[2]]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        rows = [(number, segment_for_index(text)) for number, text in enumerate(texts, 1)]
        database.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", rows)
        for searched in (query, piece):
            if searched and all(ends_unspaced(character) for character in searched):
                truth = [
                    number for number, text in enumerate(texts, 1) if fold_width(searched) in fold_width(text)
                ]
                hits = database.execute(
                    "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid",
                    (f'"{segment_for_query(searched)}"',),
                )
                assert [row[0] for row in hits] == truth


@given(TEXTS)
def test_splitting_only_adds_space_and_sentinels(text: str) -> None:
    split = segment_for_index(text)
    assert "".join(split.replace(SENTINEL, "").split()) == "".join(fold_width(text).split())
