"""Hits are marked in a finished page: over inline tags, never over blocks, and no tag or attribute is touched."""

from __future__ import annotations

import re

import pytest

from fonds.model.hits import HitFinder
from fonds.model.post import BodyFormat
from fonds.render.hit_marks import MOST_MARKS, mark_hits
from fonds.render.page import build_page
from fonds.render.request import RenderedPage, RenderRequest
from fonds.text.hit_marking import finder_for
from fonds.text.query_parser import parse_query


def finder(text: str) -> HitFinder:
    return finder_for(parse_query(text).tree)


def marked(query: str, body: str, title: str = "") -> RenderedPage:
    page = build_page(RenderRequest(body, BodyFormat.MARKDOWN, title=title, meta=("示范",)))
    return mark_hits(page, finder(query))


def marks(page: RenderedPage) -> list[str]:
    return re.findall(r"<mark[^>]*>([^<]*)</mark>", page.html)


@pytest.mark.parametrize(
    ("query", "body", "found", "hits"),
    [
        ("示范", "长三角示范区，示**范**区", ["示范", "示", "范"], 2),
        ("示范", "示\n\n范", [], 0),
        ("caf", "Café & CAFE <b>ｃａｆ</b>", ["Café", "CAFE", "ｃａｆ"], 3),
        ("amp OR lt", "a &amp; b &lt; c", [], 0),
        ("&", "a &amp; b", [], 0),
        ("b", 'x <img alt="a > b <b" src="b.png"> b', ["b"], 1),
        ("body:one -two", "one two one", ["one", "one"], 2),
        ("title:one", "one", [], 0),
        ("tag:one", "one", [], 0),
        ("𠮷", "一𠮷二𠮷", ["𠮷", "𠮷"], 2),
    ],
)
def test_what_is_marked(query: str, body: str, found: list[str], hits: int) -> None:
    page = marked(query, body)
    assert marks(page) == found
    assert page.hits == hits
    assert re.findall(r'id="hit-(\d+)"', page.html) == [str(number + 1) for number in range(hits)]


def test_nothing_but_marks_is_added() -> None:
    body = '# 示范 "x"\n\n> 示范 & <b title="示范 > &quot;">示范</b>\n\n```\n示范 < 1\n```\n\n| 示范 | b |\n|---|---|\n'
    plain = build_page(RenderRequest(body, BodyFormat.MARKDOWN)).html
    page = marked("示范", body)
    assert page.hits == 5
    again = re.sub(r"</?mark[^>]*>", "", page.html).replace('<p class="post-meta">示范</p>\n', "")
    assert again == plain


def test_titles_have_their_own_words_and_the_line_below_none() -> None:
    assert marks(marked("title:示范 正文", "示范正文", title="示范正文")) == ["示范", "正文", "正文"]
    assert marks(marked("body:示范", "示范", title="示范")) == ["示范"]


def test_a_page_of_nothing_but_hits_is_marked_up_to_a_limit() -> None:
    page = marked("的", "的" * (MOST_MARKS + 50) + "\n\n的")
    assert page.hits == MOST_MARKS


def test_without_a_search_the_page_stays_the_same_object() -> None:
    page = build_page(RenderRequest("x"))
    assert mark_hits(page, HitFinder()) is page
    assert mark_hits(page, finder("nothing")) is page
