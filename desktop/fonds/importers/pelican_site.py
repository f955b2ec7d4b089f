"""What a Pelican site says of itself: ``pelicanconf.py``, of which only plain assignments of texts are read."""

from __future__ import annotations

import re
from pathlib import Path

from fonds.importers.interface import SiteSettings
from fonds.importers.site_files import chosen_zone, names_in, read_text_file
from fonds.model.accession import ImportSettings

_CONFIG_NAMES = ("pelicanconf.py", "settings.py")
_ASSIGNMENT = re.compile(
    r"^(PATH|TIMEZONE|OUTPUT_PATH)[ \t]*=[ \t]*(?:r|u)?([\"'])([^\"'\\\r\n]*)\2", re.MULTILINE
)


def detect_pelican(root: Path) -> tuple[float, tuple[str, ...]]:
    """How sure a folder is a Pelican site or lies in one, and why."""
    site_folder, prefix = _site_folder(root)
    if "pelicanconf.py" not in names_in(site_folder):
        return 0.0, ()
    if prefix:
        return 0.95, ("The folder lies in a site with a pelicanconf.py.",)
    return 0.98, ("There is a pelicanconf.py.",)


def load_site_settings(root: Path, settings: ImportSettings) -> SiteSettings:
    """The zone and the folders that the settings write out as texts."""
    site_folder, prefix = _site_folder(root)
    text = next(filter(None, (read_text_file(site_folder / name) for name in _CONFIG_NAMES)), "")
    written = {name: value for name, _, value in _ASSIGNMENT.findall(text)}
    line = text[: text.find("TIMEZONE")].count("\n") + 1 if "TIMEZONE" in written else 0
    zone, problems = chosen_zone(settings, written.get("TIMEZONE"), _CONFIG_NAMES[0], line)
    content = _inner(written.get("PATH", ""))
    if not content and not prefix and "content" in names_in(root):
        content = "content"
    output = _inner(written.get("OUTPUT_PATH", ""))
    return SiteSettings(
        generator="pelican",
        timezone=zone,
        prefix=prefix,
        base_path=content,
        post_folders=tuple(folder.strip("/") or "." for folder in settings.post_folders),
        skipped_folders=(output,) if output else (),
        problems=problems,
    )


def _inner(folder: str) -> str:
    """A folder of the site as a path; "" for the site itself and for what lies elsewhere."""
    plain = folder.strip().removeprefix("./").strip("/")
    return "" if plain in (".", "") or ".." in plain.split("/") or folder.startswith("/") else plain


def _site_folder(root: Path) -> tuple[Path, str]:
    for folder in (root, *root.parents[:5]):
        if (folder / "pelicanconf.py").is_file():
            prefix = root.relative_to(folder).as_posix()
            return folder, "" if prefix == "." else prefix
    return root, ""
