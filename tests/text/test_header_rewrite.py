"""Headers written anew: every value as it was but for the asked ones, the body untouched, as little changed as can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import split_document
from fonds.text.header_edit import edit_header
from fonds.text.header_rewrite import rewrite_header
from fonds.text.headers import read_document_header

Change = tuple[str, FieldValue]

CASES: list[tuple[str, list[Change], str]] = [
    (
        "# 勿删\ntitle: &t '甲'  # 题\nshort: *t\nn: 0x1F\n",
        [("title", "乙: 1")],
        "# 勿删\ntitle: '乙: 1'  # 题\nshort: '甲'\nn: 0x1F\n",
    ),
    (
        "base: &b\n  title: 旧\n  tags: [a, 1.10]\n# 这里\n<<: *b\nk: 2015-11-3\n",
        [("title", None)],
        "base:\n  title: 旧\n  tags: [a, 1.10]\n# 这里\nk: 2015-11-3\ntags: [a, 1.10]\n",
    ),
    ("? title\n: a\n? tags\n: [b]\n", [("n", "5")], '? title\n: a\n? tags\n: [b]\n"n": 5\n'),
    ("title: &x a\nk: *x\ntitle: b\n", [("title", None)], "k: a\n"),
]


@pytest.mark.parametrize(("header", "changes", "expected"), CASES)
def test_yaml_keeps_comments_order_and_the_text_of_numbers(
    header: str, changes: list[Change], expected: str
) -> None:
    for end in ("\n", "\r\n"):
        parts = split_document(f"---\n{header}---\n\n正文 ---\n".replace("\n", end).encode())
        with pytest.raises(UserError):
            edit_header(parts, changes)
        made = rewrite_header(parts, changes)
        assert made is not None
        assert made.header == expected.replace("\n", end)
        assert (made.opener, made.closer, made.gap, made.body) == (
            parts.opener,
            parts.closer,
            parts.gap,
            parts.body,
        )


def test_scattered_tables_of_toml_become_one_each() -> None:
    header = "date = 2021-01-02 # 日\n[a]\nx = 1_000\n[b]\ny = 'C:\\n'\n[a.z]\nq = [1, 0x2]\n[[c]]\nk = 1\n[[c]]\nk = 2\n"
    parts = split_document(f"+++\n{header}+++\n正文".encode())
    made = rewrite_header(parts, [("a", {"b": "7", "t": "文"})])
    assert made is not None
    assert made.header == (
        'date = 2021-01-02\n\n[a]\nb = 7\nt = "文"\n\n[b]\ny = "C:\\\\n"\n\n[[c]]\nk = 1\n\n[[c]]\nk = 2\n'
    )
    assert made.body == "正文"


def test_json_stands_a_key_a_line_each_once() -> None:
    parts = split_document(
        '---\n{"title": "a", "n": 1.10, "title": "旧", "o": {"k": [1e3, {}]}}\n---\n正文'.encode()
    )
    made = rewrite_header(parts, [("tags", ["新"])])
    assert made is not None
    assert made.header == (
        '{\n  "n": 1.10,\n  "title": "旧",\n  "o": {\n    "k": [\n      1e3,\n      {}\n    ]\n  },\n  "tags": ["新"]\n}\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "no header",
        "---\n? [a, b]\n: c\n---\nx",
        '---\ntitle: A\ntags: [one,\n  "a card\n---\nx',
        "---js\n{ title: 1 }\n---\nx",
        "Title: a\nTags: b\nDate: 2020\n\nx",
    ],
)
def test_what_cannot_be_read_or_said_for_sure_is_not_written(text: str) -> None:
    assert rewrite_header(split_document(text.encode()), [("n", [None, {"a": "b"}])]) is None


def test_a_value_that_toml_cannot_say_is_not_written() -> None:
    assert rewrite_header(split_document(b"+++\na = 1\n+++\nx"), [("n", [None])]) is None


_SCALARS = st.sampled_from(
    [
        "a",
        "甲 乙",
        "'it''s'",
        '"q\\n"',
        "5",
        "012",
        "1.10",
        "-3",
        "true",
        "~",
        "",
        "2015-11-3 9:30",
        "a: b".replace(": ", ":"),
        "!!str 7",
    ]
)
_VALUES = st.one_of(
    _SCALARS,
    _SCALARS.map(lambda text: f"&{'x'} {text}".rstrip()),
    st.lists(st.sampled_from(["a", "b c", "甲", "5", '"q"']), max_size=3).map(
        lambda items: f"[{', '.join(items)}]"
    ),
    st.lists(st.sampled_from(["a", "b: c", "甲", "{k: 1}"]), min_size=1, max_size=3).map(
        lambda items: "".join(f"\n  - {item}" for item in items)
    ),
    st.lists(
        st.sampled_from(["u: 1", "v: 文", "w: [a]", "y:\n    z: 01"]), min_size=1, max_size=3, unique=True
    ).map(lambda items: "".join(f"\n  {item}" for item in items)),
    st.just("|\n  一\n  二"),
    st.just(">-\n  一\n  二"),
    st.just("*x"),
)
_HEADERS = st.lists(
    st.tuples(st.sampled_from(["title", "tags", "k", "键", "date", "# c"]), _VALUES), min_size=1, max_size=5
).map(lambda pairs: "".join(f"{key}\n" if key == "# c" else f"{key}: {value}\n" for key, value in pairs))
_NEW: st.SearchStrategy[FieldValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=12).map(str),
    st.lists(st.sampled_from(["a", "b, c", "甲", "5", "true"]), max_size=3),
    st.dictionaries(st.sampled_from(["p", "q: r"]), st.sampled_from(["1", "文", "- x"]), max_size=2).map(
        dict
    ),
)


@given(_HEADERS, st.sampled_from(["title", "tags", "k", "new"]), _NEW, st.sampled_from(["\n", "\r\n"]))
def test_what_is_given_back_says_just_what_was_asked_for(
    header: str, key: str, value: FieldValue, end: str
) -> None:
    parts = split_document(f"---\n{header}---\n正文\n".replace("\n", end).encode("utf-8", "replace"))
    before = read_document_header(parts)
    made = rewrite_header(parts, [(key, value)])
    if made is None:
        return
    after = dict(read_document_header(made).values)
    expected = dict(before.values)
    if value is None:
        expected.pop(key, None)
    else:
        expected[key] = value
    assert after == expected
    assert (made.body, made.closer, made.opener) == (parts.body, parts.closer, parts.opener)


@given(_HEADERS)
def test_readable_headers_of_these_kinds_can_always_be_written_anew(header: str) -> None:
    parts = split_document(f"---\n{header}---\n正文\n".encode())
    if parts.header and read_document_header(parts).readable:
        assert rewrite_header(parts, [("new", "文")]) is not None
