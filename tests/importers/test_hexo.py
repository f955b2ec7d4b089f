"""Each rule of Hexo's dialect, on a small site of its own (``tests/data/hexo``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fonds.importers.interface import site_as_json, site_from_json
from fonds.importers.registry import detect_generators
from fonds.model.accession import ImportSettings
from fonds.model.post import CategoryPath, DateOrigin, PostMetadata, Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write

SITE = DATA / "hexo"
POSTS = "source/_posts"


@cache
def site() -> Reading:
    return read_site(SITE, "hexo")


def meta(path: str) -> PostMetadata:
    return site().posts[path].metadata


def test_what_is_a_document() -> None:
    reading = site()
    assert sorted(reading.posts) == [
        "readme.md",
        "source/_drafts/not-yet.md",
        "source/_posts/2020-05-06-hidden.md",
        "source/_posts/2020-05-07-both.md",
        "source/_posts/a-text.md",
        "source/_posts/en/2020-01-01-first.md",
        "source/_posts/json.md",
        "source/_posts/no-opening.md",
        "source/_posts/one-line.md",
        "source/_posts/several.md",
        "source/_posts/walk.md",
        "source/_posts/walk/inner.md",
        "source/about/index.md",
        "source/zh-tw/index.md",
    ]
    assert {"notes.md", "source/verify.html", "source/_data/menu.yml"} <= set(reading.others)
    assert not reading.problems
    assert not any(candidate.kept_raw for candidate in reading.posts.values())


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("one-line.md", [("Sports", "Baseball")]),
        ("several.md", [("Sports", "Baseball"), ("Sports", "Baseball", "MLB"), ("Play",)]),
        ("a-text.md", [("City walks",)]),
        ("walk.md", [("2013",)]),
        ("2020-05-06-hidden.md", []),
    ],
)
def test_a_list_of_categories_is_one_line_of_descent(name: str, paths: list[CategoryPath]) -> None:
    assert meta(f"{POSTS}/{name}").categories == tuple(paths)


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("one-line.md", ("a b", "c")),
        ("several.md", ("city walk",)),
        ("a-text.md", ("a, b",)),
        ("walk.md", ("single",)),
        ("2020-05-06-hidden.md", ("x",)),
    ],
)
def test_tags_are_flat_and_a_text_is_one(name: str, tags: tuple[str, ...]) -> None:
    assert meta(f"{POSTS}/{name}").tags == tags


@pytest.mark.parametrize(
    ("name", "iso", "origin"),
    [
        ("one-line.md", "2021-12-08T10:46:18+08:00", DateOrigin.FRONT_MATTER),
        ("several.md", "2013-07-13T20:46:25+08:00", DateOrigin.FRONT_MATTER),
        ("a-text.md", "2020-02-03T04:05:06+00:00", DateOrigin.FRONT_MATTER),
        ("2020-05-06-hidden.md", "2020-05-06", DateOrigin.FILE_NAME),
        ("2020-05-07-both.md", "2019-01-01", DateOrigin.FRONT_MATTER),
        ("walk.md", "", DateOrigin.NONE),
    ],
)
def test_dates(name: str, iso: str, origin: DateOrigin) -> None:
    date = meta(f"{POSTS}/{name}").date
    assert (date.iso_text(), date.origin) == (iso, origin)


def test_titles_slugs_and_what_is_kept() -> None:
    assert meta(f"{POSTS}/walk.md").title == "Walk by the river"
    assert meta(f"{POSTS}/2020-05-06-hidden.md").slug == "hidden"
    assert meta(f"{POSTS}/2020-05-07-both.md").slug == "said"
    assert dict(meta(f"{POSTS}/several.md").fields) == {"updated": "2014-01-02"}
    assert dict(meta("source/zh-tw/index.md").fields) == {"layout": False}
    assert site().kinds(f"{POSTS}/walk.md") == [ProblemKind.NO_DATE]
    assert site().kinds("source/about/index.md") == []


def test_statuses() -> None:
    assert meta(f"{POSTS}/2020-05-06-hidden.md").status is Status.UNPUBLISHED
    assert meta("source/_drafts/not-yet.md").status is Status.DRAFT
    assert meta(f"{POSTS}/one-line.md").status is Status.PUBLISHED


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("source/zh-tw/index.md", "zh-tw"),
        ("source/_posts/en/2020-01-01-first.md", "en"),
        ("source/_posts/a-text.md", "fr"),
        ("source/about/index.md", ""),
    ],
)
def test_languages_come_from_folders_where_the_header_is_silent(path: str, language: str) -> None:
    assert meta(path).language == language


def test_a_folder_counts_as_a_language_when_the_site_says_so(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"source/id/a.md": "x", "source/it/a.md": "x", "scaffolds/post.md": ""}
    listed = write(tmp_path / "1", {**files, "_config.yml": "language: [en, id]\n"})
    posts = read_site(listed, "hexo").posts
    assert [posts[f"source/{name}/a.md"].metadata.language for name in ("id", "it")] == ["id", ""]


def test_where_files_are_found() -> None:
    found = {item.reference: item.path for item in site().posts[f"{POSTS}/walk.md"].media}
    assert found == {
        "a.png": "source/_posts/walk/a.png",
        "walk.png": "source/_posts/walk/walk.png",
        "/notes/images/b.png": "source/images/b.png",
        "../images/b.png": "source/images/b.png",
    }


def test_a_part_of_a_site_is_read_as_in_the_whole() -> None:
    for folder in ("source", "source/_posts"):
        part = read_site(SITE / folder, "hexo")
        whole = f"{folder}/"
        assert part.posts
        for path, candidate in part.posts.items():
            assert candidate.metadata == meta(whole + path)
        assert detect_generators(SITE / folder)[0].generator == "hexo"
    media = read_site(SITE / "source/_posts", "hexo").posts["walk.md"].media
    assert {item.path for item in media} == {"walk/a.png", "walk/walk.png"}


def test_detection(tmp_path: Path) -> None:
    assert detect_generators(SITE)[0].generator == "hexo"
    octopress = write(
        tmp_path / "o", {"_config.yml": "", "Rakefile": "", "source/_posts/2012-01-01-a.md": ""}
    )
    assert detect_generators(octopress)[0].generator == "jekyll"
    bare = write(tmp_path / "b", {"_config.yml": "", "source/_posts/a.md": ""})
    assert detect_generators(bare)[0].generator == "hexo"
    named = write(tmp_path / "n", {"package.json": '{"dependencies": {"hexo": "1"}}', "source/a.md": "x"})
    assert detect_generators(named)[0].generator == "hexo"
    inside = write(tmp_path / "source" / "blog", {"_config.yml": "", "_posts/2012-01-01-a.md": ""})
    assert detect_generators(inside)[0].generator == "jekyll"
    assert read_site(inside, "hexo").site.prefix == "source"


def test_the_settings_survive_as_text() -> None:
    settings = read_site(SITE, "hexo", ImportSettings(timezone="Asia/Tokyo")).site
    assert settings.timezone == "Asia/Tokyo"
    assert site_from_json(site_as_json(settings)) == settings


def test_the_same_header_means_other_things_to_others(tmp_path: Path) -> None:
    write(tmp_path, {"_posts/2020-01-01-a.md": "---\ncategories: [A, B]\ntags: a b\n---\n"})
    readings = {
        name: read_site(tmp_path, name).posts["_posts/2020-01-01-a.md"].metadata
        for name in ("jekyll", "hexo")
    }
    assert readings["hexo"].categories == (("A", "B"),)
    assert readings["jekyll"].categories == (("A",), ("B",))
    assert (readings["hexo"].tags, readings["jekyll"].tags) == (("a b",), ("a", "b"))


def test_the_opening_line_may_be_missing(tmp_path: Path) -> None:
    write(
        tmp_path, {"source/_posts/a.md": "title: Bare\ncategories:\n- A\n- B\ndate: 2020-01-01\n---\nText\n"}
    )
    candidate = read_site(tmp_path, "hexo").posts["source/_posts/a.md"]
    assert (candidate.metadata.title, candidate.metadata.categories) == ("Bare", (("A", "B"),))
    assert candidate.plain_text == "Text"
