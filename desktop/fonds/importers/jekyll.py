"""Jekyll's conventions: dated names, folder categories, drafts, collections, and the defaults of ``_config.yml``.

Where Jekyll drops a file or stops (a name without a date, an impossible date, a broken header), the document is kept
and the problem told. A date without an offset is local time of the site's ``timezone``, which is what authors mean;
Jekyll itself reads it as UTC. ``draft: true`` makes a draft here; Jekyll publishes such a post all the same.
"""

from __future__ import annotations

import fnmatch
import posixpath
from dataclasses import replace
from pathlib import Path

from fonds.importers.formats import format_of, is_document_name
from fonds.importers.interface import (
    Document,
    DocumentKind,
    Interpretation,
    ScopedDefaults,
    SiteSettings,
    as_chosen,
)
from fonds.importers.jekyll_site import detect_jekyll, load_site_settings
from fonds.importers.metadata import Dialect, PathFacts, interpret_values, one_name
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, CategoryPath, FieldValue, PostDate
from fonds.model.problems import Problem, ProblemKind
from fonds.text.dates import date_from_name
from fonds.text.names import split_dated_name, split_name, titleise

_OWN_FOLDERS = frozenset({
    "_site", "_layouts", "_includes", "_sass", "_data", "_plugins", "_assets", "_javascript",
    "node_modules", "vendor", "bower_components", "__pycache__",
})  # fmt: skip
_DEFAULTED = frozenset({
    "layout", "title", "categories", "category", "tags", "tag", "author", "authors", "permalink", "lang", "language",
    "published", "draft",
})  # fmt: skip


_DIALECT = Dialect(split=str.split, category_path=one_name, folders_add=True)


class JekyllGenerator:
    """See the module."""

    name = "jekyll"
    label = "Jekyll"

    def detect(self, root: Path) -> Detection:
        """By ``_config.yml``, ``_posts`` and dated names."""
        return detect_jekyll(root)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """From ``_config.yml``; the person's time zone counts before the site's."""
        return as_chosen(load_site_settings(root, settings), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, the site's output, and those that hold the machinery of the site."""
        name = posixpath.basename(folder)
        return (
            not name.startswith(".")
            and name not in _OWN_FOLDERS
            and site.site_path(folder) not in site.skipped_folders
        )

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """By folder: ``_posts`` and the chosen folders, ``_drafts``, any other ``_name`` a collection, else a page."""
        if not is_document_name(path) or posixpath.basename(path).startswith("."):
            return DocumentKind.OTHER
        return self._kind(path, site)[0]

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """The folders above ``_posts`` or ``_drafts``, each a category of its own; those below are none."""
        return self._kind(path, site)[1]

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """An absolute path is the site's; others are tried beside the document, then from the root."""
        return media_places(path, target, site)

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values over the site's defaults, and what the path says."""
        kind, categories = self._kind(document.path, site)
        facts, problems = _path_facts(document, kind, categories, site)
        values = dict(document.header.values)
        if site.defaults:
            values |= {
                key: value
                for key, value in default_values(document.path, kind, site).items()
                if key not in document.header.lines
            }
        found = interpret_values(document, values, facts, _DIALECT, site.zone)
        return replace(found, problems=(*problems, *found.problems)) if problems else found

    def _kind(self, path: str, site: SiteSettings) -> tuple[DocumentKind, tuple[CategoryPath, ...]]:
        folders = site.site_path(path).split("/")[:-1]
        for special, kind in (("_posts", DocumentKind.POST), ("_drafts", DocumentKind.DRAFT)):
            if special in folders:
                above = folders[: folders.index(special)]
                if above and above[0] == site.collections_dir:
                    del above[0]
                return kind, tuple((name,) for name in above)
        for chosen in site.post_folders:
            if path.startswith(f"{chosen}/") or chosen == ".":
                above = site.site_path(chosen).split("/")[:-1]
                return DocumentKind.POST, tuple((name,) for name in above)
        start = 1 if folders and folders[0] == site.collections_dir and site.collections_dir else 0
        if len(folders) > start and (folders[start].startswith("_") or start):
            return DocumentKind.COLLECTION, ()
        return DocumentKind.PAGE, ()


def media_places(path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
    """The places from the source's root, without those that lie outside it."""
    if target.startswith("/"):
        inside = target.lstrip("/")
        if site.prefix and inside.startswith(f"{site.prefix}/"):
            inside = inside[len(site.prefix) + 1 :]
        places = [inside]
    else:
        places = [posixpath.join(posixpath.dirname(path), target), target]
    clean = (posixpath.normpath(place) for place in places)
    return tuple(
        dict.fromkeys(place for place in clean if not place.startswith("../") and place not in ("..", "."))
    )


def _path_facts(
    document: Document, kind: DocumentKind, categories: tuple[CategoryPath, ...], site: SiteSettings
) -> tuple[PathFacts, list[Problem]]:
    name = posixpath.basename(document.path)
    dated = split_dated_name(name) if kind is not DocumentKind.PAGE else None
    problems: list[Problem] = []
    date: PostDate = UNKNOWN_DATE
    if dated is not None:
        text, slug, _ = dated
        date = date_from_name(text, site.zone) or UNKNOWN_DATE
        if date.instant is None:
            problems.append(_invalid_name_date(document, text))
    else:
        slug = split_name(name)[0].rstrip(".")
        if kind is DocumentKind.POST:
            details = (("generator", JekyllGenerator.label),)
            problems.append(Problem(ProblemKind.NAME_NOT_POST, document.path, details=details))
    facts = PathFacts(
        title=titleise(slug) or slug or name,
        slug=slug,
        format=format_of(name),
        date=date,
        in_drafts=kind is DocumentKind.DRAFT,
        categories=categories,
        date_expected=kind is DocumentKind.POST,
    )
    return facts, problems


def _invalid_name_date(document: Document, text: str) -> Problem:
    given = "date" in document.header.lines
    instead = "with the date of its front matter" if given else "without a date"
    return Problem(ProblemKind.INVALID_DATE, document.path, details=(("value", text), ("instead", instead)))


def default_values(path: str, kind: DocumentKind, site: SiteSettings) -> dict[str, FieldValue]:
    """The values that ``_config.yml`` puts beneath the header of a document; the most specific scope wins."""
    place = site.site_path(path)
    return {
        key: value
        for scope in site.defaults  # the most specific last
        if _in_scope(place, kind, scope)
        for key, value in scope.values
        if key in _DEFAULTED
    }


def _in_scope(path: str, kind: DocumentKind, scope: ScopedDefaults) -> bool:
    if scope.type:
        types = {"posts": (DocumentKind.POST, DocumentKind.DRAFT), "drafts": (DocumentKind.DRAFT,)}
        wanted = types.get(
            scope.type, (DocumentKind.PAGE,) if scope.type == "pages" else (DocumentKind.COLLECTION,)
        )
        if kind not in wanted:
            return False
        if wanted == (DocumentKind.COLLECTION,) and f"_{scope.type}" not in path.split("/")[:-1]:
            return False
    if not scope.path:
        return True
    if "*" in scope.path:
        return fnmatch.fnmatchcase(path, scope.path) or fnmatch.fnmatchcase(path, f"{scope.path}/*")
    return path == scope.path or path.startswith(f"{scope.path}/")
