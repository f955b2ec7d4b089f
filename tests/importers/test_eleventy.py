"""Eleventy's rules, each on a small site."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.importers.registry import detect_generators
from fonds.model.post import Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write

ELEVENTY = DATA / "eleventy"


@pytest.fixture(scope="module")
def site() -> Reading:
    return read_site(ELEVENTY, "eleventy")


@pytest.mark.parametrize(
    ("files", "generator"),
    [
        ({".eleventy.js": ""}, "eleventy"),
        ({"eleventy.config.mjs": ""}, "eleventy"),
        ({"package.json": '{"devDependencies": {"@11ty/eleventy": "^3"}}'}, "eleventy"),
        ({"package.json": "[1]", "a.md": "x"}, "folder"),
    ],
)
def test_how_a_site_is_known(tmp_path: Path, files: dict[str, str | bytes], generator: str) -> None:
    assert detect_generators(write(tmp_path, files))[0].generator == generator


def test_what_is_a_document(site: Reading) -> None:
    assert detect_generators(ELEVENTY)[0].generator == "eleventy"
    names = [path.removeprefix("src/") for path in site.posts]
    assert names == [
        "2021-05-06/trip/index.md", "index.md", "posts/2020-02-03-walk.md", "posts/2020-04-05-renamed.md",
        "posts/hidden.md", "posts/json.md", "posts/script.md", "posts/shown.md", "posts/touched.md",
    ]  # fmt: skip
    assert "README.md" in site.others


def test_the_path_gives_the_date_and_the_slug(site: Reading) -> None:
    walk = site.posts["src/posts/2020-02-03-walk.md"].metadata
    assert (walk.date.iso_text(), walk.slug, walk.date.offset) == ("2020-02-03", "walk", 0)
    trip = site.posts["src/2021-05-06/trip/index.md"].metadata
    assert (trip.date.iso_text(), trip.slug, trip.title) == ("2021-05-06", "trip", "The trip")


def test_words_for_dates_are_told_and_not_taken(site: Reading) -> None:
    touched = site.posts["src/posts/touched.md"]
    assert (touched.metadata.date.instant, touched.metadata.date.text) == (None, "git Last Modified")
    assert [p.kind for p in touched.problems] == [ProblemKind.INVALID_DATE]
    renamed = site.posts["src/posts/2020-04-05-renamed.md"]
    assert renamed.metadata.date.iso_text() == "2020-04-05"
    assert (
        renamed.problems[0].sentence
        == "“Created” is not a date. The post was kept with the date of its file name."
    )


def test_a_text_under_tags_is_one_tag(site: Reading) -> None:
    assert site.posts["src/posts/2020-02-03-walk.md"].metadata.tags == ("long walks",)
    assert site.posts["src/posts/json.md"].metadata.tags == ("a b", "c")


def test_json_is_read_and_javascript_is_kept_raw(site: Reading) -> None:
    post = site.posts["src/posts/json.md"].metadata
    assert (post.title, post.date.iso_text(), post.fields) == ("In JSON", "2020-03-04", (("weight", "5"),))
    script = site.posts["src/posts/script.md"]
    assert script.kept_raw
    assert [p.kind for p in script.problems if p.kind is not ProblemKind.NO_DATE] == [
        ProblemKind.HEADER_SCRIPT
    ]
    assert "readFileSync" in script.plain_text


def test_a_page_without_an_address_is_unpublished(site: Reading) -> None:
    hidden = site.posts["src/posts/hidden.md"].metadata
    assert (hidden.status, hidden.fields) == (Status.UNPUBLISHED, ())
    assert hidden.date.iso_text() == "2020-01-01T10:00:00+00:00"
    shown = site.posts["src/posts/shown.md"].metadata
    assert (shown.status, shown.permalink) == (Status.DRAFT, "/shown/{{ page.fileSlug }}/")
    assert shown.fields == (("eleventyExcludeFromCollections", True),)


def test_directory_data_is_told(site: Reading) -> None:
    assert [(p.kind, p.path) for p in site.site.problems] == [
        (ProblemKind.DATA_NOT_APPLIED, "src/posts/posts.json")
    ]


def test_media_lie_beside_a_post_or_below_the_input_folder(site: Reading) -> None:
    walk = site.posts["src/posts/2020-02-03-walk.md"]
    assert {item.path for item in walk.media} == {"src/posts/map.png", "src/img/hill.png"}
