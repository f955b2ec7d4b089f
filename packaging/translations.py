#!/usr/bin/env python3
"""Brings the catalogues of ``resources/i18n`` up to date: every text of the window, what is translated of it kept, and
the compiled file beside the readable one.

The compiled catalogue lies in the repository, so that a checkout, a package and a frozen program read the same file
and none of them needs a tool to make it. A test holds the two together.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path

from catalogue_sources import Source, find_sources

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"
LANGUAGES = ("zh_CN",)
Translations = dict[tuple[str, str], str]
"""What is translated, by context and source text; "" where it is not yet."""


def main() -> int:
    """Write the catalogues anew and tell what is not translated; returns 1 when that is anything."""
    sources = find_sources()
    missing = []
    for language in LANGUAGES:
        path = catalogue_path(language)
        translated = merged(sources, read_catalogue(path) if path.is_file() else {})
        path.write_text(written(language, sources, translated), encoding="utf-8", newline="\n")
        path.with_suffix(".qm").write_bytes(compiled(path))
        missing += [
            f"{language}: [{context}] {text}" for (context, text), done in translated.items() if not done
        ]
    print("\n".join([*missing, f"{len(sources)} texts, {len(missing)} not translated"]))
    return 1 if missing else 0


def catalogue_path(language: str) -> Path:
    """Where the readable catalogue of a language is."""
    return FOLDER / f"fonds_{language}.ts"


def read_catalogue(path: Path) -> Translations:
    """What a catalogue says."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            node = message.find("translation")
            form = node.findtext("numerusform") if node is not None else None
            text = form if form is not None else (node.text if node is not None else "")
            found[name, message.findtext("source", "")] = text or ""
    return found


def merged(sources: Iterable[Source], known: Mapping[tuple[str, str], str]) -> Translations:
    """A place for every text, with what is known of it. A text that moved to another context takes its words along."""
    elsewhere: dict[str, set[str]] = {}
    for (_, text), words in known.items():
        if words:
            elsewhere.setdefault(text, set()).add(words)
    result = {}
    for source in sources:
        other = elsewhere.get(source.text, set())
        words = known.get((source.context, source.text), "")
        result[source.context, source.text] = words or (next(iter(other)) if len(other) == 1 else "")
    return result


def written(language: str, sources: Iterable[Source], translated: Mapping[tuple[str, str], str]) -> str:
    """A catalogue as Qt's own tools read and write it, without the lines of code, which change all the time."""
    root = ET.Element("TS", {"version": "2.1", "language": language, "sourcelanguage": "en"})
    contexts: dict[str, ET.Element] = {}
    for source in sources:
        if source.context not in contexts:
            contexts[source.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[source.context], "name").text = source.context
        message = ET.SubElement(
            contexts[source.context], "message", {"numerus": "yes"} if source.plural else {}
        )
        ET.SubElement(message, "source").text = source.text
        words = translated[source.context, source.text]
        node = ET.SubElement(message, "translation", {} if words else {"type": "unfinished"})
        if source.plural:
            ET.SubElement(node, "numerusform").text = words
        else:
            node.text = words
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n'


def compiled(path: Path) -> bytes:
    """The catalogue as Qt loads it."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        subprocess.run([str(tool), "-silent", str(path), "-qm", str(made)], check=True)
        return made.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
