"""Posts that wait, segments that grow together: at any moment every post is found by what it says."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from fonds.model.errors import Cancelled
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.model.query_tree import Field, Words
from fonds.services.archives import opened
from fonds.store import connections, folding, index_shape, pending
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.folding import fold_waiting, merge_segments
from fonds.store.index_shape import choose_segments
from fonds.store.pending import build_fold, store_fold
from fonds.store.pending_marks import count_waiting
from fonds.store.posts import purge, replace_source
from fonds.store.search import read_posts
from fonds.store.segments import building
from fonds.store.segments.reading import void_posts
from fonds.store.text_index import TextIndex
from fonds.store.undo import redo, undo
from store.making import add_posts, make_candidate

ASKED = ["示范", "区", "共", "共同", "第", "一", "edit", "edited1", "新题", "a股", "2024"]


def agree(archive: Archive) -> None:
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


def count_left(archive: Archive) -> int:
    with archive.reading() as view:
        return count_waiting(view)


def count_segments(archive: Archive) -> int:
    with archive.reading() as view:
        return int(view.value("SELECT count(*) FROM segments"))


def _posts(first: int, count: int) -> Iterator[object]:
    for number in range(first, first + count):
        yield make_candidate(
            number, f"共同示范区。A股{number}，一{'新' * (number % 5)}", title=f"第{number}篇"
        )


def add(archive: Archive, first: int, count: int) -> list[int]:
    return add_posts(archive, *_posts(first, count))  # type: ignore[arg-type]


def test_what_waits_is_found_and_folded(archive: Archive) -> None:
    agree(archive)
    assert fold_waiting(archive) == 0
    seen: list[Progress] = []
    add(archive, 1, 30)
    agree(archive)
    assert fold_waiting(archive, least=31) == 0
    assert fold_waiting(archive, seen.append, least=30) == 30
    assert (count_left(archive), count_segments(archive), seen[-1].done, seen[-1].total) == (0, 1, 30, 30)
    agree(archive)


def test_changed_undone_and_purged_posts_wait(archive: Archive) -> None:
    ids = add(archive, 1, 20)
    fold_waiting(archive)
    with archive.writing("Edit") as writer:
        replace_source(writer, ids[3], make_candidate(1, "edited1", title="第"), "edit")
    assert count_left(archive) == 1
    agree(archive)
    with archive.writing() as writer:
        undo(writer)
    agree(archive)
    fold_waiting(archive)
    assert (count_left(archive), count_segments(archive)) == (0, 2)
    agree(archive)
    with archive.writing() as writer:
        redo(writer)
    agree(archive)
    with archive.writing() as writer:
        purge(writer, ids[3:8])
    assert count_left(archive) == 5
    agree(archive)
    fold_waiting(archive)
    assert count_left(archive) == 0
    agree(archive)


def test_a_new_state_with_the_same_text_does_not_wait(archive: Archive) -> None:
    ids = add(archive, 1, 2)
    fold_waiting(archive)
    with archive.writing() as writer:
        writer.execute(
            "UPDATE posts SET status = 'draft', head_revision = head_revision WHERE id = ?", ids[:1]
        )
    assert count_left(archive) == 0


def test_what_changes_while_a_segment_is_built_goes_on_waiting(archive: Archive) -> None:
    ids = add(archive, 1, 10)
    with archive.reading() as view:
        fold = build_fold(view)
    assert fold is not None
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
        purge(writer, ids[1:2])
        store_fold(writer, fold)
    assert count_left(archive) == 2
    agree(archive)
    fold_waiting(archive)
    agree(archive)


def test_a_segment_that_another_program_was_quicker_to_fold_is_not_believed(archive: Archive) -> None:
    ids = add(archive, 1, 10)
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
    agree(archive)
    assert count_left(archive) == 1
    fold_waiting(archive)
    with archive.writing() as writer:
        store_fold(writer, later)
    agree(archive)
    assert (count_left(archive), count_segments(archive)) == (0, 2)


def test_folding_in_steps_can_be_stopped(archive: Archive, tmp_path: Path) -> None:
    add(archive, 1, 100)
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        fold_waiting(archive, lambda progress: cancel.cancel(), cancel, tokens=1)
    assert (count_segments(archive), count_left(archive)) == (1, 68)
    agree(archive)
    fold_waiting(archive, tokens=1)
    assert (count_segments(archive), count_left(archive)) == (4, 0)
    agree(archive)


def test_small_segments_become_one(archive: Archive) -> None:
    dice = random.Random(1)
    ids: list[int] = []
    for turn in range(9):
        ids += add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
        changed = dice.choice(ids)
        with archive.writing() as writer:
            replace_source(writer, changed, make_candidate(1, f"edited{turn}", title="第"), "edit")
    fold_waiting(archive)
    assert count_segments(archive) == 10
    assert merge_segments(archive) == 9
    assert count_segments(archive) == 1
    agree(archive)
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM segment_voids") == 0
        assert view.value("SELECT posts FROM segments") == 90
    with archive.writing() as writer:
        purge(writer, ids)
    fold_waiting(archive)
    merge_segments(archive)
    assert count_segments(archive) == 0
    agree(archive)


def test_a_file_that_another_program_writes_to_is_left_as_it_is(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, 1, 8)
    fold_waiting(archive)
    ids = add(archive, 9, 4)
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
    assert count_segments(archive) == 1


def test_large_segments_stay(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_shape, "MERGED_TOKENS", 2000)
    for turn in range(12):
        add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    merge_segments(archive)
    with archive.reading() as view:
        sizes = [row[0] for row in view.rows("SELECT tokens FROM segments")]
        assert choose_segments(view) == []
    assert max(sizes) <= 2000
    assert len(sizes) < 9
    agree(archive)


def test_what_changes_while_segments_are_joined_stays_void(archive: Archive) -> None:
    ids: list[int] = []
    for turn in range(4):
        ids += add(archive, 1 + 10 * turn, 10)
        fold_waiting(archive)
    with archive.reading() as view:
        merge = folding._build_merge(view, choose_segments(view))
    with archive.writing() as writer:
        replace_source(writer, ids[0], make_candidate(1, "edited1", title="新题"), "edit")
        purge(writer, ids[1:2])
    fold_waiting(archive)
    with archive.writing() as writer:
        folding._store_merge(writer, merge)
    agree(archive)
    with archive.writing() as writer:
        folding._store_merge(writer, merge)  # another program has done it: nothing happens
    agree(archive)


def test_readers_keep_their_state(archive: Archive) -> None:
    ids = add(archive, 1, 10)
    fold_waiting(archive)
    with archive.reading() as view:
        assert len(TextIndex(view).find(Words("共同"))) == 10
        add(archive, 11, 10)
        fold_waiting(archive)
        with archive.writing() as writer:
            purge(writer, ids[:5])
        with archive.reading() as later:
            assert len(TextIndex(later).find(Words("共同"))) == 15
        assert np.array_equal(np.sort(TextIndex(view).find(Words("共同"))), ids)
    agree(archive)


def test_an_undone_write_leaves_nothing_in_memory(archive: Archive) -> None:
    add(archive, 1, 3)
    with pytest.raises(RuntimeError), archive.writing() as writer:
        replace_source(writer, 1, make_candidate(1, "edited1"), "edit")
        assert TextIndex(writer).find(Words("edited1")).tolist() == [1]
        raise RuntimeError
    agree(archive)


class Stopped(CancelToken):
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
    add(archive, 1, 200)
    cancelled = 0
    while cancelled < 20:  # whoever types on comes further each time
        try:
            with archive.reading(Stopped(10)) as view:
                TextIndex(view)
            break
        except Cancelled:
            cancelled += 1
    assert 1 < cancelled < 20
    agree(archive)
    with archive.writing() as writer:
        purge(writer, [7])
    with pytest.raises(Cancelled), archive.reading(Stopped(4)) as view:
        TextIndex(view)
    agree(archive)


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
    assert count_segments(archive) > 1
    with archive.reading() as view:
        assert len(TextIndex(view).find(Words("共同"))) == 5
        assert check(view, ignore_progress, CancelToken()).problems == []
