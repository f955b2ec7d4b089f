"""The marks that generators put into texts, found: what each is and where it stands. No mark is ever run.

Scanners read a body in which code has been blanked out, each in time that grows with the body's length, whatever is
left open in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fonds.render.request import Mention

LONGEST = 4000
"""Characters of one mark; what is longer is text."""


class PieceKind(StrEnum):
    """What a mark stands for. ADDRESS is that of a post, FILE that of a file; LITERAL is shown as it is written, MORE is where
    a list of posts breaks off, NOTHING is not seen."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    FILE = "file"
    LINK = "link"
    NOTE = "note"
    ADDRESS = "address"
    ANCHOR = "anchor"
    CODE = "code"
    OPEN = "open"
    CLOSE = "close"
    MORE = "more"
    NOTHING = "nothing"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Piece:
    """A mark at ``start`` to ``end``. ``target`` is a file as written, an anchor or a code text; ``mention`` a post.

    ``label`` is what is shown for it, ``part`` the heading that is meant, ``width`` and ``height`` are in pixels.
    ``sure`` marks whose post is not there are shown as such; others then stay the text that they are.
    """

    start: int
    end: int
    kind: PieceKind
    target: str = ""
    mention: Mention | None = None
    label: str = ""
    part: str = ""
    width: str = ""
    height: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands between an opening and a closing mark: ``inner`` is it, without blanks around it."""

    start: int
    end: int
    opener: str
    inner: str


def find_marks(text: str, pairs: dict[str, str], place: int = 0) -> Iterator[Mark]:
    """The marks of a text by their openers and closers; of nested ones the innermost."""
    last = {opener: text.rfind(closer) for opener, closer in pairs.items()}
    openers = re.compile("|".join(re.escape(opener) for opener in sorted(pairs, key=len, reverse=True)))
    found = openers.search(text, place)
    while found is not None:
        opener, start, place = found.group(), found.start(), found.end()
        closer = pairs[opener]
        end = text.find(closer, place, place + LONGEST) if last[opener] >= place else -1
        following = openers.search(text, place)
        if end >= 0 and (following is None or following.start() > end):
            yield Mark(start, end + len(closer), opener, text[place:end].strip().strip("-~").strip())
            following = openers.search(text, end + len(closer))
        found = following


_WORD = re.compile(
    r"(?:(?P<key>[\w.-]+)[ \t]*[=:][ \t]*)?(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|`(?P<c>[^`]*)`|(?P<d>[^\s,\"']+))"
)


def words(text: str) -> tuple[list[str], dict[str, str]]:
    """The words of a mark, quoted ones whole, and those that have a name."""
    plain: list[str] = []
    named: dict[str, str] = {}
    for match in _WORD.finditer(text):
        value = next(value for value in match.group("a", "b", "c", "d") if value is not None)
        if match["key"]:
            named[match["key"].lower()] = value
        else:
            plain.append(value)
    return plain, named


class Closers:
    """Finds the end of a block that has one; asked again for one that is not there, it does not look again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._gone: set[str] = set()

    def find(self, pattern: str, place: int) -> re.Match[str] | None:
        """The first match from a place on."""
        if pattern in self._gone:
            return None
        found = re.compile(pattern).search(self._text, place)
        if found is None:
            self._gone.add(pattern)
        return found


def without_overlaps(pieces: list[Piece]) -> list[Piece]:
    """The pieces in order; of two at one place the first."""
    chosen: list[Piece] = []
    end = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= end:
            chosen.append(piece)
            end = piece.end
    return chosen
