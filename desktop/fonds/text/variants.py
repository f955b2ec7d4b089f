"""Chinese characters that a search may take for each other: Simplified ones, Traditional ones, and Taiwan's and Hong
Kong's ways of writing these.

Rule: two characters match when they may stand for the same Traditional character. 发 stands for 發 or 髮, so it matches
both; these two do not match each other, so 髮 finds 发 and itself. 裡 and 裏 both stand for 裏, and match.
``resources/variants.xz`` (25 KB) lists for 8,220 characters those that match them. It is read when the first one is asked
for (5 ms). ``packaging/variants.py`` makes it out of the tables of OpenCC, with the licence
``resources/licences/OpenCC-Apache-2.0.txt``.
"""

from __future__ import annotations

from functools import cache

from fonds.base.paths import resource


def variants_of(character: str) -> str:
    """The character, and after it all others that match it: six at most, in all. It alone when there are none."""
    return _variants().get(character, character)


@cache
def _variants() -> dict[str, str]:
    import lzma  # only here: an archive without Chinese needs neither the table nor what unpacks it

    lines = lzma.decompress(resource("variants.xz").read_bytes()).decode("utf-8").split("\n")
    return {line[0]: line for line in lines}
