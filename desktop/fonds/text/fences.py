"""Where headers that are not plain ``---`` YAML begin and end.

Known are TOML between ``+++`` (Hugo, Zola), a language named behind the dashes (``---json``, ``---toml``, ``---js``:
gray-matter, as in Eleventy), a JSON object at the start of the file (Hugo), and JSON closed by ``;;;`` (Hexo). What
is only found here is never run.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MAX_SCANNED = 1 << 20
FENCE_STARTS = ("+++", "---", "{", '"', ";;;")

_LANGUAGES = {
    "yaml": "yaml",
    "yml": "yaml",
    "toml": "toml",
    "json": "json",
    "json5": "json",
    "js": "script",
    "javascript": "script",
    "cjs": "script",
    "mjs": "script",
    "ts": "script",
    "coffee": "script",
    "coffeescript": "script",
}
_END = r"[ \t\f\v]*(?:\r\n|\n|\r)"
_LAST = r"[ \t\f\v]*(?:\r\n|\n|\r|\Z)"
_NAMED_OPENER = re.compile(rf"---[ \t]*([A-Za-z0-9]+){_END}")
_NAMED_CLOSER = re.compile(rf"[\r\n](---{_LAST})")
_TOML_OPENER = re.compile(rf"\+\+\+{_END}")
_TOML_CLOSER = re.compile(rf"[\r\n](\+\+\+{_LAST})")
_TOML_KEY = re.compile(r"\s*(?:#[^\r\n]*\s+)*(?:\[|[\w.\-\"' ]+=)")
_SEMICOLON_OPENER = re.compile(rf";;;+{_END}")
_SEMICOLON_CLOSER = re.compile(rf"[\r\n](;;;+{_LAST})")
_JSON_KEY = re.compile(r'\s*\{?\s*"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"\s*:')
_OBJECT_START = re.compile(r'\{\s*(?:\}|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"\s*:)')
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*("?)|[{}\[\]]', re.DOTALL)
_LINE_REST = re.compile(_LAST)


@dataclass(frozen=True, slots=True)
class Fences:
    """A header is ``text[header_start:header_end]``, and its closing line ends at ``closer_end``. ``language`` is
    ``yaml``, ``toml``, ``json`` or ``script``. ``unclosed``: a header seems to begin but never ends."""

    language: str
    header_start: int = 0
    header_end: int = 0
    closer_end: int = 0
    unclosed: bool = False


def find_fences(text: str) -> Fences | None:
    """The header of a text that does not begin with a line of plain dashes; None when there is none."""
    match text[0]:
        case "+":
            return _between("toml", text, _TOML_OPENER, _TOML_CLOSER, _TOML_KEY)
        case "-":
            return _named(text)
        case ";":
            return _between("json", text, _SEMICOLON_OPENER, _SEMICOLON_CLOSER, _JSON_KEY)
        case "{":
            return _object(text)
        case _:
            return _open_object(text)


def is_json_object(header: str) -> bool:
    """Whether what stands between dashes is JSON, as Obsidian and Hexo take it."""
    inner = header.strip()
    if not inner.startswith("{") or not inner.endswith("}") or not _OBJECT_START.match(inner):
        return False
    try:
        return isinstance(json.loads(inner[:MAX_SCANNED]), dict)
    except (ValueError, RecursionError):
        return False


def _between(
    language: str, text: str, opener: re.Pattern[str], closer: re.Pattern[str], key: re.Pattern[str]
) -> Fences | None:
    first = opener.match(text)
    if first is None:
        return None
    last = closer.search(text, first.end() - 1)
    if last is None:
        return Fences(language, unclosed=True) if key.match(text, first.end()) else None
    return Fences(language, first.end(), last.start(1), last.end())


def _named(text: str) -> Fences | None:
    """``---json`` and the like. The language must be a known one: ``--- so it goes`` is prose."""
    first = _NAMED_OPENER.match(text)
    language = _LANGUAGES.get(first.group(1).lower()) if first else None
    if first is None or language is None:
        return None
    last = _NAMED_CLOSER.search(text, first.end() - 1)
    if last is None:
        return Fences(language, unclosed=True)
    return Fences(language, first.end(), last.start(1), last.end())


def _object(text: str) -> Fences | None:
    """A JSON object from the first character, with nothing but blanks behind it on its last line."""
    if _OBJECT_START.match(text) is None:
        return None
    depth, position = 0, 0
    while position < MAX_SCANNED:
        token = _TOKEN.search(text, position, MAX_SCANNED)
        if token is None or (token.group(1) is not None and not token.group(1)):
            break
        position = token.end()
        if token.group() in ("{", "["):
            depth += 1
        elif token.group() in ("}", "]"):
            depth -= 1
            if depth == 0:
                rest = _LINE_REST.match(text, position)
                return Fences("json", 0, position, rest.end()) if rest else None
    return Fences("json", unclosed=True)


def _open_object(text: str) -> Fences | None:
    """The members of an object without its braces, closed by a line of semicolons."""
    if _JSON_KEY.match(text) is None:
        return None
    last = _SEMICOLON_CLOSER.search(text, 0, MAX_SCANNED)
    return None if last is None else Fences("json", 0, last.start(1), last.end())
