"""Reading Pandoc's metadata: the title block and all YAML blocks of a document, of which the later value counts.

A later block that is no table of keys and values is text, as it is for Pandoc. So is one that cannot be read, where
Pandoc would stop; it is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.fences import is_json_object
from fonds.text.front_matter import DocumentParts, HeaderKind, count_lines
from fonds.text.json_header import read_json_header
from fonds.text.pandoc_blocks import Block, find_blocks, title_slots
from fonds.text.yaml_header import HeaderReading, read_header

_AUTHORS = re.compile(r"[;\r\n]+")


@dataclass(frozen=True, slots=True)
class LaterBlock:
    """A metadata block within a body: its place there, what it says, and in which language."""

    block: Block
    kind: HeaderKind
    reading: HeaderReading


def read_pandoc_header(parts: DocumentParts) -> HeaderReading:
    """What a document's blocks say together, in file order of the values that count. Never raises."""
    lead = _read_lead(parts)
    if not lead.readable or parts.unclosed:
        return lead
    blocks, problems = read_later_blocks(parts)
    if not blocks and not problems:
        return lead
    values = dict(lead.values)
    lines = dict(lead.lines)
    found = [*lead.problems, *problems]
    for later in blocks:
        found += later.reading.problems
        for key, value in later.reading.values:
            if key in values:
                del values[key]
                details = (("key", key),)
                found.append(Problem(ProblemKind.DUPLICATE_KEY, "", later.reading.lines[key], details))
            values[key] = value
        lines |= later.reading.lines
    return replace(
        lead,
        values=tuple(values.items()),
        problems=tuple(sorted(found, key=lambda problem: problem.line)),
        repaired=lead.repaired or any(later.reading.repaired for later in blocks),
        lines=lines,
    )


def read_later_blocks(parts: DocumentParts) -> tuple[list[LaterBlock], list[Problem]]:
    """The metadata blocks of the body, and the problems of those that cannot be read."""
    body = parts.body
    read: dict[int, LaterBlock] = {}
    problems: list[Problem] = []
    if "---" not in body:
        return [], []

    counted, line = 0, parts.body_line

    def is_metadata(block: Block) -> bool:
        nonlocal counted, line
        line += count_lines(body[counted : block.inner_start])
        counted = block.inner_start
        inner = body[block.inner_start : block.inner_end]
        kind = HeaderKind.JSON if is_json_object(inner) else HeaderKind.YAML
        reading = _read_block(parts, kind, inner, line)
        if reading.readable:
            read[block.start] = LaterBlock(block, kind, reading)
            return True
        problem = reading.problems[-1] if reading.problems else None
        if problem is not None and problem.kind is not ProblemKind.HEADER_NOT_MAPPING:
            reason = dict(problem.details).get("reason", "it is too large or too complicated")
            problems.append(Problem(ProblemKind.UNREAD_BLOCK, "", problem.line, (("reason", reason),)))
        return False

    found = [read[block.start] for block in find_blocks(body, is_metadata)]
    return found, problems


def shown_body(parts: DocumentParts) -> str:
    """The body as it is read by people: without the metadata blocks within it."""
    if not parts.dialect or parts.unclosed:
        return parts.body
    blocks = [later.block for later in read_later_blocks(parts)[0]]
    body = parts.body
    for block in reversed(blocks):
        body = body[: block.start] + body[block.end :]
    return body


def _read_lead(parts: DocumentParts) -> HeaderReading:
    if parts.kind is HeaderKind.NONE:
        return HeaderReading()
    if parts.kind is HeaderKind.TITLE:
        return read_title_block(parts.header, first_line=parts.header_line)
    return _read_block(parts, parts.kind, parts.header, parts.header_line)


def _read_block(parts: DocumentParts, kind: HeaderKind, inner: str, line: int) -> HeaderReading:
    if kind is HeaderKind.JSON:
        return read_json_header(inner, first_line=line)
    return read_header(inner, first_line=line, plain_backslashes=parts.plain_backslashes)


def read_title_block(block: str, *, first_line: int) -> HeaderReading:
    """What a ``% title`` block says: ``title`` and ``date`` are texts, several ``author`` a list; what is empty is not
    there."""
    values: dict[str, FieldValue] = {}
    lines: dict[str, int] = {}
    for slot in title_slots(block):
        text = block[slot.start : slot.end]
        names = [name for name in map(str.strip, _AUTHORS.split(text)) if name]
        if slot.key != "author":
            names = [" ".join(text.split())] if text.strip() else []
        if names:
            values[slot.key] = names[0] if len(names) == 1 else list[FieldValue](names)
            lines[slot.key] = first_line + count_lines(block[: slot.start])
    return HeaderReading(tuple(values.items()), effective_text=block, lines=lines)
