"""Hugo's conventions: keys in any case, dates that stand in for one another, sections, page bundles, languages.

A text under ``tags`` or ``categories`` is one term. Without categories the section (the folder right below
``content/``) is the category. ``draft``, a ``publishDate`` in the future, an ``expiryDate`` in the past and
``build.render: never`` keep a page out of the site: here they are its status, future and past being judged by the
moment of the import. A date without an offset is local time of the site's ``timeZone``. Without any date the one at
the start of the name stands in, though Hugo itself looks there only when told so. Shortcodes stay as they are; what
``cascade`` hands down is not applied.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fonds.importers.content_tree import (
    ContentPlace,
    bundle_folder,
    content_kind,
    content_media,
    content_place,
    small_keys,
)
from fonds.importers.formats import format_of, suffix_of
from fonds.importers.hugo_site import detect_hugo, load_site_settings
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import (
    Dialect,
    PathFacts,
    interpret_values,
    one_name,
    says_no,
    value_text,
    whole_text,
)
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import (
    UNKNOWN_DATE,
    CategoryPath,
    DateOrigin,
    FieldValue,
    PostDate,
    PostMetadata,
    Status,
)
from fonds.text.dates import date_from_name, parse_date
from fonds.text.headings import find_heading
from fonds.text.names import titleise

DATE_KEYS = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_PUBLISH_KEYS = ("publishdate", "pubdate", "published", "date")
_EXPIRY_KEYS = ("expirydate", "unpublishdate")
_FOLDED = frozenset(
    {"title", "date", "slug", "category", "categories", "tag", "tags", "author", "authors", "draft", "lang", "language"}
)  # fmt: skip
_OWN_FOLDER = re.compile(r"(?:archetypes|assets|data|i18n|layouts|resources|static|themes)\Z")
_TOOLS = frozenset({"node_modules", "__pycache__"})


ONE_TERM = Dialect(split=whole_text, category_path=one_name, folders_add=False)


class HugoGenerator:
    """See the module."""

    name = "hugo"
    label = "Hugo"

    def detect(self, root: Path) -> Detection:
        """By ``hugo.toml`` and its like, ``content`` and ``archetypes``."""
        confidence, reasons = detect_hugo(root)
        return Detection(self.name, self.label, confidence, reasons)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """From the configuration; the person's time zone counts before the site's."""
        return as_chosen(load_site_settings(root, settings), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, the site's output, and those of templates, static files and tools."""
        name = posixpath.basename(folder)
        inner = site.site_path(folder)
        own = _OWN_FOLDER.match(inner) is not None and site.collections_dir != "."
        return not (name.startswith(".") or name in _TOOLS or own or inner in site.skipped_folders)

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """By folder: what lies in ``content/`` or a chosen folder, else a page with a header."""
        return content_kind(path, site)

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: a category that a header names takes the place of the section."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """Beside the document, in the static folders, and in the content."""
        return content_media(path, target, site)

    def bundle_folder(self, path: str, site: SiteSettings) -> str | None:
        """The folder of an ``index.md``, whose other files are its resources."""
        return bundle_folder(path, site)

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values in any case, with Hugo's order of dates, and what the path says."""
        header = dict(document.header.values)
        small = {key.lower(): value for key, value in header.items()}
        folded = _folded(list(header))
        values = dict(zip(folded, header.values(), strict=True))
        place = content_place(document.path, site)
        facts = _path_facts(document, place, values, site)
        by_name = site.name_pattern == "first:filename" and facts.date.instant is not None
        by_name = by_name and "date" not in dict(site.field_keys)
        # "published" is a date here, not a yes or no.
        aside = {key: values.pop(key) for key in ("published", *(["date"] * by_name)) if key in values}
        stand_in = "" if by_name else _first(small, DATE_KEYS, site)
        if stand_in and not value_text(values.get("date")).strip():
            values["date"] = stand_in
        found = interpret_values(document, values, facts, ONE_TERM, site.zone)
        fields = dict(found.metadata.fields) | aside
        metadata = replace(
            found.metadata,
            permalink=found.metadata.permalink or value_text(small.get("url")).strip(),
            language=found.metadata.language or place.language,
            fields=tuple((key, fields[key]) for key in folded if key in fields),
        )
        return replace(found, metadata=replace(metadata, status=_status(metadata, small, site)))


def _folded(keys: Sequence[str]) -> list[str]:
    """The keys, those that the metadata are read from in small letters, unless the small one is there too."""
    taken = set(keys)
    folded: list[str] = []
    for key in keys:
        small = key.lower()
        if small != key and small in _FOLDED and small not in taken:
            taken.add(small)
            folded.append(small)
        else:
            folded.append(key)
    return folded


def _first(values: Mapping[str, FieldValue], keys: Sequence[str], site: SiteSettings) -> str:
    """The text of the first key that holds a date; "" when none does."""
    for key in keys:
        text = value_text(values.get(key)).strip()
        if text and parse_date(text, site.zone, DateOrigin.FRONT_MATTER) is not None:
            return text
    return ""


def _status(metadata: PostMetadata, values: Mapping[str, FieldValue], site: SiteSettings) -> Status:
    if metadata.status is not Status.PUBLISHED:
        return metadata.status
    build = small_keys(values.get("build", values.get("_build")))
    if says_no(build.get("render")) or value_text(build.get("render")) in ("never", "false"):
        return Status.UNPUBLISHED
    if not site.as_of:
        return Status.PUBLISHED
    moments = [
        parse_date(_first(values, keys, site), site.zone, DateOrigin.FRONT_MATTER)
        for keys in (_EXPIRY_KEYS, _PUBLISH_KEYS)
    ]
    expiry, publish = (None if moment is None else moment.instant for moment in moments)
    if expiry is not None and expiry <= site.as_of:
        return Status.EXPIRED
    if publish is not None and publish > site.as_of:
        return Status.FUTURE
    return Status.PUBLISHED


def name_date(name: str, site: SiteSettings) -> tuple[PostDate, str]:
    """The date ``YYYY-MM-DD`` that a name begins with, and the rest; without one the whole name."""
    date = (
        date_from_name(name[:10], site.zone)
        if len(name[:10]) == 10 and name[10:11] in ("", "-", "_", " ")
        else None
    )
    return (UNKNOWN_DATE, name) if date is None else (date, name[11:])


def _path_facts(
    document: Document, place: ContentPlace, values: Mapping[str, FieldValue], site: SiteSettings
) -> PathFacts:
    date, rest = name_date(place.name, site)
    slug = rest if site.name_pattern and rest else place.name
    title = ""
    if not value_text(values.get("title")).strip():
        body = document.parts.text if document.raw else document.parts.body
        title = find_heading(body, suffix_of(document.path)) or titleise(rest)
    return PathFacts(
        title=title or slug or posixpath.basename(document.path),
        slug=slug,
        format=format_of(document.path),
        date=UNKNOWN_DATE if place.is_section else date,
        categories=place.section,
        date_expected=not place.is_section and place.inner is not None and bool(values),
    )
