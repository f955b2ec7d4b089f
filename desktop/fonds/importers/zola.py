"""Zola's conventions: TOML headers, taxonomies in a table of their own, dates in names and paths, page bundles.

The date is the header's, else that at the start of the name (``2022-01-11-walk.md``, or such a folder of an
``index.md``), else one that ``path`` begins with (``path = "2022/01/11/walk"``), which Zola itself does not read.
A date without an offset is UTC, as there, unless the person chooses a zone. ``draft`` and ``render = false`` are the
status. Without categories the section (the folder right below ``content/``) is the category. ``[extra]`` is kept.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from fonds.importers.content_tree import (
    ContentPlace,
    bundle_folder,
    content_kind,
    content_media,
    content_place,
    find_site,
    read_settings,
    small_keys,
)
from fonds.importers.formats import format_of, suffix_of
from fonds.importers.hugo import ONE_TERM, name_date
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import PathFacts, interpret_values, value_text
from fonds.importers.site_files import chosen_zone, names_in, settings_problems
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, CategoryPath, FieldValue, PostDate, Status
from fonds.text.dates import date_from_name
from fonds.text.headings import find_heading
from fonds.text.names import titleise
from fonds.text.yaml_header import HeaderReading

_CONFIG_NAMES = ("zola.toml", "config.toml")
_OWN_FOLDERS = frozenset({"public", "sass", "static", "templates", "themes", "syntaxes"})
_TOOLS = frozenset({"node_modules", "__pycache__"})
_DATED_PATH = re.compile(r"/?(\d{4})/(\d{1,2})/(\d{1,2})(?:/|\Z)", re.ASCII)
TERMS = {"tags": "tags", "categories": "categories", "authors": "authors"}
"""The taxonomies that are read, and under which usual key."""


class ZolaGenerator:
    """See the module."""

    name = "zola"
    label = "Zola"

    def detect(self, root: Path) -> Detection:
        """By a ``config.toml`` with ``base_url``, beside ``content`` and ``templates``."""
        folder, prefix = find_site(root, _is_site)
        name, reading = _configuration(folder)
        names = names_in(folder)
        if "base_url" not in dict(reading.values) or "content" not in names:
            return Detection(self.name, self.label, 0.0, ())
        reasons = [f"There is a {name} with a base_url.", "There is a folder content."]
        if "templates" in names:
            reasons.append("There is a folder templates.")
        if prefix:
            reasons.append("The folder lies in content.")
        return Detection(self.name, self.label, 0.97 if "templates" in names else 0.9, tuple(reasons))

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """From the configuration. Zola knows no time zone; the person's counts."""
        folder, prefix = find_site(root, _is_site)
        name, reading = _configuration(folder)
        values = dict(reading.values)
        zone, problems = chosen_zone(settings)
        found = prefix or name or (folder / "content").is_dir()
        site = SiteSettings(
            generator=self.name,
            timezone=zone,
            prefix=prefix,
            collections_dir="content" if found else ".",
            post_folders=tuple(chosen.strip("/") or "." for chosen in settings.post_folders),
            skipped_folders=(value_text(values.get("output_dir")).strip("./") or "public",),
            languages=tuple(small_keys(values.get("languages"))),
            base_path=urlsplit(value_text(values.get("base_url"))).path.strip("/"),
            media_folders=("static",),
            problems=(*settings_problems(name, reading), *problems),
        )
        return as_chosen(site, settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, the site's output, and those of templates, static files and tools."""
        name = posixpath.basename(folder)
        inner = site.site_path(folder)
        own = inner in _OWN_FOLDERS and site.collections_dir != "."
        return not (name.startswith(".") or name in _TOOLS or own or inner in site.skipped_folders)

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """By folder: what lies in ``content/`` or a chosen folder, else a page with a header."""
        return content_kind(path, site)

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: a category that a header names takes the place of the section."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """Beside the document, in ``static/``, and in the content (``@/``)."""
        return content_media(path, target, site)

    def bundle_folder(self, path: str, site: SiteSettings) -> str | None:
        """The folder of an ``index.md``, whose other files are its assets."""
        return bundle_folder(path, site)

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, with the terms of its taxonomies, and what the path says."""
        values = dict(document.header.values)
        address = value_text(values.get("path")).strip()
        place = content_place(document.path, site)
        facts = _path_facts(document, place, values, site)
        _take_taxonomies(values)
        found = interpret_values(document, values, facts, ONE_TERM, site.zone)
        metadata = replace(
            found.metadata,
            permalink=found.metadata.permalink or address,
            language=found.metadata.language or place.language,
        )
        if metadata.status is Status.PUBLISHED and values.get("render") is False and not place.is_section:
            metadata = replace(metadata, status=Status.UNPUBLISHED)
        return replace(found, metadata=metadata)


def _is_site(folder: Path) -> bool:
    return "base_url" in dict(_configuration(folder)[1].values)


def _configuration(folder: Path) -> tuple[str, HeaderReading]:
    for name in _CONFIG_NAMES:
        reading = read_settings(folder / name)
        if reading is not None:
            return name, reading
    return "", HeaderReading()


def _take_taxonomies(values: dict[str, FieldValue]) -> None:
    """Put the known taxonomies under their usual keys; the table stays a further field if it says more."""
    table = values.get("taxonomies")
    if not isinstance(table, dict):
        return
    known = {key: item for key, item in table.items() if key in TERMS and key not in values}
    if len(known) == len(table) and all(isinstance(item, list) for item in known.values()):
        del values["taxonomies"]
    values |= known


def _path_facts(
    document: Document, place: ContentPlace, values: Mapping[str, FieldValue], site: SiteSettings
) -> PathFacts:
    date, rest = name_date(place.name, site)
    address = value_text(values.get("path")).strip()
    if date.instant is None:
        match = _DATED_PATH.match(address)
        date = (date_from_name("-".join(match.groups()), site.zone) if match else None) or UNKNOWN_DATE
    slug = address.strip("/").rpartition("/")[2] or rest or place.name
    title = ""
    if not value_text(values.get("title")).strip():
        body = document.parts.text if document.raw else document.parts.body
        title = find_heading(body, suffix_of(document.path)) or titleise(rest)
    dated: PostDate = UNKNOWN_DATE if place.is_section else date
    return PathFacts(
        title=title or slug or posixpath.basename(document.path),
        slug=slug,
        format=format_of(document.path),
        date=dated,
        categories=place.section,
        date_expected=not place.is_section and place.inner is not None and bool(values),
    )
