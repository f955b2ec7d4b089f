"""Makes two ZIM files of the same content the same bytes: libzim gives the file, and Xapian each of the two indexes inside
it, an identifier drawn by chance, and lets nobody choose it. Here they become a digest of all the rest.

Sources: the openZIM wiki, ZIM file format; Xapian, ``backends/glass/glass_version.cc``.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

_HEADER = struct.Struct("<IHH16sIIQQQQIIQ")
_MAGIC = 0x44D495A
_IDENTIFIER, _IDENTIFIER_SIZE = 8, 16
_INDEX_MAGIC = b"\x0f\x0dXapian Glass"
_INDEX_VERSION = 2
_REDIRECT = 0xFFFF
_PLAIN, _LARGE = 1, 0x10
_CHECKSUM = 16
_BLOCK = 1 << 20


def settle_identifiers(path: Path) -> None:
    """Replace the identifiers and the checksum. A file that is built in another way keeps what it has."""
    with path.open("r+b") as file:
        header = _HEADER.unpack(_read(file, 0, _HEADER.size))
        checksum = header[-1]
        if header[0] != _MAGIC or checksum + _CHECKSUM != path.stat().st_size:
            return
        places = [_IDENTIFIER, *_places_in_indexes(file, header)]
        for place in places:
            _write(file, place, bytes(_IDENTIFIER_SIZE))
        digest = hashlib.sha256()
        _feed(file, checksum, digest.update)
        for place in places:
            _write(file, place, digest.digest()[:_IDENTIFIER_SIZE])
        sum_of_all = hashlib.md5(usedforsecurity=False)
        _feed(file, checksum, sum_of_all.update)
        _write(file, checksum, sum_of_all.digest())


def _places_in_indexes(file: BinaryIO, header: tuple[int, ...]) -> Iterator[int]:
    """Where the identifiers of the indexes are. These are the last entries, in a namespace of their own."""
    entries, paths, clusters = header[4], header[6], header[8]
    for number in reversed(range(entries)):
        (place,) = struct.unpack("<Q", _read(file, paths + 8 * number, 8))
        kind, _, namespace, _, cluster, blob = struct.unpack("<HBcIII", _read(file, place, 16))
        if namespace != b"X":
            return
        if kind != _REDIRECT:
            (begin,) = struct.unpack("<Q", _read(file, clusters + 8 * cluster, 8))
            start = _start_of(file, begin, blob)
            if start and _read(file, start, len(_INDEX_MAGIC)) == _INDEX_MAGIC:
                yield start + len(_INDEX_MAGIC) + _INDEX_VERSION


def _start_of(file: BinaryIO, cluster: int, blob: int) -> int:
    """Where a blob of a cluster that is not compressed begins; 0 where it is."""
    kind = _read(file, cluster, 1)[0]
    if kind & 0x0F != _PLAIN:
        return 0
    size = 8 if kind & _LARGE else 4
    return cluster + 1 + int.from_bytes(_read(file, cluster + 1 + size * blob, size), "little")


def _feed(file: BinaryIO, size: int, take: Callable[[bytes], object]) -> None:
    file.seek(0)
    while size > 0:
        block = file.read(min(size, _BLOCK))
        take(block)
        size -= len(block)


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)


def _write(file: BinaryIO, place: int, data: bytes) -> None:
    file.seek(place)
    file.write(data)
