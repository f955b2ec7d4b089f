"""What a Hexo site says of itself: how it is known, and what its ``_config.yml`` sets."""

from __future__ import annotations

import re
from pathlib import Path

from fonds.importers.interface import SiteSettings
from fonds.importers.metadata import value_text
from fonds.importers.site_files import (
    chosen_zone,
    names_in,
    read_text_file,
    read_yaml_file,
    settings_problems,
)
from fonds.model.accession import ImportSettings
from fonds.model.post import FieldValue

_CONFIG_NAMES = ("_config.yml", "_config.yaml")
_OCTOPRESS = frozenset({"Rakefile", "Gemfile"})  # Jekyll with its sources in source/
_REGION = re.compile(r"([a-z]{2,3})[-_][a-z]{2,4}\Z", re.IGNORECASE)
# Codes that are hardly ever the name of a folder for anything else; others count when the site lists them.
_CODES = frozenset(
    {"ar", "cs", "de", "en", "es", "fa", "fr", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "th", "tr", "uk", "vi", "zh"}
)  # fmt: skip


def detect_hexo(root: Path) -> tuple[float, tuple[str, ...]]:
    """How sure a folder is a Hexo site or lies in one, and why."""
    site_folder, prefix = _site_folder(root)
    names = names_in(site_folder)
    inner = names_in(site_folder / "source")
    config = any(name in names for name in _CONFIG_NAMES)
    posts = "_posts" in inner
    known = "scaffolds" in names or '"hexo' in (read_text_file(site_folder / "package.json") or "")
    reasons = [
        sentence
        for holds, sentence in (
            (config, "There is a _config.yml."),
            (posts, "There is a folder source/_posts."),
            ("scaffolds" in names, "There is a folder scaffolds."),
            (known and "scaffolds" not in names, "Its package.json names Hexo."),
        )
        if holds
    ]
    if prefix and (config or known):
        reasons.append("The folder lies in source.")
    if known and inner:
        return (0.97 if config or posts else 0.7), tuple(reasons)
    if config and posts and not _OCTOPRESS & set(names) and "_layouts" not in inner:
        return 0.96, tuple(reasons)
    return 0.0, ()


def load_site_settings(root: Path, settings: ImportSettings) -> SiteSettings:
    """Read the configuration of the site that ``root`` is or lies in."""
    site_folder, prefix = _site_folder(root)
    name, reading = read_yaml_file(site_folder, _CONFIG_NAMES)
    values = dict(reading.values)
    zone, problems = chosen_zone(settings, values.get("timezone"), name, reading.lines.get("timezone", 0))
    public = value_text(values.get("public_dir")).strip().strip("./")
    return SiteSettings(
        generator="hexo",
        timezone=zone,
        prefix=prefix,
        permalink=value_text(values.get("permalink")),
        post_folders=tuple(folder.strip("/") or "." for folder in settings.post_folders),
        skipped_folders=(public,) if public else (),
        languages=_languages(values.get("language")),
        name_pattern=value_text(values.get("new_post_name")),
        base_path=value_text(values.get("root")).strip().strip("/"),
        problems=(*settings_problems(name, reading), *problems),
    )


def language_of(path: str, languages: tuple[str, ...]) -> str:
    """The language that a path from the site's folder says: ``source/zh-cn/…`` or ``source/_posts/zh-cn/…``."""
    folders = path.split("/")[1:-1]
    if folders and folders[0] in ("_posts", "_drafts"):
        del folders[0]
    if not folders:
        return ""
    first = folders[0]
    region = _REGION.match(first)
    known = (
        first in languages or first in _CODES or (region is not None and region.group(1).lower() in _CODES)
    )
    return first if known else ""


def _languages(value: FieldValue) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(name for name in map(value_text, items) if name and name != "default")


def _site_folder(root: Path) -> tuple[Path, str]:
    """The site's folder and the path from it to ``root``: looked for above only from within a folder ``source``."""
    names = names_in(root)
    if "source" in names:
        return root, ""
    parts = root.parts
    for number in range(len(parts) - 1, max(0, len(parts) - 7), -1):
        above = Path(*parts[:number])
        if parts[number] == "source" and any((above / name).is_file() for name in _CONFIG_NAMES):
            return above, "/".join(parts[number:])
    for special in ("_posts", "_drafts"):  # a part of a site that was copied by itself
        if special in parts[-3:]:
            start = len(parts) - 1 - parts[::-1].index(special)
            return root, "/".join(("source", *parts[start:]))
    return root, "source" if "_posts" in names else ""
