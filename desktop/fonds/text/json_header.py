"""A JSON header read: numbers stay the text that the file has, and a key that stands twice is told."""

from __future__ import annotations

from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.front_matter import count_lines
from fonds.text.json_nodes import JsonNode, parse_json
from fonds.text.yaml_header import HeaderReading, fault_problem
from fonds.text.yaml_nodes import READ_FAULTS, find_excess


def read_json_header(header: str, *, first_line: int) -> HeaderReading:
    """Read a JSON header whose first line is line ``first_line`` of its file. Never raises for any text."""
    excess = find_excess(header)
    if excess is not None:
        problem = Problem(excess.kind, "", first_line, excess.details)
        return HeaderReading(problems=(problem,), readable=False, effective_text=header)
    try:
        root = parse_json(header)
    except READ_FAULTS as fault:
        problem = fault_problem(fault, first_line)
        return HeaderReading(problems=(problem,), readable=False, effective_text=header)
    return _reading(header, root, first_line)


def _reading(header: str, root: JsonNode, first_line: int) -> HeaderReading:
    values: dict[str, FieldValue] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    line, position = first_line, 0
    for member in root.members:
        line += count_lines(header[position : member.key_start])
        position = member.key_start
        if member.key in values:
            del values[member.key]
            problems.append(Problem(ProblemKind.DUPLICATE_KEY, "", line, (("key", member.key),)))
        values[member.key] = member.value.value()
        lines[member.key] = line
    return HeaderReading(tuple(values.items()), tuple(problems), effective_text=header, lines=lines)
