"""Posts that wait, segments that grow together: at any moment every post is found by what it says."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.query_tree import Field, Words
from fonds.services import archive_care
from fonds.services.archives import check_archive, opened
from fonds.services.browsing import list_posts
from fonds.store import connections, folding, index_shape, pending
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.folding import fold_waiting, merge_segments
from fonds.store.index_shape import choose_segments
from fonds.store.journal import shorten_journal
from fonds.store.pending import build_fold, store_fold
from fonds.store.pending_marks import count_waiting
from fonds.store.posts import purge, replace_source
from fonds.store.search import read_posts
from fonds.store.segments import building
from fonds.store.segments.reading import void_posts
from fonds.store.text_index import TextIndex
from fonds.store.undo import redo, undo
from store.making import add_posts, found, make_candidate

ASKED = ["示范", "区", "共", "共同", "第", "一", "edit", "edited1", "新题", "a股", "2024"]


def _agree(archive: Archive) -> None:
    """The index finds what a look at every text finds, and the check has nothing to say."""
    with archive.reading() as view:
        ids = [row[0] for row in view.rows("SELECT id FROM posts")]
        texts = {post: (title.lower(), text.lower()) for post, title, text in read_posts(view, ids)}
        index = TextIndex(view)
        for asked, field in itertools.product(ASKED, (None, Field.TITLE, Field.BODY)):
            counts = {
                post: (
                    title.count(asked) * (field is not Field.BODY),
                    text.count(asked) * (field is not Field.TITLE),
                )
                for post, (title, text) in texts.items()
            }
            truth = {post: (sum(both), both[0] > 0) for post, both in counts.items() if sum(both)}
            words = Words(asked, field=field)
            hit = index.find(words).tolist()
            assert len(hit) == len(set(hit))
            assert set(hit) == truth.keys(), (asked, field)
            hits = index.count_hits(words)
            each = zip(hits.counts.tolist(), hits.in_title.tolist(), strict=True)
            assert dict(zip(hits.ids.tolist(), each, strict=True)) == truth, (asked, field)
        assert check(view, ignore_progress, CancelToken()).problems == []


def _waiting(archive: Archive) -> int:
    with archive.reading() as view:
        return count_waiting(view)


def _segments(archive: Archive) -> int:
    with archive.reading() as view:
        return int(view.value("SELECT count(*) FROM segments"))


def _posts(first: int, count: int) -> Iterator[object]:
    for number in range(first, first + count):
        yield make_candidate(
            number, f"共同示范区。A股{number}，一{'新' * (number % 5)}", title=f"第{number}篇"
        )


def _add(archive: Archive, first: int, count: int) -> list[int]:
    return add_posts(archive, *_posts(first, count))  # type: ignore[arg-type]


def test_what_waits_is_found_and_folded(archive: Archive) -> None:
    _agree(archive)
    assert fold_waiting(archive) == 0
    seen: list[Progress] = []
    _add(archive, 1, 30)
    _agree(archive)
    assert fold_waiting(archive, least=31) == 0
    assert fold_waiting(archive, seen.append, least=30) == 30
    assert (_waiting(archive), _segments(archive), seen[-1].done, seen[-1].total) == (0, 1, 30, 30)
    _agree(archive)


def test_changed_undone_and_purged_posts_wait(archive: Archive) -> None:
    ids = _add(archive, 1, 20)
    fold_waiting(archive)
    with archive.writing("Edit") as writer:
        replace_source(writer, ids[3], make_candidate(1, "edited1", title="第"), "edit")
    assert _waiting(archive) == 1
    _agree(archive)
    with archive.writing() as writer:
        undo(writer)
    _agree(archive)
    fold_waiting(archive)
    assert (_waiting(archive), _segments(archive)) == (0, 2)
    _agree(archive)
    with archive.writing() as writer:
        redo(writer)
    _agree(archive)
    with archive.writing() as writer:
        purge(writer, ids[3:8])
    assert _waiting(archive) == 5
    _agree(archive)
    fold_waiting(archive)
    assert _waiting(archive) == 0
    _agree(archive)


def test_a_new_state_with_the_same_text_does_not_wait(archive: Archive) -> None:
    ids = _add(archive, 1, 2)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute(
            "UPDATE posts SET status = 'draft', head_revision = head_revision WHERE id = ?", ids[:1]
        )
    assert _waiting(archive) == 0


def test_what_changes_while_a_segment_is_built_goes_on_waiting(archive: Archive) -> None:
    ids = _add(archive, 1, 10)
    with archive.reading() as view:
        fold = build_fold(view)
    assert fold is not None
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
        purge(writer, ids[1:2])
        store_fold(writer, fold)
    assert _waiting(archive) == 2
    _agree(archive)
    fold_waiting(archive)
    _agree(archive)


def test_a_segment_that_another_program_was_quicker_to_fold_is_not_believed(archive: Archive) -> None:
    ids = _add(archive, 1, 10)
    with archive.reading() as view:
        late, later = build_fold(view), build_fold(view)
    assert late is not None
    assert later is not None
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
        purge(writer, ids[1:2])
    fold_waiting(archive)
    with archive.writing() as writer:
        replace_source(writer, ids[2], make_candidate(3, "edited1", title="新题"), "edit")
    with archive.writing() as writer:
        store_fold(writer, late)
    _agree(archive)
    assert _waiting(archive) == 1
    fold_waiting(archive)
    with archive.writing() as writer:
        store_fold(writer, later)
    _agree(archive)
    assert (_waiting(archive), _segments(archive)) == (0, 2)


def test_folding_in_steps_can_be_stopped(archive: Archive, tmp_path: Path) -> None:
    _add(archive, 1, 100)
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        fold_waiting(archive, lambda progress: cancel.cancel(), cancel, tokens=1)
    assert (_segments(archive), _waiting(archive)) == (1, 68)
    _agree(archive)
    fold_waiting(archive, tokens=1)
    assert (_segments(archive), _waiting(archive)) == (4, 0)
    _agree(archive)


def test_small_segments_become_one(archive: Archive) -> None:
    dice = random.Random(1)
    ids: list[int] = []
    for turn in range(9):
        ids += _add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
        changed = dice.choice(ids)
        with archive.writing() as writer:
            replace_source(writer, changed, make_candidate(1, f"edited{turn}", title="第"), "edit")
    fold_waiting(archive)
    assert _segments(archive) == 10
    assert merge_segments(archive) == 9
    assert _segments(archive) == 1
    _agree(archive)
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM segment_voids") == 0
        assert view.value("SELECT posts FROM segments") == 90
    with archive.writing() as writer:
        purge(writer, ids)
    fold_waiting(archive)
    merge_segments(archive)
    assert _segments(archive) == 0
    _agree(archive)


def test_a_file_that_another_program_writes_to_is_left_as_it_is(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(archive, 1, 8)
    fold_waiting(archive)
    ids = _add(archive, 9, 4)
    with archive.writing() as writer:
        purge(writer, ids)
    with archive.writing() as writer:
        void_posts(writer, np.arange(1, 6))
    with archive.reading() as view:
        assert choose_segments(view)
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as other, opened(archive.path) as again:
        other.execute("BEGIN IMMEDIATE")
        with again.reading() as view:
            assert count_waiting(view) == 4
    assert _segments(archive) == 1


def test_large_segments_stay(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_shape, "MERGED_TOKENS", 2000)
    for turn in range(12):
        _add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    merge_segments(archive)
    with archive.reading() as view:
        sizes = [row[0] for row in view.rows("SELECT tokens FROM segments")]
        assert choose_segments(view) == []
    assert max(sizes) <= 2000
    assert len(sizes) < 9
    _agree(archive)


def test_what_changes_while_segments_are_joined_stays_void(archive: Archive) -> None:
    ids: list[int] = []
    for turn in range(4):
        ids += _add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    with archive.reading() as view:
        merge = folding._build_merge(view, choose_segments(view))
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
        purge(writer, ids[1:2])
    fold_waiting(archive)
    with archive.writing() as writer:
        folding._store_merge(writer, merge)
    _agree(archive)
    with archive.writing() as writer:
        folding._store_merge(writer, merge)  # another program has done it: nothing happens
    _agree(archive)


def test_readers_keep_their_state(archive: Archive) -> None:
    ids = _add(archive, 1, 10)
    fold_waiting(archive)
    with archive.reading() as view:
        assert len(TextIndex(view).find(Words("共同"))) == 10
        _add(archive, 11, 10)
        fold_waiting(archive)
        with archive.writing() as writer:
            purge(writer, ids[:5])
        with archive.reading() as later:
            assert len(TextIndex(later).find(Words("共同"))) == 15
        assert np.array_equal(np.sort(TextIndex(view).find(Words("共同"))), ids)
    _agree(archive)


def test_an_undone_write_leaves_nothing_in_memory(archive: Archive) -> None:
    _add(archive, 1, 3)
    with pytest.raises(RuntimeError), archive.writing() as writer:
        replace_source(writer, 1, make_candidate(1, "edited1"), "edit")
        assert TextIndex(writer).find(Words("edited1")).tolist() == [1]
        raise RuntimeError
    _agree(archive)


def test_a_damaged_text_keeps_nothing_else_from_being_found(archive: Archive) -> None:
    ids = _add(archive, 1, 5)
    with archive.writing() as writer:
        writer.execute("UPDATE revision_texts SET data = x'00' WHERE revision_id = 2")
        writer.execute("DELETE FROM revision_texts WHERE revision_id = 3")
    for waiting in (5, 0):
        assert _waiting(archive) == waiting
        with archive.reading() as view:
            index = TextIndex(view)
            assert sorted(index.find(Words("共同")).tolist()) == [ids[0], *ids[3:]]
            assert sorted(index.find(Words("第")).tolist()) == ids
            problems = check(view, ignore_progress, CancelToken()).problems
        assert "The plain text of post 2 is damaged." in problems
        assert not any("index" in problem and "lost" not in problem for problem in problems)
        fold_waiting(archive)


def test_a_wrong_index_is_made_anew_by_a_check(archive: Archive) -> None:
    ids = _add(archive, 1, 5)
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
    _add(archive, 1, 20)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute(damage)
    with pytest.raises(EnvironmentProblem, match="index of the archive is damaged"):
        found(archive, "共同")
    assert check_archive(archive, ignore_progress, CancelToken()).problems
    assert len(found(archive, "共同")) == 20
    _agree(archive)


def test_what_a_wrong_index_found_is_forgotten_once_it_is_mended(archive: Archive) -> None:
    _add(archive, 1, 20)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute("DELETE FROM segment_pairs")
    assert found(archive, "共同") == []
    check_archive(archive, ignore_progress, CancelToken())
    assert len(found(archive, "共同")) == 20


class _Stopped(CancelToken):
    """Cancelled after so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._looks = looks

    def raise_if_cancelled(self) -> None:
        self._looks -= 1
        if not self._looks:
            self.cancel()
        super().raise_if_cancelled()


def test_what_was_split_before_a_search_was_cancelled_is_kept(archive: Archive) -> None:
    _add(archive, 1, 200)
    cancelled = 0
    while cancelled < 20:  # whoever types on comes further each time
        try:
            with archive.reading(_Stopped(10)) as view:
                TextIndex(view)
            break
        except Cancelled:
            cancelled += 1
    assert 1 < cancelled < 20
    _agree(archive)
    with archive.writing() as writer:
        purge(writer, [7])
    with pytest.raises(Cancelled), archive.reading(_Stopped(4)) as view:
        TextIndex(view)
    _agree(archive)


def test_so_many_wait_that_their_texts_are_not_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "KEPT_TOKENS", 1_000)
    monkeypatch.setattr(pending, "_PORTION_POSTS", 8)
    ids = _add(archive, 1, 200)
    for _ in range(2):
        with archive.reading() as view:
            TextIndex(view)
            assert view.memory.index is not None
            waiting = view.memory.index.waiting
            assert waiting is not None
            assert 1_000 <= len(waiting.stream) < 2_000
            assert len(waiting.stream.ids) + len(waiting.rest) == 200
        _agree(archive)
    with archive.writing() as writer:
        replace_source(writer, ids[3], make_candidate(1, "edited1", title="第"), "edit")
        replace_source(writer, ids[150], make_candidate(1, "edited1", title="第"), "edit")
        purge(writer, ids[100:103])
        purge(writer, ids[5:8])
    _agree(archive)
    fold_waiting(archive, tokens=2_000)
    _agree(archive)


def test_very_many_that_wait_are_folded_before_words_are_searched_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_care, "MANY_WAITING", 50)
    monkeypatch.setattr(archive_care, "_STEP_TOKENS", 1)
    _add(archive, 1, 49)
    asked = ListRequest(search_text="共同")
    assert len(list_posts(archive, asked).ids) == 49
    assert _waiting(archive) == 49
    _add(archive, 50, 51)
    assert len(list_posts(archive, ListRequest()).ids) == 100
    assert _waiting(archive) == 100
    with pytest.raises(Cancelled):
        list_posts(archive, asked, _Stopped(9))
    assert _waiting(archive) in (68, 100)
    _agree(archive)
    monkeypatch.setattr(archive_care, "MANY_WAITING", 30)
    assert len(list_posts(archive, asked).ids) == 100
    assert _waiting(archive) == 0
    _agree(archive)


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
        ids += _add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute(damage)
    assert archive_care.tidy_index(archive, CancelToken())
    _agree(archive)
    with archive.reading() as view:
        assert choose_segments(view) == []


def test_posts_that_wait_are_folded_beside_a_damaged_segment(archive: Archive) -> None:
    ids = _add(archive, 1, 10)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute("UPDATE segments SET ids = x'00'")
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
    assert fold_waiting(archive) == 10
    _agree(archive)


def test_segments_of_more_than_a_quarter_become_larger_ones_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for turn in range(7):
        _add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    with archive.reading() as view:
        largest = int(view.value("SELECT max(tokens) FROM segments"))
    monkeypatch.setattr(index_shape, "MERGED_TOKENS", 3 * largest)
    assert merge_segments(archive, seconds=0) == 0
    merge_segments(archive)
    assert _segments(archive) == 3
    _agree(archive)


def test_a_long_journal_begins_anew_though_readers_follow_upon_each_other(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Path(f"{archive.path}-wal")
    monkeypatch.setattr("fonds.store.journal.LONG", 1)
    monkeypatch.setattr("fonds.store.journal._PATIENCE", 1)
    with ExitStack() as first:
        first.enter_context(archive.reading()).value("SELECT count(*) FROM posts")
        _add(archive, 1, 50)
        second = ExitStack()
        second.enter_context(archive.reading()).value("SELECT count(*) FROM posts")
    with second:
        assert not shorten_journal(archive.path)  # all is taken, and somebody reads in it yet
        third = ExitStack()
        third.enter_context(archive.reading()).value("SELECT count(*) FROM posts")
    with third:
        before = journal.stat().st_size
        _add(archive, 51, 1)
        assert journal.stat().st_size == before


def test_very_long_texts_fill_more_than_one_segment(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "MOST_PLACES", 5_000)
    monkeypatch.setattr(building, "MOST_PLACES", 5_000)
    monkeypatch.setattr(building, "LONGEST_TEXT", 1_500)
    monkeypatch.setattr(pending, "_PORTION_BYTES", 2_000)
    long = [make_candidate(number, f"共同{'区a' * (700 * number)}", title="第") for number in range(1, 6)]
    add_posts(archive, *long)
    fold_waiting(archive)
    assert _segments(archive) > 1
    with archive.reading() as view:
        assert len(TextIndex(view).find(Words("共同"))) == 5
        assert check(view, ignore_progress, CancelToken()).problems == []
