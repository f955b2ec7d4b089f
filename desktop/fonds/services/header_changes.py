"""Which front-matter keys say what a person changed in the form, in the words that the file itself uses.

A file that says ``category: News`` goes on saying so; one that says ``tags: a b`` keeps its style while the new tags
still can be said that way. Every rule here is the inverse of the reader's in ``importers/metadata.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fonds.model.post import CategoryPath, FieldValue, PostMetadata, Status
from fonds.model.revision import MetadataEdit

Change = tuple[str, FieldValue]
"""A key and its new value; None takes the key out."""


def header_changes(
    edit: MetadataEdit,
    metadata: PostMetadata,
    header: Mapping[str, FieldValue],
    folder_categories: Sequence[CategoryPath],
) -> list[Change]:
    """The changes to a header that holds ``header``, so that it reads as ``edit`` asks.

    ``folder_categories`` come from where the file lies; they are not written into it.
    """
    changes: list[Change] = []
    if edit.title is not None:
        changes.append(("title", edit.title))
    if edit.date_text is not None:
        changes.append(("date", edit.date_text or None))
    if edit.slug is not None:
        changes.append(("slug", edit.slug or None))
    if edit.language is not None:
        changes.append((_present(header, "lang", "language"), edit.language or None))
    if edit.status is not None and edit.status is not metadata.status:
        changes += _status_changes(edit.status, header)
    if edit.categories is not None:
        own = [path for path in edit.categories if path not in folder_categories]
        changes += _category_changes(own, header)
    if edit.tags is not None:
        changes += _term_changes("tags", "tag", list(edit.tags), header)
    if edit.authors is not None:
        changes += _author_changes(list(edit.authors), header)
    changes += edit.fields
    return [(key, value) for key, value in changes if not (value is None and key not in header)]


def _status_changes(status: Status, header: Mapping[str, FieldValue]) -> list[Change]:
    """A draft says ``draft: true``, an unpublished post ``published: false``; a published one neither.

    ``draft: false`` is written out, since a post in a drafts folder is a draft until it says otherwise.
    """
    if status is Status.DRAFT:
        changes: list[Change] = [("draft", True)]
        return [*changes, ("published", None)] if header.get("published") is False else changes
    if status is Status.UNPUBLISHED:
        return [("published", False), ("draft", None)]
    published: list[Change] = [("published", True)] if header.get("published") is False else []
    return [*published, ("draft", False)]


def _category_changes(paths: list[CategoryPath], header: Mapping[str, FieldValue]) -> list[Change]:
    names = ["/".join(path) for path in paths]
    return _term_changes("categories", "category", names, header)


def _term_changes(
    plural: str, singular: str, names: list[str], header: Mapping[str, FieldValue]
) -> list[Change]:
    """Under the key that the file has; the singular holds one term, a string under the plural is split by blanks."""
    if not names:
        return [(plural, None), (singular, None)]
    if singular in header and len(names) == 1:
        return [(singular, names[0]), (plural, None)]
    spoken = header.get(plural)
    if isinstance(spoken, str) and len(names) == 1 and not any(mark in names[0] for mark in " \t,"):
        return [(plural, names[0]), (singular, None)]
    return [(plural, list[FieldValue](names)), (singular, None)]


def _author_changes(names: list[str], header: Mapping[str, FieldValue]) -> list[Change]:
    if not names:
        return [("author", None), ("authors", None)]
    if len(names) == 1 and "authors" not in header:
        return [("author", names[0])]
    return [("authors", list[FieldValue](names)), ("author", None)]


def _present(header: Mapping[str, FieldValue], first: str, second: str) -> str:
    return second if second in header and first not in header else first
