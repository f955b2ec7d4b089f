"""Accessions: resumed when they were broken off, withdrawn as one step, and checked for every document."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fonds.base.running import own_mark
from fonds.model.accession import AccessionState, ImportSettings, Outcome
from fonds.model.errors import UserError
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import accessions, archives, browsing, conflicts, editing, history, importing
from fonds.services.archives import Archive
from fonds.store import media
from services.site import (
    PLAIN,
    edit_title,
    import_site,
    make_site,
    many,
    numbers,
    post_named,
    source_of,
    state_of,
)

# Resuming


def test_a_cancelled_import_is_resumed_with_the_report_of_the_whole(archive: Archive, tmp_path: Path) -> None:
    site = many(tmp_path / "site", 900)
    (site / "_posts" / "2022-01-11-p00002.md").write_bytes(b"---\ntitle: |\n  fine\n bad: [\n---\nraw\n")
    (site / "_posts" / "2022-01-11-gone.md").symlink_to("nowhere.md")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done >= 600:
            cancel.cancel()

    first = import_site(archive, site, progress=stop, cancel=cancel)
    assert first.cancelled
    assert 0 < first.found < 901
    (before,) = accessions.list_accessions(archive)
    assert (before.state, before.resumable) == (AccessionState.STOPPED, True)
    assert first.accession is not None
    whole = importing.resume_import(archive, first.accession, ignore_progress, CancelToken())
    assert (whole.accession, whole.cancelled) == (first.accession, False)
    assert (whole.found, whole.added, whole.failed, whole.unchanged) == (901, 900, 1, 0)
    assert (whole.kept_raw, whole.checked, whole.identical) == (1, 900, 900)
    assert len(numbers(archive)) == 900
    (after,) = accessions.list_accessions(archive)
    assert after.state is AccessionState.COMPLETE
    assert after.report.added == 900
    told = [problem for item in accessions.load_items(archive, after.id) for problem in item.problems]
    assert sorted(problem.kind for problem in told) == sorted(problem.kind for problem in whole.problems)
    with pytest.raises(UserError, match="nothing to resume"):
        importing.resume_import(archive, after.id, ignore_progress, CancelToken())


def test_a_document_that_changes_between_stop_and_resumption_is_withdrawn_whole(
    archive: Archive, tmp_path: Path
) -> None:
    site = many(tmp_path / "site", 300)
    import_site(archive, site)
    for path in (site / "_posts").iterdir():
        path.write_bytes(path.read_bytes() + b"more\n")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done >= 200:
            cancel.cancel()

    assert import_site(archive, site, progress=stop, cancel=cancel).cancelled
    first = site / "_posts" / "2022-01-11-p00000.md"
    first.write_bytes(first.read_bytes() + b"and more\n")
    assert importing.resume_import(archive, 2, ignore_progress, CancelToken()).updated == 300
    summary, _ = accessions.withdraw_accession(archive, 2, ignore_progress, CancelToken())
    assert (summary.reverted, summary.kept) == (300, 0)
    assert source_of(archive, post_named(archive, "p00000.md")).endswith("正文 0</p>\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_import_that_was_killed_is_resumed_nothing_twice_nothing_lost(tmp_path: Path) -> None:
    site = many(tmp_path / "site", 6000)
    path = tmp_path / "killed.fonds"
    archives.create_archive(path).close()
    command = [sys.executable, "-m", "fonds", "import", str(path), str(site)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 120
        while count_posts(path) < 500 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with archives.opened(path) as archive:
        broken = accessions.interrupted_accession(archive)
        assert broken is not None, "the import was faster than the kill"
        assert broken.state is AccessionState.INTERRUPTED
        assert 500 <= broken.report.added < 6000
        assert len(numbers(archive)) == broken.report.added
        whole = importing.resume_import(archive, broken.id, ignore_progress, CancelToken())
        assert (whole.found, whole.added, whole.identical) == (6000, 6000, 6000)
        assert len(numbers(archive)) == 6000
        assert accessions.interrupted_accession(archive) is None
        assert archives.check_archive(archive, ignore_progress, CancelToken()).problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX: looks for a process by its number")
def test_an_import_that_runs_elsewhere_is_neither_withdrawn_nor_resumed(
    archive: Archive, tmp_path: Path
) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        mark = own_mark().rpartition(":")[0] + f":{other.pid}"
        with archive.writing() as writer:
            statement = "UPDATE accessions SET finished_at = NULL, runner = ?, seen_at = ?"
            writer.execute(statement, (mark, int(time.time())))
        assert accessions.interrupted_accession(archive) is None
        with pytest.raises(UserError, match="running at this moment"):
            accessions.withdraw_accession(archive, 1, ignore_progress, CancelToken())
        with pytest.raises(UserError, match="running at this moment"):
            importing.resume_import(archive, 1, ignore_progress, CancelToken())
        other.communicate(b"\n")
    assert accessions.interrupted_accession(archive) is not None
    assert importing.resume_import(archive, 1, ignore_progress, CancelToken()).added == 3


def count_posts(path: Path) -> int:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM posts").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


# Checking


def test_every_document_is_checked_against_what_was_read(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    first = import_site(archive, site)
    assert (first.checked, first.identical) == (3, 3)
    again = import_site(archive, site)
    assert (again.unchanged, again.checked, again.identical) == (3, 3, 3)


def test_a_document_that_was_stored_wrongly_is_told(archive: Archive, tmp_path: Path) -> None:
    site = many(tmp_path / "site", 700)
    spoiled = 0

    def spoil(progress: Progress) -> None:
        nonlocal spoiled
        if progress.stage == "checking" and not spoiled:
            with archive.writing() as writer:
                spoiled = int(writer.value("SELECT max(id) FROM revisions"))
                writer.execute("UPDATE revisions SET data = ?, codec = 'raw' WHERE id = ?", (b"rot", spoiled))

    report = import_site(archive, site, progress=spoil)
    assert spoiled
    assert (report.checked, report.identical) == (700, 699)
    (problem,) = report.problems
    assert (problem.kind, problem.path) == (ProblemKind.NOT_IDENTICAL, "_posts/2022-01-11-p00699.md")
    assert report.posts_by_path == {problem.path: numbers(archive)[-1]}


def test_who_and_note_are_kept_and_can_be_changed_back(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    importing.import_source(
        archive,
        [site],
        ImportSettings(),
        ignore_progress,
        CancelToken(),
        who="档案员",
        note="第一批",
    )
    found = accessions.load_accession(archive, 1)
    assert (found.who, found.note, found.sources) == ("档案员", "第一批", (str(site),))
    accessions.describe_accession(archive, 1, who="档案员", note="重做")
    assert accessions.load_accession(archive, 1).note == "重做"
    history.undo(archive)
    assert accessions.load_accession(archive, 1).note == "第一批"
    assert [item.outcome for item in accessions.load_items(archive, 1)] == [Outcome.ADDED] * 3
    assert accessions.load_items(archive, 1, [Outcome.FAILED]) == ()


# Conflicts


@pytest.fixture
def contested(archive: Archive, tmp_path: Path) -> Path:
    """The site of three posts, of which the plain one was edited in the archive and in its file."""
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    edit_title(archive, post_named(archive, "plain.md"), "我的题目")
    (site / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "稳步").encode())
    report = import_site(archive, site)
    assert (report.skipped, report.conflicts) == (1, 1)
    return site


def test_a_conflict_keeps_both_texts_until_it_is_decided(archive: Archive, contested: Path) -> None:
    (conflict,) = conflicts.list_conflicts(archive)
    texts = conflicts.load_texts(archive, conflict.post_id)
    assert "我的题目" in texts.ours and "加快" in texts.ours
    assert texts.theirs == PLAIN.replace("加快", "稳步")
    assert texts.base == PLAIN
    again = import_site(archive, contested)
    assert (again.skipped, again.conflicts, again.updated) == (1, 1, 0)
    assert [found.revision_id for found in conflicts.list_conflicts(archive)] == [conflict.revision_id]


def test_keeping_ours_settles_it_as_long_as_the_source_stays(archive: Archive, contested: Path) -> None:
    post_id = post_named(archive, "plain.md")
    before = state_of(archive)
    conflicts.keep_ours(archive, [post_id])
    assert conflicts.list_conflicts(archive) == ()
    assert "我的题目" in source_of(archive, post_id)
    assert import_site(archive, contested).unchanged == 3
    history.undo(archive)
    assert state_of(archive)["conflicts"] == before["conflicts"]
    history.redo(archive)
    (contested / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "再次").encode())
    assert import_site(archive, contested).conflicts == 1


def test_taking_theirs_can_be_undone(archive: Archive, contested: Path) -> None:
    post_id = post_named(archive, "plain.md")
    conflicts.take_theirs(archive, [post_id])
    assert source_of(archive, post_id) == PLAIN.replace("加快", "稳步")
    assert not browsing.load_post(archive, post_id).edited
    assert import_site(archive, contested).unchanged == 3
    assert accessions.foresee_withdrawal(archive, 2).kept == 1
    history.undo(archive)
    assert "我的题目" in source_of(archive, post_id)
    assert len(conflicts.list_conflicts(archive)) == 1
    assert accessions.foresee_withdrawal(archive, 2).kept == 0


def test_a_source_that_goes_back_ends_the_conflict(archive: Archive, contested: Path) -> None:
    (contested / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.encode())
    assert import_site(archive, contested).unchanged == 3
    assert conflicts.list_conflicts(archive) == ()
    with pytest.raises(UserError, match="not contradict"):
        conflicts.load_texts(archive, post_named(archive, "plain.md"))


def test_an_update_behind_a_conflict_that_was_taken_can_be_withdrawn(
    archive: Archive, contested: Path
) -> None:
    post_id = post_named(archive, "plain.md")
    conflicts.take_theirs(archive, [post_id])
    taken = source_of(archive, post_id)
    (contested / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.encode() + b"later\n")
    assert import_site(archive, contested).updated == 1
    summary, _ = accessions.withdraw_accession(archive, 3, ignore_progress, CancelToken())
    assert (summary.trashed, summary.reverted, summary.kept) == (0, 1, 0)
    found = browsing.load_post(archive, post_id)
    assert (found.source.decode(), found.accession_id, found.edited) == (taken, 2, False)


def test_purging_leaves_the_files_that_a_conflict_or_a_withdrawal_may_need(
    archive: Archive, contested: Path
) -> None:
    folder = contested / "_posts"
    plain, raw = folder / "2022-01-11-plain.md", folder / "2022-01-13-raw.md"
    (contested / "a.png").write_bytes(b"a")
    (contested / "b.png").write_bytes(b"b")
    plain.write_bytes(PLAIN.encode() + b"![](/a.png)\n")
    raw.write_bytes(b"![](/b.png)\n")
    other = folder / "2022-01-14-other.md"
    other.write_bytes(b"![](/a.png) ![](/b.png)\n")
    import_site(archive, contested)
    raw.write_bytes(b"no picture\n")
    other.unlink()
    number = import_site(archive, contested).accession
    editing.purge_posts(archive, [post_named(archive, "other.md")])
    conflicts.take_theirs(archive, [post_named(archive, "plain.md")])
    assert number is not None
    accessions.withdraw_accession(archive, number, ignore_progress, CancelToken())
    for name, data in (("plain.md", b"a"), ("raw.md", b"b")):
        with archive.reading() as view:
            found = media.find_media(view, post_named(archive, name), f"/{data.decode()}.png")
        assert found is not None and found[1] == data
    history.undo(archive)
    history.undo(archive)
    editing.purge_posts(archive, [post_named(archive, name) for name in ("plain.md", "raw.md")])
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM media") == 0


def test_a_resumption_that_finds_nothing_ends_the_import(archive: Archive, tmp_path: Path) -> None:
    site = many(tmp_path / "site", 30)
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done >= 10:
            cancel.cancel()

    import_site(archive, site, progress=stop, cancel=cancel)
    stopped = CancelToken()
    stopped.cancel()
    assert importing.resume_import(archive, 1, ignore_progress, stopped).cancelled
    assert accessions.load_accession(archive, 1).state is AccessionState.STOPPED
    assert accessions.interrupted_accession(archive) is None
    for path in (site / "_posts").iterdir():
        path.unlink()
    assert importing.resume_import(archive, 1, ignore_progress, CancelToken()).added > 0
    assert accessions.load_accession(archive, 1).state is AccessionState.COMPLETE


def test_a_resumed_import_counts_the_conflicts_that_were_open_before(
    archive: Archive, contested: Path
) -> None:
    for number in range(30):
        (contested / "_posts" / f"2022-02-01-p{number:02}.md").write_bytes(b"more %d\n" % number)
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done >= 10:
            cancel.cancel()

    first = import_site(archive, contested, progress=stop, cancel=cancel)
    assert (first.conflicts, first.accession) == (1, 3)
    assert importing.resume_import(archive, 3, ignore_progress, CancelToken()).conflicts == 1
