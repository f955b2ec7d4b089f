"""A plain folder of Markdown, HTML and text files, with headers or without; also the posts made in the window.

The title is the header's, else the first heading's, else the file name. Sub-folders are the category path of a
document that names no category. The date is the header's, else that at the start of the file name; a file's own time
is no date, since copying changes it. Keys are found in any case; a text under ``tags`` or ``categories`` is cut at
commas, and ``/`` in a category leads to a sub-category. An HTML page without a header is read by its own head.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from pathlib import Path

from fonds.importers.formats import HTML_SUFFIXES, format_of, is_document_name, suffix_of
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.jekyll import media_places
from fonds.importers.metadata import Dialect, PathFacts, interpret_values
from fonds.importers.saved_pages import resource_folders
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import UNKNOWN_DATE, BodyFormat, CategoryPath, DateOrigin, FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.dates import date_at_start, find_zone, parse_date
from fonds.text.headings import find_heading
from fonds.text.html_head import read_html_head
from fonds.text.names import slugify, split_name

_KNOWN_KEYS = frozenset({
    "title", "date", "slug", "permalink", "lang", "language", "category", "categories", "tag", "tags", "author",
    "authors", "draft", "published",
})  # fmt: skip
_SYNONYMS = (("author", "authors"), ("tag", "tags"), ("lang", "language"))
_SKIPPED = frozenset({"node_modules", "__pycache__", "__MACOSX"})


def _split(text: str) -> list[str]:
    return re.split(r"[,，;；]", text)


def _category_path(name: str) -> CategoryPath:
    return tuple(part for part in map(str.strip, name.split("/")) if part)


_DIALECT = Dialect(split=_split, category_path=_category_path, folders_add=False)


class FolderGenerator:
    """See the module."""

    name = "folder"
    label = "Plain folder"

    def detect(self, root: Path) -> Detection:
        """Any folder will do; it is what remains when nothing else is likelier."""
        return Detection(self.name, self.label, 0.1, ("Any folder of text files can be read this way.",))

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """A plain folder says nothing of itself; the person's time zone counts."""
        known = not settings.timezone or find_zone(settings.timezone) is not None
        problem = Problem(ProblemKind.UNKNOWN_ZONE, "", details=(("value", settings.timezone),))
        zone = settings.timezone if known else ""
        return as_chosen(SiteSettings(self.name, zone, problems=() if known else (problem,)), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones and those of build tools."""
        name = posixpath.basename(folder)
        return not name.startswith(".") and name not in _SKIPPED

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """Every file with a known extension is a post."""
        hidden = posixpath.basename(path).startswith(".")
        return DocumentKind.POST if is_document_name(path) and not hidden else DocumentKind.OTHER

    def resource_folders(self, names: Collection[str]) -> frozenset[str]:
        """The folders of saved web pages: what they hold is shown by their pages."""
        return resource_folders(names)

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: a category that a header names takes the place of the folder's."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """An absolute path is the root's; others are tried beside the document, then from the root."""
        return media_places(path, target, site)

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, then the body's heading and the path."""
        values = _fold_keys(document.header.values)
        if suffix_of(document.path) in HTML_SUFFIXES and not document.raw:
            values = {**_head_values(document, values, site), **values}
        facts = _path_facts(document, values, site)
        return interpret_values(document, values, facts, _DIALECT, site.zone)


def _fold_keys(values: tuple[tuple[str, FieldValue], ...]) -> dict[str, FieldValue]:
    """The values with known keys in small letters, unless the small one is there too."""
    present = {key for key, _ in values}
    folded: dict[str, FieldValue] = {}
    for key, value in values:
        small = key.lower()
        known = small in _KNOWN_KEYS and small not in present and small not in folded
        folded[small if known else key] = value
    return folded


def _head_values(
    document: Document, values: dict[str, FieldValue], site: SiteSettings
) -> dict[str, FieldValue]:
    """What a page says of itself in HTML, but for what its front matter says in other words."""
    head = read_html_head(document.parts.body)
    found = dict(head.values)
    if head.dates:
        readable = (text for text in head.dates if parse_date(text, site.zone, DateOrigin.FRONT_MATTER))
        found["date"] = next(readable, head.dates[0])
    for names in _SYNONYMS:
        if any(name in values for name in names):
            for name in names:
                found.pop(name, None)
    return found


def _format(document: Document, name: str) -> BodyFormat:
    """As the extension says; but a ``.txt`` with a header was written for a generator, and not as bare lines."""
    headed = suffix_of(name) == ".txt" and document.header.values and not document.raw
    return BodyFormat.MARKDOWN if headed else format_of(name)


def _path_facts(document: Document, values: dict[str, FieldValue], site: SiteSettings) -> PathFacts:
    folder, _, name = document.path.rpartition("/")
    stem, _ = split_name(name)
    date, rest = date_at_start(stem, site.zone)
    title = rest.replace("_", " ").strip() or stem
    if not values.get("title"):
        body = document.parts.text if document.raw else document.parts.body
        title = find_heading(body, suffix_of(name)) or title
    return PathFacts(
        title=title,
        slug=slugify(rest) or slugify(stem),
        format=_format(document, name),
        date=date or UNKNOWN_DATE,
        categories=(tuple(folder.split("/")),) if folder else (),
        date_expected=bool(document.header.values),  # a bare text never had one
    )
