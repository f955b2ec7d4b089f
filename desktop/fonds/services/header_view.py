"""What the form of a post shows of its front matter beside the values: their types, the title letter for letter, and the
keys that say where it was published and who may use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fonds.model.post import FieldValue, Post
from fonds.model.problems import ProblemKind
from fonds.model.revision import FieldType, PostEdit
from fonds.services.post_parts import parts_of
from fonds.store import posts
from fonds.store.archive import Archive

KeyPath = tuple[str, ...]
"""A key of the first level, or one in a table there."""

SOURCES = (
    "source_url",
    "source",
    "original_url",
    "canonical_url",
    "canonicalurl",
    "canonical",
    "link",
    "url",
)
RIGHTS = ("rights", "license", "licence", "copyright")
_ADDED = {
    "hugo": (("canonicalURL",), ("license",)),
    "zola": (("extra", "source_url"), ("extra", "license")),
    "jekyll": (("canonical_url",), ("license",)),
    "eleventy": (("canonical_url",), ("license",)),
    "pandoc": (("source",), ("rights",)),
}
_REPAIRS = frozenset({ProblemKind.REPAIRED_QUOTES, ProblemKind.REPAIRED_VALUE})


@dataclass(frozen=True, slots=True)
class HeaderView:
    """``types`` are those of the keys of the first level; ``written_title`` is the title as the file has it, where it was
    read repaired, else empty."""

    types: Mapping[str, FieldType] = field(default_factory=dict)
    written_title: str = ""


NO_VIEW = HeaderView()


def header_view(post: Post) -> HeaderView:
    """The types of a post's values, and its title as it is written. Reads the front matter."""
    if not post.header_readable:
        return NO_VIEW
    from fonds.text.headers import read_document_header
    from fonds.text.value_types import value_types

    parts = parts_of(post)
    reading = read_document_header(parts)
    repair = next((item for item in reading.repairs if item.key == "title" and item.kind in _REPAIRS), None)
    written = "" if repair is None else parts.header[repair.start : repair.end].lstrip(":：").strip()
    return HeaderView(value_types(parts), written)


def find_path(fields: Sequence[tuple[str, FieldValue]], names: Sequence[str]) -> KeyPath | None:
    """Where the first of these names stands with a text or nothing: a key, or one in the table ``extra``."""
    first = dict(fields)
    extra = first.get("extra")
    inner = extra if isinstance(extra, dict) else {}
    tables: list[tuple[KeyPath, dict[str, FieldValue]]] = [((), first), (("extra",), inner)]
    for within, table in tables:
        written = {key.casefold(): key for key in reversed(list(table))}
        for key in (written[name] for name in names if name in written):
            if table[key] is None or isinstance(table[key], str):
                return (*within, key)
    return None


def new_path(generator: str, names: Sequence[str]) -> KeyPath:
    """Where a generator's files say such a thing, if they say it nowhere yet."""
    place = 0 if names is SOURCES else 1
    return _ADDED.get(generator, (("source_url",), ("license",)))[place]


def staged_post(archive: Archive, post_id: int, text: str) -> Post:
    """The post as it would be with this whole text, which is not saved. Raises UserError for what cannot be written."""
    return _post_with(archive, post_id, PostEdit(whole_text=text))


def edited_text(archive: Archive, post_id: int, edit: PostEdit) -> str:
    """The whole text of a post's file as an edit would make it. Raises UserError where it cannot be written."""
    return parts_of(_post_with(archive, post_id, edit)).text


def _post_with(archive: Archive, post_id: int, edit: PostEdit) -> Post:
    from fonds.services import rewriting

    with archive.reading() as view:
        post = posts.get_post(view, post_id)
        site = rewriting.site_of(view, post)
    return rewriting.with_source(post, rewriting.edited_source(post, edit, site), site)
