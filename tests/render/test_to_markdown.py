"""HTML that was copied somewhere becomes plain Markdown."""

from __future__ import annotations

import pytest

from fonds.model.errors import UserError
from fonds.render import to_markdown
from fonds.render.to_markdown import fragment_of, markdown_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一 <b>二</b> <i>三</i></p><p>四</p>", "一 **二** *三*\n\n四"),
        ('<h2>标题</h2><a href="https://a.example/">链接</a>', "## 标题\n\n[链接](https://a.example/)"),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>", "- a\n- b\n  1. c"),
        ('<pre><code class="language-py">x = 1\n</code></pre>', "```py\nx = 1\n```"),
        ("<table><tr><th>名</th><th>n</th></tr><tr><td>a</td><td>1</td></tr></table>",
         "| 名 | n |\n| --- | --- |\n| a | 1 |"),
        ('<img src="a.png" alt="图"><script>bad()</script><style>p{}</style>', "![图](a.png)"),
        ("a<br>b", "a  \nb"),
        ('<p style="mso">A+B &lt; C</p>', "A+B < C"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_copied(html: str, text: str) -> None:
    assert markdown_of(html) == text


def test_what_a_platform_puts_around_it_is_left_out() -> None:
    html = "<html><body>\n<!--StartFragment--><b>x</b><!--EndFragment-->\n</body></html>"
    assert fragment_of(html) == "<b>x</b>"
    assert markdown_of(html) == "**x**"


def test_too_much_and_too_deep_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError):
        markdown_of("<div>" * 3000 + "x")
    monkeypatch.setattr(to_markdown, "LARGEST", 10)
    with pytest.raises(UserError):
        markdown_of("<p>much too long</p>")
