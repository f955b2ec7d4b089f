"""The shape that Hugo and Zola share: a folder ``content``, sections, page bundles, languages by suffix or folder.

``index.md`` is a page that owns the files beside it, ``_index.md`` the page of its section. ``site.collections_dir`` is
the content folder ("." when the source has none); a language with a folder of its own is one of ``site.defaults``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from fonds.importers.formats import is_document_name, suffix_of
from fonds.importers.interface import DocumentKind, ScopedDefaults, SiteSettings
from fonds.importers.site_files import read_text_file, root_places
from fonds.model.post import CategoryPath, FieldValue
from fonds.text.json_header import read_json_header
from fonds.text.names import split_name
from fonds.text.toml_header import read_toml_header
from fonds.text.yaml_header import HeaderReading, read_header

LANGUAGE = "language"
_ABOVE = 6  # folders above a chosen one in which its site is looked for


@dataclass(frozen=True, slots=True)
class ContentPlace:
    """Where a document lies. ``inner`` is its path below the content folder, None outside it; ``stem`` its name
    without language and extension; ``bundle`` the name of the folder that an ``index`` stands for."""

    inner: str | None
    stem: str
    language: str = ""
    bundle: str = ""

    @property
    def is_section(self) -> bool:
        """Whether this is the page of a section."""
        return self.stem == "_index"

    @property
    def name(self) -> str:
        """The name that the address is made of: an index has that of its folder."""
        return self.bundle if self.stem in ("index", "_index") and self.bundle else self.stem

    @property
    def section(self) -> tuple[CategoryPath, ...]:
        """The section, which is the folder right below the content folder, as a category."""
        if self.inner is None or self.is_section:
            return ()
        folders = self.inner.split("/")[:-1]
        if self.stem == "index":
            folders = folders[:-1]
        return ((folders[0],),) if folders else ()


def content_place(path: str, site: SiteSettings) -> ContentPlace:
    """Where a document at ``path`` (from the source's root) lies in its site."""
    inner, language = _inner_path(site.site_path(path), site)
    if inner is None:
        chosen = next((c for c in site.post_folders if path.startswith(f"{c}/") or c == "."), None)
        inner = None if chosen is None else path[0 if chosen == "." else len(chosen) + 1 :]
    stem = split_name(posixpath.basename(path))[0]
    name, _, suffix = stem.rpartition(".")
    if name and suffix in site.languages:
        stem, language = name, suffix
    return ContentPlace(inner, stem, language, posixpath.basename(posixpath.dirname(inner or "")))


def _inner_path(path: str, site: SiteSettings) -> tuple[str | None, str]:
    for scope in site.defaults:  # the deepest first
        if scope.type == LANGUAGE and path.startswith(f"{scope.path}/"):
            return path[len(scope.path) + 1 :], str(dict(scope.values)["lang"])
    content = site.collections_dir
    if content == ".":
        return path, ""
    return (path[len(content) + 1 :], "") if path.startswith(f"{content}/") else (None, "")


def content_kind(path: str, site: SiteSettings) -> DocumentKind:
    """A section's page is one of a collection; what lies outside the content folder, and bare text, is a page."""
    if not is_document_name(path) or posixpath.basename(path).startswith("."):
        return DocumentKind.OTHER
    place = content_place(path, site)
    if place.inner is None or suffix_of(path) == ".txt":
        return DocumentKind.PAGE
    return DocumentKind.COLLECTION if place.is_section else DocumentKind.POST


def content_media(path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
    """An absolute path is below a static folder or the content; others lie beside the document, then there."""
    base = posixpath.dirname(site.site_path(path))
    content = site.collections_dir
    plain = target.removeprefix("@/")  # Zola's way to name its content folder
    inner = plain.lstrip("/")
    if site.base_path and plain.startswith(f"/{site.base_path}/"):
        inner = inner[len(site.base_path) + 1 :]
    beside = () if plain.startswith("/") else (posixpath.join(base, plain),)
    roots = (*site.media_folders, content)
    return root_places(site, (*beside, *(posixpath.join(root, inner) for root in roots)))


def bundle_folder(path: str, site: SiteSettings) -> str | None:
    """The folder whose files belong to a document, from the source's root; None when it has none for itself."""
    place = content_place(path, site)
    return posixpath.dirname(path) or None if place.stem == "index" and place.inner is not None else None


def language_scopes(folders: Iterable[tuple[str, str]]) -> tuple[ScopedDefaults, ...]:
    """The languages with a folder of their own, from (folder, language), the deepest first."""
    scopes = [ScopedDefaults(folder, LANGUAGE, (("lang", code),)) for folder, code in folders]
    return tuple(sorted(scopes, key=lambda scope: -scope.path.count("/")))


def find_site(root: Path, is_site: Callable[[Path], bool], content: str = "content") -> tuple[Path, str]:
    """The site that a folder is or lies in the content of, and the way from there to it."""
    for folder in (root, *list(root.parents)[:_ABOVE]):
        inner = root.relative_to(folder)
        if (folder == root or inner.parts[:1] == (content,)) and is_site(folder):
            return folder, "" if folder == root else inner.as_posix()
    return root, ""


def read_settings(path: Path) -> HeaderReading | None:
    """A settings file in TOML, JSON or YAML, its keys in small letters; None when it is not there."""
    text = read_text_file(path)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    match path.suffix:
        case ".toml":
            reading = read_toml_header(text, first_line=1)
        case ".json":
            reading = read_json_header(text, first_line=1)
        case _:
            reading = read_header(text, first_line=1)
    lines = {key.lower(): line for key, line in reading.lines.items()}
    return replace(reading, values=tuple(small_keys(dict(reading.values)).items()), lines=lines)


def small_keys(value: FieldValue) -> dict[str, FieldValue]:
    """A table with its keys in small letters, inner tables too; of anything else none."""
    if not isinstance(value, dict):
        return {}
    return {key.lower(): small_keys(item) if isinstance(item, dict) else item for key, item in value.items()}
