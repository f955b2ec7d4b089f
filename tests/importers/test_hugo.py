"""Hugo's rules, each on a small site."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.importers.reading import read_again
from fonds.importers.registry import detect_generators
from fonds.model.accession import Candidate, ImportSettings
from fonds.model.post import DateOrigin, Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write

HUGO = DATA / "hugo"


@pytest.fixture(scope="module")
def site() -> Reading:
    return read_site(HUGO, "hugo")


def read_one(tmp_path: Path, text: str, name: str = "content/a.md", config: str = "") -> Candidate:
    return read_site(write(tmp_path, {"hugo.toml": config, name: text}), "hugo").posts[name]


def test_the_site_is_known_and_so_is_its_content_folder() -> None:
    assert detect_generators(HUGO)[0].generator == "hugo"
    inner = detect_generators(HUGO / "content" / "log")[0]
    assert (inner.generator, inner.reasons[-1]) == ("hugo", "The folder lies in content.")
    reading = read_site(HUGO / "content" / "log", "hugo")
    assert reading.site.timezone == "Asia/Shanghai"
    assert reading.posts["low-tide.md"].metadata.categories == (("log",),)


@pytest.mark.parametrize(
    ("files", "generator"),
    [
        ({"config.toml": 'baseURL = "x"', "content/a.md": "", "archetypes/b.md": ""}, "hugo"),
        ({"config/_default/hugo.yaml": "title: x", "content/a.md": ""}, "hugo"),
        ({"config.yaml": "baseurl: x", "content/a.md": "", "layouts/x.html": ""}, "hugo"),
        ({"config.toml": 'base_url = "x"', "content/a.md": "", "templates/x.html": ""}, "zola"),
        ({"config.toml": "x = 1", "content/a.md": ""}, "folder"),
        ({"content/a.md": "x"}, "folder"),
    ],
)
def test_how_a_site_is_known(tmp_path: Path, files: dict[str, str | bytes], generator: str) -> None:
    assert detect_generators(write(tmp_path, files))[0].generator == generator


def test_what_is_a_document(site: Reading) -> None:
    assert not {"README.md", "archetypes/default.md", "layouts/index.html"} & set(site.posts)
    assert len(site.posts) == 14
    assert not site.problems
    assert not any(candidate.kept_raw for candidate in site.posts.values())


def test_keys_in_any_case_and_everything_else_kept(site: Reading) -> None:
    metadata = site.posts["content/log/first-light.md"].metadata
    assert metadata.title == "First light"
    assert metadata.date.iso_text() == "2021-03-04T05:06:07+08:00"
    assert metadata.date.text == "2021-03-04T05:06:07"
    assert (metadata.slug, metadata.permalink) == ("light", "/dawn/")
    assert (metadata.tags, metadata.categories) == (("dawn", "fog horn"), (("Watch",),))
    assert metadata.fields == (
        ("url", "/dawn/"),
        ("aliases", ["/old/light/"]),
        ("weight", "5"),
        ("params", {"tide": "1.40"}),
    )
    assert "{{< figure" in site.posts["content/log/first-light.md"].source.decode()


def test_dates_stand_in_for_one_another(site: Reading) -> None:
    tide = site.posts["content/log/low-tide.md"].metadata
    assert tide.date.iso_text() == "2020-02-01T08:00:00+08:00"
    assert dict(tide.fields) == {"lastmod": "2020-02-03", "publishDate": "2020-02-01 08:00:00"}
    storm = site.posts["content/log/2019-05-06-storm.md"].metadata
    assert (storm.date.iso_text(), storm.date.origin) == ("2019-05-06", DateOrigin.FILE_NAME)
    assert storm.slug == "2019-05-06-storm"


def test_published_is_a_date(tmp_path: Path) -> None:
    metadata = read_one(tmp_path, "---\ntitle: x\npublished: 2020-01-02\n---\n").metadata
    assert (metadata.date.iso_text(), metadata.status) == ("2020-01-02", Status.PUBLISHED)
    assert dict(metadata.fields) == {"published": "2020-01-02"}
    other = read_one(tmp_path, "---\ntitle: x\ndate: 2020-01-02\npublished: false\n---\n").metadata
    assert (other.status, dict(other.fields)) == (Status.PUBLISHED, {"published": False})


@pytest.mark.parametrize(
    ("order", "day"), [('":filename", ":default"', "2019-05-06"), ('":default", ":filename"', "2020-01-01")]
)
def test_dates_from_names_when_the_site_says_so(tmp_path: Path, order: str, day: str) -> None:
    name = "content/2019-05-06-walk.md"
    metadata = read_one(
        tmp_path, "+++\ndate = 2020-01-01\n+++\n", name, f"[frontmatter]\ndate = [{order}]\n"
    ).metadata
    assert (metadata.date.iso_text(), metadata.slug) == (day, "walk")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("first-light", Status.PUBLISHED),
        ("draft", Status.DRAFT),
        ("later", Status.FUTURE),
        ("over", Status.EXPIRED),
        ("never", Status.UNPUBLISHED),
    ],
)
def test_statuses_are_kept(site: Reading, name: str, status: Status) -> None:
    assert site.posts[f"content/log/{name}.md"].metadata.status is status


def test_a_status_is_read_again_as_of_the_import(site: Reading) -> None:
    candidate = site.posts["content/log/later.md"]
    again = read_again(candidate.source, candidate.path, "hugo", site.site, "")
    assert again.metadata == candidate.metadata


def test_the_section_is_the_category_where_none_is_given(site: Reading) -> None:
    assert site.posts["content/log/low-tide.md"].metadata.categories == (("log",),)
    assert site.posts["content/log/ferry/index.md"].metadata.categories == (("log",),)
    assert site.posts["content/log/_index.md"].metadata.categories == ()
    assert site.posts["content/_index.md"].metadata.title == "Home"


def test_languages_by_suffix_and_by_folder(site: Reading) -> None:
    found = {path: post.metadata.language for path, post in site.posts.items() if post.metadata.language}
    assert found == {
        "content/log/bare.fr.md": "fr",
        "content/fr/quai.md": "fr",
        "content-zh/log/tide.md": "zh",
    }
    assert site.posts["content/log/bare.fr.md"].metadata.slug == "bare"
    assert site.posts["content-zh/log/tide.md"].metadata.categories == (("log",),)
    assert site.posts["content/fr/quai.md"].metadata.categories == ()


def test_a_bundle_has_the_name_of_its_folder_and_its_files(site: Reading) -> None:
    ferry = site.posts["content/log/ferry/index.md"]
    assert (ferry.metadata.slug, ferry.metadata.title) == ("ferry", "Ferry")
    assert {item.path for item in ferry.media} == {
        "content/log/ferry/deck.png",
        "content/log/ferry/papers/list.csv",
    }
    light = site.posts["content/log/first-light.md"]
    assert [item.path for item in light.media] == ["static/img/crane.png"]


def test_a_document_without_a_header(site: Reading) -> None:
    bare = site.posts["content/log/bare.md"]
    assert (bare.metadata.title, bare.metadata.date.instant, bare.problems) == ("Bare", None, ())


def test_an_impossible_date_is_told_and_another_stands_in(tmp_path: Path) -> None:
    candidate = read_one(tmp_path, "---\ntitle: x\ndate: 2021-02-30\n---\n", "content/2021-03-01-a.md")
    assert [(p.kind, p.line) for p in candidate.problems] == [(ProblemKind.INVALID_DATE, 3)]
    assert candidate.metadata.date.iso_text() == "2021-03-01"


def test_the_persons_time_zone_comes_first() -> None:
    reading = read_site(HUGO, "hugo", ImportSettings(timezone="Asia/Tokyo"))
    assert reading.posts["content/log/first-light.md"].metadata.date.offset == 540


def test_a_page_outside_the_content_needs_a_header_of_any_kind(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": "",
        "content/a.md": "x",
        "about.md": "+++\ntitle = 'About'\n+++\n",
        "data.md": '{ "title": "Data" }\n',
        "shortcode.md": '{{< figure src="x" >}}\n',
        "notes.md": "Notes\n",
    }
    reading = read_site(write(tmp_path, files), "hugo")
    assert sorted(reading.posts) == ["about.md", "content/a.md", "data.md"]
    assert sorted(reading.others) == ["hugo.toml", "notes.md", "shortcode.md"]


def test_a_bundle_inside_a_bundle_keeps_its_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "hugo.toml": "",
        "content/a/index.md": "---\ntitle: a\n---\n",
        "content/a/own.csv": "x",
        "content/a/inner/index.md": "---\ntitle: b\n---\n",
        "content/a/inner/its.csv": "y",
    }
    posts = read_site(write(tmp_path, files), "hugo").posts
    assert [item.path for item in posts["content/a/index.md"].media] == ["content/a/own.csv"]
    assert [item.path for item in posts["content/a/inner/index.md"].media] == ["content/a/inner/its.csv"]
