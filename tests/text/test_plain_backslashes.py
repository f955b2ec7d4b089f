"""Backslashes taken for themselves: what is read, what is told, and what an edit leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.problems import ProblemKind
from fonds.text.front_matter import DocumentParts, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.headers import read_document_header
from fonds.text.yaml_header import read_header

HEAD = '# note\ntitle: "C:\\new\\table" # said\ntags: ["a\\b", \'c\\d\']\nfine: "it \\"is\\""\nplain: C:\\x\n'


def parts_of(header: str) -> DocumentParts:
    return replace(split_document(f"---\n{header}---\nBody\n".encode()), plain_backslashes=True)


def test_both_readings_are_told_whichever_is_taken() -> None:
    plain = read_header(HEAD, first_line=2, plain_backslashes=True)
    yaml = read_header(HEAD, first_line=2)
    values = dict(plain.values)
    assert values["title"] == "C:\\new\\table"
    assert values["tags"] == ["a\\b", "c\\d"]
    assert values["fine"] == 'it "is"', "whoever escapes a quotation mark means escapes"
    assert dict(yaml.values)["title"] == "C:\new\table"
    assert not plain.repaired
    for reading in (plain, yaml):
        assert [problem.kind for problem in reading.problems] == [ProblemKind.AMBIGUOUS_BACKSLASH] * 2
        assert [problem.line for problem in reading.problems] == [3, 4]
    told, other = (dict(reading.problems[0].details) for reading in (plain, yaml))
    assert (told["value"], told["other"]) == (other["other"], other["value"])


def test_a_repair_and_a_choice_go_together() -> None:
    header = 'title: "a "b" c"\npath: "C:\\new"\n'
    reading = read_header(header, first_line=2, plain_backslashes=True)
    assert dict(reading.values) == {"title": 'a "b" c', "path": "C:\\new"}
    assert reading.repaired


def test_an_edit_changes_its_key_alone() -> None:
    edited = edit_header(parts_of(HEAD), [("plain", "z")])
    assert edited.header == HEAD.replace("C:\\x", "z")
    edited = edit_header(parts_of(HEAD), [("title", "D:\\new")])
    assert dict(read_document_header(edited).values)["title"] == "D:\\new"
    assert edited.header.splitlines()[2:] == HEAD.splitlines()[2:]
    assert edited.header.splitlines()[1].endswith(" # said")


TEXT = st.text("abntux\\C: 中'", min_size=1, max_size=12)


@given(value=TEXT, new=TEXT)
def test_what_is_read_plain_is_the_text_between_the_quotes(value: str, new: str) -> None:
    header = f'title: "{value}"\nother: x\n'
    parts = parts_of(header)
    reading = read_document_header(parts)
    if not reading.readable:
        return
    found = dict(reading.values)["title"]
    if "\\\\" not in value and not reading.repaired and value.count("\\u") < 2:
        assert found == value
    same = edit_header(parts, [("title", found)])
    assert join_document(same) == join_document(parts), "an equal value writes nothing"
    edited = edit_header(parts, [("title", new)])
    assert dict(read_document_header(edited).values) == {"title": new, "other": "x"}


@pytest.mark.parametrize("header", ["", "title: x\n", "a: [\n", 'a: "x\\\n  y"\n'])
def test_headers_without_such_values_are_read_as_ever(header: str) -> None:
    assert read_header(header, first_line=2, plain_backslashes=True) == read_header(header, first_line=2)
