"""Pelican's conventions: ``Key: value`` heads, reST docinfo, HTML ``meta``; one category, tags by commas or semicolons.

Keys count in any case. A text under ``tags`` or ``authors`` is cut at semicolons when it has one, else at commas; a
category is one name. The folder is the category of an article that names none, its slug comes from its title, and a
date at the start of its name stands in for its own. ``hidden`` and ``skip`` are unpublished. The settings are a
program and are never run: plain assignments of texts are read, nothing else.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from pathlib import Path

from fonds.importers.formats import format_of, is_document_name, suffix_of
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import Dialect, PathFacts, interpret_values, one_name, value_text
from fonds.importers.pelican_heads import read_docinfo, read_meta
from fonds.importers.pelican_site import detect_pelican, load_site_settings
from fonds.importers.site_files import root_places
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, CategoryPath, FieldValue, Status
from fonds.text.dates import date_at_start
from fonds.text.headings import find_heading
from fonds.text.names import slugify, split_name, titleise

_KNOWN = frozenset(
    {"title", "date", "slug", "lang", "category", "tags", "author", "authors", "status", "draft", "published"}
)
_HIDDEN = frozenset({"hidden", "skip"})
_SKIPPED = frozenset({"output", "theme", "themes", "node_modules", "__pycache__", "venv", "env", "plugins"})
_FORMATS = frozenset({".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm"})
_SPECIAL = re.compile(r"[{|](?:static|attach|filename)[}|]")


def split_terms(text: str) -> list[str]:
    """``a, b`` is two terms; ``a, b; c`` is ``a, b`` and ``c``."""
    return text.split(";" if ";" in text else ",")


_DIALECT = Dialect(split=split_terms, category_path=one_name, folders_add=False)


class PelicanGenerator:
    """See the module."""

    name = "pelican"
    label = "Pelican"

    def detect(self, root: Path) -> Detection:
        """By ``pelicanconf.py``, here or above."""
        confidence, reasons = detect_pelican(root)
        return Detection(self.name, self.label, confidence, reasons)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """The zone and the folder of the content, as far as ``pelicanconf.py`` writes them out."""
        return as_chosen(load_site_settings(root, settings), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, the site's output, and those of themes and tools beside the content."""
        name = posixpath.basename(folder)
        inner = site.site_path(folder)
        return not name.startswith(".") and inner not in _SKIPPED and inner not in site.skipped_folders

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """Below the content every document is an article, but those in ``pages`` are other documents."""
        if not is_document_name(path) or posixpath.basename(path).startswith("."):
            return DocumentKind.OTHER
        if any(path.startswith(f"{chosen}/") or chosen == "." for chosen in site.post_folders):
            return DocumentKind.POST
        inner = _content_path(path, site)
        if inner is None or suffix_of(path) not in _FORMATS:
            return DocumentKind.PAGE
        return DocumentKind.COLLECTION if inner.startswith("pages/") else DocumentKind.POST

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: a category that a header names takes the place of the folder's."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """``{static}/x`` and ``/x`` are below the content, ``{static}x`` and ``x`` beside the document."""
        target = _SPECIAL.sub("", target, count=1)
        base = site.base_path
        if target.startswith("/"):
            return root_places(site, (posixpath.join(base, target.lstrip("/")),))
        beside = posixpath.dirname(site.site_path(path))
        return root_places(site, (posixpath.join(beside, target), posixpath.join(base, target)))

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, or those of docinfo and ``meta``, and what the path says."""
        lines = {_folded(key): line for key, line in document.header.lines.items()}
        document = replace(document, header=replace(document.header, lines=lines))
        values = {**_inner_values(document), **_folded_values(document)}
        hidden, draft = _take_status(values)
        if isinstance(values.get("authors"), str):
            values["authors"] = list[FieldValue](split_terms(value_text(values["authors"])))
        found = interpret_values(document, values, _path_facts(document, values, site), _DIALECT, site.zone)
        metadata = found.metadata
        status = Status.UNPUBLISHED if hidden else Status.DRAFT if draft else metadata.status
        return replace(found, metadata=replace(metadata, status=status))


def _folded(key: str) -> str:
    small = key.lower()
    return small if small in _KNOWN else key


def _folded_values(document: Document) -> dict[str, FieldValue]:
    values: dict[str, FieldValue] = {}
    for key, value in document.header.values:
        values.setdefault(_folded(key), value)
    return values


def _inner_values(document: Document) -> dict[str, FieldValue]:
    """What a document of reST or HTML says of itself in its text."""
    suffix = suffix_of(document.path)
    body = document.parts.text if document.raw else document.parts.body
    if suffix == ".rst":
        return read_docinfo(body)
    return read_meta(body) if suffix in (".html", ".htm") else {}


def _take_status(values: dict[str, FieldValue]) -> tuple[bool, bool]:
    """Whether the document is hidden, and whether it is a draft; what else ``status`` may say stays a further field."""
    status = value_text(values.get("status")).strip().lower()
    if status in ("draft", "hidden", "published") or values.get("status", "") is None:
        values.pop("status", None)
    return status in _HIDDEN, status == "draft"


def _content_path(path: str, site: SiteSettings) -> str | None:
    """The path below the content's folder; None for what lies elsewhere."""
    inner = site.site_path(path)
    if not site.base_path:
        return inner
    return inner[len(site.base_path) + 1 :] if inner.startswith(f"{site.base_path}/") else None


def _path_facts(document: Document, values: dict[str, FieldValue], site: SiteSettings) -> PathFacts:
    name = posixpath.basename(document.path)
    stem = split_name(name)[0]
    date, rest = date_at_start(stem, site.zone)
    title = value_text(values.get("title")).strip()
    if not title:
        body = document.parts.text if document.raw else document.parts.body
        title = find_heading(body, suffix_of(name)) or titleise(rest or stem) or name
    inner = _content_path(document.path, site) or ""
    folder = posixpath.basename(posixpath.dirname(inner))
    page = inner.startswith("pages/")
    return PathFacts(
        title=title,
        slug=slugify(title) or slugify(stem),
        format=format_of(name),
        date=date or UNKNOWN_DATE,
        categories=((folder,),) if folder and not page else (),
        date_expected=not page,
    )
