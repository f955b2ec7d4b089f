"""A YAML header read: keys and values in file order, what was wrong with it, and what had to be repaired.

Every problem carries the line in the file; the path is put in by whoever knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.front_matter import count_lines
from fonds.text.yaml_nodes import (
    READ_FAULTS,
    HeaderFault,
    ValueReader,
    compose_mapping,
    find_excess,
    scalar_value,
)
from fonds.text.yaml_quoting import quote_double
from fonds.text.yaml_repair import Repair, apply_repairs, original_places, repair_attempts

_UNICODE_ESCAPES = re.compile(r"(?:[^\\]|\\u(?!00[0-7])[0-9a-fA-F]{4})*\Z")
_ESCAPED_KEYS = frozenset(
    {"excerpt_separator"}
)  # whose values are line ends, so that all write them as escapes
# The parser's words for what people most often get wrong, in words for people.
_REASONS = (
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("mapping values are not allowed", "a colon stands where none may stand"),
    ("did not find expected key", "a line is neither a key with a value nor part of one"),
    ("could not find expected ':'", "a line has no colon"),
    ("found character that cannot start any token", "a value begins with a character that must be quoted"),
    ("did not find expected ',' or ']'", "a list in brackets is not closed"),
    ("did not find expected ',' or '}'", "a table in braces is not closed"),
    ("found undefined alias", "an alias (*) has no anchor (&)"),
)
_QUOTED_COMMENT = re.compile(r"[ \t]+#[^\r\n]*\"[ \t]*(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """What a header says.

    ``values`` are in file order, each key once (of duplicates the last). ``lines`` gives the line in the file of each
    key. ``effective_text`` is what the parser was given: the header with ``repairs`` applied. When not ``readable``
    there are no values and the last problem says why.
    """

    values: tuple[tuple[str, FieldValue], ...] = ()
    problems: tuple[Problem, ...] = ()
    repaired: bool = False
    readable: bool = True
    effective_text: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()


def read_header(header: str, *, first_line: int, plain_backslashes: bool = False) -> HeaderReading:
    """Read a YAML header whose first line is line ``first_line`` of its file. Never raises for any text.

    With ``plain_backslashes`` a quoted value whose backslash may be meant as one is read so; YAML's reading is told.
    """
    reading = _read_repaired(header, first_line)
    if not plain_backslashes or not reading.readable or "\\" not in header:
        return reading
    try:
        repairs = (*reading.repairs, *_plain_readings(reading))
        ordered = sorted(repairs, key=lambda repair: repair.start)
        return _read(header, apply_repairs(header, ordered), first_line, ordered)
    except READ_FAULTS:
        return reading


def _read_repaired(header: str, first_line: int) -> HeaderReading:
    excess = find_excess(header)
    if excess is not None:
        problem = Problem(excess.kind, "", first_line, excess.details)
        return HeaderReading(problems=(problem,), readable=False, effective_text=header)
    try:
        return _read(header, header, first_line, ())
    except READ_FAULTS as fault:
        first_fault = fault
    kind = getattr(first_fault, "kind", None)
    if kind not in (ProblemKind.HEADER_TOO_DEEP, ProblemKind.HEADER_ALIASES):
        for repairs in repair_attempts(header):
            try:
                return _read(header, apply_repairs(header, repairs), first_line, repairs)
            except READ_FAULTS:
                continue
    problem = fault_problem(first_fault, first_line)
    return HeaderReading(problems=(problem,), readable=False, effective_text=header)


def _read(header: str, text: str, first_line: int, repairs: Sequence[Repair]) -> HeaderReading:
    root = compose_mapping(text)
    problems = _repair_problems(header, repairs, first_line)
    if root is None:
        return HeaderReading((), tuple(problems), bool(repairs), True, text, {}, tuple(repairs))
    reader = ValueReader()
    values: dict[str, FieldValue] = {}
    lines: dict[str, int] = {}
    for key, key_node, value_node in reader.pairs(root):
        line = first_line + key_node.start_mark.line
        if key in values:
            del values[key]
            problems.append(Problem(ProblemKind.DUPLICATE_KEY, "", line, (("key", key),)))
        if type(value_node) is ScalarNode:
            values[key] = scalar_value(value_node)
        else:
            values[key] = reader.read(value_node)
        lines[key] = line
    if "\\" in text or " #" in text:
        problems += _ambiguities(text, root, first_line, repairs)
    repaired = any(repair.kind is not ProblemKind.AMBIGUOUS_BACKSLASH for repair in repairs)
    return HeaderReading(tuple(values.items()), tuple(problems), repaired, True, text, lines, tuple(repairs))


def _repair_problems(header: str, repairs: Sequence[Repair], first_line: int) -> list[Problem]:
    """A problem for each repaired value, and one for all the tabs. The repairs are in order."""
    problems: list[Problem] = []
    tabs_told = False
    line, position = first_line, 0
    for repair in repairs:
        line += count_lines(header[position : repair.start])
        position = repair.start
        if repair.kind is not ProblemKind.REPAIRED_TABS:
            details: tuple[tuple[str, str], ...] = (("key", repair.key), ("value", repair.value))
            if repair.kind is ProblemKind.AMBIGUOUS_BACKSLASH:
                details = (*details, ("other", repair.other))
            problems.append(Problem(repair.kind, "", line, details))
        elif not tabs_told:
            tabs_told = True
            problems.append(Problem(repair.kind, "", line))
    return problems


def fault_problem(fault: Exception, first_line: int) -> Problem:
    """What a fault in reading is, as a problem of the file whose header begins in line ``first_line``."""
    if isinstance(fault, HeaderFault):
        if fault.kind is ProblemKind.INVALID_HEADER:
            return Problem(fault.kind, "", first_line + fault.line, (("reason", str(fault)),))
        details = (("limit", str(fault.limit)),) if fault.limit else ()
        return Problem(fault.kind, "", first_line, details)
    line, reason = first_line, "it is too complicated"
    if isinstance(fault, yaml.MarkedYAMLError):
        mark = fault.problem_mark or fault.context_mark
        line += mark.line if mark is not None else 0
        given = fault.problem or fault.context or "it is not valid YAML"
        reason = next((plain for start, plain in _REASONS if given.startswith(start)), given)
    elif isinstance(fault, yaml.YAMLError):
        reason = "it holds characters that YAML does not allow"
    return Problem(ProblemKind.INVALID_HEADER, "", line, (("reason", reason),))


def _ambiguities(text: str, root: MappingNode, first_line: int, repairs: Sequence[Repair]) -> list[Problem]:
    """Double-quoted values that YAML reads without complaint, but perhaps not as they were meant."""
    found: list[Problem] = []
    written = {repair.start for repair in repairs}
    place = original_places(repairs)
    for key_node, value_node in root.value:
        for node in _double_quoted(value_node):
            start, end = node.start_mark.index, node.end_mark.index
            raw = text[start + 1 : end - 1]
            if repairs and place(start) in written:
                continue
            line = first_line + node.start_mark.line
            if _may_be_plain(key_node.value, raw, node.value):
                details = (("key", key_node.value), ("value", node.value), ("other", raw))
                found.append(Problem(ProblemKind.AMBIGUOUS_BACKSLASH, "", line, details))
            tail = _QUOTED_COMMENT.match(text, end)
            if tail is not None:
                other = raw + text[end - 1 : tail.end()].rstrip()[:-1]
                details = (("key", key_node.value), ("value", node.value), ("other", other))
                found.append(Problem(ProblemKind.AMBIGUOUS_COMMENT, "", line, details))
    return found


def _may_be_plain(key: str, raw: str, value: str) -> bool:
    """Whether a backslash in the quoted ``raw``, which YAML reads as ``value``, may be meant as one."""
    return "\\" in raw and raw != value and key not in _ESCAPED_KEYS and not _looks_escaped(raw)


def _plain_readings(reading: HeaderReading) -> Iterator[Repair]:
    """The ambiguous values of one line, each as a repair that takes its backslashes for themselves."""
    root = compose_mapping(reading.effective_text)
    place = original_places(reading.repairs)
    written = {repair.start for repair in reading.repairs}
    for key_node, value_node in root.value if root is not None else ():
        for node in _double_quoted(value_node):
            start, end = node.start_mark.index, node.end_mark.index
            raw = reading.effective_text[start + 1 : end - 1]
            if "\n" in raw or "\r" in raw or place(start) in written:
                continue
            if _may_be_plain(key_node.value, raw, node.value):
                kind = ProblemKind.AMBIGUOUS_BACKSLASH
                text = quote_double(raw)
                yield Repair(place(start), place(end), text, kind, key_node.value, raw, node.value)


def _double_quoted(node: Node, depth: int = 0) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        if node.style == '"':
            yield node
    elif depth < 2:
        for child in node.value:
            if isinstance(child, tuple):
                yield from _double_quoted(child[1], depth + 1)
            else:
                yield from _double_quoted(child, depth + 1)


def _looks_escaped(raw: str) -> bool:
    """Whether whoever wrote this knew of escapes: it has an escaped quotation mark or backslash, or only several \\u."""
    if '\\"' in raw or "\\\\" in raw:
        return True
    return raw.count("\\u") > 1 and _UNICODE_ESCAPES.match(raw) is not None
