"""Where a dialect says what a person changed in other words than most: Hexo's lines of descent, Docusaurus' tags.

Each rule is the inverse of its reader's in ``importers/``. What a dialect says like all others is left to
``services/header_changes.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from fonds.model.post import CategoryPath, FieldValue, PostMetadata, Status
from fonds.model.revision import MetadataEdit
from fonds.services.header_changes import Change
from fonds.services.pandoc_changes import pandoc_changes
from fonds.services.pelican_changes import pelican_changes
from fonds.services.site_changes import eleventy_changes, hugo_changes, zola_changes

Header = Mapping[str, FieldValue]
_Speak = Callable[
    [MetadataEdit, PostMetadata, Header, Sequence[CategoryPath]], tuple[list[Change], MetadataEdit]
]

_HIDING: tuple[FieldValue, ...] = (False, "no", "No", "NO", "off", "Off", "OFF")


def dialect_changes(
    generator: str,
    edit: MetadataEdit,
    metadata: PostMetadata,
    header: Header,
    folder_categories: Sequence[CategoryPath],
) -> tuple[list[Change], MetadataEdit]:
    """The changes that the generator's dialect words by itself, and what is left of the edit for the usual words."""
    speak = _DIALECTS.get(generator)
    if speak is None:
        return [], edit
    changes, rest = speak(edit, metadata, header, folder_categories)
    return [(key, value) for key, value in changes if not (value is None and key not in header)], rest


# Hexo


def _hexo(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    changes: list[Change] = []
    if edit.categories is not None:
        paths = edit.categories
        if len(paths) == 1 and len(paths[0]) == 1 and "category" in header and "categories" not in header:
            changes = [("category", paths[0][0])]
        else:
            changes = [("categories", _descent(paths, header.get("categories"))), ("category", None)]
    return changes, replace(edit, categories=None)


def _descent(paths: Sequence[CategoryPath], spoken: FieldValue) -> FieldValue:
    """One path is a text or a flat list, several are a list of lists; none takes the key out."""
    if not paths:
        return None
    if len(paths) == 1:
        names = list(paths[0])
        return names[0] if len(names) == 1 and isinstance(spoken, str) else list[FieldValue](names)
    return [list[FieldValue](path) for path in paths]


# Docusaurus


def _docusaurus(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """Entries that stay, stay as the file writes them (a key of ``authors.yml``, a table); new authors are tables."""
    changes: list[Change] = []
    if edit.tags is not None:
        written = _written(header.get("tags"), metadata.tags)
        changes.append(("tags", [written.get(name, name) for name in edit.tags] or None))
    if edit.authors is not None:
        single = "authors" not in header and not isinstance(header.get("author"), (list, dict))
        if single and len(edit.authors) == 1 and "author" in header:
            changes.append(("author", edit.authors[0]))
        else:
            written = _written(header.get("authors"), metadata.authors)
            entries: list[FieldValue] = [written.get(name, {"name": name}) for name in edit.authors]
            changes += [("authors", entries or None), ("author", None)]
    if edit.status is not None and edit.status is not metadata.status:
        changes += _status_changes(edit.status, header, "unlisted", hidden=True)
    return changes, replace(edit, tags=None, authors=None, status=None)


# Obsidian


def _obsidian(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """Tags without their ``#``; categories and authors that stay, stay as links; ``publish: false`` hides."""
    changes: list[Change] = []
    rest = replace(edit, status=None)
    if edit.tags is not None:
        rest = replace(rest, tags=tuple(name.lstrip("#") for name in edit.tags))
    if edit.status is not None and edit.status is not metadata.status:
        changes += _status_changes(edit.status, header, "publish", hidden=False)
    if edit.categories is not None and "[[" in str(header.get("categories")):
        written = _written(header.get("categories"), ["/".join(path) for path in metadata.categories])
        names = ["/".join(path) for path in edit.categories]
        changes += [("categories", [written.get(name, name) for name in names] or None), ("category", None)]
        rest = replace(rest, categories=None)
    for key in ("author", "authors"):
        if edit.authors is not None and "[[" in str(header.get(key)):
            written = _written(header.get(key), metadata.authors)
            changes += [(key, [written.get(name, name) for name in edit.authors] or None)]
            changes += [(other, None) for other in ("author", "authors") if other != key]
            rest = replace(rest, authors=None)
            break
    return changes, rest


# MDN


def _mdn(
    edit: MetadataEdit, metadata: PostMetadata, header: Header, folders: Sequence[CategoryPath]
) -> tuple[list[Change], MetadataEdit]:
    """A new last part leaves the rest of the path in the slug."""
    spoken = header.get("slug")
    if not edit.slug or "/" in edit.slug or not isinstance(spoken, str) or "/" not in spoken:
        return [], edit
    return [("slug", f"{spoken.strip('/').rpartition('/')[0]}/{edit.slug}")], replace(edit, slug=None)


# What they share


def _written(value: FieldValue, names: Sequence[str]) -> dict[str, FieldValue]:
    """What the file writes for each name; nothing when the entries and the names do not go together."""
    items = value if isinstance(value, list) else [value]
    return dict(zip(names, items, strict=True)) if len(items) == len(names) else {}


def _status_changes(status: Status, header: Header, flag: str, *, hidden: bool) -> list[Change]:
    """``flag`` hides a post when it is ``hidden``; to show it again, that and ``published: false`` are taken out."""
    if status is Status.DRAFT:
        return [("draft", True)]
    if status is Status.UNPUBLISHED:
        return [(flag, hidden), ("draft", None)]
    shown: list[Change] = [("published", None)] if header.get("published") in _HIDING else []
    return [*shown, (flag, None if hidden or flag not in header else True), ("draft", None)]


_DIALECTS: dict[str, _Speak] = {
    "hexo": _hexo,
    "docusaurus": _docusaurus,
    "eleventy": eleventy_changes,
    "hugo": hugo_changes,
    "zola": zola_changes,
    "obsidian": _obsidian,
    "pandoc": pandoc_changes,
    "pelican": pelican_changes,
    "mdn": _mdn,
}
