"""What the sanitiser lets through becomes a tree that meets the standard, with no word lost."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.exporters.markup.conforming import conforming
from fonds.exporters.markup.tree import parse_markup, write_markup
from fonds.render.sanitize import sanitize

CASES = {
    "<p><center>中</center></p>": '<p></p><div style="text-align: center">中</div><p></p>',
    "<ul>a<li>b</li>c</ul>": "<ul><li>a</li><li>b</li><li>c</li></ul>",
    "<em>a<p>b</p></em>": '<div class="as-em">a<p>b</p></div>',
    "<h2><div>x</div></h2>": '<div class="as-h2"><div>x</div></div>',
    "<li>alone</li>": "<div>alone</div>",
    "<dl><dd>d</dd><dt>t</dt></dl>": '<div><div class="as-dd">d</div><div class="as-dt">t</div></div>',
    "<table><tr><td width=50% align=right>1</td></tr></table>": (
        '<table><tbody><tr><td style="text-align: right; width: 50%">1</td></tr></tbody></table>'
    ),
    '<a name="1 节">x</a><a href="#1%20节">y</a><a href="#nothing">z</a>': (
        '<a id="a-1-节">x</a><a href="#a-1-节">y</a><a>z</a>'
    ),
    '<p id="a">1</p><p id="a">2</p>': '<p id="a">1</p><p>2</p>',
    "<details>no summary</details>": "<div>no summary</div>",
    "<tt>x</tt><font>y</font><big>z</big>": (
        '<code>x</code><span>y</span><span style="font-size: larger">z</span>'
    ),
    "<ruby>漢<rt>かん</rt></ruby><rt>z</rt>": "<ruby>漢<rt>かん</rt></ruby><span>z</span>",
    "<ol type=A start=3><li value=x>a</li></ol>": '<ol start="3" type="A"><li>a</li></ol>',
}


@pytest.mark.parametrize("written", CASES)
def test_what_becomes_of_what(written: str) -> None:
    assert write_markup(conforming(sanitize(written).html), xml=False) == CASES[written]


def test_a_picture_that_is_not_there_leaves_its_words() -> None:
    shown = write_markup(conforming('<img alt="图"><video><p>x</p></video>'), xml=True)
    assert shown == '<span class="missing">图</span><p>x</p>'


def test_addresses_that_are_none_are_taken_off() -> None:
    markup = '<a href="https://a b.cn/示范 %">x</a><a href="https://">y</a><a href="http://[x">z</a>'
    shown = write_markup(conforming(markup), xml=True)
    assert shown == "<a>x</a><a>y</a><a>z</a>"
    shown = write_markup(conforming('<a href="https://例.cn/示范 %?a=1#b#c">x</a>'), xml=True)
    assert "%E7%A4%BA%E8%8C%83%20%25?a=1#b%23c" in shown


def test_nesting_without_end_becomes_flat() -> None:
    root = conforming("<div>" * 5000 + "词" + "</div>" * 5000)
    assert root.text() == "词"


TAGS = [
    "p",
    "div",
    "span",
    "em",
    "a",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "caption",
    "h1",
    "h6",
    "pre",
    "figure",
    "figcaption",
    "center",
    "font",
    "ruby",
    "rt",
    "details",
    "summary",
    "blockquote",
    "section",
    "tt",
]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            "示范区",
            " ",
            "\n",
            "&lt;x&gt;",
            "a&amp;b",
            "<br>",
            "<img src=a.png>",
            '<a href="#t">',
            '<span id="t">',
        ]
    ),
)


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_safe_html_conforms_and_keeps_its_words(pieces: list[str]) -> None:
    safe = sanitize("".join(pieces)).html
    root = conforming(safe)
    assert words(root.text()) == words(parse_markup(safe).text())
    shown = write_markup(root, xml=True)
    read = ET.fromstring(f"<div>{shown}</div>")
    assert words("".join(read.itertext())) == words(root.text())
    again = write_markup(conforming(shown), xml=True)
    assert again == shown
    page = f"<!DOCTYPE html><html><head><title>t</title></head><body><div>{write_markup(root, xml=False)}</div></body></html>"
    html5lib.HTMLParser(strict=True).parse(page)
