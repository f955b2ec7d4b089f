"""What a Jekyll site says of itself: how it is known, and what its ``_config.yml`` sets."""

from __future__ import annotations

import os
from pathlib import Path

from fonds.importers.interface import ScopedDefaults, SiteSettings
from fonds.importers.metadata import value_text
from fonds.importers.regular_files import open_regular
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.dates import find_zone
from fonds.text.encodings import decode_source
from fonds.text.names import split_dated_name
from fonds.text.yaml_header import HeaderReading, read_header

_CONFIG_NAMES = ("_config.yml", "_config.yaml")
_SPECIAL = ("_posts", "_drafts")
_MAX_CONFIG = 1 << 20
_LOOKED_AT = 200  # directory entries that detection looks at in one folder


def detect_jekyll(root: Path) -> Detection:
    """Sure with ``_config.yml`` and ``_posts``, fairly sure with dated names, weak with a configuration alone."""
    names = _names(root)
    config = next((name for name in _CONFIG_NAMES if name in names), "")
    posts = "_posts" in names or any("_posts" in _names(root / name) for name in sorted(names)[:_LOOKED_AT])
    reasons: list[str] = []
    confidence = 0.0
    if config:
        reasons.append(f"There is a {config}.")
        confidence = 0.5
    if posts:
        reasons.append("There is a folder _posts.")
        confidence = 0.95 if config else 0.8
    if set(_SPECIAL) & set(root.parts):
        reasons.append("The folder lies in _posts or _drafts.")
        confidence = max(confidence, 0.9)
    dated = sum(split_dated_name(name) is not None for name in names)
    if dated and dated * 2 >= len(names) and not reasons:
        reasons.append("Most names are YYYY-MM-DD-title.")
        confidence = 0.6
    if "scaffolds" in names and "source" in names:
        reasons.append("But it looks like a Hexo site.")
        confidence = min(confidence, 0.2)
    return Detection("jekyll", "Jekyll", confidence, tuple(reasons))


def load_site_settings(root: Path, settings: ImportSettings) -> SiteSettings:
    """Read the configuration of the site that ``root`` is, or lies in when it is a ``_posts`` folder."""
    site_folder = _site_folder(root)
    prefix = root.relative_to(site_folder).as_posix()
    config_name, reading = _read_config(site_folder)
    values = dict(reading.values)
    problems = [
        Problem(problem.kind, config_name, problem.line, problem.details) for problem in reading.problems
    ]
    name, line = settings.timezone, 0
    if not name:
        name, line = value_text(values.get("timezone")).strip(), reading.lines.get("timezone", 0)
    if name and find_zone(name) is None:
        where = "" if settings.timezone else config_name
        problems.append(Problem(ProblemKind.UNKNOWN_ZONE, where, line, (("value", name),)))
        name = ""
    destination = value_text(values.get("destination")).strip().strip("./")
    return SiteSettings(
        generator="jekyll",
        timezone=name,
        prefix="" if prefix == "." else prefix,
        permalink=value_text(values.get("permalink")),
        collections_dir=value_text(values.get("collections_dir")).strip("/"),
        post_folders=tuple(folder.strip("/") or "." for folder in settings.post_folders),
        skipped_folders=(destination,) if destination else (),
        defaults=_read_defaults(values.get("defaults")),
        problems=tuple(problems),
    )


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry, _ in zip(entries, range(5000), strict=False)]
    except OSError:
        return []


def _site_folder(root: Path) -> Path:
    """The folder that holds the configuration: only looked for above when the root lies in ``_posts`` or ``_drafts``."""
    for number, part in enumerate(root.parts):
        if part in _SPECIAL and number > 0:
            above = [Path(*root.parts[:length]) for length in range(number, max(1, number - 4), -1)]
            for folder in above:
                if any((folder / name).is_file() for name in _CONFIG_NAMES):
                    return folder
            return above[0]
    return root


def _read_config(folder: Path) -> tuple[str, HeaderReading]:
    for name in _CONFIG_NAMES:
        try:
            with open_regular(folder / name) as file:
                data = file.read(_MAX_CONFIG)
        except OSError:
            continue
        return name, read_header(decode_source(data).text, first_line=1)
    return _CONFIG_NAMES[0], HeaderReading()


def _read_defaults(value: FieldValue) -> tuple[ScopedDefaults, ...]:
    """The scopes from the broadest to the most specific: a longer path wins, then one with a type, then the later."""
    found: list[tuple[int, bool, int, ScopedDefaults]] = []
    for number, item in enumerate(value if isinstance(value, list) else []):
        if not isinstance(item, dict) or not isinstance(item.get("values"), dict):
            continue
        scope = item.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        path, kind = value_text(scope.get("path")).strip("/"), value_text(scope.get("type"))
        kind = {"post": "posts", "page": "pages", "draft": "drafts"}.get(kind, kind)
        values = item["values"]
        pairs = tuple(values.items()) if isinstance(values, dict) else ()
        found.append((len(path), bool(kind), number, ScopedDefaults(path, kind, pairs)))
    return tuple(scoped for *_, scoped in sorted(found, key=lambda entry: entry[:3]))
