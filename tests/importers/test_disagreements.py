"""The same header under different generators: where they disagree, each is read as it reads itself."""

from __future__ import annotations

import pytest

from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_again
from fonds.model.post import PostMetadata

PATHS = {
    "jekyll": "_posts/2020-01-02-a.md",
    "hugo": "content/2020-01-02-a.md",
    "zola": "content/2020-01-02-a.md",
    "eleventy": "posts/2020-01-02-a.md",
    "folder": "2020-01-02-a.md",
}


def read(generator: str, header: str) -> PostMetadata:
    content = "content" if generator in ("hugo", "zola") else ""
    zone = "Asia/Shanghai" if generator in ("jekyll", "hugo") else ""
    site = SiteSettings(generator, timezone=zone, collections_dir=content)
    return read_again(f"---\n{header}\n---\nBody".encode(), PATHS[generator], generator, site, "").metadata


@pytest.mark.parametrize(
    ("generator", "blank", "comma"),
    [
        ("jekyll", ("a", "b"), ("a,", "b")),
        ("hugo", ("a b",), ("a, b",)),
        ("zola", ("a b",), ("a, b",)),
        ("eleventy", ("a b",), ("a, b",)),
        ("folder", ("a b",), ("a", "b")),
    ],
)
def test_a_text_under_tags(generator: str, blank: tuple[str, ...], comma: tuple[str, ...]) -> None:
    assert read(generator, "tags: a b").tags == blank
    assert read(generator, "tags: a, b").tags == comma


@pytest.mark.parametrize("generator", PATHS)
def test_a_list_of_categories_is_as_many(generator: str) -> None:
    assert read(generator, "categories: [A, B]").categories == (("A",), ("B",))


@pytest.mark.parametrize(
    ("generator", "iso"),
    [
        ("jekyll", "2021-03-04T05:06:07+08:00"),
        ("hugo", "2021-03-04T05:06:07+08:00"),
        ("zola", "2021-03-04T05:06:07+00:00"),
        ("eleventy", "2021-03-04T05:06:07+00:00"),
    ],
)
def test_a_date_without_a_zone(generator: str, iso: str) -> None:
    assert read(generator, "date: 2021-03-04 05:06:07").date.iso_text() == iso


@pytest.mark.parametrize("generator", PATHS)
def test_the_headers_date_comes_before_the_names(generator: str) -> None:
    assert read(generator, "date: 2021-03-04").date.iso_text() == "2021-03-04"
    assert read(generator, "title: x").date.iso_text() == "2020-01-02"


@pytest.mark.parametrize(("generator", "status"), [("jekyll", "unpublished"), ("hugo", "published")])
def test_published_is_a_word_or_a_date(generator: str, status: str) -> None:
    assert read(generator, "published: false").status == status


@pytest.mark.parametrize(
    ("generator", "slug"), [("jekyll", "a"), ("zola", "a"), ("eleventy", "a"), ("hugo", "2020-01-02-a")]
)
def test_the_names_date_is_a_part_of_the_slug_or_not(generator: str, slug: str) -> None:
    assert read(generator, "title: x").slug == slug


MORE_PATHS = {
    "hexo": "source/_posts/2020-01-02-a.md",
    "docusaurus": "blog/2020-01-02-a.md",
    "obsidian": "Notes/2020-01-02 a.md",
    "pelican": "content/2020-01-02-a.md",
}


def read_more(generator: str, header: str, body: str = "Body") -> PostMetadata:
    site = SiteSettings(generator, timezone="Asia/Shanghai" if generator in ("hexo", "pelican") else "")
    data = f"---\n{header}\n---\n{body}".encode()
    return read_again(data, MORE_PATHS[generator], generator, site, "").metadata


@pytest.mark.parametrize(
    ("generator", "blank", "comma"),
    [
        ("hexo", ("a b",), ("a, b",)),
        ("docusaurus", ("a b",), ("a", "b")),
        ("obsidian", ("a", "b"), ("a", "b")),
        ("pelican", ("a b",), ("a", "b")),
    ],
)
def test_a_text_under_tags_elsewhere(generator: str, blank: tuple[str, ...], comma: tuple[str, ...]) -> None:
    assert read_more(generator, "tags: a b").tags == blank
    assert read_more(generator, "tags: a, b").tags == comma


@pytest.mark.parametrize("generator", MORE_PATHS)
def test_a_list_of_categories_is_one_line_of_descent_in_hexo_alone(generator: str) -> None:
    expected = (("A", "B"),) if generator == "hexo" else (("A",), ("B",))
    assert read_more(generator, "categories: [A, B]").categories == expected


@pytest.mark.parametrize(
    ("generator", "offset"), [("hexo", 480), ("pelican", 480), ("docusaurus", 0), ("obsidian", 0)]
)
def test_a_date_without_a_zone_elsewhere(generator: str, offset: int) -> None:
    assert read_more(generator, "date: 2021-03-04 05:06:07").date.offset == offset
    assert read_more(generator, "title: x").date.iso_text() == "2020-01-02"


@pytest.mark.parametrize(
    ("generator", "iso"), [("hexo", "2020-01-02"), ("docusaurus", "2020-01-02"), ("obsidian", "2019-05-06")]
)
def test_published_is_a_date_in_a_vault(generator: str, iso: str) -> None:
    assert read_more(generator, "published: false").status == "unpublished"
    assert read_more(generator, "published: 2019-05-06").date.iso_text() == iso
    assert read_more(generator, "published: 2019-05-06").status == "published"


@pytest.mark.parametrize(
    ("generator", "slug", "permalink"),
    [("hexo", "/x/y", ""), ("docusaurus", "y", "/x/y"), ("obsidian", "/x/y", ""), ("pelican", "/x/y", "")],
)
def test_a_slug_is_a_segment_or_an_address(generator: str, slug: str, permalink: str) -> None:
    found = read_more(generator, "slug: /x/y")
    assert (found.slug, found.permalink) == (slug, permalink)


@pytest.mark.parametrize("generator", [*MORE_PATHS, *PATHS])
def test_a_later_block_is_text(generator: str) -> None:
    body = "Body\n\n---\ntitle: Later\ntags: [no]\n---\n"
    if generator in MORE_PATHS:
        found = read_more(generator, "title: First", body)
    else:
        found = read(generator, f"title: First\n---\n\n{body}")
    assert (found.title, found.tags) == ("First", ())
