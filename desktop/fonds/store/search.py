"""The full-text index: what goes in, what comes out, and what a typed search text means to it.

Rule: the index holds exactly the title of a post and the plain text of its head revision, split. It keeps no text, so
it can only forget a post when it is given the very same text again: that is why each revision keeps its plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from fonds.model.errors import Cancelled
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.query import SearchHit, SearchResults
from fonds.store.dates import DATE_COLUMNS, date_of
from fonds.store.packing import stored_path, unpack, unpack_text
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.text.names import shown_path
from fonds.text.segmentation import (
    SEGMENTATION_VERSION,
    SENTINEL,
    UNSPACED,
    ends_unspaced,
    segment_for_index,
    segment_for_query,
    split_search_text,
)

MATCHING = "SELECT rowid FROM post_index WHERE post_index MATCH ?"
"""The ids of the posts that match, with one value: a match expression."""
NOTHING = "NULL"
"""Stands for a match expression that finds no post."""
IndexedStates = dict[int, tuple[str, int]]
_INSERT = "INSERT INTO post_index (rowid, title, body) VALUES (?, ?, ?)"
_DELETE = "INSERT INTO post_index (post_index, rowid, title, body) VALUES ('delete', ?, ?, ?)"
_TO_FOLD = re.compile(
    "[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06\uff10-\uffdc]"
)
_LETTER = rf"[^\W_{UNSPACED}]"
_SNIPPET_BEFORE = 40
_SNIPPET_LENGTH = 160


def match_expression(search_text: str) -> str | None:
    """The index's expression for a typed text: every word and phrase must be there.

    None when the text asks for nothing (it is blank, or only a quotation mark yet), NOTHING when it holds no character
    that an index can have. A word of an alphabetic script is found as a beginning, one of an unspaced script anywhere.
    """
    words = split_search_text(search_text.replace("\0", " "))
    phrases: list[str] = []
    for word in words:
        if any(_indexed(character) for character in word.text):
            split = segment_for_query(word.text).replace('"', '""')
            open_ended = not word.quoted and _indexed(word.text[-1]) and not ends_unspaced(word.text)
            phrases.append(f'"{split}"{" *" if open_ended else ""}')
    if phrases:
        return " AND ".join(dict.fromkeys(phrases))
    return NOTHING if words else None


def index_rows(writer: Writer, rows: Iterable[tuple[int, str, str]]) -> None:
    """Teach the index posts that it does not hold: id, split title, split body. Give them in the order of their ids."""
    writer.execute_many(_INSERT, rows)


def indexed_states(view: View, post_ids: Sequence[int]) -> IndexedStates:
    """What the index holds of posts: for each its title, and the revision whose plain text it is."""
    found: IndexedStates = {}
    for chunk in in_chunks(post_ids):
        statement = f"SELECT id, title, head_revision FROM posts WHERE id IN ({marks(len(chunk))})"
        found.update((post, (title, head)) for post, title, head in view.cursor(statement, chunk))
    return found


def reindex(writer: Writer, before: IndexedStates, after: IndexedStates) -> None:
    """Bring the index from one state of some posts to another; only what differs is touched."""
    changed = [post for post in sorted(before.keys() | after.keys()) if before.get(post) != after.get(post)]
    for chunk in in_chunks(changed):
        old = [(post, *before[post]) for post in chunk if post in before]
        new = [(post, *after[post]) for post in chunk if post in after]
        texts = load_plain_texts(writer, [head for _, _, head in old + new])
        for statement, states in ((_DELETE, old), (_INSERT, new)):
            rows = [
                (post, segment_for_index(title), segment_for_index(texts[head]))
                for post, title, head in states
            ]
            writer.execute_many(statement, rows)


def load_plain_texts(view: View, revisions: Sequence[int]) -> dict[int, str]:
    """The plain texts of revisions, by their ids."""
    found: dict[int, str] = {}
    for chunk in in_chunks(list(dict.fromkeys(revisions))):
        for revision, text_codec, text, codec, data in view.cursor(
            "SELECT r.id, t.codec, t.data, r.codec, r.data FROM revisions r "
            f"JOIN revision_texts t ON t.revision_id = r.id WHERE r.id IN ({marks(len(chunk))})",
            chunk,
        ):
            found[revision] = unpack_text(text_codec, text, unpack(codec, data))
    return found


def index_outdated(view: View) -> bool:
    """Whether the index was made by other rules of splitting than today's."""
    rules: str | None = view.value("SELECT value FROM meta WHERE name = 'index_rules'")
    return rules != str(SEGMENTATION_VERSION)


def rebuild_index(
    writer: Writer, progress: ProgressSink = ignore_progress, cancel: CancelToken | None = None
) -> None:
    """Forget all and learn every post again, from the texts of the head revisions."""
    writer.execute("INSERT INTO post_index (post_index) VALUES ('delete-all')")
    posts = [row[0] for row in writer.rows("SELECT id FROM posts ORDER BY id")]
    done = 0
    for chunk in in_chunks(posts):
        if cancel is not None and cancel.cancelled:
            raise Cancelled
        reindex(writer, {}, indexed_states(writer, chunk))
        done += len(chunk)
        progress(Progress(done, len(posts), "index"))
    writer.execute("UPDATE meta SET value = ? WHERE name = 'index_rules'", (str(SEGMENTATION_VERSION),))


def find_hits(view: View, search_text: str, limit: int = 50) -> SearchResults:
    """The newest matching posts outside the trash, and how many there are in all. A blank text matches every post."""
    expression = match_expression(search_text)
    if expression == NOTHING:
        return SearchResults(0, ())
    condition, values = ("", ()) if expression is None else (f"AND id IN ({MATCHING})", (expression,))
    total = view.value(f"SELECT count(*) FROM posts WHERE trashed_at IS NULL {condition}", values)
    rows = view.rows(
        f"SELECT id, title, source_path, head_revision, {DATE_COLUMNS} FROM posts "
        f"WHERE trashed_at IS NULL {condition} ORDER BY instant DESC, id DESC LIMIT ?",
        (*values, limit),
    )
    pattern = _hit_pattern(search_text)
    texts = load_plain_texts(view, [row[3] for row in rows])
    hits = []
    for post, title, path, head, *date in rows:
        snippet, spans = _snippet(texts[head], pattern)
        hits.append(SearchHit(post, title, date_of(date), shown_path(stored_path(path)), snippet, spans))
    return SearchResults(int(total), tuple(hits))


def _indexed(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _hit_pattern(search_text: str) -> re.Pattern[str] | None:
    """What to mark in a text: the pieces of each phrase, with anything but letters between them."""
    patterns: list[str] = []
    for word in split_search_text(_folded(search_text)):
        pieces = [piece for piece in segment_for_query(word.text).split() if any(map(_indexed, piece))]
        pattern, after_letters = "", True
        for piece in (piece for piece in pieces if piece != SENTINEL):
            letters = not ends_unspaced(piece)
            border = f"(?<!{_LETTER})" if letters and after_letters else ""
            pattern += (r"[\W_]*?" if pattern else "") + border + re.escape(piece)
            after_letters = letters
        if pattern:
            if after_letters:
                pattern += f"(?!{_LETTER})" if word.quoted else f"{_LETTER}*"
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
