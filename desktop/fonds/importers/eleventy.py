"""Eleventy's conventions: the first date of a path, tags that are one term, words that stand for dates.

A text under ``tags`` is one tag. ``date: Last Modified`` and its like mean times of the file or of its history, which
copying changes: they are told, and the date of the path stands in. A date without an offset is UTC, as there, unless
the person chooses a zone. ``permalink: false`` keeps a page out of the site: here it is unpublished; ``draft: true``
counts by convention. The configuration is a program and is never run, nor is front matter in JavaScript. What
directory data files hand down is not applied; each such file is told.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from fonds.importers.formats import format_of, is_document_name, suffix_of
from fonds.importers.hugo import ONE_TERM
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import PathFacts, interpret_values, value_text
from fonds.importers.site_files import chosen_zone, names_in, read_text_file, root_places
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, BodyFormat, CategoryPath, FieldValue, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.text.dates import date_from_name
from fonds.text.headings import find_heading
from fonds.text.names import split_name, titleise

_CONFIG_NAMES = (".eleventy.js", *(f"eleventy.config.{suffix}" for suffix in ("js", "mjs", "cjs", "ts")))
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_OUTPUT = re.compile(r"\boutput\s*:\s*[\"']\.?/?([\w\-./]+?)/?[\"']")
_INPUT = re.compile(r"\binput\s*:\s*[\"']\.?/?([\w\-./]*?)/?[\"']")
_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_DATED_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)", re.ASCII)
_LOOKED_AT = 2000  # folders in which directory data files are looked for
_DATA_SUFFIXES = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")


class EleventyGenerator:
    """See the module."""

    name = "eleventy"
    label = "Eleventy"

    def detect(self, root: Path) -> Detection:
        """By its configuration, else by what ``package.json`` names."""
        names = names_in(root)
        config = next((name for name in _CONFIG_NAMES if name in names), "")
        if config:
            return Detection(self.name, self.label, 0.96, (f"There is a {config}.",))
        if "package.json" in names and _names_eleventy(root):
            return Detection(self.name, self.label, 0.85, ("Its package.json names Eleventy.",))
        return Detection(self.name, self.label, 0.0, ())

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """Where the configuration says that the site goes, which is read as text; and its directory data files."""
        zone, problems = chosen_zone(settings)
        config = "".join(read_text_file(root / name) or "" for name in _CONFIG_NAMES)
        output, source = _OUTPUT.search(config), _INPUT.search(config)
        skipped = (output.group(1) if output else "_site",)
        site = SiteSettings(
            generator=self.name,
            timezone=zone,
            collections_dir=source.group(1) if source else "",
            post_folders=tuple(chosen.strip("/") or "." for chosen in settings.post_folders),
            skipped_folders=skipped,
            media_folders=tuple(dict.fromkeys((source.group(1) if source else "", "public", "static", ""))),
            problems=(*problems, *_data_problems(root, skipped)),
        )
        return as_chosen(site, settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones, those of templates and data (``_name``), the site's output and tools."""
        name = posixpath.basename(folder)
        return not (name.startswith((".", "_")) or name in _SKIPPED or folder in site.skipped_folders)

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """Markdown in a folder or with a date in its path is a post; what else is a document needs a header."""
        name = posixpath.basename(path)
        if not is_document_name(path) or name.startswith("."):
            return DocumentKind.OTHER
        if any(path.startswith(f"{chosen}/") or chosen == "." for chosen in site.post_folders):
            return DocumentKind.POST
        inner = path.removeprefix(f"{site.collections_dir}/") if site.collections_dir else path
        if format_of(path) is BodyFormat.MARKDOWN and ("/" in inner or _DATE.search(path)):
            return DocumentKind.POST
        return DocumentKind.PAGE

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None: Eleventy makes nothing of folders."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """Beside the document, then below the input folder, ``public/``, ``static/`` and the root."""
        inner = target.lstrip("/")
        beside = () if target.startswith("/") else (posixpath.join(posixpath.dirname(path), target),)
        return root_places(site, (*beside, *(posixpath.join(folder, inner) for folder in site.media_folders)))

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, and what the path says."""
        values = dict(document.header.values)
        hidden = values.get("permalink") is False
        if hidden:
            del values["permalink"]
        found = interpret_values(document, values, _path_facts(document, values, site), ONE_TERM, site.zone)
        if hidden and found.metadata.status is Status.PUBLISHED:
            return replace(found, metadata=replace(found.metadata, status=Status.UNPUBLISHED))
        return found


def _names_eleventy(root: Path) -> bool:
    try:
        package = json.loads(read_text_file(root / "package.json") or "{}")
    except (ValueError, RecursionError):
        return False
    groups = (
        (package.get(key) for key in ("dependencies", "devDependencies")) if isinstance(package, dict) else ()
    )
    return any(isinstance(group, dict) and "@11ty/eleventy" in group for group in groups)


def _data_problems(root: Path, skipped: tuple[str, ...]) -> list[Problem]:
    """One for each directory data file: ``posts/posts.json``, ``posts/posts.11tydata.js``."""
    problems: list[Problem] = []
    for number, (folder, inner, files) in enumerate(os.walk(root)):
        if number >= _LOOKED_AT:
            break
        place = Path(folder).relative_to(root).as_posix()
        inner[:] = sorted(
            name for name in inner if not name.startswith((".", "_")) and name not in (*_SKIPPED, *skipped)
        )
        own = posixpath.basename(place) if place != "." else root.name
        for name in sorted(files):
            if name in {own + suffix for suffix in _DATA_SUFFIXES} and not (
                place == "." and name == f"{own}.json"
            ):
                path = name if place == "." else f"{place}/{name}"
                problems.append(Problem(ProblemKind.DATA_NOT_APPLIED, path))
    return problems


def _path_facts(document: Document, values: Mapping[str, FieldValue], site: SiteSettings) -> PathFacts:
    folder, _, name = document.path.rpartition("/")
    stem = split_name(name)[0]
    if stem == "index" and folder:
        stem = posixpath.basename(folder)
    first = _DATE.search(document.path)
    date = (date_from_name(first.group(), site.zone) if first else None) or UNKNOWN_DATE
    slug = _DATED_NAME.sub("", stem, count=1) if _DATED_NAME.match(stem) else stem
    title = ""
    if not value_text(values.get("title")).strip():
        body = document.parts.text if document.raw else document.parts.body
        title = find_heading(body, suffix_of(name)) or titleise(slug)
    return PathFacts(
        title=title or slug or name,
        slug=slug,
        format=format_of(name),
        date=date,
        date_expected=DocumentKind.POST is EleventyGenerator().classify(document.path, site) and bool(values),
    )
