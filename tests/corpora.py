"""Files of the larger world to hold our laws against, where they lie beside the project; elsewhere there are none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@cache
def corpus_folder() -> Path | None:
    """The folder ``shared/data`` beside the project, or beside one of the folders that it lies in."""
    for folder in PROJECT.parents:
        candidate = folder / "shared" / "data"
        if candidate.is_dir():
            return candidate
    return None


@cache
def corpus_files() -> tuple[Path, ...]:
    """Every file of the corpora and of the seeds beside them; empty where there are none."""
    folder = corpus_folder()
    if folder is None:
        return ()
    return tuple(
        path
        for path in sorted([*folder.rglob("*"), *folder.parent.glob("seeds/*")])
        if path.is_file() and not path.is_symlink()
    )
