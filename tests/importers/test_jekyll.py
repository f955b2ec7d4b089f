"""Each rule of Jekyll's dialect, on a small site of its own (``tests/data/jekyll``)."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

import pytest

from fonds.importers.interface import site_as_json, site_from_json
from fonds.importers.reading import read_again
from fonds.importers.registry import detect_generators, get_generator
from fonds.model.accession import ImportSettings
from fonds.model.post import BodyFormat, DateOrigin, DatePrecision, PostMetadata, Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write

SITE = DATA / "jekyll"


@cache
def site() -> Reading:
    return read_site(SITE)


def meta(path: str) -> PostMetadata:
    return site().posts[path].metadata


def test_what_is_a_document() -> None:
    reading = site()
    assert sorted(reading.others) == ["_config.yml", "readme.md"]
    assert not reading.problems
    assert len(reading.posts) == 34
    assert "_includes/part.md" not in reading.posts
    assert "public/built.html" not in reading.posts


@pytest.mark.parametrize(
    ("path", "iso", "origin"),
    [
        ("_posts/2022-01-11-offset.md", "2022-01-11T19:09:47+08:00", DateOrigin.FRONT_MATTER),
        ("_posts/2021-12-08-no-offset.md", "2021-12-08T10:46:18+08:00", DateOrigin.FRONT_MATTER),
        ("_posts/2022-02-12-date-override.md", "2020-01-01T23:30:00-05:00", DateOrigin.FRONT_MATTER),
        ("_posts/2022-02-03-categories-text.md", "2022-02-03", DateOrigin.FILE_NAME),
        ("_posts/08-1-2-short-year.md", "2008-01-02", DateOrigin.FILE_NAME),
        ("_posts/2017-2-5-one-digit.markdown", "2017-02-05", DateOrigin.FILE_NAME),
        ("_posts/2022-02-13-impossible-date.md", "2022-02-13", DateOrigin.FILE_NAME),
        ("_posts/2022-02-14-only-offset.md", "2022-02-14", DateOrigin.FILE_NAME),
        ("_posts/2022-02-30-impossible-name.md", "", DateOrigin.NONE),
        ("_posts/-202205262391921712.md", "", DateOrigin.NONE),
        ("movies/_drafts/idea.md", "", DateOrigin.NONE),
        ("_drafts/2022-02-24-dated.md", "2022-02-24", DateOrigin.FILE_NAME),
        ("old_post/2020-05-05-archived.md", "", DateOrigin.NONE),
        ("old_post/deeper/2020-05-06-archived.md", "2020-05-06T08:00:00+08:00", DateOrigin.FRONT_MATTER),
        ("_recipes/2019-09-09-bread.md", "2019-09-09", DateOrigin.FILE_NAME),
        ("_recipes/soup.md", "", DateOrigin.NONE),
        ("about.md", "", DateOrigin.NONE),
    ],
)
def test_dates(path: str, iso: str, origin: DateOrigin) -> None:
    assert (meta(path).date.iso_text(), meta(path).date.origin) == (iso, origin)


def test_a_date_without_offset_is_utc_where_the_site_names_no_zone(tmp_path: Path) -> None:
    write(tmp_path, {"_posts/2022-01-01-a.md": "---\ndate: 2021-12-08 10:46:18\n---\n"})
    date = read_site(tmp_path).posts["_posts/2022-01-01-a.md"].metadata.date
    assert date.iso_text() == "2021-12-08T10:46:18+00:00"
    tokyo = read_site(tmp_path, settings=ImportSettings(timezone="Asia/Tokyo"))
    assert tokyo.posts["_posts/2022-01-01-a.md"].metadata.date.iso_text() == "2021-12-08T10:46:18+09:00"


def test_the_persons_zone_counts_before_the_sites() -> None:
    reading = read_site(SITE, settings=ImportSettings(timezone="Europe/Berlin"))
    assert reading.posts["_posts/2021-12-08-no-offset.md"].metadata.date.offset == 60


@pytest.mark.parametrize(
    ("config", "line"), [("timezone: Mars/Olympus\n", 1), ("title: x\ntimezone: ../x\n", 2)]
)
def test_an_unknown_zone_is_told_and_utc_used(tmp_path: Path, config: str, line: int) -> None:
    write(tmp_path, {"_config.yml": config})
    settings = get_generator("jekyll").site_settings(tmp_path, ImportSettings())
    assert settings.timezone == ""
    assert [(p.kind, p.path, p.line) for p in settings.problems] == [
        (ProblemKind.UNKNOWN_ZONE, "_config.yml", line)
    ]


@pytest.mark.parametrize(
    ("path", "categories", "tags"),
    [
        ("_posts/2022-01-11-offset.md", ["guancha·biji"], ["湖区观察"]),
        ("_posts/2022-02-03-categories-text.md", ["news", "markets"], ["a", "b"]),
        ("_posts/2022-02-04-categories-commas.md", ["a,", "b"], ["c,", "d"]),
        ("_posts/2022-02-05-category.md", ["one", "two", "Two Words"], []),
        ("_posts/2022-02-06-category-list.md", ["With Blank", "2013", "true"], ["x", "y", "z"]),
        ("_posts/2022-02-07-tag.md", [], ["a b"]),
        ("_posts/es/2022-02-22-below.md", [], []),
        ("movies/horror/_posts/2022-02-23-above.md", ["movies", "horror", "Review"], ["cinema"]),
        ("movies/_drafts/idea.md", ["movies"], ["cinema"]),
    ],
)
def test_categories_and_tags(path: str, categories: list[str], tags: list[str]) -> None:
    assert meta(path).categories == tuple((name,) for name in categories)
    assert meta(path).tags == tuple(tags)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("_posts/2022-02-08-unpublished.md", Status.UNPUBLISHED),
        ("_posts/2022-02-09-text-false.md", Status.PUBLISHED),
        ("movies/_drafts/idea.md", Status.DRAFT),
        ("_drafts/2022-02-24-dated.md", Status.PUBLISHED),
        ("about.md", Status.PUBLISHED),
    ],
)
def test_status(path: str, status: Status) -> None:
    assert meta(path).status is status


def test_what_is_not_understood_stays_a_field() -> None:
    assert ("published", "false") in meta("_posts/2022-02-09-text-false.md").fields
    assert dict(meta("_posts/2022-02-16-fields.md").fields) == {
        "layout": "special",
        "redirect_from": ["/old/"],
        "excerpt_separator": "<!--more-->",
        "weight": "012",
        "nested": {"key": ["1", "yes"]},
    }


def test_named_fields() -> None:
    found = meta("_posts/2022-02-16-fields.md")
    assert (found.permalink, found.slug, found.language, found.authors) == (
        "/fixed/address/",
        "chosen",
        "en",
        ("the editors",),
    )


@pytest.mark.parametrize(
    ("path", "title", "slug"),
    [
        ("_posts/2022-02-10-trailing-dots...md", "Trailing Dots", "trailing-dots"),
        ("_posts/2022-02-11-no-header.md", "No Header", "no-header"),
        ("_posts/2022-02-15-empty-title.md", "Empty Title", "empty-title"),
        ("_posts/2022-02-17-quotes.md", '读懂"超预期"三个字', "quotes"),
        ("_posts/2022-02-18-unclosed.md", "Unclosed", "unclosed"),
        ("_posts/2022-02-20-dots.md", "Closed with dots", "dots"),
        ("_posts/2022-02-21-empty-header.md", "Empty Header", "empty-header"),
        ("_recipes/soup.md", "Soup", "soup"),
        ("_recipes/2019-09-09-bread.md", "Bread", "bread"),
    ],
)
def test_titles_and_slugs(path: str, title: str, slug: str) -> None:
    assert (meta(path).title, meta(path).slug) == (title, slug)


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("_posts/2022-01-11-offset.md", []),
        ("_posts/2022-02-11-no-header.md", []),
        ("_posts/2022-02-13-impossible-date.md", [ProblemKind.INVALID_DATE]),
        ("_posts/2022-02-14-only-offset.md", [ProblemKind.INVALID_DATE]),
        ("_posts/2022-02-15-empty-title.md", [ProblemKind.NO_TITLE]),
        ("_posts/2022-02-17-quotes.md", [ProblemKind.REPAIRED_QUOTES]),
        ("_posts/2022-02-18-unclosed.md", [ProblemKind.UNCLOSED_HEADER]),
        ("_posts/2022-02-19-broken.md", [ProblemKind.INVALID_HEADER]),
        ("_posts/2022-02-30-impossible-name.md", [ProblemKind.INVALID_DATE, ProblemKind.NO_DATE]),
        (
            "_posts/-202205262391921712.md",
            [ProblemKind.NAME_NOT_POST, ProblemKind.NO_TITLE, ProblemKind.INVALID_DATE],
        ),
        ("movies/_drafts/idea.md", []),
        ("about.md", []),
    ],
)
def test_problems(path: str, kinds: list[ProblemKind]) -> None:
    assert site().kinds(path) == kinds
    assert all(problem.path == path and problem.sentence for problem in site().posts[path].problems)


def test_problems_name_their_line() -> None:
    lines = {
        problem.kind: problem.line
        for path in ("_posts/2022-02-13-impossible-date.md", "_posts/2022-02-17-quotes.md")
        for problem in site().posts[path].problems
    }
    assert lines == {ProblemKind.INVALID_DATE: 3, ProblemKind.REPAIRED_QUOTES: 2}


@pytest.mark.parametrize("path", ["_posts/2022-02-18-unclosed.md", "_posts/2022-02-19-broken.md"])
def test_a_header_that_cannot_be_read_is_kept_raw(path: str) -> None:
    candidate = site().posts[path]
    assert candidate.kept_raw and not candidate.repaired
    assert candidate.source == (SITE / path).read_bytes()
    assert "title:" in candidate.plain_text
    assert candidate.metadata.date.origin is DateOrigin.FILE_NAME


def test_a_text_that_is_no_date_is_kept_as_it_is() -> None:
    date = meta("_posts/-202205262391921712.md").date
    assert (date.instant, date.text, date.precision) == (None, "+0800", DatePrecision.NONE)


def test_defaults_of_the_site_stand_beneath_the_header() -> None:
    assert dict(meta("_posts/2022-02-03-categories-text.md").fields)["layout"] == "post"
    assert meta("_posts/2022-02-03-categories-text.md").authors == ("the editors",)
    assert dict(meta("_posts/2022-02-16-fields.md").fields)["layout"] == "special"
    above = dict(meta("movies/horror/_posts/2022-02-23-above.md").fields)
    assert above["layout"] == "film"  # the longer path counts before the type
    assert dict(meta("_recipes/soup.md").fields) == {
        "layout": "recipe"
    }  # other fields are the site's, not the post's
    assert "layout" not in dict(meta("about.md").fields)
    assert dict(meta("_posts/2022-02-10-trailing-dots...md").fields) == {"layout": None}


@pytest.mark.parametrize("folder", ["old_post", "old_post/", "/old_post"])
def test_a_chosen_folder_is_read_as_posts(folder: str) -> None:
    reading = read_site(SITE, settings=ImportSettings(post_folders=(folder,)))
    found = reading.posts["old_post/2020-05-05-archived.md"].metadata
    assert (found.date.iso_text(), found.slug) == ("2020-05-05", "archived")
    assert dict(found.fields) == {"layout": "post"}
    assert found.categories == ()


def test_a_chosen_folder_needs_no_headers(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"site/old/2020-01-02-a.md": "bare", "site/other/2020-01-02-b.md": "bare", "_posts/x.md": ""},
    )
    reading = read_site(tmp_path, settings=ImportSettings(post_folders=("site/old",)))
    assert sorted(reading.posts) == ["_posts/x.md", "site/old/2020-01-02-a.md"]
    assert reading.posts["site/old/2020-01-02-a.md"].metadata.categories == (("site",),)
    assert reading.others == ["site/other/2020-01-02-b.md"]


def test_the_posts_folder_alone_finds_its_site() -> None:
    reading = read_site(SITE / "_posts")
    assert reading.site.prefix == "_posts"
    assert reading.posts["2021-12-08-no-offset.md"].metadata.date.offset == 480
    horror = read_site(SITE / "movies" / "horror" / "_posts")
    assert horror.site.prefix == "movies/horror/_posts"
    assert horror.posts["2022-02-23-above.md"].metadata.categories == (("movies",), ("horror",), ("Review",))


def test_the_posts_of_a_collections_folder(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "collections_dir: all\ncollections: [tea]\n",
        "all/_posts/2020-01-02-a.md": "x",
        "all/_tea/green.md": "x",
    }
    reading = read_site(write(tmp_path, files))
    assert sorted(reading.posts) == ["all/_posts/2020-01-02-a.md", "all/_tea/green.md"]
    assert reading.posts["all/_posts/2020-01-02-a.md"].metadata.categories == ()


def test_formats_follow_the_extension(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"_posts/2020-01-02-a{suffix}": "x" for suffix in (".MD", ".html", ".txt")
    }
    posts = read_site(write(tmp_path, files)).posts
    assert [post.metadata.format for post in posts.values()] == [
        BodyFormat.MARKDOWN,
        BodyFormat.HTML,
        BodyFormat.TEXT,
    ]


def test_what_a_child_process_gets_and_gives_can_be_pickled() -> None:
    reading = site()
    assert pickle.loads(pickle.dumps(reading.site)) == reading.site
    for candidate in reading.posts.values():
        assert pickle.loads(pickle.dumps(candidate)) == candidate


def test_site_settings_survive_as_json() -> None:
    assert site_from_json(site_as_json(site().site)) == site().site
    assert site_from_json('{"generator": "jekyll", "of_the_future": 1}').generator == "jekyll"


def test_an_edited_post_is_read_again_from_its_bytes() -> None:
    for path, candidate in site().posts.items():
        again = read_again(
            candidate.source, path, "jekyll", site().site, candidate.encoding, candidate.modified_at
        )
        assert again.metadata == candidate.metadata
        assert again.plain_text == candidate.plain_text


def test_detection(tmp_path: Path) -> None:
    assert detect_generators(SITE)[0].generator == "jekyll"
    assert detect_generators(SITE)[0].confidence > 0.9
    assert detect_generators(SITE / "_posts")[0].generator == "jekyll"
    assert (
        detect_generators(write(tmp_path / "a", {"2020-01-02-x.md": "", "2020-01-03-y.md": ""}))[0].generator
        == "jekyll"
    )
    assert detect_generators(write(tmp_path / "b", {"notes.md": "", "more.md": ""}))[0].generator == "folder"
    hexo = write(tmp_path / "c", {"_config.yml": "", "source/_posts/a.md": "", "scaffolds/post.md": ""})
    jekyll = next(item for item in detect_generators(hexo) if item.generator == "jekyll")
    assert jekyll.confidence < 0.5
