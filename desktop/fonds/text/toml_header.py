"""A TOML header read: dates and numbers stay the text that the file has, and strange depths are refused first."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.toml_tokens import find_tokens
from fonds.text.yaml_header import HeaderReading, fault_problem
from fonds.text.yaml_nodes import MAX_DEPTH, READ_FAULTS, HeaderFault, find_excess

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\Z")
_FLOAT = re.compile(r"(?<![\w.])[+-]?\d[\d_]*\.\d[\d_]*(?:[eE][+-]?\d+)?(?![\w.])")
_TEXT = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
# The reader's words for what people most often get wrong, in words for people.
_REASONS = (
    ("Cannot overwrite a value", "a key stands twice"),
    ("Cannot declare", "a table stands twice"),
    ("Cannot mutate immutable", "a table stands twice"),
    ("Unterminated string", "a quotation mark is not closed"),
    ("Illegal character '\\n'", "a quotation mark is not closed"),
    ("Expected '='", "a line is neither a key with a value nor part of one"),
    ("Invalid value", "a value must be quoted"),
    ("Unclosed array", "a list in brackets is not closed"),
    ("Unclosed inline table", "a table in braces is not closed"),
    ("Expected newline or end of document", "something follows a value"),
    ("Unescaped '\\' in a string", "a text holds a backslash that must be doubled"),
)


def read_toml_header(header: str, *, first_line: int) -> HeaderReading:
    """Read a TOML header whose first line is line ``first_line`` of its file. Never raises for any text."""
    excess = find_excess(header)
    if excess is not None:
        problem = Problem(excess.kind, "", first_line, excess.details)
        return HeaderReading(problems=(problem,), readable=False, effective_text=header)
    try:
        values, lines = _read(header)
    except tomllib.TOMLDecodeError as fault:
        problem = _syntax_problem(fault, header, first_line)
    except READ_FAULTS as fault:
        problem = fault_problem(fault, first_line)
    else:
        numbered = {key: first_line + lines.get(key, 0) for key in values}
        return HeaderReading(tuple(values.items()), effective_text=header, lines=numbered)
    return HeaderReading(problems=(problem,), readable=False, effective_text=header)


def _read(text: str) -> tuple[dict[str, FieldValue], dict[str, int]]:
    _check_dots(text)
    read = tomllib.loads(text)
    tokens = find_tokens(text)
    if tokens.bare:
        pieces: list[str] = []
        position = 0
        for start, end in tokens.bare:
            pieces += (text[position:start], '"', text[start:end], '"')
            position = end
        read = tomllib.loads("".join((*pieces, text[position:])))
    return {key: _value(item, 0) for key, item in read.items()}, tokens.lines


def _value(item: Any, depth: int) -> FieldValue:
    if depth > MAX_DEPTH:
        raise HeaderFault(ProblemKind.HEADER_TOO_DEEP, "too deep", limit=MAX_DEPTH)
    if isinstance(item, dict):
        return {key: _value(inner, depth + 1) for key, inner in item.items()}
    if isinstance(item, list):
        return [_value(inner, depth + 1) for inner in item]
    return item if isinstance(item, (str, bool)) else str(item)


def _check_dots(text: str) -> None:
    """Refuse a key of very many parts: the reader needs time that grows with their square."""
    if text.count(".") <= MAX_DEPTH:
        return
    for line in text.splitlines():
        if line.count(".") > MAX_DEPTH and ("=" in line or line.lstrip().startswith("[")):
            rest = _FLOAT.sub("", _TEXT.sub("", line))
            if re.sub(r"\.\.+", "", rest).count(".") > MAX_DEPTH:
                raise HeaderFault(ProblemKind.HEADER_TOO_DEEP, "too deep", limit=MAX_DEPTH)


def _syntax_problem(fault: tomllib.TOMLDecodeError, header: str, first_line: int) -> Problem:
    message = str(fault)
    place = _PLACE.search(message)
    line = header.rstrip("\r\n").count("\n")
    if place is not None and place.group(1):
        line = min(int(place.group(1)) - 1, line)
    plain = message[: place.start()] if place else message
    reason = next(
        (words for start, words in _REASONS if plain.startswith(start)), plain or "it is not valid TOML"
    )
    return Problem(ProblemKind.INVALID_HEADER, "", first_line + line, (("reason", reason),))
