"""How large a picture is, by the first bytes of its file.

Sources: PNG (W3C) 11.2.2; GIF89a 18; ITU T.81 B.2.2; RFC 9649 (WebP) 2.5-2.7; BITMAPINFOHEADER.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MOST_WIDTH, MOST_HEIGHT = 600, 800
"""Pixels of 1/96 inch that a page has room for."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture's kind (as its media type says it after ``image/``) and its size in its own pixels."""

    kind: str
    width: int
    height: int


def read_picture(data: bytes) -> PictureFile | None:
    """What a file is; None for what is none of the five kinds, or is cut off."""
    try:
        found = _read(data)
    except (struct.error, IndexError):
        return None
    return found if found is not None and found.width > 0 and found.height > 0 else None


def fitting(picture: PictureFile, width: int | None, height: int | None, most: int) -> tuple[int, int]:
    """The size at which a picture is shown: as asked for, in its own proportions where one side is, within the page."""
    if width is None and height is None:
        width, height = picture.width, picture.height
    elif width is None:
        assert height is not None
        width = round(height * picture.width / picture.height)
    elif height is None:
        height = round(width * picture.height / picture.width)
    scale = min(1.0, most / max(1, width), MOST_HEIGHT / max(1, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _read(data: bytes) -> PictureFile | None:
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return PictureFile("png", *struct.unpack_from(">II", data, 16))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return PictureFile("gif", *struct.unpack_from("<HH", data, 6))
    if data[:2] == b"\xff\xd8":
        return _read_jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _read_webp(data)
    if data[:2] == b"BM":
        width, height = struct.unpack_from("<ii", data, 18)
        return PictureFile("bmp", width, abs(height))
    return None


def _read_jpeg(data: bytes) -> PictureFile | None:
    place = 2
    while place < len(data):
        if data[place] != 0xFF:
            return None
        mark = data[place + 1]
        if mark == 0xFF:
            place += 1
        elif 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            return PictureFile("jpeg", width, height)
        elif mark in (0x01, *range(0xD0, 0xD9)):
            place += 2
        else:
            place += 2 + max(2, struct.unpack_from(">H", data, place + 2)[0])
    return None


def _read_webp(data: bytes) -> PictureFile | None:
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        return PictureFile("webp", width, int.from_bytes(data[27:30], "little") + 1)
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return PictureFile("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return PictureFile("webp", width & 0x3FFF, height & 0x3FFF)
    return None
