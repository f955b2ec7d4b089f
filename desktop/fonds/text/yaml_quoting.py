"""Values written as YAML, in the style asked for where that style can hold them.

Whatever is written here, the header reader reads back exactly. Characters that YAML takes for line ends, byte order
marks and control characters are escaped, and so is what the file's encoding cannot hold.
"""

from __future__ import annotations

import re

from fonds.model.post import FieldValue

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_UNPRINTABLE_SET = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_SPECIAL = re.compile(f'[\\\\"{_UNPRINTABLE_SET}]')
_UNPRINTABLE = re.compile(f"[{_UNPRINTABLE_SET}]")
_NOT_LITERAL = re.compile(f"[{_UNPRINTABLE_SET}]".replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<=~.+]")
_NOT_PLAIN = re.compile(r": |:\Z| #|[\[\]{}]|, |,\Z")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,:?]")
_READ_OTHERWISE = re.compile(
    r"(?:true|false|null|yes|no|on|off|y|n)\Z"  # words that some reader takes for more than text
    r"|[0-9][0-9_,.:]*(?:e[+-]?[0-9]+)?\Z|0[xob][0-9a-f_]+\Z"  # numbers, times
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",  # dates
    re.IGNORECASE,
)


def quote_double(text: str, encoding: str = "utf-8") -> str:
    """The text between double quotation marks."""
    body = _SPECIAL.sub(lambda match: _escape(match.group()), text)
    if not _fits(body, encoding):
        body = "".join(char if _fits(char, encoding) else _escape(char) for char in body)
    return f'"{body}"'


def write_scalar(
    value: str | bool | None,
    style: str = "",
    encoding: str = "utf-8",
    *,
    typed: bool = False,
    flow: bool = False,
) -> str:
    """One value in ``style`` (``"``, ``'``, or anything else for plain) where that can hold it, else double-quoted.

    ``typed`` lets numbers and dates stand bare, as where a bare one stood before. ``flow`` is inside brackets.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    written = None
    if style == "'":
        written = _quote_single(value, encoding)
    elif style != '"':
        written = _write_plain(value, encoding, typed, flow)
    return quote_double(value, encoding) if written is None else written


def write_flow(value: FieldValue, style: str = "", encoding: str = "utf-8", *, typed: bool = False) -> str:
    """Any value on one line, lists and tables in brackets."""
    if isinstance(value, list):
        items = ", ".join(write_flow(item, style, encoding, typed=typed) for item in value)
        return f"[{items}]"
    if isinstance(value, dict):
        pairs = ", ".join(
            f"{write_key(key, encoding, flow=True)}: {write_flow(item, style, encoding, typed=typed)}"
            for key, item in value.items()
        )
        return f"{{{pairs}}}"
    return write_scalar(value, style, encoding, typed=typed, flow=True)


def write_key(key: str, encoding: str = "utf-8", *, flow: bool = False) -> str:
    """A key, quoted if it must be."""
    return write_scalar(key, "", encoding, flow=flow)


def write_literal(text: str, indent: str, line_end: str, encoding: str = "utf-8") -> str | None:
    """A text of several lines as a literal block (``|``) without its last line end; None when it cannot be one."""
    trailing = len(text) - len(text.rstrip("\n"))
    lines = text.rstrip("\n").split("\n")
    if len(lines) < 2 or trailing > 1 or not lines[0] or lines[0][0] == " ":
        return None
    if _NOT_LITERAL.search(text) or not _fits(text, encoding):
        return None
    body = line_end.join(f"{indent}{line}" if line else "" for line in lines)
    return f"|{'' if trailing else '-'}{line_end}{body}"


def _quote_single(text: str, encoding: str) -> str | None:
    if _UNPRINTABLE.search(text) or not _fits(text, encoding):
        return None
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _write_plain(text: str, encoding: str, typed: bool, flow: bool) -> str | None:
    if not text or text != text.strip() or _UNPRINTABLE.search(text) or not _fits(text, encoding):
        return None
    if not _PLAIN_START.match(text) or _NOT_PLAIN.search(text):
        return None
    if flow and _NOT_PLAIN_IN_FLOW.search(text):
        return None
    if _READ_OTHERWISE.match(text) and not (typed and text[0].isdigit()):
        return None
    return text


def _escape(char: str) -> str:
    known = _ESCAPES.get(char)
    if known is not None:
        return known
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _fits(text: str, encoding: str) -> bool:
    """Whether a file can hold the text: some East Asian encodings write a few characters as others of like looks."""
    try:
        data = text.encode(encoding)
        return encoding == "utf-8" or data.decode(encoding) == text
    except UnicodeError:
        return False
