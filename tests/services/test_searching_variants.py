"""Traditional and Simplified match each other, or not: against brute force, whatever index answers."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from fonds.model.progress import CancelToken
from fonds.model.query import ListRequest
from fonds.services import archives, browsing, saved_searches, searching
from fonds.services.archives import Archive
from fonds.text.hit_marking import find_spans
from fonds.text.variants import variants_of
from store.making import add_posts, make_candidate

PIECES = (
    *("头发", "頭髮", "頭發", "理髮", "发展", "發展", "展開", "皇后", "以後", "以后", "干燥", "乾燥", "幹部", "干部"),
    *("台灣", "臺灣", "台湾", "颱風", "檯", "這裡", "這裏", "这里", "公里", "麵", "面", "云", "雲", "著", "着", "箸"),
    *("示範區", "示范区", "歷史", "历史", "日曆", "A股", "Ａ股", "Café ", "記録", "记录", "錄", "中", "文", "，", "。\n", " "),
)  # fmt: skip
LONG = "台湾示范区发展历史记录干部干燥头发面云着这里以后皇后"
LONG_TRADITIONAL = "臺灣示範區發展歷史記錄幹部乾燥頭髮麵雲著這裡以後皇后"
LONG_MISSPELT = "臺灣示範區發展歷史記錄乾部乾燥頭髮麵雲著這裡以後皇后"


def _make_texts() -> list[str]:
    dice = random.Random(1956)
    texts = ["".join(dice.choices(PIECES, k=dice.randint(0, 25))) for _ in range(400)]
    return [*texts, LONG, f"前{LONG_TRADITIONAL}後", LONG_MISSPELT, "economics發展", "café髮"]


TEXTS = _make_texts()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The post of TEXTS[n] is n + 1."""
    made = archives.create_archive(tmp_path_factory.mktemp("variants") / "a.fonds")
    add_posts(made, *(make_candidate(number, text, title="") for number, text in enumerate(TEXTS, 1)))
    yield made
    made.close()


def find(archive: Archive, text: str, *, variants: bool = True) -> set[int]:
    results = searching.search_posts(archive, text, len(TEXTS), variants=variants)
    listed = browsing.list_posts(archive, ListRequest(search_text=text, variants=variants), CancelToken())
    assert set(listed.ids) == {hit.id for hit in results.hits}
    assert results.total == len(results.hits)
    return set(listed.ids)


def places(wanted: str, text: str, *, variants: bool = True) -> list[int]:
    """Where Chinese stands in a text, looked at place by place."""
    ways = [variants_of(character) if variants else character for character in wanted]
    return [
        place
        for place in range(len(text) - len(wanted) + 1)
        if all(text[place + step] in way for step, way in enumerate(ways))
    ]


def truth(wanted: str, *, variants: bool = True) -> set[int]:
    return {number for number, text in enumerate(TEXTS, 1) if places(wanted, text, variants=variants)}


def make_queries() -> list[str]:
    dice = random.Random(1964)
    queries = ["发", "發", "髮", "头发", "頭髮", "頭發", "乾", "干", "箸", "着", "録", "枱", "無"]
    while len(queries) < 150:
        text = dice.choice(TEXTS)
        start = dice.randrange(len(text) + 1)
        piece = text[start : start + dice.choice((1, 2, 2, 3, 4, 5, 8, 12, 20))]
        if piece and all("\u4e00" <= character <= "\u9fff" for character in piece):
            queries.append("".join(dice.choice(variants_of(character)) for character in piece))
    return queries


@pytest.mark.parametrize("variants", [True, False])
def test_searches_find_what_brute_force_finds(archive: Archive, variants: bool) -> None:
    for query in make_queries():
        assert find(archive, query, variants=variants) == truth(query, variants=variants), query


@pytest.mark.parametrize(
    ("query", "text", "matches"),
    [
        ("頭髮", "头发", True),
        ("头发", "頭髮", True),
        ("发展", "發展", True),
        ("發展", "发展", True),
        ("頭髮", "頭發", False),
        ("乾燥", "干燥", True),
        ("干部", "幹部", True),
        ("乾", "幹部", False),
        ("颱風", "檯", False),
    ],
)
def test_words_are_found_in_the_other_script(query: str, text: str, matches: bool, archive: Archive) -> None:
    with_text = {number for number, whole in enumerate(TEXTS, 1) if whole.count(text)}
    only_there = {number for number in with_text if not places(query, TEXTS[number - 1].replace(text, "。"))}
    assert only_there
    assert (only_there <= find(archive, query)) is matches
    assert not only_there & find(archive, query, variants=False)


def test_a_long_text_is_found_in_every_spelling_and_in_no_other(archive: Archive) -> None:
    simplified, traditional, misspelt = len(TEXTS) - 4, len(TEXTS) - 3, len(TEXTS) - 2
    assert find(archive, LONG) == {simplified, traditional, misspelt}
    assert find(archive, LONG_TRADITIONAL) == {simplified, traditional}
    assert find(archive, LONG, variants=False) == {simplified}
    assert find(archive, LONG + "无") == set()
    assert find(archive, LONG * 40) == set()


def test_they_match_wherever_words_stand_in_a_query(archive: Archive) -> None:
    everything = set(range(1, len(TEXTS) + 1))
    hair, growth = truth("头发"), truth("发展")
    assert find(archive, "-头发") == everything - hair
    assert find(archive, "头发 发展") == hair & growth
    assert find(archive, "头发 OR 发展") == hair | growth
    assert find(archive, "发展 -(头发 OR 皇后)") == growth - hair - truth("皇后")
    assert find(archive, "body:头发") == hair
    assert find(archive, "title:头发") == set()
    assert find(archive, "economics发展") == find(archive, '"economics发"*') == {len(TEXTS) - 1}
    assert len(TEXTS) in find(archive, "cafe发")


def test_saved_searches_follow_the_choice_of_who_asks(archive: Archive) -> None:
    saved, _ = saved_searches.save_search(archive, "发", "头发")
    for variants in (True, False):
        expected = truth("头发", variants=variants)
        assert find(archive, "search:发", variants=variants) == expected
        count = saved_searches.count_posts(archive, saved.text, CancelToken(), variants=variants)
        assert count == len(expected)


@pytest.mark.parametrize("variants", [True, False])
def test_what_is_marked_is_what_was_found(archive: Archive, variants: bool) -> None:
    for query in make_queries()[:60]:
        finder = searching.load_hit_finder(archive, query, variants=variants)
        for text in TEXTS:
            spans = find_spans(finder.body, text)
            assert spans or not places(query, text, variants=variants)
            for start, end in spans:  # a mark may go on over a punctuation mark
                marked = "".join(filter(str.isalnum, text[start:end]))
                assert len(marked) == len(query)
                assert places(query, marked, variants=variants)


def test_snippets_mark_the_other_script(archive: Archive) -> None:
    results = searching.search_posts(archive, "头髮")
    assert results.hits
    for hit in results.hits:
        assert {hit.snippet[start:end] for start, end in hit.marks} <= {"头发", "頭髮"}
        assert hit.marks


def test_letters_and_chinese_are_marked_together(archive: Archive) -> None:
    finder = searching.load_hit_finder(archive, "a股发")
    assert find_spans(finder.body, "，Ａ股髮") == ((1, 4),)
    assert find_spans(finder.body, "aa股发") == ()
