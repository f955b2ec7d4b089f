"""Bytes to text: every encoding that we know comes back to the same bytes."""

from __future__ import annotations

import codecs
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fonds.model.problems import ProblemKind
from fonds.text.encodings import decode_source

CHINESE = "---\ntitle: 旧文件里的中秋\n---\n今年的中秋节我们在院子里看月亮，吃了月饼，也说了许多话。\n"
TRADITIONAL = "---\ntitle: 繁體中文測試\n---\n這是一篇關於臺灣的文章，我們在這裡說明問題，請大家看看。\n"


def test_utf8_is_read_as_it_is() -> None:
    decoded = decode_source("標題: é".encode())
    assert (decoded.text, decoded.encoding, decoded.bom, decoded.exact) == ("標題: é", "utf-8", b"", True)
    assert not decoded.problems


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(bom: bytes, encoding: str) -> None:
    decoded = decode_source(bom + CHINESE.encode(encoding), "gb18030")
    assert (decoded.text, decoded.encoding, decoded.bom, decoded.exact) == (CHINESE, encoding, bom, True)
    assert not decoded.guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_guessed(encoding: str) -> None:
    decoded = decode_source(CHINESE.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.exact, decoded.guessed) == (CHINESE, encoding, True, True)
    assert [problem.kind for problem in decoded.problems] == [ProblemKind.ENCODING_GUESSED]


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        ("中文", "gbk", "gb18030"),
        ("标题：新闻", "gbk", "gb18030"),
        ("title: 繁體的GBK文章，這是我們的問題", "gbk", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        ("これは日本語のテキストです。読んでください。", "cp932", "cp932"),
        ("이것은 한국어로 쓴 글이다. 나는 그것을 읽는다.", "cp949", "cp949"),
        ("Un été à la plage, où l'on a mangé des crêpes. Ça va être très bien, déjà.", "cp1252", "cp1252"),
        (
            "Это русский текст, который написан для проверки кодировки. Он не очень длинный.",
            "cp1251",
            "cp1251",
        ),
    ],
)
def test_older_encodings_are_guessed_and_told(text: str, encoding: str, found: str) -> None:
    decoded = decode_source(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, found)
    assert decoded.exact and decoded.guessed
    assert [problem.kind for problem in decoded.problems] == [ProblemKind.ENCODING_GUESSED]


def test_what_is_foreign_may_come_late() -> None:
    data = b"plain words\n" * 20_000 + CHINESE.encode("gbk") * 5000
    decoded = decode_source(data)
    assert (decoded.encoding, decoded.exact) == ("gb18030", True)
    broken = decode_source(b"plain words\n" * 20_000 + CHINESE.encode() + b"\xff")
    assert (broken.encoding, broken.exact) == ("utf-8", False)


def test_a_named_encoding_is_used_without_a_guess() -> None:
    decoded = decode_source("短".encode("gbk"), "GBK")
    assert (decoded.text, decoded.encoding, decoded.guessed) == ("短", "gbk", False)


@pytest.mark.parametrize("name", ["no-such-codec", "rot13", "hex", "ascii", "undefined"])
def test_a_useless_name_falls_back_to_finding_out(name: str) -> None:
    decoded = decode_source("中文".encode(), name)
    assert (decoded.text, decoded.encoding) == ("中文", "utf-8")


def test_one_broken_byte_does_not_make_another_encoding() -> None:
    data = CHINESE.encode()[:40] + b"\xff" + CHINESE.encode()[40:]
    decoded = decode_source(data)
    assert (decoded.encoding, decoded.exact, decoded.guessed) == ("utf-8", False, False)
    (problem,) = decoded.problems
    assert problem.kind is ProblemKind.INVALID_TEXT
    assert dict(problem.details)["offset"] in {"39", "40"}
    assert "�" in decoded.text


def test_a_broken_text_behind_a_mark_is_told_with_its_offset_in_the_file() -> None:
    decoded = decode_source(codecs.BOM_UTF8 + b"ab\xffcd")
    assert not decoded.exact
    assert dict(decoded.problems[0].details) == {"encoding": "UTF-8", "offset": "5"}


def test_nul_characters_are_kept_and_counted() -> None:
    decoded = decode_source(b"a\0b\0\0c d e f")
    assert decoded.text == "a\0b\0\0c d e f"
    assert [(p.kind, p.details) for p in decoded.problems] == [(ProblemKind.NUL_BYTES, (("count", "3"),))]


def test_the_guesser_is_not_loaded_for_ordinary_files() -> None:
    import subprocess

    program = (
        "import sys\nfrom fonds.text.encodings import decode_source\n"
        "decode_source('中文'.encode())\ndecode_source('今年的中秋节'.encode('gbk'))\n"
        "sys.exit('charset_normalizer' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\x00")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_exact_means_that_the_bytes_come_back(data: bytes) -> None:
    decoded = decode_source(data)
    if decoded.exact:
        assert decoded.bom + decoded.text.encode(decoded.encoding) == data
    else:
        assert any(problem.kind is ProblemKind.INVALID_TEXT for problem in decoded.problems)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "gb18030", "cp950", "cp1252"]))
def test_what_was_read_once_is_read_the_same_again(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    first = decode_source(data)
    if first.exact:
        again = decode_source(data, first.encoding)
        assert (again.text, again.encoding, again.bom) == (first.text, first.encoding, first.bom)


@pytest.mark.parametrize("data", [b"abc \xff\xfe\x80 def\n", b"title\n\x80\x81\xff", b"\xfe\xfe\xff\xff"])
def test_a_few_wrong_bytes_are_no_language(data: bytes) -> None:
    decoded = decode_source(data)
    assert decoded.encoding == "utf-8"
    assert not decoded.exact
