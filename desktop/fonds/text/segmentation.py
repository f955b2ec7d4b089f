"""Which scripts are written without spaces between words, and how a text that is searched for falls into pieces.

Rule: each ideograph, kana or hangul character is a piece of its own, and each run of them ends with a sentinel, so
that no phrase reaches over a punctuation mark. Full-width and compatibility forms are folded here; the text itself is
never changed. ``tokens`` splits by the same rule for the index, and reads what lies between the runs as well.
"""

from __future__ import annotations

import re
import unicodedata

SEGMENTATION_VERSION = 3
"""Part of what an archive remembers of its index: a change of the rules here means that indices are rebuilt."""

SENTINEL = "\u16dc"
"""Ends each run. A rune of the oldest Germanic row: nobody's search text."""

UNSPACED = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c"
    "\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""The characters that are written without spaces between words, as the inside of a regular expression's set."""
_RUN = re.compile(f"([{UNSPACED}]+)")
COMPOSED = "\u1100-\u11ff\u3099\u309a\uff66-\uffdc\ufb00-\ufb06"
"""The characters that only ``fold_width`` can fold: several of them make one, or one makes several."""
_BELOW_VOICING = (
    "\u0334-\u0338\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc\u1037\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb"
)
"""Marks that come between a kana and its voicing when a text is decomposed: overlays and nuktas."""
# Listed one by one rather than asked of unicodedata, so that a newer Python never splits an old text differently:
# the index can only forget a text that is split as it was when it was learnt.
_FOLDED = re.compile(
    f"(?:[\u3041-\u30ff][{_BELOW_VOICING}]{{0,8}}[\u3099\u309a]|[\u3099\u309a]|[\u1100-\u11ff]+|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc]+"
    "|[\uf900-\ufaff\u2f00-\u2fd5\ufb00-\ufb06\U0002f800-\U0002fa1f])"
)


def segment_for_index(text: str) -> str:
    """The text as the index is to see it: unspaced scripts split into characters, runs ended by the sentinel."""
    if _FOLDED.search(text):
        text = fold_width(text)
    parts = _RUN.split(text)
    parts[1::2] = [f" {' '.join(run)} {SENTINEL} " for run in parts[1::2]]
    return "".join(parts)


def segment_for_query(text: str) -> str:
    """The same split for something searched for: the run at its very end may go on in the text that is found."""
    split = segment_for_index(text.strip()).strip()
    if split.endswith(SENTINEL):
        split = split[:-1].rstrip()
    return split


def ends_unspaced(text: str) -> bool:
    """Whether the text ends in a script that is written without spaces (so that a prefix means nothing)."""
    text = fold_width(text.rstrip())
    return bool(text) and _RUN.fullmatch(text[-1]) is not None


def is_indexed(character: str) -> bool:
    """Whether the index takes a character for a token, or for a part of one."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def fold_width(text: str) -> str:
    """Full-width letters and digits, half-width kana and hangul, and compatibility forms as the usual ones."""
    return _FOLDED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
