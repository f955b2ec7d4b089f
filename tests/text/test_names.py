"""File names, slugs, and names that every system takes."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.text.names import (
    safe_path_part,
    shown_path,
    slugify,
    split_dated_name,
    split_name,
    titleise,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2022-01-11-NW2022.md", ("2022-01-11", "NW2022", ".md")),
        ("2017-2-5-i-dont-like-zeroes.md", ("2017-2-5", "i-dont-like-zeroes", ".md")),
        ("08-12-3-old.markdown", ("08-12-3", "old", ".markdown")),
        ("2018-10-12-trailing-dots...markdown", ("2018-10-12", "trailing-dots", ".markdown")),
        ("2014-03-22-escape-+ %20[].md", ("2014-03-22", "escape-+ %20[]", ".md")),
        ("2016-01-02-中文 名字.html", ("2016-01-02", "中文 名字", ".html")),
        ("2016-01-02-.md", ("2016-01-02", "", ".md")),
        ("2016-01-02-a\nb.md", ("2016-01-02", "a\nb", ".md")),
        ("2016-99-99-impossible.md", ("2016-99-99", "impossible", ".md")),
    ],
)
def test_dated_names(name: str, expected: tuple[str, str, str]) -> None:
    assert split_dated_name(name) == expected


@pytest.mark.parametrize(
    "name",
    ["-2022.md", "2022-01-11.md", "x-2022-01-11-a.md", "2022-01-11-a", "2-1-1-a.md", "20220111-a.md", ""],
)
def test_other_names(name: str) -> None:
    assert split_dated_name(name) is None


def test_a_hidden_name_has_no_extension() -> None:
    assert split_name(".profile") == (".profile", "")
    assert split_name("a.b.md") == ("a.b", ".md")


def test_titles_of_slugs_are_jekylls() -> None:
    assert titleise("my-first--iOS-post") == "My First Ios Post"
    assert titleise("") == ""


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("长三角一体化：46项 成果", "长三角一体化-46项-成果"),
        ("ＡＢＣ１２３", "abc123"),
        ("  --a__b--  ", "a-b"),
        ("!?", ""),
        ("Straße", "strasse"),
        ("été", "été"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a/b\\c:d", "a-b-c-d"),
        ("..", "untitled"),
        ("", "untitled"),
        ("CON", "_CON"),
        ("aux.md", "_aux.md"),
        ("name. ", "name"),
        ("新闻", "新闻"),
    ],
)
def test_safe_parts(text: str, part: str) -> None:
    assert safe_path_part(text) == part


@given(st.text(max_size=300))
def test_safe_parts_are_safe(text: str) -> None:
    part = safe_path_part(text)
    assert 0 < len(part.encode()) <= 204
    assert not set(part) & set('/\\:*?"<>|\0\n')
    assert part not in (".", "..") and part == part.strip() and not part.endswith(".")
    assert safe_path_part(part) == part


@given(st.text(max_size=80))
def test_slugs_are_stable(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert "/" not in slug and "\\" not in slug and " " not in slug


def test_a_valid_name_is_shown_as_it_is() -> None:
    assert shown_path("a/中\n文/é.md") == "a/中\n文/é.md"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="needs Linux: names are Unicode there")
def test_a_name_in_another_encoding_is_shown() -> None:
    path = "ok/" + os.fsdecode("新闻标题".encode("gbk")) + ".md"
    assert shown_path(path) == "ok/新闻标题.md"
    assert shown_path(os.fsdecode(b"a\xffb.md")) == "a\\xffb.md"


def test_nothing_in_a_name_turns_the_direction_of_writing() -> None:
    assert safe_path_part("\u202egnp.exe\u202c \u2067x\u2069\u200f") == "gnp.exe x"
    assert safe_path_part("\u202e\ufeff") == "untitled"
    assert safe_path_part("א\u200fב") == "אב"
