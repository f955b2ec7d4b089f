"""Hexo's conventions: ``source/_posts``, category lists that are one line of descent, language and asset folders.

A list under ``categories`` is ONE hierarchy (``[Sports, Baseball]`` is Baseball in Sports), a list of lists is
several; a text is one term, under ``tags`` too. A date without an offset is local time of the site's ``timezone``.
Without a date Hexo takes the file's own time; here only a date at the start of the name stands in, since copying
changes a file's time. ``scaffolds/`` and ``themes/`` hold templates and are not entered.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fonds.importers.formats import format_of, is_document_name, suffix_of
from fonds.importers.hexo_site import detect_hexo, language_of, load_site_settings
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import Dialect, PathFacts, interpret_values, one_name, value_text, whole_text
from fonds.importers.site_files import root_places, without_ups
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, CategoryPath, FieldValue, PostDate
from fonds.text.dates import date_from_name
from fonds.text.headings import find_heading
from fonds.text.names import split_dated_name, split_name

_OWN_FOLDERS = frozenset({"scaffolds", "themes", "public"})
_SKIPPED = frozenset({"node_modules", "__pycache__"})


_DIALECT = Dialect(split=whole_text, category_path=one_name, folders_add=False)


class HexoGenerator:
    """See the module."""

    name = "hexo"
    label = "Hexo"

    def detect(self, root: Path) -> Detection:
        """By ``_config.yml``, ``source/_posts`` and ``scaffolds``."""
        confidence, reasons = detect_hexo(root)
        return Detection(self.name, self.label, confidence, reasons)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """From ``_config.yml``; the person's time zone counts before the site's."""
        return as_chosen(load_site_settings(root, settings), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, the site's output, and those of templates and tools."""
        name = posixpath.basename(folder)
        inner = site.site_path(folder)
        return (
            not name.startswith(".")
            and name not in _SKIPPED
            and inner not in _OWN_FOLDERS
            and inner not in site.skipped_folders
        )

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """By folder: ``source/_posts`` and the chosen folders, ``source/_drafts``, else a page of the site."""
        if not is_document_name(path) or posixpath.basename(path).startswith("."):
            return DocumentKind.OTHER
        if any(path.startswith(f"{chosen}/") or chosen == "." for chosen in site.post_folders):
            return DocumentKind.POST
        folders = site.site_path(path).split("/")[:-1]
        if folders[:1] != ["source"]:
            return DocumentKind.PAGE
        special = folders[1] if len(folders) > 1 else ""
        if special in ("_posts", "_drafts"):
            return DocumentKind.POST if special == "_posts" else DocumentKind.DRAFT
        if special.startswith("_") or suffix_of(path) in (".html", ".htm", ".xhtml"):
            return DocumentKind.PAGE
        return DocumentKind.COLLECTION

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None: folders are part of a post's address in Hexo, not categories."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """An absolute path is below ``source/``; others are tried in the post's asset folder, beside it, and there."""
        if target.startswith("/"):
            inner = target.lstrip("/")
            base = site.base_path
            if base and inner.startswith(f"{base}/"):
                return root_places(site, (f"source/{inner[len(base) + 1 :]}", f"source/{inner}"))
            return root_places(site, (f"source/{inner}",))
        document = site.site_path(path)
        assets = posixpath.splitext(document)[0]
        beside = posixpath.dirname(document)
        return root_places(
            site,
            (
                posixpath.join(assets, target),
                posixpath.join(beside, target),
                posixpath.join("source", without_ups(target)),
            ),
        )

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, with the categories as lines of descent, and what the path says."""
        values = dict(document.header.values)
        paths = _take_categories(values)
        kind = self.classify(document.path, site)
        found = interpret_values(document, values, _path_facts(document, kind, site), _DIALECT, site.zone)
        language = found.metadata.language or language_of(site.site_path(document.path), site.languages)
        return replace(found, metadata=replace(found.metadata, categories=paths, language=language))


def category_paths(value: FieldValue) -> tuple[CategoryPath, ...]:
    """The hierarchies under ``categories``: a text or a flat list is one, each list in a list one of its own."""
    if not isinstance(value, list):
        return _paths([[value]])
    if any(isinstance(item, list) for item in value):
        return _paths([item if isinstance(item, list) else [item] for item in value])
    return _paths([value])


def _paths(rows: list[list[FieldValue]]) -> tuple[CategoryPath, ...]:
    paths = (tuple(_names(row)) for row in rows)
    return tuple(dict.fromkeys(path for path in paths if path))


def _names(row: list[FieldValue]) -> Iterator[str]:
    for item in row:
        if isinstance(item, list):
            yield from _names(item)
        elif name := value_text(item).strip():
            yield name


def _take_categories(values: dict[str, FieldValue]) -> tuple[CategoryPath, ...]:
    """Those under ``categories``, else under ``category``, as Hexo does; what holds a table stays a further field."""
    paths: tuple[CategoryPath, ...] = ()
    for key in ("categories", "category"):
        if key in values:
            value = values[key]
            paths = paths or category_paths(value)
            if not _holds_table(value):
                del values[key]
    return paths


def _holds_table(value: FieldValue) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_table, value)))


def _path_facts(document: Document, kind: DocumentKind, site: SiteSettings) -> PathFacts:
    name = posixpath.basename(document.path)
    slug = split_name(name)[0]
    date: PostDate = UNKNOWN_DATE
    dated = split_dated_name(name)
    is_post = kind in (DocumentKind.POST, DocumentKind.DRAFT)
    if dated is not None and is_post:
        date = date_from_name(dated[0], site.zone) or UNKNOWN_DATE
        if ":year" in site.name_pattern and date.instant is not None and dated[1]:
            slug = dated[1]
    title = ""
    if not value_text(dict(document.header.values).get("title")).strip():
        title = find_heading(document.parts.text if document.raw else document.parts.body, suffix_of(name))
    return PathFacts(
        title=title or slug or name,
        slug=slug,
        format=format_of(name),
        date=date,
        in_drafts=kind is DocumentKind.DRAFT,
        date_expected=kind is DocumentKind.POST,
    )
