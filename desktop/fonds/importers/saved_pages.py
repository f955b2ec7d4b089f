"""Web pages that a browser saved whole: ``page.html`` and, beside it, a folder with what the page shows.

The folder's files belong to the page. Those in it that look like documents (frames, advertisements) are none.
"""

from __future__ import annotations

from collections.abc import Collection

from fonds.importers.formats import HTML_SUFFIXES, suffix_of
from fonds.text.names import split_name

# What browsers put behind the name of the page, in the languages that they speak.
_ENDINGS = (
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_bestanden", "_file",
    "-filer", "_tiedostot", "_pliki", "_soubory", "_elemei", "_dosyalar", "_datoteke", "_fitxers", "_fajlovi",
)  # fmt: skip


def resource_folders(names: Collection[str]) -> frozenset[str]:
    """Of the names in a folder, those that are the folder of a page beside it."""
    pages = [split_name(name)[0] for name in names if suffix_of(name) in HTML_SUFFIXES]
    present = frozenset(names) if pages else frozenset()
    return frozenset(f"{page}{ending}" for page in pages for ending in _ENDINGS) & present
