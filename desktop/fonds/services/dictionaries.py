"""The spelling dictionaries of this machine, in Hunspell's form, and the words that a person added.

Nothing is downloaded. What a person puts into our own folder comes before what the system has.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fonds.base import paths
from fonds.base.atomic import write_atomically
from fonds.model.errors import EnvironmentProblem

OWN_WORDS = "my-words.txt"
MOST_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class SpellingDictionary:
    """A pair of files: ``stem`` with ``.aff`` and ``.dic`` behind it. ``name`` is like ``en_GB``."""

    name: str
    stem: Path


def own_folder() -> Path:
    """Where a person puts dictionaries; made when missing."""
    folder = paths.data_dir() / "dictionaries"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_dictionaries() -> tuple[SpellingDictionary, ...]:
    """All that are there, by name; of several of one name the first."""
    found: dict[str, SpellingDictionary] = {}
    for folder in _folders():
        try:
            files = sorted(folder.glob("*.aff"))
        except OSError:
            continue
        for file in files:
            name = file.stem.replace("-", "_")
            if file.with_suffix(".dic").is_file() and not name.startswith("hyph"):
                found.setdefault(name, SpellingDictionary(name, file.with_suffix("")))
    return tuple(found[name] for name in sorted(found))


def load_own_words() -> frozenset[str]:
    """The words that a person added."""
    try:
        text = (own_folder() / OWN_WORDS).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(line.strip() for line in text.splitlines()[:MOST_WORDS] if line.strip())


def add_own_word(word: str) -> frozenset[str]:
    """Remember a word; returns all of them. Raises EnvironmentProblem when it cannot be written."""
    words = load_own_words() | {word.strip()}
    try:
        write_atomically(own_folder() / OWN_WORDS, ("\n".join(sorted(words)) + "\n").encode("utf-8"))
    except OSError as error:
        raise EnvironmentProblem(
            "The word could not be added to your dictionary: {reason}.", reason=error.strerror or str(error)
        ) from error
    return words


def _folders() -> Iterator[Path]:
    yield own_folder()
    home = Path.home()
    if sys.platform == "darwin":
        yield from (home / "Library/Spelling", Path("/Library/Spelling"))
        yield from _inside(Path("/Applications/LibreOffice.app/Contents/Resources/extensions"))
    elif sys.platform == "win32":
        for base in (os.environ.get("PROGRAMFILES", ""), os.environ.get("PROGRAMFILES(X86)", "")):
            if base:
                yield from _inside(Path(base) / "LibreOffice/share/extensions")
    else:
        yield from (home / ".local/share/hunspell", Path("/usr/local/share/hunspell"))
        yield from (
            Path("/usr/share/hunspell"),
            Path("/usr/share/myspell"),
            Path("/usr/share/myspell/dicts"),
        )
        for base in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice"):
            yield from _inside(Path(base) / "share/extensions")
    spec = find_spec("spylls")
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        yield Path(place) / "hunspell/data/en"  # English (SCOWL), which comes with the library


def _inside(extensions: Path) -> Iterator[Path]:
    """The folders of LibreOffice's dictionaries."""
    try:
        yield from sorted(extensions.glob("dict-*"))
    except OSError:
        return
