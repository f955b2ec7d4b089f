"""Where in a header each key and its value stand, in the header's own characters even when it was read repaired."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from fonds.text.yaml_header import HeaderReading
from fonds.text.yaml_nodes import compose_mapping
from fonds.text.yaml_repair import original_places

_ALIAS = re.compile(r"[ \t]*:[ \t]*(\*[^\s,\]}]+)")
_LINE_REST = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_LINE_START = re.compile(r"[^\r\n]*\Z")

Place = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a header. The value's characters are ``header[value_start:value_end]``, empty for a bare key;
    the key's lines are ``header[line_start:lines_end]``. ``node`` is the value as the parser saw it."""

    key: str
    key_start: int
    key_end: int
    value_start: int
    value_end: int
    line_start: int
    lines_end: int
    node: Node
    is_alias: bool = False

    @property
    def block_list(self) -> bool:
        """Whether the value is a list with dashes."""
        return isinstance(self.node, SequenceNode) and not self.node.flow_style and not self.is_alias

    @property
    def block(self) -> bool:
        """Whether the value stands on lines of its own below the key."""
        return isinstance(self.node, CollectionNode) and not self.node.flow_style and not self.is_alias

    @property
    def style(self) -> str:
        """The quotation mark or block mark of a scalar; "" for a plain one or a list."""
        return (self.node.style or "") if isinstance(self.node, ScalarNode) and not self.is_alias else ""


def find_entries(header: str, reading: HeaderReading) -> tuple[list[Entry], bool]:
    """All keys of a readable header, repeated ones too, and whether it is written in braces."""
    root = compose_mapping(reading.effective_text)
    if root is None:
        return [], False
    place = original_places(reading.repairs)
    entries = [
        _entry(header, reading.effective_text, place, key_node, value_node)
        for key_node, value_node in root.value
    ]
    return entries, bool(root.flow_style)


def inner_entries(header: str, reading: HeaderReading, table: MappingNode) -> list[Entry]:
    """All keys of a table that is a value of the header."""
    place = original_places(reading.repairs)
    return [
        _entry(header, reading.effective_text, place, key_node, value_node)
        for key_node, value_node in table.value
    ]


def _entry(header: str, text: str, place: Place, key_node: Node, value_node: Node) -> Entry:
    key_end = key_node.end_mark.index
    start, end = value_node.start_mark.index, _real_end(text, value_node)
    is_alias = start < key_end
    if is_alias:
        alias = _ALIAS.match(text, key_end)
        start, end = alias.span(1) if alias else (key_end, key_end)
    value_start, value_end = place(start), place(end)
    key_start = place(key_node.start_mark.index)
    return Entry(
        key=str(key_node.value),
        key_start=key_start,
        key_end=place(key_end),
        value_start=value_start,
        value_end=value_end,
        line_start=start_of_line(header, key_start),
        lines_end=end_of_line(header, max(value_end, key_start)),
        node=value_node,
        is_alias=is_alias,
    )


def start_of_line(header: str, index: int) -> int:
    """The index of the first character of a line."""
    return max(header.rfind("\n", 0, index), header.rfind("\r", 0, index)) + 1


def end_of_line(header: str, index: int) -> int:
    """The index after a line's end."""
    match = _LINE_REST.match(header, index)
    return match.end() if match else len(header)


def _real_end(text: str, node: Node) -> int:
    """Where a value's last character is followed; the parser counts the comments and blanks behind blocks too."""
    if isinstance(node, ScalarNode):
        end = int(node.end_mark.index)
        if node.style in ("|", ">"):
            start = int(node.start_mark.index)
            kept = "+" in text[start : start + 3]
            span = text[start:end]
            trimmed = span[:-1] if kept and span[-1:] in "\r\n" else span.rstrip()
            end = start + len(trimmed.removesuffix("\r") if kept else trimmed)
        return end
    if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    inner = last[1] if isinstance(node, MappingNode) else last
    key_end = int(last[0].end_mark.index) + 1 if isinstance(node, MappingNode) else 0
    start = int(inner.start_mark.index)
    if start < int(node.start_mark.index):  # an alias: its node stands where its anchor is
        return end_of_line(text, max(key_end, int(node.start_mark.index)))
    return max(_real_end(text, inner), key_end)
