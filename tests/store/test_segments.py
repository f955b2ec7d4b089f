"""A segment finds every phrase where a reading of the texts finds it, and gives its texts' tokens back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.query_tree import Field, Words
from fonds.store.archive import Archive
from fonds.store.segments import building, phrases, writing
from fonds.store.segments.building import Stream, build_segment, join_streams, split_posts, take_posts
from fonds.store.segments.joining import join_segments
from fonds.store.segments.phrases import Phrase, PhraseSearch, find_in_stream
from fonds.store.segments.post_hits import hits_at, posts_at
from fonds.store.segments.reading import (
    Segment,
    SegmentLists,
    add_segment,
    read_stream,
    read_voids,
    remove_segments,
    unpack_bits,
    void_posts,
)
from fonds.store.session import Writer
from fonds.store.text_index import phrase_of
from fonds.text.tokens import Vocabulary
from fonds.text.variants import variants_of
from text.test_tokens import read

Post = tuple[int, str, str]
PIECES = [
    *(
        "示范区",
        "示范",
        "区",
        "一体化",
        "发展",
        "發展",
        "髮",
        "乾坤",
        "干",
        "起，坐",
        "A股2024",
        "。",
        "，",
        " ",
        "\n",
    ),
    *(
        "economy",
        "Economic",
        "eco",
        "Café",
        "2024",
        "the",
        "growth",
        "한국",
        "カード",
        "\U00020000\U0002a6d6",
        "\U00020000",
    ),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
POSTS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=12).map(
    lambda both: [(3 * number + 1, title, body) for number, (title, body) in enumerate(both)]
)
QUERY = st.lists(st.sampled_from([*"示范区一体化发展髮發乾干起坐股", *PIECES]), min_size=1, max_size=8).map(
    "".join
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.create(tmp_path_factory.mktemp("segments") / "a.fonds") as made:
        yield made


def count_in(tokens: list[str], words: Words) -> int:
    """How often the tokens of a text hold words."""
    wanted = read(words.text)
    unspaced = bool(wanted) and wanted[-1] == "." and read(words.text.rstrip() + "x")[-2:] == [".", "x"]
    if unspaced and read(words.text.rstrip()[-1])[-1:] == ["."]:
        wanted = wanted[:-1]
    begins = words.prefix and wanted and read(words.text.rstrip()[-1]) not in ([], [wanted[-1], "."])

    def same(token: str, other: str, last: bool) -> bool:
        if words.variants and len(token) == len(other) == 1 and token in variants_of(other):
            return True
        return token.startswith(other) if last and begins else token == other

    return sum(
        all(same(tokens[start + n], one, n == len(wanted) - 1) for n, one in enumerate(wanted))
        for start in range(len(tokens) - len(wanted) + 1)
    ) if wanted else 0  # fmt: skip


def truth(posts: list[Post], words: Words) -> dict[int, tuple[int, bool]]:
    found = {}
    for number, title, body in posts:
        counts = count_in(read(title), words), count_in(read(body), words)
        if words.field is not None:
            counts = (counts[0], 0) if words.field is Field.TITLE else (0, counts[1])
        if sum(counts):
            found[number] = (sum(counts), counts[0] > 0)
    return found


def hits_of(stream: Stream | Segment, places: np.ndarray, words: Words) -> dict[int, tuple[int, bool]]:
    found = hits_at(stream, places.astype(np.uint32), words.field)
    assert posts_at(stream, places.astype(np.uint32), words.field).tolist() == found.posts.tolist()
    ids = stream.ids[found.posts].tolist()
    return dict(zip(ids, zip(found.counts.tolist(), found.in_title.tolist(), strict=True), strict=True))


def check(writer: Writer, posts: list[Post], asked: list[Words]) -> None:
    """Every phrase, in the stream of the posts and in two segments that share them."""
    stream = split_posts(posts, Vocabulary())
    segment = add_segment(writer, build_segment(stream))
    half = np.arange(len(posts)) % 2 == 0
    parts = [
        add_segment(writer, build_segment(take_posts(stream, kept))) for kept in (half, ~half) if kept.any()
    ]
    for words in asked:
        phrase: Phrase = phrase_of(words)
        if phrase:
            expected = truth(posts, words)
            lists = SegmentLists(writer, segment)
            assert hits_of(stream, find_in_stream(stream, phrase), words) == expected, words
            search = PhraseSearch(phrase)
            for _ in range(3):  # what it learnt changes nothing
                assert hits_of(segment, search.places_in(lists), words) == expected, words
            search = PhraseSearch(phrase)
            both: dict[int, tuple[int, bool]] = {}
            for part in parts:
                both |= hits_of(part, search.places_in(SegmentLists(writer, part)), words)
            assert both == expected, words
            if len(phrase) == 1 and isinstance(phrase[0], phrases.Characters) and words.field is None:
                bits = [lists.dense(code) for code in phrase[0].codes]
                holds = [segment.ids[some].tolist() for some in bits if some is not None]
                if len(holds) == len(bits):
                    assert sorted({number for some in holds for number in some}) == sorted(expected)
    assert plain(read_stream(writer, segment)) == plain(stream)


def plain(stream: Stream) -> list[tuple[int, int, list[int | str]]]:
    """Each post: its id, the length of its title, its tokens."""
    words = list(stream.words)
    spelled = [words[code - 0x110000] if code >= 0x110000 else code for code in stream.codes.tolist()]
    starts = stream.starts.tolist()
    return [
        (number, body - start, spelled[start:end])
        for number, start, end, body in zip(
            stream.ids.tolist(), starts[:-1], starts[1:], stream.bodies.tolist(), strict=True
        )
    ]


@settings(max_examples=150, deadline=None)
@given(
    posts=POSTS,
    queries=st.lists(
        st.builds(
            Words, QUERY, st.booleans(), st.sampled_from([None, Field.TITLE, Field.BODY]), st.booleans()
        ),
        min_size=1,
        max_size=6,
    ),
    cut=st.tuples(st.integers(0, 11), st.integers(0, 40), st.integers(1, 8)),
)
def test_every_phrase_is_found(
    archive: Archive, posts: list[Post], queries: list[Words], cut: tuple[int, int, int]
) -> None:
    _, title, body = posts[cut[0] % len(posts)]
    piece = (title + "。" + body)[cut[1] :][: cut[2]]
    with archive.writing() as writer:
        check(writer, posts, [*queries, Words(piece), Words(piece, prefix=False)])
        numbers = [row[0] for row in writer.rows("SELECT id FROM segments")]
        remove_segments(writer, numbers)
        for table in ("segments", "segment_pairs", "segment_words", "segment_dense", "segment_voids"):
            assert writer.value(f"SELECT count(*) FROM {table}") == 0


def test_a_larger_segment_in_many_parts(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_BLOCK", 5_000)
    monkeypatch.setattr(writing, "_BLOCK", 5_000)
    monkeypatch.setattr("fonds.store.segments.parts.PART_BYTES", 600)
    dice = random.Random(3)
    alphabet = [chr(0x4E00 + number) for number in range(300)] + [
        "，",
        "a",
        "b ",
        "word3 ",
        "\U00020000",
    ]
    alphabet += [f"w{number} " for number in range(400)]
    weights = [1 / (number + 2) for number in range(len(alphabet))]
    posts = [
        (
            number,
            "".join(dice.choices(alphabet, weights, k=5)),
            "".join(dice.choices(alphabet, weights, k=200)),
        )
        for number in range(1, 201)
    ]
    asked = [
        Words("w", prefix=True),
        Words("w1", prefix=True),
        Words("一"),
        Words("丁七"),
        Words("\U00020000"),
    ]
    for _ in range(120):
        _, title, body = dice.choice(posts)
        start = dice.randrange(len(body))
        asked.append(
            Words(
                dice.choice([body, title])[start % 190 :][: dice.randint(1, 30)] or "一", dice.random() < 0.5
            )
        )
    with archive.writing() as writer:
        check(writer, posts, asked)
        assert writer.value("SELECT count(*) FROM segment_words") > 3
        assert writer.value("SELECT count(*) FROM segment_dense") > 3
        remove_segments(writer, [row[0] for row in writer.rows("SELECT id FROM segments")])


@given(POSTS, POSTS, st.randoms(use_true_random=False))
def test_streams_are_joined_in_the_order_of_ids(
    first: list[Post], second: list[Post], dice: random.Random
) -> None:
    second = [(number + 1, title, body) for number, title, body in second]
    joined = join_streams([split_posts(some, Vocabulary()) for some in (first, second)])
    whole = split_posts(sorted([*first, *second]), Vocabulary())
    assert plain(joined) == plain(whole)
    kept = np.array([dice.random() < 0.5 for _ in whole.ids], bool)
    left = [post for post, keep in zip(sorted([*first, *second]), kept, strict=True) if keep]
    assert plain(take_posts(whole, kept)) == plain(split_posts(left, Vocabulary()))


@settings(max_examples=40, deadline=None)
@given(posts=POSTS, at_once=st.integers(5, 60), part=st.integers(20, 400), block=st.integers(7, 90))
def test_a_segment_built_in_slices_is_the_one_built_at_once(
    posts: list[Post], at_once: int, part: int, block: int
) -> None:
    stream = split_posts(posts, Vocabulary())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("fonds.store.segments.parts.PART_BYTES", part)
        whole = build_segment(stream)
        patched.setattr(building, "_BLOCK", block)
        patched.setattr(writing, "_BLOCK", block)
        looks: list[None] = []
        assert as_stored(
            build_segment(stream, at_once=at_once, look=lambda: looks.append(None))
        ) == as_stored(whole)
    assert bool(looks) == any(title or body for _, title, body in posts if (title + body).strip("，。 \n"))


def as_stored(parts: writing.SegmentParts) -> tuple[object, ...]:
    return (
        parts.ids.tolist(),
        parts.tokens,
        parts.starts,
        parts.bodies,
        parts.pairs,
        parts.words,
        parts.last_words,
        parts.dense,
    )


@settings(max_examples=60, deadline=None)
@given(
    posts=POSTS,
    dice=st.randoms(use_true_random=False),
    several=st.integers(1, 4),
    in_turn=st.booleans(),
    kept_part=st.sampled_from([0.0, 0.6, 1.0]),
    at_once=st.integers(20, 500),
    part=st.integers(20, 400),
)
def test_joined_lists_are_those_of_a_segment_built_from_the_texts(
    archive: Archive,
    posts: list[Post],
    dice: random.Random,
    several: int,
    in_turn: bool,
    kept_part: float,
    at_once: int,
    part: int,
) -> None:
    stream = split_posts(posts, Vocabulary())
    count = len(posts)
    of_each = (
        np.array([dice.randrange(several) for _ in posts]) if in_turn else np.arange(count) * several // count
    )
    kept = np.array([dice.random() < kept_part for _ in posts], bool)
    with archive.writing() as writer, pytest.MonkeyPatch.context() as patched:
        patched.setattr("fonds.store.segments.parts.PART_BYTES", part)
        chosen = [of_each == number for number in range(several) if (of_each == number).any()]
        segments = [
            (add_segment(writer, build_segment(take_posts(stream, some))), kept[some]) for some in chosen
        ]
        joined = join_segments(writer, segments, at_once=at_once)
        if kept.any():
            assert joined is not None
            assert as_stored(joined) == as_stored(build_segment(take_posts(stream, kept)))
        else:
            assert joined is None
        remove_segments(writer, [segment.number for segment, _ in segments])


def test_posts_are_voided(archive: Archive) -> None:
    with archive.writing() as writer:
        for posts in ([(1, "a", ""), (5, "b", "")], [(3, "c", ""), (9, "d", "")]):
            add_segment(writer, build_segment(split_posts(posts, Vocabulary())))
        void_posts(writer, np.array([2, 3, 5, 100]))
        void_posts(writer, np.array([9]))
        bits = {number: unpack_bits(some, 2).tolist() for number, some in read_voids(writer).items()}
        assert list(bits.values()) == [[False, True], [True, True]]
        remove_segments(writer, list(bits))


def test_a_phrase_does_not_reach_over_a_border(archive: Archive, tmp_path: Path) -> None:
    posts = [(1, "起坐", "站立"), (2, "one", "two"), (3, "", "three")]
    asked = [Words(text) for text in ("坐站", "坐，站", "one two", "two three", "坐。", "立。")]
    with archive.writing() as writer:
        check(writer, posts, asked)
        assert [bool(truth(posts, words)) for words in asked] == [False] * 4 + [True] * 2
        remove_segments(writer, [row[0] for row in writer.rows("SELECT id FROM segments")])
