"""Reading ZIP files (PKWARE's APPNOTE.TXT 6.3.10, and Info-ZIP's extra fields in proginfo/extrafld.txt).

The list at the end of the file is taken for what there is; where it is missing, ``importers/packed_salvage.py`` goes
from member to member.
"""

from __future__ import annotations

import bz2
import lzma
import os
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from fonds.importers.packed_names import name_decoder
from fonds.importers.packed_writing import CHUNK, DamagedMember, Unpacking
from fonds.model.errors import UserError
from fonds.model.problems import ProblemKind

ENCRYPTED = 0x1
UTF8 = 0x800
MAX_LIST = 512 * 1024 * 1024
"""Bytes of the list of members, which is read at once."""
_MADE_ON_UNIX = (3, 19)
_MADE_ON_WINDOWS = (0, 10, 11, 14)
_SMALL_CHUNK = 4096
_MAX_TARGET = 4096
_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, struct.error
)  # fmt: skip
LIST_FAULTS = (*_FAULTS, KeyError, IndexError, OverflowError)
"""What a damaged list of members makes the library raise."""


def open_list(path: Path) -> zipfile.ZipFile:
    """The members of a ZIP file. Raises one of ``LIST_FAULTS`` when there is no list that makes sense."""
    with path.open("rb") as file:
        count, size = _list_extent(file)
    if size > MAX_LIST:
        raise UserError("{path} holds too many files.", field="source", path=str(path))
    packed = zipfile.ZipFile(path)
    if len(packed.infolist()) % 0x10000 != count % 0x10000:  # older tools count no further
        packed.close()
        raise zipfile.BadZipFile
    return packed


def unpack_zip(packed: zipfile.ZipFile, to: Unpacking) -> None:
    """Write all members. Raises UserError for a file that is a trap."""
    infos = packed.infolist()
    _refuse_overlaps(infos, packed.start_dir, to)
    decode = _decoder(infos)
    done = 0
    for info in infos:
        path = to.begin_member(decode(info), done)
        done += info.compress_size
        if path is not None:
            _add(packed, info, path, decode, to)


def _add(
    packed: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: str,
    decode: Callable[[zipfile.ZipInfo], str],
    to: Unpacking,
) -> None:
    mode = info.external_attr >> 16 if info.create_system in _MADE_ON_UNIX else 0
    kind = stat.S_IFMT(mode)
    if decode(info).endswith("/") or kind == stat.S_IFDIR:
        to.add_folder(path)
    elif info.flag_bits & ENCRYPTED:
        to.report(ProblemKind.UNREADABLE, path, reason="it is encrypted")
    elif kind == stat.S_IFLNK:
        try:
            target = b"".join(_chunks(packed, info, _MAX_TARGET))
        except DamagedMember as fault:
            to.report(ProblemKind.UNREADABLE, path, reason=str(fault))
        else:
            to.add_link(path, target.decode("utf-8", "surrogateescape"))
    elif kind not in (0, stat.S_IFREG):
        to.report(ProblemKind.NOT_REGULAR, path, what="a device or a pipe")
    else:
        to.add_file(path, _chunks(packed, info), modified_of(info.extra, info.date_time))


def _chunks(packed: zipfile.ZipFile, info: zipfile.ZipInfo, at_most: int = 0) -> Iterator[bytes]:
    """The bytes of a member, whose checksum is held against them at the end."""
    size = 0
    try:
        found = _bzip2_chunks if info.compress_type == zipfile.ZIP_BZIP2 else _library_chunks
        for chunk in found(packed, info):
            size += len(chunk)
            if at_most and size > at_most:
                raise DamagedMember("it is too long for a link")
            yield chunk
    except _FAULTS as fault:
        raise DamagedMember(_reason(fault)) from fault


def _library_chunks(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    # What the library reads of LZMA it unpacks at once, which may be seven thousand times as much.
    at_once = _SMALL_CHUNK if info.compress_type == zipfile.ZIP_LZMA else CHUNK
    with packed.open(info) as file:
        while chunk := file.read(at_once):
            yield chunk


def _bzip2_chunks(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The library would unpack a whole piece at once, and a kilobyte of bzip2 can be a gigabyte."""
    with Path(packed.filename or "").open("rb") as file:
        file.seek(info.header_offset)
        head = file.read(30)
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile
        file.seek(sum(struct.unpack_from("<2H", head, 26)), os.SEEK_CUR)
        left, crc, unpack = info.compress_size, 0, bz2.BZ2Decompressor()
        while not unpack.eof:
            data = file.read(min(CHUNK, left)) if unpack.needs_input else b""
            if unpack.needs_input and not data:
                raise EOFError
            left -= len(data)
            chunk = unpack.decompress(data, CHUNK)
            crc = zlib.crc32(chunk, crc)
            if chunk:
                yield chunk
        if crc != info.CRC:
            raise zipfile.BadZipFile


def _reason(fault: Exception) -> str:
    if isinstance(fault, RuntimeError):
        return "it is packed in a way that is not known here"
    return "it is damaged"


def _refuse_overlaps(infos: list[zipfile.ZipInfo], end: int, to: Unpacking) -> None:
    """No two members share bytes in an honest file: a small one becomes any size by that
    (https://www.bamsoftware.com/hacks/zipbomb/)."""
    place = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < place or info.header_offset > end:
            raise UserError(
                "In {path} files lie on top of one another, as only a trap has them.",
                field="source",
                path=str(to.path),
            )
        place = info.header_offset + 30 + len(_raw_name(info)) + info.compress_size


# Names


def _decoder(infos: list[zipfile.ZipInfo]) -> Callable[[zipfile.ZipInfo], str]:
    plain = zip_name_decoder(_raw_name(info) for info in infos if not info.flag_bits & UTF8)

    def decode(info: zipfile.ZipInfo) -> str:
        raw = _raw_name(info)
        name = raw.decode() if info.flag_bits & UTF8 else unicode_path(info.extra, raw) or plain(raw)
        # A name of Windows holds no backslash that does not separate.
        return name.replace("\\", "/") if info.create_system in _MADE_ON_WINDOWS else name

    return decode


def zip_name_decoder(names: Iterator[bytes]) -> Callable[[bytes], str]:
    """How the names without the mark of UTF-8 are read; by the book they are in code page 437."""
    return name_decoder(names, lambda name: name.decode("cp437"))


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & UTF8 else "cp437")


def unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's field for UTF-8, if it is of this very name; else ""."""
    data = _extra_field(extra, 0x7075)
    if len(data) < 6 or data[0] != 1 or int.from_bytes(data[1:5], "little") != zlib.crc32(raw):
        return ""
    try:
        return data[5:].decode()
    except UnicodeDecodeError:
        return ""


def _extra_field(extra: bytes, wanted: int) -> bytes:
    while len(extra) >= 4:
        number, length = struct.unpack_from("<HH", extra)
        if number == wanted:
            return extra[4 : 4 + length]
        extra = extra[4 + length :]
    return b""


# Times and sizes


def modified_of(extra: bytes, local: tuple[int, int, int, int, int, int]) -> float | None:
    """When a member was changed, in seconds UTC: by Unix's field, by that of NTFS, or by the clock of whoever packed it,
    which is taken for ours."""
    unix = _extra_field(extra, 0x5455)
    if len(unix) >= 5 and unix[0] & 1:
        return float(int.from_bytes(unix[1:5], "little", signed=True))
    ntfs = _extra_field(extra, 0x000A)
    if len(ntfs) >= 16 and ntfs[4:8] == b"\x01\x00\x18\x00":
        return int.from_bytes(ntfs[8:16], "little") / 10_000_000 - 11_644_473_600
    try:
        return time.mktime((*local, 0, 0, -1))
    except (OverflowError, ValueError):
        return None


def _list_extent(file: BinaryIO) -> tuple[int, int]:
    """How many members the end of the file claims, and the bytes of their list; nothing when it is not there."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557 - 20))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0, 0
    count, listed = struct.unpack_from("<HL", tail, at + 10)
    wide = tail.rfind(b"PK\x06\x07", 0, at)
    if wide < 0 or at - wide != 20:
        return count, listed
    file.seek(min(struct.unpack_from("<Q", tail, wide + 8)[0], size))
    record = file.read(56)
    if len(record) < 56 or not record.startswith(b"PK\x06\x06"):
        return 0, size
    count, listed = struct.unpack_from("<QQ", record, 32)
    return count, listed
