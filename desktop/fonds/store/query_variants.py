"""Words in which Traditional and Simplified characters match each other -> all spellings of them that can be found.

Rule: exact. A text with few spellings is asked for in each of them; of the many that a long one has only those are, whose
beginnings the index holds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from math import prod

from fonds.model.query_tree import All, Any, Node, Not, Words, all_of, any_of, negated
from fonds.store.query_text import MATCHING, match_expression
from fonds.store.session import View
from fonds.text.segmentation import UNSPACED, fold_width
from fonds.text.variants import variants_of

MOST = 64
"""Spellings that are asked for without a look whether they are there."""
_KEPT = 8
"""Beginnings of a longer text that are gone on with before they are looked for."""
_TAIL = re.compile(f"[{UNSPACED}].{{0,11}}\\Z", re.DOTALL)


def spelled_out(view: View, node: Node) -> Node:
    """The tree with words as they may be spelled in its place of those with variants."""
    match node:
        case Words(text, variants=True):
            plain = replace(node, variants=False)
            found: Node | None = any_of(replace(plain, text=spelling) for spelling in _spellings(view, text))
        case All(parts):
            found = all_of(spelled_out(view, part) for part in parts)
        case Any(parts):
            found = any_of(spelled_out(view, part) for part in parts)
        case Not(part):
            found = negated(spelled_out(view, part))
        case _:
            return node
    assert found is not None
    return found


def _spellings(view: View, text: str) -> list[str]:
    """The text itself comes first."""
    text = fold_width(text)
    choices = [variants_of(character) for character in text]
    if prod(map(len, choices)) <= MOST:
        return ["".join(spelling) for spelling in product(*choices)]
    found = [""]
    for choice in choices:
        found = [begun + character for begun in found for character in choice]
        if len(choice) > 1 and len(found) > _KEPT:
            found = [begun for begun in found if _occurs(view, _tail(begun))]
            if len(found) > MOST:
                found = [begun for begun in found if _occurs(view, begun)]
    return found or [text]


def _tail(begun: str) -> str:
    """The end of a spelling, from a character on that is one word of the index, up to one that is."""
    tail = _TAIL.search(begun)
    return begun if tail is None else tail[0]


def _occurs(view: View, text: str) -> bool:
    expression = match_expression(Words(text, prefix=False))
    return view.row(f"{MATCHING} LIMIT 1", (expression,)) is not None
