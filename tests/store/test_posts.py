"""Candidates in, posts out: what is stored is what is read, letter for letter."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.accession import ImportSettings
from fonds.model.errors import UserError
from fonds.model.post import (
    BodyFormat,
    DateOrigin,
    DatePrecision,
    FieldValue,
    PostDate,
    PostMetadata,
    Status,
)
from fonds.model.problems import Problem, ProblemKind
from fonds.model.revision import Draft, PostEdit
from fonds.store.accessions import begin_accession
from fonds.store.archive import Archive
from fonds.store.drafts import list_drafts, save_draft
from fonds.store.handing_out import load_sources
from fonds.store.media import link, put_media
from fonds.store.packing import prepare_text
from fonds.store.posts import (
    AcceptedCandidate,
    find_post,
    get_post,
    insert_candidates,
    known_by_digest,
    known_posts,
    load_summaries,
    purge,
    replace_source,
    set_trashed,
    source_paths,
)
from fonds.store.revisions import list_revisions, load_revision_source
from fonds.text.names import shown_path
from store.making import BODY, START, accept, add_numbered, add_posts, found, make_candidate

WHOLE = PostMetadata(
    title="长三角“样板间”: 46项\x00新",
    date=PostDate(-5_000_000_000, -570, DatePrecision.MINUTE, DateOrigin.FRONT_MATTER, "1811-07-23 …"),
    slug="yi-ti-hua",
    permalink="/:year/:title/",
    status=Status.UNPUBLISHED,
    format=BodyFormat.HTML,
    language="zh-Hant",
    categories=(("体育", "棒球"), ("体育",), ("新闻",)),
    tags=("b", "a", "上海证券报·中国证券网"),
    authors=("某 某",),
    fields=(
        ("layout", "post"),
        ("nested", {"列": ["1", None, True, {"k": ""}]}),
        ("", ""),
        ("layout", "again"),
    ),
)
TEXT = st.text(max_size=12)
VALUES: st.SearchStrategy[FieldValue] = st.recursive(
    st.none() | st.booleans() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


def test_a_post_comes_back_whole(archive: Archive) -> None:
    problems = (
        Problem(ProblemKind.REPAIRED_QUOTES, "_posts/x.md", 3, (("key", "title"), ("value", "“”"))),
        Problem(ProblemKind.NO_DATE, "_posts/x.md"),
    )
    candidate = replace(
        make_candidate(1, metadata=WHOLE), problems=problems, encoding="gb18030", text_exact=False
    )
    with archive.writing() as writer:
        accession = begin_accession(writer, ["/来源"], "jekyll", ImportSettings(), START)
        row = AcceptedCandidate(candidate, accession, -(2**63), "jekyll", prepare_text(candidate))
        (number,) = insert_candidates(writer, [row], when=START)
    with archive.reading() as view:
        post = get_post(view, number)
    assert post.metadata == WHOLE
    assert post.source == candidate.source
    assert (post.digest, post.original_digest, post.edited) == (candidate.digest, candidate.digest, False)
    assert (post.encoding, post.text_exact, post.header_readable) == ("gb18030", False, True)
    assert (post.source_path, post.generator, post.accession_id) == (candidate.path, "jekyll", accession)
    assert (post.created_at, post.modified_at, post.trashed_at) == (START, START, None)
    assert post.problems == problems
    assert post.revision_number == 0


@settings(max_examples=60, deadline=None)
@given(
    title=TEXT,
    categories=st.lists(
        st.lists(TEXT.filter(bool), min_size=1, max_size=3).map(tuple), max_size=4, unique=True
    ),
    tags=st.lists(TEXT.filter(bool), max_size=4, unique=True),
    fields=st.lists(st.tuples(TEXT, VALUES), max_size=4),
    body=st.text(max_size=2000),
)
def test_any_metadata_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    title: str,
    categories: list[tuple[str, ...]],
    tags: list[str],
    fields: list[tuple[str, FieldValue]],
    body: str,
) -> None:
    metadata = PostMetadata(title, categories=tuple(categories), tags=tuple(tags), fields=tuple(fields))
    candidate = make_candidate(1, body, metadata)
    with Archive.create(tmp_path_factory.mktemp("any") / "a.fonds") as archive:
        (number,) = add_posts(archive, candidate)
        with archive.reading() as view:
            post = get_post(view, number)
            (summary,) = load_summaries(view, [number])
    assert post.metadata == metadata
    assert post.source == candidate.source
    assert summary.title == title


def test_what_is_no_text_is_kept_as_near_as_can_be(archive: Archive) -> None:
    path = os.fsdecode(b"_posts/\xb5\xb5-\xe6\xa1\xa3.md")
    candidate = make_candidate(
        1, "body \ud800 of it", title="ti\udfffle", fields=(("k", "\ud83d"),), tags=("t\udc00",)
    )
    (number,) = add_posts(archive, replace(candidate, path=path, excerpt="\ud800"))
    with archive.reading() as view:
        post = get_post(view, number)
        assert source_paths(view, [number]) == {number: shown_path(path)}
        assert [place for _, place, _ in load_sources(view, [number])] == [path]
    assert post.source_path == shown_path(path)
    assert post.source == candidate.source
    assert post.metadata.title == "ti\ufffdle"
    assert post.metadata.tags == ("t\ufffd",)
    assert post.metadata.fields == (("k", "\ud83d"),)
    assert found(archive, "body") == [number]


def test_equal_terms_are_kept_once(archive: Archive) -> None:
    candidate = make_candidate(1, categories=(("a",), ("a",), ()), tags=("x", "x", "y", ""))
    (number,) = add_posts(archive, candidate)
    with archive.reading() as view:
        metadata = get_post(view, number).metadata
    assert metadata.categories == (("a",),)
    assert metadata.tags == ("x", "y")


def test_missing_posts(archive: Archive) -> None:
    with archive.reading() as view:
        assert find_post(view, 7) is None
        with pytest.raises(UserError, match="no post 7"):
            get_post(view, 7)
    with archive.writing() as writer, pytest.raises(UserError, match="no post 7"):
        replace_source(writer, 7, make_candidate(), "edit")


def test_summaries_come_in_the_order_asked(archive: Archive) -> None:
    ids = add_numbered(archive, 1200)
    wanted = [*reversed(ids), 999_999, ids[5]]
    with archive.writing() as writer:
        save_draft(writer, Draft(ids[0], 1, PostEdit(body="new"), START))
        set_trashed(writer, [ids[1]], START)
    with archive.reading() as view:
        rows = load_summaries(view, wanted)
    assert [row.id for row in rows] == [*reversed(ids), ids[5]]
    first, second = rows[-2], rows[-3]
    assert (first.title, first.categories, first.tags, first.has_draft) == (
        "第1篇",
        ("新闻",),
        ("上海",),
        True,
    )
    assert first.excerpt.startswith(BODY[:20])
    assert (second.trashed, second.has_draft, second.has_problem) == (True, False, False)


def test_numbers_are_never_given_twice(archive: Archive) -> None:
    first = add_numbered(archive, 2)
    with archive.writing() as writer:
        assert purge(writer, [*first, 99]) == first
    assert add_numbered(archive, 1) == [3]


def test_new_bytes_are_a_new_revision(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    with archive.reading() as view:
        before = get_post(view, number)
    newer = make_candidate(2, "全新的内容", title="新题", tags=("新",), fields=(("k", "v"),))
    newer = replace(newer, problems=(Problem(ProblemKind.NO_DATE, "p"),))
    with archive.writing("Save") as writer:
        revision = replace_source(writer, number, newer, "edit", when=START + 5)
    with archive.reading() as view:
        after = get_post(view, number)
        kept = list_revisions(view, number)
        sources = [load_revision_source(view, state.id) for state in kept]
    assert (after.revision_id, after.revision_number, after.modified_at) == (revision, 1, START + 5)
    assert (after.metadata, after.source, after.edited) == (newer.metadata, newer.source, True)
    assert after.source_path == before.source_path
    assert after.problems == newer.problems
    assert [(state.number, state.reason, state.size) for state in kept] == [
        (1, "edit", len(newer.source)),
        (0, "import", len(before.source)),
    ]
    assert [hashlib.sha256(source).digest() for source in sources] == [state.digest for state in kept]
    assert (found(archive, "全新"), found(archive, "示范区")) == ([number], [])


def test_bytes_from_a_source_are_the_new_original(archive: Archive) -> None:
    candidate = make_candidate(1)
    (number,) = add_posts(archive, candidate)
    newer = make_candidate(1, "changed at its source")
    with archive.writing() as writer:
        accession = begin_accession(writer, ["/x"], "jekyll", ImportSettings(), START)
        replace_source(writer, number, newer, "import", accession_id=accession)
    with archive.reading() as view:
        post = get_post(view, number)
        assert (post.edited, post.accession_id) == (False, accession)
        assert known_by_digest(view, [newer.digest])[newer.digest].post_id == number
        assert known_by_digest(view, [candidate.digest]) == {}


def test_known_posts_by_origin_and_by_bytes(archive: Archive) -> None:
    candidates = [make_candidate(number, f"body {number}") for number in range(1, 4)]
    rows = accept(candidates)
    add_posts(archive, *candidates)
    with archive.writing() as writer:
        set_trashed(writer, [2], START)
        replace_source(writer, 3, make_candidate(3, "edited"), "edit")
        twin = replace(rows[0], candidate=make_candidate(9, "a second one from there"))
        insert_candidates(writer, [twin])
    keys = [row.origin_key for row in rows if row.origin_key is not None]
    with archive.reading() as view:
        by_origin = known_posts(view, [*keys, 12345])
        by_digest = known_by_digest(view, [candidate.digest for candidate in candidates])
    assert {key: known.post_id for key, known in by_origin.items()} == {keys[0]: 4, keys[1]: 2, keys[2]: 3}
    assert [(by_origin[key].edited, by_origin[key].trashed) for key in keys] == [
        (False, False),
        (False, True),
        (True, False),
    ]
    assert {known.post_id for known in by_digest.values()} == {1, 2, 3}
    assert by_origin[keys[2]].original_digest == candidates[2].digest
    assert by_origin[keys[1]].source_path == candidates[1].path


def test_trash_moves_only_what_is_on_the_other_side(archive: Archive) -> None:
    ids = add_numbered(archive, 3)
    with archive.writing() as writer:
        assert set_trashed(writer, [*ids[:2], 77], START) == ids[:2]
        assert set_trashed(writer, ids, START + 9) == ids[2:]
        assert set_trashed(writer, ids[:1], None) == ids[:1]
    with archive.reading() as view:
        assert [get_post(view, number).trashed_at for number in ids] == [None, START, START + 9]


def test_purging_leaves_nothing_of_a_post(archive: Archive) -> None:
    ids = add_numbered(archive, 2)
    with archive.writing() as writer:
        for number in ids:
            link(writer, number, "both.png", put_media(writer, b"both", "both.png"))
        link(writer, ids[0], "own.png", put_media(writer, b"own", "own.png"))
        save_draft(writer, Draft(ids[0], 1, PostEdit(body="x"), START))
        replace_source(writer, ids[0], make_candidate(1, "第二版"), "edit")
        assert purge(writer, ids[:1]) == ids[:1]
        assert list_drafts(writer) == ()
    with archive.reading() as view:
        for table in ("posts", "revisions", "revision_texts", "media", "post_media"):
            assert view.value(f"SELECT count(*) FROM {table}") == 1, table
        assert view.rows("PRAGMA foreign_key_check") == []
    assert (found(archive, "第二版"), found(archive, "示范")) == ([], ids[1:])


def test_large_and_incompressible_bytes(archive: Archive) -> None:
    noise = os.urandom(3_000_000)
    candidate = replace(make_candidate(1), source=noise, digest=hashlib.sha256(noise).digest())
    empty = replace(make_candidate(2, ""), source=b"", digest=hashlib.sha256(b"").digest())
    first, second = add_posts(archive, candidate, empty)
    with archive.reading() as view:
        assert get_post(view, first).source == noise
        assert get_post(view, second).source == b""


def test_an_archive_reopened_has_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        ids = add_numbered(archive, 30)
        with archive.reading() as view:
            before = [get_post(view, number) for number in ids]
    with Archive.open(path) as archive, archive.reading() as view:
        assert [get_post(view, number) for number in ids] == before
