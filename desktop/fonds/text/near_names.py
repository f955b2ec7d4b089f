"""Names that are probably meant to be the same: what they differ in does not count, or is one slip of the pen."""

from __future__ import annotations

import re
import unicodedata

from fonds.text.variants import variants_of

_JOINTS = re.compile(r"[\s\-_‐‑–]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def plain_key(name: str) -> str:
    """A key without case, width, blanks, hyphens and underscores: ``Cover-Image`` and ``cover_image`` are one."""
    return _JOINTS.sub("", unicodedata.normalize("NFKC", name).casefold())


def plain_name(name: str) -> str:
    """A tag, category or author without case, width and blanks, and with one of the characters that Traditional and
    Simplified writing has for another. A sign that tells names apart (``c`` and ``c++``) stays."""
    text = plain_key(name) or name.strip()
    return _HAN.sub(lambda match: min(variants_of(match.group())), text)


def differ_in_variants(names: list[str]) -> bool:
    """Whether it is only Traditional and Simplified characters that names differ in."""
    return len({plain_key(name) for name in names}) == len(names)


def is_slip(one: str, other: str) -> bool:
    """Whether one letter of a word, but its first, was dropped, added, changed, or changed places with its neighbour.
    Short words, and those that differ in a digit or a plural s, are words of their own."""
    if one == other or one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if not (left + right).isalpha() or (not end and {left, right} in ({"s", ""}, {"x", ""})):
        return False
    if abs(len(one) - len(other)) > 1:
        return False
    swapped = len(left) == len(right) == 2 and left == right[::-1]
    return swapped or (len(left) <= 1 and len(right) <= 1)
