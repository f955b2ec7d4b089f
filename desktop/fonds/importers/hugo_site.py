"""What a Hugo site says of itself: how it is known, and what its configuration sets."""

from __future__ import annotations

import posixpath
import time
from pathlib import Path
from urllib.parse import urlsplit

from fonds.importers.content_tree import find_site, language_scopes, read_settings, small_keys
from fonds.importers.interface import SiteSettings
from fonds.importers.metadata import value_text
from fonds.importers.site_files import chosen_zone, names_in, settings_problems
from fonds.model.accession import ImportSettings
from fonds.model.post import FieldValue
from fonds.text.yaml_header import HeaderReading

_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_OWN_NAMES = tuple(f"hugo{suffix}" for suffix in _SUFFIXES)
_OLD_NAMES = tuple(f"config{suffix}" for suffix in _SUFFIXES)
_IN_FOLDER = tuple(f"config/_default/{name}" for name in (*_OWN_NAMES, *_OLD_NAMES))
_COMPANIONS = ("archetypes", "layouts", "themes", "static", "assets", "i18n", "data")


def detect_hugo(root: Path) -> tuple[float, tuple[str, ...]]:
    """How sure a folder is a Hugo site or lies in one, and why."""
    folder, prefix = find_site(root, _is_site)
    name, reading = _configuration(folder)
    names = names_in(folder)
    companions = [companion for companion in _COMPANIONS if companion in names]
    reasons = [f"There is a {name}."] if name else []
    reasons += [f"There is a folder {found}." for found in ("content", *companions[:1]) if found in names]
    if prefix:
        reasons.append("The folder lies in content.")
    if posixpath.basename(name).startswith("hugo"):
        return 0.97, tuple(reasons)
    settings = dict(reading.values)
    zola = "base_url" in settings
    if name and "content" in names and not zola and ("baseurl" in settings or companions):
        return 0.95 if "archetypes" in companions or "baseurl" in settings else 0.7, tuple(reasons)
    return (0.7, tuple(reasons)) if "content" in names and "archetypes" in names and not zola else (0.0, ())


def load_site_settings(root: Path, settings: ImportSettings) -> SiteSettings:
    """Read the configuration of the site that ``root`` is or lies in."""
    folder, prefix = find_site(root, _is_site)
    name, reading = _configuration(folder)
    values = dict(reading.values)
    zone, problems = chosen_zone(settings, values.get("timezone"), name, reading.lines.get("timezone", 0))
    content = value_text(values.get("contentdir")).strip("./") or "content"
    if not prefix and not name and not (folder / content).is_dir():
        content = "."
    codes, folders = _languages(folder, content, values)
    dates = small_keys(values.get("frontmatter")).get("date")
    orders = [value_text(item) for item in dates] if isinstance(dates, list) else [value_text(dates)]
    base = urlsplit(value_text(values.get("baseurl"))).path.strip("/") if "baseurl" in values else ""
    return SiteSettings(
        generator="hugo",
        timezone=zone,
        prefix=prefix,
        collections_dir=content,
        post_folders=tuple(chosen.strip("/") or "." for chosen in settings.post_folders),
        skipped_folders=(value_text(values.get("publishdir")).strip("./") or "public",),
        defaults=language_scopes(folders),
        languages=codes,
        name_pattern=_name_pattern(orders),
        base_path=base,
        media_folders=_static_folders(values.get("staticdir")),
        as_of=int(time.time()),
        problems=(*settings_problems(name, reading), *problems),
    )


def _is_site(folder: Path) -> bool:
    names = set(names_in(folder))
    configured = any(name in names for name in (*_OWN_NAMES, *_OLD_NAMES)) or (
        "config" in names and (folder / "config" / "_default").is_dir()
    )
    return configured or {"content", "archetypes"} <= names


def _configuration(folder: Path) -> tuple[str, HeaderReading]:
    for name in (*_OWN_NAMES, *_OLD_NAMES, *_IN_FOLDER):
        reading = read_settings(folder / name)
        if reading is not None:
            return name, reading
    return "", HeaderReading()


def _languages(
    folder: Path, content: str, values: dict[str, FieldValue]
) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The codes of the site's languages, the default one first, and the folders of those that have their own."""
    tables = small_keys(values.get("languages"))
    if not tables:
        for suffix in _SUFFIXES:
            reading = read_settings(folder / "config" / "_default" / f"languages{suffix}")
            tables = dict(reading.values) if reading is not None else tables
    default = value_text(values.get("defaultcontentlanguage")).lower() or "en"
    codes = sorted(tables, key=lambda code: code != default)
    found: list[tuple[str, str]] = []
    for code in codes:
        own = value_text(small_keys(tables[code]).get("contentdir")).strip("./")
        if own and own != content:
            found.append((own, code))
        elif (folder / content / code).is_dir():
            found.append((f"{content}/{code}", code))
    return tuple(codes), found


def _name_pattern(orders: list[str]) -> str:
    """``:filename`` when the site takes dates from names, and first when that counts before the front matter."""
    if ":filename" not in orders:
        return ""
    return "first:filename" if orders[0] == ":filename" else ":filename"


def _static_folders(value: FieldValue) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    folders = [value_text(item).strip("./") for item in items]
    return (*(folder for folder in folders if folder), "static", "assets")
