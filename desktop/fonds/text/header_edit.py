"""Changing values in a header while every other character stays.

Only the characters of a changed value are replaced, in its own quoting or list style; a removed key takes its lines
with it, a new one comes last. The result is read again, and given back only if exactly the asked keys changed. How
YAML is written is here; TOML and JSON have their own writers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yaml.nodes import MappingNode

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.headers import read_document_header
from fonds.text.value_changes import TEXT_KEYS
from fonds.text.yaml_header import HeaderReading
from fonds.text.yaml_lists import write_block_list, write_flow_list
from fonds.text.yaml_nodes import READ_FAULTS, ValueReader
from fonds.text.yaml_quoting import write_flow, write_key, write_literal, write_scalar
from fonds.text.yaml_spans import Entry, find_entries, inner_entries

_LOOSE_LINES = re.compile(r"(?:[ \t][^\r\n]*(?:\r\n|\n|\r|\Z)|\r\n|\n|\r)+")
_QUOTES = ('"', "'")

_Replacement = tuple[int, int, str]


def edit_header(parts: DocumentParts, changes: Sequence[tuple[str, FieldValue]]) -> DocumentParts:
    """The document with some keys set to new values; None takes a key out, and setting an equal value does nothing.

    A document without a header gets one. Raises ``UserError`` when the header cannot be read, or cannot be changed
    without touching more than the asked keys.
    """
    wanted = dict(changes)
    if parts.kind is HeaderKind.KEYS:
        from fonds.text.keyed_header import keyed_values

        wanted = keyed_values(parts.header, wanted)
    if parts.kind is HeaderKind.NONE and not parts.dialect:
        return create_header(parts, {key: value for key, value in wanted.items() if value is not None})
    reading = read_document_header(parts)
    if not reading.readable:
        raise UserError("The front matter cannot be read; the post can only be edited as a whole text.")
    current = dict(reading.values)
    open_changes = {
        key: value
        for key, value in wanted.items()
        if (key in current if value is None else key not in current or current[key] != value)
    }
    if not open_changes:
        return parts
    if parts.dialect:
        from fonds.text.pandoc_edit import edit_pandoc

        return edit_pandoc(parts, open_changes)
    for careful in (False, True):
        header = _rewritten(parts, reading, open_changes, careful)
        edited = parts if header is None else replace(parts, header=header)
        if header is not None and _holds(edited, reading, open_changes):
            return edited
    key = next(iter(open_changes))
    raise UserError(
        "The front matter is written in a way that “{key}” cannot be changed alone; edit it as text.",
        field=key,
        key=key,
    )


def _rewritten(
    parts: DocumentParts, reading: HeaderReading, changes: dict[str, FieldValue], careful: bool
) -> str | None:
    """The header as the writer of its language makes it; None where that cannot be done safely."""
    if parts.kind is HeaderKind.YAML:
        return _Edit(parts, reading, careful).apply(changes)
    current = dict(reading.values)
    if parts.kind is HeaderKind.TOML:
        from fonds.text.toml_edit import edit_toml

        return edit_toml(parts.header, current, changes, parts.line_end, careful=careful)
    if parts.kind is HeaderKind.KEYS:
        from fonds.text.keyed_header import edit_keyed

        return edit_keyed(parts.header, changes, parts.line_end)
    from fonds.text.json_edit import edit_json

    try:
        return edit_json(parts.header, current, changes, parts.line_end, parts.encoding, careful=careful)
    except READ_FAULTS:
        return None


def create_header(parts: DocumentParts, wanted: dict[str, FieldValue]) -> DocumentParts:
    """The document with a YAML header before its text. Raises ``UserError`` where none can be."""
    if parts.unclosed:
        raise UserError("The front matter has no closing line; the post can only be edited as a whole text.")
    if not wanted:
        return parts
    end = parts.line_end
    header = _Edit(replace(parts, header=""), HeaderReading(), False).apply(wanted)
    blank = end if parts.body and parts.body[0] not in "\r\n" else ""
    text = f"---{end}{header}---{end}{blank}{parts.body}"
    made = split_document(
        parts.bom + join_document(replace(parts, bom=b"", body=text)), parts.encoding, parts.dialect
    )
    reading = read_document_header(made)
    if made.kind is HeaderKind.NONE or dict(reading.values) != wanted:
        raise UserError("No front matter can be written before this text.")
    return made


def _holds(edited: DocumentParts, before: HeaderReading, changes: dict[str, FieldValue]) -> bool:
    """Whether the edited header reads as asked: the changed keys so, all others as before and in their order."""
    after = read_document_header(edited)
    if not after.readable:
        return False
    values = dict(after.values)
    for key, value in changes.items():
        if value is None:
            if key in values:
                return False
        elif key not in values or values[key] != value:
            return False
    untouched = [pair for pair in before.values if pair[0] not in changes]
    if [pair for pair in after.values if pair[0] not in changes] != untouched:
        return False
    again = split_document(join_document(edited), edited.encoding)
    return again.header == edited.header and again.body == edited.body


@dataclass(slots=True)
class _Edit:
    """One attempt. ``careful`` quotes every text that it writes, and takes loose lines along."""

    parts: DocumentParts
    reading: HeaderReading
    careful: bool

    @property
    def _encoding(self) -> str:
        return self.parts.encoding

    def apply(self, changes: dict[str, FieldValue]) -> str:
        header = self.parts.header
        try:
            entries, braces = find_entries(header, self.reading) if header else ([], False)
        except READ_FAULTS:
            return header
        places = {
            entry.key: entry for entry in entries
        }  # of a repeated key the last, which is the one that counts
        replacements: list[_Replacement] = []
        fresh: list[tuple[str, FieldValue]] = []
        for key, value in changes.items():
            if value is None:
                replacements += self._removals(key, entries, braces)
            elif key in places:
                inner = None if self.careful else self._inside(places[key], value, braces)
                replacements += [self._replacement(places[key], value, braces)] if inner is None else inner
            else:
                fresh.append((key, value))
        replacements += self._additions(fresh, entries, braces)
        for start, end, text in sorted(replacements, key=lambda item: item[0], reverse=True):
            header = header[:start] + text + header[end:]
        if not fresh and all(changes.get(entry.key, "") is None for entry in entries):
            return header.lstrip("\r\n")  # a blank line and then no key would be a rule, not a header
        return header

    def _inside(self, entry: Entry, value: FieldValue, braces: bool) -> list[_Replacement] | None:
        """The changes inside a table, so that what stays in it keeps its characters; None where it must be written anew."""
        if not isinstance(value, dict) or not isinstance(entry.node, MappingNode) or entry.is_alias:
            return None
        old = ValueReader().read(entry.node)
        entries = inner_entries(self.parts.header, self.reading, entry.node)
        places = {inner.key: inner for inner in entries}
        if not isinstance(old, dict) or list(places) != list(old) or len(entries) != len(places):
            return None  # keys that are merged in, or stand twice
        if not set(old) & set(value):
            return None
        flow = braces or bool(entry.node.flow_style)
        replacements: list[_Replacement] = []
        for key in old:
            if key not in value:
                replacements += self._removals(key, entries, flow)
            elif value[key] != old[key] or type(value[key]) is not type(old[key]):
                deeper = self._inside(places[key], value[key], flow)
                replacements += (
                    [self._replacement(places[key], value[key], flow)] if deeper is None else deeper
                )
        fresh = [(key, inner) for key, inner in value.items() if key not in old]
        return replacements + self._additions(fresh, entries, flow)

    def _replacement(self, entry: Entry, value: FieldValue, braces: bool) -> _Replacement:
        header, end = self.parts.header, self.parts.line_end
        if isinstance(value, list) and value and not self.careful:
            if entry.block_list:
                block = write_block_list(header, entry, value, self.reading, end, self._encoding)
                if block is not None:
                    return block
            elif not entry.block:
                old = header[entry.value_start : entry.value_end]
                return self._put(entry, write_flow_list(old, entry, value, self._encoding))
        if isinstance(value, (list, dict)):
            return self._put(entry, write_flow(value, '"' if self.careful else "", self._encoding))
        return self._put(entry, self._scalar(entry, value, braces))

    def _scalar(self, entry: Entry, value: str | bool | None, braces: bool) -> str:
        style = '"' if self.careful else entry.style
        old = self.parts.header[entry.value_start : entry.value_end]
        if isinstance(value, str) and style in ("|", ">"):
            indent = self.parts.header[entry.line_start : entry.key_start] + "  "
            literal = write_literal(value, indent, self.parts.line_end, self._encoding)
            if literal is not None:
                return literal
        typed = entry.key not in TEXT_KEYS or old[:1].isdigit()
        if not self.careful and style in _QUOTES and old[:1] != style:
            style = old[:1] if old[:1] in _QUOTES else ""  # a repaired value: the file's own quotes count
        return write_scalar(value, style, self._encoding, typed=typed, flow=braces)

    def _put(self, entry: Entry, text: str) -> _Replacement:
        """In the place of a value; one that stands below its key comes up beside it."""
        header = self.parts.header
        if entry.block:
            colon = header.index(":", entry.key_end)
            return colon + 1, entry.value_end, f" {text}"
        if entry.value_start == entry.key_end:  # "title:Text", read repaired
            return entry.value_start, entry.value_end, f": {text}"
        before = header[entry.value_start - 1 : entry.value_start]
        return entry.value_start, entry.value_end, f" {text}" if before == ":" else text

    def _removals(self, key: str, entries: Sequence[Entry], braces: bool) -> list[_Replacement]:
        if not braces:
            return [(entry.line_start, self._removal_end(entry), "") for entry in entries if entry.key == key]
        removals: list[_Replacement] = []
        for number, entry in enumerate(entries):
            if entry.key != key:
                continue
            if number + 1 < len(entries):
                removals.append((entry.key_start, entries[number + 1].key_start, ""))
            else:
                start = entries[number - 1].value_end if number else entry.key_start
                removals.append((start, entry.value_end, ""))
        return removals

    def _removal_end(self, entry: Entry) -> int:
        """The end of a key's lines; if ``careful``, with the indented and blank lines after them, which could
        otherwise become part of a block before."""
        end = entry.lines_end
        following = _LOOSE_LINES.match(self.parts.header, end) if self.careful else None
        return following.end() if following else end

    def _additions(
        self, fresh: Sequence[tuple[str, FieldValue]], entries: Sequence[Entry], braces: bool
    ) -> list[_Replacement]:
        if not fresh:
            return []
        header, end = self.parts.header, self.parts.line_end
        if braces and entries:
            quote = '"' if header[entries[0].key_start] == '"' or self.careful else ""
            pairs = [
                f"{write_scalar(key, quote, self._encoding, flow=True)}: {write_flow(value, quote, self._encoding)}"
                for key, value in fresh
            ]
            place = entries[-1].value_end
            return [(place, place, "".join(f", {pair}" for pair in pairs))]
        indent = header[entries[0].line_start : entries[0].key_start] if entries else ""
        place = entries[-1].lines_end if entries else len(header)
        text = "".join(f"{indent}{self._pair(key, value)}{end}" for key, value in fresh)
        if place and header[place - 1 : place] not in ("\n", "\r"):
            text = end + text
        return [(place, place, text)]

    def _pair(self, key: str, value: FieldValue) -> str:
        style = '"' if self.careful or key == "title" else ""
        name = write_key(key, self._encoding)
        if isinstance(value, str) and "\n" in value:
            literal = write_literal(value, "  ", self.parts.line_end, self._encoding)
            if literal is not None and not self.careful:
                return f"{name}: {literal}"
        if isinstance(value, (list, dict)):
            return f"{name}: {write_flow(value, style, self._encoding)}"
        return f"{name}: {write_scalar(value, style, self._encoding, typed=key not in TEXT_KEYS)}"
