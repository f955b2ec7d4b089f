"""The marks of each generator on the page: what is drawn, what is shown as written, and nothing that is run or lost."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import BodyFormat
from fonds.render.drawing import Drawer
from fonds.render.expansion import expand, find_mentions, find_pieces
from fonds.render.page import build_page
from fonds.render.request import (
    EngineKind,
    Look,
    Mention,
    MentionStyle,
    RenderRequest,
    Target,
    media_reference,
    opened_post,
    owned_reference,
    split_owner,
)
from fonds.render.sanitize import sanitize

MARKDOWN = BodyFormat.MARKDOWN
Targets = tuple[tuple[Mention, Target], ...]


def page(
    body: str,
    generator: str,
    targets: Targets = (),
    files: frozenset[str] | None = None,
    form: BodyFormat = MARKDOWN,
    engine: EngineKind = EngineKind.WEB,
) -> str:
    look = Look(engine=engine)
    request = RenderRequest(body, form, look=look, generator=generator, targets=targets, files=files)
    html = build_page(request).html
    return html[html.index('<div class="body">') + 18 :]


def wiki(name: str, target: Target, part: str = "") -> Targets:
    return ((Mention(MentionStyle.WIKI, name, part), target),)


NOTE = Target(5, "笔记")


def test_wikilinks_open_their_posts_and_others_are_text_with_a_quiet_mark() -> None:
    shown = page("看 [[笔记]]、[[笔记|别名]] 和 [[a_b_c|*无*]]。", "obsidian", wiki("笔记", NOTE))
    assert '<a href="post:///open/5" title="笔记">笔记</a>' in shown
    assert ">别名</a>" in shown
    assert '<span class="unresolved">*无*</span>' in shown


def test_a_plain_folder_keeps_brackets_that_name_nothing() -> None:
    shown = page("[[x]] [[笔记]]", "folder", wiki("笔记", NOTE))
    assert "[[x]]" in shown
    assert 'href="post:///open/5"' in shown


def test_embedded_pictures_have_their_size_and_missing_ones_a_name() -> None:
    files = frozenset({"图 一.png"})
    shown = page("![[图 一.png|300x200]] ![[gone.png]] ![[talk.mp3]]", "obsidian", files=files)
    assert 'width="300" height="200"' in shown
    assert '<span class="unresolved">gone.png</span>' in shown
    assert media_reference(re.findall(r'src="([^"]*)"', shown)[0]) == "图 一.png"


def test_a_note_is_embedded_one_level_deep_with_its_own_pictures() -> None:
    inner = Target(
        5,
        "笔记",
        "文字 **粗** ![[p.png]] ![[笔记]] [[笔记]]",
        MARKDOWN,
        "obsidian",
        wiki("笔记", NOTE),
        frozenset({"p.png"}),
    )
    shown = page("前\n\n![[笔记#二]]\n\n后", "obsidian", wiki("笔记", inner, "二"))
    assert shown.count('<blockquote class="embed">') == 1
    assert "笔记 › 二</a>" in shown
    assert "<strong>粗</strong>" in shown
    reference = media_reference(re.findall(r'src="([^"]*)"', shown)[0])
    assert reference is not None
    assert split_owner(reference) == (5, "p.png")


def test_what_an_embedded_note_wants_from_elsewhere_is_blocked_and_listed() -> None:
    inner = Target(5, "笔记", '<img src="https://e.example/x.png"><script>1</script>', MARKDOWN, "obsidian")
    request = RenderRequest("![[笔记]]", generator="obsidian", targets=wiki("笔记", inner))
    found = build_page(request)
    assert found.blocked == ("https://e.example/x.png",)
    assert "<script>1" not in found.html


def test_callouts_have_their_head() -> None:
    shown = page(
        "> [!warning]- 注意 旧目录\n> 不要 *删*\n\n> [!tip]\n> 字\n\n> [!note] a *b*\n> c\n\n[!no] x",
        "obsidian",
    )
    assert "<strong>注意 旧目录</strong><br>" in shown
    assert "<strong>tip</strong><br>" in shown
    assert "<strong>note</strong><br> a <em>b</em>" in shown
    assert "[!no] x" in shown


def test_code_keeps_its_brackets() -> None:
    body = "`[[笔记]]`\n\n```\n![[笔记]]\n```\n\n    [[笔记]]\n\n<code>[[笔记]]</code>"
    shown = page(body, "obsidian", wiki("笔记", NOTE))
    assert "post:///open" not in shown
    assert shown.count("[[笔记]]") == 4


def test_links_to_files_of_other_posts_open_them() -> None:
    targets: Targets = tuple(
        (Mention(MentionStyle.ADDRESS, name), Target(7, "Other"))
        for name in ("other.md#part", "@/blog/a.md", "{filename}a.md")
    )
    body = "[a](other.md#part) [b](@/blog/a.md) [c]({filename}a.md) [d](gone.md)"
    assert [name for name, _ in find_mentions(body, "zola", MARKDOWN).items()] != []
    assert page(body, "zola", targets).count('href="post:///open/7"') == 3


def test_hexo_tags() -> None:
    targets: Targets = ((Mention(MentionStyle.POST, "hello"), Target(9, "Hello")),)
    body = (
        '{% asset_img a.png 300 "题" %} {% img left /i/b.png 10 20 %}\n\n{% post_link hello 你好 %} {% post_link gone %}\n\n'
        "{% codeblock lang:js %}\nlet a = '[[x]]';\n{% endcodeblock %}\n\n{% blockquote 鲁迅 %}\n*引文*\n"
        "{% endblockquote %}\n\n{% youtube xyz %} {% asset_path c.pdf %}"
    )
    shown = page(body, "hexo", targets)
    assert 'src="post:///media/a.png" alt="题" width="300"' in shown
    assert 'src="post:///media/%2Fi%2Fb.png" alt="" width="10" height="20"' in shown
    assert '<a href="post:///open/9" title="Hello">你好</a>' in shown
    assert '<code class="mark">{% post_link gone %}</code>' in shown
    assert '<span class="kd">let</span>' in shown
    assert re.search(
        r"<blockquote><p><strong>鲁迅</strong></p>\s*<p><em>引文</em></p>\s*</blockquote>", shown
    )
    assert '<code class="mark">{% youtube xyz %}</code>' in shown


def test_jekyll_tags() -> None:
    post: Targets = ((Mention(MentionStyle.POST, "2020-01-01-x"), Target(3, "X")),)
    body = (
        "[p]({% post_url 2020-01-01-x %}) [q]({{ site.baseurl }}{% post_url 2020-01-01-x %}) {% post_url 2020-01-01-x %}\n\n"
        "![a]({{ site.baseurl }}/a.png) <img src=\"{{ '/b.png' | relative_url }}\">\n\n"
        "{% highlight ruby %}\ndef a\n{% endhighlight %}\n\n# Head {{ page.title }}\n\n{% include x.html %} {{ 'a' | b }}"
    )
    shown = page(body, "jekyll", post)
    assert shown.count('href="post:///open/3"') == 3
    sources = [media_reference(address) for address in re.findall(r'src="([^"]*)"', shown)]
    assert sources == ["{{ site.baseurl }}/a.png", "{{ '/b.png' | relative_url }}"]
    assert '<span class="k">def</span>' in shown
    assert '<code class="mark">{% include x.html %}</code>' in shown
    assert "zz0qfonds" not in shown


def test_hugo_shortcodes() -> None:
    targets: Targets = ((Mention(MentionStyle.PATH, "b.md"), Target(3, "B")),)
    body = (
        '{{< figure src="a.jpg" caption="图 一" width="300px" >}}\n\n[r]({{< ref "b.md" >}}) {{% relref "gone.md" %}}\n\n'
        '{{< highlight go "linenos=table" >}}\nfunc a()\n{{< /highlight >}}\n\n{{</* gist x */>}} {{< youtube id="1" >}}'
    )
    shown = page(body, "hugo", targets)
    assert '<figure><img src="post:///media/a.jpg" alt="图 一" width="300">' in shown
    assert "<figcaption>图 一</figcaption>" in shown
    assert '<a href="post:///open/3">r</a>' in shown
    assert '<span class="kd">func</span>' in shown
    assert "{{&lt; gist x &gt;}}" in shown
    assert '<code class="mark">{{&lt; youtube id="1" &gt;}}</code>' in shown


def test_docusaurus_admonitions_and_mdx() -> None:
    body = (
        ":::tip[提示]\n\n里面 **字**\n\n:::\n\nimport logo from './img/l.png';\n\n<img src={logo} alt=\"x\" />\n\n"
        ":::note\nnever closed\n\n<Tabs>kept</Tabs> {/* remark */}"
    )
    shown = page(body, "docusaurus")
    assert re.search(
        r'<div class="notice notice-tip"><p class="notice-title">提示</p>\s*<p>里面 <strong>字</strong></p>\s*</div>',
        shown,
    )
    assert 'src="post:///media/.%2Fimg%2Fl.png"' in shown
    assert "import logo from" in shown
    assert '<code class="mark">:::note</code>' in shown
    assert "kept" in shown


def test_macros_of_mdn_show_what_they_name() -> None:
    shown = page('{{domxref("Window.fetch()", "fetch()")}} {{Glossary("DOM")}} {{Compat}}', "mdn")
    assert ">fetch()</code>" in shown
    assert ">DOM</span>" in shown
    assert '<code class="mark">{{Compat}}</code>' in shown


def test_html_bodies_have_marks_too_and_plain_text_has_none() -> None:
    shown = page("<p>[[笔记]]</p>", "obsidian", wiki("笔记", NOTE), form=BodyFormat.HTML)
    assert 'href="post:///open/5"' in shown
    assert "[[笔记]]" in page("[[笔记]]", "obsidian", wiki("笔记", NOTE), form=BodyFormat.TEXT)


def test_the_light_engine_gets_the_same() -> None:
    shown = page(
        "![[笔记]] [[x]]", "obsidian", wiki("笔记", Target(5, "笔记", "文字")), engine=EngineKind.LIGHT
    )
    assert 'class="embed"' in shown
    assert 'class="unresolved"' in shown


def test_a_post_s_own_words_never_pass_for_a_mark_s() -> None:
    body = "zz0qfonds0x [[笔记]] zz1qfonds0x"
    shown = page(body, "obsidian", wiki("笔记", NOTE))
    assert "zz0qfonds0x" in shown
    assert "zz1qfonds0x" in shown


def test_addresses_of_posts_are_numbers_only() -> None:
    assert opened_post("post:///open/12") == 12
    for address in (
        "post:///open/",
        "post:///open/1x",
        "post:///open/٣",
        "https://a/",
        "post:///open/" + "9" * 40,
    ):
        assert opened_post(address) is None
    assert 'href="post:///open/3"' in sanitize('<a href="post:///open/3">x</a>').html
    assert "href" not in sanitize('<a href="post:///media/3">x</a>').html
    assert split_owner(owned_reference(4, "a\x1fb")) == (4, "a\x1fb")
    assert split_owner("\x1fx\x1fa") == (None, "\x1fx\x1fa")


GENERATORS = (
    "obsidian",
    "folder",
    "jekyll",
    "hexo",
    "hugo",
    "zola",
    "eleventy",
    "mdn",
    "docusaurus",
    "pelican",
)
_PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "[[",
                "]]",
                "![[",
                "a",
                "笔记",
                "|",
                "#",
                "{{",
                "}}",
                "{%",
                "%}",
                "{{<",
                ">}}",
                "{{%",
                "%}}",
                " raw ",
                " endraw ",
            ),
            *(
                " highlight go ",
                " endhighlight ",
                " blockquote ",
                " endblockquote ",
                ":::",
                ":::note\n",
                "\n",
                "\n\n",
                "`",
                "```\n",
            ),
            *(
                "<b>",
                "<img src=",
                ">",
                '"',
                "/*",
                "*/",
                " figure src=",
                "import x from 'y'",
                "    ",
                "x.png",
                "zz0qfonds0x",
            ),
        ]
    ),
    max_size=30,
)


@given(_PIECES, st.sampled_from(GENERATORS), st.booleans())
def test_any_marks_make_a_safe_page_and_no_word_stays_behind(
    parts: list[str], generator: str, markdown: bool
) -> None:
    body = "".join(parts)
    form = MARKDOWN if markdown else BodyFormat.HTML
    target = Target(5, "笔记", "文字", MARKDOWN, "obsidian")
    drawer = Drawer(dict(wiki("笔记", target)), frozenset({"x.png"}))
    markup = drawer.body(body, form, generator)
    safe = sanitize(markup).html
    assert sanitize(safe).html == safe
    assert not re.search(r"zz[1-9]\d*qfonds", safe)


@given(_PIECES, st.sampled_from(GENERATORS))
def test_pieces_are_in_order_and_hold_the_text(parts: list[str], generator: str) -> None:
    body = "".join(parts)
    pieces = find_pieces(body, generator, MARKDOWN)
    ends = [0, *(piece.end for piece in pieces)]
    assert all(
        piece.start >= end and piece.start < piece.end for piece, end in zip(pieces, ends, strict=False)
    )
    assert expand(body, pieces, lambda piece, written: None).text == body


@pytest.mark.parametrize(
    ("generator", "unit"),
    [
        *(("obsidian", unit) for unit in ("[[", "![[a]]", "[[a|", "[[a]]]]", "> [!a", "> [!a] b\n", ">>>>")),
        *(
            ("hexo", unit)
            for unit in ("{{", "{%", "{% raw %}", "{% blockquote %}", "{% codeblock %}", "{{ {% ")
        ),
        *(("hugo", unit) for unit in ("{{<", "{{< highlight a >}}", '{{< figure src="')),
        *(("docusaurus", unit) for unit in (":::a\n", ":::\n", "import x from '", "src={")),
    ],
)
def test_hostile_repetition_costs_no_more_than_its_length(generator: str, unit: str) -> None:
    def cost(size: int) -> float:
        body = unit * (size // len(unit))
        began = time.process_time()
        pieces = find_pieces(body, generator, MARKDOWN)
        expansion = expand(body, pieces, lambda piece, written: None)
        assert expansion.fill(expansion.text) == body
        return time.process_time() - began

    small = max(min(cost(40_000) for _ in range(3)), 0.004)
    assert (
        min(cost(320_000) for _ in range(2)) / small < 40
    )  # eight times the length; a square would be 64 times
