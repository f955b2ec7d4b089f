"""A revision that is kept as its difference from another: the same bytes always, never without what it leans on."""

from __future__ import annotations

import hashlib
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fonds
from fonds.model.accession import Candidate
from fonds.model.progress import CancelToken, ignore_progress
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.handing_out import load_sources
from fonds.store.packing import RAW, SPLICE, ZLIB, DamagedBytes, pack, splice, splice_base, unpack
from fonds.store.posts import get_post, purge, replace_source
from fonds.store.revising import prepare_revision, revise_posts
from fonds.store.revisions import load_revision_source
from fonds.store.undo import redo, undo
from fonds.store.whole_posts import load_posts
from store.making import START, add_posts, make_candidate

pieces = st.lists(
    st.sampled_from([b"a", b"ab", b"\n", "茶".encode(), b"0 1 2\n", b"---\n"]), max_size=30
).map(b"".join)


@settings(max_examples=300)
@given(head=pieces, old=pieces, new=pieces, tail=pieces, base_id=st.integers(1, 2**40))
def test_a_splice_gives_back_the_bytes(
    head: bytes, old: bytes, new: bytes, tail: bytes, base_id: int
) -> None:
    base, data = head * 9 + old + tail, head * 9 + new + tail
    made = splice(base_id, base, data)
    if made is None:
        return
    codec, packed = made
    assert (codec, splice_base(packed)) == (SPLICE, base_id)
    assert len(packed) * 4 <= len(data)
    assert unpack(codec, packed, *pack(base)) == data


@given(st.binary(max_size=30))
def test_damaged_splices_are_found_out(packed: bytes) -> None:
    for base in ((RAW, b"abc"), (ZLIB, b"abc"), (SPLICE, b"1 0 0\n"), (None, None)):
        try:
            unpack(SPLICE, packed, *base)
        except DamagedBytes:
            continue
        assert base[0] == RAW


def _tagged(number: int, turn: int) -> Candidate:
    """A candidate whose bytes differ from turn to turn in the middle of a long text alone."""
    made = make_candidate(number, tags=(f"复核{turn}",))
    source = made.source + f"\n{turn}\n".encode() + bytes(range(200)) * 20
    return replace(made, source=source, digest=hashlib.sha256(source).digest())


def _revise(archive: Archive, post: int, candidate: Candidate) -> None:
    with archive.reading() as view:
        (stored,) = load_posts(view, [post])
    prepared = prepare_revision(stored.post, candidate, same_text=True, base=stored.base())
    with archive.writing("Edit") as writer:
        assert revise_posts(writer, [prepared], "bulk edit", START) == []


def _whole(archive: Archive) -> None:
    with archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["tag", "tag", "save", "undo", "redo", "purge other"]), max_size=12))
def test_whatever_is_done_every_state_is_given_back(steps: list[str]) -> None:

    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder) / "a.fonds")
        one, other = add_posts(archive, _tagged(1, 0), _tagged(2, 0))
        _revise(archive, other, _tagged(2, 1))
        there = True
        for turn, step in enumerate(steps, 1):
            if step == "tag":
                _revise(archive, one, _tagged(1, turn))
            elif step == "save":
                with archive.writing("Edit") as writer:
                    replace_source(writer, one, _tagged(1, turn), "edit")
            elif step == "purge other" and there:
                there = False
                with archive.writing() as writer:
                    purge(writer, [other])
            elif step in ("undo", "redo"):
                with archive.writing() as writer:
                    (undo if step == "undo" else redo)(writer)
        _whole(archive)
        with archive.reading() as view:
            for number, digest in view.rows("SELECT id, digest FROM revisions"):
                found = load_revision_source(view, number)
                assert hashlib.sha256(found).digest() == digest
            post = get_post(view, one)
            assert [(one, post.source)] == [(number, data) for number, _, data in load_sources(view, [one])]
            bases = view.rows(
                "SELECT b.codec FROM revisions r JOIN revisions b ON b.id = CAST(CAST(r.data AS TEXT) AS INTEGER) "
                "WHERE r.codec = 'splice'"
            )
            assert SPLICE not in {codec for (codec,) in bases}
        archive.close()


def test_a_check_finds_a_base_that_is_gone_or_another_posts(archive: Archive) -> None:
    one, other = add_posts(archive, _tagged(1, 0), _tagged(2, 0))
    _revise(archive, one, _tagged(1, 1))
    _whole(archive)
    with archive.writing() as writer:
        packed = writer.value("SELECT data FROM revisions WHERE codec = ?", (SPLICE,))
        for base in (other, 999):
            writer.execute(
                "UPDATE revisions SET data = ? WHERE codec = ?",
                (str(base).encode() + packed[packed.index(b" ") :], SPLICE),
            )
            problems = check(writer, ignore_progress, CancelToken()).problems
            assert "Revision 3 leans on the bytes of another one that is missing." in problems
    with archive.reading() as view, pytest.raises(DamagedBytes):
        load_revision_source(view, 3)


def test_bytes_of_revisions_are_read_with_what_they_lean_on() -> None:
    """Of the others, each asks for revisions that always stand whole: they keep a plain text, or came from a source."""
    root = Path(fonds.__file__).parent
    asking = re.compile(r"\br\.codec|codec, data FROM revisions")
    found = {path.name for path in root.rglob("*.py") if asking.search(path.read_text(encoding="utf-8"))}
    assert found == {"revision_bytes.py", "search.py", "fingerprints.py", "accessions.py"}
