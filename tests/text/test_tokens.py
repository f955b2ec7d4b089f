"""The tokens of the index: against a reading of their rule, character by character, and against SQLite's own tokenizer
where that was the model."""

from __future__ import annotations

import sqlite3
import sys
import unicodedata
from contextlib import closing
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from characters import BREAK, UNSPACED_KIND, WORD, fold, kind
from fonds.model.query_tree import Words
from fonds.text.hit_marking import find_spans, hit_pattern
from fonds.text.segmentation import SENTINEL as RUN_END
from fonds.text.segmentation import fold_width, segment_for_index
from fonds.text.tokens import FIRST_WORD, SENTINEL, Vocabulary, fold_characters, split_query, split_texts

LATIN = "abzAZéÉüñßœŁıİøÅſ09_-'²½ⅷⅧ"
GREEK_CYRILLIC = "ΑαάΣσςώйИиЁёжЖїґ"
CHINESE = "示范区建设一体化〇々〇ー，。、“”「」（）·!?"
KANA = "がかハガバｶﾞｲﾄﾞヷゝ\u3099\u309a"
HANGUL = "한국어ㄱ\u1100\u1161\u11a8\ud55cﾡ"
OTHERS = "ไทยที่กำ हिन्दी क़ עִבְרִית العَرَبِية ខ្មែរ 😀👍🏽\U00020000\U0002f800豈⽂ﬁﬃ\ue000\U000f0000\u0378"
INVISIBLE = "\u00ad\u200b\u200c\u200d\ufe0f\U000e0100\u0301\u0338\u20dd\ufeff \n\t\r\x00\x1c\u2028"
WIDE = "ＡａＢ９２４，"
ALPHABET = LATIN + GREEK_CYRILLIC + CHINESE + KANA + HANGUL + OTHERS + INVISIBLE + WIDE
TEXTS = st.text(alphabet=ALPHABET, max_size=40) | st.text(max_size=30)


def read(text: str) -> list[str]:
    """The tokens of a text, by the rule; a sentinel is a full stop."""
    tokens: list[str] = []
    word, in_run = "", False
    for character in map(fold, fold_width(text) + " "):
        found = kind(character)
        if found == WORD:
            word += character
        elif found in (BREAK, UNSPACED_KIND):
            tokens += [word] if word else []
            word = ""
        if in_run and found in (WORD, BREAK):
            tokens.append(".")
            in_run = False
            if word:  # a word has begun where the run ended
                continue
        if found == UNSPACED_KIND:
            tokens.append(character)
            in_run = True
    return tokens


def spelled(numbers: list[int], vocabulary: Vocabulary) -> list[str]:
    words = list(vocabulary)
    return [
        "." if number == SENTINEL else words[number - FIRST_WORD] if number >= FIRST_WORD else chr(number)
        for number in numbers
    ]


@settings(max_examples=400, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_texts_are_split_by_the_rule(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    numbers, begins = split_texts(texts, vocabulary)
    places = begins.tolist()
    assert places[0] == 0
    assert places[-1] == len(numbers)
    found = [spelled(numbers[start:end].tolist(), vocabulary) for start, end in pairwise(places)]
    assert found == [read(text) for text in texts]


def test_runs_and_words_at_their_borders() -> None:
    assert read("起坐，站A股2024年") == ["起", "坐", ".", "站", ".", "a", "股", ".", "2024", "年", "."]
    assert read("l'été") == ["l", "ete"]
    assert read("葛\U000e0100城") == ["葛", "城", "."]
    assert split_texts([], Vocabulary())[0].tolist() == []


@pytest.mark.parametrize(
    ("text", "tokens", "open_end"),
    [
        ("坐。", ("坐", "."), False),
        ("A股", ("a", "股"), False),
        ("econ", ("econ",), True),
        ("econ.", ("econ",), False),
        ("Cafe\u0301", ("cafe",), True),
        (" A股2024 ", ("a", "股", ".", "2024"), True),
        ("葛\U000e0100", ("葛",), False),
        ("ｶﾞ", ("ガ",), False),
        ("。😀", (), False),
        ("", (), False),
    ],
)
def test_a_query_may_go_on_at_its_end(text: str, tokens: tuple[str, ...], open_end: bool) -> None:
    split = split_query(text, prefix=True)
    found = [
        token if isinstance(token, str) else "." if token == SENTINEL else chr(token)
        for token in split.tokens
    ]
    assert (tuple(found), split.open_end) == (tokens, open_end)
    assert not split_query(text, prefix=False).open_end


@given(TEXTS)
def test_folding_a_second_time_changes_nothing(text: str) -> None:
    assert fold_characters(fold_characters(text)) == fold_characters(text)


@example("\u304c\u0338")
@given(TEXTS)
def test_composed_or_not_is_the_same(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert read(forms[0]) == read(forms[1])


def test_the_table_is_that_of_the_rule() -> None:
    """Characters that a newer Unicode has added are left out: the table is older."""
    known = [
        chr(code)
        for code in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xE000, 0x20000, 3))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
        and unicodedata.ucd_3_2_0.category(chr(code)) != "Cn"
    ]
    for character in known:
        vocabulary = Vocabulary()
        numbers = split_texts([fold_characters(character)], vocabulary)[0].tolist()
        assert spelled(numbers, vocabulary) == read(fold(character)), hex(ord(character))
    assert fold_characters("".join(known)) == "".join(map(fold, known))


# SQLite's tokenizer, for which the texts were once split: every difference is meant


def _by_sqlite(texts: list[str]) -> list[list[str]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        rows = [(place, segment_for_index(text)) for place, text in enumerate(texts)]
        database.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", rows)
        found: list[list[str]] = [[] for _ in texts]
        for term, place in database.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
            found[place].append("." if term == RUN_END else term)
    return found


SAME = "abzAZéÉüñßŁøÅ09_-'²½ⅷ αΣσжЖи，。、“”（）示范区一体化〇々ーハがガ한국어ㄱ\U00020000豈⽂ﬁ\ue000\U000f0000😀ＡａＢ９\n\t"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet=SAME, max_size=30), min_size=1, max_size=5))
def test_everyday_text_is_split_as_sqlite_splits_it(texts: list[str]) -> None:
    assert [read(text) for text in texts] == _by_sqlite(texts)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("ά", ["α"], ["ά"]),  # accents of Greek and Cyrillic go as those of Latin do,
        ("йо", ["ио"], ["йо"]),  # so that composed and decomposed text are the same
        ("آ", ["ا"], ["آ"]),
        ("हिन्दी", ["हिन्दी"], ["ह", "न", "द"]),  # vowel signs are as much of a word as letters are
        ("ที่", ["ที่"], ["ท"]),
        ("a\u0305b", ["ab"], ["a", "b"]),  # every accent is one
        ("co\u00adop", ["coop"], ["co", "op"]),  # what is not seen parts no word
        ("葛\U000e0100城", ["葛", "城", "."], ["葛", ".", "城", "."]),
    ],
)
def test_where_the_rule_says_better(text: str, ours: list[str], theirs: list[str]) -> None:
    assert read(text) == ours
    assert _by_sqlite([text]) == [theirs]


def test_numbers_fit() -> None:
    assert np.iinfo(np.uint32).max > FIRST_WORD > sys.maxunicode


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("мои", "Мой дом", "Мой"),
        ("λογος", "ο Λόγος", "Λόγος"),
        ("CAFE", "un café", "café"),
        ("か", "かが", "か"),
    ],
)
def test_what_is_found_without_accents_is_marked(asked: str, text: str, marked: str) -> None:
    spans = find_spans(hit_pattern([Words(asked, prefix=False)]), text)
    assert [text[start:end] for start, end in spans] == [marked]
