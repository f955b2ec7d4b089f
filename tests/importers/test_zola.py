"""Zola's rules, each on a small site."""

from __future__ import annotations

import pytest

from fonds.importers.registry import detect_generators
from fonds.model.post import DateOrigin, Status
from importers.sites import DATA, Reading, read_site

ZOLA = DATA / "zola"
TREES = "content/trees"


@pytest.fixture(scope="module")
def site() -> Reading:
    return read_site(ZOLA, "zola")


def test_the_site_is_known_and_so_is_its_content_folder() -> None:
    assert detect_generators(ZOLA)[0].generator == "zola"
    assert detect_generators(ZOLA / "content" / "trees")[0].generator == "zola"


def test_every_document_is_read(site: Reading) -> None:
    assert len(site.posts) == 8
    assert not site.problems
    assert not any(candidate.kept_raw for candidate in site.posts.values())


def test_dates_from_the_header_the_name_the_folder_and_the_path(site: Reading) -> None:
    dates = {path.rpartition("trees/")[2]: post.metadata.date for path, post in site.posts.items()}
    assert dates["dated.md"].iso_text() == "2019-01-02T03:04:05+00:00"
    assert dates["2020-04-05-graft.md"].iso_text() == "2020-04-05"
    assert dates["2020-05-06-bloom/index.md"].iso_text() == "2020-05-06"
    assert dates["old-wall.md"].iso_text() == "2018-03-09"
    assert dates["old-wall.md"].origin is DateOrigin.FILE_NAME


def test_slugs_and_addresses(site: Reading) -> None:
    found = {path.rpartition("trees/")[2]: post.metadata for path, post in site.posts.items()}
    assert found["2020-04-05-graft.md"].slug == "graft"
    assert found["2020-05-06-bloom/index.md"].slug == "bloom"
    assert (found["old-wall.md"].slug, found["old-wall.md"].permalink) == ("the-wall", "2018/03/09/the-wall")
    assert found["dated.md"].slug == "by-date"


def test_taxonomies_and_the_extra_table(site: Reading) -> None:
    graft = site.posts[f"{TREES}/2020-04-05-graft.md"].metadata
    assert (graft.tags, graft.categories) == (("wood", "two words"), (("Work",),))
    assert graft.fields == (("extra", {"rating": "4"}),)
    bloom = site.posts[f"{TREES}/2020-05-06-bloom/index.md"].metadata
    assert (bloom.tags, bloom.categories) == (("bloom",), (("trees",),))
    assert dict(bloom.fields) == {"taxonomies": {"series": ["spring"], "tags": ["bloom"]}}
    wall = site.posts[f"{TREES}/old-wall.md"].metadata
    assert wall.authors == ("Ann", "Bo Lee")
    assert [key for key, _ in wall.fields] == ["path", "aliases"]


def test_statuses(site: Reading) -> None:
    assert site.posts[f"{TREES}/2020-05-06-bloom/index.md"].metadata.status is Status.DRAFT
    assert site.posts[f"{TREES}/dated.md"].metadata.status is Status.UNPUBLISHED
    assert site.posts[f"{TREES}/_index.md"].metadata.status is Status.PUBLISHED


def test_assets_of_a_page_and_references_to_the_content(site: Reading) -> None:
    bloom = site.posts[f"{TREES}/2020-05-06-bloom/index.md"]
    assert {item.path for item in bloom.media} == {
        f"{TREES}/2020-05-06-bloom/bloom.png",
        f"{TREES}/2020-05-06-bloom/notes.csv",
    }
    graft = site.posts[f"{TREES}/2020-04-05-graft.md"]
    assert {item.path for item in graft.media} == {"static/apple.png", f"{TREES}/2020-05-06-bloom/bloom.png"}


def test_languages_and_titles(site: Reading) -> None:
    german = site.posts[f"{TREES}/dated.de.md"].metadata
    assert (german.language, german.slug, german.title) == ("de", "dated", "Datiert")
    assert site.posts["content/about.md"].metadata.title == "About"
