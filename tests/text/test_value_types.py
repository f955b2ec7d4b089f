"""A value written as another type changes its own characters and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.model.revision import FieldType
from fonds.text.front_matter import join_document, split_document
from fonds.text.headers import read_document_header
from fonds.text.value_types import value_types, with_types

YAML = (
    '---\r\ntitle: T # kept\r\nweight: 5\r\nquoted: "5"\r\nday: 2022-01-11 19:09:47 +0800\r\nyes: true\r\nempty:\r\n'
    "tilde: ~\r\nlist: [a]\r\ntable: {a: b}\r\nword: abc\r\n---\r\nbody\r\n"
)
TOML = (
    '+++\ntitle = "T"\nweight = 5\nquoted = "5"\nday = 2022-01-11T19:09:47+08:00\n[table]\na = 1\n+++\nbody\n'
)
JSON = '{\n  "title": "T",\n  "weight": 5,\n  "quoted": "5",\n  "empty": null\n}\nbody\n'


def types_of(text: str) -> dict[str, str]:
    return {key: kind.value for key, kind in value_types(split_document(text.encode())).items()}


def written(text: str, key: str, kind: FieldType) -> str:
    return join_document(with_types(split_document(text.encode()), [(key, kind)])).decode()


def test_the_types_of_yaml_are_told() -> None:
    assert types_of(YAML) == {
        "title": "text",
        "weight": "number",
        "quoted": "text",
        "day": "date",
        "yes": "truth",
        "empty": "null",
        "tilde": "null",
        "list": "list",
        "table": "table",
        "word": "text",
    }


def test_the_types_of_toml_and_json_are_told() -> None:
    assert types_of(TOML) == {
        "title": "text",
        "weight": "number",
        "quoted": "text",
        "day": "date",
        "table": "table",
    }
    assert types_of(JSON) == {"title": "text", "weight": "number", "quoted": "text", "empty": "null"}


@pytest.mark.parametrize(
    ("text", "key", "kind", "old", "new"),
    [
        (YAML, "weight", FieldType.TEXT, "weight: 5", 'weight: "5"'),
        (YAML, "quoted", FieldType.NUMBER, 'quoted: "5"', "quoted: 5"),
        (YAML, "day", FieldType.TEXT, "day: 2022-01-11 19:09:47 +0800", 'day: "2022-01-11 19:09:47 +0800"'),
        (YAML, "word", FieldType.NULL, "word: abc", "word: null"),
        (TOML, "weight", FieldType.TEXT, "weight = 5", 'weight = "5"'),
        (TOML, "quoted", FieldType.NUMBER, 'quoted = "5"', "quoted = 5"),
        (TOML, "day", FieldType.TEXT, "day = 2022-01-11T19:09:47+08:00", 'day = "2022-01-11 19:09:47+08:00"'),
        (JSON, "weight", FieldType.TEXT, '"weight": 5', '"weight": "5"'),
        (JSON, "quoted", FieldType.NUMBER, '"quoted": "5"', '"quoted": 5'),
        (JSON, "quoted", FieldType.NULL, '"quoted": "5"', '"quoted": null'),
    ],
)
def test_only_the_value_changes(text: str, key: str, kind: FieldType, old: str, new: str) -> None:
    made = written(text, key, kind)
    if text is TOML and key == "day":
        assert types_of(made)["day"] == "text"
    else:
        assert made == text.replace(old, new)
    assert written(text, key, value_types(split_document(text.encode()))[key]) == text, "asked for what it is"


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        (YAML, "word", FieldType.NUMBER),
        (YAML, "list", FieldType.TEXT),
        (JSON, "quoted", FieldType.DATE),
        (TOML, "quoted", FieldType.NULL),
    ],
)
def test_what_cannot_be_said_is_refused(text: str, key: str, kind: FieldType) -> None:
    with pytest.raises(UserError) as caught:
        written(text, key, kind)
    assert caught.value.field == key


def test_an_unknown_key_is_left_alone() -> None:
    assert written(YAML, "none", FieldType.NUMBER) == YAML


@given(
    value=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
    kind=st.sampled_from(FieldType),
)
def test_no_value_becomes_another_one(value: str, kind: FieldType) -> None:
    from fonds.text.header_edit import edit_header

    parts = edit_header(split_document(b"---\nbefore: 1\nkey: x\nafter: 2\n---\nbody\n"), [("key", value)])
    try:
        made = with_types(parts, [("key", kind)])
    except UserError:
        return
    values = dict(read_document_header(made).values)
    assert values["key"] == (None if kind is FieldType.NULL else value)
    assert (values["before"], values["after"], made.body) == ("1", "2", "body\n")
