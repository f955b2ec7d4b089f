"""What titles are sorted by: a key of bytes, made once when a title is written, compared as it is.

Numbers come first, by their value, then Latin letters (accents only where all else is equal), other alphabets, Chinese
by pinyin, Japanese kana, Korean, everything else. Quotation marks, brackets and other punctuation count for nothing at
the beginning and as one space elsewhere; case and full-width forms are folded.

Why a table of our own: PyICU has no wheels; icu4py brings 30 MB of ICU to every installation and costs its load in every
process that parses; pyuca needs 100 µs for a title and knows no pinyin; pypinyin keeps megabytes of readings, and neither
tone nor strokes order what sounds alike. CLDR's own order fits into 50 KB (see ``pinyin``), and a key takes a few µs.
The order is that of CLDR's root for alphabets, but Latin comes before Chinese, as file managers have it. A character with
several sounds goes by the commonest one, but in common words (重庆, 银行) by that of the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from fonds.text.pinyin import pinyin_order

TITLE_RULES = 2
"""Part of what an archive remembers of its keys: a change of the rules here means that they are made again."""

KEPT_CHARACTERS = 64
KEPT_BYTES = 400
"""Of the key of many names."""
END, SPACE, NUMBER, LATIN, ALPHABET, HAN, RARE_HAN, KANA, HANGUL, OTHER = bytes.fromhex(
    "00 01 02 10 30 40 b0 c0 c8 f0"
)
"""The first byte of a character's weight. HAN goes on to RARE_HAN, LATIN for 26 letters; the others are alone."""

_NUMBER_MARK = "\ue000"
_LENGTHS = 0xE100
_IGNORED = re.compile(
    "[\0-/:-@\\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf×÷\u02b9-\u02df\u2000-\u2bff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020"
    "\u3030\u303d-\u303f\u30fb\ud800-\uf8ff\ufe00-\ufe6f\ufeff\uff00-\uff0f\ufff0-\uffff"
    "\U0001f000-\U0001faff\U000e0000-\U0010ffff]+"
)
_DIGITS = re.compile("[0-9]+")
_ACCENTED = re.compile("[\xc0-\u1fff]")
_SPELLED = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ŋ": "ng",
}
_LONGER_NUMBERS = 9
_MOST_READINGS = 64
"""Of what was typed; the others of still later characters are not looked for."""


class _Weights(dict[int, str]):
    """The weight of each code point as text of one character a byte, made when it is first met."""

    def __missing__(self, code: int) -> str:
        weight = self[code] = _weight(code).decode("latin-1")
        return weight


def _weight(code: int) -> bytes:
    character = chr(code)
    if character in "0123456789":
        return bytes([code - 0x2F])
    if "a" <= character <= "z":
        return bytes([LATIN + code - ord("a")])
    if code == ord(_NUMBER_MARK):
        return bytes([NUMBER])
    if _LENGTHS <= code <= _LENGTHS + 0xFF:
        return bytes([code - _LENGTHS])
    if character in _SPELLED:
        return b"".join(map(_weight, map(ord, _SPELLED[character])))
    if 0x300 <= code <= 0x36F or code in (0x3099, 0x309A):
        return b""
    if 0x3041 <= code <= 0x30FF:
        return _kana_weight(unicodedata.normalize("NFD", character)[0])
    if 0xAC00 <= code <= 0xD7A3:
        return bytes([HANGUL]) + (code - 0xAC00).to_bytes(2, "big")
    if code < 0x2000:
        return _letter_weight(character)
    rank = pinyin_order().ranks.get(code)
    if rank is not None:
        return bytes([HAN + (rank >> 8), rank & 0xFF])
    first = RARE_HAN if 0x20000 <= code <= 0x3FFFF else OTHER
    return bytes([first]) + code.to_bytes(3, "big")


def _letter_weight(character: str) -> bytes:
    """An accent makes no other letter of a Latin or Greek one; a Cyrillic й is no и."""
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and (base.isascii() or "\u0370" <= base <= "\u03ff"):
        return _weight(ord(base))
    return bytes([ALPHABET]) + ord(character).to_bytes(2, "big")


def _kana_weight(base: str) -> bytes:
    code = ord(base)
    return bytes([KANA, (code - 0x60 if 0x30A1 <= code <= 0x30F6 else code) - 0x3000])


_WEIGHTS = _Weights()


def title_key(title: str) -> bytes | None:
    """The key of a title; None when there is none, so that such posts come last. At most some 260 bytes."""
    return _key(title, person=False)


def name_key(name: str, *, person: bool) -> bytes:
    """The key of one category, tag or author; a person's surname goes by its sound as one (曾, 单)."""
    return _key(name, person) or b""


def _key(title: str, person: bool) -> bytes | None:
    text = _folded(title[: 2 * KEPT_CHARACTERS])
    if text:
        key = _primary(_spoken(text, person))
        return key + bytes([END]) + text[:24].encode("utf-8") if _ACCENTED.search(text) else key
    bare = title.strip()[:KEPT_CHARACTERS]
    return bytes([SPACE]) + bare.encode("utf-8", "replace") if bare else None


def names_key(names: Iterable[str], *, people: bool = False) -> bytes | None:
    """What a list is sorted by when it goes by names (categories, tags, authors): the first one's key, then the
    second one's. Names that differ in marks or case alone stay apart, so that what begins with one name is together."""
    return bytes([END]).join(_told_apart(name, people) for name in names)[:KEPT_BYTES] or None


@lru_cache(maxsize=20_000)
def _told_apart(name: str, person: bool) -> bytes:
    check = crc32(name.encode("utf-8", "surrogatepass")).to_bytes(4, "big")
    return name_key(name, person=person) + bytes([END]) + check[:2]


def _folded(text: str) -> str:
    """Small letters and single spaces in place of punctuation, nothing at either end."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _IGNORED.sub(" ", text).strip()[:KEPT_CHARACTERS]


def _spoken(text: str, person: bool) -> str:
    if text.isascii():
        return text
    order = pinyin_order()
    return order.spoken_name(text) if person else order.spoken(text)


def _primary(text: str) -> bytes:
    return _DIGITS.sub(_number, text).translate(_WEIGHTS).encode("latin-1")


def _number(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0") or "0"
    return f"{_NUMBER_MARK}{chr(_LENGTHS + len(digits))}{digits}"


_WEIGHTS[0x20] = chr(SPACE)


class Beginning:
    """What somebody typed to jump to a title: its first letters, or for Chinese the pinyin of its first characters,
    whole or in part (``zg``, ``zhongg`` and ``zhongguo`` all lead to 中国)."""

    def __init__(self, typed: str) -> None:
        text = _folded(typed)
        letters = text.replace(" ", "").replace("v", "u")
        self._letters = letters if letters.isascii() and letters.isalpha() else ""
        readings = _readings(text)
        self.ranges = (
            _initial_ranges(text)
            if self._letters
            else [found for reading in readings for found in _prefix_ranges(reading)]
        )
        self._exact = tuple(map(_primary, readings)) if text else (b"",)

    def begins(self, key: bytes | None) -> bool:
        """Whether the title with this key begins so."""
        if key is None or not any(low <= key < high for low, high in self.ranges):
            return False
        return not self._letters or key.startswith(self._exact) or _sounds_so(key, 0, self._letters)


def _readings(text: str) -> list[str]:
    """The text with its characters as they sound alone, and as they sound in words of which this may be a part."""
    readings = [text]
    if not text.isascii():
        others = pinyin_order().others
        for place, character in enumerate(text):
            if character in others and len(readings) < _MOST_READINGS:
                readings += [
                    f"{reading[:place]}{other}{reading[place + 1 :]}"
                    for reading in readings
                    for other in others[character]
                ]
    return readings


def _prefix_ranges(text: str) -> list[tuple[bytes, bytes]]:
    if not text:
        return []
    last = re.search("[0-9]+$", text)
    if last is None:
        return [_range_of(_primary(text))]
    before, digits = _primary(text[: last.start()]), last[0].lstrip("0")
    if not digits:
        return [_range_of(before + bytes([NUMBER]))]
    longer = 1 if digits != last[0] else _LONGER_NUMBERS
    number = digits.translate(_WEIGHTS).encode("latin-1")
    lengths = range(len(digits), len(digits) + longer)
    return [_range_of(before + bytes([NUMBER, length]) + number) for length in lengths]


def _initial_ranges(text: str) -> list[tuple[bytes, bytes]]:
    ranks = pinyin_order().ranks_of_initial(text[0])
    latin = _range_of(_primary(text[0]))
    if not ranks:
        return [latin]
    return [latin, (_han(ranks.start), _han(ranks.stop))]


def _han(rank: int) -> bytes:
    return bytes([HAN + (rank >> 8), rank & 0xFF])


def _range_of(prefix: bytes) -> tuple[bytes, bytes]:
    """All keys that begin so; no weight begins with FF."""
    return prefix, prefix + b"\xff"


def _sounds_so(key: bytes, place: int, letters: str) -> bool:
    """Whether the letters are used up by the characters from ``place`` on, each giving one letter of its sound or more."""
    if not letters:
        return True
    while place < len(key) and key[place] == SPACE:
        place += 1
    if place >= len(key):
        return False
    first = key[place]
    if LATIN <= first < LATIN + 26:
        return first - LATIN == ord(letters[0]) - ord("a") and _sounds_so(key, place + 1, letters[1:])
    if not HAN <= first < RARE_HAN or place + 1 >= len(key):
        return False
    syllable = pinyin_order().syllable_at((first - HAN) << 8 | key[place + 1])
    common = _common(syllable, letters)
    return any(_sounds_so(key, place + 2, letters[length:]) for length in range(common, 0, -1))


def _common(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
