"""What is shown of found posts: a snippet of the text around the first hit, with every hit in it marked.

Rule: hits are marked in the text as it is; folding is character for character, so that places stay the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from fonds.model.query import ListRequest, SearchHit, SearchResults
from fonds.model.query_tree import Field, Words, wanted_words
from fonds.store.dates import DATE_COLUMNS, date_of
from fonds.store.lists import find_ids
from fonds.store.packing import stored_path
from fonds.store.query_expansion import expand, is_indexed
from fonds.store.search import load_plain_texts
from fonds.store.session import View, in_chunks, marks
from fonds.text.names import shown_path
from fonds.text.segmentation import SENTINEL, UNSPACED, ends_unspaced, segment_for_query

_TO_FOLD = re.compile(
    "[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06\uff10-\uffdc]"
)
_LETTER = rf"[^\W_{UNSPACED}]"
_SNIPPET_BEFORE = 40
_SNIPPET_LENGTH = 160


def find_hits(view: View, search_text: str, limit: int = 50) -> SearchResults:
    """The newest matching posts outside the trash, and how many there are in all. A blank text matches every post."""
    ids = find_ids(view, ListRequest(search_text=search_text))
    shown = ids[:limit]
    tree = expand(view, search_text)
    words = () if isinstance(tree, bool) else wanted_words(tree)
    pattern = hit_pattern(word for word in words if word.field is not Field.TITLE)
    rows: dict[int, Any] = {}
    for chunk in in_chunks(shown):
        statement = f"SELECT id, title, source_path, head_revision, {DATE_COLUMNS} FROM posts WHERE id IN ({marks(len(chunk))})"
        rows.update((row[0], row) for row in view.cursor(statement, chunk))
    texts = load_plain_texts(view, [row[3] for row in rows.values()])
    hits = []
    for post, title, path, head, *date in (rows[number] for number in shown):
        snippet, spans = _snippet(texts[head], pattern)
        hits.append(SearchHit(post, title, date_of(date), shown_path(stored_path(path)), snippet, spans))
    return SearchResults(len(ids), tuple(hits))


def hit_pattern(words: Iterable[Words]) -> re.Pattern[str] | None:
    """What to mark in a folded text: the pieces of each phrase, with anything but letters between them."""
    patterns: list[str] = []
    for word in words:
        split = segment_for_query(_folded(word.text)).split()
        pattern, after_letters = "", True
        for piece in (piece for piece in split if piece != SENTINEL and any(map(is_indexed, piece))):
            letters = not ends_unspaced(piece)
            border = f"(?<!{_LETTER})" if letters and after_letters else ""
            pattern += (r"[\W_]*?" if pattern else "") + border + re.escape(piece)
            after_letters = letters
        if pattern:
            if after_letters:
                pattern += f"{_LETTER}*" if word.prefix else f"(?!{_LETTER})"
            patterns.append(pattern)
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def _folded(text: str) -> str:
    """The text, character for character, without case, width and accents: positions in it are positions in the text."""
    lowered = text.lower()
    if len(lowered) == len(text) and not _TO_FOLD.search(lowered):
        return lowered
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    folded = unicodedata.normalize("NFKC", character).lower()
    if len(folded) != 1:
        return character
    base = unicodedata.normalize("NFD", folded)[0]
    return base if base < "\u0250" else folded


def _snippet(text: str, pattern: re.Pattern[str] | None) -> tuple[str, tuple[tuple[int, int], ...]]:
    found = pattern.search(_folded(text)) if pattern is not None else None
    start = max(0, found.start() - _SNIPPET_BEFORE) if found is not None else 0
    snippet = "".join(
        " " if character.isspace() else character for character in text[start : start + _SNIPPET_LENGTH]
    )
    spans = () if pattern is None else tuple(hit.span() for hit in pattern.finditer(_folded(snippet)))
    return snippet, tuple(span for span in spans if span[0] < span[1])
