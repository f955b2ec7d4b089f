"""Editing key K touches K's characters and no others, whatever the header looks like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import corpus_files
from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.yaml_header import read_header

VALUES: st.SearchStrategy[FieldValue] = st.one_of(
    st.text(max_size=30),
    st.text("\"'\\:#-[]{},&*!|>%@` \n\t中a1", max_size=16),
    st.booleans(),
    st.lists(st.one_of(st.text("\"'\\:#-,[] 中a1", max_size=8), st.none(), st.booleans()), max_size=4).map(
        list
    ),
    st.dictionaries(
        st.text("ab:中 ", min_size=1, max_size=4), st.text("x: ,'\"", max_size=5), max_size=2
    ).map(dict),
)
SCALARS = st.sampled_from(
    ["x", "'it''s'", '"a \\"b\\""', '"unescaped "inner" quotes"', "2022-01-11", "5", "true", "", "~", "# comment",
     "a # comment", "[a, 'b', \"c\"]", "[]", "{k: v}", "@repaired", "C: \\path", "|\n  block\n  text", ">-\n  folded\n  text\n",
     "\n  - a # one\n  - 'b'", "\n- a\n\n# inner\n- b", "\n  k: v\n  l: [m]", "plain\n  folded", "&n anchored", "!!str 5"]
)  # fmt: skip
KEYS = ["title", "tags", "'quoted key'", "date", "中文", "x-y"]
COMMENTS = st.sampled_from(["", "# comment\n", "\n", "  # indented\n"])
ENTRIES = st.lists(
    st.tuples(st.sampled_from(KEYS), SCALARS, COMMENTS), max_size=5, unique_by=lambda entry: entry[0]
)


def build(entries: list[tuple[str, str, str]], end: str) -> DocumentParts:
    header = "".join(
        f"{key}:{'' if value.startswith(chr(10)) else ' '}{value}\n{comment}"
        for key, value, comment in entries
    )
    text = f"---\n{header}---\n\nBody\n".replace("\n", end)
    return split_document(text.encode())


def check(parts: DocumentParts, key: str, value: FieldValue) -> bool:
    """Hold one edit to the law; False when it was refused."""
    before = read_header(parts.header, first_line=2)
    try:
        edited = edit_header(parts, [(key, value)])
    except UserError:
        return False
    data = join_document(edited)
    again = split_document(data, edited.encoding)
    after = read_header(again.header, first_line=2)
    assert again.body == parts.body
    old, new = dict(before.values), dict(after.values)
    if value is None:
        assert key not in new
    else:
        assert new[key] == value and type(new[key]) is type(value)
    old.pop(key, None)
    new.pop(key)
    assert list(old.items()) == list(new.items())
    if key in before.lines:
        _only_the_lines_of_the_key(parts.header, edited.header, key, before.lines)
    return True


def _only_the_lines_of_the_key(old: str, new: str, key: str, lines: dict[str, int]) -> None:
    """Whatever differs lies between the key's line and that of the next key."""
    first = lines[key] - 2
    later = [line - 2 for line in lines.values() if line - 2 > first]
    old_lines, new_lines = old.splitlines(), new.splitlines()
    limit = min(later, default=len(old_lines))
    assert old_lines[:first] == new_lines[:first]
    rest = len(old_lines) - limit
    assert old_lines[limit:] == new_lines[len(new_lines) - rest :]


@settings(max_examples=1500)
@given(ENTRIES, st.sampled_from(["\n", "\r\n", "\r"]), st.data(), VALUES)
def test_any_edit_of_any_header(
    entries: list[tuple[str, str, str]], end: str, data: st.DataObject, value: FieldValue
) -> None:
    parts = build(entries, end)
    if not read_header(parts.header, first_line=2).readable:
        return
    present = [key.strip("'") for key, _, _ in entries]
    key = data.draw(st.sampled_from([*present, "new key", "slug"]))
    refused = not check(parts, key, value)
    assert not refused or "anchored" in parts.header


@settings(max_examples=300)
@given(ENTRIES, st.sampled_from(["\n", "\r\n"]))
def test_taking_each_key_out_and_setting_it_again(entries: list[tuple[str, str, str]], end: str) -> None:
    parts = build(entries, end)
    reading = read_header(parts.header, first_line=2)
    if not reading.readable or "anchored" in parts.header:
        return
    for key, value in reading.values:
        without = edit_header(parts, [(key, None)])
        assert key not in dict(read_header(without.header, first_line=2).values)
        if value is not None:
            restored = edit_header(without, [(key, value)])
            assert dict(read_header(restored.header, first_line=2).values) == dict(reading.values)


def test_every_key_of_the_corpora() -> None:
    if not corpus_files():
        pytest.skip("needs shared/data/sites beside the project")
    edited = refused = 0
    for path in corpus_files():
        if path.suffix not in (".md", ".markdown", ".mkdn", ".html"):
            continue
        parts = split_document(path.read_bytes())
        reading = read_header(parts.header, first_line=2) if parts.kind is HeaderKind.YAML else None
        if reading is None or not reading.readable or not parts.exact:
            continue
        for key, value in reading.values:
            changed: FieldValue = [*value, "new “item”"] if isinstance(value, list) else 'a "new": value'
            edited += check(parts, key, changed)
            refused += not check(parts, key, changed)
        edited += check(parts, "a-new-key", ["中文", "x"])
    assert edited > 2000
    assert refused == 0


INNER = st.dictionaries(
    st.sampled_from(["a", "b", "'q k'", "中文", "date"]),
    st.sampled_from(
        ["x", "'it''s'", '"a \\"b"', "2022-01-11", "[a, 'b']", "{k: v}", "", "# said", "\n    - a\n    - b"]
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(inner=INNER, end=st.sampled_from(["\n", "\r\n"]), data=st.data(), new=VALUES)
def test_a_key_in_a_table_is_changed_alone(
    inner: dict[str, str], end: str, data: st.DataObject, new: FieldValue
) -> None:
    rows = "".join(
        f"  {key}:{'' if value[:1] == chr(10) else ' '}{value}{chr(10)}" for key, value in inner.items()
    )
    text = f"---\ntitle: x # said\nextra: # about it\n  # first\n{rows}last: y\n---\nBody\n".replace(
        "\n", end
    )
    parts = split_document(text.encode())
    values = dict(read_header(parts.header, first_line=2).values)
    table = values["extra"]
    assert isinstance(table, dict)
    key = data.draw(st.sampled_from(sorted(table)))
    try:
        edited = edit_header(parts, [("extra", {**table, key: new})])
    except UserError:
        return
    after = dict(read_header(edited.header, first_line=2).values)
    assert after == {**values, "extra": {**table, key: new}}
    if len(inner) > 1 and isinstance(new, str) and new.isalnum():
        old_lines, new_lines = parts.header.split(end), edited.header.split(end)
        first = next(
            (place for place, (a, b) in enumerate(zip(old_lines, new_lines, strict=False)) if a != b), None
        )
        if first is not None:
            shown = old_lines[first].strip()
            assert shown.startswith((key, f"'{key}'")), "the first line that differs is that of the key"
            kept, left = (
                [line for line in lines[first + 1 :] if not line.startswith("    - ")]
                for lines in (old_lines, new_lines)
            )
            assert left == kept
