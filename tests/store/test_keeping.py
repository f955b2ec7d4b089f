"""Media, drafts, accessions, problems, and how bytes are packed."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model.accession import AccessionState, ImportReport, ImportSettings, OnDuplicate, Outcome
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.post import MediaReference, Status
from fonds.model.problems import Problem, ProblemKind
from fonds.model.revision import Draft, MetadataEdit, PostEdit
from fonds.store.accessions import (
    NewItem,
    add_items,
    begin_accession,
    finish_accession,
    get_accession,
    list_accessions,
    load_done,
    load_items,
    load_sites,
)
from fonds.store.archive import Archive
from fonds.store.drafts import discard_draft, find_draft, list_drafts, save_draft
from fonds.store.handing_out import load_media_of, load_sources
from fonds.store.media import find_media, find_media_by_digest, get_media, link, load_links, put_media
from fonds.store.packing import (
    RAW,
    ZLIB,
    DamagedBytes,
    pack,
    pack_text,
    storable_path,
    stored_path,
    unpack,
    unpack_text,
)
from fonds.store.posts import get_post, purge
from fonds.store.revisions import load_revision_source
from fonds.store.undo import undo
from store.making import START, add_numbered, add_posts, make_candidate


def test_a_file_is_kept_once_for_its_bytes(archive: Archive) -> None:
    first, second = add_numbered(archive, 2)
    with archive.writing() as writer:
        picture = put_media(writer, b"png bytes", "图.png")
        assert put_media(writer, b"png bytes", "other name.jpg") == picture
        nothing = put_media(writer, b"", "empty")
        link(writer, first, "../img/图.png", picture, "img/图.png")
        link(writer, second, "/img/x.png", picture, "img/x.png")
        link(writer, second, "/img/x.png", nothing, "img/y.png")
    with archive.reading() as view:
        found = find_media(view, first, "../img/图.png")
        assert found is not None
        media, data = found
        assert (media.mime, media.name, media.size, data) == ("image/png", "图.png", 9, b"png bytes")
        assert find_media_by_digest(view, media.digest) == media
        assert find_media_by_digest(view, b"") is None
        assert find_media(view, first, "missing") is None
        assert load_links(view, second) == ((MediaReference("/img/x.png", "img/y.png"), nothing),)
        assert get_post(view, first).media == (MediaReference("../img/图.png", "img/图.png"),)
        assert list(load_media_of(view, [first, second], leave_out=[("img/y.png", nothing)])) == [
            ("img/图.png", picture, b"png bytes")
        ]
        with pytest.raises(UserError, match="no media file 99"):
            get_media(view, 99)


def test_links_are_undone(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    with archive.writing("Attach") as writer:
        link(writer, number, "a.bin", put_media(writer, os.urandom(100_000), "a.bin"))
    with archive.writing() as writer:
        undo(writer)
    with archive.reading() as view:
        assert load_links(view, number) == ()


def test_sources_are_handed_out(archive: Archive) -> None:
    ids = add_numbered(archive, 3)
    with archive.reading() as view:
        handed = list(load_sources(view, [*reversed(ids), 99]))
        assert [(number, data) for number, _, data in handed] == [
            (number, get_post(view, number).source) for number in ids
        ]
        with pytest.raises(UserError, match="no revision 99"):
            load_revision_source(view, 99)


EDIT = PostEdit(
    body="没有保存\r\n\x00",
    metadata=MetadataEdit(
        title="题",
        date_text="",
        status=Status.DRAFT,
        categories=(("a", "b"), ()),
        tags=(),
        fields=(("k", [None, True, {"x": "y"}]), ("gone", None)),
    ),
)


def test_drafts_come_back_whole(archive: Archive) -> None:
    first, second = add_numbered(archive, 2)
    drafts = [Draft(first, 1, EDIT, START), Draft(second, 2, PostEdit(whole_text="---\n"), START + 1)]
    with archive.writing() as writer:
        for draft in drafts:
            save_draft(writer, Draft(draft.post_id, 0, PostEdit(body="older"), 1))
            save_draft(writer, draft)
    with archive.reading() as view:
        assert list_drafts(view) == (drafts[1], drafts[0])
        assert find_draft(view, first) == drafts[0]
    with archive.writing() as writer:
        assert discard_draft(writer, first)
        assert not discard_draft(writer, first)
        assert find_draft(writer, first) is None


def test_the_draft_of_an_undone_post_waits(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1), step="Create")
    with archive.writing() as writer:
        save_draft(writer, Draft(number, 1, EDIT, START))
        undo(writer)
        assert list_drafts(writer) == ()
        assert find_draft(writer, number) is not None


def test_a_post_deleted_for_good_gets_no_draft_again(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    with archive.writing() as writer:
        purge(writer, [number])
    with archive.writing() as writer, pytest.raises(UserError, match="no post"):
        save_draft(writer, Draft(number, 1, EDIT, START))


def test_accessions_remember_their_reports(archive: Archive) -> None:
    settings = ImportSettings(
        "jekyll", "Asia/Shanghai", on_duplicate=OnDuplicate.SKIP, post_folders=("old_post",)
    )
    problem = Problem(ProblemKind.TOO_LARGE, os.fsdecode(b"\xff.md"), 3, (("size", "1"), ("limit", "0")))
    failed = NewItem(problem.path, Outcome.FAILED, problems=(problem,))
    with archive.writing() as writer:
        first = begin_accession(writer, ["/来源/一"], "jekyll", settings, START, ["{site}"])
        second = begin_accession(writer, [], "folder", ImportSettings(), START + 9)
        report = ImportReport(
            first,
            "jekyll",
            ("/来源/一",),
            added=3,
            failed=1,
            seconds=0.5,
            problems=(problem,),
            posts_by_path={"a": 1},
        )
        add_items(writer, first, [NewItem("a.md", Outcome.ADDED, 7, 1, 4), failed])
        add_items(writer, second, [NewItem("b.md", Outcome.ADDED, 8, 2, 5, kept_raw=True)])
        finish_accession(writer, first, report, START + 5)
    with archive.reading() as view:
        kept = list_accessions(view)
        assert [accession.id for accession in kept] == [second, first]
        assert get_accession(view, first) == kept[1]
        assert load_sites(view, first) == ("{site}",)
        assert load_sites(view, 99) == ()
        added, refused = load_items(view, first)
        assert (added.path, added.outcome, added.post_id, added.revision_id) == ("a.md", Outcome.ADDED, 1, 4)
        assert (refused.outcome, refused.problems) == (Outcome.FAILED, (problem,))
        assert list(load_items(view, first, with_problems=True)) == [refused]
        assert list(load_items(view, first, [Outcome.ADDED])) == [added]
        assert load_done(view, first) == {7}
        with pytest.raises(UserError, match="no accession 99"):
            get_accession(view, 99)
    assert kept[1].report == replace(report, problems=(), posts_by_path={})
    assert (kept[1].state, kept[1].settings) == (AccessionState.COMPLETE, settings)
    assert (kept[1].started_at, kept[1].finished_at, kept[1].sources) == (START, START + 5, ("/来源/一",))
    assert (kept[0].finished_at, kept[0].state) == (None, AccessionState.INTERRUPTED)
    assert (kept[0].report.added, kept[0].report.kept_raw) == (1, 1)


@given(st.binary(max_size=3000))
def test_packing_gives_the_bytes_back(data: bytes) -> None:
    assert unpack(*pack(data)) == data


@given(st.text(max_size=1000), st.binary(max_size=1000))
def test_packing_a_text_beside_any_source_gives_it_back(text: str, source: bytes) -> None:
    assert unpack_text(*pack_text(text.encode(), source), source) == text


def test_packing_only_where_it_pays() -> None:
    text = "示范区建设取得新进展。" * 50
    assert pack(text.encode())[0] == ZLIB
    noise = os.urandom(5000)
    assert pack(noise) == (RAW, noise)
    source = f"<p>{text}</p>".encode()
    assert len(pack_text(text.encode(), source)[1]) < 60


@pytest.mark.parametrize(("codec", "data"), [("zlib", b"damaged"), ("unknown", b"")])
def test_damage_is_noticed(codec: str, data: bytes) -> None:
    with pytest.raises(DamagedBytes, match=r"codec|header"):
        unpack(codec, data)


@given(st.text(alphabet=st.characters(codec=None), max_size=20) | st.binary(max_size=20).map(os.fsdecode))
def test_any_path_comes_back(path: str) -> None:
    assert stored_path(storable_path(path)) == path


def test_damaged_bytes_are_told_of_the_archive(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    with archive.writing() as writer:
        writer.execute("UPDATE revisions SET codec = 'zlib', data = x'00'")
    with pytest.raises(EnvironmentProblem, match="damaged"), archive.reading() as view:
        get_post(view, number)
