"""What a person changed, in the words of Pandoc: the inverse of what ``importers/pandoc.py`` understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fonds.importers.pandoc import are_terms
from fonds.model.post import CategoryPath, FieldValue, PostMetadata
from fonds.model.revision import MetadataEdit
from fonds.services.header_changes import Change

Header = Mapping[str, FieldValue]
_CUTS = ",，;；"


def pandoc_changes(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """Tags are ``keywords``, unless the file says ``tags``; several authors are a list under ``author``, in which those
    that stay are written as before. An empty title is none: a title block has no other way to say it."""
    changes: list[Change] = []
    rest = edit
    if edit.title is not None and not edit.title.strip():
        changes.append(("title", None))
        rest = replace(rest, title=None)
    if edit.tags is not None and (are_terms(header.get("keywords")) or not {"tags", "tag"} & set(header)):
        empty: FieldValue = [] if {"tags", "tag"} & set(header) else None  # which else would be read
        changes.append(("keywords", _terms(edit.tags, header.get("keywords")) if edit.tags else empty))
        rest = replace(rest, tags=None)
    if edit.authors is not None and "authors" not in header:
        spoken = header.get("author")
        items = spoken if isinstance(spoken, list) else [spoken]
        written = (
            dict(zip(metadata.authors, items, strict=True)) if len(items) == len(metadata.authors) else {}
        )
        names = [written.get(name, name) for name in edit.authors]
        # A title block says one author without a list; a list of one is what the file has already.
        alone = len(names) == 1 and (len(items) > 1 or not isinstance(spoken, list))
        changes.append(("author", names[0] if alone else names or None))
        rest = replace(rest, authors=None)
    return changes, rest


def _terms(names: Sequence[str], spoken: FieldValue) -> FieldValue:
    if isinstance(spoken, str) and not any(mark in name for name in names for mark in _CUTS):
        return ", ".join(names)
    return list[FieldValue](names)
