"""The sample archive as a person meets it: what its import reports, what its posts become, and what an export gives back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.base import paths
from fonds.model.accession import ImportReport, ImportSettings
from fonds.model.post import DatePrecision, Post, PostSummary, Status
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.services import archives, browsing, exporting, importing, searching
from fonds.services.archives import Archive

SAMPLE = paths.resource("sample")
SETTINGS = ImportSettings(generator="jekyll", post_folders=("old_post",))
DOCUMENTS = {
    path.relative_to(SAMPLE).as_posix(): path.read_bytes()
    for path in sorted(SAMPLE.rglob("*"))
    if path.suffix in {".md", ".html"}
}
RAW = "_posts/2021-08-19-未完成的索引卡.md"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    opened = archives.create_archive(tmp_path / "sample.fonds")
    yield opened
    opened.close()


def take_in(archive: Archive, settings: ImportSettings = SETTINGS) -> ImportReport:
    """Import the sample."""
    return importing.import_source(archive, [SAMPLE], settings, ignore_progress, CancelToken())


def posts_of(archive: Archive) -> dict[str, Post]:
    """Every post by its path."""
    ids = browsing.list_posts(archive, ListRequest()).ids
    posts = [browsing.load_post(archive, post_id) for post_id in ids]
    return {post.source_path: post for post in posts}


def listed(archive: Archive, scope: ScopeKind = ScopeKind.ALL, text: str = "") -> list[PostSummary]:
    """The summaries of a place, newest first."""
    found = browsing.list_posts(archive, ListRequest(Scope(scope), text))
    return browsing.load_summaries(archive, found.ids)


def test_the_report_adds_up_and_names_each_oddity(archive: Archive) -> None:
    report = take_in(archive)
    assert (report.found, report.added, report.failed) == (34, 34, 0)
    assert (report.repaired, report.kept_raw, report.media) == (1, 1, 3)
    assert {(problem.path, problem.line, problem.kind) for problem in report.problems} == {
        ("_posts/2016-09-15-旧文件里的中秋.md", 0, ProblemKind.ENCODING_GUESSED),
        ("_posts/2019-11-02-沿着城墙走.md", 13, ProblemKind.MISSING_MEDIA),
        (RAW, 8, ProblemKind.INVALID_HEADER),
        ("_posts/2022-01-12-FN202201120830151187.md", 3, ProblemKind.REPAIRED_QUOTES),
        ("_posts/marginalia.md", 0, ProblemKind.NAME_NOT_POST),
        ("_posts/marginalia.md", 0, ProblemKind.NO_DATE),
    }


def test_the_generator_is_found_without_being_told(archive: Archive) -> None:
    report = take_in(archive, ImportSettings(post_folders=("old_post",)))
    assert report.generator == "jekyll"
    assert report.added == 34


def test_a_second_import_changes_nothing(archive: Archive) -> None:
    take_in(archive)
    report = take_in(archive)
    assert (report.found, report.unchanged, report.added, report.updated) == (34, 34, 0, 0)


def test_every_post_is_its_file(archive: Archive) -> None:
    take_in(archive)
    assert {path: post.source for path, post in posts_of(archive).items()} == DOCUMENTS


def test_the_metadata_are_read_by_the_rules_of_the_generator(archive: Archive) -> None:
    take_in(archive)
    posts = posts_of(archive)
    quotes = posts["_posts/2022-01-12-FN202201120830151187.md"].metadata
    assert quotes.title == '什么叫"超预期"？读懂标题里的三个常用词'
    assert quotes.categories == (("caijing",),)
    tea = posts["_posts/2024-08-15-warming-the-cup.md"].metadata
    assert tea.date.precision is DatePrecision.MINUTE
    assert tea.tags == ("tea", "patience")
    words = posts["_posts/2022-09-01-three-small-lines.md"].metadata
    assert words.categories == (("typography",), ("punctuation",))
    assert words.tags == ("typography", "punctuation", "dashes")
    assert words.date.iso_text() == "2022-09-01"
    case = posts["_posts/2020-06-15-a-date-is-three-facts.md"].metadata
    assert case.tags == ("Dates", "dates", "Cataloguing", "cataloguing")
    assert posts["_posts/2023-11-30-待核对.md"].metadata.status is Status.UNPUBLISHED
    assert posts["_drafts/目录的目录.md"].metadata.status is Status.DRAFT
    assert posts["_posts/2025-02-14-ruby-no-hanashi.md"].metadata.language == "ja"
    assert posts["_posts/2020-02-29-闰日.md"].metadata.language == "zh-CN"
    paper = posts["history/paper/_posts/2018-04-05-蔡伦之前.md"].metadata
    assert [name for path in paper.categories for name in path] == ["history", "paper"]


def test_dates_without_offset_are_the_clock_of_the_site(archive: Archive) -> None:
    take_in(archive)
    posts = posts_of(archive)
    dates = {path: post.metadata.date for path, post in posts.items()}
    assert dates["_posts/2021-12-08-FN202112081046183305.md"].iso_text() == "2021-12-08T10:46:18+08:00"
    laid = dates["history/paper/_posts/2019-09-12-laid-and-wove.md"]
    assert (laid.iso_text(), laid.text) == ("2019-09-12T08:05:00+08:00", "2019-09-12 8:05:00")
    assert dates["_posts/2025-02-14-ruby-no-hanashi.md"].iso_text() == "2025-02-14T20:00:00+09:00"
    assert dates["_posts/marginalia.md"].instant is None


def test_what_was_kept_raw_is_whole_and_named_after_its_file(archive: Archive) -> None:
    take_in(archive)
    post = posts_of(archive)[RAW]
    assert not post.header_readable
    assert "未完成的索引卡" in post.metadata.title
    assert post.metadata.date.iso_text() == "2021-08-19"
    assert RAW not in {path for path, other in posts_of(archive).items() if other.header_readable}


def test_the_navigator_has_something_to_show_everywhere(archive: Archive) -> None:
    take_in(archive)
    navigator = browsing.load_navigator(archive)
    assert (navigator.all, navigator.drafts, navigator.trashed) == (
        34,
        len(listed(archive, ScopeKind.DRAFTS)),
        0,
    )
    assert navigator.problems == len(listed(archive, ScopeKind.PROBLEMS)) > 0
    assert {year for year, _ in navigator.years} >= set(range(2016, 2027))
    assert len(navigator.categories) > 15 and len(navigator.tags) > 30 and len(navigator.authors) > 3


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("月食", "月亮走进影子里：记一次月全食"),
        ("针眼", "线装的针眼"),
        ("乱码", "旧文件里的中秋"),
        ("檢索", "繁簡之間"),
        ("ぶんしょかん", "ルビの話"),
        ("geminid", "Counting Geminids with cold fingers"),
        ("ＢＩＰＳ", "什么是基点：利率新闻里的小单位"),
        ('"kept forty"', "Two minutes of night"),
    ],
)
def test_the_search_finds_what_the_posts_say(archive: Archive, text: str, title: str) -> None:
    take_in(archive)
    found = searching.search_posts(archive, text)
    assert title in [hit.title for hit in found.hits]
    assert found.total < 34


def test_remarks_and_punctuation_do_not_mislead_the_search(archive: Archive) -> None:
    take_in(archive)
    assert searching.search_posts(archive, "以上为正文").total == 0
    # “有存档，案卷齐全” stands in a post: a match must not reach across the comma.
    assert searching.search_posts(archive, "存档案").total == 0


def test_an_export_gives_every_file_and_picture_back(archive: Archive, tmp_path: Path) -> None:
    take_in(archive)
    dest = tmp_path / "out"
    report = exporting.export_posts(archive, dest, None, "", ignore_progress, CancelToken())
    assert (report.posts, report.media, report.problems) == (34, 3, ())
    written = {p.relative_to(dest).as_posix(): p.read_bytes() for p in dest.rglob("*") if p.is_file()}
    pictures = {f"assets/{path.name}": path.read_bytes() for path in (SAMPLE / "assets").iterdir()}
    assert written == DOCUMENTS | pictures


def test_the_built_in_archive_is_made_once_and_opened_again() -> None:
    first = archives.open_sample()
    first.close()
    again = archives.open_sample()
    try:
        assert browsing.load_navigator(again).all == 34
        assert listed(again)[0].title.startswith("欢迎来到示例档案")
    finally:
        again.close()
