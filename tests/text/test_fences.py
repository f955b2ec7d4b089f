"""Headers in other languages than YAML: where they begin and end, and the law that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fonds.text.front_matter import HeaderKind, join_document, split_document


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ('+++\na = "b"\n+++\n\nBody', "toml", ("+++\n", 'a = "b"\n', "+++\n", "\n", "Body")),
        ("+++ \r\na = 1\r\n+++\t\r\nBody", "toml", ("+++ \r\n", "a = 1\r\n", "+++\t\r\n", "", "Body")),
        ("+++\n+++", "toml", ("+++\n", "", "+++", "", "")),
        ("---toml\na = 1\n---\nx", "toml", ("---toml\n", "a = 1\n", "---\n", "", "x")),
        ('---json\n{"a": 1}\n---\nx', "json", ("---json\n", '{"a": 1}\n', "---\n", "", "x")),
        ("--- JSON \n{}\n---\nx", "json", ("--- JSON \n", "{}\n", "---\n", "", "x")),
        ('---\n{"a": 1}\n---\nx', "json", ("---\n", '{"a": 1}\n', "---\n", "", "x")),
        ("---\n{a: 1}\n---\nx", "yaml", ("---\n", "{a: 1}\n", "---\n", "", "x")),
        ("---yaml\na: 1\n---\nx", "yaml", ("---yaml\n", "a: 1\n", "---\n", "", "x")),
        ("---js\n{a: f()}\n---\nx", "script", ("---js\n", "{a: f()}\n", "---\n", "", "x")),
        ('{"a": "}", "b": {"c": []}} \n\nx', "json", ("", '{"a": "}", "b": {"c": []}}', " \n", "\n", "x")),
        ('{\n "a\\"": 1\n}', "json", ("", '{\n "a\\"": 1\n}', "", "", "")),
        ('"a": 1,\n"b": 2\n;;;\nx', "json", ("", '"a": 1,\n"b": 2\n', ";;;\n", "", "x")),
        (';;;\n"a": 1\n;;;\nx', "json", (";;;\n", '"a": 1\n', ";;;\n", "", "x")),
    ],
)
def test_each_kind(text: str, kind: str, expected: tuple[str, ...]) -> None:
    parts = split_document(text.encode())
    assert parts.kind is HeaderKind(kind)
    assert (parts.opener, parts.header, parts.closer, parts.gap, parts.body) == expected
    assert join_document(parts) == text.encode()


@pytest.mark.parametrize(
    ("text", "unclosed"),
    [
        ("+++\ntitle = 'x'\nBody", True),
        ("+++\n[extra]\n", True),
        ("+++\nProse that goes on", False),
        ("++++\na = 1\n++++\n", False),
        ("---json\n{}\n", True),
        ("---so it goes\n---\n", False),
        ("---markdown\nx\n---\n", False),
        ('{"a": [1, 2}', True),
        ('{"a": "never ends', True),
        ('{"a": 1} and prose', False),
        ("{{< figure >}}\n", False),
        ("{% include x %}\n", False),
        ('"Quoted": so it begins\n', False),
        ('"A quotation", he said.\n;;;\n', False),
        (';;;\n"a": 1\n', True),
        (";;;\nnot JSON\n", False),
    ],
)
def test_what_is_no_header_is_all_body(text: str, unclosed: bool) -> None:
    parts = split_document(text.encode())
    assert (parts.kind, parts.body, parts.unclosed) == (HeaderKind.NONE, text, unclosed)


def test_where_the_header_and_the_body_begin() -> None:
    parts = split_document(b'{\r\n"a": 1\r\n}\r\n\r\nBody')
    assert (parts.header_line, parts.body_line) == (1, 5)
    assert split_document(b"---toml\na = 1\n---\nBody").header_line == 2


def test_a_hostile_object_is_left_soon() -> None:
    for text in ('{"a": "' + '\\"' * 400_000, '{"a": ' + "[" * 3_000_000, '{"a":' + "{}" * 900_000):
        assert split_document(text.encode()).unclosed


LINES = st.sampled_from(
    ["---", "+++", "+++ ", "---json", "---toml", "---js", ";;;", "{", "}", '{"a": 1}', '"a": 1', '"b": "}",', "[x]",
     'a = "b"', "b: c", "", " ", '"', "正文", "\ufeff"]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r", ""])


@given(
    st.lists(st.tuples(LINES, ENDS), max_size=10).map(lambda pairs: "".join(a + b for a, b in pairs)),
    st.sampled_from(["utf-8", "utf-16", "gb18030"]),
)
@example('{"a": 1}\r\n', "utf-16")
def test_the_pieces_together_are_the_file(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    parts = split_document(data, encoding)
    assert join_document(parts) == data
    assert split_document(join_document(parts), parts.encoding) == parts
