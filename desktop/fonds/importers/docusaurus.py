"""Docusaurus' conventions: the blog's dated names and folders, authors and tags by key, docs with number prefixes.

``blog/`` and its translations hold posts, ``docs/``, ``versioned_docs/`` and ``src/pages/`` other documents. A folder
of docs is a category, without its number prefix. An ``unlisted`` post is unpublished. An absolute ``slug`` is an
address; its last part is the slug. The configuration is a program and is never run: only ``authors.yml`` and
``tags.yml`` are read. A date without an offset is UTC, as there, unless the person chooses a zone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fonds.importers.docusaurus_site import detect_docusaurus, load_site_settings, spoken_names
from fonds.importers.formats import format_of, is_document_name, suffix_of
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import Dialect, PathFacts, interpret_values, value_text
from fonds.importers.site_files import root_places
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, BodyFormat, CategoryPath, FieldValue, PostDate
from fonds.text.dates import date_from_name
from fonds.text.headings import find_heading
from fonds.text.names import split_name, titleise

_OWN_FOLDERS = frozenset({"node_modules", "build", "static", "__pycache__"})
_BLOG = re.compile(r"blog\Z|docusaurus-plugin-content-blog(?:-.*)?\Z")
_DOCS = re.compile(r"docs\Z|versioned_docs\Z|docusaurus-plugin-content-docs(?:-.*)?\Z")
# The rule of the blog plugin (plugin-content-blog/src/blogUtils.ts), on the path below the blog's folder.
_DATED = re.compile(r"(?:.*/)?(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:/index)?\Z", re.ASCII | re.DOTALL)
_NUMBERED = re.compile(r"\d+\s*[-_.]+\s*(?=[^-_.\s])")
_NOT_NUMBERED = re.compile(r"\d+[-_.]\d+")  # dates and versions


def _by_commas(text: str) -> list[str]:
    return text.split(",")


def _category_path(name: str) -> CategoryPath:
    return tuple(part for part in map(str.strip, name.split("/")) if part)


_DIALECT = Dialect(split=_by_commas, category_path=_category_path, folders_add=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document lies: ``above`` is the site's folder in the source, ``inner`` the path in its blog or docs."""

    kind: DocumentKind
    above: str = ""
    inner: str = ""
    language: str = ""
    categories: tuple[CategoryPath, ...] = ()


class DocusaurusGenerator:
    """See the module."""

    name = "docusaurus"
    label = "Docusaurus"

    def detect(self, root: Path) -> Detection:
        """By ``docusaurus.config.*``, here or in a folder ``website``."""
        confidence, reasons = detect_docusaurus(root)
        return Detection(self.name, self.label, confidence, reasons)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """The names of authors and tags; the configuration itself is not run."""
        return as_chosen(load_site_settings(root, settings), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, the site's output, static files and those of tools."""
        name = posixpath.basename(folder)
        return not name.startswith(".") and name not in _OWN_FOLDERS

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """By folder; what begins with ``_`` is a part of other documents, and is taken only with a header."""
        name = posixpath.basename(path)
        if not is_document_name(path) or name.startswith("."):
            return DocumentKind.OTHER
        kind = _place(path, site).kind
        return (
            DocumentKind.PAGE
            if _is_partial(path, site) or format_of(path) is not BodyFormat.MARKDOWN
            else kind
        )

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: a category that a header names takes the place of the folder's."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """An absolute path is below ``static/``, ``@site/`` the site's folder; others lie beside the document."""
        above = _place(path, site).above
        if target.startswith("@site/"):
            return root_places(site, (posixpath.join(above, target[6:]),))
        if target.startswith("/"):
            return root_places(site, (posixpath.join(above, "static", target.lstrip("/")),))
        beside = posixpath.dirname(site.site_path(path))
        return root_places(site, (posixpath.join(beside, target), posixpath.join(above, "static", target)))

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, with names for the keys of authors and tags, and what the path says."""
        values = dict(document.header.values)
        place = _place(document.path, site)
        authors = _take_named(values, ("authors", "author"), spoken_names(site, "author"), "name")
        tags = _take_named(values, ("tags",), spoken_names(site, "tag"), "label")
        address = _take_address(values)
        _take_unlisted(values)
        found = interpret_values(document, values, _path_facts(document, place, site), _DIALECT, site.zone)
        metadata = found.metadata
        slug = address.rstrip("/").rpartition("/")[2] if address else metadata.slug
        return replace(
            found,
            metadata=replace(
                metadata,
                authors=authors,
                tags=tags or metadata.tags,
                slug=slug or metadata.slug,
                permalink=metadata.permalink or address,
                language=metadata.language or place.language,
            ),
        )


def _is_partial(path: str, site: SiteSettings) -> bool:
    return any(part.startswith("_") for part in site.site_path(path).split("/"))


def _place(path: str, site: SiteSettings) -> _Place:
    folders = site.site_path(path).split("/")[:-1]
    name = posixpath.basename(path)
    for chosen in site.post_folders:
        if path.startswith(f"{chosen}/") or chosen == ".":
            inner = path if chosen == "." else path[len(chosen) + 1 :]
            return _Place(DocumentKind.POST, posixpath.dirname(site.site_path(chosen)), inner)
    for number, folder in enumerate(folders[:4]):
        above, below = folders[:number], folders[number + 1 :]
        language = ""
        if len(above) >= 2 and above[-2] == "i18n":
            above, language = above[:-2], above[-1]
        elif number > 1:
            continue
        base = "/".join(above)
        if _BLOG.match(folder):
            return _Place(DocumentKind.POST, base, "/".join((*below, name)), language)
        if _DOCS.match(folder):
            versioned = (
                folder != "docs" and below[:1] and (below[0] == "current" or below[0].startswith("version-"))
            )
            levels = tuple(without_number(level) for level in (below[1:] if versioned else below))
            categories = (levels,) if levels else ()
            return _Place(DocumentKind.COLLECTION, base, "/".join((*below, name)), language, categories)
        if folder == "src" and below[:1] == ["pages"]:
            return _Place(DocumentKind.COLLECTION, base, "/".join((*below[1:], name)), language)
    return _Place(DocumentKind.PAGE)


def without_number(name: str) -> str:
    """A name without the number that orders it: ``01-intro`` is ``intro``; dates and versions stay."""
    if _NOT_NUMBERED.match(name):
        return name
    match = _NUMBERED.match(name)
    return name[match.end() :] if match else name


def _take_named(
    values: dict[str, FieldValue], keys: Sequence[str], known: dict[str, str], label: str
) -> tuple[str, ...]:
    """The names under the keys: a text may be a key of ``known``, a table has its name under ``label``.

    What says more than names (a table) stays a further field. A text under ``tags`` is left to the usual rules.
    """
    names: list[str] = []
    for key in keys:
        value = values.get(key)
        if key == "tags" and not isinstance(value, list):
            continue
        items = value if isinstance(value, list) else [value]
        names += [name_of(item, known, label) for item in items]
        if not any(isinstance(item, (dict, list)) for item in items):
            values.pop(key, None)
    return tuple(dict.fromkeys(name for name in names if name))


def name_of(item: FieldValue, known: dict[str, str], label: str) -> str:
    """What an entry calls its author or tag: by name, or by a key that the site's files explain."""
    if isinstance(item, dict):
        named = value_text(item.get(label)).strip()
        if named:
            return named
        item = item.get("key")
    text = value_text(item).strip()
    return known.get(text, text)


def _take_address(values: dict[str, FieldValue]) -> str:
    slug = values.get("slug")
    if isinstance(slug, str) and "/" in slug:
        del values["slug"]
        return slug.strip()
    return ""


def _take_unlisted(values: dict[str, FieldValue]) -> None:
    if values.get("unlisted") is True:
        values["published"] = False
    if values.get("unlisted") in (True, False, None):
        values.pop("unlisted", None)


def _path_facts(document: Document, place: _Place, site: SiteSettings) -> PathFacts:
    name = posixpath.basename(document.path)
    stem = split_name(place.inner or name)[0]
    inner = posixpath.join(posixpath.dirname(place.inner), stem)
    date: PostDate = UNKNOWN_DATE
    text = ""
    if place.kind is DocumentKind.POST:
        dated = _DATED.match(inner)
        date = (date_from_name(dated[1].replace("/", "-"), site.zone) if dated else None) or UNKNOWN_DATE
        text = dated[2] if dated and date.instant is not None else ""
    if not text:
        folder = posixpath.basename(posixpath.dirname(inner))
        text = without_number(folder if stem in ("index", "README") and folder else stem)
    title = ""
    if not value_text(dict(document.header.values).get("title")).strip():
        title = find_heading(document.parts.text if document.raw else document.parts.body, suffix_of(name))
    slug = text.rpartition("/")[2]
    return PathFacts(
        title=title or titleise(slug) or slug or name,
        slug=slug,
        format=format_of(name),
        date=date,
        categories=place.categories,
        date_expected=place.kind is DocumentKind.POST and not _is_partial(document.path, site),
    )
