"""Headers without an opening line: where they end, what they say, and that an edit touches one key alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.model.problems import ProblemKind
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.headers import read_document_header
from fonds.text.keyed_header import terms_text

PIECES = st.sampled_from(
    ["Title: x", "date: 2020-01-01", "Tags: a, b", "    more", "\tmore", "Note: y", "http://a", "- item", "---", "", "prose",
     "# comment", "Status:", "  lost", "key:value", "title: true"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=8).map("\n".join)
HEADS = st.lists(
    st.sampled_from(
        ["Title: x", "date:2020-01-01", "Tags: a, b\n    c", "Note:  y  ", "Summary: one\n\ttwo", "Status:"]
    ),
    min_size=2,
    max_size=6,
    unique=True,
)


def split(text: str) -> DocumentParts:
    return split_document(text.encode())


def values(text: str) -> dict[str, FieldValue]:
    return dict(read_document_header(split(text)).values)


@pytest.mark.parametrize(
    ("text", "header", "gap", "body"),
    [
        ("Title: x\nDate: y\n\nBody", "Title: x\nDate: y\n", "\n", "Body"),
        ("title: x\r\ntags: y\r\n\r\n\r\nBody", "title: x\r\ntags: y\r\n", "\r\n\r\n", "Body"),
        (
            "Title: x\nNumber: 4\nDate: y\n    z\n\nBody",
            "Title: x\nNumber: 4\nDate: y\n    z\n",
            "\n",
            "Body",
        ),
        ("Title: x\n\nBody", "Title: x\n", "\n", "Body"),
        ("Title: x\nDate: y\nBody: no\nprose", "Title: x\nDate: y\nBody: no\n", "", "prose"),
        ("Title: x\nDate: y", "Title: x\nDate: y", "", ""),
    ],
)
def test_key_lines_are_a_header(text: str, header: str, gap: str, body: str) -> None:
    parts = split(text)
    assert (parts.kind, parts.header, parts.gap, parts.body) == (HeaderKind.KEYS, header, gap, body)
    assert (parts.opener, parts.closer, parts.header_line) == ("", "", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is prose\n\nMore",
        "http://example.com/\n\nMore",
        "https://example.com/\nTitle: x\nDate: y",
        "Dear Ann: hello\n\n",
        "Note: a\nTitle: b\n\n",
        "Title: x\nprose",
        "Title:\n\nprose",
        "Date: x\n\nprose",
        "Title http: x\nDate - y\n",
        " Title: x\nDate: y\n",
        "Überschrift: x\nDatum: y\n",
    ],
)
def test_prose_is_no_header(text: str) -> None:
    parts = split(text)
    assert (parts.kind, parts.body) == (HeaderKind.NONE, text)


@pytest.mark.parametrize(
    ("text", "header", "closer", "body"),
    [
        ("title: x\n---\nBody", "title: x\n", "---\n", "Body"),
        (
            "title: x\ntags:\n- a\n  # said\ndate: y\n-----\n\nBody",
            "title: x\ntags:\n- a\n  # said\ndate: y\n",
            "-----\n",
            "Body",
        ),
        ("layout: post\r\n---\r\nBody", "layout: post\r\n", "---\r\n", "Body"),
    ],
)
def test_yaml_may_lack_its_opening_line(text: str, header: str, closer: str, body: str) -> None:
    parts = split(text)
    assert (parts.kind, parts.header, parts.closer, parts.body) == (HeaderKind.YAML, header, closer, body)
    edited = edit_header(parts, [("slug", "new")])
    assert join_document(edited).decode().startswith(f"{header}slug: new")


@pytest.mark.parametrize(
    "text",
    [
        "Note: a heading\n---\nBody",
        "slug: one line\n---\n",
        "title: x\n\ntext\n---\n",
        "title: x\nprose\n---\n",
    ],
)
def test_a_heading_over_dashes_is_no_yaml(text: str) -> None:
    assert split(text).kind is not HeaderKind.YAML


def test_values() -> None:
    text = "Title: A: b # c\nDATE:2020-01-01\nDraft: true\nAuthors: Ann\n    Bo\nSummary: one\n    two\nEmpty:\ntags: a\nTags: b\n\n"
    assert values(text) == {
        "Title": "A: b # c",
        "DATE": "2020-01-01",
        "Draft": True,
        "Authors": ["Ann", "Bo"],
        "Summary": "one\ntwo",
        "Empty": None,
        "tags": ["a", "b"],
    }


def test_a_repeated_key_is_told_with_its_line() -> None:
    reading = read_document_header(split("Title: a\nDate: x\ntitle: b\n\n"))
    assert dict(reading.values)["Title"] == "b"
    assert [(problem.kind, problem.line) for problem in reading.problems] == [(ProblemKind.DUPLICATE_KEY, 3)]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (("title", "new"), "Title: new\nTags:  a, b\n    c\nX: 1\n"),
        (("tags", ["d", "e"]), "Title: old\nTags:  d, e\nX: 1\n"),
        (("Tags", ["Lee, Ann"]), "Title: old\nTags:  Lee, Ann;\nX: 1\n"),
        (("tags", None), "Title: old\nX: 1\n"),
        (("slug", "s"), "Title: old\nTags:  a, b\n    c\nX: 1\nSlug: s\n"),
        (("summary", "one\ntwo"), "Title: old\nTags:  a, b\n    c\nX: 1\nSummary: one\n    two\n"),
        (("draft", True), "Title: old\nTags:  a, b\n    c\nX: 1\nDraft: true\n"),
    ],
)
def test_an_edit_touches_one_key(change: tuple[str, FieldValue], after: str) -> None:
    before = "Title: old\nTags:  a, b\n    c\nX: 1\n\nBody\n"
    assert join_document(edit_header(split(before), [change])).decode() == f"{after}\nBody\n"


@pytest.mark.parametrize("value", [" x", "x\r", "a\n\nb", {"a": "b"}, [{"a": "b"}]])
def test_what_cannot_be_said_is_refused(value: FieldValue) -> None:
    with pytest.raises(UserError):
        edit_header(split("Title: old\nDate: x\n\nBody\n"), [("slug", value)])


@pytest.mark.parametrize(
    ("names", "text"),
    [(["a", "b"], "a, b"), (["a, b", "c"], "a, b; c"), (["a, b"], "a, b;"), ([], ""), (["a"], "a")],
)
def test_terms(names: list[str], text: str) -> None:
    assert terms_text(names) == text


@settings(max_examples=500)
@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_pieces_are_the_file(text: str, end: str, encoding: str) -> None:
    data = text.replace("\n", end).encode(encoding)
    parts = split_document(data)
    assert join_document(parts) == data
    reading = read_document_header(parts)
    assert reading.readable or reading.problems


@settings(max_examples=300)
@given(
    HEADS,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["title", "Tags", "note", "new"]),
    st.text("ab: ,;#-é", max_size=8),
)
def test_any_edit_keeps_all_else(lines: list[str], end: str, key: str, value: str) -> None:
    parts = split("\n".join([*lines, "", "Body", ""]).replace("\n", end))
    if parts.kind is not HeaderKind.KEYS:
        return
    before = {name.lower(): found for name, found in read_document_header(parts).values}
    try:
        edited = edit_header(parts, [(key, value.strip() or None)])
    except UserError:
        return
    after = {name.lower(): found for name, found in read_document_header(edited).values}
    assert after.get(key.lower()) == (value.strip() or None)
    before.pop(key.lower(), None)
    after.pop(key.lower(), None)
    assert after == before
    assert edited.body == parts.body
