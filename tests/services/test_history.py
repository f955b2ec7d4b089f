"""History: who, when and what of each revision, restoring whole and in part, several steps at once, imports undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.errors import Cancelled, EditConflict, UserError
from fonds.model.post import Post
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ScopeKind
from fonds.model.revision import Draft, MetadataEdit, Part, PostEdit
from fonds.services import (
    accessions,
    activity,
    archives,
    browsing,
    conflicts,
    editing,
    exporting,
    history,
    importing,
    merging,
    revision_history,
    saved_searches,
    starring,
)
from fonds.services.archives import Archive
from fonds.services.revision_history import History
from fonds.text.differences import find_differences
from fonds.text.hunks import hunks_of, take_back
from services.site import PLAIN, import_site, make_site, numbers, post_named, state_of


@pytest.fixture
def number(archive: Archive, tmp_path: Path) -> int:
    """A post of the imported site, edited three times by two people."""
    archive.who = "陈静"
    import_site(archive, make_site(tmp_path / "site"))
    post = post_named(archive, "plain.md")
    _save(archive, post, PostEdit(metadata=MetadataEdit(title="新标题", tags=("上海", "苏州"))))
    archive.who = "Li Wei"
    _save(archive, post, PostEdit(body="<p>第一段。</p>\n\n<p>第二段。</p>\n\n<p>第三段。</p>\n"))
    _save(archive, post, PostEdit(body="<p>第一段！</p>\n\n<p>第二段。</p>\n\n<p>第三段！</p>\n"))
    return post


def _save(archive: Archive, post: int, edit: PostEdit) -> None:
    editing.save_post(archive, post, edit, browsing.load_post(archive, post).revision_id)


def _import(archive: Archive, site: Path, who: str) -> None:
    importing.import_source(archive, [site], ImportSettings(), ignore_progress, CancelToken(), who=who)


def _post(archive: Archive, number: int) -> Post:
    return browsing.load_post(archive, number)


def _history(archive: Archive, number: int) -> History:
    return revision_history.load_history(archive, number)


def test_each_revision_says_who_and_what(archive: Archive, number: int) -> None:
    newest, second, first, original = _history(archive, number).revisions
    assert (original.number, original.reason, original.changed) == (0, "import", Part(0))
    assert (first.who, first.reason, first.changed) == ("陈静", "edit", Part.TITLE | Part.TAGS)
    assert (second.who, second.changed) == ("Li Wei", Part.BODY)
    assert (newest.number, newest.changed) == (3, Part.BODY)
    assert original.digest == _post(archive, number).original_digest


def test_an_import_by_another_person_is_theirs(archive: Archive, tmp_path: Path) -> None:
    archive.who = "陈静"
    site = make_site(tmp_path / "site")
    _import(archive, site, "Li Wei")
    post = post_named(archive, "plain.md")
    (site / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "稳步").encode())
    _import(archive, site, "王芳")
    newest, original = _history(archive, post).revisions
    assert (original.who, newest.who) == ("Li Wei", "王芳")
    assert (newest.reason, newest.changed) == ("import", Part.BODY)


def test_any_two_are_compared_as_texts_and_as_fields(archive: Archive, number: int) -> None:
    found = _history(archive, number)
    newest, _, first, original = found.revisions
    comparison = revision_history.compare_revisions(archive, number, original.id, first.id)
    assert {item.field for item in comparison.fields} == {"title", "tags"}
    assert comparison.readable
    assert find_differences(comparison.before_text, comparison.after_text).places
    same = revision_history.compare_revisions(archive, number, newest.id, newest.id)
    assert (same.fields, same.before_text) == ((), same.after_text)
    assert found.before(original) is None
    assert found.before(newest) == found.revisions[1]


def test_a_whole_revision_comes_back_byte_for_byte_as_a_new_one(archive: Archive, number: int) -> None:
    original = _history(archive, number).revisions[-1]
    before = state_of(archive)
    head = _post(archive, number).revision_id
    changes = revision_history.restore_revision(archive, number, original.id, head)
    assert changes.changed == {number}
    assert _post(archive, number).source == PLAIN.encode()
    newest = _history(archive, number).revisions[0]
    assert (newest.number, newest.reason, newest.digest) == (4, "restore", original.digest)
    assert history.undo_state(archive).undo.startswith("Restore revision 0 of “")
    again = revision_history.restore_revision(archive, number, original.id, newest.id)
    assert again.empty
    history.undo(archive)
    assert state_of(archive) == before


def test_single_changes_are_taken_back(archive: Archive, number: int) -> None:
    newest, second, *_ = _history(archive, number).revisions
    found = revision_history.compare_revisions(archive, number, second.id, newest.id)
    first, last = hunks_of(find_differences(found.before_text, found.after_text))
    text = take_back(found.before_text, found.after_text, [last])
    revision_history.restore_text(archive, number, text, newest.id)
    source = _post(archive, number).source.decode()
    assert "第一段！" in source
    assert "第三段。" in source
    made = _history(archive, number).revisions[0]
    assert (made.reason, made.changed) == ("restore", Part.BODY)
    assert history.undo_state(archive).undo.startswith("Restore part of “")
    assert first != last


def test_a_single_field_is_taken_back(archive: Archive, number: int) -> None:
    original = _history(archive, number).revisions[-1]
    wanted = revision_history.field_texts(_post(archive, number).metadata)
    revision_history.restore_field(archive, number, original.id, "title", _post(archive, number).revision_id)
    fields = revision_history.field_texts(_post(archive, number).metadata)
    assert fields["title"] != wanted["title"]
    assert {**fields, "title": ""} == {**wanted, "title": ""}


def test_unsaved_text_and_changes_elsewhere_are_not_passed_over(archive: Archive, number: int) -> None:
    newest, second, *_ = _history(archive, number).revisions
    with pytest.raises(EditConflict):
        revision_history.restore_revision(archive, number, second.id, second.id)
    editing.keep_draft(archive, Draft(number, newest.id, PostEdit(body="unsaved"), 1))
    ways: list[Callable[[], object]] = [
        lambda: revision_history.restore_revision(archive, number, second.id, newest.id),
        lambda: revision_history.restore_text(archive, number, "x", newest.id),
        lambda: revision_history.restore_field(archive, number, second.id, "title", newest.id),
    ]
    for restore in ways:
        with pytest.raises(UserError, match="unsaved text"):
            restore()
    draft = editing.find_draft(archive, number)
    assert draft is not None
    assert draft.edit.body == "unsaved"
    editing.discard_draft(archive, number)
    with pytest.raises(UserError, match="no revision"):
        revision_history.restore_revision(archive, number, 10**6, newest.id)


def test_the_history_of_a_trashed_post_is_read_but_not_changed(archive: Archive, number: int) -> None:
    editing.trash_posts(archive, [number])
    found = _history(archive, number)
    assert found.trashed
    assert len(found.revisions) == 4
    with pytest.raises(UserError, match="in the trash"):
        revision_history.restore_revision(archive, number, found.revisions[-1].id, found.head)


def test_a_revision_is_written_to_a_file(archive: Archive, number: int, tmp_path: Path) -> None:
    original = _history(archive, number).revisions[-1]
    target = tmp_path / "out.md"
    assert revision_history.export_revision(archive, number, original.id, target) == len(PLAIN.encode())
    assert target.read_bytes() == PLAIN.encode()
    assert _verbs(archive)[0] == "export-revision"


def test_an_import_is_undone_and_redone_by_name(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    before = state_of(archive)
    assert history.undo_state(archive).undo == "Import 1"
    changes = history.undo(archive)
    assert len(changes.changed) == 3
    assert numbers(archive) == []
    assert len(numbers(archive, ScopeKind.TRASH)) == 3
    assert history.undo_state(archive).redo == "Import 1"
    history.redo(archive)
    assert state_of(archive) == before
    history.undo(archive)
    assert numbers(archive) == []
    history.redo(archive)
    assert state_of(archive) == before
    assert import_site(archive, site).unchanged == 3
    assert history.undo_state(archive).undo == "Import 1"


def test_an_undone_import_leaves_what_was_edited_since_undone_first(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    post = post_named(archive, "plain.md")
    (site / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "稳步").encode())
    import_site(archive, site)
    _save(archive, post, PostEdit(metadata=MetadataEdit(title="改")))
    history.undo(archive)
    history.undo(archive)
    assert _post(archive, post).source == PLAIN.encode()
    history.redo(archive)
    assert "稳步" in _post(archive, post).source.decode()


def test_several_steps_go_back_at_once_and_come_again(archive: Archive, number: int) -> None:
    start = state_of(archive)
    starring.toggle_stars(archive, [number])
    saved_searches.save_search(archive, "甲", "上海")
    editing.trash_posts(archive, [number])
    end = state_of(archive)
    steps = history.list_steps(archive)
    assert [step.step.code for step in steps[:3]] == ["trash-post", "save-search", "star-post"]
    assert {step.who for step in steps[:3]} == {"Li Wei"}
    stop = CancelToken()
    with pytest.raises(Cancelled):
        history.go_to(archive, steps[2].id, lambda _: stop.cancel(), stop)
    assert state_of(archive) == end
    assert history.go_to(archive, steps[2].id)[0] == 3
    assert state_of(archive) == start
    assert [step.undone for step in history.list_steps(archive)[:4]] == [True, True, True, False]
    assert history.go_to(archive, steps[1].id)[0] == 2
    assert history.undo_state(archive).redo.startswith("Trash “")
    assert history.go_to(archive, steps[0].id)[0] == 1
    assert state_of(archive) == end
    assert _verbs(archive)[:6] == ["redo", "redo", "redo", "undo", "undo", "undo"]
    with pytest.raises(UserError, match="not remembered"):
        history.go_to(archive, 10**6)


def test_everything_that_is_done_is_entered(archive: Archive, number: int, tmp_path: Path) -> None:
    other = post_named(archive, "commented.md")
    merging.merge_posts(archive, merging.merges_of([]), take_terms=False)
    starring.toggle_stars(archive, [number, other])
    accessions.describe_accession(archive, 1, who="x", note="y")
    conflicts.keep_ours(archive, [number])  # there is none: nothing is entered
    exporting.export_posts(archive, tmp_path / "out", None, "", ignore_progress, CancelToken())
    archives.check_archive(archive, ignore_progress, CancelToken())
    editing.trash_posts(archive, [other])
    sizes = editing.purge_size(archive, [other])
    editing.purge_posts(archive, [other])
    editing.purge_posts(archive, [other])  # gone already
    accessions.withdraw_accession(archive, 1, ignore_progress, CancelToken())
    history.undo(archive)
    assert _verbs(archive) == [
        *("undo", "withdraw-import", "purge", "trash-post", "check", "export", "describe-import"),
        *("star-posts", "edit-post", "edit-post", "edit-post", "import", "import-begin"),
        "new-archive",
    ]
    entries = {entry.verb: entry for entry in activity.iterate(archive)}
    assert entries["purge"].facts()["ids"] == [other]
    assert entries["purge"].facts()["bytes"] == sizes.bytes
    assert entries["export"].facts()["dest"] == str(tmp_path / "out")
    assert entries["undo"].step().name == "Undo: Withdraw import 1"
    assert entries["import"].facts()["added"] == 3
    assert activity.verify_log(archive).broken == 0


def test_the_log_is_written_as_csv_and_json(archive: Archive, number: int, tmp_path: Path) -> None:
    archive.who = "=1+1"
    starring.toggle_stars(archive, [number])
    for name in ("a.csv", "a.json"):
        wrote = activity.write_log(archive, tmp_path / name, None, ignore_progress, CancelToken())
        assert wrote == activity.log_head(archive).number
    assert "'=1+1" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert '"who": "=1+1"' in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_a_read_only_archive_is_not_entered_into(archive: Archive, number: int, tmp_path: Path) -> None:
    archive.close()
    with Archive.open(archive.path, read_only=True) as reading:
        before = activity.log_head(reading)
        exporting.export_posts(reading, tmp_path / "out", None, "", ignore_progress, CancelToken())
        assert activity.log_head(reading) == before
        assert len(_history(reading, number).revisions) == 4


def _verbs(archive: Archive) -> list[str]:
    return [entry.verb for entry in activity.iterate(archive)][::-1]
