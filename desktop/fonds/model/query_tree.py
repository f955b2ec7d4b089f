"""A query: what a search text means, as a tree of frozen values, and what is wrong with the text.

Rule: a tree is in its normal form. ``All`` and ``Any`` have two parts or more and none of their own kind, ``Not`` holds
no ``Not``, texts and values are stripped and not empty. ``all_of``, ``any_of`` and ``negated`` keep to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fonds.model.problems import fill_template


class Field(StrEnum):
    """What a query can ask of by name. Every other name is a key of the front matter."""

    TITLE = "title"
    BODY = "body"
    CATEGORY = "category"
    TAG = "tag"
    COLLECTION = "collection"
    AUTHOR = "author"
    SOURCE = "source"
    ACCESSION = "accession"
    STATUS = "status"
    FORMAT = "format"
    LANGUAGE = "lang"
    HAS = "has"
    IS = "is"
    DATE = "date"
    MODIFIED = "modified"
    WORDS = "words"
    RATING = "rating"
    NOTE = "note"
    SLUG = "slug"
    PERMALINK = "permalink"
    SEARCH = "search"


class Has(StrEnum):
    """The values of ``has:``. DRAFT is unsaved text, DATE any date, REVISION any state but the present one, NOTE what the
    archivist wrote down."""

    IMAGE = "image"
    LINK = "link"
    CODE = "code"
    TABLE = "table"
    MEDIA = "media"
    REVISION = "revision"
    PROBLEM = "problem"
    DRAFT = "draft"
    DATE = "date"
    NOTE = "note"


class Is(StrEnum):
    """The values of ``is:``. DRAFT is whatever is not published, as in the navigator; EDITED differs from the bytes that
    were imported; STARRED and READ were marked by hand; DUPLICATE has the same bytes as another post outside the trash."""

    EDITED = "edited"
    DRAFT = "draft"
    TRASHED = "trashed"
    STARRED = "starred"
    READ = "read"
    UNREAD = "unread"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Words:
    """Words one after the other, in the title or the body, or in the one that ``field`` names. ``prefix``: the last may
    go on, as a word that is typed without quotation marks may. ``variants``: Traditional and Simplified characters match
    each other (``text/variants``); no search text says so, but whoever asks the archive."""

    text: str
    prefix: bool = True
    field: Field | None = None
    variants: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A field with a value, compared without case, accents and width. ``prefix``: the value may go on.

    A category or a collection is meant with its subtree, and may be the end of a path (``a/b``) or, from ``/`` on, the
    whole of it. A source is the beginning of a path or of any part of it; with ``*`` or ``?`` it is a pattern for all of
    it. A language is meant with its regions. A NOTE holds the value anywhere. HAS, IS, STATUS and FORMAT have the values of their enumerations.
    """

    field: Field
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class KeyMatch:
    """A key of the front matter whose value, or one of its values, is this one. ``prefix`` with an empty value: the key
    is there."""

    key: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """DATE or MODIFIED from ``first`` to ``last``, both included; None leaves a side open, never both."""

    field: Field
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """WORDS, RATING or ACCESSION from ``low`` to ``high``, both included; None leaves a side open, never both."""

    field: Field
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part at least."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All posts but these."""

    part: Node


Leaf = Words | Match | KeyMatch | Days | Numbers
Node = Leaf | All | Any | Not


class QueryFault(StrEnum):
    """What can be wrong with a search text."""

    UNCLOSED_QUOTE = "unclosed-quote"
    UNCLOSED_PARENTHESIS = "unclosed-parenthesis"
    STRAY_PARENTHESIS = "stray-parenthesis"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    OPERATOR_ALONE = "operator-alone"
    NO_VALUE = "no-value"
    UNKNOWN_VALUE = "unknown-value"
    NOT_A_DATE = "not-a-date"
    NOT_A_NUMBER = "not-a-number"
    EMPTY_RANGE = "empty-range"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_COLLECTION = "unknown-collection"
    UNKNOWN_SEARCH = "unknown-search"
    SEARCH_ALIKE = "search-alike"


FAULT_TEMPLATES: dict[QueryFault, str] = {
    QueryFault.UNCLOSED_QUOTE: "The quotation mark is not closed.",
    QueryFault.UNCLOSED_PARENTHESIS: "The parenthesis is not closed.",
    QueryFault.STRAY_PARENTHESIS: "This parenthesis closes nothing.",
    QueryFault.TOO_DEEP: "Parentheses go {limit} deep at most; this one is ignored.",
    QueryFault.TOO_MANY: "A search has {limit} fields at most; this one is ignored.",
    QueryFault.OPERATOR_ALONE: "{operator} needs something on either side.",
    QueryFault.NO_VALUE: "{field} needs a value.",
    QueryFault.UNKNOWN_VALUE: "{field} does not know “{value}”. It knows {known}.",
    QueryFault.NOT_A_DATE: "“{value}” is not a date. Try 2021, 2021-03, 2021-03..2022 or >2021-06-01.",
    QueryFault.NOT_A_NUMBER: "“{value}” is not a number. Try 500, >500 or 100..500.",
    QueryFault.EMPTY_RANGE: "“{value}” ends before it begins.",
    QueryFault.UNKNOWN_KEY: "“{key}” is no field, and no post has it in its front matter.",
    QueryFault.UNKNOWN_COLLECTION: "There is no collection “{name}”.",
    QueryFault.UNKNOWN_SEARCH: "There is no saved search “{name}”.",
    QueryFault.SEARCH_ALIKE: "There is no saved search “{name}”; but there is {alike}.",
}


@dataclass(frozen=True, slots=True)
class QueryMark:
    """A fault and its place, in characters of the search text. What the parser marks asks for nothing. ``unfinished``: it
    is right as far as it goes, and may be mended by typing on."""

    start: int
    length: int
    fault: QueryFault
    details: tuple[tuple[str, str], ...] = ()
    unfinished: bool = False

    @property
    def sentence(self) -> str:
        """The fault in English."""
        return fill_template(FAULT_TEMPLATES[self.fault], self.details)


class PieceKind(StrEnum):
    """The parts of a search text as it is read. FIELD has its colon; OPERATOR is a sign, a word or a parenthesis."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    VALUE = "value"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """A piece of the search text, in characters; quotation marks and a final ``*`` belong to it."""

    start: int
    length: int
    kind: PieceKind

    @property
    def end(self) -> int:
        """The place after the piece."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """Where a part that every post must fulfil stands in the search text: ``node`` is a field's leaf, or its ``Not``.
    Taking these characters out takes the condition out."""

    start: int
    length: int
    node: Node


@dataclass(frozen=True, slots=True)
class Query:
    """A search text as it was read. ``tree`` is None when it asks for nothing, and so for all."""

    text: str
    tree: Node | None
    marks: tuple[QueryMark, ...] = ()
    pieces: tuple[QueryPiece, ...] = ()
    terms: tuple[QueryTerm, ...] = ()


def all_of(parts: Iterable[Node]) -> Node | None:
    """The parts as one that asks for all of them; None when there are none."""
    flat = _flat(All, parts)
    return All(flat) if len(flat) > 1 else (flat[0] if flat else None)


def any_of(parts: Iterable[Node]) -> Node | None:
    """The parts as one that asks for any of them; None when there are none."""
    flat = _flat(Any, parts)
    return Any(flat) if len(flat) > 1 else (flat[0] if flat else None)


def negated(node: Node) -> Node:
    """The opposite."""
    return node.part if isinstance(node, Not) else Not(node)


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Every leaf of a tree, from left to right."""
    match node:
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case None:
            return
        case _:
            yield node


def wanted_words(node: Node | None) -> Iterator[Words]:
    """The words that a found post may owe its finding to: all but those under a ``Not``. Hits are marked by them."""
    match node:
        case Words():
            yield node
        case All(parts) | Any(parts):
            for part in parts:
                yield from wanted_words(part)


def _flat(kind: type[All] | type[Any], parts: Iterable[Node]) -> tuple[Node, ...]:
    flat: list[Node] = []
    for part in parts:
        inner: Sequence[Node] = part.parts if isinstance(part, kind) else (part,)
        flat += inner
    return tuple(dict.fromkeys(flat))
