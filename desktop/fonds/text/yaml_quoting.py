"""Single values written as YAML, in the style asked for where that style can hold them.

Whatever is written here, the header reader reads back exactly. Characters that YAML takes for line ends, byte order
marks and control characters are escaped, and so is what the file's encoding cannot hold.
"""

from __future__ import annotations

import re

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_SPECIAL = re.compile("[\\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<=~.+0-9]|[0-9]")
_NOT_PLAIN = re.compile(r": |:\Z| #|[\[\]{}]|, |,\Z|\A---|\A\.\.\.")
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


def quote_single(text: str, encoding: str = "utf-8") -> str | None:
    """The text between single quotation marks; None when that style cannot hold it."""
    if _UNPRINTABLE.search(text) or not _fits(text, encoding):
        return None
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def write_plain(text: str, encoding: str = "utf-8", *, typed: bool = False) -> str | None:
    """The text without quotation marks; None when it could be read as something else.

    ``typed`` lets numbers and dates stand bare, as where a bare one stood before.
    """
    if not text or text != text.strip() or _UNPRINTABLE.search(text) or not _fits(text, encoding):
        return None
    if not _PLAIN_START.match(text) or _NOT_PLAIN.search(text) or text.split() != text.split(" "):
        return None
    otherwise = _READ_OTHERWISE.match(text)
    if otherwise is not None and not (typed and text[0].isdigit()):
        return None
    return text


def write_scalar(text: str, style: str = "", encoding: str = "utf-8", *, typed: bool = False) -> str:
    """The text in ``style`` (``"``, ``'``, or anything else for plain) where that can hold it, else double-quoted."""
    written = None
    if style == "'":
        written = quote_single(text, encoding)
    elif style != '"':
        written = write_plain(text, encoding, typed=typed)
    return quote_double(text, encoding) if written is None else written


def _escape(char: str) -> str:
    known = _ESCAPES.get(char)
    if known is not None:
        return known
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
