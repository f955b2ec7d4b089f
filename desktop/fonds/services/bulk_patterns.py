"""Posts whose front matter is written alike are worked out once: what a change does to the lines of one, it does to the
same lines of all others. A plan for a hundred thousand posts is then little more than reading and hashing them.

Rule: the answer is to the byte that of ``bulk_posts.plan_post``, which works out the first of each kind. Alike are posts
of one source and folder whose lines differ only in plain values (``text/plain_headers.py``) of keys that neither the
change nor what it changes is read from: the title, the date, and keys that were not understood. Whatever is doubtful
(a problem, another encoding, a generator that reads names or tags elsewhere) is left to that slow way.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from fonds.importers.formats import HTML_SUFFIXES, suffix_of
from fonds.importers.interface import SiteSettings
from fonds.model.bulk_edit import (
    BODY,
    FIELDS,
    LISTS,
    AddNames,
    BulkOperation,
    JoinNames,
    MapValues,
    MoveCategory,
    PlannedPost,
    PlanState,
    RemoveField,
    RemoveNames,
    ReplaceText,
    SetValue,
    SplitNames,
    ValueChange,
)
from fonds.model.post import FieldValue, Post
from fonds.services.bulk_posts import BulkAnswer, plan_post
from fonds.store.fields import field_rows
from fonds.store.packing import RAW, DamagedBytes, pack, splice, unpack
from fonds.store.revising import PreparedRevision, Terms
from fonds.store.whole_posts import StoredPost
from fonds.text.plain_headers import OPENER, PlainHeader, find_plain_header

MOST_KNOWN = 10_000
"""Kinds of front matter that are remembered."""
_OF_NAMES = (
    SetValue,
    AddNames,
    RemoveNames,
    RemoveField,
    MapValues,
    SplitNames,
    JoinNames,
    ReplaceText,
)
_GENERATORS = frozenset({"jekyll", "hexo", "hugo", "docusaurus", "eleventy", "folder"})
"""Those that read names, and further keys, from the front matter and the path alone."""
_FREE = (*LISTS, "language")
_FREE_COLUMNS = frozenset(
    {f"{name}_{part}" for name in LISTS for part in ("text", "key")} | {"language"},
)
_NAME = re.compile(r"[\w-]+\.[A-Za-z]+\Z")
_TELLING = (
    *("date", "time", "mod", "pub", "expir", "draft", "hid", "list", "render", "build", "status", "layout"),
    *(
        "path",
        "url",
        "slug",
        "link",
        "title",
        "name",
        "tag",
        "categor",
        "author",
        "lang",
        "taxonom",
        "keyword",
    ),
    *("image", "img", "cover", "thumb", "photo", "picture", "poster", "banner", "teaser", "type", "series"),
)
"""A key with one of these in its name may say more than itself."""


@dataclass(frozen=True, slots=True)
class Example:
    """What became of the first post of a kind: the lines from ``first`` on, ``gone`` of them, became ``fresh``.
    ``fields`` are the further keys afterwards; those with a value were changed. ``changes`` None: nothing is to do."""

    changes: tuple[ValueChange, ...] | None
    first: int = 0
    gone: int = 0
    fresh: str = ""
    columns: tuple[tuple[str, object], ...] = ()
    terms: Terms | None = None
    fields: tuple[tuple[str, tuple[FieldValue] | None], ...] | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """A post that may be like others."""

    source: bytes
    header: PlainHeader
    open_keys: frozenset[str]
    kind: tuple[object, ...]


class Patterns:
    """What was found out so far in one plan. ``plan`` answers as ``plan_post`` does; ``transferred`` counts the answers
    that came from another post."""

    def __init__(self, operations: Sequence[BulkOperation]) -> None:
        self.operations = tuple(operations)
        self._touched = _touched(operations)
        self._known: dict[tuple[object, ...], Example | None] = {}
        self._sites: list[SiteSettings] = []
        self._seen: dict[int, int] = {}
        self.transferred = 0

    def begin(self, sites: Sequence[SiteSettings]) -> None:
        """The next posts are of these sources."""
        self._seen = {id(site): self._number(site) for site in sites}

    def plan(self, stored: StoredPost, site: SiteSettings) -> BulkAnswer:
        """What the operations make of a post."""
        look = self._look(stored, site)
        if look is None:
            return plan_post(stored, site, self.operations)
        if look.kind in self._known:
            example = self._known[look.kind]
            if example is not None:
                self.transferred += 1
                return _transferred(example, stored, look)
            return plan_post(stored, site, self.operations)
        answer = plan_post(stored, site, self.operations)
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[look.kind] = _example(answer, stored.post, look, self._touched or frozenset())
        return answer

    def _number(self, site: SiteSettings) -> int:
        if site not in self._sites:
            self._sites.append(site)
        return self._sites.index(site)

    def _look(self, stored: StoredPost, site: SiteSettings) -> _Look | None:
        post = stored.post
        if self._touched is None or stored.has_draft or post.problems or not _is_plain(post, site):
            return None
        folder, _, name = post.source_path.rpartition("/")
        if _NAME.match(name) is None or (post.generator != "jekyll" and name.startswith(("index.", "_"))):
            return None
        try:
            source = stored.source()
        except DamagedBytes:
            return None
        header = find_plain_header(source)
        if header is None:
            return None
        metadata = post.metadata
        further = tuple(key for key, _ in metadata.fields)
        free = {key for key in further if key not in self._touched and not _is_telling(key)}
        open_keys = frozenset({"title", "date", *free})
        kind = (
            *(header.pattern(open_keys), self._seen.get(id(site), -1), post.generator, folder),
            *(suffix_of(name), further, metadata.categories, metadata.tags, metadata.authors),
            *(metadata.language, metadata.format, metadata.status),
        )
        return _Look(source, header, open_keys, kind)


def _touched(operations: Sequence[BulkOperation]) -> frozenset[str] | None:
    """The fields that operations read and write; None where one of them is not of the kinds that can be transferred."""
    names: set[str] = set()
    for operation in operations:
        if isinstance(operation, MoveCategory):
            names.add("categories")
        elif isinstance(operation, _OF_NAMES):
            names.add(operation.field)
        else:
            return None
    further = {name for name in names if name not in _FREE}
    if BODY in names or any(name in FIELDS or _is_telling(name) for name in further):
        return None
    return frozenset(names)


def _is_telling(key: str) -> bool:
    small = key.lower()
    return any(part in small for part in _TELLING)


def _is_plain(post: Post, site: SiteSettings) -> bool:
    """Whether a post and its source are of those in which lines of the front matter stand for themselves."""
    return (
        post.header_readable
        and post.text_exact
        and post.encoding == "utf-8"
        and post.generator in _GENERATORS
        and not site.field_keys
        and not site.inline_tags
        and not site.plain_backslashes
        and (post.generator != "folder" or suffix_of(post.source_path) not in HTML_SUFFIXES)
    )


# From the first of a kind


def _example(answer: BulkAnswer, post: Post, look: _Look, touched: frozenset[str]) -> Example | None:
    """What can be transferred of an answer; None where that is not all of it."""
    if answer.slow:
        return None
    if answer.planned is None:
        return Example(None)
    revision = answer.revision
    if answer.planned.state is not PlanState.CHANGE or revision is None or revision.text is not None:
        return None
    if revision.problems is not None or not {name for name, _ in revision.columns} <= _FREE_COLUMNS:
        return None
    lines = _changed_lines(revision, look)
    fields = _changed_keys(revision, post, touched)
    if lines is None or (fields is None and revision.fields is not None):
        return None
    return Example(answer.planned.changes, *lines, revision.columns, revision.terms, fields)


def _changed_lines(revision: PreparedRevision, look: _Look) -> tuple[int, int, str] | None:
    """Which lines became which, where none of them is of an open key."""
    header = look.header
    tail = look.source[header.end :]
    made = unpack(*revision.source, RAW, look.source)
    if not made.startswith(OPENER) or not made.endswith(tail):
        return None
    old, new = header.lines, made[len(OPENER) : len(made) - len(tail)].decode().split("\n")
    if new.pop() != "":
        return None
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    last = next((n for n in range(most - first) if old[-1 - n] != new[-1 - n]), most - first)
    gone = len(old) - first - last
    if any(header.keys[n] in look.open_keys for n in range(first, first + gone)) or not new:
        return None
    return first, gone, "".join(f"{line}\n" for line in new[first : len(new) - last])


def _changed_keys(
    revision: PreparedRevision, post: Post, touched: frozenset[str]
) -> tuple[tuple[str, tuple[FieldValue] | None], ...] | None:
    """The further keys afterwards, with the values of those that were changed."""
    if revision.fields is None:
        return None
    own = dict(post.metadata.fields)
    found: list[tuple[str, tuple[FieldValue] | None]] = []
    for _, _, key, text in revision.fields:
        value: FieldValue = json.loads(text)
        if key in touched:
            found.append((key, (value,)))
        elif key in own and own[key] == value:
            found.append((key, None))
        else:
            return None
    return tuple(found)


# To the others


def _transferred(example: Example, stored: StoredPost, look: _Look) -> BulkAnswer:
    if example.changes is None:
        return BulkAnswer(None)
    post, lines = stored.post, look.header.lines
    start = len(OPENER) + sum(len(line.encode()) + 1 for line in lines[: example.first])
    end = start + sum(len(line.encode()) + 1 for line in lines[example.first : example.first + example.gone])
    made = look.source[:start] + example.fresh.encode() + look.source[end:]
    base = stored.base() if stored.packed[2] is not None else (post.revision_id, look.source)
    revision = PreparedRevision(
        post_id=post.id,
        base_revision=post.revision_id,
        digest=hashlib.sha256(made).digest(),
        size=len(made),
        source=(base and splice(*base, made)) or pack(made),
        text=None,
        columns=example.columns,
        terms=example.terms,
        fields=_field_rows(example, post),
        problems=None,
    )
    planned = PlannedPost(post.id, post.metadata.title, PlanState.CHANGE, example.changes)
    return BulkAnswer(planned, revision)


def _field_rows(example: Example, post: Post) -> tuple[tuple[int, int, str, str], ...] | None:
    if example.fields is None:
        return None
    own = dict(post.metadata.fields)
    pairs = tuple((key, own[key] if value is None else value[0]) for key, value in example.fields)
    return tuple(field_rows(post.id, pairs))
