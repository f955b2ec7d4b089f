"""Pandoc's conventions: a ``% title`` block, and YAML blocks anywhere in the text, of which the later value counts.

``keywords`` are the tags (``tags`` where there are none), ``author`` is a name, a list, or tables with a ``name``.
Keys that end in ``_`` mean nothing to Pandoc. Where the header is silent the rules of a plain folder hold: the first
heading is the title, a date at the start of the name the date, the folder the category.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from fonds.importers.folder import FolderGenerator
from fonds.importers.formats import suffix_of
from fonds.importers.interface import Document, DocumentKind, Interpretation, SiteSettings
from fonds.importers.site_files import names_in, read_text_file
from fonds.model.accession import Detection, ImportSettings
from fonds.model.post import CategoryPath, FieldValue
from fonds.text.pandoc_blocks import PANDOC
from fonds.text.yaml_header import read_header

_DEFAULTS_KEYS = frozenset({
    "from", "reader", "to", "writer", "input-files", "input-file", "output-file", "metadata-file", "metadata-files", "pdf-engine",
    "citeproc", "filters", "standalone", "template", "number-sections", "include-in-header", "reference-doc",
})  # fmt: skip
_CALL = re.compile(
    r"(?:^|[;&|({`=]|\b(?:do|then|exec|time|xargs)[ \t])[ \t]*[@\-]?(?:[\w./]*/)?pandoc(?:\.exe)?(?:[ \t]|$)",
    re.MULTILINE,
)
_SCRIPTS = frozenset({".sh", ".bash", ".bat", ".cmd", ".ps1", ".mk"})
_MAKERS = frozenset({"Makefile", "makefile", "GNUmakefile", "justfile", "Justfile"})
_LOOKED_AT = 40  # documents whose first line is looked at
_TEXTS = frozenset({".md", ".markdown", ".txt", ".pandoc", ".pdc"})


class PandocGenerator:
    """See the module."""

    name = PANDOC
    label = "Pandoc"

    def __init__(self) -> None:
        self._plain = FolderGenerator()

    def detect(self, root: Path) -> Detection:
        """By files of defaults, a script that calls ``pandoc``, or title blocks; never quite sure."""
        marks = sorted(_marks(root), reverse=True)
        confidence = min(0.85, marks[0][0] + 0.05 * (len(marks) - 1)) if marks else 0.0
        return Detection(self.name, self.label, confidence, tuple(reason for _, reason in marks))

    def site_settings(self, root: Path, settings: ImportSettings) -> SiteSettings:
        """The person's time zone; files of defaults and of metadata beside the documents are not applied."""
        return replace(self._plain.site_settings(root, settings), generator=self.name)

    def enters(self, folder: str, site: SiteSettings) -> bool:
        """As in a plain folder."""
        return self._plain.enters(folder, site)

    def resource_folders(self, names: Collection[str]) -> frozenset[str]:
        """As in a plain folder."""
        return self._plain.resource_folders(names)

    def classify(self, path: str, site: SiteSettings) -> DocumentKind:
        """Every file with a known extension is a post."""
        return self._plain.classify(path, site)

    def folder_categories(self, path: str, site: SiteSettings) -> tuple[CategoryPath, ...]:
        """None for good, as in a plain folder."""
        return ()

    def media_places(self, path: str, target: str, site: SiteSettings) -> tuple[str, ...]:
        """As in a plain folder."""
        return self._plain.media_places(path, target, site)

    def interpret(self, document: Document, site: SiteSettings) -> Interpretation:
        """The values of all blocks, and what the path says."""
        values = dict(document.header.values)
        aside: dict[str, FieldValue] = {}
        if are_terms(values.get("keywords")):
            aside = {key: values.pop(key) for key in ("tags", "tag") if key in values}
            values["tags"] = values.pop("keywords")
        elif values.get("keywords") == "" or values.get("keywords", "") is None:
            del values["keywords"]
        title = values.get("title")
        if isinstance(title, str):
            values["title"] = " ".join(title.split())
        header = replace(document.header, values=tuple(values.items()))
        found = self._plain.interpret(replace(document, header=header), site)
        fields = (*found.metadata.fields, *aside.items())
        return replace(found, metadata=replace(found.metadata, fields=fields))


def are_terms(value: FieldValue) -> bool:
    """Whether a value under ``keywords`` is what it should be: a text, or a list of texts (of none: there are no tags)."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str) and bool(value.strip())


# What a folder looks like


def _marks(root: Path) -> Iterator[tuple[float, str]]:
    """What speaks for Pandoc in a folder, with its weight."""
    names = names_in(root)
    for name in names:
        if name.endswith((".yaml", ".yml")) and len(_defaults_keys(root / name)) >= (
            1 if "pandoc" in name else 2
        ):
            yield 0.7, f"{name} holds options of Pandoc."
            break
    for name in names:
        if (suffix_of(name) in _SCRIPTS or name in _MAKERS) and _CALL.search(
            read_text_file(root / name) or ""
        ):
            yield 0.6, f"{name} calls pandoc."
            break
    if any(name in ("metadata.yaml", "metadata.yml") for name in names) and any(
        suffix_of(name) in (".bib", ".csl") for name in names
    ):
        yield 0.5, "There are metadata and a bibliography for Pandoc."
    texts = [name for name in names if suffix_of(name) in _TEXTS][:_LOOKED_AT]
    titled = sum((read_text_file(root / name) or "").startswith("% ") for name in texts)
    if titled and titled * 2 >= len(texts):
        yield 0.4, "Texts begin with a title block (%)."


def _defaults_keys(path: Path) -> set[str]:
    text = read_text_file(path)
    reading = read_header(text, first_line=1) if text else None
    return set(dict(reading.values)) & _DEFAULTS_KEYS if reading else set()
