"""Bytes to text and back, without losing one byte.

``exact`` means that ``bom + text.encode(encoding)`` gives the same bytes again; nothing is called exact unless that
holds. UTF-8 is tried first and is the fast path; older Chinese, Japanese and Korean encodings are told apart by how
common the characters are that they would give.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from fonds.model.problems import Problem, ProblemKind
from fonds.text.legacy_encodings import guess_legacy_encoding

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM_LEADS = frozenset({0xEF, 0xFF, 0xFE, 0x00})
_PLAIN_NAMES = {
    "utf_8_sig": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}
_SAMPLE = 65536  # bytes that are looked at to guess
_KNOWN_AS = {
    "cp950": "Big5",
    "big5": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "gb18030": "GB18030",
    "gb2312": "GB2312",
    "gbk": "GBK",
    "cp932": "Shift_JIS",
    "shift_jis": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "euc_kr": "EUC-KR",
    "koi8-r": "KOI8-R",
    "koi8_r": "KOI8-R",
}


@dataclass(frozen=True, slots=True)
class DecodedText:
    """``text`` without the byte order mark. The problems carry no path: whoever knows the file puts it in."""

    text: str
    encoding: str
    bom: bytes = b""
    exact: bool = True
    guessed: bool = False
    problems: tuple[Problem, ...] = ()


def decode_source(data: bytes, encoding: str = "") -> DecodedText:
    """Decode a file. A byte order mark decides; then ``encoding`` if the bytes are valid in it; else it is found out."""
    if data and data[0] in _BOM_LEADS:
        marked = _decode_marked(data)
        if marked is not None:
            return marked
    if encoding:
        text = _decode_exactly(data, _PLAIN_NAMES.get(_codec_name(encoding), encoding))
        if text is not None:
            name = _PLAIN_NAMES.get(_codec_name(encoding), _codec_name(encoding))
            return DecodedText(text, name, problems=_nul_problems(text))
    if b"\0" in data:
        wide = _guess_wide_encoding(data)
        if wide:
            return _guessed(data.decode(wide), wide)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        return _decode_legacy(data, fault)
    return DecodedText(text, "utf-8", problems=_nul_problems(text))


def encoding_name(encoding: str) -> str:
    """What people call an encoding: Big5 for the codec cp950, windows-1252 for cp1252, UTF-16LE for utf-16-le."""
    codec = _codec_name(encoding)
    if codec in _KNOWN_AS:
        return _KNOWN_AS[codec]
    if codec.startswith("cp125"):
        return f"windows-{codec[2:]}"
    return codec.upper().replace("-LE", "LE").replace("-BE", "BE")


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 text, with a mark or without; NULs make it doubtful, since UTF-16 is full of them."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are no UTF-8, but were: most of what is beyond ASCII is valid."""
    try:
        data.decode()
    except UnicodeDecodeError as fault:
        return _is_damaged_utf8(data, fault.start)
    return False


def _codec_name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return encoding


def _decode_exactly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _decode_marked(data: bytes) -> DecodedText | None:
    for bom, encoding in _BOMS:
        if not data.startswith(bom):
            continue
        rest = data[len(bom) :]
        text = _decode_exactly(rest, encoding)
        if text is not None:
            return DecodedText(text, encoding, bom, problems=_nul_problems(text))
        if encoding.startswith("utf-32"):
            continue  # FF FE 00 00 may also be UTF-16 that begins with a NUL
        return _inexact(rest, encoding, bom)
    return None


def _inexact(data: bytes, encoding: str, bom: bytes = b"") -> DecodedText:
    offset = 0
    try:
        data.decode(encoding)
    except UnicodeDecodeError as fault:
        offset = fault.start
    problem = Problem(
        ProblemKind.INVALID_TEXT,
        "",
        details=(("encoding", encoding_name(encoding)), ("offset", str(offset + len(bom)))),
    )
    return DecodedText(data.decode(encoding, "replace"), encoding, bom, exact=False, problems=(problem,))


def _nul_problems(text: str) -> tuple[Problem, ...]:
    count = text.count("\0")
    return (Problem(ProblemKind.NUL_BYTES, "", details=(("count", str(count)),)),) if count else ()


def _guessed(text: str, encoding: str) -> DecodedText:
    problem = Problem(ProblemKind.ENCODING_GUESSED, "", details=(("encoding", encoding_name(encoding)),))
    return DecodedText(text, encoding, guessed=True, problems=(problem, *_nul_problems(text)))


def _decode_legacy(data: bytes, fault: UnicodeDecodeError) -> DecodedText:
    if _is_damaged_utf8(data, fault.start):
        return _inexact(data, "utf-8")
    encoding = guess_legacy_encoding(data, fault.start)
    text = _decode_exactly(data, encoding) if encoding else None
    return _inexact(data, "utf-8") if text is None else _guessed(text, encoding)


def _is_damaged_utf8(data: bytes, start: int) -> bool:
    """Whether most of the characters beyond ASCII are valid UTF-8, as when one byte of a file was broken."""
    begin = max(0, start - _SAMPLE // 2)
    text = data[begin : begin + _SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return good > 0 and good >= 4 * bad


def _guess_wide_encoding(data: bytes) -> str:
    """UTF-16 without a byte order mark: NULs nearly all on one side, and text of the usual scripts; "" if not."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or len(data) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    if min(even, odd) * 9 > max(even, odd):
        return ""
    text = _decode_exactly(data, encoding)
    if text is None:
        return ""
    head = text[: _SAMPLE // 2]
    usual = sum(_is_usual(char) for char in head)
    return encoding if usual >= 0.95 * len(head) and "\0" not in head else ""


def _is_usual(char: str) -> bool:
    return (
        "\x20" <= char <= "\x7e"
        or char in "\t\r\n"
        or "\xa0" <= char <= "\u04ff"
        or "\u2010" <= char <= "\u2044"
        or "\u3000" <= char <= "\u30ff"
        or "\u4e00" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uff00" <= char <= "\uffee"
    )
