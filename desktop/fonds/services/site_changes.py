"""What a person changed, in the words of Hugo, Zola and Eleventy: the inverse of what their readers understand.

A status that follows from dates cannot be set, and a key that the generator would stop at is not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC

from fonds.importers.metadata import says_no
from fonds.importers.zola import TERMS
from fonds.model.errors import UserError
from fonds.model.post import (
    SETTABLE,
    CategoryPath,
    DateOrigin,
    DatePrecision,
    FieldValue,
    PostMetadata,
    Status,
)
from fonds.model.revision import MetadataEdit
from fonds.services.header_changes import Change, check_settable
from fonds.text.dates import parse_date

Header = Mapping[str, FieldValue]
# The keys of a page and of a section (getzola/zola, docs/content/documentation/content/page.md and section.md).
_ZOLA_KEYS = frozenset({
    "title", "description", "date", "updated", "weight", "draft", "slug", "path", "aliases", "authors", "template",
    "render", "in_search_index", "taxonomies", "extra", "sort_by", "page_template", "paginate_by", "paginate_path",
    "paginate_reversed", "insert_anchor_links", "redirect_to", "transparent", "generate_feeds", "generate_feed",
})  # fmt: skip


def hugo_changes(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """An unpublished page is one that is never rendered; ``published`` is a date."""
    if edit.status is None or edit.status is metadata.status:
        return [], replace(edit, status=None)
    _check_status(edit.status, metadata)
    key = next((key for key in header if key.lower() in ("build", "_build")), "build")
    old = header.get(key)
    build = (
        {name: value for name, value in old.items() if name.lower() != "render"}
        if isinstance(old, dict)
        else {}
    )
    draft: list[Change] = [("draft", True if edit.status is Status.DRAFT else None)]
    if edit.status is Status.UNPUBLISHED:
        return [*draft, (key, {**build, "render": "never"})], replace(edit, status=None)
    if edit.status is Status.PUBLISHED and isinstance(old, dict) and len(build) < len(old):
        draft.append((key, build or None))
    return draft, replace(edit, status=None)


def zola_changes(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """Terms stand in ``taxonomies``, dates are RFC 3339, and no key is added that Zola does not know."""
    if edit.language and not ("lang" in header or "language" in header):
        raise UserError("Zola takes a page's language from its file name.", field="language")
    for key, value in edit.fields:
        if value is not None and key not in header and key not in _ZOLA_KEYS:
            raise UserError(
                "Zola stops at the unknown key “{key}”; keys of your own belong into “extra”.",
                field="fields",
                key=key,
            )
    changes = _taxonomy_changes(edit, header)
    if edit.date_text:
        changes.append(("date", _rfc_date(edit.date_text)))
    if edit.status is not None and edit.status is not metadata.status:
        _check_status(edit.status, metadata)
        changes.append(("draft", True if edit.status is Status.DRAFT else None))
        if edit.status is Status.UNPUBLISHED:
            changes.append(("render", False))
        elif edit.status is Status.PUBLISHED and header.get("render") is False:
            changes.append(("render", None))
    rest = replace(edit, status=None, tags=None, categories=None, authors=None)
    return changes, replace(rest, date_text=None) if edit.date_text else rest


def _rfc_date(text: str) -> str:
    """A date as RFC 3339, the whole time or the whole day; what is no date stays as it is."""
    date = parse_date(text, UTC, DateOrigin.ENTERED)
    moment = None if date is None else date.moment
    if date is None or moment is None:
        return text
    timed = date.precision in (DatePrecision.SECOND, DatePrecision.MINUTE)
    return moment.isoformat() if timed else moment.date().isoformat()


def _taxonomy_changes(edit: MetadataEdit, header: Header) -> list[Change]:
    """The terms, each kind where the file has it: at the first level, else in the table."""
    changes: list[Change] = []
    old = header.get("taxonomies")
    table: dict[str, FieldValue] = dict(old) if isinstance(old, dict) else {}
    wanted = {
        "tags": edit.tags,
        "categories": None if edit.categories is None else ["/".join(path) for path in edit.categories],
        "authors": edit.authors,
    }
    for kind, names in wanted.items():
        if names is None:
            continue
        first_level = kind in header or (kind == "authors" and TERMS[kind] not in table)
        changes += [(key, None) for key in ("tag", "category", "author") if kind.startswith(key[:5])]
        if first_level:
            changes.append((kind, list[FieldValue](names) or None))
        elif names:
            table[kind] = list[FieldValue](names)
        else:
            table.pop(kind, None)
    if table != (old if isinstance(old, dict) else {}):
        changes.append(("taxonomies", table or None))
    return changes


def eleventy_changes(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """An unpublished page is one without an address."""
    if edit.status is None or edit.status is metadata.status:
        return [], replace(edit, status=None)
    _check_status(edit.status, metadata)
    changes: list[Change] = [("draft", True if edit.status is Status.DRAFT else None)]
    if edit.status is Status.UNPUBLISHED:
        changes.append(("permalink", False))
    elif edit.status is Status.PUBLISHED:
        if header.get("permalink") is False:
            changes.append(("permalink", None))
        if says_no(header.get("published")):
            changes.append(("published", None))
    return changes, replace(edit, status=None)


def _check_status(status: Status, metadata: PostMetadata) -> None:
    """Whether a post is future or expired follows from its dates, which a status cannot change."""
    check_settable(status)
    if metadata.status not in SETTABLE and status is Status.PUBLISHED:
        raise UserError("This post is not published because of its dates; change those.", field="status")
