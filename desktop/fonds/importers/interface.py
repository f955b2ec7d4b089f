"""The door that every generator's conventions stand behind.

A generator says which files are documents and what their headers and paths mean. It opens no document itself: reading
is ``importers/reading.py``, so that a post that was edited is read again from its bytes alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import UTC, tzinfo
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import CategoryPath, FieldValue, PostMetadata
from fonds.model.problems import Problem
from fonds.text.dates import find_zone
from fonds.text.front_matter import DocumentParts
from fonds.text.yaml_header import HeaderReading


class DocumentKind(StrEnum):
    """What a file is to its generator. A PAGE is a document only if it has a header; OTHER is none."""

    POST = "post"
    DRAFT = "draft"
    COLLECTION = "collection"
    PAGE = "page"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ScopedDefaults:
    """Front-matter values that a site gives to all documents under ``path`` (a folder or a pattern) and of ``type``."""

    path: str
    type: str
    values: tuple[tuple[str, FieldValue], ...]


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a source as a whole says of its documents. Picklable, and kept in the archive as JSON.

    ``timezone`` is a known zone's name, "" for UTC. ``prefix`` is the path from the site's folder to the source's root
    ("_posts" when only that folder was chosen). ``languages`` are those that the site lists; ``name_pattern`` is how it
    names the files of posts, ``base_path`` the path of its address on its host; ``media_folders`` are where files that
    documents show may lie; ``inline_tags``: ``#tags`` in the text count; ``as_of`` (seconds UTC, 0 unknown) is the
    moment that future and past are judged by. ``field_keys`` and ``plain_backslashes`` are the person's choices (see
    ``ImportSettings``). ``problems`` are those of the settings.
    """

    generator: str
    timezone: str = ""
    prefix: str = ""
    permalink: str = ""
    collections_dir: str = ""
    post_folders: tuple[str, ...] = ()
    skipped_folders: tuple[str, ...] = ()
    defaults: tuple[ScopedDefaults, ...] = ()
    languages: tuple[str, ...] = ()
    name_pattern: str = ""
    base_path: str = ""
    media_folders: tuple[str, ...] = ()
    inline_tags: bool = False
    as_of: int = 0
    field_keys: tuple[tuple[str, str], ...] = ()
    plain_backslashes: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The zone of dates that are written without an offset."""
        return find_zone(self.timezone) or UTC

    def site_path(self, path: str) -> str:
        """A path from the source's root as a path from the site's folder."""
        return f"{self.prefix}/{path}" if self.prefix else path


def as_chosen(site: SiteSettings, settings: ImportSettings) -> SiteSettings:
    """A site's settings with what a person chose for any generator; each ``site_settings`` ends with it."""
    if not settings.field_keys and not settings.plain_backslashes:
        return site
    return replace(site, field_keys=settings.field_keys, plain_backslashes=settings.plain_backslashes)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was cut and whose header was read. When ``raw`` the header is unusable and has no values."""

    path: str
    parts: DocumentParts
    header: HeaderReading
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a generator makes of a document."""

    metadata: PostMetadata
    problems: tuple[Problem, ...] = ()


class Generator(Protocol):
    """One generator's conventions. All paths are relative to the source's root, with ``/``."""

    @property
    def name(self) -> str:
        """The word for it in settings and on the command line."""

    @property
    def label(self) -> str:
        """Its name as people write it."""

    def detect(self, root: Path) -> Detection:
        """How much a folder looks like one of this generator's."""

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """What the source as a whole says. Never fails: what cannot be read is in the problems."""

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """Whether documents are looked for in a folder."""

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """What a file is, by its path alone."""

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The metadata of a document."""

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """The categories that a document has from where it lies, whatever its header says."""

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """Where the file that a document at ``path`` calls ``target`` may lie, likeliest first."""


@cache
def follows(kind: type, conventions: type) -> bool:
    """Whether the generators of a class have the methods of one of the protocols below. Remembered: to look takes
    longer than to read a small document."""
    return issubclass(kind, conventions)


@runtime_checkable
class BundlingGenerator(Protocol):
    """A generator some of whose documents own the files beside them, whether they refer to them or not."""

    def bundle_folder(self, path: str, site: SiteSettings) -> str | None:
        """The folder whose files belong to a document, from the source's root; None when it has none for itself."""


@runtime_checkable
class PageSavingGenerator(Protocol):
    """A generator whose sources may hold web pages that were saved with a folder of their own."""

    def resource_folders(self, names: Collection[str]) -> frozenset[str]:
        """Of the names in one folder, those of folders that belong to a page beside them, and hold no documents."""


def site_as_json(site: SiteSettings, root: Path | None = None) -> str:
    """The settings as text, without their problems, and with the folder that they are of."""
    plain = asdict(site)
    del plain["problems"]
    if root is not None:
        plain["root"] = str(root)
    return json.dumps(plain, ensure_ascii=False)


def root_from_json(text: str) -> Path | None:
    """The folder that the settings from ``site_as_json`` are of, where it is known."""
    root = json.loads(text).get("root")
    return Path(root) if root else None


def site_from_json(text: str) -> SiteSettings:
    """The settings from ``site_as_json``; names that this version does not know are passed over."""
    plain = json.loads(text)
    known: dict[str, Any] = {
        name: plain[name] for name in SiteSettings.__slots__ if name in plain and name != "problems"
    }
    defaults = [
        ScopedDefaults(item["path"], item["type"], tuple((key, value) for key, value in item["values"]))
        for item in known.pop("defaults", ())
    ]
    fed = tuple((field, key) for field, key in known.pop("field_keys", ()))
    lists: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in known.items()
    }
    return SiteSettings(**lists, defaults=tuple(defaults), field_keys=fed)
