"""The values of a PDF that are written here, as bytes (ISO 32000-1, 7.3)."""

from __future__ import annotations

from fonds.exporters.moments import moment_text
from fonds.exporters.xml_text import xml_text


def text_value(text: str) -> bytes:
    """A text string: UTF-16 in hexadecimal, which has no sign to escape."""
    plain = xml_text(" ".join(text.split()))
    return b"<FEFF" + plain.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def name_value(name: str) -> bytes:
    """A byte string, as which places are named."""
    return b"<" + name_bytes(name).hex().upper().encode() + b">"


def name_bytes(name: str) -> bytes:
    """The bytes by which the names of places are sorted."""
    return name.encode("utf-8", "surrogatepass")


def date_value(seconds: int) -> bytes:
    """A moment in seconds since 1970, in UTC."""
    digits = "".join(letter for letter in moment_text(seconds)[:19] if letter.isdigit())
    return b"(D:" + digits.encode() + b"+00'00')"


def reference(number: int) -> bytes:
    """A reference to an object."""
    return b"%d 0 R" % number


def array(values: list[bytes]) -> bytes:
    """An array."""
    return b"[" + b" ".join(values) + b"]"


def dictionary(**values: bytes | None) -> bytes:
    """A dictionary; what is None is left out."""
    items = b" ".join(
        b"/" + key.encode() + b" " + value for key, value in values.items() if value is not None
    )
    return b"<< " + items + b" >>"
