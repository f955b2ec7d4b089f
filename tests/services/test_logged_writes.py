"""Nobody can forget the log: a write of a service names its step or its entry, or stands in this list with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import fonds.services

BARE = re.compile(r"\.writing\((?:durable=False|who=[^,)]+(?:, durable=False)?)?\)")
CARE = {
    "archive_copies.py": "parts of a new archive, of which its own log tells at the end",
    "archives.py": "navigator's counts, columns and index made anew; the sample's own step forgotten",
    "duplicates.py": "fingerprints, derived from the texts",
    "editing.py": "drafts: unsaved text",
    "export_presets.py": "what an export gave out, which is entered itself",
    "history.py": "undo and redo enter each step by themselves",
    "intake.py": "batches of an import, which is entered at its beginning and its end",
    "record_intake.py": "batches of an import, which is entered at its beginning and its end",
    "remarks.py": "that a post was looked at",
}


def test_every_write_is_named_or_is_care() -> None:
    folder = Path(str(fonds.services.__file__)).parent
    bare = {file.name for file in folder.glob("*.py") if BARE.search(file.read_text(encoding="utf-8"))}
    assert bare <= set(CARE), bare - set(CARE)
