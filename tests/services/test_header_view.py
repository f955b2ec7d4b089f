"""Types, names and a repaired title reach the file through the save path, and only their characters change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.post import Post
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.revision import Draft, FieldType, HeaderForm, MetadataEdit, PostEdit
from fonds.services import archives, browsing, editing, importing
from fonds.services.archives import Archive
from fonds.services.header_view import (
    RIGHTS,
    SOURCES,
    edited_text,
    find_path,
    header_view,
    new_path,
    staged_post,
)

TEXT = '---\ntitle: "She said "no" twice"\nweight: 5\nlicence: CC0\nlink: [a]\n---\nbody\n'


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("title: A site\n", encoding="utf-8")
    (posts / "2022-01-01-a.md").write_text(TEXT, encoding="utf-8")
    made = archives.create_archive(tmp_path / "a.fonds")
    importing.import_source(made, [posts.parent], ImportSettings(), ignore_progress, CancelToken())
    yield made
    made.close()


def only(archive: Archive) -> Post:
    return browsing.load_post(archive, browsing.list_posts(archive, ListRequest()).ids[0])


def save(archive: Archive, edit: PostEdit) -> str:
    post = only(archive)
    editing.save_post(archive, post.id, edit, post.revision_id)
    return only(archive).source.decode()


def test_the_title_is_shown_as_the_file_has_it(archive: Archive) -> None:
    post = only(archive)
    view = header_view(post)
    assert post.metadata.title == 'She said "no" twice'
    assert view.written_title == '"She said "no" twice"'
    assert view.types["weight"] is FieldType.NUMBER


def test_the_repaired_title_is_written_on_demand(archive: Archive) -> None:
    saved = save(archive, PostEdit(form=HeaderForm(mended=True)))
    assert saved == TEXT.replace('"She said "no" twice"', '"She said \\"no\\" twice"')
    assert only(archive).problems == ()
    assert header_view(only(archive)).written_title == ""


def test_names_values_and_types_change_in_one_save(archive: Archive) -> None:
    edit = PostEdit(
        metadata=MetadataEdit(fields=(("order", "7"), ("fresh", ""))),
        form=HeaderForm(
            renames=(("weight", "order"),), types=(("order", FieldType.TEXT), ("fresh", FieldType.NULL))
        ),
    )
    saved = save(archive, edit)
    assert saved == TEXT.replace("weight: 5", 'order: "7"').replace("link: [a]\n", "link: [a]\nfresh: null\n")


def test_a_draft_keeps_the_form(archive: Archive) -> None:
    edit = PostEdit(form=HeaderForm((("a", "b"),), True, (("c", FieldType.NULL),)))
    post = only(archive)
    draft = Draft(post.id, post.revision_id, edit, 0)
    editing.keep_draft(archive, draft)
    assert editing.find_draft(archive, post.id) == draft


def test_a_whole_text_may_be_edited_on(archive: Archive) -> None:
    post = only(archive)
    whole = TEXT.replace("weight: 5", "weight: 6 # six")
    assert staged_post(archive, post.id, whole).metadata.fields[0] == ("weight", "6")
    edit = PostEdit(whole_text=whole, metadata=MetadataEdit(fields=(("weight", "7"),)), body="new\n")
    expected = TEXT.replace("weight: 5", "weight: 7 # six").replace("body\n", "new\n")
    assert edited_text(archive, post.id, edit) == expected
    assert save(archive, edit) == expected


def test_a_source_and_rights_are_found_under_the_keys_that_files_have(archive: Archive) -> None:
    fields = only(archive).metadata.fields
    assert find_path(fields, RIGHTS) == ("licence",)
    assert find_path(fields, SOURCES) is None, "a list is no address"
    assert find_path((("extra", {"Source_URL": "x"}),), SOURCES) == ("extra", "Source_URL")
    assert find_path((("url", "u"), ("canonicalURL", "c")), SOURCES) == ("canonicalURL",)
    assert new_path("zola", RIGHTS) == ("extra", "license")
    assert new_path("hugo", SOURCES) == ("canonicalURL",)
    assert new_path("folder", SOURCES) == ("source_url",)
