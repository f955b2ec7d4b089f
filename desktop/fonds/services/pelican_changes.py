"""What a person changed, in the words of Pelican: the inverse of what ``importers/pelican.py`` understands.

Terms are one text, cut by commas, or by semicolons where a term holds a comma; a list in YAML stays a list. An article
has one category.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fonds.model.errors import UserError
from fonds.model.post import CategoryPath, FieldValue, PostMetadata, Status
from fonds.model.revision import MetadataEdit
from fonds.services.header_changes import Change
from fonds.text.keyed_header import terms_text

Header = Mapping[str, FieldValue]
_STATUS = {Status.DRAFT: "draft", Status.UNPUBLISHED: "hidden", Status.PUBLISHED: "published"}


def pelican_changes(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """The changes of terms and of the status; raises UserError for a second category."""
    changes: list[Change] = []
    if edit.tags is not None:
        changes += [("tags", _terms(edit.tags, header.get("tags"))), ("tag", None)]
    if edit.authors is not None:
        if len(edit.authors) == 1 and "authors" not in header:
            changes.append(("author", edit.authors[0]))
        else:
            changes += [("authors", _terms(edit.authors, header.get("authors"))), ("author", None)]
    if edit.categories is not None:
        if len(edit.categories) > 1:
            raise UserError("An article of Pelican has one category.", field="categories")
        changes += [
            ("category", "/".join(edit.categories[0]) if edit.categories else None),
            ("categories", None),
        ]
    if edit.status is not None and edit.status is not metadata.status:
        key = next((key for key in header if key.lower() == "status"), "status")
        word = _STATUS.get(edit.status)  # others follow from dates
        said = key in header or edit.status is not Status.PUBLISHED
        changes += [(key, word if said else None), ("draft", None), ("published", None)]
    if edit.language is not None:
        changes += [("lang", edit.language or None), ("language", None)]
    return changes, replace(edit, tags=None, authors=None, categories=None, status=None, language=None)


def _terms(names: Sequence[str], spoken: FieldValue) -> FieldValue:
    if not names:
        return None
    return list[FieldValue](names) if isinstance(spoken, list) else terms_text(names)
