"""Cuts a search text into tokens, in one pass: signs, words, phrases, and fields with their values.

Rule: every character is in at most one token, and a token never means anything yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from fonds.model.query_tree import Field
from fonds.text.folding import fold_name
from fonds.text.query_names import FIELD_NAMES

OPENING, CLOSING = "(（", ")）"
MINUS = "-－"
KEY_SIGNS = "@＠"
"""Before a name: it is a key of the front matter, even if a field is called the same."""
_CLOSERS = {'"': '"＂', "＂": '"＂', "“": "”“", "„": "”“", "”": "”", "「": "」", "『": "』"}
QUOTES = "".join(_CLOSERS)
_SPACE = re.compile(r"\s*")
_BARE = re.compile(rf"[^\s{re.escape(OPENING + CLOSING + QUOTES)}]+")
COLONS = (":", "：")
"""What follows a name. Alone, one means nothing: it only asks the box for the names that there are."""
_COLON = re.compile("[:：]")
KEY_NAME = re.compile(r"[^\W\d][\w.-]*")
_LONGEST_NAME = 100
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


class Sign(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    DASH = auto()  # a minus with nothing right behind it, as between two words: it means nothing
    OR = auto()
    AND = auto()
    NOT = auto()
    WORD = auto()
    PHRASE = auto()
    TERM = auto()


_OPERATORS = {"OR": Sign.OR, "AND": Sign.AND, "NOT": Sign.NOT}


@dataclass(frozen=True, slots=True)
class Token:
    """One token. For TERM: ``name`` as typed, ``field`` (None: a key of the front matter), and where its value begins.

    ``text`` is what a word, phrase or value says, without marks and with single spaces. ``quote`` is the place of a
    quotation mark that is never closed, or -1.
    """

    sign: Sign
    start: int
    end: int
    text: str = ""
    quoted: bool = False
    starred: bool = False
    quote: int = -1
    name: str = ""
    field: Field | None = None
    value_start: int = 0


def scan(text: str) -> Iterator[Token]:
    """The tokens of a search text."""
    text = _NOT_TEXT.sub(lambda found: " " if found[0] == "\0" else "\ufffd", text)
    place = _skip(text, 0)
    while place < len(text):
        token = _next_token(text, place)
        yield token
        place = _skip(text, token.end)


def quote(text: str) -> str:
    """A text in quotation marks, such that it is read as it is."""
    return '"' + re.sub('(["＂])', r"\1\1", text) + '"'


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found is not None else place


def _next_token(text: str, place: int) -> Token:
    character = text[place]
    if character in OPENING or character in CLOSING:
        return Token(Sign.OPEN if character in OPENING else Sign.CLOSE, place, place + 1)
    if character in MINUS:
        alone = not text[place + 1 : place + 2].strip()
        return Token(Sign.DASH if alone else Sign.MINUS, place, place + 1)
    if character in _CLOSERS:
        return _phrase(text, place)
    found = _BARE.match(text, place)
    assert found is not None
    word, end = found[0], found.end()
    if word in _OPERATORS:
        return Token(_OPERATORS[word], place, end, word)
    return _term(text, place, word) or Token(Sign.WORD, place, end, _unstarred(word))


def _unstarred(text: str) -> str:
    return text.rstrip("*") or text


def _phrase(text: str, place: int) -> Token:
    said, end, closed = _quoted(text, place)
    starred = text[end : end + 1] == "*"
    return Token(Sign.PHRASE, place, end + starred, said, closed, starred, -1 if closed else place)


def _quoted(text: str, place: int) -> tuple[str, int, bool]:
    """What is said from a quotation mark on, the place after it, and whether it was closed. A doubled closing mark is
    one that is meant."""
    closers = _CLOSERS[text[place]]
    ending = re.compile(f"[{closers}]")
    parts: list[str] = []
    start = place + 1
    while (found := ending.search(text, start)) is not None:
        parts.append(text[start : found.start()])
        if text[found.end() : found.end() + 1] != found[0]:
            return " ".join("".join(parts).split()), found.end(), True
        parts.append(found[0])
        start = found.end() + 1
    parts.append(text[start:])
    return " ".join("".join(parts).split()), len(text), False


def _term(text: str, place: int, word: str) -> Token | None:
    """The field and the value that begin here; None when it is an ordinary word, as in ``12:30`` or ``https://…``."""
    colon = _COLON.search(word, 1, _LONGEST_NAME)
    if colon is None:
        return None
    name, rest = word[: colon.start()], word[colon.end() :]
    forced = len(name) > 1 and name[0] in KEY_SIGNS
    name = name[1:] if forced else name
    field = None if forced else FIELD_NAMES.get(fold_name(name))
    begins = place + colon.end()
    quoted = not rest and text[begins : begins + 1] in (*_CLOSERS,)
    if field is None:
        is_key = forced or (colon[0] == ":" and KEY_NAME.fullmatch(name) is not None)
        if not is_key or rest.startswith("//") or not (rest or quoted):
            return None
    if quoted:
        value = _phrase(text, begins)
        said, closed, starred, end, mark = value.text, value.quoted, value.starred, value.end, value.quote
    else:
        closed, end, mark = False, place + len(word), -1
        is_pattern = field is Field.SOURCE
        said = rest if is_pattern else rest.rstrip("*")
        starred = said != rest
    return Token(
        Sign.TERM, place, end, said, closed, starred, mark, name=name, field=field, value_start=begins
    )
