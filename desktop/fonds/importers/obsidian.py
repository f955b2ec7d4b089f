"""Obsidian's conventions: a note's name is its title, tags with or without ``#``, embedded files found by their name.

Properties stand at the very start of a note. Tags are a list, or a text cut at commas and blanks; ``a/b`` is one tag
in another and stays as it is; empty items are passed over; case does not tell tags apart. ``#tags`` in the text count
only when that was chosen. ``publish: false`` is unpublished. Without a date, ``published`` and then ``created`` stand
in, then the name of a daily note. Folders are the category of a note that names none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from fonds.importers.formats import format_of, is_document_name
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import Dialect, PathFacts, interpret_values, value_text
from fonds.importers.obsidian_vault import detect_vault, load_vault_settings
from fonds.importers.site_files import root_places
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, BodyFormat, CategoryPath, DateOrigin, FieldValue, Status
from fonds.text.dates import date_at_start, parse_date
from fonds.text.names import slugify, split_name
from fonds.text.references import without_code

_DATE_KEYS = ("published", "created", "date created", "creation date", "creation-date")
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_INLINE_TAG = re.compile(r"(?<![\w/#&\[(])#(?=[\w/\-]*[^\W\d_])([\w/\-]+)")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]\Z")


def split_tags(text: str) -> list[str]:
    """``a, b`` and the older ``a b``: two tags each."""
    return re.split(r"[,\s]+", text)


def _category_path(name: str) -> CategoryPath:
    return tuple(part for part in map(str.strip, unlinked(name).split("/")) if part)


_DIALECT = Dialect(split=split_tags, category_path=_category_path, folders_add=False)


class ObsidianGenerator:
    """See the module."""

    name = "obsidian"
    label = "Obsidian"

    def detect(self, root: Path) -> Detection:
        """By the folder ``.obsidian``, here or above."""
        confidence, reasons = detect_vault(root)
        return Detection(self.name, self.label, confidence, reasons)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """The folders that hold attachments, from ``.obsidian/app.json`` and from looking at their names."""
        return as_chosen(load_vault_settings(root, settings), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones (``.obsidian``, ``.trash``) and those of tools."""
        name = posixpath.basename(folder)
        return not name.startswith(".") and name not in _SKIPPED

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """Every note is a post, and so is every other text."""
        hidden = posixpath.basename(path).startswith(".")
        return DocumentKind.POST if is_document_name(path) and not hidden else DocumentKind.OTHER

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: a category that a note names takes the place of the folder's."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """From the vault's folder, beside the note, in the attachments folder, then the shortest path with its name."""
        beside = posixpath.dirname(site.site_path(path))
        folder, name = posixpath.split(target.strip("/"))
        places = [target.strip("/"), posixpath.join(beside, target.lstrip("/"))]
        chosen = site.base_path
        if chosen:
            places.append(posixpath.join(beside if chosen.startswith("./") else "", chosen, name))
        places += [
            posixpath.join(known, name)
            for known in site.media_folders
            if not folder or known == folder or known.endswith(f"/{folder}")
        ]
        return root_places(site, places)

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The note's properties, and what its name and folder say."""
        values = dict(document.header.values)
        for key in ("author", "authors"):
            if key in values:
                values[key] = _unlinked_values(values[key])
        hidden = values.get("publish") is False
        if values.get("publish") in (True, False, None):
            values.pop("publish", None)
        found = interpret_values(document, values, _path_facts(document, values, site), _DIALECT, site.zone)
        tags = _plain_tags((*found.metadata.tags, *_inline_tags(document, site)))
        status = found.metadata.status
        if hidden and status is Status.PUBLISHED:
            status = Status.UNPUBLISHED
        return replace(found, metadata=replace(found.metadata, tags=tags, status=status))


def unlinked(name: str) -> str:
    """What a link in a property shows: ``[[People/Ann|Ann]]`` is Ann; other texts as they are."""
    match = _LINK.match(name.strip())
    return match.group(1).strip() if match else name


def _unlinked_values(value: FieldValue) -> FieldValue:
    if isinstance(value, list):
        return [_unlinked_values(item) for item in value]
    return unlinked(value) if isinstance(value, str) else value


def _plain_tags(names: Iterable[str]) -> tuple[str, ...]:
    """The tags without ``#``, each once whatever its case; the first spelling counts."""
    found: dict[str, str] = {}
    for name in names:
        plain = name.lstrip("#").strip()
        if plain:
            found.setdefault(plain.casefold(), plain)
    return tuple(found.values())


def _inline_tags(document: Document, site: SiteSettings) -> list[str]:
    if not site.inline_tags or document.raw or format_of(document.path) is not BodyFormat.MARKDOWN:
        return []
    return [name.strip("/") for name in _INLINE_TAG.findall(without_code(document.parts.body))]


def _path_facts(document: Document, values: dict[str, FieldValue], site: SiteSettings) -> PathFacts:
    name = posixpath.basename(document.path)
    stem = split_name(name)[0]
    date = date_at_start(stem, site.zone)[0]
    for key in _DATE_KEYS:
        text = value_text(values.get(key)).strip()
        spoken = parse_date(text, site.zone, DateOrigin.FRONT_MATTER) if text else None
        if spoken is not None:
            date = spoken
            break
    above = site.site_path(document.path).split("/")[:-1]
    return PathFacts(
        title=stem.strip() or name,
        slug=slugify(stem),
        format=format_of(name),
        date=date or UNKNOWN_DATE,
        categories=(tuple(above),) if above else (),
        date_expected=False,
    )
