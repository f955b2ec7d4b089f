"""TOML and JSON headers: values stay the text that the file has, faults are told with their line."""

from __future__ import annotations

import json
import tomllib

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import FieldValue
from fonds.model.problems import ProblemKind
from fonds.text.front_matter import split_document
from fonds.text.headers import read_document_header
from fonds.text.json_header import read_json_header
from fonds.text.toml_header import read_toml_header
from fonds.text.yaml_header import HeaderReading


def read(text: str) -> HeaderReading:
    return read_document_header(split_document(text.encode()))


def test_toml_keeps_the_text_of_dates_and_numbers() -> None:
    reading = read(
        '+++\ntitle = "标题 \\"x\\""\ndate = 2022-01-11 19:09:47+08:00  # when\nday = 2022-01-11\nat = 07:32:00\n'
        "n = [0x1F, 1_000, 3.10, -inf, { a = +1, 'b.c' = '''x\n2022-01-01''' }]\nyes = true\nsite.name = \"y\"\n"
        '[extra]\nweight = 010e1\n[[extra.item]]\n"d = 5" = 1979-05-27T00:32:00.999Z\n[[extra.item]]\n+++\n'.replace(
            "010e1", "1e10"
        )
    )
    assert dict(reading.values) == {
        "title": '标题 "x"',
        "date": "2022-01-11 19:09:47+08:00",
        "day": "2022-01-11",
        "at": "07:32:00",
        "n": ["0x1F", "1_000", "3.10", "-inf", {"a": "+1", "b.c": "x\n2022-01-01"}],
        "yes": True,
        "site": {"name": "y"},
        "extra": {"weight": "1e10", "item": [{"d = 5": "1979-05-27T00:32:00.999Z"}, {}]},
    }
    assert reading.lines == {
        "title": 2,
        "date": 3,
        "day": 4,
        "at": 5,
        "n": 6,
        "yes": 8,
        "site": 9,
        "extra": 10,
    }


def test_json_keeps_the_text_of_numbers_and_tells_repeated_keys() -> None:
    reading = read(
        '{\r\n  "a": 1.50,\r\n  "b": [true, null, "\\u4e2d", {"c": -0}],\r\n  "a": "last"\r\n}\r\nBody'
    )
    assert reading.values == (("b", [True, None, "中", {"c": "-0"}]), ("a", "last"))
    assert reading.lines == {"a": 4, "b": 3}
    assert [(p.kind, p.line) for p in reading.problems] == [(ProblemKind.DUPLICATE_KEY, 4)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("+++\na = 1\na = 2\n+++\n", 3, "stands twice"),
        ('+++\na = 1\nb = "x\n+++\n', 3, "quotation mark is not closed"),
        ("+++\na = 1\n\nb = text\n+++\n", 4, "must be quoted"),
        ("+++\na: 1\n+++\n", 2, "neither a key"),
        ("+++\r\na = [1,\r\n+++\r\n", 2, "cannot be read"),
        ("---toml\na = 1 2\n---\n", 2, "follows a value"),
        ('{\n "a": 1,\n}\n', 3, "a key in quotation marks is missing"),
        ('---json\n{\n "a": 1\n "b": 2}\n---\n', 3, "a comma or a closing brace is missing"),
        ('{\n "a": nope\n}\n', 2, "must be quoted"),
        ('{"a": "x\ny"}\n', 1, "not valid JSON"),
        ("---json\n[1]\n---\n", 2, "not a list of keys"),
        ("---js\n{ title: require('fs') }\n---\n", 1, "a program, which is never run"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, line: int, words: str) -> None:
    reading = read(text)
    assert (reading.readable, reading.values) == (False, ())
    assert reading.problems[-1].line == line
    assert words in reading.problems[-1].sentence


@pytest.mark.parametrize(
    "header",
    ["a = " + "[" * 5000, "a." * 50_000 + "b = 1", "[" + "a." * 50_000 + "b]", "x = {" + "a." * 9000 + "b = 1}",
     "1." * 9000 + "b = 1"],
)  # fmt: skip
def test_toml_that_is_nested_too_deep_is_refused(header: str) -> None:
    assert read_toml_header(header, first_line=2).problems[0].kind is ProblemKind.HEADER_TOO_DEEP


def test_many_numbers_and_dots_are_no_depth() -> None:
    header = "p = [" + "1.5, " * 200 + "]\nt = '" + "a. " * 200 + "'\n"
    assert read_toml_header(header, first_line=2).readable


def test_json_that_is_nested_too_deep_or_too_long_is_refused() -> None:
    assert (
        read_json_header('{"a": ' + "[" * 5000, first_line=1).problems[0].kind is ProblemKind.HEADER_TOO_DEEP
    )
    long = read_json_header('{"a": "' + "x" * 300_000 + '"}', first_line=1)
    assert long.problems[0].kind is ProblemKind.HEADER_TOO_LARGE


PLAIN: st.SearchStrategy[FieldValue] = st.recursive(
    st.one_of(st.text(max_size=8), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(list), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
TABLES = st.dictionaries(st.text(max_size=4), PLAIN, max_size=4)


@given(TABLES, st.integers(0, 3), st.booleans())
def test_whatever_json_says_is_read(table: dict[str, FieldValue], indent: int, ascii_only: bool) -> None:
    header = json.dumps(table, indent=indent or None, ensure_ascii=ascii_only)
    assert dict(read_json_header(header, first_line=1).values) == table


@given(TABLES)
def test_whatever_toml_says_is_read(table: dict[str, FieldValue]) -> None:
    header = tomlkit.dumps(table)
    if tomllib.loads(header) != table:
        return  # what the writer cannot say is not the reader's matter
    reading = read_toml_header(header, first_line=2)
    assert dict(reading.values) == table
    assert set(reading.lines) == set(table)


@given(st.text("ab=[]{}\"'.,#\n 12-:T\\", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for reading in (read_toml_header(text, first_line=2), read_json_header(text, first_line=2)):
        assert reading.readable or reading.problems
        assert all(2 <= p.line <= 3 + text.count("\n") for p in reading.problems)
    try:
        plain = tomllib.loads(text)
    except ValueError:
        return
    assert set(plain) == set(dict(read_toml_header(text, first_line=2).values))
