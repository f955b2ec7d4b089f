"""The fence rule, and the law that the pieces together are the file."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpora import corpus_files
from fonds.model.errors import UserError
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document


def pieces(text: str) -> tuple[str, str, str, str, str]:
    parts = split_document(text.encode())
    return parts.opener, parts.header, parts.closer, parts.gap, parts.body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\nBody", ("---\n", "a: b\n", "---\n", "", "Body")),
        ("---\r\na: b\r\n---\r\n\r\nBody", ("---\r\n", "a: b\r\n", "---\r\n", "\r\n", "Body")),
        ("---\ra: b\r---\r\rBody", ("---\r", "a: b\r", "---\r", "\r", "Body")),
        ("--- \t\na: b\n...  \n \n\t\n  Body", ("--- \t\n", "a: b\n", "...  \n", " \n\t\n", "  Body")),
        ("---\n---\n", ("---\n", "", "---\n", "", "")),
        ("---\na: b\n---", ("---\n", "a: b\n", "---", "", "")),
        ("---\n\na: b\n---\nx", ("---\n", "\na: b\n", "---\n", "", "x")),
        ("---\na: |\n  ---\n---\nx", ("---\n", "a: |\n  ---\n", "---\n", "", "x")),
        ("---\na: b\n----\n--- c\n---\nx", ("---\n", "a: b\n----\n--- c\n", "---\n", "", "x")),
    ],
)
def test_the_fence_rule(text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert pieces(text) == expected
    assert split_document(text.encode()).kind is HeaderKind.YAML


@pytest.mark.parametrize(
    ("text", "unclosed"),
    [
        ("", False),
        ("Body only\n---\na: b\n---\n", False),
        ("\n---\na: b\n---\n", False),
        (" ---\na: b\n---\n", False),
        ("----\na: b\n----\n", False),
        ("---\ntitle: x\nBody", True),
        ('---\n"title": x\n', True),
        ("---\nBody without a key\n", False),
        ("---", False),
        ("---\n\nA thematic break came first.\n\n---\n\nAnd last.\n", False),
    ],
)
def test_what_has_no_header_is_all_body(text: str, unclosed: bool) -> None:
    parts = split_document(text.encode())
    assert (parts.kind, parts.body, parts.unclosed) == (HeaderKind.NONE, text, unclosed)
    assert parts.header_line == 0


def test_line_numbers_count_every_kind_of_line_end() -> None:
    parts = split_document(b"---\r\na: b\rc: d\n---\n\nBody")
    assert (parts.header_line, parts.body_line) == (2, 6)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("a", "\n"),
        ("a\nb\r\n", "\n"),
        ("a\r\nb\r\nc\n", "\r\n"),
        ("a\rb\r", "\r"),
        ("---\r\na: b\r\n---\r\n", "\r\n"),
    ],
)
def test_the_line_end_is_that_of_most_lines(text: str, end: str) -> None:
    assert split_document(text.encode()).line_end == end


def test_a_byte_order_mark_stays_before_the_fence() -> None:
    data = codecs.BOM_UTF16_LE + "---\r\na: é\r\n---\r\nBody".encode("utf-16-le")
    parts = split_document(data)
    assert (parts.header, parts.bom, parts.encoding) == ("a: é\r\n", codecs.BOM_UTF16_LE, "utf-16-le")
    assert join_document(parts) == data


def test_text_that_is_not_exact_is_not_written_back() -> None:
    parts = split_document("---\ntitle: 中文标题很长\n---\n中文".encode() + b"\xff")
    assert not parts.exact
    with pytest.raises(UserError, match="not valid"):
        join_document(parts)


def test_a_character_that_the_encoding_lacks_is_named() -> None:
    parts = replace(split_document("été".encode("cp1252"), "cp1252"), body="中")
    with pytest.raises(UserError, match=r"“中” cannot be written in .* CP1252"):
        join_document(parts)


LINES = st.sampled_from(
    [
        "---",
        "...",
        "--- ",
        "----",
        "+++",
        "title: x",
        'a: "b',
        "- c",
        "",
        " ",
        "\t",
        "正文",
        "# h",
        "\ufeff",
        "\x85",
        "\u2028",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", ""])
DOCUMENTS = st.lists(st.tuples(LINES, ENDS), max_size=12).map(lambda pairs: "".join(a + b for a, b in pairs))


@given(DOCUMENTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
@example("---\n---", "utf-8")
@example("---\r\n...", "utf-16")
def test_the_pieces_together_are_the_file(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    parts = split_document(data, encoding)
    assert parts.exact
    assert parts.text == text or text.startswith("\ufeff")
    assert join_document(parts) == data
    assert split_document(join_document(parts), parts.encoding) == parts


@given(st.binary(max_size=300))
def test_any_bytes_come_back_or_are_known_not_to(data: bytes) -> None:
    parts = split_document(data)
    if parts.exact:
        assert join_document(parts) == data


def test_the_law_holds_for_the_corpora() -> None:
    if not corpus_files():
        pytest.skip("needs shared/data/sites beside the project")
    exact = 0
    for path in corpus_files():
        data = path.read_bytes()
        parts = split_document(data)
        if parts.exact:
            exact += 1
            assert join_document(parts) == data, path
    assert exact > 800


def test_parts_are_a_plain_value() -> None:
    assert DocumentParts(body="x") == split_document(b"x")
