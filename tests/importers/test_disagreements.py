"""The same header under different generators: where they disagree, each is read as it reads itself.

One table a disagreement: what is written, and what each generator makes of it, side by side.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_again
from fonds.importers.registry import GENERATORS
from fonds.model.post import PostMetadata

ZONE = "Asia/Shanghai"
PLACES: dict[str, tuple[str, SiteSettings]] = {
    "jekyll": ("_posts/2020-01-02-a.md", SiteSettings("jekyll", ZONE)),
    "hexo": ("source/_posts/2020-01-02-a.md", SiteSettings("hexo", ZONE)),
    "hugo": ("content/2020-01-02-a.md", SiteSettings("hugo", ZONE, collections_dir="content")),
    "zola": ("content/2020-01-02-a.md", SiteSettings("zola", collections_dir="content")),
    "eleventy": ("posts/2020-01-02-a.md", SiteSettings("eleventy")),
    "pelican": ("content/2020-01-02-a.md", SiteSettings("pelican", ZONE)),
    "docusaurus": ("blog/2020-01-02-a.md", SiteSettings("docusaurus")),
    "obsidian": ("Notes/2020-01-02 a.md", SiteSettings("obsidian")),
    "mdn": ("files/de/a/index.md", SiteSettings("mdn")),
    "pandoc": ("2020-01-02-a.md", SiteSettings("pandoc")),
    "folder": ("2020-01-02-a.md", SiteSettings("folder")),
}


def read(generator: str, header: str, body: str = "Body") -> PostMetadata:
    path, site = PLACES[generator]
    return read_again(f"---\n{header}\n---\n{body}".encode(), path, generator, site, "").metadata


def terms(found: PostMetadata) -> str:
    return " | ".join(found.tags)


def lines(found: PostMetadata) -> str:
    return " | ".join(" > ".join(path) for path in found.categories)


def date(found: PostMetadata) -> str:
    return found.date.iso_text()


def status(found: PostMetadata) -> str:
    return found.status.value


def address(found: PostMetadata) -> str:
    return f"{found.slug}, {found.permalink}"


REST = "all others"
Row = tuple[str, Callable[[PostMetadata], str], dict[str, str]]
TABLE: list[Row] = [
    ("tags: a b", terms, {"a | b": "jekyll obsidian", "a b": REST}),
    (
        "tags: a, b",
        terms,
        {"a, | b": "jekyll", "a, b": "hexo hugo zola eleventy mdn", "a | b": REST},
    ),
    ("keywords: a, b", terms, {"a | b": "pandoc", "": REST}),
    ("categories: [A, B]", lines, {"A > B": "hexo", "A | B": REST}),
    ("category: a b", lines, {"a b": REST}),
    ("published: false", status, {"published": "hugo", "unpublished": REST}),
    ("published: 2019-05-06", date, {"2019-05-06": "hugo obsidian", "": "mdn", "2020-01-02": REST}),
    (
        "date: 2021-03-04 05:06:07",
        date,
        {
            "2021-03-04T05:06:07+08:00": "jekyll hexo hugo pelican",  # the zone that the site names
            "2021-03-04T05:06:07+00:00": REST,
        },
    ),
    ("date: 2021-03-04", date, {"2021-03-04": REST}),  # comes before the name's
    ("title: x", date, {"": "mdn", "2020-01-02": REST}),
    ("slug: /x/y", address, {"y, /x/y": "docusaurus", "y, x/y": "mdn", "/x/y, ": REST}),
    (
        "title: x",
        address,
        {"2020-01-02-a, ": "hexo hugo obsidian", "x, ": "pelican", "a, ": REST},
    ),
    ("draft: true", status, {"draft": REST}),
]


def test_every_generator_has_a_place() -> None:
    assert set(PLACES) == {generator.name for generator in GENERATORS}


@pytest.mark.parametrize(
    ("header", "told", "expected"), TABLE, ids=[f"{row[0]}-{row[1].__name__}" for row in TABLE]
)
@pytest.mark.parametrize("generator", PLACES)
def test_one_header(
    generator: str, header: str, told: Callable[[PostMetadata], str], expected: dict[str, str]
) -> None:
    named = {name: value for value, names in expected.items() if names != REST for name in names.split()}
    rest = [value for value, names in expected.items() if names == REST]
    assert told(read(generator, header)) == named.get(generator, *rest)


@pytest.mark.parametrize("generator", PLACES)
def test_a_later_block_is_metadata_for_pandoc_alone(generator: str) -> None:
    found = read(generator, "title: First", "Body\n\n---\ntitle: Later\ntags: [t]\n---\n")
    assert (found.title, found.tags) == (("Later", ("t",)) if generator == "pandoc" else ("First", ()))


@pytest.mark.parametrize("generator", PLACES)
def test_a_title_block_is_a_title_for_pandoc_alone(generator: str) -> None:
    path, site = PLACES[generator]
    found = read_again(b"% Said\n% Someone\n\nText", path, generator, site, "").metadata
    assert (found.title == "Said", found.authors == ("Someone",)) == (generator == "pandoc",) * 2


@pytest.mark.parametrize("generator", PLACES)
def test_a_rule_and_a_key_begin_no_header_for_pandoc_alone(generator: str) -> None:
    path, site = PLACES[generator]
    found = read_again(b"---\n\ntitle: Said\n---\nText", path, generator, site, "").metadata
    assert (found.title == "Said") == (generator != "pandoc")
