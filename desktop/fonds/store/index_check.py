"""Whether the text index says of each post what its title and its plain text say: every segment is turned back into the
tokens of its posts, and these are compared with the texts, split anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from fonds.store.packing import DamagedBytes
from fonds.store.search import indexed_states, load_plain_texts
from fonds.store.segments.building import Stream, frequent_characters, split_posts
from fonds.store.segments.parts import PAIR_BITS
from fonds.store.segments.reading import (
    DAMAGE,
    Segment,
    count_strays,
    read_segment,
    read_stream,
    read_voids,
    unpack_bits,
)
from fonds.store.session import CHUNK, View
from fonds.text.tokens import Places, Vocabulary

_SHOWN = 100


def check_index(view: View, looked_at: Callable[[int], None]) -> tuple[list[str], list[str]]:
    """A sentence for each thing that is wrong in the index, and for each text that is damaged; ``looked_at`` is told of
    posts, some at a time."""
    problems: list[str] = []
    damaged: list[str] = []
    voids = read_voids(view)
    pending = {row[0] for row in view.rows("SELECT post_id FROM pending_posts")}
    there = {row[0] for row in view.rows("SELECT id FROM posts")}
    missing = there - pending
    for number, posts in view.rows("SELECT id, posts FROM segments ORDER BY id"):
        try:
            segment = read_segment(view, number)
            stream = read_stream(view, segment)
            problems += _frequent_ones(view, segment, stream)
        except DAMAGE:
            problems.append(f"Segment {number} of the search index is damaged.")
            looked_at(posts)
            continue
        kept = np.flatnonzero(~unpack_bits(voids.get(number), len(segment.ids)))
        vocabulary = _vocabulary(stream)
        believed = [place for place in kept.tolist() if int(segment.ids[place]) not in pending]
        for start in range(0, len(believed), CHUNK):
            some = believed[start : start + CHUNK]
            ids = segment.ids[some].tolist()
            problems += [
                f"The search index holds post {post}, which does not exist."
                for post in ids
                if post not in there
            ]
            compared = [place for place in some if int(segment.ids[place]) in missing]
            problems += _compared(view, stream, vocabulary, compared, damaged)
            missing.difference_update(ids)
            looked_at(len(ids))
    problems += [f"Post {post} is missing from the search index." for post in sorted(missing)[:_SHOWN]]
    strays = count_strays(view)
    problems += [f"{strays} parts of the search index belong to no segment."] if strays else []
    waiting = sorted(pending & there)
    for start in range(0, len(waiting), CHUNK):
        damaged += _texts(view, waiting[start : start + CHUNK])[1]
        looked_at(len(waiting[start : start + CHUNK]))
    return problems, damaged


def _vocabulary(stream: Stream) -> Vocabulary:
    """The words of a stream by their numbers there; new ones may be added."""
    vocabulary = Vocabulary()
    for word in stream.words:
        vocabulary[word]
    return vocabulary


def _compared(
    view: View, stream: Stream, vocabulary: Vocabulary, places: Sequence[int], damaged: list[str]
) -> Iterator[str]:
    """The posts at these places of a stream whose texts are split into other tokens."""
    ids = stream.ids[np.array(places, np.int64)].tolist()
    posts, unreadable = _texts(view, ids)
    damaged += unreadable
    expected = split_posts(posts, vocabulary, with_words=False)
    at = dict(zip(ids, places, strict=True))
    for number, post in enumerate(expected.ids.tolist()):
        if not np.array_equal(_tokens(expected, number), _tokens(stream, at[post])):
            yield f"The search index does not fit the text of post {post}."


def _tokens(stream: Stream, number: int) -> Places:
    """The length of a post's title, and its tokens."""
    start, end = stream.starts[number], stream.starts[number + 1]
    return np.concatenate(([int(stream.bodies[number] - start)], stream.codes[start:end]))


def _frequent_ones(view: View, segment: Segment, stream: Stream) -> Iterator[str]:
    """Whether the bits of frequent characters are those of the posts that hold them."""
    between = (segment.base, segment.base + (1 << PAIR_BITS))
    rows = view.rows("SELECT key, bits FROM segment_dense WHERE key >= ? AND key < ?", between)
    said = {key - segment.base: bits for key, bits in rows}
    if said != frequent_characters(stream):
        yield f"Segment {segment.number} of the search index counts a character wrongly."


def _texts(view: View, post_ids: Sequence[int]) -> tuple[list[tuple[int, str, str]], list[str]]:
    """The titles and texts of posts, and a sentence for each that cannot be read."""
    states = indexed_states(view, post_ids)
    problems: list[str] = []
    try:
        texts = load_plain_texts(view, [text for _, text in states.values()])
    except DamagedBytes:
        texts = {}
        for post, (_, text) in states.items():
            try:
                texts.update(load_plain_texts(view, [text]))
            except DamagedBytes:
                problems.append(f"The plain text of post {post} is damaged.")
    return [(post, title, texts[text]) for post, (title, text) in states.items() if text in texts], problems
