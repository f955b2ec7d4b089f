"""A post's values as text, for the table of before and after."""

from __future__ import annotations

import json

from fonds.model.post import FieldValue, PostMetadata
from fonds.model.revision import MetadataEdit

PATH_MARK = " / "
"""Between a category and the one above it."""


def shown_values(metadata: PostMetadata, name: str) -> str:
    """A field of a post as one text, for the table of before and after."""
    match name:
        case "title":
            return metadata.title
        case "date":
            return metadata.date.text
        case "slug":
            return metadata.slug
        case "status":
            return metadata.status.value
        case "language":
            return metadata.language
        case "categories":
            return ", ".join(map(joined_path, metadata.categories))
        case "tags" | "authors":
            return ", ".join(metadata.tags if name == "tags" else metadata.authors)
    return as_text(dict(metadata.fields).get(name))


def changed_fields(edit: MetadataEdit) -> tuple[str, ...]:
    """The names of the fields that an edit changes."""
    own = {
        "title": edit.title,
        "date": edit.date_text,
        "slug": edit.slug,
        "status": edit.status,
        "language": edit.language,
        "categories": edit.categories,
        "tags": edit.tags,
        "authors": edit.authors,
    }
    return (*(name for name, value in own.items() if value is not None), *(key for key, _ in edit.fields))


def joined_path(entry: tuple[str, ...]) -> str:
    """A category with those above it."""
    return PATH_MARK.join(entry)


def is_names(value: FieldValue) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def as_text(value: FieldValue) -> str:
    """The value of a further key: names with commas, what is deeper as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and is_names(value):
        return ", ".join(str(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
