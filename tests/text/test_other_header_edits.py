"""Edits of single values in TOML and JSON headers: shown one by one, then held to the law that YAML is held to."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import DocumentParts, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.headers import read_document_header

Changes = list[tuple[str, FieldValue]]


def edit(text: str, changes: Changes) -> str:
    return join_document(edit_header(split_document(text.encode()), changes)).decode()


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ('title = "Old"  # why\n', [("title", 'New "x" 中')], 'title = "New \\"x\\" 中"  # why\n'),
        ("title = 'Old'\n", [("title", "C:\\New")], "title = 'C:\\New'\n"),
        ("title = 'Old'\n", [("title", "It's")], 'title = "It\'s"\n'),
        ("date = 2022-01-11T10:00:00Z\n", [("date", "2022-01-12")], "date = 2022-01-12\n"),
        ("date = 2022-01-11\n", [("date", "2022-01-12 10:00:00 +0800")], 'date = "2022-01-12 10:00:00 +0800"\n'),
        ('date = "2022-01-11"\n', [("date", "2022-01-12")], 'date = "2022-01-12"\n'),
        ("weight = 0x1F\n", [("weight", "6")], "weight = 6\n"),
        ("draft = true\n", [("draft", False)], "draft = false\n"),
        ('tags = ["a", \'b\']\n', [("tags", ["a", "b", "c"])], 'tags = ["a", \'b\', "c"]\n'),
        ('tags = [\n  "a", # one\n  "b",\n]\n', [("tags", ["a", "c"])], 'tags = [\n  "a", # one\n  "c",\n]\n'),
        ('tags = ["a"]\n', [("tags", [])], "tags = []\n"),
        ("a = 1\nb = 2 # two\nc = 3\n", [("b", None)], "a = 1\nc = 3\n"),
        ("a = 1\n", [("a", None)], ""),
        ("", [("title", "2022"), ("weight", "5")], 'title = "2022"\nweight = 5\n'),
        ('a = 1\n\n# about\n[extra]\nx = "y"\n', [("b c", True)], 'a = 1\n"b c" = true\n\n# about\n[extra]\nx = "y"\n'),
        ("a = 1\n# end\n", [("b", ["x"])], 'a = 1\nb = ["x"]\n# end\n'),
        ("[extra]\nx = 1 # keep\ny = 2\n", [("extra", {"x": "1", "z": "w"})], '[extra]\nx = 1 # keep\nz = "w"\n'),
        ('[taxonomies]\ntags = ["a"]\n[extra]\n', [("taxonomies", {"tags": ["a", "b"], "c": ["d"]})],
         '[taxonomies]\ntags = ["a", "b"]\nc = ["d"]\n[extra]\n'),
    ],
)  # fmt: skip
def test_toml(before: str, changes: Changes, after: str) -> None:
    assert edit(f"+++\n{before}+++\n\nBody", changes) == f"+++\n{after}+++\n\nBody"
    crlf = f"+++\n{before}+++\n\nBody".replace("\n", "\r\n")
    assert edit(crlf, changes) == f"+++\n{after}+++\n\nBody".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ('{"a":1,"title":"Old"}', [("title", "a\"b\\c\n中")], '{"a":1,"title":"a\\"b\\\\c\\n中"}'),
        ('{"a": "\\u4e2d"}', [("a", "文")], '{"a": "\\u6587"}'),
        ('{"n": 1.50, "m": "1"}', [("n", "2"), ("m", "3")], '{"n": 2, "m": "3"}'),
        ('{"a":1,"b":2}', [("a", None)], '{"b":2}'),
        ('{"a":1,\n "b":2}', [("b", None), ("c", False)], '{"a":1, "c":false}'),
        ('{\n\t"a" : 1\n}', [("tags", ["x", "y"])], '{\n\t"a" : 1,\n\t"tags" : ["x", "y"]\n}'),
        ('{"t": [ "a",\n "b" ]}', [("t", ["b", "c"])], '{"t": [ "b",\n "c" ]}'),
        ('{\n "t": [\n  "a"\n ]\n}', [("t", ["a", "b"])], '{\n "t": [\n  "a",\n  "b"\n ]\n}'),
        ('{"a": {"b": 1, "c": [2]}}', [("a", {"b": "1", "c": ["2", "3"], "d": None})],
         '{"a": {"b": 1, "c": [2, 3], "d": null}}'),
        ('{"a": 1, "b": 2, "a": 3}', [("a", "4")], '{"a": 1, "b": 2, "a": 4}'),
        ('{"a": 1, "b": 2, "a": 3}', [("a", None)], '{"b": 2}'),
    ],
)  # fmt: skip
def test_json(before: str, changes: Changes, after: str) -> None:
    for start, end in (("", "\n\nBody"), ("---json\n", "\n---\nBody"), ("---\n", "\n---\nBody")):
        assert edit(start + before + end, changes) == start + after + end


def test_json_without_braces() -> None:
    assert edit('"a": 1\n;;;\nBody', [("b", "x")]) == '"a": 1,\n"b": "x"\n;;;\nBody'
    assert edit('"a": 1,\n"b": 2\n;;;\nBody', [("a", None)]) == '"b": 2\n;;;\nBody'


def test_an_equal_value_changes_nothing() -> None:
    text = "+++\r\ntitle = 'x'\ndate=2022-01-11\n+++"
    assert edit(text, [("title", "x"), ("date", "2022-01-11"), ("none", None)]) == text


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        ("+++\na = 'x\n+++\n", "y", "cannot be read"),
        ("---js\n{a: 1}\n---\n", "y", "cannot be read"),
        ("+++\na = ['x']\n+++\n", [None], "no word for an empty value"),
        ('{"a": "\u2028"', "y", "no closing line"),
    ],
)
def test_what_cannot_be_edited_says_why(text: str, value: FieldValue, message: str) -> None:
    with pytest.raises(UserError, match=message):
        edit(text, [("a", value)])


TEXTS = st.one_of(st.text(max_size=12), st.text("\"'\\#=[]{},\n\t中a1", max_size=8))
VALUES: st.SearchStrategy[FieldValue] = st.one_of(
    TEXTS,
    st.booleans(),
    st.sampled_from(["5", "2022-01-11", "2022-01-11 10:00:00Z", "1e5", "-inf", "0x1F"]),
    st.lists(st.one_of(TEXTS, st.booleans()), max_size=4).map(list),
    st.dictionaries(st.text("ab:中 ", min_size=1, max_size=4), TEXTS, max_size=3).map(dict),
)
TOML_VALUES = st.sampled_from(
    ["'x'", '"a \\"b\\""', "2022-01-11", "2022-01-11T10:00:00+08:00", "5", "true", "1_0.5 # comment", '["a", \'b\']', "[]",
     "[1, 2]", "{ k = 'v' }", '"""\nlong\n# no comment\n"""', "'''l'''", '[\n  "a", # one\n  "b",\n  # end\n]', "[{ a = 1 }]"]
)  # fmt: skip
KEYS = ["title", "tags", "'quoted key'", "date", "extra"]
COMMENTS = st.sampled_from(["", "# comment\n", "\n", "\n# [no] = table\n\n"])
ENTRIES = st.lists(
    st.tuples(st.sampled_from(KEYS), TOML_VALUES, COMMENTS), max_size=5, unique_by=lambda e: e[0]
)
TABLES = st.sampled_from(
    ["", "[taxonomies]\ntags = ['a']\n", "\n# t\n[t]\n[t.u]\nx = 1 # c\n", "[[l]]\na = 1\n[[l]]\n"]
)


def check(parts: DocumentParts, key: str, value: FieldValue) -> str:
    """Hold one edit to the law; the new header."""
    before = dict(read_document_header(parts).values)
    edited = edit_header(parts, [(key, value)])
    again = split_document(join_document(edited), edited.encoding)
    assert again == edited
    assert again.body == parts.body
    after = dict(read_document_header(again).values)
    if value is None:
        assert key not in after
    else:
        assert after.pop(key) == value
    before.pop(key, None)
    assert list(after.items()) == list(before.items())
    return edited.header


@settings(max_examples=700)
@given(ENTRIES, TABLES, st.sampled_from(["\n", "\r\n"]), st.data(), st.one_of(st.none(), VALUES))
def test_any_edit_of_any_toml_header(
    entries: list[tuple[str, str, str]], tables: str, end: str, data: st.DataObject, value: FieldValue
) -> None:
    header = "".join(f"{key} = {text}\n{comment}" for key, text, comment in entries) + tables
    parts = split_document(f"+++\n{header}+++\n\nBody\n".replace("\n", end).encode())
    reading = read_document_header(parts)
    assert reading.readable
    key = data.draw(st.sampled_from([*dict(reading.values), "new key", "slug"]))
    new = check(parts, key, value).splitlines()
    old = parts.header.splitlines()
    if key in ("taxonomies", "t", "l"):
        return  # a table may become a value, which stands elsewhere
    if key in reading.lines:
        first = reading.lines[key] - 2
        limit = min((line - 2 for line in reading.lines.values() if line - 2 > first), default=len(old))
        assert new[:first] == old[:first]
        assert new[len(new) - (len(old) - limit) :] == old[limit:]
    else:
        assert [line for line in new if line in old] == old or value is None or len(new) > len(old)


@settings(max_examples=400)
@given(
    st.dictionaries(st.text(max_size=4), st.one_of(VALUES, st.none()), max_size=4),
    st.sampled_from([None, 1, 4]),
    st.sampled_from(["", "---json\n"]),
    st.data(),
    st.one_of(st.none(), VALUES),
)
def test_any_edit_of_any_json_header(
    table: dict[str, FieldValue], indent: int | None, fence: str, data: st.DataObject, value: FieldValue
) -> None:
    header = json.dumps(table, indent=indent, ensure_ascii=False)
    parts = split_document(f"{fence}{header}\n{'---' if fence else ''}\nBody".encode())
    assert parts.header.strip() == header
    key = data.draw(st.sampled_from([*table, "new key"]))
    new = check(parts, key, value)
    for other, kept in table.items():
        if other != key and not isinstance(kept, (dict, list)):
            assert json.dumps(kept, ensure_ascii=False) in new
