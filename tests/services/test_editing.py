"""Editing: only what was touched changes in the file; conflicts are told; trash, drafts and undo lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.errors import EditConflict, UserError
from fonds.model.post import Status
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.revision import Draft, MetadataEdit, NewPost, PostEdit
from fonds.services import browsing, editing, history, searching
from fonds.services.archives import Archive
from services.site import COMMENTED, PLAIN, RAW, import_site, make_site, post_named, source_of


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Path:
    folder = make_site(tmp_path / "site")
    import_site(archive, folder)
    return folder


def save(archive: Archive, number: int, edit: PostEdit) -> None:
    editing.save_post(archive, number, edit, browsing.load_post(archive, number).revision_id)


@pytest.mark.usefixtures("site")
def test_a_title_changes_its_own_characters_only(archive: Archive) -> None:
    number = post_named(archive, "commented.md")
    save(archive, number, PostEdit(metadata=MetadataEdit(title="Green tea")))
    assert source_of(archive, number) == COMMENTED.replace("'Tea'", "'Green tea'")
    assert browsing.load_post(archive, number).metadata.title == "Green tea"


@pytest.mark.usefixtures("site")
def test_a_body_changes_nothing_of_the_header(archive: Archive) -> None:
    number = post_named(archive, "commented.md")
    save(archive, number, PostEdit(body="New.\r\n"))
    assert source_of(archive, number) == COMMENTED.replace("Body.\r\n", "New.\r\n")
    assert searching.search_posts(archive, "Body").total == 0
    assert searching.search_posts(archive, "New").total == 1


@pytest.mark.usefixtures("site")
def test_a_save_without_a_change_makes_no_revision(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    before = browsing.load_post(archive, number)
    assert editing.save_post(archive, number, PostEdit(), before.revision_id).empty
    save(
        archive, number, PostEdit(body="<p>加快推进建设。</p>\n", metadata=MetadataEdit(title="示范区成绩单"))
    )
    assert browsing.load_post(archive, number) == before
    assert history.undo_state(archive).undo == "Import 1"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (MetadataEdit(tags=("新闻", "经济")), ("tags", ("新闻", "经济"))),
        (MetadataEdit(tags=()), ("tags", ())),
        (MetadataEdit(tags=("two words",)), ("tags", ("two words",))),
        (MetadataEdit(categories=(("a",), ("b c",))), ("categories", (("a",), ("b c",)))),
        (MetadataEdit(categories=()), ("categories", ())),
        (MetadataEdit(authors=("编辑部",)), ("authors", ("编辑部",))),
        (MetadataEdit(authors=("A", "B")), ("authors", ("A", "B"))),
        (MetadataEdit(status=Status.DRAFT), ("status", Status.DRAFT)),
        (MetadataEdit(status=Status.UNPUBLISHED), ("status", Status.UNPUBLISHED)),
        (MetadataEdit(slug="new-slug"), ("slug", "new-slug")),
        (MetadataEdit(language="zh"), ("language", "zh")),
        (MetadataEdit(title='He said "no": {x} # y'), ("title", 'He said "no": {x} # y')),
    ],
)
@pytest.mark.usefixtures("site")
def test_every_field_reads_back_as_it_was_written(
    archive: Archive, edit: MetadataEdit, expected: tuple[str, object]
) -> None:
    number = post_named(archive, "plain.md")
    before = browsing.load_post(archive, number).metadata
    save(archive, number, PostEdit(metadata=edit))
    after = browsing.load_post(archive, number).metadata
    name, value = expected
    assert getattr(after, name) == value
    for other in ("title", "tags", "categories", "authors", "status", "slug", "language", "date"):
        if other != name:
            assert getattr(after, other) == getattr(before, other)


@pytest.mark.usefixtures("site")
def test_a_status_goes_there_and_back(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    for status in (Status.DRAFT, Status.UNPUBLISHED, Status.DRAFT, Status.PUBLISHED):
        save(archive, number, PostEdit(metadata=MetadataEdit(status=status)))
        assert browsing.load_post(archive, number).metadata.status is status


@pytest.mark.usefixtures("site")
def test_further_fields_are_set_and_taken_out(archive: Archive) -> None:
    number = post_named(archive, "commented.md")
    save(archive, number, PostEdit(metadata=MetadataEdit(fields=(("rights", "CC0"), ("layout", None)))))
    assert dict(browsing.load_post(archive, number).metadata.fields) == {"rights": "CC0"}
    assert "# kept by the editor\r\n" in source_of(archive, number)


@pytest.mark.usefixtures("site")
def test_a_date_keeps_its_text(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    save(archive, number, PostEdit(metadata=MetadataEdit(date_text="2021-02-03 04:05:06 +0900")))
    date = browsing.load_post(archive, number).metadata.date
    assert date.iso_text() == "2021-02-03T04:05:06+09:00"
    assert "date: 2021-02-03 04:05:06 +0900\n" in source_of(archive, number)


@pytest.mark.usefixtures("site")
def test_a_raw_post_heals_when_its_header_is_mended(archive: Archive) -> None:
    number = post_named(archive, "raw.md")
    post = browsing.load_post(archive, number)
    assert editing.body_of(post) == RAW
    with pytest.raises(UserError, match="cannot be read"):
        save(archive, number, PostEdit(metadata=MetadataEdit(title="x")))
    save(archive, number, PostEdit(whole_text=RAW.replace("title: |\n  fine\n bad: [", "title: Mended")))
    healed = browsing.load_post(archive, number)
    assert healed.header_readable
    assert healed.metadata.title == "Mended"
    assert healed.problems == ()
    history.undo(archive)
    assert source_of(archive, number) == RAW
    assert not browsing.load_post(archive, number).header_readable


@pytest.mark.usefixtures("site")
def test_a_post_that_was_changed_elsewhere_is_a_conflict(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    base = browsing.load_post(archive, number).revision_id
    save(archive, number, PostEdit(body="first\n"))
    with pytest.raises(EditConflict):
        editing.save_post(archive, number, PostEdit(body="second\n"), base)
    assert source_of(archive, number).endswith("first\n")


def test_a_character_that_the_encoding_lacks_is_named(archive: Archive, tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site")
    text = "---\ntitle: 繁體中文的標題\n---\n" + "這是一篇用大五碼寫成的舊文章，講的是從前的事情。" * 4
    (folder / "_posts" / "2001-01-01-big5.md").write_bytes(text.encode("big5"))
    import_site(archive, folder)
    number = post_named(archive, "big5.md")
    with pytest.raises(UserError, match="😀"):
        save(archive, number, PostEdit(body="😀"))


def test_trash_and_restore_and_their_undo(archive: Archive, site: Path) -> None:
    numbers = list(browsing.list_posts(archive, ListRequest()).ids)
    editing.trash_posts(archive, numbers[:2])
    assert list(browsing.list_posts(archive, ListRequest()).ids) == numbers[2:]
    assert set(browsing.list_posts(archive, ListRequest(Scope(ScopeKind.TRASH))).ids) == set(numbers[:2])
    assert browsing.load_navigator(archive).trashed == 2
    history.undo(archive)
    assert list(browsing.list_posts(archive, ListRequest()).ids) == numbers
    history.redo(archive)
    editing.restore_posts(archive, numbers[:1])
    assert browsing.load_navigator(archive).trashed == 1


def test_a_new_post_can_be_undone_redone_and_edited(archive: Archive) -> None:
    number, changes = editing.create_post(archive, NewPost(title="新的一篇", tags=("tea",)))
    assert changes.added == {number}
    post = browsing.load_post(archive, number)
    assert (post.metadata.title, post.metadata.tags, post.metadata.status) == (
        "新的一篇",
        ("tea",),
        Status.DRAFT,
    )
    assert post.metadata.date.instant is not None
    history.undo(archive)
    assert len(browsing.list_posts(archive, ListRequest()).ids) == 0
    history.redo(archive)
    save(archive, number, PostEdit(body="两个汉字\n"))
    assert searching.search_posts(archive, "汉字").total == 1


def test_new_posts_get_paths_of_their_own(archive: Archive) -> None:
    paths = {
        browsing.load_post(archive, editing.create_post(archive, NewPost())[0]).source_path for _ in range(3)
    }
    assert len(paths) == 3


@pytest.mark.usefixtures("site")
def test_purging_is_for_good(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    sizes = editing.purge_size(archive, [number])
    assert (sizes.posts, sizes.revisions, sizes.bytes, sizes.media) == (1, 1, len(PLAIN.encode()), 0)
    editing.purge_posts(archive, [number])
    with pytest.raises(UserError, match="no post"):
        browsing.load_post(archive, number)
    assert searching.search_posts(archive, "成绩单").total == 0


@pytest.mark.usefixtures("site")
def test_a_draft_survives_and_goes_with_the_save(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    base = browsing.load_post(archive, number).revision_id
    draft = Draft(number, base, PostEdit(body="typed", metadata=MetadataEdit(tags=("a",))), editing.now())
    editing.keep_draft(archive, draft)
    assert editing.find_draft(archive, number) == draft
    assert editing.find_drafts(archive) == (draft,)
    assert browsing.load_summaries(archive, [number])[0].has_draft
    save(archive, number, draft.edit)
    assert editing.find_draft(archive, number) is None
    assert history.undo_state(archive).undo.startswith("Edit")


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    from fonds.services import archives

    path = tmp_path / "a.fonds"
    with archives.create_archive(path) as first:
        import_site(first, make_site(tmp_path / "site"))
        number = post_named(first, "plain.md")
        save(first, number, PostEdit(metadata=MetadataEdit(title="另一个")))
    with archives.open_archive(path) as second:
        assert history.undo_state(second).undo == "Edit “另一个”"
        history.undo(second)
        assert source_of(second, number) == PLAIN
        history.redo(second)
        assert browsing.load_post(second, number).metadata.title == "另一个"
