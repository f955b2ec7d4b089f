"""Edits of single values, each shown as the header before and after."""

from __future__ import annotations

import codecs

import pytest

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.yaml_header import read_header

Changes = list[tuple[str, FieldValue]]


def edit(text: str, changes: Changes) -> str:
    return join_document(edit_header(split_document(text.encode()), changes)).decode()


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        # scalars keep their quoting style where it can hold the value
        ("title: Old # why\n", [("title", "New")], "title: New # why\n"),
        ("title:   'Old'  \n", [("title", "It's")], "title:   'It''s'  \n"),
        ('title: "Old"\n', [("title", 'A "B" \\ C')], 'title: "A \\"B\\" \\\\ C"\n'),
        ("title: Old\n", [("title", "New: thing")], 'title: "New: thing"\n'),
        ("title: Old\n", [("title", "2022")], 'title: "2022"\n'),
        ("title: Old\n", [("title", "true")], 'title: "true"\n'),
        ("title: Old\n", [("title", "")], 'title: ""\n'),
        ("title: Old\n", [("title", "长三角 “一体化” 成绩单")], "title: 长三角 “一体化” 成绩单\n"),
        ("title: Old\n", [("title", "a\u2028b\u0085c\ufeff")], 'title: "a\\u2028b\\x85c\\ufeff"\n'),
        ("title: x\n  y\n  z\ntags: a\n", [("title", "New")], "title: New\ntags: a\n"),
        ("date: 2022-01-11\n", [("date", "2022-01-12 10:00:00 +0800")], "date: 2022-01-12 10:00:00 +0800\n"),
        ("weight: 5\n", [("weight", "6")], "weight: 6\n"),
        ("published: true\n", [("published", False)], "published: false\n"),
        ("title:\n", [("title", "New")], "title: New\n"),
        ("title: # none yet\n", [("title", "New")], "title: New # none yet\n"),
        ("title:\tx\n", [("title", "yy")], "title:\tyy\n"),
        ("'title': x\n", [("title", "new")], "'title': new\n"),
        # blocks of text
        ("d: |\n  a\n  b\n\n# c\ne: f\n", [("d", "x\ny\n")], "d: |\n  x\n  y\n\n# c\ne: f\n"),
        ("d: >\n  a\n  b\ne: f\n", [("d", "one")], "d: one\ne: f\n"),
        ("d: |+\n  a\n\ne: f\n", [("e", "g")], "d: |+\n  a\n\ne: g\n"),
        # lists keep their form, and their items keep theirs
        ("tags: [a, 'b']\n", [("tags", ["b", "c"])], "tags: ['b', c]\n"),
        ("tags: [ a,b ]\n", [("tags", ["a", "b", "c"])], "tags: [ a,b,c ]\n"),
        ("tags: []\n", [("tags", ["a", "b, c"])], 'tags: [a, "b, c"]\n'),
        ("tags: a\n", [("tags", ["a", "b"])], "tags: [a, b]\n"),
        ("tags: 'a'\n", [("tags", ["a", "b"])], "tags: ['a', 'b']\n"),
        ("tags:\n  - a # one\n  - b\n# end\nx: y\n", [("tags", ["b", "c", "a"])], "tags:\n  - b\n  - c\n  - a # one\n# end\nx: y\n"),
        ("tags:\n- 'a'\n- b\n", [("tags", ["a", "c d"])], "tags:\n- 'a'\n- 'c d'\n"),
        ("tags:\n- a\nx: y\n", [("tags", [])], "tags: []\nx: y\n"),
        ("tags:\n- a\nx: y\n", [("tags", "b")], "tags: b\nx: y\n"),
        ("tags:\n-   a\n-\n- null\n", [("tags", ["a", None, None, "b"])], "tags:\n-   a\n-\n- null\n- b\n"),
        ("m:\n- {a: b}\n- c: d\n  e: f\n", [("m", [{"c": "d", "e": "f"}, {"g": "h"}])], "m:\n- c: d\n  e: f\n- {g: h}\n"),
        ("years: [2013]\n", [("years", ["2013", "2014"])], "years: [2013, 2014]\n"),
        # keys go with their lines and come last
        ("a: 1\nb: 2\nc: 3\n", [("b", None)], "a: 1\nc: 3\n"),
        ("a: 1\n# about b\nb:\n  - x\n\n  - y\n# about c\nc: 3\n", [("b", None)], "a: 1\n# about b\n# about c\nc: 3\n"),
        ("a: 1\n", [("a", None)], ""),
        ("a: 1\n\n# end\n", [("b", "2"), ("title", "T")], 'a: 1\nb: 2\ntitle: "T"\n\n# end\n'),
        ("  a: 1\n  b: 2\n", [("c", "x")], "  a: 1\n  b: 2\n  c: x\n"),
        ("", [("tags", ["a", "b"])], "tags: [a, b]\n"),
        ("# only\n", [("x", {"a": ["b"], "c: d": True})], '# only\nx: {a: [b], "c: d": true}\n'),
        ("a: 1\n", [("no: key", "v")], 'a: 1\n"no: key": v\n'),
        ("d: |\n  x\n", [("note", "1\n2\n")], "d: |\n  x\nnote: |\n  1\n  2\n"),
        ("a: 1\nb: 2\na: 3\n", [("a", "4")], "a: 1\nb: 2\na: 4\n"),
        ("a: 1\nb: 2\na: 3\n", [("a", None)], "b: 2\n"),
        # braces
        ('{a: b, "c": [d, e]}\n', [("a", None), ("c", ["e"]), ("z", "y, x")], '{"c": [e], z: "y, x"}\n'),
        ("{a: b, c: d}\n", [("c", None), ("a", "e")], "{a: e}\n"),
        # aliases
        ("a: &x foo\nb: *x\nc: d\n", [("b", "bar")], "a: &x foo\nb: bar\nc: d\n"),
        # nothing to do
        ("title:   'same'\n", [("title", "same"), ("gone", None)], "title:   'same'\n"),
    ],
)  # fmt: skip
def test_only_the_value_changes(before: str, changes: Changes, after: str) -> None:
    assert edit(f"---\n{before}---\n\nBody", changes) == f"---\n{after}---\n\nBody"


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ('title: "a "b" c"\ntags: x\n', [("tags", ["y1", "z"])], 'title: "a "b" c"\ntags: [y1, z]\n'),
        ('title: "a "b" c"\ntags: x\n', [("title", 'd "e"')], 'title: "d \\"e\\""\ntags: x\n'),
        ("title: 'It's'\n", [("title", "That's")], "title: 'That''s'\n"),
        ("by: @one\nx: y1\n", [("by", "@two")], 'by: "@two"\nx: y1\n'),
        ("title:Foo\nx: y1\n", [("title", "Bar")], "title: Bar\nx: y1\n"),
        ("title：Foo\nx: y1\n", [("title", "Bar")], "title: Bar\nx: y1\n"),
        ("title：\nx: y1\n", [("x", "z")], "title：\nx: z\n"),
        ("a:\n\t- b\n\t- c\nd: e\n", [("d", "f")], "a:\n\t- b\n\t- c\nd: f\n"),
        ("a:\n\t- b\n\t- c\nd: e\n", [("a", ["c", "g"])], "a:\n\t- c\n\t- g\nd: e\n"),
        ("a:\n- @b\n- c\nd: e\n", [("a", ["@b", "c", "@f"])], 'a:\n- @b\n- c\n- "@f"\nd: e\n'),
    ],
)
def test_a_repaired_header_keeps_what_is_not_touched(before: str, changes: Changes, after: str) -> None:
    assert edit(f"---\n{before}---\nBody", changes) == f"---\n{after}---\nBody"


def test_line_ends_mark_and_closer_stay() -> None:
    data = codecs.BOM_UTF8 + b"---\r\ntags:\r\n  - a\r\n...\r\n\r\nBody\r\n"
    edited = edit_header(split_document(data), [("tags", ["a", "b"]), ("x", "y1")])
    assert join_document(edited) == (
        codecs.BOM_UTF8 + b"---\r\ntags:\r\n  - a\r\n  - b\r\nx: y1\r\n...\r\n\r\nBody\r\n"
    )


def test_bare_carriage_returns_stay() -> None:
    assert edit("---\ra: 1\rb: 2\r---\rBody", [("a", None), ("c", "d")]) == "---\rb: 2\rc: d\r---\rBody"


@pytest.mark.parametrize("encoding", ["gb18030", "cp1252", "utf-16-le", "cp950"])
def test_what_the_encoding_cannot_hold_is_escaped(encoding: str) -> None:
    data = "---\ntitle: x\n---\nBody".encode(encoding)
    edited = edit_header(split_document(data, encoding), [("title", "é中简😀")])
    written = join_document(edited)
    again = split_document(written, encoding)
    assert dict(read_header(again.header, first_line=2).values)["title"] == "é中简😀"
    assert written.decode(encoding).endswith("---\nBody")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Body", '---\ntitle: "T"\n---\n\nBody'),
        ("", '---\ntitle: "T"\n---\n'),
        ("a\r\nb\r\n", '---\r\ntitle: "T"\r\n---\r\n\r\na\r\nb\r\n'),
        ("\nBody", '---\ntitle: "T"\n---\n\nBody'),
        ("---\n\nA rule first.\n\n---\n", '---\ntitle: "T"\n---\n\n---\n\nA rule first.\n\n---\n'),
    ],
)
def test_a_text_without_header_gets_one(text: str, after: str) -> None:
    assert edit(text, [("title", "T"), ("gone", None)]) == after


def test_taking_keys_from_a_text_without_header_changes_nothing() -> None:
    assert edit("Body", [("title", None)]) == "Body"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: x\nBody", "no closing line"),
        ("---\na: [b,\n  c\nd: e\n---\n", "cannot be read"),
        ("---\na: &x foo\nb: *x\n---\n", "cannot be changed alone"),
    ],
)
def test_what_cannot_be_edited_says_why(text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        edit(text, [("a", "new")])


def test_half_a_character_pair_is_refused() -> None:
    with pytest.raises(UserError):
        edit("---\na: b\n---\n", [("a", "\ud83d")])
