"""The names of what lies in a packed file: as text, and as a path that cannot lead out of a folder.

Nothing in a name is trusted. What cannot be a path below a folder is refused with a reason, never bent into shape.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable

from fonds.text.legacy_encodings import guess_legacy_encoding

MAX_DEPTH = 200
"""Folders inside one another; a scan goes no deeper either."""
_SAMPLE_BYTES = 65536
_DRIVE = re.compile(r"[A-Za-z]:(?:[/\\]|\Z)")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]\Z')
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?\Z", re.IGNORECASE
)


class UnusableName(ValueError):
    """Why a name cannot be that of a file below a folder, in plain English."""


def safe_path(name: str, *, windows: bool) -> str:
    """A member's name as a path from the root with ``/``; "" for the root itself. Raises ``UnusableName``.

    ``windows``: the file will be made on Windows, where fewer names are possible and a backslash separates too.
    """
    if "\0" in name:
        raise UnusableName("its name holds a NUL character")
    if windows:
        name = name.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        raise UnusableName("its name is that of a place outside of the packed file")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise UnusableName("its name leads out of a folder")
    if len(parts) > MAX_DEPTH:
        raise UnusableName("the folders are nested too deep")
    if windows and any(_NOT_ON_WINDOWS.search(part) or _DEVICES.match(part) for part in parts):
        raise UnusableName("Windows allows no file of this name")
    return "/".join(parts)


def link_leads_out(path: str, target: str, *, windows: bool) -> bool:
    """Whether a link at ``path`` that says ``target`` leaves the root, by its words alone."""
    if windows:
        target = target.replace("\\", "/")
    if not target or "\0" in target or target.startswith("/") or _DRIVE.match(target):
        return True
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return goal == ".." or goal.startswith("../")


def is_plain(name: bytes) -> bool:
    """Whether the bytes are UTF-8, as ASCII is."""
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def name_decoder(names: Iterable[bytes], otherwise: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """How names without a word on their encoding are to be read: one answer for the whole packed file.

    They are UTF-8 if all of them are; else what is not is taken as one text, and its encoding is guessed from that. A
    short Chinese name can be UTF-8 by accident, so that the guess goes for all, unless most of them are UTF-8.
    ``otherwise`` reads names of which nothing can be said.
    """
    foreign = [name for name in names if not name.isascii()]
    odd = [name for name in foreign if not is_plain(name)]
    encoding = _guess(odd)
    mostly_plain = len(foreign) - len(odd) > 4 * len(odd)

    def decode(name: bytes) -> str:
        if is_plain(name) and (not encoding or mostly_plain or name.isascii()):
            return name.decode()
        try:
            return name.decode(encoding) if encoding else otherwise(name)
        except UnicodeDecodeError:
            return name.decode() if is_plain(name) else otherwise(name)

    return decode


def _guess(names: list[bytes]) -> str:
    """The encoding of names that are not UTF-8, each of them counted once and without the folders it shares."""
    parts = dict.fromkeys(
        part for name in names for part in name.replace(b"\\", b"/").split(b"/") if not part.isascii()
    )
    sample = b""
    for part in parts:
        if len(sample) + len(part) >= _SAMPLE_BYTES:
            break
        sample += part + b"\n"
    return guess_legacy_encoding(sample) if sample else ""
