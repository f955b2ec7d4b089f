"""What a query finds: SQL against a brute-force reading of the tree, over a small corpus in Chinese and English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.post import (
    FieldValue,
)
from fonds.model.query import Order, OrderColumn, Scope, ScopeKind
from fonds.model.query_tree import (
    All,
    Any,
    Field,
    Is,
    KeyMatch,
    Match,
    Node,
    Not,
    Numbers,
    Words,
    leaves,
)
from fonds.store.archive import Archive
from fonds.store.posts import set_trashed
from fonds.text.query_names import known_values
from fonds.text.query_writer import write_query
from store.making import START, add_posts, found, make_candidate
from store.query_corpus import Corpus, fill, matches, read_corpus
from text.query_trees import days, trees


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("query") / "a.fonds"
    with Archive.create(path) as archive:
        fill(archive)
        return Corpus(path, read_corpus(archive))


FACTS = [
    Match(field, value)
    for field in (Field.STATUS, Field.FORMAT, Field.HAS, Field.IS)
    for value in known_values(field)
]


def _named(field: Field, text: str) -> Match:
    starred = field is not Field.SOURCE and text.endswith("*")
    return Match(field, text.removesuffix("*") if starred else text, starred)


NAMED = {
    Field.TAG: ["上海", "growth", "Ｇrowth", "长", "CAFE", "no", "上海*"],
    Field.AUTHOR: ["张三", "ann", "李*"],
    Field.CATEGORY: [
        "体育",
        "体育/棒球",
        "/体育",
        "新闻/体育",
        "tcp/ip",
        "ip",
        "/新闻",
        "新*",
        "tech",
        "/棒球",
    ],
    Field.COLLECTION: ["best", "BEST/体育", "体育", "/体育"],
    Field.LANGUAGE: ["zh", "ZH_cn", "en", "e*"],
    Field.SLUG: ["slug-1", "SLUG*"],
    Field.PERMALINK: ["/a/*", "/a/4/"],
    Field.SOURCE: [
        "_posts/sport",
        "sub dir",
        "2021-0",
        "*[x].md",
        "_posts/*/2021-?1*",
        "sport",
        "/posts",
        "md",
    ],
}
NAMED_LEAVES = [_named(field, text) for field, texts in NAMED.items() for text in texts]
EVERYWHERE = Any((Match(Field.IS, Is.TRASHED), Not(Match(Field.IS, Is.TRASHED))))
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(
        Words,
        st.sampled_from(
            ["示范", "区", "一体化", "起", "growth", "Gro", "CAFE", "2024", "report on", "上海", "建设"]
        ),
        st.booleans(),
        st.sampled_from([None, None, Field.TITLE, Field.BODY]),
    ),
    st.sampled_from(FACTS),
    st.sampled_from(NAMED_LEAVES),
    st.builds(
        KeyMatch,
        st.sampled_from(["layout", "extra", "来源", "none"]),
        st.sampled_from(["post", "draft", "财经", "true", "x"]),
        st.booleans(),
    ),
    st.just(KeyMatch("layout", "", prefix=True)),
    days(st.dates(date(2019, 12, 30), date(2022, 3, 1))),
    st.builds(
        lambda low, more: Numbers(Field.ACCESSION, low, low + more), st.integers(0, 4), st.integers(0, 2)
    ),
    st.builds(Numbers, st.just(Field.WORDS), st.integers(0, 700), st.just(None)),
    st.builds(lambda high: Numbers(Field.WORDS, None, high), st.integers(-1, 700)),
)


@settings(max_examples=250, deadline=None)
@given(tree=trees(LEAVES), column=st.sampled_from(list(OrderColumn)), descending=st.booleans())
def test_sql_finds_what_brute_force_finds(
    corpus: Corpus, tree: Node, column: OrderColumn, descending: bool
) -> None:
    everywhere = Match(Field.IS, Is.TRASHED) in leaves(tree)
    truth = {
        known.post.id
        for known in corpus.posts
        if matches(tree, known) and (everywhere or known.post.trashed_at is None)
    }
    with Archive.open(corpus.path, read_only=True) as archive:
        listed = found(archive, write_query(tree), order=Order(column, descending))
    assert len(listed) == len(set(listed))
    assert set(listed) == truth


@pytest.mark.parametrize(
    "leaf",
    [
        *FACTS,
        KeyMatch("layout", "post"),
        Words("示范"),
        *(_named(field, texts[0]) for field, texts in NAMED.items()),
    ],
)
def test_every_fact_holds_for_some_and_not_for_all(corpus: Corpus, leaf: Node) -> None:
    with Archive.open(corpus.path, read_only=True) as archive:
        count = len(found(archive, write_query(All((leaf, EVERYWHERE)))))
    assert 0 < count < len(corpus.posts)


def test_trashed_posts_are_found_only_when_asked_for(archive: Archive) -> None:
    add_posts(archive, make_candidate(1), make_candidate(2))
    with archive.writing() as writer:
        set_trashed(writer, [1], START)
    assert found(archive, "示范") == [2]
    assert found(archive, "is:trashed") == [1]
    assert found(archive, "示范 is:trashed") == [1]
    assert found(archive, "示范 -is:trashed") == [2]
    assert found(archive, "is:trashed OR 示范") == [2, 1]
    assert found(archive, "示范", Scope(ScopeKind.TRASH)) == [1]
    assert found(archive, "is:trashed", Scope(ScopeKind.TRASH)) == [1]
    assert found(archive, "-is:trashed", Scope(ScopeKind.TRASH)) == []


def _save_searches(archive: Archive, **searches: str) -> None:
    with archive.writing() as writer:
        for name, text in searches.items():
            writer.execute(
                "INSERT INTO saved_searches (name, query, position) VALUES (?, ?, 0)", (name, text)
            )


def test_saved_searches_are_put_in(archive: Archive) -> None:
    add_posts(archive, make_candidate(1), make_candidate(2, tags=("少",)), make_candidate(3, "别的"))
    _save_searches(archive, Mine="示范 OR tag:少", empty="", inner="search:mine -tag:少", trash="is:trashed")
    with archive.writing() as writer:
        set_trashed(writer, [3], START)
    assert found(archive, "search:mine") == [2, 1]
    assert found(archive, "search:MINE tag:少") == [2]
    assert found(archive, "-search:mine") == []
    assert found(archive, "search:inner") == [1]
    assert found(archive, "search:empty") == found(archive, "") == [2, 1]
    assert found(archive, "-search:empty") == []
    assert found(archive, "search:trash") == [3]
    assert found(archive, "search:nowhere") == []
    assert found(archive, "-search:nowhere") == [2, 1]
    assert found(archive, "示范 OR search:nowhere") == [2, 1]


def test_saved_searches_that_lead_back_find_nothing(archive: Archive) -> None:
    add_posts(archive, make_candidate(1))
    _save_searches(archive, a="search:b", b="search:a OR 示范", self="search:self")
    assert found(archive, "search:a") == [1]
    assert found(archive, "search:self") == []
    doubling = {f"d{level}": f"search:d{level + 1} (示范 search:d{level + 1})" for level in range(60)}
    _save_searches(archive, **doubling, d60="示范")
    assert found(archive, "search:d0") == []


def test_the_largest_query_is_only_slow(archive: Archive) -> None:
    add_posts(archive, make_candidate(1), make_candidate(2, tags=("t",)))
    _save_searches(
        archive, deep="(tag:t OR 示范 -(" * 3 + "search:deeper", deeper="(a OR (b -(is:edited c " * 3
    )
    assert found(archive, " OR ".join(f"(tag:{number} 示范)" for number in range(200))) == []
    assert found(archive, " ".join(f"-(tag:{number} OR 别的)" for number in range(1000))) == [2, 1]
    for pieces in (
        "(a OR (b ",
        "(a -(b ",
        "(a OR -(示范 OR -(",
        "(a OR b -(",
        "(tag:t OR 示范 -(",
        "(tag:t OR is:duplicate -(has:revision 示范 -(is:edited OR source:x -(",
        "-(tag:t -(author:a OR date:2021 -(b OR c -(",
    ):
        for end in ("", "is:duplicate", "示范", ") OR a" * 5):
            found(archive, pieces * 300 + end)
            found(archive, f"{pieces * 2} search:deep (" + f"{pieces * 3} (d OR e {end}) " * 60)
    assert found(archive, " OR ".join(f"词{number}" for number in range(3000)) + " OR 示范") == [2, 1]


def test_keys_of_the_front_matter_may_hold_anything(archive: Archive) -> None:
    deep: FieldValue = "x"
    for _ in range(60):
        deep = [deep]
    add_posts(
        archive,
        make_candidate(1, fields=(("k", deep), ("ＫＥＹ", "A  b"), ("quote", 'say "hi"'), ("null", None))),
    )
    assert found(archive, 'key:"a b"') == [1]
    assert found(archive, 'quote:"say ""HI"""') == [1]
    assert found(archive, "k:x") == []
    assert found(archive, "null:*") == [1]
    assert found(archive, "null:x OR none:*") == []


def test_a_path_that_is_no_text_is_found(archive: Archive) -> None:
    odd = replace(make_candidate(1), path="_posts/caf\udce9/Ünsinn.md")
    add_posts(archive, odd, make_candidate(2))
    assert found(archive, "source:unsinn") == [1]
    assert found(archive, "source:_posts/caf*") == [1]
    assert found(archive, "source:_posts/2022") == [2]
