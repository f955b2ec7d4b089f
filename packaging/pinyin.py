"""Makes resources/pinyin.xz, the order of Chinese characters by their sound, out of CLDR's pinyin collation and Unihan's
readings as ICU has them, and of the common words in which a character sounds otherwise.

Run it where `node` (the order) and ICU's `uconv` (the readings) are installed, with the folder of the unpacked packages
`pypinyin` (the words' sounds) and `jieba` (how common they are) as its argument; the result depends on their versions
alone. See fonds/text/pinyin.py for what the file holds.
"""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
import unicodedata
from bisect import bisect_right
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "pinyin.xz"
RANGES = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
SORT = """
const found = require("fs").readFileSync(0, "utf-8").split("\\n");
process.stdout.write(found.sort(new Intl.Collator("zh-u-co-pinyin").compare).join("\\n"));
"""
SPOKEN_OTHERWISE = {
    "长": "cháng",
    "長": "cháng",
    "地": "dì",
    "佛": "fó",
    "拓": "tuò",
    "率": "shuài",
    "泊": "bó",
    "茄": "qié",
    "粘": "nián",
    "曝": "bào",
    "勒": "lè",
    "卜": "bǔ",
    "咳": "ké",
    "厦": "shà",
    "廈": "shà",
}
"""Characters whose commonest reading at the beginning of a title is not the one that the collation sorts them by."""
LAST = "zuò"
COMMON = 20
"""How often a word must be met among some 60 million."""
LONGEST = 4
MORE_WORDS = {
    "六安": "lù ān",
    "单县": "shàn xiàn",
    "洪洞": "hóng tóng",
    "乐清": "yuè qīng",
    "乐亭": "lào tíng",
    "铅山": "yán shān",
    "浚县": "xùn xiàn",
    "荥阳": "xíng yáng",
    "荥经": "yíng jīng",
    "蔚县": "yù xiàn",
    "莘县": "shēn xiàn",
    "会稽": "kuài jī",
    "大城县": "dài chéng xiàn",
    "黄陂": "huáng pí",
    "曾国藩": "zēng guó fān",
    "曾巩": "zēng gǒng",
    "曾子": "zēng zǐ",
    "曾祖": "zēng zǔ",
    "曾孙": "zēng sūn",
    "单于": "chán yú",
    "朴槿惠": "piáo jǐn huì",
    "朴正熙": "piáo zhèng xī",
    "行长": "háng zhǎng",
    "朝代": "cháo dài",
    "朝鲜": "cháo xiǎn",
    "长安": "cháng ān",
    "长江": "cháng jiāng",
    "长沙": "cháng shā",
}
"""Places and people that the sources have no sound for, and words that others must not take a part of."""
SURNAMES = {
    "曾": "zēng",
    "单": "shàn",
    "解": "xiè",
    "仇": "qiú",
    "朴": "piáo",
    "乐": "yuè",
    "区": "ōu",
    "查": "zhā",
    "盖": "gě",
    "缪": "miào",
    "种": "chóng",
    "召": "shào",
    "员": "yùn",
    "秘": "bì",
    "繁": "pó",
    "折": "shé",
    "翟": "zhái",
    "尉迟": "yù chí",
    "万俟": "mò qí",
    "长孙": "zhǎng sūn",
    "宓": "fú",
    "洗": "xiǎn",
    "覃": "qín",
    "薄": "bó",
    "祭": "zhài",
    "隗": "wěi",
    "乜": "niè",
    "沈": "shěn",
    "贾": "jiǎ",
    "车": "chē",
    "柏": "bǎi",
}
FIRST_OTHER = 0xE200
"""The first of the private code points that stand for characters with another sound."""


def main() -> int:
    """Write the file; says how much it holds."""
    characters = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    order = _run(["node", "-e", SORT], "\n".join(characters)).split("\n")
    readings = dict(
        zip(order, _run(["uconv", "-x", "Han-Latin"], "\n".join(order)).rstrip("\n").split("\n"), strict=True)
    )
    for character, reading in SPOKEN_OTHERWISE.items():
        order.remove(character)
        _insert(order, readings, character, reading)
    others: dict[tuple[str, str], str] = {}
    words = _rewritten(_common_words(Path(sys.argv[1]), readings), readings, others)
    surnames = _rewritten(_both_scripts(SURNAMES), readings, others)
    for (_, reading), stand_in in others.items():
        _insert(order, readings, stand_in, reading)
    spoken = max(place for place, character in enumerate(order) if readings[character] == LAST) + 1
    syllables = _smoothed([_syllable(readings[character]) for character in order[:spoken]])
    lines = [
        f"{syllable} {''.join(character for character, _ in group)}"
        for syllable, group in groupby(zip(order, syllables, strict=False), key=lambda pair: pair[1])
    ]
    lines.append(" " + "".join(order[spoken:]))
    for changed in (words, surnames):
        lines += ["", *(f"{word} {stand_in}" for word, stand_in in sorted(changed.items()))]
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(
        f"{len(order) - len(others)} characters, {len(set(syllables[:spoken]))} syllables, {len(words)} words, "
        f"{len(surnames)} surnames with {len(others)} other sounds, {TARGET.stat().st_size} bytes"
    )
    return 0


def _insert(order: list[str], readings: dict[str, str], character: str, reading: str) -> None:
    """Put a character among those of its reading; in their middle, as some of these stand elsewhere by another one."""
    alike = [place for place, other in enumerate(order) if readings[other] == reading]
    alike = alike or [
        place for place, other in enumerate(order) if _syllable(readings[other]) == _syllable(reading)
    ]
    order.insert(alike[len(alike) // 2], character)
    readings[character] = reading


def _common_words(folder: Path, readings: dict[str, str]) -> dict[str, str]:
    """The words to know, with their sounds: common ones in which a character sounds otherwise than alone."""
    rows = (folder / "jieba" / "dict.txt").read_text(encoding="utf-8").splitlines()
    common = {word for word, times, *_ in map(str.split, rows) if int(times) >= COMMON}
    found = dict(MORE_WORDS)
    known = {_syllable(reading) for reading in readings.values()} - {""}
    text = (folder / "pypinyin" / "phrases_dict.json").read_text(encoding="utf-8")
    for word, sounds in json.loads(text).items():
        if word in common and 2 <= len(word) <= LONGEST and len(sounds) == len(word):
            reading = [sound[0] for sound in sounds]
            if known.issuperset(map(_syllable, reading)) and any(
                _differs(*pair, readings) for pair in zip(word, reading, strict=True)
            ):
                found.setdefault(word, " ".join(reading))
    return _both_scripts(found)


def _both_scripts(words: dict[str, str]) -> dict[str, str]:
    traditional = _run(["uconv", "-x", "Simplified-Traditional"], "\n".join(words)).split("\n")
    return {**dict(zip(traditional, words.values(), strict=True)), **words}


def _rewritten(
    words: dict[str, str], readings: dict[str, str], others: dict[tuple[str, str], str]
) -> dict[str, str]:
    """The words with a code point of its own in place of each character that sounds otherwise; ``others`` collects
    these."""
    rewritten: dict[str, str] = {}
    for word, sounds in words.items():
        made = ""
        for character, reading in zip(word, sounds.split(), strict=True):
            if _differs(character, reading, readings):
                key = (character, reading)
                character = others.setdefault(key, chr(FIRST_OTHER + len(others)))
            made += character
        rewritten[word] = made
    return {word: made for word, made in rewritten.items() if made != word or len(word) > 1}


def _differs(character: str, reading: str, readings: dict[str, str]) -> bool:
    return _syllable(reading) != _syllable(readings.get(character, ""))


def _run(command: list[str], text: str) -> str:
    return subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout


def _syllable(reading: str) -> str:
    """A reading without its tone, ``ü`` as ``u``, among which the collation has it; "" when it is none."""
    letters = unicodedata.normalize("NFD", reading)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare if bare.isascii() and bare.isalpha() else ""


def _smoothed(syllables: list[str]) -> list[str]:
    """The syllables made ascending: the longest ascending row among them stays, the others follow what is before
    them (the collation goes by another reading of such a character than the first)."""
    ends: list[int] = []
    before: list[int] = []
    for place, syllable in enumerate(syllables):
        found = bisect_right(ends, syllable, key=lambda end: syllables[end]) if syllable else 0
        before.append(ends[found - 1] if found else -1)
        if syllable:
            ends[found : found + 1] = [place]
    kept: set[int] = set()
    place = ends[-1]
    while place >= 0:
        kept.add(place)
        place = before[place]
    result: list[str] = []
    for place, syllable in enumerate(syllables):
        result.append(syllable if place in kept else result[-1] if result else "a")
    return result


if __name__ == "__main__":
    sys.exit(main())
