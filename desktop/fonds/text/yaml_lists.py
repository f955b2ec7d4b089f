"""Lists in a header rewritten item by item: what stays keeps its characters, its quotes and its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml.nodes import Node, ScalarNode, SequenceNode

from fonds.model.post import FieldValue
from fonds.text.yaml_header import HeaderReading
from fonds.text.yaml_nodes import ValueReader
from fonds.text.yaml_quoting import write_flow, write_scalar
from fonds.text.yaml_repair import original_places
from fonds.text.yaml_spans import Entry, end_of_line, start_of_line

_SEPARATOR = re.compile(r"[ \t]*,[ \t]*\Z")


def write_block_list(
    header: str,
    entry: Entry,
    value: Sequence[FieldValue],
    reading: HeaderReading,
    line_end: str,
    encoding: str,
) -> tuple[int, int, str] | None:
    """A list with dashes: (start, end, new text) of its lines; None when its items cannot be told apart by line."""
    items = entry.node.value
    start = start_of_line(header, original_places(reading.repairs)(entry.node.start_mark.index))
    indent = header[start : header.find("-", start)]
    if not items or indent.strip(" \t"):
        return None
    regions = _item_regions(header, start, entry.lines_end, indent)
    if len(regions) != len(items):
        return None
    reader = ValueReader()
    kept: list[tuple[FieldValue, str]] = [
        (reader.read(item), region) for item, region in zip(items, regions, strict=True)
    ]
    style, typed = _item_style(items)
    lines: list[str] = []
    for wanted in value:
        region = _take_kept(kept, wanted)
        if region is None:
            text = (
                write_flow(wanted, style, encoding)
                if isinstance(wanted, (list, dict))
                else write_scalar(wanted, style, encoding, typed=typed)
            )
            region = f"{indent}- {text}{line_end}"
        lines.append(region)
    return start, entry.lines_end, "".join(lines)


def write_flow_list(old: str, entry: Entry, value: Sequence[FieldValue], encoding: str) -> str:
    """A list in brackets, with the padding and the commas of the old one where there is one."""
    if not isinstance(entry.node, SequenceNode) or entry.is_alias or not old.startswith("["):
        style = entry.style if entry.style in ("'", '"') else ""
        return write_flow(list(value), style, encoding)
    origin = entry.node.start_mark.index
    items = entry.node.value
    reader = ValueReader()
    kept = [
        (reader.read(item), old[item.start_mark.index - origin : item.end_mark.index - origin])
        for item in items
        if item.start_mark.index > origin
    ]
    style, typed = _item_style(items)
    separator = ", "
    if len(items) > 1:
        between = old[items[0].end_mark.index - origin : items[1].start_mark.index - origin]
        separator = between if _SEPARATOR.match(between) else separator
    padding = " " if old.startswith("[ ") and items else ""
    texts: list[str] = []
    for wanted in value:
        text = _take_kept(kept, wanted)
        texts.append(write_flow(wanted, style, encoding, typed=typed) if text is None else text)
    return f"[{padding}{separator.join(texts)}{padding}]"


def _item_regions(header: str, start: int, end: int, indent: str) -> list[str]:
    """The lines of each item: from its dash to the next dash at the same column."""
    starts: list[int] = []
    position = start
    while position < end:
        after = header[position + len(indent) : position + len(indent) + 2]
        if (
            header.startswith(indent, position)
            and after[:1] == "-"
            and after[1:2] in (" ", "\t", "\r", "\n", "")
        ):
            starts.append(position)
        following = end_of_line(header, position)
        if following == position:
            break
        position = following
    return [header[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]


def _item_style(items: Sequence[Node]) -> tuple[str, bool]:
    """The quoting of the first text in a list, and whether its bare items are numbers or dates."""
    scalars = [item for item in items if isinstance(item, ScalarNode)]
    style = (scalars[0].style or "") if scalars else ""
    typed = any(not item.style and item.value[:1].isdigit() for item in scalars)
    return (style if style in ("'", '"') else ""), typed


def _take_kept(kept: list[tuple[FieldValue, str]], wanted: FieldValue) -> str | None:
    for number, (value, text) in enumerate(kept):
        if value == wanted and type(value) is type(wanted):
            del kept[number]
            return text
    return None
