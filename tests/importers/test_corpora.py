"""Whole sites of others, where they are at hand: nothing is dropped, and nothing is lost."""

from __future__ import annotations

import hashlib

import pytest

from corpora import corpus_files, corpus_folder
from fonds.model.problems import ProblemKind
from importers.sites import read_site


@pytest.mark.parametrize(
    ("name", "generator", "documents"),
    [
        ("jekyll-docs", "jekyll", 206),
        ("jekyll-fixtures", "jekyll", 94),
        ("hexo-docs", "folder", 300),
        ("hexo-docs", "hexo", 466),
        ("babel-website", "folder", 80),
        ("babel-website", "docusaurus", 68),
    ],
)
def test_sites(name: str, generator: str, documents: int) -> None:
    folder = corpus_folder()
    if folder is None or not (folder / "sites" / name).is_dir():
        pytest.skip("needs shared/data/sites beside the project")
    root = folder / "sites" / name
    reading = read_site(root, generator)
    assert len(reading.posts) >= documents
    assert not reading.problems
    for path, candidate in reading.posts.items():
        assert candidate.source == (root / path).read_bytes()
        assert candidate.digest == hashlib.sha256(candidate.source).digest()
        assert candidate.metadata.title
        assert ProblemKind.INTERNAL not in reading.kinds(path)
    assert sum(candidate.kept_raw for candidate in reading.posts.values()) <= 3


def test_the_fixtures_of_jekyll_read_as_jekyll_means_them() -> None:
    folder = corpus_folder()
    if folder is None:
        pytest.skip("needs shared/data/sites beside the project")
    posts = read_site(folder / "sites" / "jekyll-fixtures").posts

    def categories(path: str) -> list[str]:
        return [name for (name,) in posts[path].metadata.categories]

    assert categories("_posts/2009-01-27-categories.markdown") == ["foo", "bar", "baz"]
    assert categories("_posts/2009-01-27-array-categories.markdown") == ["foo", "bar", "baz"]
    assert categories("_posts/2009-01-27-category.markdown") == ["foo"]
    assert categories("_posts/2013-05-10-number-category.markdown") == ["2013"]
    assert categories("foo/_posts/bar/2008-12-12-topical-post.markdown") == ["foo"]
    assert posts["_posts/2009-05-18-tag.markdown"].metadata.tags == ("code",)
    assert posts["_posts/2009-05-18-tags.markdown"].metadata.tags == ("food", "cooking", "pizza")
    assert posts["_posts/2008-02-02-not-published.markdown"].metadata.status == "unpublished"
    assert posts["_posts/2017-2-5-i-dont-like-zeroes.md"].metadata.date.iso_text() == "2017-02-05"
    assert posts["_posts/2018-10-12-trailing-dots...markdown"].metadata.slug == "trailing-dots"
    wide = posts["_encodings/Unicode16LECRLFandBOM.md"]
    assert (wide.encoding, wide.kept_raw, wide.metadata.title) == (
        "utf-16-le",
        False,
        "Unicode16CRLFandBOM",
    )


def test_there_is_something_to_test_on() -> None:
    if not corpus_files():
        pytest.skip("needs shared/data/sites beside the project")
    assert len(corpus_files()) > 800
