"""What a vault says of itself: its folder ``.obsidian``, where attachments go, and which folders hold files."""

from __future__ import annotations

import json
import os
from pathlib import Path

from fonds.importers.formats import is_document_name
from fonds.importers.interface import SiteSettings
from fonds.importers.site_files import chosen_zone, read_text_file
from fonds.model.accession import ImportSettings

_MARKER = ".obsidian"
_MAX_FOLDERS = 20_000  # that are looked at
_MAX_KEPT = 500


def detect_vault(root: Path) -> tuple[float, tuple[str, ...]]:
    """How sure a folder is a vault or lies in one, and why."""
    vault, prefix = _vault_folder(root)
    if not (vault / _MARKER).is_dir():
        return 0.0, ()
    if prefix:
        return 0.9, ("The folder lies in a vault with a folder .obsidian.",)
    return 0.98, ("There is a folder .obsidian.",)


def load_vault_settings(root: Path, settings: ImportSettings) -> SiteSettings:
    """The attachments folder that the vault chose, and all folders that hold files, the shortest path first."""
    vault, prefix = _vault_folder(root)
    zone, problems = chosen_zone(settings)
    return SiteSettings(
        generator="obsidian",
        timezone=zone,
        prefix=prefix,
        base_path=_attachments_folder(vault),
        media_folders=_file_folders(root, prefix),
        inline_tags=settings.inline_tags,
        problems=problems,
    )


def _vault_folder(root: Path) -> tuple[Path, str]:
    for folder in (root, *root.parents[:6]):
        if (folder / _MARKER).is_dir():
            prefix = root.relative_to(folder).as_posix()
            return folder, "" if prefix == "." else prefix
    return root, ""


def _attachments_folder(vault: Path) -> str:
    """As in ``app.json``: a folder of the vault, or one from the note on ("./files"); "" for those of the vault."""
    text = read_text_file(vault / _MARKER / "app.json")
    try:
        values = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return ""
    chosen = values.get("attachmentFolderPath") if isinstance(values, dict) else None
    if not isinstance(chosen, str) or chosen in ("/", "."):
        return ""
    return chosen.strip("/") if not chosen.startswith("./") else f"./{chosen[2:].strip('/')}"


def _file_folders(root: Path, prefix: str) -> tuple[str, ...]:
    """The folders, from the vault's, that hold files which are no documents. Links are not followed."""
    found: list[str] = []
    for number, (folder, inner, names) in enumerate(os.walk(root)):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name != "node_modules")
        if any(not name.startswith(".") and not is_document_name(name) for name in names):
            path = Path(folder).relative_to(root).as_posix()
            whole = "/".join(part for part in (prefix, path) if part not in ("", "."))
            try:
                whole.encode()
            except UnicodeEncodeError:
                continue
            found.append(whole)
        if number >= _MAX_FOLDERS:
            break
    return tuple(sorted(found, key=lambda path: (path.count("/"), len(path), path))[:_MAX_KEPT])
