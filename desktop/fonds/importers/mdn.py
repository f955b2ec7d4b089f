"""The conventions of MDN's content: ``files/<locale>/…/index.md``, whose ``slug`` is the whole path of its address.

The last part of ``slug`` is the slug, all of it the permalink, and the parts before are the category. The locale's
folder is the language. These documents have no date.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path

from fonds.importers.formats import format_of, is_document_name
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings, as_chosen
from fonds.importers.metadata import Dialect, PathFacts, interpret_values, whole_text
from fonds.importers.site_files import chosen_zone, names_in, root_places
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import CategoryPath
from fonds.text.names import split_name, titleise

_SKIPPED = frozenset({"node_modules", "__pycache__"})
_LOCALES = frozenset({"de", "en-us", "es", "fr", "ja", "ko", "pt-br", "ru", "zh-cn", "zh-tw"})
# How a slug is written as a folder.
_ESCAPES = (("_doublecolon_", "::"), ("_colon_", ":"), ("_star_", "*"), ("_question_", "?"))


def _category_path(name: str) -> CategoryPath:
    return tuple(part for part in map(str.strip, name.split("/")) if part)


_DIALECT = Dialect(split=whole_text, category_path=_category_path, folders_add=False)


class MdnGenerator:
    """See the module."""

    name = "mdn"
    label = "MDN"

    def detect(self, root: Path) -> Detection:
        """By ``files/<locale>``, or by locales each with a folder ``web``."""
        inner, prefix = ("files", "files/") if "files" in names_in(root) else ("", "")
        locales = [name for name in names_in(root / inner) if name.lower() in _LOCALES]
        real = [name for name in locales if {"web", "glossary", "mdn"} & set(names_in(root / inner / name))]
        reasons = tuple(f"There is a folder {prefix}{name}." for name in real[:3])
        return Detection(self.name, self.label, (0.9 if inner else 0.6) if real else 0.0, reasons)

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """The person's time zone; the source says nothing of itself."""
        zone, problems = chosen_zone(settings)
        posts = tuple(folder.strip("/") or "." for folder in settings.post_folders)
        return as_chosen(SiteSettings(self.name, zone, post_folders=posts, problems=problems), settings)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """All folders but hidden ones and those of tools."""
        name = posixpath.basename(folder)
        return not name.startswith(".") and name not in _SKIPPED

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """Every ``index.md`` below a locale is a document; others only with a header."""
        name = posixpath.basename(path)
        if not is_document_name(path) or name.startswith("."):
            return DocumentKind.OTHER
        if any(path.startswith(f"{chosen}/") or chosen == "." for chosen in site.post_folders):
            return DocumentKind.POST
        return DocumentKind.COLLECTION if name == "index.md" and _locale(path)[0] else DocumentKind.PAGE

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good: they stand in for those of a header."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """Beside the document; ``/x`` from the source's folder."""
        beside = "" if target.startswith("/") else posixpath.dirname(path)
        return root_places(site, (posixpath.join(beside, target.lstrip("/")),))

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The header's values, the parts of its slug, and the locale of its path."""
        values = dict(document.header.values)
        language, folders = _locale(document.path)
        spoken = values.pop("slug") if isinstance(values.get("slug"), str) else None
        address = spoken.strip().strip("/") if isinstance(spoken, str) else ""
        parts = [part for part in address.split("/") if part] or [_unescaped(name) for name in folders]
        name = posixpath.basename(document.path)
        stem = split_name(name)[0]
        slug = parts[-1] if parts else stem
        above = tuple(parts[:-1]) if "/" in address or not address else tuple(map(_unescaped, folders[:-1]))
        facts = PathFacts(
            title=titleise(slug.replace("_", "-")) or name,
            slug=slug,
            format=format_of(name),
            categories=(above,) if above else (),
            title_expected=not language,
            date_expected=False,
        )
        found = interpret_values(document, values, facts, _DIALECT, site.zone)
        metadata = found.metadata
        return replace(
            found,
            metadata=replace(
                metadata,
                permalink=metadata.permalink or address,
                language=metadata.language or language,
            ),
        )


def _locale(path: str) -> tuple[str, list[str]]:
    """The locale of a path and the folders below it; "" and the folders where there is none."""
    folders = path.split("/")[:-1]
    for number, name in enumerate(folders[:2]):
        if name.lower() in _LOCALES:
            return name, folders[number + 1 :]
    return "", folders


def _unescaped(name: str) -> str:
    for written, meant in _ESCAPES:
        name = name.replace(written, meant)
    return name
