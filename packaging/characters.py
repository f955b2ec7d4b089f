"""Makes resources/characters.xz, what the index takes each character for, out of the Unicode tables of this Python.

Run it with a Python of the Unicode version that is wanted (made with 3.11: Unicode 14). Another table is another rule of
splitting, so ``SEGMENTATION_VERSION`` must be raised with it. See fonds/text/tokens.py for what the file holds.
"""

from __future__ import annotations

import lzma
import re
import struct
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fonds.text.segmentation import COMPOSED, UNSPACED

TARGET = Path(__file__).resolve().parent.parent / "resources" / "characters.xz"
BREAK, UNSPACED_KIND, WORD, DROPPED, TO_COMPOSE = 0, 1, 2, 3, 4
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_IS_TO_COMPOSE = re.compile(f"[{COMPOSED}]")
_INVISIBLE = frozenset("\u00ad\u034f\u180b\u180c\u180d\u180f\u200c\u200d\u2060\ufeff")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uf900-\ufaff\u2f00-\u2fd5\U0002f800-\U0002fa1f]")


def main() -> int:
    """Write the file; says how much it holds."""
    runs: list[tuple[int, int]] = []
    folds: list[tuple[int, int]] = []
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        folded = fold(character)
        if folded != character:
            folds.append((code, ord(folded)))
        found = kind(folded) | (TO_COMPOSE if _IS_TO_COMPOSE.match(character) else 0)
        if not runs or runs[-1][1] != found:
            runs.append((code, found))
    data = struct.pack("<ii", len(runs), len(folds)) + _numbers(runs) + _numbers(folds)
    TARGET.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(runs)} runs, {len(folds)} folded, {TARGET.stat().st_size} bytes")
    return 0


def kind(character: str) -> int:
    """What a folded character is to the index."""
    category = unicodedata.category(character)
    if _IS_UNSPACED.match(character):
        return UNSPACED_KIND
    if _is_dropped(character):
        return DROPPED
    # A vowel sign of Hindi or Thai is as much of a word as its letters are.
    return WORD if category[0] in "LNM" or category == "Co" else BREAK


def fold(character: str) -> str:
    """The character without case, accent and width, where that is one character again; else as it is."""
    if character < "\x80":
        return character.lower()
    if _WIDE.match(character):
        wide = unicodedata.normalize("NFKC", character)
        return wide.lower() if len(wide) == 1 else character
    if _IS_UNSPACED.match(character) or unicodedata.category(character)[0] not in "LNS":
        return character
    small = character.casefold()
    base = "".join(part for part in unicodedata.normalize("NFD", small) if not _is_dropped(part))
    return base if len(base) == 1 else (small if len(small) == 1 else character)


def _is_dropped(character: str) -> bool:
    """Accents, the points of Hebrew and Arabic, nuktas and what is invisible; no vowel signs, tone marks or viramas."""
    if character in _INVISIBLE:
        return True
    if unicodedata.category(character)[0] != "M":
        return False
    place = unicodedata.combining(character)
    if place == 0:
        return unicodedata.category(character) == "Me" or "VARIATION SELECTOR" in unicodedata.name(
            character, ""
        )
    return place in (1, 7, 8) or 10 <= place <= 36 or place >= 200


def _numbers(pairs: Iterable[tuple[int, int]]) -> bytes:
    columns = list(zip(*pairs, strict=True))
    return b"".join(struct.pack(f"<{len(column)}i", *column) for column in columns)


if __name__ == "__main__":
    sys.exit(main())
