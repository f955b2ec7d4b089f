"""Which type each value of a header has in its language, and the same value written as another type on purpose.

A value is kept as the text that the file has; that ``5`` is a number there and ``"5"`` a text is told here. Only the
characters of the one value change, and the result is read again.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.model.revision import FieldType
from fonds.text.front_matter import DocumentParts, HeaderKind
from fonds.text.headers import read_document_header
from fonds.text.yaml_nodes import READ_FAULTS
from fonds.text.yaml_quoting import quote_double, write_scalar

Types = dict[str, FieldType]

_NUMBER = re.compile(
    r"[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]+)?(?:[eE][-+]?[0-9]+)?\Z|0x[0-9a-fA-F]+\Z|0o[0-7]+\Z"
)
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\Z")
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?\Z"
)


def plain_type(value: FieldValue) -> FieldType:
    """The type that a value shows by itself; numbers and dates are texts here."""
    match value:
        case None:
            return FieldType.NULL
        case bool():
            return FieldType.TRUTH
        case list():
            return FieldType.LIST
        case dict():
            return FieldType.TABLE
        case _:
            return FieldType.TEXT


def fits(text: str, kind: FieldType) -> bool:
    """Whether a text can stand as a value of this type."""
    if kind is FieldType.NUMBER:
        return _NUMBER.match(text) is not None
    return kind is not FieldType.DATE or _DATE.match(text) is not None


def value_types(parts: DocumentParts) -> Types:
    """The type of each key of the first level; nothing for a header that cannot be read."""
    reading = read_document_header(parts)
    if not reading.readable:
        return {}
    types = {key: plain_type(value) for key, value in reading.values}
    try:
        if parts.dialect or parts.kind is HeaderKind.KEYS:
            return types
        if parts.kind is HeaderKind.YAML:
            from fonds.text.yaml_spans import find_entries

            entries, _ = find_entries(parts.header, reading)
            types |= {entry.key: _yaml_type(entry.node) for entry in entries if entry.key in types}
        elif parts.kind is HeaderKind.JSON:
            from fonds.text.json_nodes import in_effect, parse_json

            numbers = (m for m in in_effect(parse_json(parts.header)) if m.value.kind == "bare")
            types |= {m.key: FieldType.NUMBER for m in numbers if isinstance(m.value.plain, str)}
        elif parts.kind is HeaderKind.TOML:
            types |= {key: _toml_type(value) for key, value in tomllib.loads(parts.header).items()}
    except READ_FAULTS:
        pass
    return types


def _yaml_type(node: Node) -> FieldType:
    if isinstance(node, MappingNode):
        return FieldType.TABLE
    if isinstance(node, SequenceNode):
        return FieldType.LIST
    assert isinstance(node, ScalarNode)
    if node.style:
        return FieldType.TEXT
    if node.tag.endswith((":null", ":bool")):
        return FieldType.NULL if node.tag.endswith(":null") else FieldType.TRUTH
    if _NUMBER.match(node.value):
        return FieldType.NUMBER
    return FieldType.DATE if _DATE.match(node.value) else FieldType.TEXT


def _toml_type(value: Any) -> FieldType:
    if isinstance(value, (str, list, dict, bool)):
        return plain_type(value)
    return FieldType.NUMBER if isinstance(value, (int, float)) else FieldType.DATE


def with_types(parts: DocumentParts, wanted: Sequence[tuple[str, FieldType]]) -> DocumentParts:
    """The document with some scalar values written as these types, while they say the same; NULL says nothing.

    Raises UserError, with the key as the field, where the language has no such type or the value is none.
    """
    for key, kind in wanted:
        parts = _with_type(parts, key, kind)
    return parts


def _with_type(parts: DocumentParts, key: str, kind: FieldType) -> DocumentParts:
    types = value_types(parts)
    if types.get(key, kind) is kind:
        return parts
    values = dict(read_document_header(parts).values)
    value = values[key]
    if kind is FieldType.NULL:
        expected: FieldValue = None
    elif isinstance(value, str) and kind in (FieldType.TEXT, FieldType.NUMBER, FieldType.DATE):
        expected = value
    else:
        raise UserError("What “{key}” says cannot be said as that type.", field=key, key=key)
    if isinstance(expected, str) and not fits(expected, kind):
        if kind is FieldType.NUMBER:
            raise UserError("“{value}” is not a number.", field=key, value=expected[:80])
        raise UserError("“{value}” is not a date.", field=key, value=expected[:80])
    header = _header_with(parts, key, expected, kind)
    made = None if header is None else replace(parts, header=header)
    if made is None or not _says(made, values | {key: expected}, types | {key: kind}):
        raise UserError("This kind of front matter has no such type of value.", field=key, key=key)
    return made


def _header_with(parts: DocumentParts, key: str, value: FieldValue, kind: FieldType) -> str | None:
    try:
        if parts.dialect:
            return None
        if parts.kind is HeaderKind.YAML:
            return _yaml_with(parts, key, value, kind)
        if parts.kind is HeaderKind.JSON:
            return _json_with(parts, key, value, kind)
        if parts.kind is HeaderKind.TOML:
            return _toml_with(parts, key, value, kind)
    except READ_FAULTS:
        return None
    return None


def _yaml_with(parts: DocumentParts, key: str, value: FieldValue, kind: FieldType) -> str | None:
    from fonds.text.yaml_spans import find_entries

    header = parts.header
    entries, braces = find_entries(header, read_document_header(parts))
    entry = next(entry for entry in reversed(entries) if entry.key == key)
    if kind is FieldType.TEXT:
        text = write_scalar(value if isinstance(value, str) else "", "", parts.encoding, flow=braces)
        if _yaml_type(entry.node) in (FieldType.NUMBER, FieldType.DATE) and isinstance(value, str):
            text = quote_double(value, parts.encoding)
    else:
        text = "null" if value is None else str(value)
    before = header[entry.value_start - 1 : entry.value_start]
    if entry.block:
        colon = header.index(":", entry.key_end)
        return f"{header[: colon + 1]} {text}{header[entry.value_end :]}"
    return f"{header[: entry.value_start]}{' ' if before == ':' else ''}{text}{header[entry.value_end :]}"


def _json_with(parts: DocumentParts, key: str, value: FieldValue, kind: FieldType) -> str | None:
    from fonds.text.json_nodes import in_effect, parse_json

    member = next(member for member in in_effect(parse_json(parts.header)) if member.key == key)
    if kind is FieldType.DATE or (kind is FieldType.NUMBER and not _JSON_NUMBER.match(str(value))):
        return None
    text = str(value) if kind is FieldType.NUMBER else json.dumps(value, ensure_ascii=parts.header.isascii())
    return parts.header[: member.value.start] + text + parts.header[member.value.end :]


def _toml_with(parts: DocumentParts, key: str, value: FieldValue, kind: FieldType) -> str | None:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    if value is None:
        return None
    pairs = parts.header.count("\r\n")
    text = parts.header.replace("\r\n", "\n")
    make: Callable[[str], Any] = tomlkit.string if kind is FieldType.TEXT else tomlkit.value
    try:
        document = tomlkit.parse(text)
        document[key] = make(str(value))
        made = tomlkit.dumps(document)
    except TOMLKitError:
        return None
    return made.replace("\n", "\r\n") if pairs else made


def _says(made: DocumentParts, values: dict[str, FieldValue], types: Types) -> bool:
    reading = read_document_header(made)
    return reading.readable and dict(reading.values) == values and value_types(made) == types
