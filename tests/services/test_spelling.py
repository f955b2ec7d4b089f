"""Dictionaries found, words looked up in another process, and what happens when that goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken
from fonds.services import dictionaries, spelling
from fonds.services.spelling import Speller

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nSFX S Y 1\nSFX S 0 s .\n"
DIC = "3\nfonds/S\narchive/S\nTea\n"


def put(name: str, aff: str = AFF, dic: str = DIC) -> Path:
    folder = dictionaries.own_folder()
    (folder / f"{name}.aff").write_text(aff, encoding="utf-8")
    (folder / f"{name}.dic").write_text(dic, encoding="utf-8")
    return folder / name


def test_ones_own_dictionaries_come_first(tmp_path: Path) -> None:
    put("en_US")
    put("xx-YY")
    (dictionaries.own_folder() / "half.aff").write_text(AFF, encoding="utf-8")
    found = {each.name: each.stem for each in dictionaries.find_dictionaries()}
    assert found["en_US"] == dictionaries.own_folder() / "en_US"
    assert found["xx_YY"] == dictionaries.own_folder() / "xx-YY"
    assert "half" not in found


def test_words_are_known_suggested_and_added() -> None:
    stem = put("xx_XX")
    speller = Speller()
    try:
        cancel = CancelToken()
        assert speller.unknown_words(stem, ["archives", "Archive", "archvie", "tea"], cancel) == {
            "archvie",
            "tea",
        }
        assert "archive" in speller.suggestions(stem, "archvie", cancel)
        assert speller.unknown_words(stem, [], cancel) == frozenset()
    finally:
        speller.close()
    assert dictionaries.load_own_words() == frozenset()
    dictionaries.add_own_word("示范")
    assert dictionaries.add_own_word("Fonds") == {"Fonds", "示范"}
    assert dictionaries.load_own_words() == {"Fonds", "示范"}


def test_a_broken_dictionary_is_told(tmp_path: Path) -> None:
    speller = Speller()
    try:
        with pytest.raises(UserError):
            speller.unknown_words(tmp_path / "none", ["a"], CancelToken())
        assert speller.unknown_words(put("xx_XX"), ["zzz"], CancelToken()) == {"zzz"}
    finally:
        speller.close()


def test_what_takes_too_long_or_is_cancelled_ends_and_the_next_question_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stem = put("xx_XX")
    speller = Speller()
    try:
        monkeypatch.setattr(spelling, "LONGEST_CHECK", 0.0)
        assert speller.unknown_words(stem, ["zzz"], CancelToken()) == frozenset()
        monkeypatch.setattr(spelling, "LONGEST_CHECK", 20.0)
        cancel = CancelToken()
        cancel.cancel()
        with pytest.raises(Cancelled):
            speller.unknown_words(stem, ["zzz"], cancel)
        assert speller.unknown_words(stem, ["zzz"], CancelToken()) == {"zzz"}
    finally:
        speller.close()
        speller.close()
