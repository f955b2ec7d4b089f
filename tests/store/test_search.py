"""What a search text finds, against brute force over a small corpus."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.store.archive import Archive
from fonds.store.folding import rebuild_index
from fonds.store.hits import find_hits
from fonds.store.posts import replace_source, set_trashed
from fonds.text.segmentation import fold_width
from store.making import START, add_posts, found, make_candidate

WORDS = [
    *(
        "示范区",
        "一体化",
        "长三角",
        "建设",
        "新进展",
        "起",
        "坐",
        "A股",
        "ＡＢＣ",
        "2024",
        "Café",
        "economy",
        "économie",
    ),
    *(
        "，",
        "。",
        "“样板间”",
        "\n",
        " ",
        "가나다",
        "カード",
        "ー",
        "々",
        "\U00020000",
        "don't",
        "e-mail",
        "<b>",
        "x_y",
    ),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive of 300 posts and their texts; the post of texts[n] is n + 1."""
    dice = random.Random(2022)
    texts = ["".join(dice.choices(WORDS, k=dice.randint(0, 30))) for _ in range(300)]
    path = tmp_path_factory.mktemp("corpus") / "a.fonds"
    with Archive.create(path) as archive:
        add_posts(archive, *(make_candidate(number, text, title="") for number, text in enumerate(texts, 1)))
    return path, texts


def test_unspaced_text_is_found_exactly(corpus: tuple[Path, list[str]]) -> None:
    path, texts = corpus
    dice = random.Random(5)
    queries = {"示范区", "区", "起坐", "体化", "〇", "示范区建设一体化长", "样板间"}
    while len(queries) < 250:
        text = dice.choice(texts)
        start = dice.randrange(len(text) + 1)
        piece = text[start : start + dice.randint(1, 8)]
        if piece and all(
            character in "示范区一体化长三角建设新进展起坐股样板间가나다カード々ー\U00020000"
            for character in piece
        ):
            queries.add(piece)
    with Archive.open(path) as archive:
        for query in sorted(queries):
            truth = {number for number, text in enumerate(texts, 1) if fold_width(query) in fold_width(text)}
            for typed in (query, f'"{query}"', f"“{query}”"):
                assert set(found(archive, typed)) == truth, typed


@pytest.mark.parametrize(
    ("query", "text", "matches"),
    [
        ("econ", "The Economy grows", True),
        ("conomy", "The Economy grows", False),
        ('"econ"', "The Economy grows", False),
        ('"the economy"', "The  Economy, grows", True),
        ("grows economy", "The Economy grows", True),
        ("cafe", "Café", True),
        ("ＣＡＦÉ", "cafe", True),
        ("A股2024", "今年A股2024年上涨", True),
        ("a股20", "今年Ａ股２０２４年上涨", True),
        ("股2024", "今年A股2024年上涨", True),
        ("起坐", "起，坐", False),
        ("起，坐", "起，坐", True),
        ("坐。", "起坐。", True),
        ("坐。", "坐下", False),
        ("上海 北京", "北京到上海", True),
        ("上海北京", "上海 北京", False),
        ("café", "Cafe\u0301", True),
        ("が", "か\u3099", True),
        ("ガイド", "ｶﾞｲﾄﾞ", True),
        ("don't", "I don't know", True),
        ("e-mail", "an e-mail", True),
        ("NOT", "not", True),
        ("a AND b", "a b and", True),
        ("标题", "only in the body", True),
        ("😀 body", "only in the body 😀", True),
    ],
)
def test_what_a_query_finds(archive: Archive, query: str, text: str, matches: bool) -> None:
    (number,) = add_posts(archive, make_candidate(1, text, title="标题"))
    assert found(archive, query) == ([number] if matches else [])


@pytest.mark.parametrize("query", ["", "   ", '"', "“", '""', ' " " ', "\x00", "(", "tag:", "-", "OR"])
def test_asking_for_nothing_finds_all(archive: Archive, query: str) -> None:
    add_posts(archive, make_candidate(1), make_candidate(2))
    assert len(found(archive, query)) == 2
    with archive.reading() as view:
        assert find_hits(view, query).total == 2


@pytest.mark.parametrize("query", ["。", "!!!", "*", "😀", '"。"', "-。", "。 OR !"])
def test_what_no_index_can_hold_finds_none(archive: Archive, query: str) -> None:
    add_posts(archive, make_candidate(1, "。!!!*😀("))
    assert found(archive, query) == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from([*WORDS, '"', "AND", "NEAR(", "title:", "*", "^", "”"]), max_size=8).map(
        "".join
    )
)
def test_nothing_typed_ever_throws(corpus: tuple[Path, list[str]], query: str) -> None:
    with Archive.open(corpus[0], read_only=True) as archive:
        ids = found(archive, query)
        with archive.reading() as view:
            results = find_hits(view, query, limit=5)
    assert results.total == len(ids)
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


def test_ten_thousand_words_are_only_slow(archive: Archive) -> None:
    add_posts(archive, make_candidate(1))
    assert found(archive, " ".join(f"word{number}" for number in range(10_000))) == []
    assert found(archive, "示" * 100_000) == []


def test_hits_have_snippets_with_marks(archive: Archive) -> None:
    long = "开头。" * 100 + "长三角一体化示范区，Café\nA股２０２４年。" + "结尾。" * 100
    first, second = add_posts(archive, make_candidate(1, long), make_candidate(2, "示范区"))
    with archive.reading() as view:
        results = find_hits(view, "示范 cafe A股2024", limit=10)
        newest = find_hits(view, "示范", limit=1)
    (hit,) = results.hits
    assert (hit.id, results.total) == (first, 1)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["示范", "Café", "A股２０２４"]
    assert "\n" not in hit.snippet
    assert (newest.total, [found.id for found in newest.hits]) == (2, [second])


def test_trashed_posts_are_not_among_hits(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1))
    with archive.writing() as writer:
        set_trashed(writer, [number], START)
    with archive.reading() as view:
        assert find_hits(view, "示范").total == 0


def test_the_index_follows_title_and_body(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1, "旧文", title="旧题"))
    with archive.writing() as writer:
        replace_source(writer, number, make_candidate(1, "新文", title="旧题"), "edit")
    assert [found(archive, word) for word in ("旧文", "新文", "旧题")] == [[], [number], [number]]
    with archive.writing() as writer:
        replace_source(writer, number, make_candidate(1, "新文", title="新题"), "edit")
    assert [found(archive, word) for word in ("旧题", "新题", "新文")] == [[], [number], [number]]


def test_the_index_can_be_made_again(corpus: tuple[Path, list[str]]) -> None:
    with Archive.open(corpus[0]) as archive:
        before = [found(archive, word) for word in WORDS]
        seen: list[int] = []
        rebuild_index(archive, lambda progress: seen.append(progress.done))
        assert [found(archive, word) for word in WORDS] == before
        assert seen[-1] == 300


def test_an_index_of_other_rules_is_made_again_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        (number,) = add_posts(archive, make_candidate(1))
        with archive.writing() as writer:
            writer.execute("DELETE FROM pending_posts")
            writer.execute("UPDATE meta SET value = '0' WHERE name = 'index_rules'")
        assert found(archive, "示范") == []
    with Archive.open(path, read_only=True) as archive:
        assert found(archive, "示范") == []
    with Archive.open(path) as archive:
        assert found(archive, "示范") == [number]
