"""The text index when it is damaged, when very many posts wait for it, and what its care leaves in the journal."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.query_tree import Words
from fonds.services import archive_care
from fonds.services.archives import check_archive
from fonds.services.browsing import list_posts
from fonds.store import index_shape, pending
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.folding import fold_waiting, merge_segments
from fonds.store.index_shape import choose_segments
from fonds.store.journal import shorten_journal
from fonds.store.posts import purge, replace_source
from fonds.store.text_index import TextIndex
from store.making import found, make_candidate
from store.test_folding import Stopped, add, agree, count_left, count_segments


def test_a_damaged_text_keeps_nothing_else_from_being_found(archive: Archive) -> None:
    ids = add(archive, 1, 5)
    with archive.writing() as writer:
        writer.execute("UPDATE revision_texts SET data = x'00' WHERE revision_id = 2")
        writer.execute("DELETE FROM revision_texts WHERE revision_id = 3")
    for waiting in (5, 0):
        assert count_left(archive) == waiting
        with archive.reading() as view:
            index = TextIndex(view)
            assert sorted(index.find(Words("共同")).tolist()) == [ids[0], *ids[3:]]
            assert sorted(index.find(Words("第")).tolist()) == ids
            problems = check(view, ignore_progress, CancelToken()).problems
        assert "The plain text of post 2 is damaged." in problems
        assert not any("index" in problem and "lost" not in problem for problem in problems)
        fold_waiting(archive)


def test_a_wrong_index_is_made_anew_by_a_check(archive: Archive) -> None:
    ids = add(archive, 1, 5)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute("DELETE FROM segments")
    report = check_archive(archive, ignore_progress, CancelToken())
    assert "Post 1 is missing from the search index." in report.problems
    assert check_archive(archive, ignore_progress, CancelToken()).problems == ()
    with archive.reading() as view:
        assert sorted(TextIndex(view).find(Words("共同")).tolist()) == ids


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE segment_pairs SET data = substr(data, 1, 20)",
        "UPDATE segment_pairs SET data = x''",
        "UPDATE segments SET ids = x'00'",
        "UPDATE segments SET starts = x''",
        "UPDATE segments SET tokens = 1 << 60",
    ],
)
def test_a_damaged_index_is_explained_and_mended(archive: Archive, damage: str) -> None:
    add(archive, 1, 20)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute(damage)
    with pytest.raises(EnvironmentProblem, match="index of the archive is damaged"):
        found(archive, "共同")
    assert check_archive(archive, ignore_progress, CancelToken()).problems
    assert len(found(archive, "共同")) == 20
    agree(archive)


def test_what_a_wrong_index_found_is_forgotten_once_it_is_mended(archive: Archive) -> None:
    add(archive, 1, 20)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute("DELETE FROM segment_pairs")
    assert found(archive, "共同") == []
    check_archive(archive, ignore_progress, CancelToken())
    assert len(found(archive, "共同")) == 20


def test_so_many_wait_that_their_texts_are_not_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "KEPT_TOKENS", 1_000)
    monkeypatch.setattr(pending, "_PORTION_POSTS", 8)
    ids = add(archive, 1, 200)
    for _ in range(2):
        with archive.reading() as view:
            TextIndex(view)
            assert view.memory.index is not None
            waiting = view.memory.index.waiting
            assert waiting is not None
            assert 1_000 <= len(waiting.stream) < 2_000
            assert len(waiting.stream.ids) + len(waiting.rest) == 200
        agree(archive)
    with archive.writing() as writer:
        replace_source(writer, ids[3], make_candidate(1, "edited1", title="第"), "edit")
        replace_source(writer, ids[150], make_candidate(1, "edited1", title="第"), "edit")
        purge(writer, ids[100:103])
        purge(writer, ids[5:8])
    agree(archive)
    fold_waiting(archive, tokens=2_000)
    agree(archive)


def test_very_many_that_wait_are_folded_before_words_are_searched_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_care, "MANY_WAITING", 50)
    monkeypatch.setattr(archive_care, "_STEP_TOKENS", 1)
    add(archive, 1, 49)
    asked = ListRequest(search_text="共同")
    assert len(list_posts(archive, asked).ids) == 49
    assert count_left(archive) == 49
    add(archive, 50, 51)
    assert len(list_posts(archive, ListRequest()).ids) == 100
    assert count_left(archive) == 100
    with pytest.raises(Cancelled):
        list_posts(archive, asked, Stopped(9))
    assert count_left(archive) in (68, 100)
    agree(archive)
    monkeypatch.setattr(archive_care, "MANY_WAITING", 30)
    assert len(list_posts(archive, asked).ids) == 100
    assert count_left(archive) == 0
    agree(archive)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE segment_pairs SET data = substr(data, 1, 20) WHERE key >> 36 = 2",
        "UPDATE segments SET starts = x'' WHERE id = 2",
        "UPDATE segments SET ids = x'00' WHERE id IN (2, 3)",
        "DELETE FROM segment_words WHERE key >> 36 = 1",
        "UPDATE segment_voids SET bits = x''",
    ],
)
def test_what_is_damaged_is_made_anew_when_segments_are_joined(archive: Archive, damage: str) -> None:
    ids: list[int] = []
    for turn in range(4):
        ids += add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute(damage)
    assert archive_care.tidy_index(archive, CancelToken())
    agree(archive)
    with archive.reading() as view:
        assert choose_segments(view) == []


def test_posts_that_wait_are_folded_beside_a_damaged_segment(archive: Archive) -> None:
    ids = add(archive, 1, 10)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute("UPDATE segments SET ids = x'00'")
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
    assert fold_waiting(archive) == 10
    agree(archive)


def test_segments_of_more_than_a_quarter_become_larger_ones_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for turn in range(7):
        add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    with archive.reading() as view:
        largest = int(view.value("SELECT max(tokens) FROM segments"))
    monkeypatch.setattr(index_shape, "MERGED_TOKENS", 3 * largest)
    assert merge_segments(archive, seconds=0) == 0
    merge_segments(archive)
    assert count_segments(archive) == 3
    agree(archive)


def test_a_long_journal_begins_anew_though_readers_follow_upon_each_other(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Path(f"{archive.path}-wal")
    monkeypatch.setattr("fonds.store.journal.LONG", 1)
    monkeypatch.setattr("fonds.store.journal._PATIENCE", 1)
    with ExitStack() as first:
        first.enter_context(archive.reading()).value("SELECT count(*) FROM posts")
        add(archive, 1, 50)
        second = ExitStack()
        second.enter_context(archive.reading()).value("SELECT count(*) FROM posts")
    with second:
        assert not shorten_journal(archive.path)  # all is taken, and somebody reads in it yet
        third = ExitStack()
        third.enter_context(archive.reading()).value("SELECT count(*) FROM posts")
    with third:
        before = journal.stat().st_size
        add(archive, 51, 1)
        assert journal.stat().st_size == before
