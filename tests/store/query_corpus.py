"""A small corpus in Chinese and English, and what a query finds in it: by brute force, in Python alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from fonds.model.accession import Candidate, ImportSettings
from fonds.model.post import (
    UNKNOWN_DATE,
    BodyFormat,
    Content,
    DatePrecision,
    MediaReference,
    Post,
    PostDate,
    Status,
)
from fonds.model.problems import Problem, ProblemKind
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
)
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.own_facts import set_note, set_rating, set_read
from fonds.store.posts import get_post, insert_candidates, replace_source, set_trashed
from fonds.store.stars import set_starred
from fonds.text.folding import fold_name
from store.making import START, accept, make_candidate

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
NOTES = {3: "See the Café’s 来信", 5: "Growth?", 12: "来信"}
CONTENT = {
    Has.IMAGE: Content.IMAGE,
    Has.LINK: Content.LINK,
    Has.CODE: Content.CODE,
    Has.TABLE: Content.TABLE,
}
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
    content: Content
    words: int


class Corpus:
    """The archive, closed, and its posts. No dataclass: a failing example would be printed with all of them."""

    def __init__(self, path: Path, posts: list[Known]) -> None:
        self.path = path
        self.posts = posts


def numbered(number: int) -> Candidate:
    """The candidate of post ``number``; its facts repeat in periods that do not fit."""
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
    content = Content(number * 7 % 16)
    return replace(candidate, problems=problems, path=path, media=media, content=content, words=number * 13)


def fill(archive: Archive) -> None:
    """Put the corpus into an archive: some posts trashed, edited, twice there, with drafts, media and collections."""
    with archive.writing() as writer:
        numbers = [
            begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START) for _ in range(ACCESSIONS)
        ]
        for number in range(1, COUNT + 1):
            insert_candidates(
                writer,
                accept([numbered(number)], numbers[number % ACCESSIONS]),
                when=START + number * 40_000,
            )
        insert_candidates(writer, accept([numbered(3), numbered(3), numbered(4)]), when=START)
        set_trashed(writer, [5, 10, 15, 20, COUNT + 3], START)
        set_starred(writer, [2, 5, 8, 20, 31], START)
        for rating in range(1, 6):
            set_rating(writer, list(range(rating, COUNT, 7)), rating)
        set_read(writer, [1, 5, 9, 30], START)
        for number, note in NOTES.items():
            set_note(writer, number, note, START)
        for number in (2, 7, 12):
            replace_source(writer, number, _edited(number, "edited"), "edit", when=START + 9_000_000)
        replace_source(writer, 7, numbered(7), "edit", when=START + 9_000_000)
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
    candidate = numbered(number)
    body = f"{candidate.plain_text} {word}"
    return replace(make_candidate(number, body, candidate.metadata), path=candidate.path)


def read_corpus(archive: Archive) -> list[Known]:
    """What there is to know of each post."""
    with archive.reading() as view:
        posts = [get_post(view, row[0]) for row in view.rows("SELECT id FROM posts ORDER BY id")]
        drafts = {row[0] for row in view.rows("SELECT post_id FROM drafts")}
        media = {row[0] for row in view.rows("SELECT post_id FROM post_media")}
        assert media
    digests = [post.digest for post in posts if post.trashed_at is None]
    same = {COUNT + 1: 3, COUNT + 2: 3, COUNT + 3: 4}
    facts = {post.id: numbered(same.get(post.id, post.id)) for post in posts}
    facts |= {number: _edited(number, "edited") for number in (2, 12)}
    places = {3: (("Best",),), 5: (("Best",),), 6: (("Best", "体育"),), 7: (("Best", "体育"),)}
    return [
        Known(
            post,
            post.source.decode("utf-8").split("---\n", 2)[2],
            post.id in drafts,
            post.trashed_at is None and digests.count(post.digest) > 1,
            places.get(post.id, ()),
            facts[post.id].content,
            facts[post.id].words,
        )
        for post in posts
    ]


# The brute force: each leaf as its documentation says, in Python alone


def matches(node: Node, known: Known) -> bool:
    """Whether a post is what a tree asks for."""
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
            facts = {Field.ACCESSION: known.post.accession_id, Field.RATING: known.post.rating}
            number = facts.get(field, known.words)
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
        case Field.NOTE:
            return fold_name(value) in fold_name(NOTES.get(post.id, ""))
        case Field.STATUS:
            return metadata.status.value == value
        case Field.FORMAT:
            return metadata.format.value == value
        case _:
            return _has_fact(value, match.field, known)


def _has_fact(value: str, field: Field, known: Known) -> bool:
    post = known.post
    facts: dict[tuple[Field, str], bool] = {
        (Field.HAS, Has.MEDIA): bool(post.media),
        (Field.HAS, Has.REVISION): post.revision_number > 0,
        (Field.HAS, Has.PROBLEM): bool(post.problems),
        (Field.HAS, Has.DRAFT): known.draft,
        (Field.HAS, Has.NOTE): post.id in NOTES,
        (Field.HAS, Has.DATE): post.metadata.date.instant is not None,
        (Field.IS, Is.EDITED): post.edited,
        (Field.IS, Is.DRAFT): post.metadata.status is not Status.PUBLISHED,
        (Field.IS, Is.TRASHED): post.trashed_at is not None,
        (Field.IS, Is.STARRED): post.starred_at is not None,
        (Field.IS, Is.READ): post.read_at is not None,
        (Field.IS, Is.UNREAD): post.read_at is None,
        (Field.IS, Is.DUPLICATE): known.duplicate,
    }
    for has, content in CONTENT.items():
        facts[Field.HAS, has] = content in known.content
    return facts[field, value]


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
