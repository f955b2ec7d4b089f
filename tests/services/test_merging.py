"""Merging keeps what the others had, touches no text, and one undo gives back every row."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.model.duplicates import DuplicateKind, Merge, MergeOutcome
from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.model.revision import Draft, MetadataEdit, PostEdit
from fonds.services import archives, browsing, editing, history, merging, starring
from fonds.services.archives import Archive
from fonds.services.duplicates import find_duplicates
from fonds.store.check import check
from fonds.store.file_format import UNDOABLE
from fonds.store.media import link, put_media
from services.site import import_site, source_of
from store.making import add_posts, make_candidate

BODY = "长三角一体化示范区建设取得新进展，呈现出新的面貌；各地加快推进重点项目，持续改善营商环境，服务实体经济。\n"
POSTS = {
    "a.md": f"---\ntitle: 甲\ntags: [新闻]\ncategories: [要闻]\n---\n{BODY}",
    "b.md": f"---\ntitle: 乙\ntags: [新闻, 转载]\ncategories: [要闻, 上海]\n---\n{BODY}",
    "c.md": f"---\ntitle: 丙\ntags: [Tea]\n---\n{BODY.replace('新的', '旧的')}",
    "d.md": f"---\ntitle: |\n  fine\n bad: [\n---\n{BODY}",
}


def rows_of(archive: Archive) -> dict[str, list[object]]:
    # Terms stay when the step that made them is undone: something else may have come to use them.
    with archive.reading() as view:
        return {
            table: sorted(view.rows(f"SELECT * FROM {table}"), key=repr)
            for table in UNDOABLE
            if table != "terms"
        }


@pytest.fixture
def numbers(archive: Archive, tmp_path: Path) -> list[int]:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    for place, (name, text) in enumerate(POSTS.items()):
        (posts / f"2022-01-1{place}-{name}").write_text(text, encoding="utf-8")
    import_site(archive, tmp_path / "site")
    with archive.reading() as view:
        return [row[0] for row in view.rows("SELECT id FROM posts ORDER BY source_path")]


def collect(archive: Archive, number: int, post: int, note: str = "") -> None:
    with archive.writing() as writer:
        writer.execute(
            "INSERT OR IGNORE INTO collections (id, position, name) VALUES (?, 0, ?)", (number, f"集{number}")
        )
        writer.execute("INSERT INTO collection_posts VALUES (?, ?, ?, ?)", (number, post, 0, note))


def notes(archive: Archive, post: int) -> list[tuple[int, str]]:
    with archive.reading() as view:
        return view.rows(
            "SELECT collection_id, note FROM collection_posts WHERE post_id = ? ORDER BY 1", (post,)
        )


def test_what_the_others_had_is_kept_on_the_one_that_stays(archive: Archive, numbers: list[int]) -> None:
    stays, other, third, _ = numbers
    starring.set_stars(archive, [third], starred=True)
    collect(archive, 1, stays, "ours")
    collect(archive, 1, other, "theirs")
    collect(archive, 2, third)
    with archive.writing() as writer:
        link(writer, third, "p.png", put_media(writer, b"\x89PNG", "p.png"), "p.png")
    before = rows_of(archive)
    outcome, changes = merging.merge_posts(archive, [Merge(stays, (other, third))])
    assert outcome == MergeOutcome(stayed=1, merged=2)
    assert (set(changes.changed), changes.step) == ({stays, other, third}, "Merge into “甲”")
    post = browsing.load_post(archive, stays)
    assert post.metadata.tags == ("新闻", "转载", "Tea")
    assert post.metadata.categories == (("要闻",), ("上海",))
    assert source_of(archive, stays).endswith(f"---\n{BODY}")
    assert post.starred_at is not None
    assert [media.reference for media in post.media] == ["p.png"]
    assert notes(archive, stays) == [(1, "ours\ntheirs"), (2, "")]
    assert [found.id for found in merging.find_merged(archive, stays)] == [other, third]
    for gone in (other, third):
        assert browsing.load_post(archive, gone).trashed_at is not None
        assert browsing.load_post(archive, gone).accession_id is not None
    history.undo(archive)
    assert rows_of(archive) == before
    history.redo(archive)
    assert browsing.load_post(archive, stays).metadata.tags == ("新闻", "转载", "Tea")
    editing.restore_posts(archive, [other])
    assert notes(archive, other) == [(1, "theirs")]
    assert [found.id for found in merging.find_merged(archive, stays)] == [third]


def test_without_being_asked_not_a_byte_is_touched(archive: Archive, numbers: list[int]) -> None:
    stays, other, *_ = numbers
    merging.merge_posts(archive, [Merge(stays, (other,))], take_terms=False)
    assert browsing.load_post(archive, stays).revision_number == 0
    assert source_of(archive, stays) == POSTS["a.md"]


def test_front_matter_that_cannot_take_terms_is_told_and_nothing_is_lost(
    archive: Archive, numbers: list[int]
) -> None:
    stays, other, _, broken = numbers
    outcome, _ = merging.merge_posts(archive, [Merge(broken, (other,))])
    assert outcome == MergeOutcome(1, 1, without_terms=(broken,))
    assert source_of(archive, broken) == POSTS["d.md"]
    revision = browsing.load_post(archive, stays).revision_id
    editing.keep_draft(archive, Draft(stays, revision, PostEdit(body="unsaved"), 1))
    outcome, _ = merging.merge_posts(archive, [Merge(stays, (numbers[2],))])
    assert outcome == MergeOutcome(1, 1, without_terms=(stays,))
    assert editing.find_draft(archive, stays) is not None


def test_a_merge_into_a_merged_post_is_found_from_the_last_one(archive: Archive, numbers: list[int]) -> None:
    one, two, three, _ = numbers
    merging.merge_posts(archive, [Merge(two, (three,))])
    merging.merge_posts(archive, [Merge(one, (two,))])
    assert {found.id for found in merging.find_merged(archive, one)} == {two, three}
    editing.restore_posts(archive, [two])
    merging.merge_posts(archive, [Merge(two, (one,))])  # and the other way round
    assert {found.id for found in merging.find_merged(archive, two)} == {one, three}
    editing.purge_posts(archive, [one, three])
    assert merging.find_merged(archive, two) == []
    with archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []


def test_what_changed_meanwhile_is_left_out(archive: Archive) -> None:
    ids = add_posts(archive, *(replace(make_candidate(1, BODY), path=f"_posts/{n}.md") for n in range(4)))
    (group,) = find_duplicates(archive).groups
    with archive.reading() as view:
        head = view.value("SELECT head_revision FROM posts WHERE id = ?", (ids[3],))
    editing.save_post(archive, ids[3], PostEdit(metadata=MetadataEdit(title="New")), head)
    merges = merging.merges_of([group])
    outcome, changes = merging.merge_posts(archive, merges, only=DuplicateKind.SAME_BYTES)
    assert (outcome, changes.empty) == (MergeOutcome(left_out=merges), True)
    editing.trash_posts(archive, [ids[1]])
    gone = Merge(ids[0], (ids[1],))
    outcome, _ = merging.merge_posts(archive, [gone, Merge(ids[2], (ids[3],))])
    assert outcome.left_out == (gone,)
    assert outcome.stayed == 1


def test_nonsense_is_refused(archive: Archive, numbers: list[int]) -> None:
    one, two, three, _ = numbers
    for merges in ([Merge(one, (one,))], [Merge(one, (two,)), Merge(three, (two,))]):
        with pytest.raises(UserError, match="two merges"):
            merging.merge_posts(archive, merges)
    assert merging.merge_posts(archive, [])[1].empty
    assert merging.merge_posts(archive, [Merge(one, ())])[1].empty
    assert merging.say_distinct(archive, [(one, one)]).empty


def test_a_cancelled_merge_changes_nothing(archive: Archive, numbers: list[int]) -> None:
    one, two, three, four = numbers
    before = rows_of(archive)
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "write":
            token.cancel()

    with pytest.raises(Cancelled):
        merging.merge_posts(archive, [Merge(one, (two,)), Merge(three, (four,))], stop, token)
    assert rows_of(archive) == before


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[str, list[int]]]:
    """Merges, sayings, stars and notes in any order, on six posts."""
    verbs = st.sampled_from(["merge", "merge", "distinct", "star", "restore"])
    return draw(
        st.lists(
            st.tuples(verbs, st.permutations(range(6)).map(lambda order: order[:3])), min_size=1, max_size=6
        )
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories(), st.booleans())
def test_as_many_undos_as_steps_give_back_every_row(story: list[tuple[str, list[int]]], terms: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = archives.create_archive(Path(folder) / "a.fonds")
        try:
            ids = add_posts(
                archive,
                *(make_candidate(n, BODY, tags=(f"t{n}",), categories=((f"c{n}", "x"),)) for n in range(6)),
            )
            for n, post in enumerate(ids):
                collect(archive, n % 3, post, f"note {n}")
            states = [rows_of(archive)]
            for verb, places in story:
                chosen = [ids[place] for place in places]
                if verb == "merge":
                    merge = Merge(chosen[0], tuple(chosen[1:]))
                    changes = merging.merge_posts(archive, [merge], take_terms=terms)[1]
                elif verb == "distinct":
                    changes = merging.say_distinct(archive, [(chosen[0], chosen[1]), (chosen[2], chosen[0])])
                elif verb == "star":
                    changes = starring.toggle_stars(archive, chosen)
                else:
                    changes = editing.restore_posts(archive, chosen)
                if not changes.empty:
                    states.append(rows_of(archive))
            after = states[-1]
            for state in reversed(states[:-1]):
                history.undo(archive)
                assert rows_of(archive) == state
            for _ in states[1:]:
                history.redo(archive)
            assert rows_of(archive) == after
            with archive.reading() as view:
                assert check(view, ignore_progress, CancelToken()).problems == []
        finally:
            archive.close()
