"""Reports of imports as files: what they say, whatever stands in the sources, and that they come whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fonds.exporters.accession_csv import COLUMNS
from fonds.model.accession import Accession, AccessionState, ImportSettings, OnDuplicate
from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.services import accession_reports, accessions, browsing, history, importing
from fonds.services.archives import Archive
from fonds.services.importing import import_source
from fonds.services.stored_problems import load_stored_problems
from services.site import import_site, make_site

HOSTILE = "=1+1&.md" if os.name == "nt" else '=HYPERLINK("x","<script>alert(1)<b>")&.md'


@pytest.fixture
def number(archive: Archive, tmp_path: Path) -> int:
    """An import with a file whose name is a formula and holds markup, one in Chinese, and one that is not there."""
    folder = make_site(tmp_path / "网站 <b>&")
    posts = folder / "_posts"
    (posts / HOSTILE).write_text('---\ntitle: "a "b" c"\n---\n![x](@missing.png)\n', encoding="utf-8")
    (posts / "2022-02-01-示范区.md").write_text("---\ntitle: 长三角\n---\n正文\n", encoding="utf-8")
    (posts / "gone.md").symlink_to("nowhere.md")
    settings = ImportSettings(timezone="Asia/Shanghai", on_duplicate=OnDuplicate.SKIP)
    report = import_source(
        archive,
        [folder],
        settings,
        ignore_progress,
        CancelToken(),
        who="陈静",
        note="=1+1\n<script>x</script>",
    )
    assert report.accession is not None
    return report.accession


def written(archive: Archive, number: int, path: Path, progress: ProgressSink = ignore_progress) -> bytes:
    accession_reports.export_report(archive, number, path, path.suffix[1:], progress, CancelToken())
    return path.read_bytes()


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_is_whole_and_nothing_in_it_runs(archive: Archive, number: int, tmp_path: Path) -> None:
    text = written(archive, number, tmp_path / "report.html").decode("utf-8")
    page = Page(text)
    assert "script" not in page.names
    assert page.addresses == []
    assert "url(" not in text
    assert "@import" not in text
    told = "\n".join(page.texts)
    for part in (
        f"_posts/{HOSTILE}",
        "_posts/2022-02-01-示范区.md",
        "陈静",
        "<script>x</script>",
        "Asia/Shanghai",
    ):
        assert part in told
    assert "5 of 5 byte-identical" in told
    assert "are skipped" in told
    assert "prefers-color-scheme: dark" in text
    assert "Noto Sans CJK SC" in text
    assert text.count("<tr>") == text.count("</tr>")


def test_the_table_is_read_by_spreadsheets_and_runs_nothing(
    archive: Archive, number: int, tmp_path: Path
) -> None:
    data = written(archive, number, tmp_path / "report.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    by_path = {row["path"]: row for row in rows}
    assert by_path["_posts/2022-02-01-示范区.md"]["outcome"] == "added"
    assert by_path["_posts/gone.md"]["outcome"] == "failed"
    hostile = by_path[f"_posts/{HOSTILE}"]
    assert (hostile["repaired"], hostile["kept_raw"]) == ("1", "")
    assert "unescaped quotation marks" in hostile["problems"]
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(
    archive: Archive, tmp_path: Path, start: str
) -> None:
    name = f"{start}1+1.md"
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / name).write_text("text\n", encoding="utf-8")
    report = import_site(archive, folder)
    assert report.accession is not None
    data = written(archive, report.accession, tmp_path / "report.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data, newline=""))
    assert row["path"] == f"'{name}"


def test_everything_stands_in_the_json(archive: Archive, number: int, tmp_path: Path) -> None:
    values = json.loads(written(archive, number, tmp_path / "report.json"))
    assert (values["accession"], values["state"], values["who"]) == (number, "complete", "陈静")
    assert values["settings"]["timezone"] == "Asia/Shanghai"
    assert values["counts"]["found"] == values["counts"]["added"] + values["counts"]["failed"] == 6
    assert (values["counts"]["checked"], values["counts"]["identical"]) == (5, 5)
    assert len([item for item in values["documents"] if item["outcome"]]) == 6
    post = next(item["post"] for item in values["documents"] if "示范区" in item["path"])
    assert browsing.load_post(archive, post).metadata.title == "长三角"
    kinds = {problem["kind"] for item in values["documents"] for problem in item["problems"]}
    assert {"broken-link", "repaired-quotes", "missing-media"} <= kinds


def test_the_same_facts_stand_in_what_the_command_line_shows(archive: Archive, number: int) -> None:
    values = accession_reports.accession_as_json(accessions.load_accession(archive, number))
    assert values["note"].startswith("=1+1")
    assert "documents" not in values


def test_a_name_that_is_no_text_can_be_reported(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    try:
        (folder / "a\udcff.md").write_text("text\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("needs a file system that takes names that are no text")
    report = import_site(archive, folder)
    assert report.accession is not None
    for ending in accession_reports.FORMATS:
        data = written(archive, report.accession, tmp_path / f"report.{ending}").decode("utf-8")
        assert "xff.md" in data


def test_a_report_that_is_cancelled_or_fails_leaves_what_was_there(
    archive: Archive, number: int, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text("before", encoding="utf-8")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        assert progress.total == 2 * len(accessions.load_items(archive, number))
        if progress.done == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        accession_reports.export_report(archive, number, path, "html", stop, cancel)
    assert path.read_text(encoding="utf-8") == "before"
    with pytest.raises(EnvironmentProblem):
        written(archive, number, tmp_path / "no" / "folder" / "report.csv")
    with pytest.raises(UserError):
        accession_reports.export_report(archive, number, path, "docx", ignore_progress, CancelToken())
    with pytest.raises(UserError):
        written(archive, 99, path)
    assert path.read_text(encoding="utf-8") == "before"
    assert not [item.name for item in tmp_path.iterdir() if item.name.startswith(".fonds-")]


def test_a_report_never_takes_the_place_of_the_archive(archive: Archive, number: int) -> None:
    before = archive.path.stat().st_size
    with pytest.raises(UserError):
        accession_reports.export_report(archive, number, archive.path, "json", ignore_progress, CancelToken())
    assert archive.path.stat().st_size >= before


def test_an_import_that_did_nothing_has_a_report(archive: Archive, tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site")
    import_site(archive, folder)
    again = import_site(archive, folder)
    assert again.accession is not None
    page = written(archive, again.accession, tmp_path / "report.html").decode("utf-8")
    assert "There were none." in re.sub(r"<[^>]*>", "", page) or "Problems" in page
    assert "counted, and not listed" in page
    table = written(archive, again.accession, tmp_path / "report.csv").decode("utf-8-sig")
    assert table.startswith(",".join(COLUMNS))
    values = json.loads(written(archive, again.accession, tmp_path / "report.json"))
    assert values["counts"]["unchanged"] == 3


def test_a_report_speaks_the_language_that_it_is_given(archive: Archive, number: int) -> None:
    words = replace(
        accession_reports.PLAIN_WORDS,
        translate=lambda _context, text: {"Added": "新增"}.get(text, text),
        language="zh-CN",
    )
    file = io.BytesIO()
    accession_reports.stream_report(archive, number, file, "html", ignore_progress, CancelToken(), words)
    page = file.getvalue().decode("utf-8")
    assert '<html lang="zh-CN">' in page
    assert "<td>新增</td>" in page
    assert not file.closed


# What the page of an import needs


def test_documents_are_read_page_by_page(archive: Archive, number: int) -> None:
    everything = accessions.load_items(archive, number)
    first = accessions.load_items(archive, number, limit=2)
    rest = accessions.load_items(archive, number, after=first[-1].id)
    assert (*first, *rest) == everything
    assert accessions.load_items(archive, number, after=everything[-1].id) == ()


def test_the_navigator_counts_the_posts_of_each_import(archive: Archive, number: int, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text("text\n", encoding="utf-8")
    import_site(archive, other)
    newest, oldest = browsing.load_navigator(archive).accessions
    assert (newest.name, newest.posts, newest.withdrawn) == ("other", 1, False)
    assert (oldest.id, oldest.posts) == (number, 5)
    accessions.withdraw_accession(archive, newest.id, ignore_progress, CancelToken())
    newest, oldest = browsing.load_navigator(archive).accessions
    assert (newest.posts, newest.withdrawn, oldest.posts) == (0, True, 5)


def test_undoing_a_note_leaves_a_resumed_import_complete(archive: Archive, tmp_path: Path) -> None:
    """A note that was written while an import stood interrupted is taken back without the import's end."""
    folder = make_site(tmp_path / "site")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing":
            cancel.cancel()

    stopped = import_site(archive, folder, progress=stop, cancel=cancel)
    assert stopped.accession is not None
    accessions.describe_accession(archive, stopped.accession, who="陈静", note="")
    importing.resume_import(archive, stopped.accession, ignore_progress, CancelToken())
    for turn in (history.undo, history.undo, history.redo, history.redo):
        turn(archive)
    found: Accession = accessions.load_accession(archive, stopped.accession)
    assert found.state is AccessionState.COMPLETE
    assert found.report.found == 3


def test_problems_are_made_when_they_are_asked_for(archive: Archive, number: int) -> None:
    stored = load_stored_problems(archive, number)
    items = accessions.load_items(archive, number)
    told = [problem for item in items for problem in item.problems]
    assert list(stored) == told
    assert len(stored) == len(told) > 2
    assert stored[-1] == told[-1]
    assert stored[1:3] == told[1:3]
    assert stored.kinds == {problem.kind for problem in told}
    troubled = {item.path: item.post_id for item in items if item.problems and item.post_id is not None}
    assert troubled
    assert all(stored.find_post(path) == post for path, post in troubled.items())
    with pytest.raises(IndexError):
        stored[len(stored)]
    assert len(load_stored_problems(archive, 99)) == 0
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        load_stored_problems(archive, number, cancel)


def test_only_the_step_that_is_meant_is_undone(archive: Archive, number: int) -> None:
    done, changes = accessions.withdraw_accession(archive, number, ignore_progress, CancelToken())
    assert done.trashed == 5
    accessions.describe_accession(archive, number, who="", note="later")
    with pytest.raises(UserError):
        history.undo(archive, only=changes.step)
    assert accessions.load_accession(archive, number).note == "later"
    history.undo(archive)
    history.undo(archive, only=changes.step)
    assert accessions.load_accession(archive, number).state is AccessionState.COMPLETE
