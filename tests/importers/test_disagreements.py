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
