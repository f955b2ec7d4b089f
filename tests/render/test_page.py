"""The page around a text: its policy, palette, language, and both engines' forms of it."""

from __future__ import annotations

import base64
import hashlib
import html
import pickle
import re

import pytest

from fonds.model.post import BodyFormat
from fonds.render.page import build_page
from fonds.render.request import EngineKind, Look, RenderNotice, RenderRequest
from fonds.render.template import LIGHT_LIMIT, fill_plain_page, page_language, palette, style_sheet

ENGINES = (EngineKind.WEB, EngineKind.LIGHT)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
def test_every_text_can_be_read(name: str) -> None:
    roles = palette(name)
    on_paper = ["ink", "quiet", "link", *(role for role in roles if role.startswith("code_"))]
    for role in on_paper:
        assert contrast(roles[role], roles["paper"]) >= 4.5, role
        assert contrast(roles[role], roles["shade"]) >= 4.5, f"{role} on shade"
    assert contrast(roles["selected"], roles["selection"]) >= 4.5
    assert contrast(roles["marked"], roles["mark"]) >= 4.5


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
def test_every_colour_of_the_style_is_one_of_the_palette(name: str, engine: EngineKind) -> None:
    sheet = style_sheet(Look(name, 17, engine))
    screen = sheet.split("@media print")[0]
    assert "${" not in sheet
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", screen)) <= set(palette(name).values())
    assert "@import" not in sheet
    assert "url(" not in sheet


def test_unknown_palette_is_the_light_one() -> None:
    assert palette("../../secret") == palette("light") == palette("no-such-theme")


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
def test_policy_allows_the_archive_and_this_style_alone(name: str) -> None:
    page = build_page(RenderRequest("x", title="T", look=Look(name)))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page.html)
    style = re.search(r"<style>(.*?)</style>", page.html, re.S)
    assert policy is not None
    assert style is not None
    rules = dict(rule.strip().partition(" ")[::2] for rule in html.unescape(policy.group(1)).split(";"))
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert rules == {
        "default-src": "'none'",
        "script-src": "'none'",
        "img-src": "post: data:",
        "media-src": "post:",
        "style-src-elem": f"'sha256-{digest}'",
        "style-src-attr": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.html.index("Content-Security-Policy") < page.html.index("<style>")
    assert page.paper == palette(name)["paper"]


@pytest.mark.parametrize("engine", ENGINES)
def test_title_and_meta_line_are_text(engine: EngineKind) -> None:
    request = RenderRequest(
        "b", title="<i>1 & 2</i>", meta=("2022-01-11", "<b>"), header="a: <u>", look=Look(engine=engine)
    )
    page = build_page(request)
    assert "&lt;i&gt;1 &amp; 2&lt;/i&gt;" in page.html
    assert "2022-01-11&nbsp;· &lt;b&gt;" in page.html
    assert "a: &lt;u&gt;" in page.html
    assert "<i>" not in page.html


def test_formats() -> None:
    assert "<em>x</em>" in build_page(RenderRequest("*x*")).html
    assert "*x* <b>y</b>" in build_page(RenderRequest("*x* <b>y</b>", BodyFormat.HTML)).html
    assert "*x* &lt;b&gt;\n  y" in build_page(RenderRequest("*x* <b>\n  y", BodyFormat.TEXT)).html


@pytest.mark.parametrize(
    ("text", "named", "language"),
    [
        ("示范区建设全面推进", "", "zh-CN"),
        ("Plain words, 示", "", "en"),
        ("これはひらがなの文章です", "", "ja"),
        ("한국어 문장입니다", "", "ko"),
        ("words", "zh_TW", "zh-TW"),
        ("words", '"><script>', "en"),
        ("", "", "en"),
    ],
)
def test_language(text: str, named: str, language: str) -> None:
    request = RenderRequest(text, language=named)
    assert page_language(request) == language
    assert f'<html lang="{language}">' in build_page(request).html


def test_direction() -> None:
    assert 'dir="ltr"' in build_page(RenderRequest("<p>words and more words</p>", BodyFormat.HTML)).html
    assert 'dir="rtl"' in build_page(RenderRequest("<p>" + "שלום " * 5 + "</p>", BodyFormat.HTML)).html


def test_column_is_for_the_script() -> None:
    assert 'class="page han"' in build_page(RenderRequest("示范区")).html
    assert 'class="page latin"' in build_page(RenderRequest("words")).html
    sheet = style_sheet(Look())
    assert "max-width: 35rem" in sheet
    assert ".page.han { max-width: 40rem; }" in sheet
    assert "line-height: 1.7" in sheet


def test_template_marks_in_a_text_stay_text() -> None:
    page = build_page(RenderRequest("$title ${body} $$", title="$style"))
    assert "$title ${body} $$" in page.html
    assert '<h1 class="post-title">$style</h1>' in page.html


def test_requests_and_pages_cross_processes() -> None:
    request = RenderRequest("x", meta=("a",), look=Look("dark", 20, EngineKind.LIGHT))
    assert pickle.loads(pickle.dumps(request)) == request
    page = build_page(request)
    assert pickle.loads(pickle.dumps(page)) == page


def test_light_page_has_paragraphs_for_headings() -> None:
    look = Look(engine=EngineKind.LIGHT)
    page = build_page(RenderRequest("# One {: #a .b }\n\n## Two\n\n```\ncode\n```", title="T", look=look))
    assert '<p id="a" class="h1 b">One</p>' in page.html or '<p class="h1 b" id="a">One</p>' in page.html
    assert "<h2" not in page.html
    assert "code</code></pre>" in page.html


def test_light_page_of_a_long_post_is_shortened_after_a_block() -> None:
    body = "".join(f"<p>paragraph {number}</p>" for number in range(30_000))
    page = build_page(RenderRequest(body, BodyFormat.HTML, look=Look(engine=EngineKind.LIGHT)))
    assert page.notice is RenderNotice.SHORTENED
    assert LIGHT_LIMIT / 2 < len(page.html) < LIGHT_LIMIT + 10_000
    assert page.html.count("<p>") == page.html.count("</p>")
    assert build_page(RenderRequest(body, BodyFormat.HTML)).notice is RenderNotice.NONE


@pytest.mark.parametrize(
    "body", ["x" * 300_000, "<b>" + "word " * 60_000, "<b title='" + "x" * 300_000 + "'>y</b>z"]
)
def test_light_page_without_blocks_is_shortened_too(body: str) -> None:
    page = build_page(RenderRequest(body, BodyFormat.HTML, look=Look(engine=EngineKind.LIGHT)))
    assert page.notice is RenderNotice.SHORTENED
    assert len(page.html) < LIGHT_LIMIT + 10_000


@pytest.mark.parametrize("engine", ENGINES)
def test_plain_page_shows_the_text_as_it_is(engine: EngineKind) -> None:
    page = fill_plain_page(
        RenderRequest("a <b>\n\n  [[[ \x00", look=Look(engine=engine)), RenderNotice.TOO_SLOW
    )
    assert "a &lt;b&gt;\n\n  [[[ \ufffd" in page.html
    assert page.notice is RenderNotice.TOO_SLOW
