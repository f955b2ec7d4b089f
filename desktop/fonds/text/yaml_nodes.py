"""YAML text to nodes and to values, guarded: size, depth and aliases are checked before the C parser sees them.

Scalars stay the text that the file has; only plain ``true``, ``false`` and null become values. The C parser
recurses without a limit and ends the process on some hundred thousand brackets, hence the checks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind

MAX_BYTES = 256 * 1024
MAX_DEPTH = 100
MAX_ALIASES = 50
MAX_NODES = 150_000  # more than fit into the largest header without aliases
_SAFE_LENGTH = 1000  # too short to nest deep enough to hurt

READ_FAULTS = (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError)

_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_MERGE = "tag:yaml.org,2002:merge"
_STRING = "tag:yaml.org,2002:str"
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

_BRACKET = re.compile(r"[\[\]{}]")
_INDICATORS = re.compile(r"[ \t]*((?:[-?:][ \t]+)*)")
_bools = [(_BOOL, re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"))]
_nulls = [(_NULL, re.compile(r"(?:~|null|Null|NULL|)\Z"))]

# The library's own resolvers make dates, numbers and yes/no of texts; these few make nothing but what we want.
_LOADER: Any = type(
    "HeaderLoader",
    (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader,),
    {
        "yaml_implicit_resolvers": {
            "t": _bools,
            "T": _bools,
            "f": _bools,
            "F": _bools,
            "~": _nulls,
            "n": _nulls,
            "N": _nulls,
            "": _nulls,
            "<": [(_MERGE, re.compile(r"<<\Z"))],
        }
    },
)


class HeaderFault(ValueError):
    """A header that the parser takes but that is no table of keys and values; carries the kind of problem."""

    def __init__(self, kind: ProblemKind, reason: str, line: int = 0, limit: int = 0) -> None:
        super().__init__(reason)
        self.kind = kind
        self.line = line
        self.limit = limit


def find_excess(text: str) -> Problem | None:
    """What makes a text unsafe to parse, if anything: its size or its depth."""
    if len(text) > MAX_BYTES // 4:
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            details = (("size", str(size)), ("limit", str(MAX_BYTES)))
            return Problem(ProblemKind.HEADER_TOO_LARGE, "", details=details)
    brackets = text.count("[") + text.count("{")
    if (len(text) > _SAFE_LENGTH or brackets > MAX_DEPTH) and _depth(text) > MAX_DEPTH:
        return Problem(ProblemKind.HEADER_TOO_DEEP, "", details=(("limit", str(MAX_DEPTH)),))
    return None


def _depth(text: str) -> int:
    """The deepest nesting that the text may have, by brackets and by indentation; never too low."""
    flow = deepest_flow = 0
    for bracket in _BRACKET.finditer(text):
        flow = flow + 1 if bracket.group() in "[{" else max(0, flow - 1)
        deepest_flow = max(deepest_flow, flow)
    columns: list[int] = []
    deepest_block = 0
    for line in text.splitlines():
        lead = _INDICATORS.match(line)
        if lead is None or not line.strip():
            continue
        starts = [position for position in range(*lead.span(1)) if line[position] in "-?:"]
        for column in (*starts, lead.end()):
            while columns and columns[-1] >= column:
                columns.pop()
            columns.append(column)
        deepest_block = max(deepest_block, len(columns))
    return deepest_flow + deepest_block


@lru_cache(maxsize=4)
def compose_mapping(text: str) -> MappingNode | None:
    """The root of a header, None for an empty one. Raises ``READ_FAULTS``; the text must have passed ``find_excess``.

    The last ones are remembered, as an edit asks for the same several times; nobody may change a node.
    """
    if "*" in text and "&" in text:
        _check_aliases(text)
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if node is None or isinstance(node, MappingNode):
        return node
    if isinstance(node, ScalarNode) and node.tag == _NULL:
        return None
    raise HeaderFault(ProblemKind.HEADER_NOT_MAPPING, "not a mapping")


def _check_aliases(text: str) -> None:
    loader = _LOADER(text)
    try:
        count = 0
        while loader.check_event():
            count += isinstance(loader.get_event(), yaml.AliasEvent)
            if count > MAX_ALIASES:
                raise HeaderFault(ProblemKind.HEADER_ALIASES, "too many aliases", limit=MAX_ALIASES)
    finally:
        loader.dispose()


def scalar_value(node: ScalarNode) -> FieldValue:
    """The text of a scalar, or the plain true, false or null that it is."""
    value: str = node.value
    tag = node.tag
    if tag == _STRING:
        return value
    if tag == _NULL and not node.style:
        return None
    if tag == _BOOL:
        return _BOOLS.get(value, value)
    return value


def key_text(node: Node) -> str:
    """The text of a key. Raises ``HeaderFault`` for a key that is no scalar."""
    if not isinstance(node, ScalarNode):
        line = node.start_mark.line
        raise HeaderFault(ProblemKind.INVALID_HEADER, "a key is not a text", line)
    return str(node.value)


class ValueReader:
    """Turns nodes into values, and counts them, so that aliases cannot multiply them without end."""

    def __init__(self) -> None:
        self._count = 0

    def read(self, node: Node, depth: int = 0) -> FieldValue:
        """The value of a node. Raises ``HeaderFault``."""
        if isinstance(node, ScalarNode):
            return scalar_value(node)
        self._count += len(node.value)
        if self._count > MAX_NODES:
            raise HeaderFault(ProblemKind.HEADER_ALIASES, "too many aliases", limit=MAX_ALIASES)
        if depth >= MAX_DEPTH:
            raise HeaderFault(ProblemKind.HEADER_TOO_DEEP, "too deep", limit=MAX_DEPTH)
        if isinstance(node, SequenceNode):
            return [self.read(item, depth + 1) for item in node.value]
        return {key: self.read(value, depth + 1) for key, _, value in self.pairs(node)}

    def pairs(self, node: Node, depth: int = 0) -> list[tuple[str, Node, Node]]:
        """The (key, key node, value node) of a mapping in order; merged mappings (``<<``) come after its own keys."""
        own: list[tuple[str, Node, Node]] = []
        merged: list[tuple[str, Node, Node]] = []
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE and not key_node.style:
                merged += self._merged_pairs(value_node, depth + 1)
            else:
                own.append((key_text(key_node), key_node, value_node))
        if not merged:
            return own
        known = {key for key, _, _ in own}
        for pair in merged:
            if pair[0] not in known:
                known.add(pair[0])
                own.append(pair)
        return own

    def _merged_pairs(self, node: Node, depth: int) -> list[tuple[str, Node, Node]]:
        sources = node.value if isinstance(node, SequenceNode) else [node]
        if depth > MAX_DEPTH or not all(isinstance(source, MappingNode) for source in sources):
            raise HeaderFault(
                ProblemKind.INVALID_HEADER, "a merge key (<<) needs a mapping", node.start_mark.line
            )
        pairs = [pair for source in sources for pair in self.pairs(source, depth)]
        self._count += len(pairs)
        if self._count > MAX_NODES:
            raise HeaderFault(ProblemKind.HEADER_ALIASES, "too many aliases", limit=MAX_ALIASES)
        return pairs
