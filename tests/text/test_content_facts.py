"""What a body holds, and how long it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import BodyFormat, Content
from fonds.text.content_facts import content_of, count_words

NONE, IMAGE, LINK, CODE, TABLE = Content(0), Content.IMAGE, Content.LINK, Content.CODE, Content.TABLE


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("", NONE),
        ("Plain [brackets] and ! signs | pipes - dashes", NONE),
        ("![图](a.png)", IMAGE),
        ("![](https://a.example/b.png)", IMAGE),
        ("![图][1]", IMAGE),
        ("![[picture.png|300]]", IMAGE),
        ('<IMG src="a.png">', IMAGE),
        ('<img src="https://a.example/a.png">', IMAGE),
        ('{% asset_img a.png "title" %}', IMAGE),
        ("[a](b.md)", LINK),
        ("[a][b]", LINK),
        ("[[another note]]", LINK),
        ("<https://a.example>", LINK),
        ("see https://a.example/b.", LINK),
        ('<a class="x" href="b">c</a>', LINK),
        ("[![a](b.png)](c)", IMAGE | LINK),
        ("```python\nx\n```", CODE),
        ("~~~\nx\n~~~", CODE),
        ("<pre>x</pre>", CODE),
        ("`inline`", NONE),
        ("```\n![a](b) [c](d) https://a.example\n|---|---|\n```", CODE),
        ("`![a](b)`", NONE),
        ("a | b\n--|--\n1 | 2", TABLE),
        ("| a |\n|:-:|\n| 1 |", TABLE),
        ("<table><tr>", TABLE),
        ("a | b -- c", NONE),
    ],
)
def test_what_markdown_holds(body: str, content: Content) -> None:
    assert content_of(body, BodyFormat.MARKDOWN) == content


@pytest.mark.parametrize(
    ("body", "content"),
    [("![a](b)", NONE), ('<img src="a">', IMAGE), ("|---|", NONE), ('<a href="b">', LINK), ("<pre>", CODE)],
)
def test_what_html_holds(body: str, content: Content) -> None:
    assert content_of(body, BodyFormat.HTML) == content


def test_plain_text_holds_addresses_only() -> None:
    assert content_of("![a](b) <img src=x> https://a.example", BodyFormat.TEXT) == LINK


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("示范区，建设。", 5),
        ("The café's price is 3.14 today", 6),
        ("A股2024年上涨", 6),
        ("e-mail x_y — …", 3),
        ("한국어 カード", 6),
    ],
)
def test_length(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(max_size=200), st.sampled_from(list(BodyFormat)))
def test_any_text_has_facts(body: str, body_format: BodyFormat) -> None:
    assert content_of(body, body_format) in Content(15)
    assert 0 <= count_words(body) <= len(body)


@pytest.mark.parametrize(
    "piece", ["[", "![", "|-", "<a ", "```\n", "`", "<", "[[", "](", "{% ", "a.", "- |", ":-|"]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    content_of(piece * 50_000, BodyFormat.MARKDOWN)
    content_of(f"{piece}\n" * 20_000, BodyFormat.MARKDOWN)
    count_words(piece * 50_000)
