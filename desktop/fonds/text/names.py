"""File names and the names in addresses: what a path says of a post, and what a title makes of a path."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePosixPath

from fonds.text.legacy_encodings import guess_legacy_encoding

# The matcher of Jekyll (lib/jekyll/document.rb, DATE_FILENAME_MATCHER), applied to the last part of a path.
_DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)\Z", re.ASCII | re.DOTALL)
_NOT_SLUG = re.compile(r"[\W_]+")
_HOSTILE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+')
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
"""What turns the direction of writing, so that a name looks like another one."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?\Z", re.IGNORECASE)
_MAX_SLUG = 100


def split_dated_name(name: str) -> tuple[str, str, str] | None:
    """``2017-2-5-some-name.md`` as (date text, slug, extension); None for a name of another form.

    Dots at the end of the slug are dropped, as Jekyll does.
    """
    match = _DATED_NAME.match(name)
    return None if match is None else (match.group(1), match.group(2).rstrip("."), match.group(3))


def split_name(name: str) -> tuple[str, str]:
    """A file name as (stem, extension with its dot); a name that only begins with a dot has no extension."""
    path = PurePosixPath(name)
    return path.stem, path.suffix


def titleise(slug: str) -> str:
    """A title for a slug, as Jekyll makes it: ``my-first-post`` gives ``My First Post``."""
    return " ".join(word.capitalize() for word in slug.split("-") if word)


def slugify(text: str) -> str:
    """A title as a part of an address: small letters, digits and scripts of all kinds, joined by single dashes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    slug = _NOT_SLUG.sub("-", folded).strip("-")
    return slug[:_MAX_SLUG].rstrip("-")


def safe_path_part(text: str) -> str:
    """A name for a file or folder that every usual system takes: never empty, no device, at most 200 UTF-8 bytes."""
    name = unicodedata.normalize("NFC", _HOSTILE.sub("-", _TURNING.sub("", text))).strip().rstrip(". ")
    if not name.strip(".- "):
        name = "untitled"
    if _DEVICES.match(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) > 20:
        stem, dot, suffix = name, "", ""
    room = 200 - len((dot + suffix).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + suffix


def shown_path(path: str) -> str:
    """A path as text that can be stored and shown. Only a name whose bytes are not UTF-8 is changed by it:

    such bytes are read in the encoding that they seem to be in, else written as ``\\xNN``.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        return "/".join(_shown_name(part) for part in path.split("/"))
    return path


def _shown_name(name: str) -> str:
    data = (
        name.encode("utf-8", "surrogateescape") if os.name != "nt" else name.encode("utf-8", "surrogatepass")
    )
    try:
        return data.decode()
    except UnicodeDecodeError:
        encoding = guess_legacy_encoding(data)
    if encoding in ("gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949"):
        text = data.decode(encoding)
        if text.isprintable():
            return text
    return data.decode("utf-8", "backslashreplace")
