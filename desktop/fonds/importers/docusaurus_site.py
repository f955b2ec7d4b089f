"""What a Docusaurus site says of itself outside its program: its marker files, ``authors.yml`` and ``tags.yml``."""

from __future__ import annotations

import re
from pathlib import Path

from fonds.importers.interface import ScopedDefaults, SiteSettings
from fonds.importers.metadata import value_text
from fonds.importers.site_files import chosen_zone, names_in, read_yaml_file, settings_problems
from fonds.model.accession import ImportSettings
from fonds.model.problems import Problem

_CONFIG = re.compile(r"docusaurus\.config\.(?:js|ts|mjs|cjs|mts|cts)\Z")
_NAMED = (
    ("author", "name", ("blog/authors.yml", "blog/authors.yaml", "authors.yml")),
    ("tag", "label", ("blog/tags.yml", "blog/tags.yaml", "tags.yml")),
)


def detect_docusaurus(root: Path) -> tuple[float, tuple[str, ...]]:
    """How sure a folder is a Docusaurus site or lies in one, and why."""
    site_folder, prefix = _site_folder(root)
    config = _config_name(site_folder)
    if config:
        reasons = [f"There is a {config}."]
        if prefix:
            reasons = [f"The folder lies in a site with a {config}."]
        return 0.98, tuple(reasons)
    config = _config_name(root / "website")
    if config:
        return 0.9, (f"There is a website/{config}.",)
    return 0.0, ()


def load_site_settings(root: Path, settings: ImportSettings) -> SiteSettings:
    """The names of authors and tags, and the person's time zone."""
    site_folder, prefix = _site_folder(root)
    zone, problems = chosen_zone(settings)
    base = (
        site_folder if _config_name(site_folder) or not _config_name(root / "website") else root / "website"
    )
    named: list[ScopedDefaults] = []
    found: list[Problem] = list(problems)
    for kind, label, places in _NAMED:
        name, reading = read_yaml_file(base, places)
        found += settings_problems(name, reading)
        for key, value in reading.values:
            if isinstance(value, dict) and value_text(value.get(label)).strip():
                named.append(ScopedDefaults(key, kind, ((label, value_text(value[label]).strip()),)))
    return SiteSettings(
        generator="docusaurus",
        timezone=zone,
        prefix=prefix,
        post_folders=tuple(folder.strip("/") or "." for folder in settings.post_folders),
        defaults=tuple(named),
        problems=tuple(found),
    )


def spoken_names(site: SiteSettings, kind: str) -> dict[str, str]:
    """The names of the site's authors (``author``) or tags (``tag``) by their keys."""
    return {item.path: value_text(item.values[0][1]) for item in site.defaults if item.type == kind}


def _config_name(folder: Path) -> str:
    return next((name for name in names_in(folder) if _CONFIG.match(name)), "")


def _site_folder(root: Path) -> tuple[Path, str]:
    """The nearest folder with a configuration, at most five above, and the path from it to ``root``."""
    for folder in (root, *root.parents[:5]):
        if _config_name(folder):
            prefix = root.relative_to(folder).as_posix()
            return folder, "" if prefix == "." else prefix
    parts = root.parts
    if parts[-1:] == ("blog",) or parts[-1:] == ("docs",):
        return root, parts[-1] if not {"blog", "docs"} & set(names_in(root)) else ""
    return root, ""
