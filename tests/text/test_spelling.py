"""Which words of a line are looked up, and in which dictionary."""

from __future__ import annotations

import pytest

from fonds.gui.widgets.grammar import Grammar
from fonds.text.spelling import best_dictionary, words_of


def words(line: str) -> list[str]:
    return [word for *_, word in words_of(line, Grammar().spans(line, 0)[0])]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("A plain sentence, isn’t it?", ["plain", "sentence", "isn't", "it"]),
        ("示范区 Tea 建设 and 新闻", ["Tea", "and"]),
        ("中文English混排", ["English"]),
        ("use `codde` and ```x``` here", ["use", "and", "here"]),
        ("see [the pagge](pagge.md) and ![a pikture](x.png)", ["see", "the", "pagge", "and", "pikture"]),
        ("https://exampel.org/pagge?x=y www.exampel.org me@exampel.org", []),
        ("example.org readme.txt C:\\Windows\\systemm /usr/lib/fonnds ~/abc", []),
        ("QtWidgets NASA v2 x86 snake_case #tagg @persn", []),
        ('<span class="klass">teh</span> <code>teh</code> &nbsp; <kbd>Ctrl</kbd> end', ["teh", "end"]),
        ("{% include fiel %} {{ page.titel }} [[wikkilink]] :smiel: ok", ["ok"]),
        ("**strng** *emphsis* > quote", ["strng", "emphsis", "quote"]),
        ("# Headding", ["Headding"]),
        ("naïve Ünïcode Ελληνικά русский", ["naïve", "Ünïcode", "Ελληνικά", "русский"]),
        ("-" * 60, []),
        ("x" * 60, []),
        ("well-known e-mail", ["well", "known", "mail"]),
        ("", []),
    ],
)
def test_only_prose_is_looked_at(line: str, found: list[str]) -> None:
    assert words(line) == found


def test_places_are_those_of_the_words() -> None:
    line = "示范区😀 Tea isn’t"
    for start, length, word in words_of(line):
        assert line[start : start + length].replace("’", "'") == word


def test_a_hostile_line_takes_no_time() -> None:
    for line in ("<" * 20_000, "a/" * 10_000, "{%" * 10_000, "a." * 10_000, "a@" * 9_000, "[[" * 10_000):
        words_of(line)
    assert words_of("word " * 10_000) == []


def test_the_dictionary_is_that_of_the_language() -> None:
    names = ("de_AT", "de_DE", "en_AU", "en_GB", "en_US", "fr")
    assert best_dictionary("en-GB", names) == "en_GB"
    assert best_dictionary("en", names) == "en_US"
    assert best_dictionary("fr-CA", names) == "fr"
    assert best_dictionary("zh-CN", names) == ""
    assert best_dictionary("", names) == ""
    assert best_dictionary("de", names, "fr") == "fr"
    assert best_dictionary("de", names, "gone") == "de_DE"
