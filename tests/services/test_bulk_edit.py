"""Bulk edits: what is planned is what is made, one undo takes it back, and what cannot be done is told."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.model.bulk_edit import (
    AddNames,
    AttachZone,
    BulkOperation,
    BulkOutcome,
    JoinNames,
    MapValues,
    MoveCategory,
    PlannedPost,
    PlanState,
    RemoveField,
    RemoveNames,
    ReplaceText,
    SetValue,
    ShiftDate,
    SplitNames,
)
from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken, Progress
from fonds.model.revision import Draft, MetadataEdit, PostEdit
from fonds.services import archives, browsing, bulk_edit, editing, history, searching
from fonds.services.archives import Archive
from fonds.store.file_format import UNDOABLE
from services.site import COMMENTED, PLAIN, import_site, make_site, many, numbers, post_named, source_of

ANCHORED = "---\ntags: &b [x]\nother: *b\n---\nText.\n"
UNDATED = "---\ntitle: Clock\ndate: 2022-07-01T08:00:00\ntags: a、b c;d\nrating: 5\n---\nOne tea, two Teas.\n"


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Path:
    folder = make_site(tmp_path / "site")
    (folder / "_posts" / "2022-01-14-anchored.md").write_bytes(ANCHORED.encode())
    (folder / "_posts" / "2022-07-01-clock.md").write_bytes(UNDATED.encode())
    import_site(archive, folder)
    return folder


def do(archive: Archive, *operations: BulkOperation, rewriting: bool = False) -> BulkOutcome:
    with bulk_edit.plan(archive, numbers(archive), operations) as made:
        return bulk_edit.apply(archive, made, rewriting=rewriting)[0]


def planned(archive: Archive, *operations: BulkOperation) -> dict[str, PlannedPost]:
    with bulk_edit.plan(archive, numbers(archive), operations) as made:
        rows = made.rows(0, 100)
        counts = made.counts
        assert counts.changes + counts.rewrites + counts.refused == len(rows)
        assert counts.unchanged == counts.looked_at - len(rows)
        wrong = made.rows(0, 100, problems=True)
        assert wrong == [row for row in rows if row.state is not PlanState.CHANGE]
    with archive.reading() as view:
        names = dict(view.rows("SELECT id, source_path FROM posts"))
    return {Path(names[row.post_id]).stem[11:]: row for row in rows}


def rows_of(archive: Archive) -> dict[str, list[object]]:
    with archive.reading() as view:
        return {
            table: sorted(view.rows(f"SELECT * FROM {table}"), key=repr)
            for table in UNDOABLE
            if table != "terms"
        }


@pytest.mark.usefixtures("site")
def test_a_tag_is_added_in_the_words_of_each_file_and_taken_back_in_one_step(archive: Archive) -> None:
    before = rows_of(archive)
    found = planned(archive, AddNames("tags", ("复核",)))
    assert found["plain"].changes[0].before == "新闻"
    assert found["plain"].changes[0].after == "新闻, 复核"
    assert found["anchored"].state is PlanState.REWRITE
    assert found["raw"].state is PlanState.REFUSED
    assert "cannot be read" in found["raw"].reason
    assert do(archive, AddNames("tags", ("复核",))) == BulkOutcome(3)
    assert source_of(archive, post_named(archive, "plain.md")) == PLAIN.replace(
        "tags: 新闻", "tags: [新闻, 复核]"
    )
    assert source_of(archive, post_named(archive, "commented.md")) == COMMENTED.replace(
        "[green, 'tea' ]", "[green, 'tea', 复核]"
    )
    assert source_of(archive, post_named(archive, "anchored.md")) == ANCHORED
    assert history.undo_state(archive).undo == "Edit 3 posts"
    assert searching.search_posts(archive, "tag:复核").total == 3
    history.undo(archive)
    assert rows_of(archive) == before
    assert source_of(archive, post_named(archive, "plain.md")) == PLAIN


@pytest.mark.usefixtures("site")
def test_what_must_be_rewritten_is_shown_and_done_only_if_allowed(archive: Archive) -> None:
    number = post_named(archive, "anchored.md")
    with bulk_edit.plan(archive, [number], [AddNames("tags", ("y",))]) as made:
        assert (made.counts.changes, made.counts.rewrites) == (0, 1)
        assert bulk_edit.apply(archive, made)[1].empty
        both = bulk_edit.before_and_after(archive, made, number)
        assert both is not None
        assert both[0] == ANCHORED
        assert bulk_edit.apply(archive, made, rewriting=True)[0] == BulkOutcome(1)
        assert source_of(archive, number) == both[1]
        assert bulk_edit.before_and_after(archive, made, number) is None
    assert history.undo_state(archive).undo.startswith("Edit “")


@pytest.mark.parametrize(
    ("operation", "name", "before", "after"),
    [
        (SetValue("tags", ("p", "q")), "clock", "tags: a、b c;d", "tags: [p, q]"),
        (SplitNames("tags", "、;"), "clock", "tags: a、b c;d", "tags: [a, b, c, d]"),
        (JoinNames("tags", "+"), "clock", "tags: a、b c;d", "tags: [a、b+c;d]"),
        (RemoveNames("tags", ("tea",)), "commented", "[green, 'tea' ]", "[green]"),
        (MapValues("tags", (("tea", "茶"), ("green", ""))), "commented", "[green, 'tea' ]", "[茶]"),
        (RemoveField("rating"), "clock", "rating: 5\n", ""),
        (SetValue("rating", ("4",)), "clock", "rating: 5", "rating: 4"),
        (ReplaceText("rating", "5", "55"), "clock", "rating: 5", "rating: 55"),
        (ReplaceText("title", r"^(C)lo", r"\1hu", regex=True), "clock", "Clock", "Chuck"),
        (ReplaceText("body", "tea", "茶", match_case=False), "clock", "One tea, two Teas", "One 茶, two 茶s"),
        (SetValue("language", ("zh",)), "clock", "rating: 5\n", "rating: 5\nlang: zh\n"),
        (SetValue("status", ("draft",)), "clock", "rating: 5\n", "rating: 5\ndraft: true\n"),
        (SetValue("categories", ("a",)), "clock", "rating: 5\n", "rating: 5\ncategories: [a]\n"),
        (AttachZone("+08:00"), "clock", "T08:00:00", "T08:00:00+08:00"),
        (ShiftDate(-9 * 3600), "clock", "2022-07-01T08:00:00", "2022-06-30T23:00:00"),
        (ShiftDate(86_400), "plain", "2022-01-11 19:09:47 +0800", "2022-01-12 19:09:47 +0800"),
        (MoveCategory(("news",), ("新闻",)), "plain", "categories: news", "categories: 新闻"),
        (MoveCategory(("news",), ()), "plain", "categories: news\n", ""),
    ],
)
@pytest.mark.usefixtures("site")
def test_each_operation_touches_its_own_characters(
    archive: Archive, operation: BulkOperation, name: str, before: str, after: str
) -> None:
    number = post_named(archive, f"{name}.md")
    old = source_of(archive, number)
    assert before in old
    do(archive, operation)
    new = source_of(archive, number)
    assert new == old.replace(before, after)
    history.undo(archive)
    assert source_of(archive, number) == old


@pytest.mark.usefixtures("site")
def test_a_date_gets_an_offset_only_where_it_has_none(archive: Archive) -> None:
    found = planned(archive, AttachZone("Asia/Shanghai"))
    assert [name for name, row in found.items() if row.state is PlanState.CHANGE] == ["clock"]
    do(archive, AttachZone("America/New_York"))
    post = browsing.load_post(archive, post_named(archive, "clock.md"))
    assert post.metadata.date.iso_text() == "2022-07-01T08:00:00-04:00"


@pytest.mark.usefixtures("site")
def test_what_would_be_read_as_something_else_is_told(archive: Archive) -> None:
    found = planned(archive, SetValue("date", ("someday",)))
    assert {row.state for row in found.values()} == {PlanState.REFUSED}
    assert "is not a date" in found["plain"].reason


@pytest.mark.usefixtures("site")
def test_unsaved_text_and_later_changes_are_left_alone(archive: Archive) -> None:
    plain, clock = post_named(archive, "plain.md"), post_named(archive, "clock.md")
    revision = browsing.load_post(archive, plain).revision_id
    with bulk_edit.plan(archive, numbers(archive), [AddNames("tags", ("x",))]) as made:
        editing.keep_draft(archive, Draft(plain, revision, PostEdit(body="typed"), 1))
        old = browsing.load_post(archive, clock).revision_id
        editing.save_post(archive, clock, PostEdit(metadata=MetadataEdit(title="Other")), old)
        outcome, _ = bulk_edit.apply(archive, made)
    assert (outcome.changed, sorted(outcome.left_out)) == (1, sorted([plain, clock]))
    assert "unsaved" in planned(archive, AddNames("tags", ("x",)))["plain"].reason


@pytest.mark.usefixtures("site")
def test_text_under_a_broken_header_can_be_mended(archive: Archive) -> None:
    do(archive, ReplaceText("body", r"^\s*title: \|\n.*\n.*$", "title: Fine", regex=True))
    post = browsing.load_post(archive, post_named(archive, "raw.md"))
    assert (post.header_readable, post.metadata.title) == (True, "Fine")


@pytest.mark.parametrize(
    ("operations", "field"),
    [
        ([], ""),
        ([SetValue("status", ("gone",))], "status"),
        ([SetValue("status", ("future",))], "status"),
        ([SetValue("title", ("a", "b"))], "title"),
        ([AddNames("title", ("a",))], "title"),
        ([AttachZone("Nowhere")], "date"),
        ([ReplaceText("body", "(", "", regex=True)], "find"),
        ([ReplaceText("body", "", "x")], "find"),
        ([ReplaceText("status", "a", "b")], "status"),
        ([SetValue(" ", ("x",))], "field"),
        ([MapValues("status", (("draft", "nothing"),))], "status"),
        ([RemoveField("status")], "status"),
        ([MoveCategory((), ("x",))], "categories"),
    ],
)
def test_what_can_be_done_to_no_post_is_told_before(
    archive: Archive, operations: list[BulkOperation], field: str
) -> None:
    with pytest.raises(UserError) as caught:
        bulk_edit.plan(archive, [], operations)
    assert caught.value.field == field


def test_many_posts_are_planned_in_processes_and_cancelling_leaves_all_as_it_was(
    archive: Archive, tmp_path: Path
) -> None:
    import_site(archive, many(tmp_path / "site", 620))
    before = rows_of(archive)
    ids = numbers(archive)
    seen: list[Progress] = []
    with bulk_edit.plan(archive, ids, [AddNames("tags", ("x",))], seen.append) as made:
        assert made.counts.changes == 620
        assert [row.post_id for row in made.rows(0, 1000)] == ids
        assert [row.post_id for row in made.rows(100, 2)] == ids[100:102]
        assert seen[-1].done == seen[-1].total == 620
        stop = CancelToken()
        with pytest.raises(Cancelled):
            bulk_edit.apply(archive, made, lambda _: stop.cancel(), stop)
        assert rows_of(archive) == before
        assert history.undo_state(archive).undo == "Import 1"
        outcome, changes = bulk_edit.apply(archive, made)
    assert outcome.changed == len(changes.changed) == 620
    assert archives.check_archive(archive, seen.append, CancelToken()).problems == ()
    stop = CancelToken()
    with pytest.raises(Cancelled):
        bulk_edit.plan(archive, ids, [AddNames("tags", ("y",))], lambda _: stop.cancel(), stop)


def test_an_expression_that_does_not_end_on_many_posts_ends_the_plan(
    archive: Archive, tmp_path: Path
) -> None:
    folder = many(tmp_path / "site", 30)
    for path in (folder / "_posts").iterdir():
        path.write_text(path.read_text("utf-8") + "x" * 40 + "y\n", "utf-8")
    import_site(archive, folder)
    slow = ReplaceText("body", r"(?:(x|xx)+)+(?=z)\1", "", regex=True)
    with pytest.raises(UserError, match="too long on too many"):
        bulk_edit.plan(archive, numbers(archive), [slow])


NAMES = st.sampled_from(["a", "b", "新闻", "two words", "x: y", "#c"])
OPERATIONS = st.one_of(
    st.builds(AddNames, st.sampled_from(["tags", "authors", "keywords"]), st.tuples(NAMES)),
    st.builds(RemoveNames, st.just("tags"), st.tuples(NAMES)),
    st.builds(SetValue, st.sampled_from(["title", "note", "slug", "language"]), st.tuples(NAMES)),
    st.builds(SetValue, st.sampled_from(["tags", "categories"]), st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(RemoveField, st.sampled_from(["note", "title", "rating", "layout"])),
    st.builds(
        ReplaceText,
        st.sampled_from(["body", "title", "tags"]),
        st.sampled_from(["e", "a+", "示范区"]),
        NAMES,
        st.just(True),
    ),
    st.builds(MapValues, st.just("tags"), st.tuples(st.tuples(NAMES, NAMES))),
    st.builds(ShiftDate, st.integers(-100_000, 100_000)),
    st.just(AttachZone("+09:00")),
    st.just(SplitNames("tags", "、 ")),
    st.just(JoinNames("tags", "-")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(OPERATIONS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_as_many_undos_as_bulk_edits_give_back_every_row(steps: Sequence[list[BulkOperation]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = make_site(Path(place) / "site")
        (folder / "_posts" / "2022-07-01-clock.md").write_bytes(UNDATED.encode())
        with archives.create_archive(Path(place) / "a.fonds") as archive:
            import_site(archive, folder)
            states = [rows_of(archive)]
            for operations in steps:
                with bulk_edit.plan(archive, numbers(archive), operations) as made:
                    changed = bulk_edit.apply(archive, made, rewriting=True)[0].changed
                    assert changed == made.counts.changes + made.counts.rewrites
                if changed:
                    states.append(rows_of(archive))
            later = states.pop()
            while states:
                history.undo(archive)
                assert rows_of(archive) == states[-1]
                history.redo(archive)
                assert rows_of(archive) == later
                history.undo(archive)
                later = states.pop()
            assert history.undo_state(archive).undo == "Import 1"
            assert archives.check_archive(archive, lambda _: None, CancelToken()).problems == ()
