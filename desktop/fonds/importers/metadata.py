"""Front-matter values to a post's metadata: what all dialects share, with their differences as parameters.

A key is taken out of the further fields only when the metadata say all that it says. Every problem carries the
document's path and the key's line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from fonds.importers.interface import Document, Interpretation
from fonds.model.post import (
    UNKNOWN_DATE,
    BodyFormat,
    CategoryPath,
    DateOrigin,
    FieldValue,
    PostDate,
    PostMetadata,
    Status,
)
from fonds.model.problems import Problem, ProblemKind
from fonds.text.dates import parse_date

_YES = (True, "yes", "Yes", "YES", "on", "On", "ON")
_NO = (False, "no", "No", "NO", "off", "Off", "OFF")


@dataclass(frozen=True, slots=True)
class PathFacts:
    """What a document's path (and body) say of it where its header is silent.

    ``title_expected``: the generator itself takes the title from there, so that its lack in the header is no problem.
    ``date_expected``: the lack of a date is worth telling.
    """

    title: str
    slug: str
    format: BodyFormat
    date: PostDate = UNKNOWN_DATE
    in_drafts: bool = False
    categories: tuple[CategoryPath, ...] = ()
    title_expected: bool = True
    date_expected: bool = True


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a generator reads values. ``split`` cuts a text under a plural key (``tags: a b``) into terms;
    ``folders_add`` says that a folder's categories are added to the header's, else they only stand in for them."""

    split: Callable[[str], Sequence[str]]
    category_path: Callable[[str], CategoryPath]
    folders_add: bool


def whole_text(text: str) -> list[str]:
    """A text is one term."""
    return [text]


def one_name(name: str) -> CategoryPath:
    """A name is a category of the first level, whatever it holds."""
    return (name,)


def interpret_values(
    document: Document, values: Mapping[str, FieldValue], facts: PathFacts, dialect: Dialect, zone: tzinfo
) -> Interpretation:
    """The metadata that ``values`` (the header's, with a site's defaults beneath them) and the path give."""
    rest = dict(values)
    problems: list[Problem] = []
    title = _take_title(document, rest, facts, problems)
    status = _take_status(rest, facts)
    date = _take_date(document, rest, facts, zone, problems)
    if date.instant is None and not date.text and facts.date_expected and status is not Status.DRAFT:
        problems.append(Problem(ProblemKind.NO_DATE, document.path, document.header.lines.get("date", 0)))
    names = take_terms(rest, "category", "categories", dialect.split)
    categories = tuple(dict.fromkeys(path for path in map(dialect.category_path, names) if path))
    if dialect.folders_add:
        categories = tuple(dict.fromkeys((*facts.categories, *categories)))
    metadata = PostMetadata(
        title=title,
        date=date,
        slug=_take_text(rest, "slug") or facts.slug,
        permalink=_take_text(rest, "permalink"),
        status=status,
        format=facts.format,
        language=_take_text(rest, "lang") or _take_text(rest, "language"),
        categories=categories or facts.categories,
        tags=take_terms(rest, "tag", "tags", dialect.split),
        authors=_take_authors(rest),
        fields=tuple(rest.items()),
    )
    return Interpretation(metadata, tuple(problems))


def value_text(value: FieldValue) -> str:
    """A single value as text; "" for null, a list or a table."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return ""


def take_terms(
    rest: dict[str, FieldValue], singular: str, plural: str, split: Callable[[str], Sequence[str]]
) -> tuple[str, ...]:
    """The terms under a singular key (a text is one term) and a plural one (a text is cut), without repeats.

    A singular key hides a plural one for tags, and is added to it for categories, as in Jekyll.
    """
    names: list[str] = []
    many = rest.get(plural)
    one = rest.get(singular)
    if singular == "category" or one is None:
        if isinstance(many, str):
            names += split(many)
        else:
            names += _flat_texts(many)
    names += [one] if isinstance(one, str) else _flat_texts(one)
    for key, value in ((plural, many), (singular, one)):
        if key in rest and _is_flat(value):
            del rest[key]
    return tuple(dict.fromkeys(name for name in map(str.strip, names) if name))


def _flat_texts(value: FieldValue) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _flat_texts(item)]
    text = value_text(value)
    return [text] if text else []


def _is_flat(value: FieldValue) -> bool:
    """Whether terms say all that a value says."""
    if isinstance(value, list):
        return all(
            not isinstance(item, dict) and (not isinstance(item, list) or _is_flat(item)) for item in value
        )
    return not isinstance(value, dict)


def _take_text(rest: dict[str, FieldValue], key: str) -> str:
    value = rest.get(key)
    if isinstance(value, str):
        del rest[key]
        return value.strip()
    if value is None:
        rest.pop(key, None)
    return ""


def _take_title(
    document: Document, rest: dict[str, FieldValue], facts: PathFacts, problems: list[Problem]
) -> str:
    value = rest.get("title")
    title = value_text(value)
    given = "title" in rest
    if given and not isinstance(value, (list, dict)):
        del rest["title"]
    if title.strip():
        return title
    if (given or not facts.title_expected) and not document.raw:
        line = document.header.lines.get("title", 0)
        details = (("value", facts.title),)
        problems.append(Problem(ProblemKind.NO_TITLE, document.path, line, details))
    return facts.title


def _take_date(
    document: Document, rest: dict[str, FieldValue], facts: PathFacts, zone: tzinfo, problems: list[Problem]
) -> PostDate:
    value = rest.get("date")
    text = value_text(value)
    if isinstance(value, (list, dict)):
        text = str(value)
    elif "date" in rest:
        del rest["date"]
    date = parse_date(text, zone, DateOrigin.FRONT_MATTER) if text.strip() else None
    if date is not None:
        return date
    if text.strip():
        instead = "without a date" if facts.date.instant is None else "with the date of its file name"
        details = (("value", text.strip()), ("instead", instead))
        line = document.header.lines.get("date", 0)
        problems.append(Problem(ProblemKind.INVALID_DATE, document.path, line, details))
    if facts.date.instant is None and text:
        return PostDate(text=text)
    return facts.date


def _take_status(rest: dict[str, FieldValue], facts: PathFacts) -> Status:
    """``draft: true`` and ``published: false`` count; a draft's folder counts until the header says ``draft: false``."""
    draft, published = rest.get("draft"), rest.get("published")
    is_draft, is_hidden = _is_word(draft, _YES), says_no(published)
    if draft is None or is_draft or says_no(draft):
        rest.pop("draft", None)
    if published is None or is_hidden or _is_word(published, _YES):
        rest.pop("published", None)
    if is_draft:
        return Status.DRAFT
    if is_hidden:
        return Status.UNPUBLISHED
    return Status.DRAFT if facts.in_drafts and not says_no(draft) else Status.PUBLISHED


def says_no(value: FieldValue) -> bool:
    """Whether a value says no, as ``published: no`` does."""
    return _is_word(value, _NO)


def _is_word(value: FieldValue, words: tuple[str | bool, ...]) -> bool:
    return isinstance(value, (str, bool)) and value in words


def _take_authors(rest: dict[str, FieldValue]) -> tuple[str, ...]:
    names: list[str] = []
    for key in ("author", "authors"):
        value = rest.get(key)
        items = value if isinstance(value, list) else [value]
        for item in items:
            name = value_text(item.get("name")) if isinstance(item, dict) else value_text(item)
            if name.strip():
                names.append(name.strip())
        if key in rest and all(not isinstance(item, (dict, list)) for item in items):
            del rest[key]
    return tuple(dict.fromkeys(names))
