"""What can be had of a ZIP file whose list of members, at its end, is missing or makes no sense: the members lie one
after the other, each behind a head of its own (APPNOTE.TXT 4.3.7)."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fonds.importers.packed_writing import CHUNK, DamagedMember, Unpacking
from fonds.importers.packed_zip import ENCRYPTED, UTF8, modified_of, unicode_path, zip_name_decoder
from fonds.model.problems import ProblemKind

_HEAD = struct.Struct("<4s5H3L2H")
_MARK = b"PK\x03\x04"
_DESCRIBED = 0x8
_WIDE = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_MAX_NAMES = 100_000


@dataclass(frozen=True, slots=True)
class _Member:
    """A member's head. ``size`` is that of its packed bytes; None when only they themselves can tell it."""

    flags: int
    method: int
    crc: int
    size: int | None
    raw_name: bytes
    extra: bytes
    modified: float | None
    start: int


def salvage_zip(file: BinaryIO, to: Unpacking) -> None:
    """Write the members that are there. That something is missing is reported in any case."""
    to.incomplete("its list of files is missing or makes no sense; it was probably cut off")
    decode = _decoder(file)
    place = 0
    while (member := _read_head(file, place)) is not None:
        name = decode(member)
        walk = _Walk(file, member)
        path = to.begin_member(name, place)
        if path is not None:
            _add(member, name, path, walk, to)
        if not walk.ended:
            with contextlib.suppress(DamagedMember):
                for chunk in walk.chunks():  # to find its end
                    to.count_stream(len(chunk))
                    to.tick(name)
        if not walk.ended:
            return
        place = _behind(file, member, walk.end)


def _add(member: _Member, name: str, path: str, walk: _Walk, to: Unpacking) -> None:
    if name.endswith("/"):
        to.add_folder(path)
    elif member.flags & ENCRYPTED:
        to.report(ProblemKind.UNREADABLE, path, reason="it is encrypted")
    elif member.method not in (_STORED, _DEFLATED):
        to.report(ProblemKind.UNREADABLE, path, reason="it is packed in a way that is not known here")
    else:
        to.add_file(path, walk.chunks(), member.modified)


def _read_head(file: BinaryIO, place: int) -> _Member | None:
    file.seek(place)
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size or not head.startswith(_MARK):
        return None
    _mark, _version, flags, method, clock, day, crc, packed, unpacked, named, extras = _HEAD.unpack(head)
    rest = file.read(named + extras)
    if len(rest) < named + extras:
        return None
    name, extra = rest[:named], rest[named:]
    local = ((day >> 9) + 1980, (day >> 5) & 15, day & 31, clock >> 11, (clock >> 5) & 63, (clock & 31) * 2)
    size: int | None = packed
    if flags & _DESCRIBED and not packed:
        size = None
    elif packed == _WIDE:
        size = _wide_size(extra, unpacked)
    return _Member(
        flags, method, crc, size, name, extra, modified_of(extra, local), place + _HEAD.size + len(rest)
    )


def _wide_size(extra: bytes, unpacked: int) -> int | None:
    at = extra.find(b"\x01\x00")
    skip = 4 + (8 if unpacked == _WIDE else 0)
    if at < 0 or len(extra) < at + skip + 8:
        return None
    size: int = struct.unpack_from("<Q", extra, at + skip)[0]
    return size


def _behind(file: BinaryIO, member: _Member, end: int) -> int:
    """The place behind a member's bytes, and behind the description that may follow them."""
    if not member.flags & _DESCRIBED:
        return end
    file.seek(end)
    following = file.read(28)
    for length in (16, 24, 12, 20):  # with its mark or without, with short or long sizes
        if following[length : length + 2] == b"PK":
            return end + length
    return end + 16


def _decoder(file: BinaryIO) -> Callable[[_Member], str]:
    """How names are read, judged by those of the members that can be passed over without unpacking them."""
    names: list[bytes] = []
    place = 0
    while len(names) < _MAX_NAMES and (member := _read_head(file, place)) is not None:
        if not member.flags & UTF8:
            names.append(member.raw_name)
        if member.size is None:
            break
        place = _behind(file, member, member.start + member.size)
    plain = zip_name_decoder(iter(names))

    def decode(member: _Member) -> str:
        raw = member.raw_name
        if member.flags & UTF8:
            return raw.decode("utf-8", "replace").replace("\\", "/")
        return (unicode_path(member.extra, raw) or plain(raw)).replace("\\", "/")

    return decode


class _Walk:
    """The bytes of one member, once, and where they end in the file."""

    def __init__(self, file: BinaryIO, member: _Member) -> None:
        self._file = file
        self._member = member
        self._crc = 0
        self._inflate = zlib.decompressobj(-15)
        self._place = member.start
        self.end = 0
        self.ended = False
        if member.size is not None:
            self.end = member.start + member.size
            self.ended = self._is_there(self.end)

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes. Raises ``DamagedMember`` when they end too early, or are others than were packed."""
        member = self._member
        if member.method == _STORED and member.size is None:
            raise DamagedMember("its size is not known")
        try:
            for chunk in self._stored() if member.method == _STORED else self._inflated():
                self._crc = zlib.crc32(chunk, self._crc)
                yield chunk
        except zlib.error as fault:
            raise DamagedMember("it is damaged") from fault
        if self._crc != (member.crc if member.size is not None else self._described_crc()):
            raise DamagedMember("it is damaged")

    def _is_there(self, end: int) -> bool:
        self._file.seek(0, 2)
        return end <= self._file.tell()

    def _read(self, at_most: int) -> bytes:
        self._file.seek(self._place)
        data = self._file.read(at_most)
        if not data:
            raise DamagedMember("the packed file ends in the midst of it")
        self._place += len(data)
        return data

    def _stored(self) -> Iterator[bytes]:
        while self._place < self.end:
            yield self._read(min(CHUNK, self.end - self._place))

    def _inflated(self) -> Iterator[bytes]:
        while not self._inflate.eof:
            left = CHUNK if self._member.size is None else min(CHUNK, self.end - self._place)
            data = self._inflate.unconsumed_tail or self._read(left)
            if chunk := self._inflate.decompress(data, CHUNK):
                yield chunk
        if self._member.size is None:
            self.end = self._place - len(self._inflate.unused_data)
            self.ended = True

    def _described_crc(self) -> int:
        self._file.seek(self.end)
        data = self._file.read(8)
        return int.from_bytes(data[4:8] if data.startswith(b"PK\x07\x08") else data[:4], "little")
