"""What a query finds: SQL against a brute-force reading of the tree, over a small corpus in Chinese and English."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.accession import Candidate, ImportSettings
from fonds.model.post import (
    UNKNOWN_DATE,
    BodyFormat,
    DatePrecision,
    FieldValue,
    MediaReference,
    Post,
    PostDate,
    Status,
)
from fonds.model.problems import Problem, ProblemKind
from fonds.model.query import Order, OrderColumn, Scope, ScopeKind
from fonds.model.query_tree import (
    All,
    Any,
    Days,
    Field,
    Has,
    Is,
    KeyMatch,
    Match,
    Node,
    Not,
    Numbers,
    Words,
    leaves,
)
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.posts import get_post, insert_candidates, replace_source, set_trashed
from fonds.text.folding import fold_name
from fonds.text.query_names import known_values
from fonds.text.query_writer import write_query
from store.making import START, accept, add_posts, found, make_candidate
from text.query_trees import days, trees

SENTENCES = [
    "示范区建设取得新进展，呈现新面貌。The Café opens; A股2024年上涨。",
    "长三角一体化示范区 green growth 2024",
    "棒球 report on growth and café culture",
    "上海 北京 economy grows",
    "",
    "一体化。建设",
]
TITLES = ["示范区", "Growth report", "", "上海新闻", "Café 2024", "一体化 economy"]
PATHS = [
    (("体育", "棒球"),),
    (("体育",),),
    (("TCP/IP",), ("新闻",)),
    (),
    (("新闻", "体育"),),
    (("新闻",), ("Ｔech",)),
]
TAGS = [("上海", "Growth"), ("GROWTH",), (), ("长三角",), ("café",), ("上海新闻", "长三角")]
FIELDS = [
    (("layout", "Post"), ("来源", "财经")),
    (("layout", ["post", "page"]),),
    (),
    (("extra", {"kind": "Draft", "deep": ["x"]}),),
    (("layout", True),),
    (("Layout", "post card"),),
]
LANGUAGES = ["zh-CN", "en", "", "zh", "EN_us", "zho"]
COUNT = 48
ACCESSIONS = 3


@dataclass(frozen=True)
class Known:
    """A post and what the archive alone knows of it."""

    post: Post
    text: str
    draft: bool
    duplicate: bool
    collections: tuple[tuple[str, ...], ...]


class Corpus:
    """The archive, closed, and its posts. No dataclass: a failing example would be printed with all of them."""

    def __init__(self, path: Path, posts: list[Known]) -> None:
        self.path = path
        self.posts = posts


def _candidate(number: int) -> Candidate:
    instant = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp()) + number * 11 * 86_400 + number * 5_000
    when = (
        PostDate(instant, (480, -600, 0)[number % 3], DatePrecision.SECOND) if number % 11 else UNKNOWN_DATE
    )
    candidate = make_candidate(
        number,
        " ".join((SENTENCES[number % 6], SENTENCES[number * 5 // 6 % 6])),
        title=TITLES[number // 6 % 6],
        date=when,
        categories=PATHS[number // 2 % 6],
        tags=TAGS[number * 7 // 3 % 6],
        authors=(("张三",), (), ("Ann", "李四"))[number % 3],
        status=list(Status)[number % 5 if number % 2 else 0],
        format=list(BodyFormat)[number % 3],
        language=LANGUAGES[number // 3 % 6],
        slug=f"Slug-{number % 4}",
        permalink="" if number % 4 else f"/a/{number}/",
        fields=FIELDS[number * 11 // 5 % 6],
    )
    problems = (Problem(ProblemKind.NO_DATE, "p"),) if number % 9 == 0 else ()
    path = f"_posts/{'Sport' if number % 3 else 'sub dir'}/2021-{number:02d}[x].md"
    media = (MediaReference("a.png", "a.png"),) if number % 8 == 0 else ()
    return replace(candidate, problems=problems, path=path, media=media)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("query") / "a.fonds"
    with Archive.create(path) as archive:
        _fill(archive)
        return Corpus(path, _read(archive))


def _fill(archive: Archive) -> None:
    with archive.writing() as writer:
        numbers = [
            begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START) for _ in range(ACCESSIONS)
        ]
        for number in range(1, COUNT + 1):
            insert_candidates(
                writer,
                accept([_candidate(number)], numbers[number % ACCESSIONS]),
                when=START + number * 40_000,
            )
        insert_candidates(writer, accept([_candidate(3), _candidate(3), _candidate(4)]), when=START)
        set_trashed(writer, [5, 10, 15, 20, COUNT + 3], START)
        for number in (2, 7, 12):
            replace_source(writer, number, _edited(number, "edited"), "edit", when=START + 9_000_000)
        replace_source(writer, 7, _candidate(7), "edit", when=START + 9_000_000)
        writer.execute("INSERT INTO drafts (post_id, base_revision, edit, saved_at) VALUES (9, 9, '{}', 0)")
        writer.execute(
            "INSERT INTO media (id, digest, size, mime, name, data) VALUES (1, x'00', 0, '', '', x'')"
        )
        for number in range(8, COUNT, 8):
            writer.execute("INSERT INTO post_media VALUES (?, 'a.png', 1, 'a.png')", (number,))
        writer.execute(
            "INSERT INTO collections (id, parent_id, position, name) VALUES (1, 0, 0, 'Best'), (2, 1, 0, '体育')"
        )
        for collection, number in ((1, 3), (1, 5), (2, 6), (2, 7)):
            writer.execute(
                "INSERT INTO collection_posts (collection_id, post_id, position) VALUES (?, ?, 0)",
                (collection, number),
            )


def _edited(number: int, word: str) -> Candidate:
    candidate = _candidate(number)
    body = f"{candidate.plain_text} {word}"
    return replace(make_candidate(number, body, candidate.metadata), path=candidate.path)


def _read(archive: Archive) -> list[Known]:
    with archive.reading() as view:
        posts = [get_post(view, row[0]) for row in view.rows("SELECT id FROM posts ORDER BY id")]
        drafts = {row[0] for row in view.rows("SELECT post_id FROM drafts")}
        media = {row[0] for row in view.rows("SELECT post_id FROM post_media")}
        assert media
    digests = [post.digest for post in posts if post.trashed_at is None]
    places = {3: (("Best",),), 5: (("Best",),), 6: (("Best", "体育"),), 7: (("Best", "体育"),)}
    return [
        Known(
            post,
            post.source.decode("utf-8").split("---\n", 2)[2],
            post.id in drafts,
            post.trashed_at is None and digests.count(post.digest) > 1,
            places.get(post.id, ()),
        )
        for post in posts
    ]


# The brute force: each leaf as its documentation says, in Python alone


def matches(node: Node, known: Known) -> bool:
    match node:
        case All(parts):
            return all(matches(part, known) for part in parts)
        case Any(parts):
            return any(matches(part, known) for part in parts)
        case Not(part):
            return not matches(part, known)
        case Words():
            return _has_words(node, known)
        case Match():
            return _has_value(node, known)
        case KeyMatch(key, value, prefix):
            return any(
                fold_name(name) == fold_name(key)
                and ((prefix and not value) or any(_same(text, value, prefix) for text in _scalars(found)))
                for name, found in known.post.metadata.fields
            )
        case Days():
            return _is_between(node, known)
        case Numbers(field, low, high):
            assert field is Field.ACCESSION
            number = known.post.accession_id
            return number is not None and (low is None or low <= number) and (high is None or number <= high)


def _has_words(words: Words, known: Known) -> bool:
    """Chinese anywhere, English at the beginning of a word; the corpus has no case where the two touch."""
    wanted = fold_name(words.text)
    pieces = [re.escape(piece) for piece in wanted.split()]
    pattern = r"\W+".join(pieces)
    if wanted[0].isascii():
        pattern = r"(?<![a-z0-9])" + pattern
    if wanted[-1].isascii() and not words.prefix:
        pattern += r"(?![a-z0-9])"
    columns = {Field.TITLE: [known.post.metadata.title], Field.BODY: [known.text]}
    texts = (
        columns.get(words.field, [known.post.metadata.title, known.text])
        if words.field
        else [
            known.post.metadata.title,
            known.text,
        ]
    )
    return any(re.search(pattern, fold_name(text)) for text in texts)


def _has_value(match: Match, known: Known) -> bool:
    post, metadata, value = known.post, known.post.metadata, match.value
    match match.field:
        case Field.TAG:
            return any(_same(tag, value, match.prefix) for tag in metadata.tags)
        case Field.AUTHOR:
            return any(_same(name, value, match.prefix) for name in metadata.authors)
        case Field.CATEGORY:
            return any(_is_below(path, value, match.prefix) for path in metadata.categories)
        case Field.COLLECTION:
            return any(_is_below(path, value, match.prefix) for path in known.collections)
        case Field.LANGUAGE:
            language = fold_name(metadata.language).replace("_", "-")
            wanted = fold_name(value).replace("_", "-")
            return _same(language, wanted, match.prefix) or language.startswith(f"{wanted}-")
        case Field.SLUG:
            return _same(metadata.slug, value, match.prefix) and bool(metadata.slug)
        case Field.PERMALINK:
            return _same(metadata.permalink, value, match.prefix) and bool(metadata.permalink)
        case Field.SOURCE:
            return _comes_from(fold_name(post.source_path), fold_name(value))
        case Field.STATUS:
            return metadata.status.value == value
        case Field.FORMAT:
            return metadata.format.value == value
        case _:
            return _has_fact(value, match.field, known)


def _has_fact(value: str, field: Field, known: Known) -> bool:
    post = known.post
    facts = {
        (Field.HAS, Has.MEDIA): bool(post.media),
        (Field.HAS, Has.REVISION): post.revision_number > 0,
        (Field.HAS, Has.PROBLEM): bool(post.problems),
        (Field.HAS, Has.DRAFT): known.draft,
        (Field.HAS, Has.DATE): post.metadata.date.instant is not None,
        (Field.IS, Is.EDITED): post.edited,
        (Field.IS, Is.DRAFT): post.metadata.status is not Status.PUBLISHED,
        (Field.IS, Is.TRASHED): post.trashed_at is not None,
        (Field.IS, Is.DUPLICATE): known.duplicate,
    }
    return facts[field, (Has if field is Field.HAS else Is)(value)]


def _same(text: str, wanted: str, prefix: bool) -> bool:
    text, wanted = fold_name(text), fold_name(wanted)
    return text.startswith(wanted) if prefix else text == wanted


def _is_below(path: tuple[str, ...], wanted: str, prefix: bool) -> bool:
    """Whether a step of the path is where the wanted path ends."""
    starts = [0] if wanted.startswith("/") else list(range(len(path)))
    pieces = ["/".join(path[start:end]) for start in starts for end in range(start + 1, len(path) + 1)]
    return any(_same(piece, wanted.strip("/"), prefix) for piece in pieces)


def _comes_from(path: str, wanted: str) -> bool:
    if "*" in wanted or "?" in wanted:
        pattern = re.escape(wanted).replace(r"\*", ".*").replace(r"\?", ".")
        return re.fullmatch(pattern, path) is not None
    return f"/{wanted.lstrip('/')}" in f"/{path}"


def _scalars(value: object) -> list[str]:
    if isinstance(value, bool):
        return [json.dumps(value)]
    if isinstance(value, list):
        return [text for item in value for text in _scalars(item)]
    if isinstance(value, dict):
        return _scalars(list(value.values()))
    return [str(value)]


def _is_between(asked: Days, known: Known) -> bool:
    if asked.field is Field.MODIFIED:
        day: date = datetime.fromtimestamp(known.post.modified_at).date()
    elif (moment := known.post.metadata.date.moment) is not None:
        day = moment.date()
    else:
        return False
    return (asked.first is None or asked.first <= day) and (asked.last is None or day <= asked.last)


FACTS = [
    Match(field, value)
    for field in (Field.STATUS, Field.FORMAT, Field.HAS, Field.IS)
    for value in known_values(field)
    if value not in (Has.IMAGE, Has.LINK, Has.CODE, Has.TABLE, Is.STARRED)
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
    assert found(archive, " OR ".join(f"(tag:{number} 示范)" for number in range(200))) == []
    assert found(archive, " ".join(f"-(tag:{number} OR 别的)" for number in range(1000))) == [2, 1]
    assert found(archive, "(a OR -(示范 OR -(" * 300 + "tag:t") != [0]
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
