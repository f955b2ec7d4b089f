"""The sanitiser: what it keeps, what it rewrites, and that nothing gets past it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fonds.render.markdown import markdown_to_html
from fonds.render.request import media_reference
from fonds.render.sanitize import sanitize

PAYLOADS = Path(__file__).parents[3] / "shared" / "data" / "xss" / "dompurify.json"

OWN_PAYLOADS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' / onerror = alert(1) //",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jAvAsCrIpT&colon;alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a><a href="file:///etc/passwd">y</a><a href="post:///page/1">z</a>',
    "<svg><script>alert(1)</script><image href='http://evil.example/x.png'/></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='http://evil.example/x.swf'><embed src='//evil.example/y.swf'></object>",
    "<form action='http://evil.example/'><input type=text formaction='javascript:alert(1)'><button>go</button></form>",
    "<base href='http://evil.example/'><a href='x'>y</a><img src='z.png'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<link rel=stylesheet href='http://evil.example/x.css'><style>@import 'http://evil.example/y.css';</style>",
    "<p style='background:url(http://evil.example/p.png)'>x</p>",
    "<p style='width: expression(alert(1)); -moz-binding: url(http://evil.example/x)'>x</p>",
    "<p style='text-align:left;}</style><script>alert(1)</script>'>x</p>",
    "<video src=http://evil.example/v.mp4 poster=http://evil.example/p.png autoplay onplay=alert(1)></video>",
    "<picture><source srcset='http://evil.example/a.png 1x'><img srcset='//evil.example/b.png 2x'></picture>",
    "<table background='http://evil.example/t.png'><tr><td background='//evil.example/u.png'>x</table>",
    "<img src='\\\\evil.example\\x.png'><img src='/\\evil.example/x'><img src='ht\ntp://evil.example/y'>",
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'><img src='data:text/html;base64,AAAA'>",
    "<input type=image src=http://evil.example/i.png><isindex action=javascript:alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee><bgsound src=http://evil.example/x.mid>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><?xml-stylesheet href='http://evil.example/'?>",
    "<fonds-frame src='http://evil.example/'>x</fonds-frame>",
    "<img src='post:///blocked/http%3A%2F%2Fevil.example'>",
    "<a href='#x' ping='http://evil.example/ping' target=_blank>x</a>",
    "<audio controls><source src='http://evil.example/a.mp3'><track src='http://evil.example/t.vtt'></audio>",
    "<template><img src=x onerror=alert(1)></template><xmp><img src=http://evil.example/></xmp>",
    "<body background=http://evil.example/b.png onload=alert(1)><p>x",
]

LOADING = {
    "src",
    "srcset",
    "poster",
    "background",
    "data",
    "action",
    "formaction",
    "ping",
    "codebase",
    "longdesc",
    "lowsrc",
}
FORBIDDEN_TAGS = {
    *(
        "script",
        "style",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "form",
        "button",
        "base",
        "meta",
        "link",
    ),
    *("svg", "template", "noscript", "input", "fonds-frame", "select", "textarea", "marquee"),
}


class Inspector(HTMLParser):
    """Collects every way in which sanitised HTML is not safe."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN_TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            self._judge(tag, name, value or "")

    def _judge(self, tag: str, name: str, value: str) -> None:
        fault = f"<{tag} {name}={value!r}>"
        if name.startswith("on") or name in ("srcdoc", "target", "autoplay", "http-equiv"):
            self.faults.append(fault)
        if name in LOADING and not re.match(
            r"post:///media/[^/:?#]*$|data:image/(png|gif|jpeg|webp);base64,", value
        ):
            self.faults.append(fault)
        if name == "href" and not re.match(r"(https?://|mailto:|#)", value, re.I):
            self.faults.append(fault)
        if name == "style" and re.search(r"url|import|expression|position|[\\@{}<>]", value, re.I):
            self.faults.append(fault)


def faults_of(markup: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(markup)
    inspector.close()
    if re.search(r"<\s*/?\s*script", markup, re.I):
        inspector.faults.append("a script tag")
    return inspector.faults


def hostile() -> list[str]:
    if not PAYLOADS.is_file():
        return []
    return [entry["payload"] for entry in json.loads(PAYLOADS.read_text("utf-8"))]


@pytest.mark.parametrize("payload", OWN_PAYLOADS)
def test_own_payload_is_harmless(payload: str) -> None:
    result = sanitize(payload)
    assert faults_of(result.html) == []
    assert sanitize(result.html).html == result.html


def test_the_inspector_sees_faults() -> None:
    assert len(faults_of("<script>1</script><a href='javascript:x' onclick=y><img src=http://a/>")) >= 4


@pytest.mark.skipif(
    not PAYLOADS.is_file(), reason="needs the collected payloads in shared/ beside the project"
)
def test_collected_payloads_are_harmless() -> None:
    payloads = hostile()
    assert len(payloads) == 223
    for payload in payloads:
        for markup in (payload, markdown_to_html(payload)):
            result = sanitize(markup)
            assert faults_of(result.html) == [], payload
            assert sanitize(result.html).html == result.html, payload


FRAGMENTS = [
    *(
        "<p>",
        "</p>",
        "<a href=",
        "'",
        '"',
        ">",
        "<img src=",
        "http://e.example/",
        "//e.example",
        "javascript:",
        " onload=",
    ),
    *(
        "<table>",
        "<td>",
        "<math>",
        "<mtext>",
        "<svg>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<iframe src=",
        "</iframe>",
    ),
    *(
        "style=",
        "url(",
        ")",
        "&lt;",
        "&#x6a;",
        "\x00",
        "\t",
        "<video poster=",
        "<source srcset=",
        "<b>",
        "</b>",
        "<li>",
        "x",
    ),
    *(
        "<fonds-frame src=",
        "post:///blocked/",
        "post:///media/",
        "data:image/png;base64,AA",
        "<form>",
        "<xmp>",
        "<select>",
    ),
    *(
        "<input type=checkbox checked>",
        "中文",
        "<noscript>",
        "</noscript>",
        "<template>",
        "<plaintext>",
        "<textarea>",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=30).map("".join))
@example("<a href='//x'><table><a href='//y'>")
@example("<b><p><b><p><b>")
def test_anything_becomes_harmless_and_stays_the_same(source: str) -> None:
    once = sanitize(source)
    assert faults_of(once.html) == []
    assert sanitize(once.html).html == once.html
    assert sanitize(once.html).blocked == ()


@pytest.mark.parametrize(
    "kept",
    [
        '<table><thead><tr><th scope="col" colspan="2">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
        "<figure><figcaption>caption</figcaption></figure>",
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
        '<details open=""><summary>more</summary>text</details>',
        "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
        "<dl><dt>t</dt><dd>d</dd></dl>",
        '<p style="text-align: right; text-indent: 2em" class="note" id="fn:1">x</p>',
        '<a href="https://example.org/a?b=1&amp;c=2#d">x</a><a href="mailto:a@example.org">y</a><a href="#fn:1">z</a>',
        '<ol start="3" type="a"><li value="5">x</li></ol>',
        "<h1>a</h1><blockquote>b</blockquote><pre><code>c</code></pre><del>d</del><sup>e</sup><kbd>f</kbd>",
    ],
)
def test_what_a_text_needs_is_kept(kept: str) -> None:
    assert sanitize(kept).html == kept
    assert sanitize(kept).blocked == ()


def test_link_without_scheme_goes_to_https() -> None:
    assert sanitize('<a href="//example.org/x">y</a>').html == '<a href="https://example.org/x">y</a>'


def test_local_link_loses_its_address_and_keeps_its_text() -> None:
    assert sanitize('<a href="../other.html">y</a>').html == "<a>y</a>"


@pytest.mark.parametrize(
    "reference",
    [
        "a.png",
        "../images/图 1.png",
        "/assets/a%20b.png",
        "x.png?v=1#top",
        "a&b.png",
        "..",
        "C/x;y=1.png",
        "a'\"b.png",
    ],
)
def test_local_image_leads_into_the_archive(reference: str) -> None:
    from html import escape

    result = sanitize(f'<img src="{escape(reference)}">')
    found = re.search(r'src="([^"]*)"', result.html)
    assert found is not None
    assert media_reference(found.group(1)) == reference
    assert result.blocked == ()
    assert sanitize(result.html).html == result.html


def test_remote_image_is_named_and_listed() -> None:
    result = sanitize('<p><img alt="A &amp; B" src="http://example.org/a.png?x=1&amp;y=2"></p>')
    assert result.blocked == ("http://example.org/a.png?x=1&y=2",)
    assert "A &amp; B · http://example.org/a.png?x=1&amp;y=2</span>" in result.html
    assert "<img" not in result.html


def test_every_remote_address_is_listed_once_and_in_order() -> None:
    result = sanitize(
        "<style>@import 'http://e.example/0.css'; p{background:url(http://e.example/1.png)}</style>"
        "<link rel=stylesheet href='//e.example/2.css'><script src='http://e.example/3.js'></script>"
        "<iframe src='http://e.example/4'></iframe><img src='//e.example/5.png' srcset='http://e.example/6.png 2x'>"
        "<img src='//e.example/5.png'><video poster='http://e.example/7.png'><source src='http://e.example/8.mp4'>"
        "</video><td background='http://e.example/9'><p style='background:url(//e.example/10)'>"
    )
    listed = {address.rpartition("/")[2].partition(".")[0] for address in result.blocked}
    assert listed == {str(number) for number in range(11)} - {"9"}  # a cell outside a table is no cell
    assert len(result.blocked) == 10


def test_code_that_speaks_of_addresses_blocks_nothing() -> None:
    markup = (
        "<pre>&lt;img src=&quot;http://a.example/&quot;&gt; a { background: url(http://b.example/x) }</pre>"
    )
    result = sanitize(markup)
    assert result.blocked == ()
    assert "&lt;img src=" in result.html


def test_frame_is_named_with_its_fallback() -> None:
    result = sanitize('<iframe width=5 src="https://example.org/v">see <b>there</b></iframe>after')
    assert "https://example.org/v</span>see <b>there</b>" in result.html
    assert result.html.endswith("after")


def test_video_with_remote_source_keeps_its_text_and_names_the_source() -> None:
    result = sanitize('<video><source src="http://example.org/v.mp4">no video</video><p>next</p>')
    assert re.search(r"no video</video><span [^>]*>http://example.org/v.mp4</span><p>next", result.html)


def test_small_raster_data_images_only() -> None:
    png = "data:image/png;base64,iVBORw0KGgo="
    assert sanitize(f'<img src="{png}">').html == f'<img src="{png}">'
    assert "data:" not in sanitize('<img src="data:image/svg+xml;base64,AAAA">').html
    assert "data:" not in sanitize(f'<img src="data:image/png;base64,{"A" * 5_000_000}">').html


def test_check_boxes_become_characters() -> None:
    result = sanitize(markdown_to_html("- [x] a\n- [ ] b"))
    assert result.html.count("☑") == 1
    assert result.html.count("☐") == 1
    assert "<input" not in result.html


def test_long_address_is_shortened_on_the_page_not_in_the_list() -> None:
    address = "http://example.org/" + "a" * 500
    result = sanitize(f'<img src="{address}">')
    assert result.blocked == (address,)
    assert "…</span>" in result.html
