"""Many revisions at once are the same rows as one after the other, and a text that stays is kept once."""

from __future__ import annotations

from dataclasses import replace

from fonds.model.accession import Candidate
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.revision import Draft, PostEdit
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.drafts import save_draft
from fonds.store.packing import SAME_TEXT
from fonds.store.posts import get_post, replace_source
from fonds.store.revising import prepare_revision, revise_posts
from fonds.store.search import load_plain_texts
from fonds.store.undo import redo, undo
from fonds.store.whole_posts import load_posts
from store.making import BODY, START, add_numbered, add_posts, found, make_candidate


def _revise(archive: Archive, numbers: list[int], *candidates: Candidate, same_text: bool) -> list[int]:
    with archive.reading() as view:
        posts = [stored.post for stored in load_posts(view, numbers)]
    prepared = [
        prepare_revision(post, candidate, same_text=same_text)
        for post, candidate in zip(posts, candidates, strict=True)
    ]
    with archive.writing("Edit 2 posts") as writer:
        return revise_posts(writer, prepared, "bulk edit", START)


def _whole(archive: Archive) -> None:
    with archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []


def test_whole_posts_are_what_a_single_one_is(archive: Archive) -> None:
    problem = Problem(ProblemKind.NO_DATE, "a.md")
    candidate = make_candidate(9, fields=(("rating", "5"), ("seen", True)), authors=("王小明",))
    numbers = [*add_numbered(archive, 2), *add_posts(archive, replace(candidate, problems=(problem,)))]
    with archive.reading() as view:
        several = load_posts(view, [numbers[2], 999, *numbers[:2]])
        assert [replace(one.post, source=one.source()) for one in several] == [
            get_post(view, number) for number in (numbers[2], *numbers[:2])
        ]


def test_new_front_matter_keeps_the_text_once_and_is_undone(archive: Archive) -> None:
    numbers = add_numbered(archive, 2)
    texts = [f"{BODY}\n编号{number}。" for number in (1, 2)]
    for turn in range(2):
        changed = [make_candidate(n, text, tags=("上海", f"复核{turn}")) for n, text in enumerate(texts, 1)]
        assert _revise(archive, numbers, *changed, same_text=True) == []
    with archive.reading() as view:
        heads = [get_post(view, number).revision_id for number in numbers]
        assert load_plain_texts(view, heads) == dict(zip(heads, texts, strict=True))
        assert get_post(view, numbers[0]).metadata.tags == ("上海", "复核1")
        kept = view.rows("SELECT codec, CAST(data AS TEXT) FROM revision_texts WHERE revision_id > 2")
        assert kept == [(SAME_TEXT, "1"), (SAME_TEXT, "2")] * 2
    _whole(archive)
    for swap in (undo, redo, undo, undo):
        with archive.writing() as writer:
            outcome = swap(writer)
            assert outcome is not None and outcome.changed == frozenset(numbers)
        _whole(archive)
    assert found(archive, "编号2") == [numbers[1]]


def test_many_revisions_are_the_rows_of_single_ones(archive: Archive) -> None:
    pairs = [add_numbered(archive, 2), add_numbered(archive, 2)]
    problem = Problem(ProblemKind.NO_TITLE, "a.md")
    changed = [
        replace(make_candidate(7, "全新的正文", title="新题", tags=("乙", "甲")), problems=(problem,)),
        make_candidate(8, "other words", categories=(("a", "b"),), fields=(("x", "1"),)),
    ]
    _revise(archive, pairs[0], *changed, same_text=False)
    for number, candidate in zip(pairs[1], changed, strict=True):
        with archive.writing("Edit") as writer:
            replace_source(writer, number, candidate, "bulk edit", when=START)
    with archive.reading() as view:
        for one, other in zip(*pairs, strict=True):
            left, right = get_post(view, one), get_post(view, other)
            assert left == replace(right, id=left.id, revision_id=left.revision_id)
            columns = "title_key, tags_text, tags_key, categories_key, problem_count, has, word_count, year"
            rows = [
                view.row(f"SELECT {columns} FROM posts WHERE id = ?", (number,)) for number in (one, other)
            ]
            assert rows[0] == rows[1]
    assert found(archive, "全新") == sorted([pairs[0][0], pairs[1][0]], reverse=True)
    _whole(archive)


def test_what_was_changed_meanwhile_or_has_a_draft_is_left_out(archive: Archive) -> None:
    numbers = add_numbered(archive, 3)
    with archive.reading() as view:
        posts = [stored.post for stored in load_posts(view, numbers)]
    prepared = [prepare_revision(post, make_candidate(5, tags=("新",)), same_text=False) for post in posts]
    with archive.writing("Edit") as writer:
        replace_source(writer, numbers[0], make_candidate(4), "edit")
    with archive.writing() as writer:
        save_draft(writer, Draft(numbers[1], posts[1].revision_id, PostEdit(body="x"), START))
    with archive.writing("Edit 3 posts") as writer:
        assert revise_posts(writer, prepared, "bulk edit", START) == numbers[:2]
    with archive.reading() as view:
        assert [get_post(view, number).metadata.tags for number in numbers] == [("上海",), ("上海",), ("新",)]
    _whole(archive)
