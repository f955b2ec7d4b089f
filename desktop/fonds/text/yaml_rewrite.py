"""A YAML header with keys written anew in block form; aliases and merged keys become what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fonds.model.post import FieldValue
from fonds.text.value_changes import TEXT_KEYS
from fonds.text.yaml_header import HeaderReading
from fonds.text.yaml_nodes import ValueReader, compose_mapping
from fonds.text.yaml_quoting import quote_double, write_key, write_literal, write_scalar
from fonds.text.yaml_spans import Entry, find_entries

_ANCHOR = re.compile(r"(?:&[^\s,\[\]{}]+[ \t\r\n]+|&[^\s,\[\]{}]+\Z)")
_SHARED = re.compile(r"(?:^|[\s:\[{,-])[&*][^\s,\[\]{}]")
_REMARK = re.compile(r"[ \t]+#[^\r\n]*")
_COMMENT = re.compile(r"^[ \t]*#[^\r\n]*$", re.MULTILINE)
_NOT_IN_BRACKETS = re.compile(r"[,\[\]{}:#]")
_WIDEST = 100
"""Characters of a list that stays on one line."""


def rewrite_yaml(
    header: str,
    reading: HeaderReading,
    wanted: Mapping[str, FieldValue],
    line_end: str,
    encoding: str,
    *,
    whole: bool,
    remarks: bool = True,
) -> str:
    """The header with the keys of ``wanted``, those that share values, or (``whole``) all written anew. A comment on a
    line of its own stays between the keys; one behind a value stays there if ``remarks``. Raises ``READ_FAULTS``."""
    root = compose_mapping(reading.effective_text)
    entries, braces = find_entries(header, reading) if root is not None else ([], False)
    writer = _Writer(reading.effective_text, encoding)
    nodes = {key: node for key, _, node in ValueReader().pairs(root)} if root is not None else {}
    keys = dict.fromkeys(key for key, _ in reading.values) | dict.fromkeys(wanted)
    lines = {key: writer.pair(key, nodes.get(key), wanted) for key in keys if wanted.get(key, "") is not None}
    last = {entry.key: entry for entry in entries}
    pieces: list[str] = []
    place = 0
    for entry in entries:
        between = header[place : entry.line_start]
        if braces:
            between = ""
        pieces.append("".join(f"{text}\n" for text in _COMMENT.findall(between)) if whole else between)
        place = entry.lines_end
        if last[entry.key] is not entry or entry.key not in lines:
            continue
        kept = not whole and entry.key not in wanted and not _shares(header, entry)
        made = lines[entry.key]
        remark = _REMARK.match(header, entry.value_end) if remarks and made.count("\n") == 1 else None
        if remark is not None and not braces:
            made = f"{made.rstrip()}{remark.group()}\n"
        pieces.append(header[entry.line_start : entry.lines_end] if kept else made)
    rest = header[place:] if not braces else ""
    fresh = "".join(text for key, text in lines.items() if key not in last)
    if fresh and pieces and pieces[-1] and pieces[-1][-1] not in "\r\n":
        fresh = "\n" + fresh
    text = "".join((*pieces, fresh, rest))
    if whole:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if line_end == "\n" else re.sub(r"(?<!\r)\n", line_end, text)


def _shares(header: str, entry: Entry) -> bool:
    """Whether a key's value is an anchor or an alias, or holds one."""
    return entry.key == "<<" or _SHARED.search(header, entry.key_start, entry.lines_end) is not None


class _Writer:
    """Values as lines of block form. ``text`` is what the nodes were made from."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._encoding = encoding

    def pair(self, key: str, node: Node | None, wanted: Mapping[str, FieldValue]) -> str:
        """A key of the first level with its value, as lines."""
        name = write_key(key, self._encoding)
        if key in wanted:
            style = '"' if key == "title" else ""
            if isinstance(node, ScalarNode):
                style = node.style if node.style in ('"', "'") else ""
            return f"{name}:{self._value(wanted[key], '  ', style, typed=key not in TEXT_KEYS)}\n"
        return f"{name}:{self._node(node, '  ') if node is not None else ''}\n"

    def _value(self, value: FieldValue, indent: str, style: str, *, typed: bool) -> str:
        """What stands behind a key's colon."""
        if isinstance(value, list):
            items = [self._value(item, indent + "  ", style, typed=typed) for item in value]
            return self._list(items, indent)
        if isinstance(value, dict):
            pairs = [
                (key, self._value(inner, indent + "  ", style, typed=True)) for key, inner in value.items()
            ]
            return self._table(pairs, indent)
        if isinstance(value, str) and "\n" in value:
            literal = write_literal(value, indent, "\n", self._encoding)
            if literal is not None:
                return f" {literal}"
        return f" {write_scalar(value, style, self._encoding, typed=typed)}"

    def _node(self, node: Node, indent: str) -> str:
        """The same for a value that stays."""
        if isinstance(node, SequenceNode):
            line = self._one_line(node)
            if line:
                return f" {line}"
            items = [self._node(item, indent + "  ") for item in node.value]
            return self._list(items, indent)
        if isinstance(node, MappingNode):
            pairs = [(key, self._node(inner, indent + "  ")) for key, _, inner in ValueReader().pairs(node)]
            return self._table(list(dict(pairs).items()), indent)
        assert isinstance(node, ScalarNode)
        return f" {self._scalar(node, indent)}".rstrip(" ")

    def _list(self, items: Sequence[str], indent: str) -> str:
        """Items as they stand behind a colon; the first line of a list or table comes up beside its dash."""
        lines = "".join(f"\n{indent}- {item.lstrip()}".rstrip(" ") for item in items)
        return lines or " []"

    def _table(self, pairs: Sequence[tuple[str, str]], indent: str) -> str:
        lines = "".join(f"\n{indent}{write_key(key, self._encoding)}:{value}" for key, value in pairs)
        return lines or " {}"

    def _one_line(self, node: SequenceNode) -> str:
        """A list that stood in brackets, if it holds nothing but short texts."""
        if not node.flow_style or not all(isinstance(item, ScalarNode) for item in node.value):
            return ""
        items = [self._scalar(item, None) for item in node.value]
        line = f"[{', '.join(items)}]"
        return line if len(line) <= _WIDEST else ""

    def _scalar(self, node: ScalarNode, indent: str | None) -> str:
        """A text in its own quotes; without ``indent`` it stands in brackets."""
        value = str(node.value)
        if node.style in ('"', "'"):
            return write_scalar(value, node.style, self._encoding)
        if node.style in ("|", ">"):
            literal = write_literal(value, indent, "\n", self._encoding) if indent is not None else None
            return literal or quote_double(value, self._encoding)
        raw = self._text[node.start_mark.index : node.end_mark.index]
        raw = _ANCHOR.sub("", raw, count=1) if raw.startswith("&") else raw
        bare = raw == value or raw.startswith("!")
        if (
            bare
            and not re.search(r"[\r\n]", raw)
            and (indent is not None or not _NOT_IN_BRACKETS.search(raw))
        ):
            return raw
        return write_scalar(value, "", self._encoding, typed=True, flow=indent is None)
