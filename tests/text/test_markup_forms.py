"""Formatting is put on and taken off again, in Markdown and in HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.post import BodyFormat
from fonds.text import markup_forms
from fonds.text.markup_forms import Block, Inline, LineChange, set_heading, toggle_block, toggle_inline

MARKDOWN, HTML = BodyFormat.MARKDOWN, BodyFormat.HTML


def toggled(marked: str, form: Inline, kind: BodyFormat = MARKDOWN) -> str:
    """The result for a line in which ⟦ ⟧ stand around the selection."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    line, start, end = toggle_inline(marked.replace("⟦", "").replace("⟧", ""), start, end, form, kind)
    return f"{line[:start]}⟦{line[start:end]}⟧{line[end:]}"


@pytest.mark.parametrize(
    ("before", "form", "after"),
    [
        ("a ⟦b⟧ c", Inline.STRONG, "a **⟦b⟧** c"),
        ("a **⟦b⟧** c", Inline.STRONG, "a ⟦b⟧ c"),
        ("a ⟦**b**⟧ c", Inline.STRONG, "a ⟦b⟧ c"),
        ("a ⟦ 示范区 ⟧ c", Inline.EMPHASIS, "a  *⟦示范区⟧*  c"),
        ("a **⟦b⟧** c", Inline.EMPHASIS, "a ***⟦b⟧*** c"),
        ("a ***⟦b⟧*** c", Inline.EMPHASIS, "a **⟦b⟧** c"),
        ("a ***⟦b⟧*** c", Inline.STRONG, "a *⟦b⟧* c"),
        ("one wo⟦⟧rd here", Inline.CODE, "one `wo⟦⟧rd` here"),
        ("one **word⟦⟧** here", Inline.STRONG, "one word⟦⟧ here"),
        ("示范⟦⟧区", Inline.STRONG, "示范**⟦⟧**区"),
        ("a **⟦⟧** b", Inline.STRONG, "a ⟦⟧ b"),
    ],
)
def test_forms_within_a_line(before: str, form: Inline, after: str) -> None:
    assert toggled(before, form) == after


def test_forms_within_a_line_of_html() -> None:
    assert toggled("<p>⟦字⟧</p>", Inline.STRONG, HTML) == "<p><strong>⟦字⟧</strong></p>"
    assert toggled("<p><strong>⟦字⟧</strong></p>", Inline.STRONG, HTML) == "<p>⟦字⟧</p>"


@given(
    line=st.text(alphabet="ab *`示区~", max_size=30),
    places=st.tuples(st.integers(0, 30), st.integers(0, 30)),
    form=st.sampled_from(Inline),
    kind=st.sampled_from([MARKDOWN, HTML]),
)
def test_what_is_put_on_can_be_taken_off(
    line: str, places: tuple[int, int], form: Inline, kind: BodyFormat
) -> None:
    start, end = sorted(min(place, len(line)) for place in places)
    changed, low, high = toggle_inline(line, start, end, form, kind)
    assert 0 <= low <= high <= len(changed)
    if len(changed) > len(line) and low < high:
        assert toggle_inline(changed, low, high, form, kind)[0] == line


def test_headings() -> None:
    assert set_heading("标题", 2, MARKDOWN) == "## 标题"
    assert set_heading("## 标题 ##", 3, MARKDOWN) == "### 标题"
    assert set_heading("## 标题", 2, MARKDOWN) == "标题"
    assert set_heading("## 标题", 0, MARKDOWN) == "标题"
    assert set_heading("标题", 2, HTML) == "<h2>标题</h2>"
    assert set_heading('<h3 class="a">标题</h3>', 2, HTML) == "<h2>标题</h2>"
    assert set_heading("<h2>标题</h2>", 2, HTML) == "标题"


def test_lists_quotations_and_code() -> None:
    assert toggle_block(["a", "", "- b"], Block.NUMBERS, MARKDOWN) == LineChange(("1. a", "", "2. b"))
    assert toggle_block(["- a", "- b"], Block.BULLETS, MARKDOWN) == LineChange(("a", "b"))
    assert toggle_block([""], Block.BULLETS, MARKDOWN) == LineChange(("- ",))
    assert toggle_block(["a", ""], Block.QUOTE, MARKDOWN) == LineChange(("> a", ">"))
    assert toggle_block(["> a", ">"], Block.QUOTE, MARKDOWN) == LineChange(("a", ""))
    assert toggle_block(["a"], Block.CODE, MARKDOWN) == LineChange(("a",), ("```",), ("```",))
    assert toggle_block(["a"], Block.NUMBERS, HTML) == LineChange(("    <li>a</li>",), ("<ol>",), ("</ol>",))


def test_links_pictures_and_tables() -> None:
    assert markup_forms.link("字", "", MARKDOWN) == ("[字]()", 4, 4)
    assert markup_forms.link("", "https://a.example/", MARKDOWN) == ("[](https://a.example/)", 1, 1)
    assert markup_forms.link("字", "", HTML) == ('<a href="">字</a>', 9, 9)
    assert markup_forms.image("a [b]", "图 片.png", MARKDOWN) == "![a \\[b\\]](<图 片.png>)"
    assert markup_forms.image('"', "a.png", HTML) == '<img src="a.png" alt="&quot;">'
    assert markup_forms.table(["甲", "乙"], 1, MARKDOWN)[1] == "| --- | --- |"
    assert markup_forms.table(["甲"], 1, HTML)[2] == "<tr><td></td></tr>"


def test_pairs_open_and_close() -> None:
    assert markup_forms.PAIRS["《"] == ("《", "》")
    assert markup_forms.PAIRS["”"] == ("“", "”")
    assert markup_forms.PAIRS["*"] == ("*", "*")
