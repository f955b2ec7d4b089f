"""A body in another format says the same, and what it cannot say is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.model.post import BodyFormat
from fonds.render.conversion import LARGEST, convert_body

MARKDOWN, HTML = BodyFormat.MARKDOWN, BodyFormat.HTML


def test_html_becomes_markdown_and_losses_are_counted() -> None:
    body = (
        '<h2 class="x">标题</h2><p>一<b>二</b> <a href="u" target="_blank">三</a></p>'
        '<iframe src="v"></iframe><iframe src="w"></iframe><img src="p.png" alt="A" width="3">'
    )
    made = convert_body(body, HTML, MARKDOWN)
    assert made.text == "## 标题\n\n一**二** [三](u)\n\n![A](p.png)\n"
    assert made.elements == (("iframe", 2),)
    assert dict(made.attributes) == {"h2.class": 1, "a.target": 1, "img.width": 1}


def test_html_in_markdown_becomes_markdown_and_the_rest_stays() -> None:
    body = "# One\n\ntext *em* and <strong>bold</strong>\n\n- a\n- b\n\n```py\nx = 1\n```\n\nnote[^1]\n\n[^1]: below\n"
    made = convert_body(body, MARKDOWN, MARKDOWN)
    assert made.text == body.replace("<strong>bold</strong>", "**bold**")
    assert made.elements == ()


def test_markdown_becomes_html() -> None:
    made = convert_body("# One\n\n*a* `b`\n", MARKDOWN, HTML)
    assert made.text == '<h1 id="one">One</h1>\n<p><em>a</em> <code>b</code></p>\n'
    assert made.elements == made.attributes == ()


@pytest.mark.parametrize("wanted", [MARKDOWN, HTML])
@pytest.mark.parametrize("kept", ["<!--more-->", '{% include "a_b*c*.html" %}', "{{ site.url }}"])
def test_marks_of_the_generator_stay(kept: str, wanted: BodyFormat) -> None:
    made = convert_body(f"One\n\n{kept}\n\nTwo\n", MARKDOWN, wanted)
    assert f"\n{kept}\n" in made.text


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(UserError):
        convert_body("x" * (LARGEST + 1), HTML, MARKDOWN)


@given(body=st.text(max_size=60))
def test_no_text_breaks_the_conversion(body: str) -> None:
    for written in (MARKDOWN, HTML):
        for wanted in (MARKDOWN, HTML):
            convert_body(body, written, wanted)
