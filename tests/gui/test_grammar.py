"""What the grammar sees in a line, and that no line takes it long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.gui.widgets.grammar import BODY, COMMENT, DIALECTS, FENCE, HEADER, JSON, ROLES, TAG, TOML, Grammar
from fonds.model.post import BodyFormat

MARKDOWN = Grammar()
HTML = Grammar(BodyFormat.HTML)
WHOLE = Grammar(with_header=True)


def roles(grammar: Grammar, line: str, state: int = 0) -> list[tuple[str, str]]:
    return [(line[start : start + length], role) for start, length, role in grammar.spans(line, state)[0]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## 标题", [("## 标题", "heading")]),
        ("#no heading", []),
        ("a **b** c", [("**b**", "strong")]),
        ("a *b* c", [("*b*", "emphasis")]),
        ("snake_case_name", []),
        ("`a` ``b`c``", [("`a`", "code"), ("``b`c``", "code")]),
        ('[a](b) ![c](d.png "t")', [("[a](b)", "link"), ('![c](d.png "t")', "link")]),
        ("见 https://example.org/a。好", [("https://example.org/a", "link")]),
        ("- [x] item", [("- [x]", "marker")]),
        ("> quoted", [("> quoted", "quote")]),
        ("a &amp; b &#20013; &c", [("&amp;", "entity"), ("&#20013;", "entity")]),
        ("{% raw %}", [("{% raw %}", "key")]),
        ('<a href="x">', [('<a href="x">', "tag"), ('"x"', "string")]),
        ("a[^1] b", [("[^1]", "link")]),
        ("text {: .left}", [("{: .left}", "key")]),
        ("1 < 2 and 3 > 2", []),
        ("<!-- c --> d", [("<!-- c -->", "comment")]),
    ],
)
def test_markdown(line: str, expected: list[tuple[str, str]]) -> None:
    assert roles(MARKDOWN, line) == expected


def states(grammar: Grammar, text: str) -> list[int]:
    state, found = 0, []
    for number, line in enumerate(text.split("\n")):
        _spans, state = grammar.spans(line, state, first=number == 0)
        found.append(state & 0xFF)
    return found


def test_states_run_over_lines() -> None:
    assert states(MARKDOWN, "```py\n# a\n``\n```\nx") == [FENCE, FENCE, FENCE, BODY, BODY]
    assert states(MARKDOWN, "~~~~\n~~~\n```\n~~~~~\n") == [FENCE, FENCE, FENCE, BODY, BODY]
    assert states(HTML, "a <!-- b\nc\nd --> e") == [COMMENT, COMMENT, BODY]
    assert states(HTML, '<img\n src="a"\n> x') == [TAG, TAG, BODY]
    assert states(WHOLE, "---\ntitle: x\n---\n# b") == [HEADER, HEADER, BODY, BODY]
    assert states(MARKDOWN, "---\ntitle: x") == [BODY, BODY]
    assert states(Grammar(BodyFormat.TEXT), "<!-- a\n```") == [BODY, BODY]


def test_front_matter() -> None:
    assert roles(WHOLE, 'title: "a: b" # c', HEADER) == [
        ("title:", "key"),
        ('"a: b"', "string"),
        ("# c", "comment"),
    ]
    assert roles(WHOLE, "  - name: x", HEADER) == [("name:", "key")]


def test_front_matter_in_toml_and_json() -> None:
    assert states(WHOLE, '+++\ntitle = "x"\n---\n+++\n# b') == [HEADER, HEADER, HEADER, BODY, BODY]
    assert states(WHOLE, '{\n"a": {\n  }\n}\n\n# b')[:5] == [HEADER, HEADER, HEADER, BODY, BODY]
    assert roles(WHOLE, "tags.a = [\"x\", 'y'] # c", HEADER | TOML << 8) == [
        ("tags.a", "key"),
        ('"x"', "string"),
        ("'y'", "string"),
        ("# c", "comment"),
    ]
    assert roles(WHOLE, "[menu.main] # c", HEADER | TOML << 8) == [
        ("[menu.main]", "heading"),
        ("# c", "comment"),
    ]
    assert roles(WHOLE, '  "标题": "a # b", "n": 1', HEADER | JSON << 8) == [
        ('"标题"', "key"),
        ('"a # b"', "string"),
        ('"n"', "key"),
    ]


LINES = st.text(alphabet="*_`[]()<>!&;#-= \t\"'ab示~{%}/:.x0\\", max_size=300)


@settings(max_examples=500, deadline=None)
@given(
    line=LINES,
    state=st.sampled_from(
        [0, HEADER, HEADER | 1 << 8, HEADER | 2 << 8, COMMENT, TAG, FENCE | 3 << 9, FENCE | 1 << 8 | 4 << 9]
    ),
)
def test_spans_lie_in_the_line_and_have_roles(line: str, state: int) -> None:
    for grammar in (MARKDOWN, HTML, WHOLE):
        spans, after = grammar.spans(line, state, first=True)
        assert after >= 0
        for start, length, role in spans:
            assert role in ROLES
            assert 0 <= start < start + length <= len(line)


@pytest.mark.parametrize(
    "piece",
    [
        "**a ",
        "`",
        '"a": ',
        "[a.",
        "a.b = ",
        "[",
        "[a](",
        "<a ",
        "<!-- ",
        "&",
        "_a ",
        "{% ",
        "https://",
        "*",
        "> ",
        "\\",
        "“",
    ],
)
def test_no_line_takes_long(piece: str) -> None:
    line = piece * (10_000 // len(piece))
    began = time.perf_counter()
    for grammar in (MARKDOWN, HTML):
        grammar.spans(line, 0)
    for dialect in DIALECTS:
        WHOLE.spans(line, HEADER | dialect << 8)
    # Not a measurement: a pattern that backtracks without bounds takes minutes here.
    assert time.perf_counter() - began < 20
