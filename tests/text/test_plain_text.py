"""Bodies without markup, excerpts and first headings."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import BodyFormat
from fonds.text.headings import find_heading
from fonds.text.plain_text import excerpt, plain_text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一。</p><p>二 &amp; 三</p>", "一。\n二 & 三"),
        ("<p>a<b>b</b>c<br>d</p>", "abc\nd"),
        ("x<!-- hidden <p> -->y", "xy"),
        ("a<script>bad()</script>b<STYLE>p{}</STYLE>c", "abc"),
        ("<p>never closed <!-- comment", "never closed <!-- comment"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ('<p title="a">　　段落　开头</p>', "段落 开头"),
        ('<span id="s" data-code="1">股票</span>涨', "股票涨"),
        ("&lt;not a tag&gt;", "<not a tag>"),
        ("a\0b\ufeff", "a b"),
    ],
)
def test_html(body: str, text: str) -> None:
    assert plain_text(body, BodyFormat.HTML) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("# Title #id\n\nSome **bold**, _it_, ~~no~~ and `code`.", "Title #id\nSome bold, it, no and code."),
        ('[text](http://a/b_(c)) ![alt](x.png "t") [ref][1]\n\n[1]: http://x', "text alt ref"),
        ("- one\n* two\n1. three\n- [x] done\n> quoted", "one\ntwo\nthree\ndone\nquoted"),
        ("| a | b |\n|---|:-:|\n| c | d |", "a b\nc d"),
        ("```python\nx = a_b * 2\n```", "x = a_b * 2"),
        ("Title\n=====\n\n***\n\n---\nx", "Title\nx"),
        ("snake_case and 2 * 3 and \\*star\\*", "snake_case and 2 * 3 and star"),
        ("<http://a.b/c?d=e> <b>x</b>", "http://a.b/c?d=e x"),
        ("{% highlight ruby %}\nputs\n{% endhighlight %}", "puts"),
        ("## 标题 {#anchor .big}", "标题"),
        ("note[^1]\n\n[^1]: the note", "note[^1]\n[^1]: the note"),
    ],
)
def test_markdown(body: str, text: str) -> None:
    assert plain_text(body, BodyFormat.MARKDOWN) == text


def test_plain_files_keep_their_marks() -> None:
    assert plain_text("# a <b>\n\n * c &amp;", BodyFormat.TEXT) == "# a <b>\n* c &amp;"


@pytest.mark.parametrize(
    "piece",
    ["[", "<", "<a", "*", "_", "`", "a_", "<!--", "<script", " ", "> ", "|-", "[](", "[a](", "\\", "{%", "&", "1", "- ",
     "![a]((b)", "*a", "* ", "<p ", "&#", "[[", "]]", "{#", "~~~", "[a]:", "=\"", "src=\""],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece: str) -> None:
    body = piece * (200_000 // len(piece))
    began = time.monotonic()
    plain_text(body, BodyFormat.MARKDOWN)
    find_heading(body, ".md")
    assert time.monotonic() - began < 20  # quadratic time would be minutes


@given(st.text("<>/!-pb [](){}#*_`|\\&;:\n\r\x00中a1\"'=", max_size=80), st.sampled_from(list(BodyFormat)))
def test_any_body_gives_clean_lines(body: str, body_format: BodyFormat) -> None:
    text = plain_text(body, body_format)
    lines = text.split("\n") if text else []
    assert all(line and "\x00" not in line for line in lines)


def test_excerpts_are_short_and_say_when_there_is_more() -> None:
    assert excerpt("a\nb") == "a b"
    assert excerpt("字" * 200) == "字" * 159 + "…"
    assert excerpt("word " * 100, 20) == "word word word word…"
    assert excerpt("") == ""


@given(st.text(max_size=400), st.integers(2, 200))
def test_excerpts_fit(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length


@pytest.mark.parametrize(
    ("body", "suffix", "heading"),
    [
        ("# One **two** `x` {#id}\n\n# Three", ".md", "One two x"),
        ("Para\n\nTitle\n=====\n\n# Later", ".md", "Title"),
        ("```\n# not this\n```\n\n# This #\n", ".md", "This"),
        ("## Only a second level", ".md", ""),
        ("<h1>In <i>HTML</i> &amp; more</h1>", ".md", "In HTML & more"),
        ("<head><title>\n The  Title </title></head><h1>Other</h1>", ".html", "The Title"),
        ("<title></title><H1 class=x>Head</H1>", ".htm", "Head"),
        ("Title\n=====\n\ntext", ".rst", "Title"),
        ("= Title\n", ".adoc", "Title"),
        ("#+TITLE: Title\n", ".org", "Title"),
        ("# no heading here", ".txt", ""),
        ("", ".md", ""),
    ],
)
def test_headings(body: str, suffix: str, heading: str) -> None:
    assert find_heading(body, suffix) == heading


def test_links_of_a_vault_and_comments_of_mdx_are_read_as_they_show() -> None:
    text = "See [[Other note]], [[Long/Name|the short one]] and ![[map.png|300]].\n\n{/* truncate */}\n\nEnd"
    assert plain_text(text, BodyFormat.MARKDOWN) == "See Other note, the short one and 300.\nEnd"
