"""Makes resources/pinyin.xz, the order of Chinese characters by their sound, out of CLDR's pinyin collation and Unihan's
readings as ICU has them.

Run it where `node` (the order) and ICU's `uconv` (the readings) are installed; the result does not depend on the system,
only on ICU's version. See fonds/text/pinyin.py for what the file holds.
"""

from __future__ import annotations

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
SPOKEN_OTHERWISE = {"长": "cháng", "長": "cháng", "地": "dì"}
"""Characters whose commonest reading at the beginning of a title is not the one that the collation sorts them by."""
LAST = "zuò"


def main() -> int:
    """Write the file; says how much it holds."""
    characters = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    order = _run(["node", "-e", SORT], "\n".join(characters)).split("\n")
    readings = dict(
        zip(order, _run(["uconv", "-x", "Han-Latin"], "\n".join(order)).rstrip("\n").split("\n"), strict=True)
    )
    for character, reading in SPOKEN_OTHERWISE.items():
        order.remove(character)
        order.insert(
            next(place for place, other in enumerate(order) if readings[other] == reading), character
        )
        readings[character] = reading
    spoken = max(place for place, character in enumerate(order) if readings[character] == LAST) + 1
    syllables = _smoothed([_syllable(readings[character]) for character in order[:spoken]])
    lines = [
        f"{syllable} {''.join(character for character, _ in group)}"
        for syllable, group in groupby(zip(order, syllables, strict=False), key=lambda pair: pair[1])
    ]
    lines.append(" " + "".join(order[spoken:]))
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    print(
        f"{len(order)} characters, {spoken} with a sound, {len(lines) - 1} syllables, {TARGET.stat().st_size} bytes"
    )
    return 0


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
