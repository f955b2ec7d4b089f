"""Reading tar files, plain or compressed (POSIX pax, GNU and the older forms; "Basic Tar Format" of GNU tar's manual).

The stream is read once from its start to its end, through a meter: what is passed over counts as well.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from fonds.importers.packed_names import name_decoder
from fonds.importers.packed_writing import CHUNK, DamagedMember, Unpacking
from fonds.model.problems import ProblemKind

BLOCK = tarfile.BLOCKSIZE
_MAX_READ = 16 * 1024 * 1024
"""The library reads the heads of members at once, whatever size they claim."""
FAULTS = (
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    KeyError,
)
"""What damaged bytes make the libraries raise."""
_SPECIAL = {
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}

Stream = IO[bytes] | io.BufferedIOBase


def _gzip(file: BinaryIO) -> Stream:
    return gzip.GzipFile(fileobj=file, mode="rb")


_OPENERS: tuple[tuple[bytes, Callable[[BinaryIO], Stream]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)


def plain_stream(file: BinaryIO) -> Stream:
    """What a file holds, uncompressed; itself when it is not compressed."""
    start = file.read(6)
    file.seek(0)
    for mark, opener in _OPENERS:
        if start.startswith(mark):
            return opener(file)
    return file


def is_tar(file: BinaryIO) -> bool:
    """Whether a file begins with the head of a tar file's member, compressed or not."""
    try:
        block = plain_stream(file).read(BLOCK)
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except FAULTS:
        return False
    return True


def unpack_tar(file: BinaryIO, to: Unpacking) -> None:
    """Write all members. Damage ends it, or what lies behind is looked for; it is reported."""
    decode = _Names(to)
    meter = _Meter(plain_stream(file), to, file)
    try:
        packed = _open(meter)
    except FAULTS as fault:
        if not _is_empty(meter, fault):
            to.incomplete(_reason(fault))
        return
    with packed:
        while True:
            try:
                info = packed.next()
            except FAULTS as fault:
                to.incomplete(_reason(fault))
                return
            packed.members = []  # type: ignore[attr-defined]  # it keeps them all, else
            if info is not None:
                _add(packed, info, decode, to, file)
            elif packed.ignore_zeros or not _goes_on(packed, meter, to):
                return


def _goes_on(packed: tarfile.TarFile, meter: _Meter, to: Unpacking) -> bool:
    """At what the library takes for the end: whether to look for more behind it."""
    if meter.last == bytes(BLOCK):
        _read_out(meter, to)
        return False
    if len(meter.last) < BLOCK:
        to.incomplete("its end is missing")
        return False
    to.incomplete("the head of a file in it makes no sense")
    packed.offset = meter.tell()
    packed.ignore_zeros = True  # which passes over whatever is no head
    return True


def _read_out(meter: _Meter, to: Unpacking) -> None:
    """Read to the end of the stream: only there it shows whether the bytes are those that were packed."""
    more = False
    try:
        while data := meter.read(CHUNK):
            more = more or data.count(0) < len(data)
    except FAULTS as fault:
        to.incomplete(_reason(fault))
        return
    if more:
        to.incomplete("something follows after its end, which was not looked at")


def _is_empty(meter: _Meter, fault: Exception) -> bool:
    return isinstance(fault, tarfile.ReadError) and meter.last == bytes(BLOCK)


def _add(
    packed: tarfile.TarFile, info: tarfile.TarInfo, decode: _Names, to: Unpacking, file: BinaryIO
) -> None:
    path = to.begin_member(decode(info.name) + ("/" if info.isdir() else ""), file.tell())
    if path is None:
        return
    if info.isdir():
        to.add_folder(path)
    elif info.issym():
        to.add_link(path, decode(info.linkname))
    elif info.islnk():
        to.add_twin(path, decode(info.linkname))
    elif info.type in _SPECIAL:
        to.report(ProblemKind.NOT_REGULAR, path, what=_SPECIAL[info.type])
    else:
        to.add_file(path, _chunks(packed, info), float(info.mtime))


def _chunks(packed: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    try:
        data = packed.extractfile(info)
        if data is None or info.size < 0:
            raise DamagedMember("it is damaged")
        left = info.size
        while left:
            chunk = data.read(min(CHUNK, left))
            if not chunk:
                raise DamagedMember("the packed file ends in the midst of it")
            left -= len(chunk)
            yield chunk
    except FAULTS as fault:
        raise DamagedMember(_reason(fault)) from fault


def _reason(fault: Exception) -> str:
    if isinstance(fault, EOFError) or "unexpected end" in str(fault):
        return "it is cut off, and the rest is missing"
    return str(fault).rstrip(".") or type(fault).__name__


def _open(meter: _Meter) -> tarfile.TarFile:
    return tarfile.TarFile(
        fileobj=cast("IO[bytes]", meter), mode="r", encoding="utf-8", errors="surrogateescape"
    )


class _Meter:
    """A stream that only goes forward, as the library reads it. It counts, and can be cancelled, also in what is passed
    over."""

    def __init__(self, stream: Stream, to: Unpacking, file: BinaryIO) -> None:
        self._stream = stream
        self._to = to
        self._file = file
        self._place = 0
        self.last = b""
        """What was read last."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fewer only at the end."""
        if not 0 <= size <= _MAX_READ:
            raise tarfile.ReadError("the head of a file in it is too large")
        parts: list[bytes] = []
        left = size
        while left and (part := self._stream.read(min(left, CHUNK))):
            self._place += len(part)
            left -= len(part)
            self._to.count_stream(len(part))
            self._to.cancel.raise_if_cancelled()
            parts.append(part)
        self.last = b"".join(parts)
        return self.last

    def seek(self, place: int, whence: int = 0) -> int:
        """Go forward. Raises ReadError when asked to go back, as only a head that lies does."""
        if whence or place < self._place:
            raise tarfile.ReadError("the head of a file in it makes no sense")
        while self._place < place and self.read(min(CHUNK, place - self._place)):
            self._to.tick("", self._file.tell())
        return self._place

    def tell(self) -> int:
        """The place in the uncompressed stream."""
        return self._place

    def close(self) -> None:
        """The stream is closed by whoever opened it."""


class _Names:
    """Names as text. The first that is not UTF-8 makes it look at all names of the file, in a second reading."""

    def __init__(self, to: Unpacking) -> None:
        self._to = to
        self._decode: Callable[[bytes], str] | None = None

    def __call__(self, name: str) -> str:
        if name.isascii():
            return name
        raw = name.encode("utf-8", "surrogateescape")
        if self._decode is None:
            try:
                return raw.decode()
            except UnicodeDecodeError:
                self._decode = name_decoder(self._all_names(), _as_the_system_has_it)
        return self._decode(raw)

    def _all_names(self) -> list[bytes]:
        names: list[bytes] = []
        # What this reading passes over is counted apart: the bytes of the file itself are still to come.
        to = Unpacking(
            self._to.path, self._to.size, Path(), self._to.limits, self._to.progress, self._to.cancel
        )
        with self._to.path.open("rb") as file:
            meter = _Meter(plain_stream(file), to, file)
            try:
                packed = _open(meter)
                while (info := packed.next()) is not None and len(names) < to.limits.members:
                    packed.members = []  # type: ignore[attr-defined]  # it keeps them all, else
                    if not info.name.isascii():
                        names.append(info.name.encode("utf-8", "surrogateescape"))
            except FAULTS:
                pass  # it comes up again where the members are read
        return names


def _as_the_system_has_it(name: bytes) -> str:
    """A name of unknown bytes: Linux takes them as they are, and so does a scan."""
    return name.decode("utf-8", "surrogateescape" if os.name == "posix" else "replace")
