"""Importing: every document is accounted for, nothing twice, nothing overwritten, nothing of the source touched."""

from __future__ import annotations

import multiprocessing
import multiprocessing.spawn
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings, OnDuplicate
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import accessions, browsing, editing, importing, intake, searching
from fonds.services.archives import Archive
from fonds.services.parsing import INLINE_LIMIT
from services.site import PLAIN, import_site, make_site, post_named, source_of


def test_the_outcomes_sum_up_and_problems_name_file_and_line(archive: Archive, tmp_path: Path) -> None:
    report = import_site(archive, make_site(tmp_path / "site"))
    assert (report.found, report.added, report.kept_raw, report.repaired) == (3, 3, 1, 0)
    assert report.generator == "jekyll"
    broken = next(problem for problem in report.problems if problem.kind is ProblemKind.INVALID_HEADER)
    assert broken.path == "_posts/2022-01-13-raw.md"
    assert broken.line > 0
    assert report.posts_by_path[broken.path] == post_named(archive, "raw.md")
    assert {item.id for item in accessions.list_accessions(archive)} == {report.accession}


def test_a_post_that_cannot_be_read_is_kept_and_found(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    results = searching.search_posts(archive, "示范")
    assert results.total == 2
    problems = browsing.list_posts(archive, ListRequest(Scope(ScopeKind.PROBLEMS)))
    assert post_named(archive, "raw.md") in problems.ids


def test_an_index_that_cannot_be_written_spoils_no_import(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_archive: Archive, *, at_least: int) -> int:
        raise EnvironmentProblem("The disk is full.")

    monkeypatch.setattr(intake, "fold", refuse)
    report = import_site(archive, make_site(tmp_path / "site"))
    assert (report.added, report.cancelled) == (3, False)
    assert searching.search_posts(archive, "示范").total == 2


def test_the_same_source_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    again = import_site(archive, site)
    assert (again.found, again.unchanged, again.added, again.problems) == (3, 3, 0, ())


def test_a_source_that_was_moved_is_recognised(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    moved = shutil.copytree(site, tmp_path / "elsewhere")
    assert import_site(archive, moved).unchanged == 3


def test_equal_files_of_a_source_that_was_moved_are_recognised_each(archive: Archive, tmp_path: Path) -> None:
    names = [f"{root}/{folder}/index.md" for root in ("old/one", "old/two") for folder in "abc"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("---\ntitle: Same\n---\n", encoding="utf-8")
    sources = [tmp_path / "old" / "one", tmp_path / "old" / "two"]
    assert import_site(archive, tmp_path, sources=sources).added == 6
    (tmp_path / "old").rename(tmp_path / "new")
    moved = [tmp_path / "new" / "one", tmp_path / "new" / "two"]
    assert import_site(archive, tmp_path, sources=moved).unchanged == 6
    for name in names:
        (tmp_path / name.replace("old", "new")).write_text(f"---\ntitle: {name}\n---\n", encoding="utf-8")
    report = import_site(archive, tmp_path, sources=moved)
    assert (report.added, report.updated) == (0, 6)


def test_a_file_imported_by_itself_is_recognised(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    report = import_site(archive, site, sources=[site / "_posts" / "2022-01-11-plain.md"])
    assert (report.found, report.unchanged) == (1, 1)


def test_equal_files_of_one_source_are_posts_of_their_own(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    shutil.copy(site / "_posts" / "2022-01-11-plain.md", site / "_posts" / "2022-01-14-copy.md")
    assert import_site(archive, site).added == 4


@pytest.mark.parametrize(
    ("choice", "outcome", "posts", "shown"),
    [
        (OnDuplicate.UPDATE, "updated", 3, "新的正文"),
        (OnDuplicate.SKIP, "skipped", 3, "加快推进"),
        (OnDuplicate.KEEP_BOTH, "added", 4, "新的正文"),
    ],
)
def test_a_changed_file(
    archive: Archive, tmp_path: Path, choice: OnDuplicate, outcome: str, posts: int, shown: str
) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    (site / "_posts" / "2022-01-11-plain.md").write_text(
        PLAIN.replace("加快推进", "新的正文"), encoding="utf-8"
    )
    report = import_site(archive, site, ImportSettings(on_duplicate=choice))
    assert getattr(report, outcome) == 1
    assert (report.unchanged, report.found) == (2, 3)
    assert len(browsing.list_posts(archive, ListRequest()).ids) == posts
    assert shown in source_of(archive, post_named(archive, "plain.md"))
    assert import_site(archive, site).found == 3


def test_an_edited_post_is_never_overwritten(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    number = post_named(archive, "plain.md")
    post = browsing.load_post(archive, number)
    editing.save_post(archive, number, PostEdit(metadata=MetadataEdit(title="我的标题")), post.revision_id)
    (site / "_posts" / "2022-01-11-plain.md").write_text(PLAIN + "more\n", encoding="utf-8")
    report = import_site(archive, site)
    assert (report.skipped, report.unchanged) == (1, 2)
    assert [problem.kind for problem in report.problems] == [ProblemKind.CONFLICT]
    assert "我的标题" in source_of(archive, number)


def test_a_dry_run_reports_the_same_and_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    would = import_site(archive, site, dry_run=True)
    assert len(browsing.list_posts(archive, ListRequest()).ids) == 0
    assert accessions.list_accessions(archive) == ()
    did = import_site(archive, site)
    assert (would.found, would.added, would.kept_raw, would.problems) == (
        did.found,
        did.added,
        did.kept_raw,
        did.problems,
    )


def test_many_files_go_through_children_and_arrive_in_order(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for number in range(300):
        (site / "_posts" / f"2023-01-01-n{number:03d}.md").write_text(f"---\ntitle: n{number}\n---\nx\n")
    seen: list[Progress] = []
    report = import_site(archive, site, progress=seen.append)
    assert report.added == 303
    assert [item.done for item in seen if item.stage == "importing"] == list(range(1, 304))
    with archive.reading() as view:
        paths = [row[0] for row in view.rows("SELECT source_path FROM posts ORDER BY id")]
    assert paths == sorted(paths)


def test_cancel_keeps_what_was_finished_and_a_second_import_goes_on(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for number in range(600):
        (site / "_posts" / f"2023-01-01-n{number:03d}.md").write_text(f"---\ntitle: n{number}\n---\nx\n")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done == 550:
            cancel.cancel()

    report = import_site(archive, site, progress=stop, cancel=cancel)
    assert report.cancelled
    assert 0 < report.added <= 603
    assert len(browsing.list_posts(archive, ListRequest()).ids) == report.added == report.found
    rest = import_site(archive, site)
    assert rest.unchanged == report.added
    assert rest.added == 603 - report.added


def test_a_batch_that_failed_is_not_in_the_report(archive: Archive, tmp_path: Path) -> None:
    files = {"one/a.md": "a\n", "two/b.md": "b\n", "two/c.md": "![x](x.png)\n", "two/x.png": "x"}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with closing(sqlite3.connect(archive.path)) as database:
        database.execute(
            "CREATE TRIGGER fault BEFORE INSERT ON post_media BEGIN SELECT RAISE(ABORT, 'a fault'); END"
        )
    with pytest.raises(sqlite3.IntegrityError, match="a fault"):
        import_site(archive, tmp_path, sources=[tmp_path / "one", tmp_path / "two"])
    (accession,) = accessions.list_accessions(archive)
    assert accession.report is not None
    assert (accession.report.added, accession.report.media, accession.report.problems) == (1, 0, ())
    assert len(browsing.list_posts(archive, ListRequest()).ids) == 1


def test_nothing_of_the_source_is_written_to(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    before = {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in site.rglob("*") if path.is_file()
    }
    folders = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_dir()}
    import_site(archive, site)
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in site.rglob("*") if path.is_file()
    } == before
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_dir()} == folders


def test_a_missing_source_is_said_so(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere"):
        import_site(archive, tmp_path / "nowhere")


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_link_that_leaves_the_source_fails_and_is_told(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: secret\n---\n")
    (site / "_posts" / "2022-02-02-link.md").symlink_to(secret)
    report = import_site(archive, site)
    assert (report.found, report.failed, report.added) == (4, 1, 3)
    assert ProblemKind.OUTSIDE_LINK in {problem.kind for problem in report.problems}
    assert searching.search_posts(archive, "secret").total == 0


def test_media_are_kept_once_and_served(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "assets").mkdir()
    (site / "assets" / "a.png").write_bytes(b"\x89PNG picture")
    for number in (1, 2):
        (site / "_posts" / f"2022-03-0{number}-picture.md").write_text(
            "---\ntitle: p\n---\n![p](/assets/a.png)\n"
        )
    report = import_site(archive, site)
    assert report.media == 1
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM post_media") == 2


def test_large_pictures_make_small_batches(archive: Archive, tmp_path: Path) -> None:
    """Else a save in the window would wait until all of them are written."""
    for number in range(3):
        (tmp_path / f"{number}.png").write_bytes(bytes([number]) * 5_000_000)
        (tmp_path / f"{number}.md").write_text(f"![picture]({number}.png)\n", encoding="utf-8")
    kept: list[int] = []

    def look(progress: Progress) -> None:
        if progress.stage == "importing":
            kept.append(len(browsing.list_posts(archive, ListRequest()).ids))

    report = import_site(archive, tmp_path, progress=look)
    assert (report.added, report.media) == (3, 3)
    assert kept == [0, 2, 2]


def test_the_survey_tells_what_an_import_would_find(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "old_post").mkdir()
    (site / "old_post" / "2020-01-01-old.md").write_text("---\ntitle: old\n---\nx")
    (site / "notes.bin").write_bytes(b"\0")
    survey = importing.survey_source([site], ImportSettings(), lambda _progress: None, CancelToken())
    assert survey.detection.generator == "jekyll"
    assert survey.detection.reasons
    assert survey.timezone == "Asia/Shanghai"
    assert survey.documents == 4
    assert survey.other_files >= 1
    assert dict(survey.other_folders) == {"old_post": 1}
    assert {row.title for row in survey.sample} >= {"示范区成绩单", "Tea", "old"}
    assert ProblemKind.INVALID_HEADER in {problem.kind for problem in survey.problems}


def test_a_report_is_written_as_json(archive: Archive, tmp_path: Path) -> None:
    report = import_site(archive, make_site(tmp_path / "site"))
    target = tmp_path / "report.json"
    importing.write_report(report, target)
    values = importing.report_as_json(report)
    outcomes = ("added", "updated", "unchanged", "skipped", "failed")
    assert values["found"] == sum(values[name] for name in outcomes)
    assert '"found": 3' in target.read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore:resource_tracker")
@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX: processes are started another way here")
def test_where_no_process_can_be_started_files_are_read_here(archive: Archive, tmp_path: Path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    for number in range(INLINE_LIMIT + 30):
        (posts / f"2022-01-01-{number:03}.md").write_bytes(PLAIN.encode())
    usual = multiprocessing.spawn.get_executable()
    multiprocessing.set_executable("/bin/false")
    try:
        report = import_site(archive, posts.parent)
    finally:
        multiprocessing.set_executable(os.fsdecode(usual))
    assert (report.added, report.failed) == (INLINE_LIMIT + 30, 0)
