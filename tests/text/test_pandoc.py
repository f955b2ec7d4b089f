"""Pandoc's blocks: where they are, what they say together, and edits in the block whose value counts."""

from __future__ import annotations

import pytest

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.model.problems import ProblemKind
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.headers import read_document_header
from fonds.text.pandoc_header import shown_body


def split(text: str) -> DocumentParts:
    return split_document(text.encode(), "", "pandoc")


def values(text: str) -> dict[str, FieldValue]:
    return dict(read_document_header(split(text)).values)


def edited(text: str, key: str, value: FieldValue) -> str:
    return join_document(edit_header(split(text), [(key, value)])).decode()


TITLED = "% T\n% A; B\n% D\n\nText\n"
TWO = "---\ntitle: a\nx: 1\n...\n\nText\n\n---\ntitle: b # c\ny: [1]\n---\n\nMore\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TITLED, {"title": "T", "author": ["A", "B"], "date": "D"}),
        ("% T\n  and more\n\tof it\n% A\n B\n%  D \n", {"title": "T and more of it", "author": ["A", "B"], "date": "D"}),
        ("%\n%\n% D\n more\n", {"date": "D more"}),
        ("%T\n%A;\n", {"title": "T", "author": "A"}),
        ("%\n% A\n", {"author": "A"}),
        ("%\n%\n% D", {"date": "D"}),
        ("%", {}),
        ("% T\r\n% A\r\n\r\nText", {"title": "T", "author": "A"}),
        ("% T\r% A\r\rText", {"title": "T", "author": "A"}),
        ("% 1\n% 2\n% 3\n% no fourth\n", {"title": "1", "author": "2", "date": "3"}),
        ("% T\n---\nx: 1\n---\n", {"title": "T", "x": "1"}),
        ("% T\n\n---\ntitle: U\n---\n", {"title": "U"}),
        ("%% a comment of TeX\n", {}),
        ("\n% not on the first line\n", {}),
        ("Text % T\n", {}),
    ],
)  # fmt: skip
def test_title_blocks(text: str, said: dict[str, FieldValue]) -> None:
    assert values(text) == said
    assert join_document(split(text)) == text.encode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TWO, {"x": "1", "title": "b", "y": ["1"]}),
        ("Text\n\n---\na: 1\n---\n", {"a": "1"}),
        ("Text\r\n\r\n---\r\na: 1\r\n...\r\n", {"a": "1"}),
        ("Text\r\r---\ra: 1\r---\r", {"a": "1"}),
        ("Text\n \t\n---  \na: 1\n---", {"a": "1"}),
        ("\n---\na: 1\n---\n", {"a": "1"}),
        ("---\na: 1\n---\n---\nb: 2\n---\n", {"a": "1", "b": "2"}),
        ('T\n\n---\n{"a": "1"}\n---\n', {"a": "1"}),
        ("T\n\n---\na: 1\n---\n\n---\na: 2\n---\n\n---\nb: 3\n---\n", {"a": "2", "b": "3"}),
        ("Text\n---\na: 1\n---\n", {}),  # a heading
        ("Text\n\n---\n\na: 1\n---\n", {}),  # a rule
        ("---\n\na: 1\n---\n", {}),
        ("Text\n\n---\na: 1\n", {}),  # never closed
        ("Text\n\n----\na: 1\n----\n", {}),
        ("Text\n\n ---\na: 1\n---\n", {}),
        ("Text\n\n---\nwords\n---\na: 1\n---\n", {}),
        ("Text\n\n---\nwords\n\n---\na: 1\n---\n", {"a": "1"}),
        ("```\n\n---\na: 1\n---\n```\n", {}),
        ("~~~~ {.x}\n~~~\n\n---\na: 1\n---\n~~~~~\n", {}),
        ("```\n\n---\na: 1\n---\n", {"a": "1"}),  # the code never ends
        ("```\n---\na: 1\n---\n", {}),
        ("---\nwords\n---\n\n---\na: 1\n---\n", {"a": "1"}),
        ("---\n- a\n- b\n---\n", {}),
        ("<!--\n\n---\na: 1\n---\n", {"a": "1"}),
        ("----\n---\na: 1\n---\n", {}),
        ("# Head\n---\na: 1\n---\n", {}),
        ("Head\n----\n---\na: 1\n---\n", {"a": "1"}),
        ("```\nx\n```\n---\na: 1\n---\n", {"a": "1"}),
        ("<!-- x -->\n---\na: 1\n---\n", {"a": "1"}),
        ("<!-- x --> y\n---\na: 1\n---\n", {}),
        ("<pre>\n</pre>\n---\na: 1\n---\n", {"a": "1"}),
        ("<div>\n---\na: 1\n---\n</div>\n", {"a": "1"}),
        ("- item\n---\na: 1\n---\n", {}),
        ("<!--\n\n---\na: 1\n---\n-->\n\n---\nb: 2\n---\n", {"b": "2"}),
        ("<pre>\n\n---\na: 1\n---\n</pre>\n", {}),
        ("+++\na = 1\n+++\n", {}),
        ('{\n "a": 1\n}\n', {}),
        ("Title: T\nDate: 2020-01-02\n\nText\n", {}),
    ],
)
def test_yaml_blocks(text: str, said: dict[str, FieldValue]) -> None:
    assert values(text) == said
    assert join_document(split(text)) == text.encode()


def test_lines_and_problems_are_those_of_the_file() -> None:
    reading = read_document_header(
        split("% T\n\n---\na: 1\n---\n\nText\n\n---\nb: |\n  x\n y: [\n---\n\n---\na: 2\n---\n")
    )
    assert reading.lines == {"title": 1, "a": 16}
    assert [(item.kind, item.line) for item in reading.problems] == [
        (ProblemKind.UNREAD_BLOCK, 12),
        (ProblemKind.DUPLICATE_KEY, 16),
    ]
    assert "cannot be read" in reading.problems[0].sentence
    assert reading.readable


def test_other_dialects_know_nothing_of_it() -> None:
    for text in (TITLED, TWO, "Text\n\n---\na: 1\n---\n"):
        parts = split_document(text.encode())
        assert dict(read_document_header(parts).values) == ({"title": "a", "x": "1"} if text == TWO else {})
        assert shown_body(parts) == parts.body


def test_readers_see_no_metadata() -> None:
    assert shown_body(split(TWO)) == "Text\n\n\nMore\n"
    assert shown_body(split(TITLED)) == "Text\n"


@pytest.mark.parametrize(
    ("text", "key", "value", "result"),
    [
        (TITLED, "title", "U", "% U\n% A; B\n% D\n\nText\n"),
        ("%  T\n", "title", "U", "%  U\n"),
        (TITLED, "title", None, "%\n% A; B\n% D\n\nText\n"),
        (TITLED, "author", ["C", "D"], "% T\n% C; D\n% D\n\nText\n"),
        (TITLED, "author", "C", "% T\n% C\n% D\n\nText\n"),
        (TITLED, "date", None, "% T\n% A; B\n\nText\n"),
        ("% T\n", "date", "D", "% T\n%\n% D\n"),
        ("% T", "author", "A", "% T\n% A\n"),
        ("%\n% A\nText", "author", None, "Text"),
        (TITLED, "x", ["w"], "% T\n% A; B\n% D\n\n---\nx: [w]\n---\n\nText\n"),
        ("% T\nText\n", "x", "w", "% T\n\n---\nx: w\n---\n\nText\n"),
        ("% T\r\n\r\nText", "x", "w", "% T\r\n\r\n---\r\nx: w\r\n---\r\n\r\nText"),
        ("% T\n\n---\nx: 1\n---\n", "w", "2", "% T\n\n---\nx: 1\nw: 2\n---\n"),
        ("% T\n\n---\ntitle: U\n---\n", "title", "V", "% T\n\n---\ntitle: V\n---\n"),
        ("% T\n\n---\ntitle: U\nx: 1\n---\n", "title", None, "\n---\nx: 1\n---\n"),
        (TWO, "title", "n", TWO.replace("title: b", 'title: "n"')),
        (TWO, "title", None, TWO.replace("title: a\n", "").replace("title: b # c\n", "")),
        (TWO, "x", "2", TWO.replace("x: 1", "x: 2")),
        (TWO, "y", ["1", "2"], TWO.replace("[1]", "[1, 2]")),
        (TWO, "z", "3", TWO.replace("x: 1\n", "x: 1\nz: 3\n")),
        ("Text\n\n---\na: 1\n---\n", "b", "2", "Text\n\n---\na: 1\nb: 2\n---\n"),
        ('T\n\n---\n{"a": "1"}\n---\n', "a", "2", 'T\n\n---\n{"a": "2"}\n---\n'),
        ("Text\n", "a", "1", "---\na: 1\n---\n\nText\n"),
        ("---\n\nText\n", "a", "1", "---\na: 1\n---\n\n---\n\nText\n"),
    ],
)
def test_edits(text: str, key: str, value: FieldValue, result: str) -> None:
    assert edited(text, key, value) == result


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        (TITLED, "author", ["a; b", "c"]),
        (TITLED, "author", {"name": "x"}),
        (TITLED, "title", "two\nlines"),
        (TITLED, "title", ["x"]),
        (TITLED, "title", ""),
        ("---\na: |\n  fine\n bad: [\n---\n", "a", "1"),
    ],
)
def test_what_cannot_be_said_is_refused(text: str, key: str, value: FieldValue) -> None:
    with pytest.raises(UserError):
        edited(text, key, value)


def test_a_new_value_that_no_title_block_can_hold_goes_into_yaml() -> None:
    assert edited("% T\n\nText\n", "author", [{"name": "x"}]) == (
        "% T\n\n---\nauthor: [{name: x}]\n---\n\nText\n"
    )


def test_an_equal_value_changes_nothing() -> None:
    parts = split(TWO)
    assert edit_header(parts, [("title", "b"), ("none", None)]) is parts


def test_kinds() -> None:
    assert split(TITLED).kind is HeaderKind.TITLE
    assert (split(TITLED).gap, split(TITLED).body, split(TITLED).body_line) == ("\n", "Text\n", 5)
    assert split("---\na: 1\n---\n").kind is HeaderKind.YAML
    assert split("---\nwords\n---\n").kind is HeaderKind.NONE
    assert split("---\n~\n---\n").kind is HeaderKind.YAML
    assert not read_document_header(split("---\na: |\n  x\n b: [\n---\n")).readable
    assert split("x\n\n---\na: 1\n---\n").kind is HeaderKind.NONE


@pytest.mark.parametrize(
    "piece", ["```\n", "````` \n", "<!--\n", "<pre>\n", "\n---\nx\n", "% \n ", "---\n---\n", "\n---\n"]
)
def test_a_text_of_nothing_but_marks_takes_no_longer(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    parts = split(text)
    assert read_document_header(parts) is not None
    assert join_document(parts) == text.encode()
