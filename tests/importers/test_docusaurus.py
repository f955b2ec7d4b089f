"""Each rule of Docusaurus' dialect, on a small site of its own (``tests/data/docusaurus``)."""

from __future__ import annotations

from functools import cache

import pytest

from fonds.importers.docusaurus import without_number
from fonds.importers.interface import site_as_json, site_from_json
from fonds.importers.registry import detect_generators
from fonds.model.accession import ImportSettings
from fonds.model.post import CategoryPath, DateOrigin, PostMetadata, Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site

SITE = DATA / "docusaurus"
FOLDER = "blog/2021-04-16-folder/index.mdx"


@cache
def site() -> Reading:
    return read_site(SITE, "docusaurus")


def meta(path: str) -> PostMetadata:
    return site().posts[path].metadata


def test_what_is_a_document() -> None:
    assert sorted(site().posts) == [
        "blog/2021-04-14-named.md",
        FOLDER,
        "blog/2021/04/17/deep.md",
        "blog/_part.mdx",
        "blog/undated.md",
        "docs/01-start/02-intro.md",
        "docs/01-start/index.md",
        "docs/2.0-notes.md",
        "i18n/fr/docusaurus-plugin-content-blog/2021-04-14-named.md",
        "i18n/fr/docusaurus-plugin-content-docs/current/01-start/index.md",
        "src/pages/about.md",
        "versioned_docs/version-1.0/guide/guide.md",
    ]
    assert "readme.md" in site().others
    assert not site().problems


@pytest.mark.parametrize(
    ("path", "iso", "origin", "slug"),
    [
        ("blog/2021-04-14-named.md", "2021-04-15T09:30:00+00:00", DateOrigin.FRONT_MATTER, "named"),
        (FOLDER, "2021-04-16", DateOrigin.FILE_NAME, "folder"),
        ("blog/2021/04/17/deep.md", "2021-04-17", DateOrigin.FILE_NAME, "deep"),
        ("blog/undated.md", "", DateOrigin.NONE, "undated"),
        ("docs/01-start/02-intro.md", "", DateOrigin.NONE, "intro"),
        ("docs/01-start/index.md", "", DateOrigin.NONE, "start"),
        ("docs/2.0-notes.md", "", DateOrigin.NONE, "2.0-notes"),
        ("versioned_docs/version-1.0/guide/guide.md", "", DateOrigin.NONE, "own"),
    ],
)
def test_dates_and_slugs(path: str, iso: str, origin: DateOrigin, slug: str) -> None:
    found = meta(path)
    assert (found.date.iso_text(), found.date.origin, found.slug) == (iso, origin, slug)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (FOLDER, "The heading"),
        ("blog/2021/04/17/deep.md", "Deep"),
        ("docs/01-start/02-intro.md", "Intro"),
        ("docs/01-start/index.md", "Start"),
        ("src/pages/about.md", "About"),
    ],
)
def test_the_first_heading_is_the_title_where_the_header_has_none(path: str, title: str) -> None:
    assert meta(path).title == title


def test_authors_and_tags_by_key_and_as_tables() -> None:
    assert (meta("blog/2021-04-14-named.md").authors, meta("blog/2021-04-14-named.md").tags) == (
        ("Ann Lee",),
        ("Long walks", "other"),
    )
    assert (meta(FOLDER).authors, meta(FOLDER).tags) == (("Cy", "Bo"), ("One", "two"))
    assert set(dict(meta(FOLDER).fields)) == {"authors", "tags"}
    assert meta("blog/undated.md").authors == ("Di",)
    assert dict(meta("blog/undated.md").fields) == {"author_url": "https://di.example"}


def test_an_absolute_slug_is_an_address() -> None:
    found = meta("blog/2021-04-14-named.md")
    assert (found.slug, found.permalink) == ("named", "/walks/named")


def test_statuses_and_languages() -> None:
    assert meta(FOLDER).status is Status.UNPUBLISHED
    assert meta("blog/undated.md").status is Status.DRAFT
    assert meta("i18n/fr/docusaurus-plugin-content-blog/2021-04-14-named.md").language == "fr"
    assert meta("blog/2021-04-14-named.md").language == ""


@pytest.mark.parametrize(
    ("path", "categories"),
    [
        ("docs/01-start/02-intro.md", (("start",),)),
        ("docs/2.0-notes.md", ()),
        ("versioned_docs/version-1.0/guide/guide.md", (("guide",),)),
        ("i18n/fr/docusaurus-plugin-content-docs/current/01-start/index.md", (("start",),)),
        ("blog/2021/04/17/deep.md", ()),
    ],
)
def test_folders_of_docs_are_categories(path: str, categories: tuple[CategoryPath, ...]) -> None:
    assert meta(path).categories == categories


def test_only_posts_need_a_date() -> None:
    told = {path for path in site().posts if ProblemKind.NO_DATE in site().kinds(path)}
    assert told == set()
    assert dict(meta("docs/01-start/02-intro.md").fields).keys() == {
        "id",
        "sidebar_label",
        "sidebar_position",
    }


def test_media_and_marks_that_are_not_text() -> None:
    found = {item.reference: item.path for item in site().posts["blog/2021-04-14-named.md"].media}
    assert found == {
        "/img/a.png": "static/img/a.png",
        "@site/static/img/a.png": "static/img/a.png",
        "./c.png": "blog/c.png",
    }
    assert site().posts[FOLDER].plain_text == "The heading\nText"
    assert "truncate" not in site().posts["blog/2021-04-14-named.md"].plain_text


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("01-intro", "intro"),
        ("1. Intro", "Intro"),
        ("02__x", "x"),
        ("2021-11-03", "2021-11-03"),
        ("2.0", "2.0"),
        ("7", "7"),
    ],
)
def test_number_prefixes(name: str, plain: str) -> None:
    assert without_number(name) == plain


def test_detection_and_a_part_of_a_site() -> None:
    assert detect_generators(SITE)[0].generator == "docusaurus"
    assert detect_generators(SITE / "blog")[0].generator == "docusaurus"
    part = read_site(SITE / "blog", "docusaurus").posts
    assert part["2021-04-16-folder/index.mdx"].metadata == meta(FOLDER)


def test_a_folder_can_be_taken_for_posts_and_a_zone_chosen() -> None:
    reading = read_site(SITE, "docusaurus", ImportSettings(timezone="Asia/Tokyo", post_folders=("docs",)))
    assert reading.posts["blog/2021-04-14-named.md"].metadata.date.offset == 540
    assert reading.kinds("docs/01-start/index.md") == [ProblemKind.NO_DATE]
    assert reading.kinds("docs/01-start/02-intro.md") == [ProblemKind.NO_DATE]
    assert site_from_json(site_as_json(reading.site)) == reading.site
