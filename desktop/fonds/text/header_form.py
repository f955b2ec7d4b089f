"""Front matter written otherwise while it says the same: keys with other names, and repaired text made valid.

Nothing but these characters changes. The result is read again, and given back only if it says what was asked for.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.model.revision import HeaderForm
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.headers import read_document_header
from fonds.text.yaml_nodes import READ_FAULTS
from fonds.text.yaml_quoting import write_key

Pairs = list[tuple[str, FieldValue]]


def with_form(parts: DocumentParts, form: HeaderForm, *, plain_backslashes: bool = False) -> DocumentParts:
    """The document with these names, and mended; types come after all other changes (``value_types.py``). The same one
    where there is nothing to do. Raises UserError where it cannot be."""
    if plain_backslashes:
        parts = replace(parts, plain_backslashes=True)
    if not read_document_header(parts).readable:
        raise UserError("The front matter of this post cannot be read. Mend it in the text first.")
    if form.mended:
        parts = mended(parts)
    for old, new in form.renames:
        parts = with_key_renamed(parts, old, new)
    return parts


def mended(parts: DocumentParts) -> DocumentParts:
    """The document with what was repaired in reading written so that any program reads the same."""
    reading = read_document_header(parts)
    if not reading.repaired or parts.kind is not HeaderKind.YAML:
        return parts
    made = replace(parts, header=reading.effective_text)
    if not _says(made, list(reading.values)):
        raise UserError("The front matter cannot be mended without changing what it says; edit it as text.")
    return made


def with_key_renamed(parts: DocumentParts, old: str, new: str) -> DocumentParts:
    """The document with a key of the first level called otherwise, in its place. A key of the new name that says the same
    is enough; raises UserError where it says something else."""
    values = list(read_document_header(parts).values)
    known = dict(values)
    if old not in known or old == new:
        return parts
    if new in known:
        if known[new] != known[old] and known[old] is not None:
            raise UserError(
                "“{key}” and “{other}” are both there, and say different things.",
                field=old,
                key=old,
                other=new,
            )
        return edit_header(parts, [(old, None)])
    header = _renamed(parts, old, new)
    made = None if header is None else replace(parts, header=header)
    if made is None or not _says(made, [(new if key == old else key, value) for key, value in values]):
        raise UserError(
            "The front matter is written in a way that “{key}” cannot be renamed alone; edit it as text.",
            field=old,
            key=old,
        )
    return made


def _renamed(parts: DocumentParts, old: str, new: str) -> str | None:
    """The header with the key's characters replaced; None where its place is not known."""
    header = parts.header
    if parts.dialect:
        return None
    try:
        if parts.kind is HeaderKind.YAML:
            from fonds.text.yaml_spans import find_entries

            entries, _ = find_entries(header, read_document_header(parts))
            places = [(entry.key_start, entry.key_end) for entry in entries if entry.key == old]
            return _replaced(header, places, write_key(new, parts.encoding))
        if parts.kind is HeaderKind.JSON:
            from fonds.text.json_nodes import parse_json

            members = parse_json(header).members
            places = [(member.key_start, member.key_end) for member in members if member.key == old]
            return _replaced(header, places, json.dumps(new, ensure_ascii=header.isascii()))
    except READ_FAULTS:
        return None
    if parts.kind is HeaderKind.TOML:
        import tomlkit

        names = f"{re.escape(old)}|\"{re.escape(old)}\"|'{re.escape(old)}'"
        pattern = rf"^[ \t]*(\[?)(?P<key>{names})(?=[ \t]*=|\])"
        return _replaced(header, _matches(pattern, header), tomlkit.key(new).as_string())
    if parts.kind is HeaderKind.KEYS:
        pattern = rf"^(?P<key>{re.escape(old)})(?=[ \t]*:)"
        return _replaced(header, _matches(pattern, header, re.IGNORECASE), new)
    return None


def _matches(pattern: str, header: str, flags: int = 0) -> list[tuple[int, int]]:
    found = re.finditer(pattern, header, re.MULTILINE | flags)
    return [match.span("key") for match in found]


def _replaced(header: str, places: list[tuple[int, int]], text: str) -> str | None:
    for start, end in reversed(places):
        header = header[:start] + text + header[end:]
    return header if places else None


def _says(made: DocumentParts, expected: Pairs) -> bool:
    """Whether the file reads so, in this order, without any repair, and has the same body."""
    try:
        data = join_document(made)
    except ValueError:
        return False
    again = replace(
        split_document(data, made.encoding, made.dialect), plain_backslashes=made.plain_backslashes
    )
    if (again.header, again.gap, again.body) != (made.header, made.gap, made.body):
        return False
    reading = read_document_header(again)
    return reading.readable and list(reading.values) == expected
