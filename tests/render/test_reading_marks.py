"""What a reader sees of sound, film, remote addresses, and the tags of generators that say how a text is cut."""

from __future__ import annotations

import pytest

from fonds.model.post import BodyFormat
from fonds.render.page import build_page
from fonds.render.page_fonts import script_of
from fonds.render.request import EngineKind, LineWidth, Look, RenderRequest, ResourceKind
from fonds.render.sanitize import sanitize
from fonds.render.template import palette, style_sheet


def body_of(text: str, generator: str = "jekyll", engine: EngineKind = EngineKind.WEB) -> str:
    request = RenderRequest(text, generator=generator, look=Look(engine=engine))
    return build_page(request).html.partition('<div class="body">')[2].partition("</article>")[0]


def test_raw_is_shown_without_its_tags() -> None:
    shown = body_of("a {% raw %}{{ page.title }} *x*{% endraw %} b")
    assert "{{ page.title }} <em>x</em>" in shown
    assert "raw" not in shown


def test_an_open_raw_is_shown_as_it_is() -> None:
    assert '<code class="mark">{% raw %}</code>' in body_of("a {% raw %} b")


@pytest.mark.parametrize("form", [BodyFormat.MARKDOWN, BodyFormat.HTML])
@pytest.mark.parametrize("written", ["<!--more-->", "<!-- more -->", "<!--more Read on -->"])
def test_the_place_where_a_list_breaks_off_is_marked(form: BodyFormat, written: str) -> None:
    page = build_page(RenderRequest(f"<p>a</p>\n\n{written}\n\n<p>b</p>", form, generator="hexo"))
    marked = written.replace("<", "&lt;").replace(">", "&gt;")
    assert f'<span class="more"><code class="mark">{marked}</code></span>' in page.html


def test_code_keeps_what_it_shows() -> None:
    shown = body_of("`<!--more-->` and `{% raw %}`\n\n```\n{% highlight x %}<!--more-->\n```")
    assert 'class="more"' not in shown
    assert shown.count("&lt;!--more--&gt;") == 2
    assert "{% highlight x %}" in shown


def test_a_folder_of_anything_has_its_tags_drawn() -> None:
    shown = body_of(
        '{% highlight python %}\ndef f(): pass\n{% endhighlight %}\n\n{{< figure src="a.png" caption="图" >}}\n\n'
        "{% include x.html %} {{< youtube 1 >}}",
        "folder",
    )
    assert '<span class="k">def</span>' in shown
    assert "<figcaption>图</figcaption>" in shown
    assert '<code class="mark">{% include x.html %}</code>' in shown
    assert '<code class="mark">{{&lt; youtube 1 &gt;}}</code>' in shown


def test_sound_and_film_have_a_link_and_where_possible_a_player() -> None:
    text = '<audio src="/声/a b.mp3"></audio>\n\n<video><source src="f.webm">no player</video>\n\n<audio src="http://e.example/x.mp3"></audio>'
    web, light = body_of(text), body_of(text, engine=EngineKind.LIGHT)
    for shown in (web, light):
        assert '<a href="post:///media/%2F%E5%A3%B0%2Fa%20b.mp3">♪ a b.mp3</a>' in shown
        assert '<a href="post:///media/f.webm">▶ f.webm</a>' in shown
        assert shown.count('<span class="player">') == 2
    assert web.count("<audio") == 2
    assert "<video" in web
    assert "<audio" not in light
    assert "<video" not in light
    assert "no player" in light


def test_remote_addresses_have_their_kinds() -> None:
    found = sanitize(
        '<img src="http://e.example/a.png"><iframe src="http://e.example/f"></iframe><script src="http://e.example/s.js"></script>'
        '<link href="http://e.example/l.css"><video src="http://e.example/v.mp4" poster="http://e.example/p.png"></video>'
        '<audio src="http://e.example/a.mp3"></audio><p style="background: url(http://e.example/b.png)">x</p>'
        '<style>@import "http://e.example/i.css";</style>'
    )
    kinds = {
        address.rpartition("/")[2]: kind for address, kind in zip(found.blocked, found.kinds, strict=True)
    }
    assert kinds == {
        "i.css": ResourceKind.STYLE,
        "s.js": ResourceKind.SCRIPT,
        "l.css": ResourceKind.STYLE,
        "a.png": ResourceKind.PICTURE,
        "f": ResourceKind.FRAME,
        "v.mp4": ResourceKind.FILM,
        "p.png": ResourceKind.PICTURE,
        "a.mp3": ResourceKind.SOUND,
        "b.png": ResourceKind.PICTURE,
    }
    page = build_page(RenderRequest('![x](http://e.example/a.png)\n\n<iframe src="//e.example/f"></iframe>'))
    assert page.kinds == (ResourceKind.PICTURE, ResourceKind.FRAME)
    assert len(page.blocked) == 2


def test_paper_is_white_in_every_palette() -> None:
    for name in ("light", "dark", "sepia"):
        printed = style_sheet(Look(name)).partition("@media print")[2]
        assert f"--ink: {palette('light')['ink']}" in printed
        assert "--paper: #fff" in printed


@pytest.mark.parametrize("engine", list(EngineKind))
def test_faces_follow_the_language(engine: EngineKind) -> None:
    sheet = style_sheet(Look(engine=engine, serif=True), "tc")
    assert "Noto Serif CJK TC" in sheet
    assert "Noto Sans CJK" not in sheet.partition("code, kbd")[0].partition("pre, code")[0]
    assert "Noto Sans CJK JP" in style_sheet(Look(engine=engine), "ja")


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("zh-CN", "sc"),
        ("zh-TW", "tc"),
        ("zh-Hant-HK", "tc"),
        ("ja", "ja"),
        ("ko-KR", "ko"),
        ("en", "sc"),
        ("", "sc"),
    ],
)
def test_scripts(language: str, script: str) -> None:
    assert script_of(language) == script


def test_the_width_is_named_on_the_page() -> None:
    for width in LineWidth:
        assert f'<body class="{width.value}">' in build_page(RenderRequest("x", look=Look(width=width))).html
