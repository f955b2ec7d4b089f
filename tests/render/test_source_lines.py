"""Marks of lines on a page: in the right places, and nothing else on the page is touched by them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.post import BodyFormat
from fonds.render.page import build_page
from fonds.render.request import EngineKind, Look, RenderRequest

MARK = re.compile(r'<span data-line="(\d+)"></span>|<a name="line-(\d+)"></a>')
ENGINES = (EngineKind.WEB, EngineKind.LIGHT)
MARKDOWN = """# 标题 *x*

First **paragraph**
goes on.

- [ ] chore
- item `code`
  1. nested

[link](a.md) begins

| a | b |
|---|---|
| 1 | 2 |

```python
x = 1

y = 2
```

> quoted

<p>markup</p>

Setext
------

    code by blanks

[named]: http://example.org
* * *
last
"""


def rendered(body: str, form: BodyFormat, engine: EngineKind, generator: str = "", *, marks: bool) -> str:
    look = Look(engine=engine, line_marks=marks)
    page = build_page(RenderRequest(body, form, look=look, generator=generator))
    return page.html.partition("<article")[2]


def lines_before(html: str, words: str) -> int:
    """The line of the mark right before some words."""
    place = re.search(rf">[^<>]*?(?={re.escape(words)})", html)
    assert place is not None
    found = [match for match in MARK.finditer(html) if match.end() <= place.end()]
    return int(found[-1][1] or found[-1][2])


@pytest.mark.parametrize("engine", ENGINES)
def test_blocks_of_markdown_know_their_lines(engine: EngineKind) -> None:
    html = rendered(MARKDOWN, BodyFormat.MARKDOWN, engine, marks=True)
    lines = MARKDOWN.split("\n")
    for words in ("标题", "First", "chore", "item", "nested", "quoted", "markup", "Setext"):
        number = next(number for number, line in enumerate(lines) if words in line)
        assert lines_before(html, words) == number, words


@pytest.mark.parametrize("engine", ENGINES)
def test_marks_change_nothing_else(engine: EngineKind) -> None:
    marked = rendered(MARKDOWN, BodyFormat.MARKDOWN, engine, marks=True)
    assert MARK.sub("", marked) == rendered(MARKDOWN, BodyFormat.MARKDOWN, engine, marks=False)


def test_blocks_of_html_know_their_lines() -> None:
    body = "<div>\n<h2>一</h2>\n<p class='a'>one</p>\n<!-- <p>\n --><p>two<br>\nthree\n<pre>\n<p>x</pre>"
    html = rendered(body, BodyFormat.HTML, EngineKind.WEB, marks=True)
    assert [lines_before(html, words) for words in ("一", "one", "two")] == [1, 2, 4]
    assert MARK.sub("", html) == rendered(body, BodyFormat.HTML, EngineKind.WEB, marks=False)


def test_plain_text_knows_its_lines() -> None:
    html = rendered("one\ntwo <b>\nthree", BodyFormat.TEXT, EngineKind.WEB, marks=True)
    assert [lines_before(html, words) for words in ("one", "two", "three")] == [0, 1, 2]


def test_lines_above_the_body_are_counted() -> None:
    request = RenderRequest("a\n\nb", look=Look(line_marks=True))
    html = build_page(replace(request, first_line=7)).html
    assert (lines_before(html, "a</p>"), lines_before(html, "b</p>")) == (7, 9)


def test_marks_keep_away_from_what_is_drawn() -> None:
    body = "![[图.png]]\n\n{% highlight ruby %}\na\n\nb\n{% endhighlight %}\n\n<!--more-->\n\nafter"
    for generator in ("obsidian", "jekyll", "folder"):
        marked = rendered(body, BodyFormat.MARKDOWN, EngineKind.WEB, generator, marks=True)
        plain = rendered(body, BodyFormat.MARKDOWN, EngineKind.WEB, generator, marks=False)
        assert MARK.sub("", marked) == plain
        assert lines_before(marked, "after") == 10


def test_a_text_with_such_characters_is_left_alone() -> None:
    body = "a \ue0f0\ue101\ue0f1\n\nb"
    html = rendered(body, BodyFormat.MARKDOWN, EngineKind.WEB, marks=True)
    assert [match[1] for match in MARK.finditer(html)] == ["1", "3"]


def test_a_long_text_has_few_marks() -> None:
    body = "line\n\n" * 20_000
    html = rendered(body, BodyFormat.TEXT, EngineKind.WEB, marks=True)
    assert len(MARK.findall(html)) < 3100


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "# ",
                    "- ",
                    "1. ",
                    "> ",
                    "    ",
                    "\n",
                    "\n\n",
                    "text",
                    "文字",
                    "*",
                    "**",
                    "_",
                    "`",
                    "```\n",
                    "|",
                    "---\n",
                ),
                *(
                    "===\n",
                    "[a](b)",
                    "[^1]",
                    "[^1]: ",
                    "![x](y.png)",
                    "<p>",
                    "</p>",
                    "<div markdown='1'>",
                    "</div>",
                ),
                *("<!--", "-->", "<pre>", "{: #id }", ": ", "https://a.example/x", "  \n", "\\", "&amp;"),
            ]
        ),
        max_size=25,
    )
)
def test_no_text_is_rendered_otherwise_for_its_marks(parts: list[str]) -> None:
    body = "".join(parts)
    marked = rendered(body, BodyFormat.MARKDOWN, EngineKind.WEB, marks=True)
    assert not re.search("[\ue0f0\ue0f1\ue100-\ue109]", marked)
    assert MARK.sub("", marked) == rendered(body, BodyFormat.MARKDOWN, EngineKind.WEB, marks=False)
