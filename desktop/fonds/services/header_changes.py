"""Which front-matter keys say what a person changed in the form, in the words that the file itself uses.

A file that says ``category: News`` goes on saying so; one that says ``tags: a b`` keeps its style while the new tags
still can be said that way. Every rule here is the inverse of the reader's in ``importers/metadata.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from fonds.importers.metadata import says_no
from fonds.model.errors import UserError
from fonds.model.post import SETTABLE, CategoryPath, FieldValue, PostMetadata, Status
from fonds.model.revision import MetadataEdit

_CUT = re.compile(r"[\s,，;；]")
"""Where one generator or another cuts a text into terms."""

_USUAL = frozenset({
    "title", "date", "slug", "lang", "language", "category", "categories", "tag", "tags", "author", "authors", "draft",
    "published",
})  # fmt: skip

Change = tuple[str, FieldValue]
"""A key and its new value; None takes the key out."""


def written_keys(keys: Iterable[str], metadata: PostMetadata) -> dict[str, str]:
    """How a header with these keys writes them, by their usual names: a plain folder's ``Title`` is its title. What
    was not understood stands among the further fields, and keeps its name."""
    own = list(keys)
    further = {key for key, _ in metadata.fields}
    written = {key: key for key in own}
    for key in own:
        usual = key.lower()
        if usual in _USUAL and usual not in written and key not in further:
            written[usual] = written.pop(key)
    return written


def header_changes(
    edit: MetadataEdit,
    metadata: PostMetadata,
    header: Mapping[str, FieldValue],
    folder_categories: Sequence[CategoryPath],
    defaults: Mapping[str, FieldValue] | None = None,
) -> list[Change]:
    """The changes to a header that holds ``header``, so that it reads as ``edit`` asks.

    ``folder_categories`` come from where the file lies; they are not written into it. ``defaults`` are the site's: they
    count where the header has no such key, so that to take such a key out is to write an empty value.
    """
    defaults = defaults or {}
    changes: list[Change] = []
    if edit.title is not None:
        changes.append(("title", edit.title))
    if edit.date_text is not None:
        changes.append(("date", edit.date_text or None))
    if edit.slug is not None:
        changes.append(("slug", edit.slug or None))
    if edit.language is not None:
        changes += _language_changes(edit.language, header)
    if edit.status is not None and edit.status is not metadata.status:
        changes += _status_changes(edit.status, header, defaults)
    if edit.categories is not None:
        own = ["/".join(path) for path in edit.categories if path not in folder_categories]
        changes += _term_changes("categories", "category", own, header, defaults)
    if edit.tags is not None:
        changes += _term_changes("tags", "tag", list(edit.tags), header, defaults)
    if edit.authors is not None:
        changes += _author_changes(list(edit.authors), header)
    changes = [
        (key, _nothing_for(key) if value is None and key in defaults else value) for key, value in changes
    ]
    changes += edit.fields
    return [(key, value) for key, value in changes if not (value is None and key not in header)]


def check_settable(status: Status) -> None:
    """Raise ``UserError`` for a status that nobody can give to a post."""
    if status not in SETTABLE:
        raise UserError(
            "Whether a post is future or expired follows from its dates; change those.", field="status"
        )


def _status_changes(
    status: Status, header: Mapping[str, FieldValue], defaults: Mapping[str, FieldValue]
) -> list[Change]:
    """A draft says ``draft: true``, an unpublished post ``published: false``; a published one neither.

    ``draft: false`` is written out, since a post in a drafts folder is a draft until it says otherwise.
    """
    check_settable(status)
    hidden = says_no(header.get("published", defaults.get("published")))
    if status is Status.DRAFT:
        speaks = says_no(header.get("published")) and "published" not in defaults
        return [("draft", True), *([("published", None)] if speaks else [])]
    if status is Status.UNPUBLISHED:
        return [("published", False), ("draft", False if "draft" in defaults else None)]
    return [*([("published", True)] if hidden else []), ("draft", False)]


def _term_changes(
    plural: str,
    singular: str,
    names: list[str],
    header: Mapping[str, FieldValue],
    defaults: Mapping[str, FieldValue],
) -> list[Change]:
    """Under the key that the file has; a text under the singular is one term, one under the plural is cut into several."""
    if not names:
        return [(plural, None), (singular, None)]
    if (
        isinstance(header.get(singular), list) or singular in defaults
    ):  # which would hide the plural or be added to it
        return [(singular, list[FieldValue](names)), (plural, None)]
    if singular in header and len(names) == 1:
        return [(singular, names[0]), (plural, None)]
    spoken = header.get(plural)
    if isinstance(spoken, str) and len(names) == 1 and not _CUT.search(names[0]):
        return [(plural, names[0]), (singular, None)]
    return [(plural, list[FieldValue](names)), (singular, None)]


def _author_changes(names: list[str], header: Mapping[str, FieldValue]) -> list[Change]:
    if not names:
        return [("author", None), ("authors", None)]
    if len(names) == 1 and "authors" not in header:
        return [("author", names[0]), ("authors", None)]
    return [("authors", list[FieldValue](names)), ("author", None)]


def _language_changes(language: str, header: Mapping[str, FieldValue]) -> list[Change]:
    if not language:
        return [("lang", None), ("language", None)]
    return [("language" if "language" in header and not header.get("lang") else "lang", language)]


def _nothing_for(key: str) -> FieldValue:
    return "" if key in ("lang", "language") else []


def check_reading(edit: MetadataEdit, metadata: PostMetadata) -> None:
    """Raise UserError, with the field, unless ``metadata``, which are read from the edited file, are what was asked for:
    not every name can be said in every file, and some of what is read comes from where the file lies."""
    pairs: list[tuple[str, Sequence[str] | None, Sequence[str]]] = [
        ("categories", _joined(edit.categories), _joined(metadata.categories) or ()),
        ("tags", edit.tags, metadata.tags),
        ("authors", edit.authors, metadata.authors),
        ("language", None if edit.language is None else (edit.language,), (metadata.language,)),
        ("slug", (edit.slug,) if edit.slug else None, (metadata.slug,)),
        ("title", (edit.title,) if edit.title and edit.title.strip() else None, (metadata.title,)),
        ("status", None if edit.status is None else (edit.status.value,), (metadata.status.value,)),
    ]
    for field, asked, found in pairs:
        if asked is not None and _alike(asked) != _alike(found):
            raise UserError(
                "“{value}” cannot be kept in this file: it would be read as “{other}”.",
                field=field,
                value=", ".join(asked),
                other=", ".join(found),
            )


def _alike(names: Iterable[str]) -> set[str]:
    """Names without what dialects do not tell apart: blanks around them, case, the mark before a tag."""
    return {name.strip().lstrip("#").casefold() for name in names} - {""}


def _joined(paths: Sequence[CategoryPath] | None) -> tuple[str, ...] | None:
    return None if paths is None else tuple(" › ".join(path) for path in paths)
