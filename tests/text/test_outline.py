"""The headings of a text."""

from __future__ import annotations

import pytest

from fonds.model.post import BodyFormat
from fonds.text.outline import Heading, find_headings

MARKDOWN = """# 一 [链接](x) {#id}

文 **字**
---

```
# no heading
<h1>nor this</h1>
```

### `c` & d ###
- item
---
<h2 id="a">
HTML &amp; <em>more</em></h2>
#no
"""


def test_headings_of_markdown() -> None:
    assert find_headings(MARKDOWN, BodyFormat.MARKDOWN) == (
        Heading(0, 1, "一 链接"),
        Heading(2, 2, "文 字"),
        Heading(10, 3, "c & d"),
        Heading(13, 2, "HTML & more"),
    )


def test_headings_of_html_and_of_plain_text() -> None:
    text = "<h1>a</h1>\n<p># b</p>\n<H3 class=x>c</H3><h2>d</h2>"
    found = find_headings(text, BodyFormat.HTML)
    assert [(item.line, item.level, item.text) for item in found] == [(0, 1, "a"), (2, 3, "c"), (2, 2, "d")]
    assert find_headings("# a", BodyFormat.TEXT) == ()


def test_comments_of_the_front_matter_are_no_headings() -> None:
    text = "---\n# note\ntitle: x\n---\n# a\n"
    assert find_headings(text, BodyFormat.MARKDOWN, with_header=True) == (Heading(4, 1, "a"),)
    assert find_headings("+++\n# a", BodyFormat.MARKDOWN, with_header=True) == (Heading(1, 1, "a"),)


@pytest.mark.parametrize("piece", ["# ", "<h1>", "</h1><h1>", "```\n", "===\n", "# [", "![a](", "#\t#"])
def test_no_text_takes_long(piece: str) -> None:
    find_headings(piece * (100_000 // len(piece)), BodyFormat.MARKDOWN)
