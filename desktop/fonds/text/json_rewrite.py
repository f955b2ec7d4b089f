"""A JSON header in its normal form: a key a line, each once. Numbers and texts that stay keep their characters."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fonds.model.post import FieldValue
from fonds.text.json_nodes import JsonNode, in_effect, parse_json
from fonds.text.value_changes import TEXT_KEYS

_STEP = "  "


def rewrite_json(header: str, wanted: Mapping[str, FieldValue], line_end: str, encoding: str) -> str:
    """The header with the keys of ``wanted`` set; None takes one out. Raises ``READ_FAULTS``."""
    root = parse_json(header)
    braces = header.lstrip().startswith("{")
    indent = _STEP if braces else ""
    pairs: list[str] = []
    members = {member.key: member.value for member in in_effect(root)}
    for key in dict.fromkeys(members) | dict.fromkeys(wanted):
        if key not in wanted:
            pairs.append(f"{indent}{_text(key, encoding)}: {_kept(header, members[key], indent, encoding)}")
        elif wanted[key] is not None:
            bare = (key in members and members[key].kind == "bare") or (
                key not in members and key not in TEXT_KEYS
            )
            pairs.append(
                f"{indent}{_text(key, encoding)}: {_value(wanted[key], indent, encoding, bare=bare)}"
            )
    body = ",\n".join(pairs)
    made = f"{{\n{body}\n}}" if braces and pairs else ("{}" if braces else body)
    start = len(header) - len(header.lstrip())
    end = len(header.rstrip())
    return header[:start] + made.replace("\n", line_end) + header[end:]


def _text(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False)


def _kept(header: str, node: JsonNode, indent: str, encoding: str) -> str:
    inner = indent + _STEP
    if node.kind == "object" and node.members:
        pairs = (
            f"{inner}{_text(member.key, encoding)}: {_kept(header, member.value, inner, encoding)}"
            for member in in_effect(node)
        )
        return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"
    if node.kind == "list" and any(item.kind in ("object", "list") for item in node.items):
        items = (f"{inner}{_kept(header, item, inner, encoding)}" for item in node.items)
        return "[\n" + ",\n".join(items) + f"\n{indent}]"
    if node.kind == "list":
        return f"[{', '.join(header[item.start : item.end] for item in node.items)}]"
    return header[node.start : node.end]


def _value(value: FieldValue, indent: str, encoding: str, *, bare: bool) -> str:
    inner = indent + _STEP
    if isinstance(value, dict) and value:
        pairs = (
            f"{inner}{_text(key, encoding)}: {_value(item, inner, encoding, bare=True)}"
            for key, item in value.items()
        )
        return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"
    if isinstance(value, list):
        return f"[{', '.join(_value(item, inner, encoding, bare=bare) for item in value)}]"
    if isinstance(value, str):
        return value if bare and _is_number(value) else _text(value, encoding)
    return json.dumps(value)


def _is_number(text: str) -> bool:
    try:
        node = parse_json(f'{{"x": {text}}}').members[0].value
    except (ValueError, IndexError):
        return False
    return node.kind == "bare" and node.plain == text
