"""A header written anew where no single value in it can be changed alone: anchors, merged keys, scattered tables.

In YAML only the lines of the keys that take part are written anew, if that is enough; else the whole header in its
normal form. Quotes, numbers and dates keep the text that they have. The result is read again, and given back only if it
says exactly what the old one said, but for the asked keys, and if the body is untouched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fonds.model.post import FieldValue
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.headers import read_document_header
from fonds.text.yaml_nodes import READ_FAULTS

Changes = Mapping[str, FieldValue]


def rewrite_header(parts: DocumentParts, changes: Sequence[tuple[str, FieldValue]]) -> DocumentParts | None:
    """The document with some keys set to new values (None takes one out); None where it cannot be written for sure."""
    before = read_document_header(parts)
    if not before.readable or parts.dialect:
        return None
    wanted = dict(changes)
    expected = dict(before.values)
    for key, value in wanted.items():
        if value is None:
            expected.pop(key, None)
        else:
            expected[key] = value
    try:
        for header in _headers(parts, wanted):
            edited = replace(parts, header=header)
            if _says(edited, expected):
                return edited
    except READ_FAULTS:
        return None
    return None


def _headers(parts: DocumentParts, wanted: Changes) -> Iterator[str]:
    """The headers to try, the one with the fewest changed lines first."""
    if parts.kind is HeaderKind.YAML:
        from fonds.text.yaml_rewrite import rewrite_yaml

        reading = read_document_header(parts)
        for whole, remarks in ((False, True), (True, True), (True, False)):
            yield rewrite_yaml(
                parts.header, reading, wanted, parts.line_end, parts.encoding, whole=whole, remarks=remarks
            )
    elif parts.kind is HeaderKind.TOML:
        from fonds.text.toml_rewrite import rewrite_toml

        yield rewrite_toml(parts.header, wanted, parts.line_end)
    elif parts.kind is HeaderKind.JSON:
        from fonds.text.json_rewrite import rewrite_json

        yield rewrite_json(parts.header, wanted, parts.line_end, parts.encoding)


def _says(edited: DocumentParts, expected: Mapping[str, FieldValue]) -> bool:
    """Whether the file with this header reads so, in this order, and has the same pieces."""
    try:
        data = join_document(edited)
    except ValueError:
        return False
    again = replace(
        split_document(data, edited.encoding, edited.dialect), plain_backslashes=edited.plain_backslashes
    )
    pieces = (edited.opener, edited.header, edited.closer, edited.gap, edited.body)
    if (again.opener, again.header, again.closer, again.gap, again.body) != pieces:
        return False
    reading = read_document_header(again)
    return reading.readable and list(reading.values) == list(expected.items())
