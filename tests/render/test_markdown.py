"""Every extension of the fixed list, and the bodies that mix HTML and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fonds.render.markdown import markdown_to_html
from fonds.render.request import media_reference
from fonds.render.sanitize import sanitize

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2 |", '<td style="text-align: right;">2</td>'),
        ("```python\ndef f(): pass\n```", '<span class="k">def</span>'),
        ("- item\n\n    ```js\n    let x\n    ```", '<span class="kd">let</span>'),
        ("Text[^1]\n\n[^1]: Note", 'id="fn:1"'),
        ("- [x] done\n- [ ] open", "checked"),
        ("~~gone~~", "<del>gone</del>"),
        ("<http://example.org/x>", '<a href="http://example.org/x">'),
        ("see https://example.org/x.", '<a href="https://example.org/x">https://example.org/x</a>.'),
        ("# Title {: #own .big }", 'id="own"'),
        ("term\n: meaning", "<dd>meaning</dd>"),
        ("[TOC]\n\n## 标题", '<a href="#标题">'),
        ('<div markdown="1">\n*em*\n</div>', "<em>em</em>"),
        ("**“样板间”**也", "<strong>“样板间”</strong>也"),
    ],
)
def test_extension(source: str, expected: str) -> None:
    assert expected in markdown_to_html(source)


def test_range_with_tilde_is_no_subscript() -> None:
    assert markdown_to_html("3~5 与 6~8") == "<p>3~5 与 6~8</p>"


@pytest.mark.parametrize(
    ("source", "address", "rest"),
    [
        ("见http://example.org/a_b的报道", "http://example.org/a_b", "</a>的报道"),
        ("（https://example.org/中）", "https://example.org/", "</a>中）"),
        ("(https://example.org/x(y)z)", "https://example.org/x(y)z", "</a>)"),
        ("**https://example.org**", "https://example.org", "</a></strong>"),
        ("www.example.org，", "http://www.example.org", "</a>，"),
    ],
)
def test_bare_address_ends_where_its_characters_end(source: str, address: str, rest: str) -> None:
    html = markdown_to_html(source)
    assert f'href="{address}"' in html
    assert rest in html


@pytest.mark.parametrize(
    "source", ["`http://a.example`", "http://", "www.", "a@http://x.example", "<p>http://a.example</p>"]
)
def test_no_link_is_made(source: str) -> None:
    assert "<a " not in markdown_to_html(source)


@pytest.mark.parametrize(
    "address", ["{{ site.baseurl }}/a.png", "{{ '/a.png' | relative_url }}", "{{site.url}}/图.png"]
)
def test_address_with_a_template_mark_stays_whole(address: str) -> None:
    found = sanitize(markdown_to_html(f"![x]({address}) and `![x]({address})`"))
    source = re.search(r'<img alt="x" src="([^"]*)">', found.html)
    assert source is not None
    assert media_reference(source.group(1)) == address
    assert f"<code>![x]({address})</code>" in found.html.replace("&#39;", "'")
    assert "<a>x</a>" in sanitize(markdown_to_html(f"[x]({address})")).html


def test_link_text_that_is_an_address_makes_one_link() -> None:
    html = markdown_to_html("[http://a.example](http://b.example)")
    assert html.count("<a ") == 1
    assert 'href="http://b.example"' in html


def test_html_paragraphs_with_a_markdown_tail() -> None:
    body = '<p>一是。</p><p class="x">二是。</p>\n\n<http://example.org/?a=1&b=2>\n\n[返回](//example.org/分类.html)｜[首页](//example.org/)\n'
    html = markdown_to_html(body)
    assert html.startswith('<p>一是。</p>\n<p class="x">二是。</p>\n')
    assert '<a href="http://example.org/?a=1&amp;b=2">' in html
    assert '<a href="//example.org/分类.html">返回</a>｜<a href="//example.org/">首页</a>' in html


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed posts in shared/seeds beside the project")
def test_seed_posts() -> None:
    for path in SEEDS.iterdir():
        body = path.read_text("utf-8").split("---\n", 2)[2]
        html = markdown_to_html(body)
        assert html.count("<p>") + html.count("<p ") == html.count("</p>")
        assert "](//" not in html
        assert "&lt;http" not in html


def test_each_text_starts_afresh() -> None:
    first = markdown_to_html("# A\n\nx[^1]\n\n[^1]: one")
    markdown_to_html("# A\n\n[ref]: http://example.org")
    assert markdown_to_html("# A\n\nx[^1]\n\n[^1]: one") == first
    assert "<a" not in markdown_to_html("[ref]")
