"""What a header says, what is repaired in it, and what is refused before the parser sees it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import FieldValue
from fonds.model.problems import ProblemKind
from fonds.text import yaml_nodes
from fonds.text.yaml_header import HeaderReading, read_header


def read(header: str) -> HeaderReading:
    return read_header(header, first_line=2)


def kinds(reading: HeaderReading) -> list[ProblemKind]:
    return [problem.kind for problem in reading.problems]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("title: x\n", {"title": "x"}),
        ("date: 2022-01-11 19:09:47 +0800\n", {"date": "2022-01-11 19:09:47 +0800"}),
        ("date: 2017-02-29\n", {"date": "2017-02-29"}),
        ("n: 012\nh: 0x1DA9430\nf: 1.10\ny: yes\nt: 12:30:00\n", {"n": "012", "h": "0x1DA9430", "f": "1.10", "y": "yes", "t": "12:30:00"}),
        ("a: true\nb: 'true'\nc: FALSE\nd: \"false\"\n", {"a": True, "b": "true", "c": False, "d": "false"}),
        ("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n", {"a": None, "b": None, "c": None, "d": "", "e": "null"}),
        ("t: [a, [b, 1], {c: d}]\n", {"t": ["a", ["b", "1"], {"c": "d"}]}),
        ("t:\n- a\n-\n- 'b'\n", {"t": ["a", None, "b"]}),
        ("'a b': c\n", {"a b": "c"}),
        ("t: |\n  a\n  b\nu: >-\n  c\n  d\n", {"t": "a\nb\n", "u": "c d"}),
        ("a: &x {k: v}\nb:\n  <<: *x\n  l: w\n", {"a": {"k": "v"}, "b": {"l": "w", "k": "v"}}),
        ("{a: b, \"c\": [d]}\n", {"a": "b", "c": ["d"]}),
        ("layout:\tpost\n", {"layout": "post"}),
        ("a: !!str true\nb: !local x\n", {"a": "true", "b": "x"}),
        ("", {}),
        ("# only a comment\n\n", {}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: b\rc: d\r", {"a": "b", "c": "d"}),
    ],
)  # fmt: skip
def test_scalars_stay_text(header: str, expected: dict[str, FieldValue]) -> None:
    reading = read(header)
    assert reading.readable and not reading.repaired and not reading.problems
    assert dict(reading.values) == expected
    assert [type(value) for value in dict(reading.values).values()] == [type(v) for v in expected.values()]


def test_order_and_lines_are_those_of_the_file() -> None:
    reading = read("# c\nb: 1\n\na: 2\nc:\n  - x\n")
    assert [key for key, _ in reading.values] == ["b", "a", "c"]
    assert reading.lines == {"b": 3, "a": 5, "c": 6}


def test_of_a_repeated_key_the_last_counts() -> None:
    reading = read("a: 1\nb: 2\na: 3\n")
    assert reading.values == (("b", "2"), ("a", "3"))
    assert [(p.kind, p.line, p.details) for p in reading.problems] == [
        (ProblemKind.DUPLICATE_KEY, 4, (("key", "a"),))
    ]


@pytest.mark.parametrize(
    ("header", "key", "value", "kind", "line"),
    [
        ('layout: post\ntitle: "他说"好"的"\n', "title", '他说"好"的', ProblemKind.REPAIRED_QUOTES, 3),
        ('title: ""Ruby" boosts Rails"\n', "title", '"Ruby" boosts Rails', ProblemKind.REPAIRED_QUOTES, 2),
        ("title: 'It's fine'\n", "title", "It's fine", ProblemKind.REPAIRED_QUOTES, 2),
        ('title: "C:\\pictures"\n', "title", "C:\\pictures", ProblemKind.REPAIRED_QUOTES, 2),
        ("by: @someone\n", "by", "@someone", ProblemKind.REPAIRED_VALUE, 2),
        ("rate: %5\n", "rate", "%5", ProblemKind.REPAIRED_VALUE, 2),
        ("code: `x`\n", "code", "`x`", ProblemKind.REPAIRED_VALUE, 2),
        ("title: A: B\n", "title", "A: B", ProblemKind.REPAIRED_VALUE, 2),
        ("title: [News] today\n", "title", "[News] today", ProblemKind.REPAIRED_VALUE, 2),
        ('title: "A" and "B"\n', "title", 'A" and "B', ProblemKind.REPAIRED_QUOTES, 2),
        ("title: {{ title }}\n", "title", "{{ title }}", ProblemKind.REPAIRED_VALUE, 2),
        ("title: *bold*\n", "title", "*bold*", ProblemKind.REPAIRED_VALUE, 2),
        ("title:Foo\nlayout: x\n", "title", "Foo", ProblemKind.REPAIRED_VALUE, 2),
        ("title：全角\nlayout: x\n", "title", "全角", ProblemKind.REPAIRED_VALUE, 2),
        ("title: bell\x07\n", "title", "bell\x07", ProblemKind.REPAIRED_VALUE, 2),
    ],
)
def test_a_line_that_is_refused_is_read_letter_for_letter(
    header: str, key: str, value: str, kind: ProblemKind, line: int
) -> None:
    reading = read(header)
    assert reading.readable and reading.repaired
    assert dict(reading.values)[key] == value
    assert [(problem.kind, problem.line) for problem in reading.problems] == [(kind, line)]
    assert dict(reading.problems[0].details) == {"key": key, "value": value}


def test_a_repair_leaves_the_other_lines_alone() -> None:
    reading = read('title: "a "b" c"\ntags:\n  - x # one\n  - "y\n    z"\nnote: [p,\n  q]\n')
    assert reading.values == (("title", 'a "b" c'), ("tags", ["x", "y z"]), ("note", ["p", "q"]))


def test_items_of_lists_are_repaired_too() -> None:
    reading = read('aliases:\n- @one\n- "a "b" c"\n- fine\n')
    assert dict(reading.values)["aliases"] == ["@one", 'a "b" c', "fine"]
    assert [problem.line for problem in reading.problems] == [3, 4]


def test_tabs_as_indentation_are_read_as_blanks() -> None:
    reading = read("tags:\n\t- a\n\t- b\nnext: c\n")
    assert reading.values == (("tags", ["a", "b"]), ("next", "c"))
    assert [(p.kind, p.line) for p in reading.problems] == [(ProblemKind.REPAIRED_TABS, 3)]


@pytest.mark.parametrize(
    ("header", "value", "other"),
    [
        ('title: "C:\\new\\table"\n', "C:\new\table", "C:\\new\\table"),
        ('title: "\\u4e2d"\n', "中", "\\u4e2d"),
        ('title: "a\\Program"\n', "a\u2029rogram", "a\\Program"),
    ],
)
def test_a_backslash_that_may_be_meant_is_told_with_both_readings(
    header: str, value: str, other: str
) -> None:
    reading = read(header)
    assert dict(reading.values)["title"] == value
    assert not reading.repaired
    assert [(p.kind, p.line, dict(p.details)) for p in reading.problems] == [
        (ProblemKind.AMBIGUOUS_BACKSLASH, 2, {"key": "title", "value": value, "other": other})
    ]


@pytest.mark.parametrize(
    "header",
    [
        'title: "He said \\"yes\\" and \\n"\n',
        'title: "C:\\\\new"\n',
        'title: "\\u4e2d\\u6587"\n',
        "title: 'C:\\new'\n",
        "title: C:\\new\n",
        'excerpt_separator: "\\n---\\n"\n',
    ],
)
def test_whoever_escapes_is_not_warned(header: str) -> None:
    assert not read(header).problems


def test_a_comment_that_may_be_part_of_the_title_is_told() -> None:
    reading = read('title: "A" #1 "best"\n')
    assert dict(reading.values)["title"] == "A"
    assert [(p.kind, dict(p.details)["other"]) for p in reading.problems] == [
        (ProblemKind.AMBIGUOUS_COMMENT, 'A" #1 "best')
    ]
    assert not read('title: "A" # a comment\n').problems


@pytest.mark.parametrize(
    ("header", "kind", "line"),
    [
        ("just a text\n", ProblemKind.HEADER_NOT_MAPPING, 2),
        ("- a\n- b\n", ProblemKind.HEADER_NOT_MAPPING, 2),
        ("a: [b,\n  c\nd: e\n", ProblemKind.INVALID_HEADER, 4),
        ("title: x\nloose words\nlayout: y\n", ProblemKind.INVALID_HEADER, 4),
        ("a: " + "[" * 200_000, ProblemKind.HEADER_TOO_DEEP, 2),
        ("a: " + "{" * 101 + "\n", ProblemKind.HEADER_TOO_DEEP, 2),
        ("- " * 60_000 + "\n", ProblemKind.HEADER_TOO_DEEP, 2),
        ("\n".join(" " * n + f"k{n}:" for n in range(500)), ProblemKind.HEADER_TOO_DEEP, 2),
        ("a: " + "x" * 300_000 + "\n", ProblemKind.HEADER_TOO_LARGE, 2),
        ("a: " + "中" * 100_000 + "\n", ProblemKind.HEADER_TOO_LARGE, 2),
        ("a: &a x\nb: [" + ", ".join(["*a"] * 51) + "]\n", ProblemKind.HEADER_ALIASES, 2),
        ("a: &a [*a]\n", ProblemKind.HEADER_TOO_DEEP, 2),
        ("<<: x\n", ProblemKind.INVALID_HEADER, 2),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(header: str, kind: ProblemKind, line: int) -> None:
    reading = read(header)
    assert not reading.readable
    assert reading.values == ()
    assert (reading.problems[-1].kind, reading.problems[-1].line) == (kind, line)
    assert "{" not in reading.problems[-1].sentence


def test_fifty_aliases_are_allowed_but_not_what_they_could_multiply_to() -> None:
    assert read("a: &a x\nb: [" + ", ".join(["*a"] * 50) + "]\n").readable
    bomb = "a0: &a0 [x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 10)
    )
    began = time.monotonic()
    reading = read(bomb)
    assert (reading.readable, kinds(reading)) == (False, [ProblemKind.HEADER_ALIASES])
    assert time.monotonic() - began < 30  # without the limit it would be two million values


def test_a_large_header_without_aliases_is_read() -> None:
    assert len(str(dict(read("a: [" + "x, " * 80_000 + "]\n").values)["a"])) > 80_000
    broken = read("".join(f'k{number}: "a "b" c"\n' for number in range(12_000)))
    assert len(broken.values) == len(broken.problems) == 12_000
    assert broken.problems[-1].line == 12_001


def test_without_the_c_parser_the_values_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    header = 'a: "x "y""\nb: [1, true, ~]\nc:\n  - d\ne: |\n  f\n<<: {g: h}\n'
    expected = read(header)
    pure = type(
        "PureLoader",
        (yaml.SafeLoader,),
        {"yaml_implicit_resolvers": yaml_nodes._LOADER.yaml_implicit_resolvers},
    )
    monkeypatch.setattr(yaml_nodes, "_LOADER", pure)
    assert read(header) == expected


PIECES = st.sampled_from(
    ["title", "a", ": ", ":", "\n", "\r\n", "  ", "\t", "- ", '"', "'", "\\", "[", "]", "{", "}", ",", "#", "|", ">",
     "&x", "*x", "!t ", "@", "%", "`", "中", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "<<", "?", "~", "true", "---"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_makes_the_reader_fail(header: str) -> None:
    reading = read(header)
    assert reading.readable or reading.problems
    if not reading.repaired:
        assert reading.effective_text == header
    lines = header.count("\n") + header.count("\r") + header.count("\x85") + header.count("\u2028") + 2
    assert all(2 <= problem.line <= lines + 1 for problem in reading.problems)
