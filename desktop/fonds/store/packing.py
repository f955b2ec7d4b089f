"""How bytes and texts lie in the archive: compressed where that pays. Pure, and without SQL, so that the processes
that parse can do this work as well."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from fonds.model.accession import Candidate
from fonds.text.title_order import title_key

RAW = "raw"
ZLIB = "zlib"
BESIDE_SOURCE = "zlib-source"
"""Compressed with the post's own bytes as the dictionary: its plain text stands there already, so a fiftieth is left."""
SAME_TEXT = "same"
"""The plain text of an earlier revision, whose number stands there: what changed was the front matter alone."""
SPLICE = "splice"
"""The bytes of another revision of the same post, with some in the middle replaced: what changed was the front matter
alone. That other one always stands whole, so that no chain arises."""
NAME_SEPARATOR = "\x1f"
"""Between the names of several categories, tags or authors."""
_LEVEL = 1
_WINDOW = 32_768
_WORTH_TRYING = 512
_SURROGATES = re.compile("[\ud800-\udfff]")


class DamagedBytes(ValueError):
    """What was stored cannot be read back: the file has changed under us."""


@dataclass(frozen=True, slots=True)
class PreparedText:
    """The costly half of accepting a candidate. ``title_key`` is what the title is sorted by."""

    source: tuple[str, bytes]
    plain: tuple[str, bytes]
    title_key: bytes | None


def prepare_text(candidate: Candidate) -> PreparedText:
    """Compress a candidate's texts. Call it where the parsing is done."""
    plain = storable(candidate.plain_text)
    return PreparedText(
        source=pack(candidate.source),
        plain=pack_text(plain.encode(), candidate.source),
        title_key=title_key(candidate.metadata.title),
    )


def pack(data: bytes) -> tuple[str, bytes]:
    """The codec and the bytes to store: compressed when that saves a fifth at least."""
    if len(data) >= _WORTH_TRYING:
        packed = zlib.compress(data, _LEVEL)
        if len(packed) * 5 <= len(data) * 4:
            return ZLIB, packed
    return RAW, data


def splice(base_id: int, base: bytes, data: bytes) -> tuple[str, bytes] | None:
    """The codec and the bytes to store of ``data`` where ``base``, the bytes of the revision ``base_id``, stand whole;
    None where that would save little. The number comes first: SQL reads it there (``store/revision_bytes.py``)."""
    start = _alike(base, data)
    most = min(len(base), len(data)) - start
    tail = _alike(base[len(base) - most :][::-1], data[len(data) - most :][::-1])
    packed = b"%d %d %d\n%b" % (base_id, start, tail, data[start : len(data) - tail])
    return (SPLICE, packed) if len(packed) * 4 <= len(data) else None


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes two begin with in the same way."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def splice_base(data: bytes) -> int:
    """The number of the revision that packed bytes lean on. Raises DamagedBytes."""
    return _splice_marks(data)[0]


def _splice_marks(data: bytes) -> tuple[int, int, int, bytes]:
    head, mark, middle = data.partition(b"\n")
    numbers = head.split(b" ")
    if not mark or len(numbers) != 3 or not all(number.isdigit() for number in numbers):
        raise DamagedBytes("a splice without its marks")
    base, start, tail = map(int, numbers)
    return base, start, tail, middle


def _spliced(data: bytes, base: bytes) -> bytes:
    _, start, tail, middle = _splice_marks(data)
    if start + tail > len(base):
        raise DamagedBytes("a splice of other bytes")
    return base[:start] + middle + base[len(base) - tail :]


def unpack(codec: str, data: bytes, base_codec: str | None = None, base_data: bytes | None = None) -> bytes:
    """The bytes that were packed; ``base_codec`` and ``base_data`` are those of the revision that a splice leans on.
    Raises DamagedBytes."""
    if codec == SPLICE:
        if base_codec not in (RAW, ZLIB) or base_data is None:
            raise DamagedBytes("a splice of nothing")
        return _spliced(data, unpack(base_codec, base_data))
    if codec == RAW:
        return data
    if codec == ZLIB:
        try:
            return zlib.decompress(data)
        except zlib.error as error:
            raise DamagedBytes(str(error)) from error
    raise DamagedBytes(f"unknown codec {codec!r}")


def pack_text(text: bytes, source: bytes) -> tuple[str, bytes]:
    """The codec and the bytes to store of a plain text that was taken from ``source``."""
    compressor = zlib.compressobj(_LEVEL, zdict=source[:_WINDOW])
    packed = compressor.compress(text) + compressor.flush()
    return (BESIDE_SOURCE, packed) if len(packed) < len(text) else (RAW, text)


def unpack_text(codec: str, data: bytes, source: bytes) -> str:
    """The plain text that was packed. Raises DamagedBytes."""
    try:
        if codec != BESIDE_SOURCE:
            return unpack(codec, data).decode()
        decompressor = zlib.decompressobj(zdict=source[:_WINDOW])
        text = decompressor.decompress(data) + decompressor.flush()
        if not decompressor.eof:
            raise DamagedBytes("the text breaks off")
        return text.decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedBytes(str(error)) from error


def storable(text: str) -> str:
    """The text with lone surrogates, which no UTF-8 can hold, replaced. Verbatim bytes never pass here."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def storable_path(path: str) -> str | bytes:
    """A path as it is stored: as text, or as its bytes when they are no text (as some old file systems have them)."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogateescape" if _only_escapes(path) else "surrogatepass")
    return path


def stored_path(value: str | bytes) -> str:
    """The path that ``storable_path`` stored."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return value.decode("utf-8", "surrogateescape")
    return value


def _only_escapes(path: str) -> bool:
    return all("\udc80" <= surrogate <= "\udcff" for surrogate in _SURROGATES.findall(path))
