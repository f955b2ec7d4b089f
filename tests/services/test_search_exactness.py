"""A thousand searches of a fixed corpus find exactly what brute force finds: in Chinese of every length, in words, their
beginnings and phrases, in mixed, full-width and accented text, in titles and in bodies; also after saves.

The corpus is 1,500 posts with the statistics of finance news, the files of the sample site, and some odd texts. The
brute force here looks into every text with ``in``, after writing both in a form that knows where words and runs end.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from newsarchive import candidate_of
from newslike import make_posts

from fonds.model.accession import Candidate
from fonds.model.query import ListRequest
from fonds.services import archives, browsing
from fonds.services.archives import Archive
from fonds.store.posts import AcceptedCandidate, insert_candidates, replace_source, set_trashed

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
ODD = [
    *(
        "",
        "示",
        "。",
        "起，坐",
        "起坐",
        "起坐。",
        "か\u3099ｶﾞｲﾄﾞ カード ー々〇",
        "가나다 한국어",
        "\U00020000\U00020001示\U00020000",
    ),
    *(
        "Ａ股２０２４年，ＡＢＣ",
        "A股 2024",
        "aA股2024b",
        "Cafe\u0301 CAFÉ café naïve",
        "ﬁnance ﬂow",
        "don't e-mail x_y <b>bold</b>",
    ),
    *(
        "5G基站4K",
        "示范区" * 400,
        "the the the economy",
        "Straße ΣΊΣΥΦΟΣ Ёлка",
        "1,234.56% 12345",
        "\n\n示\n范\n区\n",
        "🙂示范🙂区",
    ),
]
UNSPACED = "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
PARTS = re.compile(f"([{UNSPACED}]+)|([^\\W_{UNSPACED}]+)")
RUN = re.compile(f"[{UNSPACED}]+")
WORD = re.compile(r"[A-Za-zéïÉ]{2,}")
SPOKEN = re.compile('["“”„‟＂「」『』«»‹›:：()（）*＊\\-－–—−,\0]')
"""Signs that mean something to the language of queries: no searched text has them."""
FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}

Matches = Callable[["Text"], bool]


@dataclass(frozen=True)
class Text:
    """A post's title and body in the form that is looked into: a run of unspaced characters ends with ``|``, a word has
    a blank on either side, and nothing else is left."""

    title: str
    body: str


def test_a_thousand_searches_find_what_brute_force_finds(corpus: tuple[Path, dict[int, Candidate]]) -> None:
    path, candidates = corpus
    with archives.opened(path) as archive:
        searches = Searches(random.Random(2022), list(candidates.values()))
        compare(archive, candidates, searches.draw(1_000))


def test_the_same_after_saves(corpus: tuple[Path, dict[int, Candidate]], tmp_path: Path) -> None:
    path = tmp_path / "saved.fonds"
    path.write_bytes(corpus[0].read_bytes())
    candidates = dict(corpus[1])
    dice = random.Random(9)
    with archives.opened(path) as archive:
        for number in dice.sample(sorted(candidates), 40):
            other = candidates[dice.choice(list(candidates))]
            body = other.plain_text[: dice.randrange(len(other.plain_text) + 1)]
            changed = replace(candidates[number], plain_text=f"{body}新写的一句save{number}。")
            with archive.writing() as writer:
                replace_source(writer, number, changed, "edit")
            candidates[number] = changed
        trashed = dice.sample(sorted(candidates), 20)
        with archive.writing() as writer:
            set_trashed(writer, trashed, 1)
        for number in trashed:
            del candidates[number]
        searches = Searches(dice, list(candidates.values())).draw(150)
        compare(archive, candidates, [*searches, phrase("新写的一句"), phrase("一句save", prefix=True)])
    with archives.opened(path) as archive:
        compare(archive, candidates, searches[:40])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[int, Candidate]]]:
    """An archive, closed, and the candidate of each of its posts."""
    made = [candidate_of(post) for post in make_posts(1_500, seeds=False)]
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(SAMPLE.rglob("*.md"))] + ODD
    for number, text in enumerate(texts):
        path = f"_posts/odd-{number}.md"
        title = text.strip().partition("\n")[2].partition("\n")[0] or text[:20]
        metadata = replace(made[number].metadata, title=title)
        made.append(replace(made[number], path=path, metadata=metadata, plain_text=text))
    random.Random(3).shuffle(made)
    place = tmp_path_factory.mktemp("exact") / "exact.fonds"
    with archives.create_archive(place) as archive, archive.writing() as writer:
        rows = [AcceptedCandidate(candidate, None, number) for number, candidate in enumerate(made)]
        numbers = insert_candidates(writer, rows)
    yield place, dict(zip(numbers, made, strict=True))


# What is searched for, and what that means


@dataclass(frozen=True)
class Search:
    """A text that is typed, and whether a post is what it asks for."""

    typed: str
    matches: Matches


def phrase(text: str, *, prefix: bool = False, field: str = "", typed: str = "") -> Search:
    """One piece of text. ``prefix``: its last word may go on."""
    wanted = written(text)
    if RUN.fullmatch(text[-1:]) or (prefix and re.fullmatch(r"[^\W_]", text[-1:])):
        wanted = wanted[:-1]
    name = f"{field}:" if field else ""
    typed = typed or (text if prefix else f'"{text}"')

    def matches(post: Text) -> bool:
        return bool(wanted) and (
            (field != "body" and wanted in post.title) or (field != "title" and wanted in post.body)
        )

    return Search(f"{name}{typed}", matches)


def written(text: str) -> str:
    """The form that is looked into."""
    folded = unicodedata.normalize("NFKC", text).lower()
    bare = "".join(sign for sign in unicodedata.normalize("NFD", folded) if not "\u0300" <= sign <= "\u036f")
    folded = unicodedata.normalize("NFC", bare)
    return "".join(f"{run}|" if run else f" {word} " for run, word in PARTS.findall(folded))


class Searches:
    """Draws searches from the texts of a corpus."""

    def __init__(self, dice: random.Random, candidates: list[Candidate]) -> None:
        self._dice = dice
        self._texts = [text for one in candidates for text in (one.plain_text, one.metadata.title) if text]
        runs = [run for text in self._texts for run in RUN.findall(text)]
        self._runs = {length: [run for run in runs if len(run) >= length] for length in range(1, 9)}
        self._words = [word for text in self._texts for word in WORD.findall(text)]

    def draw(self, count: int) -> list[Search]:
        """So many, of each kind in turn."""
        kinds = (
            self._run,
            self._slice,
            self._word,
            self._run,
            self._two,
            self._slice,
            self._field,
            self._run,
        )
        return [kinds[number % len(kinds)](number) for number in range(count)]

    def _run(self, number: int) -> Search:
        """One to eight unspaced characters from anywhere."""
        length = number // 2 % 8 + 1
        run = self._dice.choice(self._runs[length])
        start = self._dice.randrange(len(run) - length + 1)
        piece = run[start : start + length]
        return phrase(
            piece, typed=self._dice.choice((piece, piece, f'"{piece}"', f"“{piece}”", f"「{piece}」"))
        )

    def _slice(self, number: int) -> Search:
        """Any text from its middle, with the punctuation that it has; often begins or ends within a word."""
        for _ in range(1_000):
            text = self._dice.choice(self._texts)
            start = self._dice.randrange(len(text))
            piece = " ".join(SPOKEN.sub(" ", text[start : start + self._dice.randint(1, 16)]).split())
            if written(piece):
                break
        star = self._dice.random() < 0.3 and re.fullmatch(r"[^\W_]", piece[-1]) is not None
        return phrase(piece, prefix=star, typed=f'"{piece}"{"*" if star else ""}')

    def _word(self, number: int) -> Search:
        """A word or the beginning of one, as people may write it."""
        word = self._dice.choice(self._words)
        whole = self._dice.random() < 0.4
        piece = word if whole else word[: self._dice.randint(1, len(word))]
        if piece in ("OR", "AND", "NOT"):
            piece = piece.lower()
        if self._dice.random() < 0.3:
            piece = piece.lower().replace("e", "é").replace("u", "ü")
        if self._dice.random() < 0.3:
            piece = piece.lower().translate(FULL_WIDTH)
        return phrase(piece, prefix=not whole)

    def _two(self, number: int) -> Search:
        """Both of two, either, or one without the other."""
        one, other = self._run(number), self._dice.choice((self._run, self._word))(number + 5)
        joined: tuple[tuple[str, Matches], ...] = (
            (f"{one.typed} {other.typed}", lambda post: one.matches(post) and other.matches(post)),
            (f"{one.typed} OR {other.typed}", lambda post: one.matches(post) or other.matches(post)),
            (f"{one.typed} -{other.typed}", lambda post: one.matches(post) and not other.matches(post)),
        )
        return Search(*joined[number // 8 % len(joined)])

    def _field(self, number: int) -> Search:
        """A piece in the title or in the body alone."""
        length = self._dice.randint(1, 3)
        run = self._dice.choice(self._runs[length])
        if self._dice.random() < 0.2:
            return phrase(self._dice.choice(self._words), field=self._dice.choice(("title", "body")))
        return phrase(run[:length], prefix=True, field=self._dice.choice(("title", "body")))


def compare(archive: Archive, candidates: dict[int, Candidate], searches: list[Search]) -> None:
    """Each search finds these very posts."""
    texts = {
        number: Text(written(candidate.metadata.title), written(candidate.plain_text))
        for number, candidate in candidates.items()
    }
    wrong: list[str] = []
    for search in searches:
        truth = {number for number, text in texts.items() if search.matches(text)}
        request = ListRequest(search_text=search.typed, variants=False)
        found = list(browsing.list_posts(archive, request).ids)
        if len(found) != len(truth) or set(found) != truth:
            wrong.append(
                f"{search.typed!r}: {len(set(found) - truth)} wrong, {len(truth - set(found))} missing"
            )
    assert wrong == []
