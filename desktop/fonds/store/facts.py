"""What is in an archive, in numbers, and what is still free."""

from __future__ import annotations

from fonds.model.taxonomy import TermKind
from fonds.store.packing import storable_path
from fonds.store.session import View
from fonds.store.taxonomy import load_vocabularies

_COUNTED = {
    "posts": "posts WHERE trashed_at IS NULL",
    "drafts": "posts WHERE trashed_at IS NULL AND status <> 'published'",
    "trashed": "posts WHERE trashed_at IS NOT NULL",
    "kept_raw": "posts WHERE header_readable = 0",
    "with_problems": "posts WHERE problem_count > 0",
    "revisions": "revisions",
    "media": "media",
    "accessions": "accessions",
}


def count_everything(view: View) -> dict[str, int]:
    """How many of everything there are. ``posts`` are those outside the trash, ``drafts`` those of them that are not
    published; categories, tags and authors are those that a post outside the trash carries."""
    counts = {name: int(view.value(f"SELECT count(*) FROM {source}")) for name, source in _COUNTED.items()}
    terms = load_vocabularies(view, *TermKind)
    counts["categories"] = len(terms[TermKind.CATEGORY])
    counts["tags"] = len(terms[TermKind.TAG])
    counts["authors"] = len(terms[TermKind.AUTHOR])
    return counts


def format_version(view: View) -> int:
    """The version of the file's format."""
    return int(view.value("PRAGMA user_version"))


def free_source_path(view: View, stem: str, suffix: str) -> str:
    """A path that no post has: the stem and the suffix, with a number between them when that is taken."""
    path = f"{stem}{suffix}"
    number = 1
    while view.value("SELECT 1 FROM posts WHERE source_path = ?", (storable_path(path),)) is not None:
        number += 1
        path = f"{stem}-{number}{suffix}"
    return path
